"""A plain transcript and turns withdrawn from it → the same file without their words, every turn in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from pipeline.ingest.withdrawals import SHOWN
from pipeline.model.files import write_whole

# A document of a word processor is not rewritten: what it keeps of past versions would stay in it.
PLAIN = frozenset({".txt", ".md"})


def clear(path: Path, turns: Mapping[int, str]) -> list[int]:
    """
    Take whole turns out of a transcript in plain text, their labels left before them.

    Args:
        path: the transcript.
        turns: the number of each turn to take out, and its words.

    Returns:
        the turns that could not be told apart in the file, and are left to be taken out by hand.
    """
    text = _plain(path)
    if text is None:
        return sorted(turns)
    new, left = cleared(text, turns)
    if new != text:
        write_whole(path, new.encode())
    return left


def _plain(path: Path) -> str | None:
    if path.suffix.lower() not in PLAIN:
        return None
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


def cleared(text: str, turns: Mapping[int, str]) -> tuple[str, list[int]]:
    r"""
    Replace each turn that stands once, and once only, in a text; lines may break anywhere in it.

    >>> cleared("A : Oui, je\nveux.\n\nB : Non.\n", {0: "Oui, je veux."})
    ('A : [tour retiré]\n\nB : Non.\n', [])
    """
    left: list[int] = []
    for number, said in sorted(turns.items()):
        found = list(re.finditer(r"\s+".join(map(re.escape, said.split())), text)) if said.strip() else []
        if len(found) == 1:
            text = text[: found[0].start()] + SHOWN + text[found[0].end() :]
        else:
            left.append(number)
    return text, left
