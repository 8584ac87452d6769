"""Transcripts and spreadsheets of codings → turns and decisions in clear, to measure suggestions alone.

Nothing is replaced and nothing is saved here: what pseudonymising costs is measured elsewhere.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.anchoring.anchors import words
from pipeline.anchoring.decisions import CodingDecision
from pipeline.ingest.readers.registry import transcripts
from pipeline.model.contracts import AnonymisedTurn, Turn
from pipeline.model.decision_rows import CodingVerb
from pipeline.model.study import Study
from pipeline.stages.turns import turns

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
FARTHEST = 20  # turns by which two ways of counting them may differ


def spoken(study: Study, settings: Study) -> list[AnonymisedTurn]:
    """Read every session of a study, with the settings of another, as if no word named anyone."""
    parts = transcripts(study).values()
    read = [turns(part.load(), [], **settings.params("turns")) for part in parts]
    return [plain(turn) for session in read for turn in session]


def plain(turn: Turn) -> AnonymisedTurn:
    """Let a turn through as it was said."""
    return AnonymisedTurn(
        turn.session, turn.turn, turn.speaker, turn.role, None, None, turn.text, (), (), tuple(_sentences(turn.text)),
    )


def _sentences(text: str) -> Iterator[int]:
    spans = words(text)
    for end in [*(m.start() for m in SENTENCE_END.finditer(text)), len(text)]:
        before = [i for i, (_, e) in enumerate(spans) if e <= end]
        if before:
            yield before[-1]


def codings(path: Path, read: Iterable[AnonymisedTurn]) -> list[CodingDecision]:
    """Read a coder's spreadsheet, each passage found in its turn, and the sessions it covers marked read."""
    texts = {(t.session, t.turn): t.text for t in read}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    coded = [_coding(row, texts, path.stem) for row in rows]
    sessions = sorted({row["session"] for row in rows})
    return [c for c in coded if c] + [decision(path.stem, s, CodingVerb.READ) for s in sessions]


def _coding(row: dict[str, str], texts: dict[tuple[str, int], str], author: str) -> CodingDecision | None:
    session, said = row["session"], int(row["tour"])
    near = sorted(range(said - FARTHEST, said + FARTHEST), key=lambda n: abs(n - said))
    turn = next((n for n in near if row["passage"] in texts.get((session, n), "")), None)
    if turn is None:
        return None
    start = texts[session, turn].index(row["passage"])
    end = start + len(row["passage"])
    places = words(texts[session, turn])
    inside = [i for i, (s, e) in enumerate(places) if s < end and e > start]
    made = decision(author, session, CodingVerb.ADD, row["code"], (turn, inside[0], inside[-1]))
    return replace(made, quote=texts[session, turn][places[inside[0]][0] : places[inside[-1]][1]])


def decision(
    author: str, session: str, said: CodingVerb, code: str = "", place: tuple[int, int, int] = (-1, -1, -1),
) -> CodingDecision:
    """Write a coding decision with little to say."""
    turn, first, last = place
    return CodingDecision(
        id=f"{author}-{session}-{code}-{place}", at="", session=session, turn=turn, first_word=first, last_turn=turn,
        last_word=last, quote="", code=code, decision=said, mode="blind", definition="", author=author,
    )
