"""Gold spans of the fictional corpus → how much of what identifies is masked, before any review.

Run: ``python -m benchmarks.pseudonymisation FOLDER`` (or with ``FILIGRANE_SHARED``); the folder holds ``sessions/``
and ``identifiers.jsonl``. Of each type: spans wholly masked (KEEP: institutions wrongly touched), and the lower end of
Wilson's 95 % interval; « people, wholly » counts people whose every mention is masked.
Sessions C01, E01, E03, E05, E06, E09, E10, E11 and G02 were looked at while tuning; E02 and E08 were not read apart
from their misses; E04, E07, E12 and G01 were kept unseen and are reported apart.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.peers_people import lower_bound, people
from pipeline.ingest.session import Person, Session
from pipeline.model.contracts import Identifier, Turn
from pipeline.model.study import Study
from pipeline.pseudonymise.people.speakers import UNSAID
from pipeline.stages.identifiers import identifiers
from pipeline.stages.proposals import proposals

UNSEEN = frozenset({"E04", "E07", "E12", "G01"})
LOWER = frozenset({"E03", "E08", "E12"})
KEY = bytes(32)
PROJECT = Path(__file__).parent.parent
NAMED = frozenset({"PER", "LOC", "ORG", "KEEP"})
HEAD = re.compile(r"---\n(?P<head>.*?)\n---\n", re.DOTALL)
STAGE_DIRECTION = re.compile(r"[\[(].*[\])]")


class Piece(NamedTuple):
    """A paragraph of the file inside a turn: where it begins in each, and its length."""

    in_turn: int
    in_file: int
    length: int


class Read(NamedTuple):
    """A session of the corpus, its turns, and where their characters stand in the file."""

    session: Session
    turns: list[Turn]
    pieces: list[list[Piece]]
    text: str


def read(path: Path) -> Read:
    """Read a session in the corpus's plain format, keeping the offsets that its gold spans use."""
    text = path.read_text("utf-8")
    head = HEAD.match(text)
    facts = yaml.safe_load(head["head"]) if head else {}
    people = tuple(Person(p["locuteur"], p["nom"], {k: str(v) for k, v in p.items()}) for p in facts["personnes"])
    session = Session(
        facts["session"], path.name, facts["type"], str(facts["date"]), facts["terrain"], people, (facts["enqueteur"],)
    )
    said, pieces = _turns(text, head.end() if head else 0, [p.label for p in people] + [facts["enqueteur"]])
    turns = [
        Turn(session.session, n, who, "interviewer" if who == facts["enqueteur"] else "participant", None, None, t, "")
        for n, (who, t) in enumerate(said)
    ]
    return Read(session, turns, pieces, text)


def _turns(text: str, start: int, labels: list[str]) -> tuple[list[tuple[str, str]], list[list[Piece]]]:
    opening = re.compile(rf"(?:\[[\d:]+\] )?(?P<label>{'|'.join(map(re.escape, labels))}) ?:\s*")
    said: list[tuple[str, str]] = []
    pieces: list[list[Piece]] = []
    for line in re.compile(r"[^\n]+").finditer(text, start):
        label = opening.match(line.group())
        if label:
            said.append((label["label"], line.group()[label.end() :]))
            pieces.append([Piece(0, line.start() + label.end(), len(said[-1][1]))])
        elif said and not STAGE_DIRECTION.fullmatch(line.group()):
            speaker, before = said[-1]
            pieces[-1].append(Piece(len(before) + 1, line.start(), len(line.group())))
            said[-1] = (speaker, f"{before}\n{line.group()}")
    return said, pieces


def masked(one: Read, rows: list[Identifier]) -> set[int]:
    """Give the characters of the file that are replaced."""
    mine = [r for r in rows if r.session == one.session.session and r.turn != UNSAID]
    return {c for r in mine for piece in one.pieces[r.turn] for c in _in_file(piece, r.start, r.end)}


def _in_file(piece: Piece, start: int, end: int) -> Iterator[int]:
    first, last = max(start, piece.in_turn), min(end, piece.in_turn + piece.length)
    return iter(range(piece.in_file + first - piece.in_turn, piece.in_file + last - piece.in_turn))


def measure(
    reads: list[Read], gold: dict[str, list[dict[str, Any]]], rows: list[Identifier]
) -> dict[str, Counter[str]]:
    """Count, by group of sessions and type, the gold spans and those fully masked (for KEEP: touched)."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in reads:
        name = one.session.session
        group = f"{'unseen' if name in UNSEEN else 'seen'}, {'lower case' if name in LOWER else 'cased'}"
        _count(one, gold[name], masked(one, rows), counts[group])
    return counts


def _count(one: Read, gold: list[dict[str, Any]], hidden: set[int], count: Counter[str]) -> None:
    spoken = {c for pieces in one.pieces for p in pieces for c in range(p.in_file, p.in_file + p.length)}
    said = [g for g in gold if g["start"] in spoken]
    hits = [_hit(one.text, span, hidden) for span in said]
    for span, hit in zip(said, hits, strict=True):
        for kind in (span["type"], "structured") if span["type"] not in NAMED else (span["type"],):
            count[f"{kind} all"] += 1
            count[f"{kind} hit"] += hit
    whole, every = people((g["text"], hit) for g, hit in zip(said, hits, strict=True) if g["type"] == "PER")
    count["people, wholly hit"] += whole
    count["people, wholly all"] += every
    marked = {c for span in said for c in range(span["start"], span["end"])}
    others = [m.start() for m in re.finditer(r"\w+", one.text) if m.start() in spoken - marked]
    count["other words all"] += len(others)
    count["other words hit"] += sum(c in hidden for c in others)


def _hit(text: str, span: dict[str, Any], hidden: set[int]) -> bool:
    whole = any if span["type"] == "KEEP" else all
    return whole(c in hidden for c in range(span["start"], span["end"]) if text[c].isalnum())


def main(folder: Path) -> None:
    """Print the table of a run."""
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (folder / "identifiers.jsonl").read_text("utf-8").splitlines():
        span = json.loads(line)
        gold[span["session"]].append(span)
    reads = [read(path) for path in sorted((folder / "sessions").glob("*.txt"))]
    turns = [t for one in reads for t in one.turns]
    settings = Study(PROJECT).params("proposals")
    found = [p for one in reads for p in proposals(one.turns, [one.session], **settings)]
    policy = Study(PROJECT).params("identifiers")
    rows, _ = identifiers(turns, found, [one.session for one in reads], [], KEY, **policy)
    for group, count in sorted(measure(reads, gold, rows).items()):
        print(group)
        for kind in sorted(k.removesuffix(" all") for k in count if k.endswith(" all")):
            hit, every = count[f"{kind} hit"], count[f"{kind} all"]
            bound = lower_bound(hit, every)
            print(f"  {kind:<18} {hit:>6} / {every:<6} {100 * hit / max(1, every):6.2f} %  (at least {bound:5.1f} %)")


if __name__ == "__main__":
    place = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("FILIGRANE_SHARED", ".") + "/corpus-fictif"
    main(Path(place))
