"""Studies of a few invented lines, coded in every way, with interviews that nobody read: for tests of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from pipeline.analysis.counts import summaries
from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.decisions import in_force
from pipeline.codebook import grid
from pipeline.coding import coding_writer as writing
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.codings_in_place import turns_by_session
from pipeline.model import store
from pipeline.model.contracts import (
    AnonymisedTurn,
    Coding,
    Evidence,
    Excerpt,
    GuideCoverage,
    Participant,
    Role,
    Suggestion,
    Vectors,
)
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.study import Study
from pipeline.stages.codings import codings
from pipeline.stages.excerpts import excerpts
from pipeline.stages.themes import themes
from tests.conftest import THEMES, write_empty

QUESTION = "Le temps vous manque-t-il ?"
ASKED = "Et une journée, comment se passe-t-elle, avec tous ces papiers ?"
# Sixteen words in two sentences: the machine cuts between them.
SAID = "On court tout le temps entre deux bureaux. Je fais les papiers à leur place chaque matin."
CUT = 9  # the word, the full stop among them, with which the first passage ends
NAMES = ("Annick", "Bruno", "Chloé", "Denise", "Émile", "Farid", "Gisèle")


@dataclass(frozen=True)
class Written:
    """A study, and the lines that its coders wrote."""

    study: Study
    lines: Sequence[CodingDecision]


def turns(sessions: Sequence[str]) -> list[AnonymisedTurn]:
    said: list[tuple[Role, str]] = [
        ("interviewer", ASKED), ("participant", SAID), ("interviewer", "Et ensuite ?"), ("participant", SAID),
    ]
    return [
        AnonymisedTurn(session, n, who if role == "participant" else "Enquêteur·rice", role, None, None, text, (), (),
                       (CUT, 18))
        for session, who in zip(sessions, NAMES, strict=False) for n, (role, text) in enumerate(said)
    ]


def coded_in_every_way(writers: tuple[CodingWriter, CodingWriter], session: str) -> list[CodingDecision]:
    """Across a cut, twice in an excerpt, twice on the same words, over two turns, on the interviewer's words."""
    claire, noe = writers
    return [
        writing.code(claire, session, Place(1, 3, 1, 14), "A3"),
        writing.code(claire, session, Place(3, 0, 3, 1), "A3"), writing.code(claire, session, Place(3, 3, 3, 4), "A3"),
        writing.code(claire, session, Place(3, 11, 3, 14), "A1"), writing.code(noe, session, Place(3, 11, 3, 14), "A1"),
        writing.code(noe, session, Place(1, 12, 3, 4), "A1"), writing.code(noe, session, Place(0, 0, 0, 3), "A3"),
    ]


def written(folder: Path, *, people: int, coded: int, read: Sequence[int] = (), guide: bool = False) -> Written:
    """
    Write a study with the tables that a run makes of it.

    Args:
        folder: where.
        people: how many people, each met once.
        coded: how many of their interviews were coded, the first ones.
        read: interviews that somebody read whole with the grid, by rank.
        guide: whether the guide says that the last person was not asked about time.
    """
    write_empty(folder)
    sessions = [f"E{n:02}" for n in range(1, people + 1)]
    if guide:
        asked = {"themes": [THEMES["themes"][0] | {"questions": [QUESTION]}, *THEMES["themes"][1:]]}
        (folder / "codebook/themes.yaml").write_text(yaml.safe_dump(asked, allow_unicode=True), "utf-8")
    study, said = Study(folder), turns(sessions)
    cut = excerpts(said, max_words=10, min_words=3)
    book = grid.codebook(study)
    there = turns_by_session(said)
    one, other = (CodingWriter(author=w, mode="manual", codebook=book, turns=there) for w in ("claire", "noe"))
    proposed = [
        Suggestion(e.excerpt, "A1", 0.9, "probable", ("definition",), (Evidence("definition", None, None, "", ""),))
        for e in cut
    ]
    lines = [line for session in sessions[:coded] for line in coded_in_every_way((one, other), session)]
    waiting = [s for s in proposed if s.excerpt.startswith(f"{sessions[0]}:3:")]
    lines += [writing.accept(other, waiting[0])] if waiting else []
    lines += [writing.refuse(other, proposed[-1])]
    lines += [writing.read(one, sessions[n]) for n in read]
    for who in ("claire", "noe"):
        decisions.append(study, who, [line for line in lines if line.author == who])
    rows = _tables(study, said, cut, (proposed, list(in_force(lines))))
    if guide:
        rows["guide_coverage"] = [GuideCoverage(s, w, QUESTION, s != sessions[-1])
                                  for s, w in zip(sessions, NAMES, strict=False)]
    store.save_tables(folder / "build/tables", {"tables": rows, "run": {"counts": {"excerpts": len(cut)}}})
    for name in ("anonymised", "participants"):
        store.save(study, name, rows[name])
    return Written(study, lines)


def _tables(
    study: Study, said: list[AnonymisedTurn], cut: list[Excerpt],
    decided: tuple[list[Suggestion], list[CodingDecision]],
) -> dict[str, list[Any]]:
    book, written_themes = grid.codebook(study), list(grid.themes(study))
    proposed, lines = decided
    put: list[Coding]
    put, lost = codings(said, cut, proposed, book, lines, ())
    assert not lost
    gathered, _ = themes(cut, Vectors((), np.zeros((0, 0), dtype=np.float32)), put, [], written_themes)
    met = [Participant(who, s, {"champ": "budget" if n % 2 else "logement", "type": "entretien"})
           for n, (s, who) in enumerate(dict.fromkeys((t.session, t.speaker) for t in said if t.role == "participant"))]
    corpus = summaries.CountedRows(said, met, cut, put, gathered)
    return {
        "anonymised": said, "participants": met, "excerpts": cut, "suggestions": proposed, "codings": put,
        "themes": gathered, "session_summaries": summaries.sessions(corpus, {}),
        "code_summaries": summaries.codes(corpus, book), "theme_summaries": summaries.themes(corpus, written_themes),
    }
