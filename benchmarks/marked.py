"""Real transcripts marked by hand → how much of what identifies is masked, and what is torn that names nobody.

Run: ``FILIGRANE_SHARED=… FILIGRANE_MARKED=FOLDER python -m benchmarks.marked [--lower] [--misses] [NAME …]``.
The folder, outside the repository, holds ``<file of the corpus>.jsonl``, one mark a line: ``turn``, ``start``, ``end``
(code points of the turn) and ``kind``: ``person``, ``place``, ``date``, ``organisation``, ``kept`` (an institution that
identifies nobody) or ``either`` (counted neither for nor against). Files are cut at their first 2,500 words.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.overmasked import WORD, first_turns, masked
from benchmarks.peers_people import lower_bound
from pipeline.model.contracts import Identifier, Turn

WORDS_READ = 2500
LEFT_ALONE = frozenset({"kept", "either"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a turn that a reader marked."""

    turn: int
    start: int
    end: int
    kind: str


def marks(path: Path) -> list[Mark]:
    """Read the marks of a file."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [Mark(row["turn"], row["start"], row["end"], row["kind"]) for row in rows]


def hidden(said: list[Turn], rows: Iterable[Identifier]) -> dict[int, set[int]]:
    """Give, for each turn, the characters that are replaced."""
    found: dict[int, set[int]] = {t.turn: set() for t in said}
    for row in rows:
        found[row.turn] |= set(range(row.start, row.end))
    return found


def told(said: list[Turn], marked: list[Mark], gone: dict[int, set[int]], count: Counter[str]) -> Iterator[str]:
    """Count what is masked of each kind; give the context of each mistake."""
    texts = {t.turn: t.text for t in said}
    free: dict[int, set[int]] = {t.turn: set() for t in said}
    for mark in marked:
        text = texts[mark.turn]
        letters = [c for c in range(mark.start, mark.end) if text[c].isalnum()]
        hit = (any if mark.kind in LEFT_ALONE else all)(c in gone[mark.turn] for c in letters)
        count[f"{mark.kind} all"] += 1
        count[f"{mark.kind} hit"] += hit
        free[mark.turn] |= set(range(mark.start, mark.end))
        if hit == (mark.kind == "kept"):
            yield _shown("touched" if hit else "missed", mark.kind, text, mark.start, mark.end)
    for turn, text in texts.items():
        for word in WORD.finditer(text):
            if word.start() not in free[turn]:
                count["other words all"] += 1
                count["other words hit"] += word.start() in gone[turn]
                if word.start() in gone[turn]:
                    yield _shown("torn", "word", text, *word.span())


def _shown(what: str, kind: str, text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 40) : start], text[end : end + 30]
    return f"  {what} {kind}: …{before}{{{text[start:end]}}}{after}…"


def main() -> None:
    """Print a table for each file, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="beginnings of the files to read; all by default")
    parser.add_argument("--lower", action="store_true", help="read the files as written without capitals")
    parser.add_argument("--misses", action="store_true", help="show each mistake in its context")
    given = parser.parse_args()
    files = {p.name: p for p in sorted(Path(os.environ["FILIGRANE_SHARED"], "corpora").rglob("*")) if p.is_file()}
    every: Counter[str] = Counter()
    for place in sorted(Path(os.environ["FILIGRANE_MARKED"]).glob("*.jsonl")):
        if given.names and not place.name.startswith(tuple(given.names)):
            continue
        session, said = first_turns(files[place.stem], WORDS_READ)
        if given.lower:
            said = [replace(t, text=t.text.lower()) for t in said]
        count: Counter[str] = Counter()
        mistakes = list(told(said, marks(place), hidden(said, masked(session, said)[0]), count))
        print("\n".join([place.stem, *(mistakes if given.misses else []), *_table(count)]))
        every += count
    print("\n".join(["all", *_table(every)]))


def _table(count: Counter[str]) -> Iterator[str]:
    for kind in sorted(k.removesuffix(" all") for k in count if k.endswith(" all")):
        hit, whole = count[f"{kind} hit"], count[f"{kind} all"]
        share, bound = 100 * hit / whole, lower_bound(hit, whole)
        yield f"  {kind:<14} {hit:>5} / {whole:<5} {share:6.2f} %  (at least {bound:5.1f} %)"


if __name__ == "__main__":
    main()
