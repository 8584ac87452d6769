"""Many texts → where each word of them stands, so that a marker is only tried where it may begin."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import numpy as np

from pipeline.codebook.marker_patterns import Sought, hear

BREAK = "\n"  # between two texts: no marker reads it


class HeardWords(dict[str, tuple[int, ...]]):
    """What was said between two spaces → the words that markers hear in it, by their numbers."""

    def __init__(self) -> None:
        super().__init__({BREAK: (0,)})
        self.numbers: dict[str, int] = {BREAK: 0}

    def __missing__(self, said: str) -> tuple[int, ...]:
        words = hear(said).line.split(" ")[:-1]
        self[said] = tuple(self.numbers.setdefault(word, len(self.numbers)) for word in words)
        return self[said]


class WordPlaces:
    """All the texts as markers see them, in one line, and where each word stands in it."""

    def __init__(self, texts: Iterable[str]) -> None:
        heard = HeardWords()
        # No word runs over a space, and the same are said again and again.
        said = (heard[piece] for text in texts for piece in (*text.split(), BREAK))
        self._number = heard.numbers
        self._lay_out(np.fromiter(chain.from_iterable(said), dtype=np.int32))

    def _lay_out(self, heard: np.ndarray) -> None:
        words = [f"{word} " for word in self._number]
        self._line = "".join(map(words.__getitem__, heard.tolist()))
        lengths = np.array([len(word) for word in words], dtype=np.int64)[heard]
        starts = (np.cumsum(lengths) - lengths).astype(np.int32)
        self._breaks = starts[heard == 0]
        order = np.argsort(heard, kind="stable")
        self._starts = starts[order]
        self._first = np.searchsorted(heard[order], np.arange(len(words) + 1))

    def holding(self, markers: Iterable[Sought]) -> list[int]:
        """Number the texts where any of some markers stands, in order."""
        found: set[int] = set()
        for marker in markers:
            places = [self._starts[self._first[n] : self._first[n + 1]] for n in self._beginning(marker.starts)]
            at = np.concatenate(places) if places else self._starts[:0]
            for text, start in zip(np.searchsorted(self._breaks, at).tolist(), at.tolist(), strict=True):
                if text not in found and marker.expression.match(self._line, start):
                    found.add(text)
        return sorted(found)

    def _beginning(self, starts: Iterable[str]) -> set[int]:
        # « mot » and a space is that word alone; without a space, all those that begin so.
        whole = {self._number[s[:-1]] for s in starts if s.endswith(" ") and s[:-1] in self._number}
        begun = tuple(s for s in starts if not s.endswith(" "))
        return whole | {n for word, n in self._number.items() if begun and word.startswith(begun)}
