"""Transcripts that nobody here wrote → every masked span in its context, to be read by eye: how many name nobody.

Run: ``python -m benchmarks.overmasked FILE …``, each file as a study of its own, cut at its first words.
The reader decides: what a line shows between ``{`` and ``}`` is masked, with the proposers that asked for it.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pipeline.ingest.readers.received_files import content
from pipeline.ingest.readers.registry import READERS
from pipeline.ingest.session import Session, Transcript
from pipeline.model.contracts import Identifier, Proposal, Turn
from pipeline.model.study import Study
from pipeline.pseudonymise.people.speakers import UNSAID
from pipeline.stages.identifiers import identifiers
from pipeline.stages.proposals import proposals
from pipeline.stages.turns import turns

WORD = re.compile(r"\w+")
KEY = bytes(32)
PROJECT = Path(__file__).parent.parent


def first_turns(path: Path, most: int) -> tuple[Session, list[Turn]]:
    """Read the turns of a file up to a number of words."""
    session = Session("S1", path.name, "entretien", "", "", (), ())
    paragraphs = READERS[path.suffix.lower()](content(path, path.name), path.name)
    return session, list(_up_to(turns(Transcript(session, paragraphs), (), **Study(PROJECT).params("turns")), most))


def _up_to(said: list[Turn], most: int) -> Iterator[Turn]:
    left = most
    for turn in said:
        if left > 0:
            yield turn
        left -= len(WORD.findall(turn.text))


def masked(session: Session, said: list[Turn]) -> tuple[list[Identifier], list[Proposal]]:
    """Give what is masked in a session by itself, and what was proposed."""
    study = Study(PROJECT)
    found = proposals(said, [session], **study.params("proposals"))
    rows, _ = identifiers(said, found, [session], [], KEY, **study.params("identifiers"))
    return [r for r in rows if r.turn != UNSAID and r.action != "keep"], found


def told(said: list[Turn], rows: list[Identifier], found: list[Proposal]) -> Iterator[str]:
    """Say each masked span in its context, with who asked for it."""
    texts = {t.turn: t.text for t in said}
    by_turn: dict[int, list[Proposal]] = defaultdict(list)
    for p in found:
        by_turn[p.turn].append(p)
    for r in rows:
        text = texts[r.turn].replace("\n", " ")
        asked = sorted({f"{p.source}:{p.type}" for p in by_turn[r.turn] if p.start < r.end and p.end > r.start})
        before, after = text[max(0, r.start - 40) : r.start], text[r.end : r.end + 30]
        yield f"{r.turn:>4} …{before}{{{text[r.start : r.end]}}}{after}…  {r.type} {r.source} {','.join(asked)}"


def main() -> None:
    """Print the masked spans of each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--words", type=int, default=2500, help="how many words of each file")
    arguments = parser.parse_args()
    for path in arguments.files:
        session, said = first_turns(path, arguments.words)
        rows, found = masked(session, said)
        every = sum(len(WORD.findall(t.text)) for t in said)
        hidden = sum(len(WORD.findall(t.text[r.start : r.end])) for t in said for r in rows if r.turn == t.turn)
        print(f"=== {path.name}: {len(said)} turns, {every} words, {len(rows)} spans, {hidden} words masked")
        print("\n".join(told(said, rows, found)))


if __name__ == "__main__":
    main()
