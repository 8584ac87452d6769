"""Sequences of pieces → batches of whole sequences, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def batches(sequences: Sequence[list[int]], most: int) -> Iterator[list[list[int]]]:
    """
    Put sequences together up to a number of pieces; a longer one stands alone.

    >>> list(batches([[1, 2], [3], [4, 5, 6, 7]], 3))
    [[[1, 2], [3]], [[4, 5, 6, 7]]]
    """
    batch: list[list[int]] = []
    for sequence in sequences:
        if batch and sum(map(len, batch)) + len(sequence) > most:
            yield batch
            batch = []
        batch.append(sequence)
    if batch:
        yield batch
