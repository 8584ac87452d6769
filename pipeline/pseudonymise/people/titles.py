"""Identifiers of interviews → what they are called: the title somebody gave, else a neutral one; never a hash."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from pipeline.anchoring import decisions
from pipeline.language.folds import fold_for_search
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, Participant, SessionOrder
from pipeline.model.decision_rows import InterviewDecision, InterviewVerb, in_time
from pipeline.model.decision_writer import DecisionWriter
from pipeline.model.study import OPAQUE, Study
from pipeline.pseudonymise.people.attributes import UNKNOWN, WITHHELD

BETWEEN = " · "
USUAL = "Entretien"
GONE = "Entretien qui n'est plus dans l'enquête"
DIGITS = re.compile(r"(\d+)")
MOST = 2  # what situates an interview, beside its number


def given(lines: Iterable[InterviewDecision]) -> dict[str, str]:
    """Give the last title that anybody gave to each interview; an empty one gives the neutral title back."""
    last = {d.session: d.content.strip() for d in in_time(lines) if d.decision == InterviewVerb.TITLE}
    return {session: title for session, title in last.items() if title}


def line(author: str, session: str, title: str) -> InterviewDecision:
    """Write the title that a person gives to an interview."""
    writer = DecisionWriter(author=author)
    return writer.line(InterviewDecision, session=session, decision=InterviewVerb.TITLE, content=title)


def neutral(session: str, number: int, kind: str, situating: Sequence[str]) -> str:
    """
    Call an interview by what may be told of it; an identifier that somebody chose is its name.

    The number is that of ``numbers``, 0 for an interview that has gone.

    Args:
        session: its identifier; only one that the program made is told otherwise.
        number: see ``numbers``.
        kind: interview, group, questionnaire; empty or unknown, it is called an interview.
        situating: attributes of who speaks, those the study shows; what is unknown or withheld is not said.

    >>> neutral("S3fa2b1", 3, "entretien", ["entretien", "insertion", "métropole", "30-39 ans"])
    'Entretien 3 · insertion · métropole'
    >>> neutral("E01", 1, "entretien", ["insertion"])
    'E01'
    >>> neutral("S3fa2b1", 0, "", [])
    "Entretien qui n'est plus dans l'enquête"
    """
    if not OPAQUE.fullmatch(session):
        return session
    if not number:
        return GONE
    what = USUAL if kind in {"", UNKNOWN, WITHHELD} else kind[:1].upper() + kind[1:]
    # « Entretien 3 · entretien » would say it twice.
    said = [v for v in situating if v not in {UNKNOWN, WITHHELD, kind}]
    return BETWEEN.join([f"{what} {number}", *said[:MOST]])


def numbers(sessions: Iterable[str], ranks: Mapping[str, int], arrived: Sequence[str]) -> dict[str, int]:
    """
    Number interviews in the order of the field, where all have a day; else in the order they came into the study.

    Args:
        sessions: those of the study.
        ranks: session → its rank in the field, from 1, where a day is known.
        arrived: sessions in the order they came into the study.

    >>> numbers(["Sb", "Sa"], {"Sa": 2, "Sb": 1}, ["Sa", "Sb"])
    {'Sb': 1, 'Sa': 2}
    """
    every = list(sessions)
    return {session: number for number, session in enumerate(_numbered(every, ranks, arrived), 1)}


def _numbered(every: Sequence[str], ranks: Mapping[str, int], arrived: Sequence[str]) -> list[str]:
    came = {session: number for number, session in enumerate(arrived)}
    dated = all(ranks.get(s) for s in every)
    return sorted(every, key=lambda s: (ranks.get(s, 0) if dated else 0, came.get(s, len(came)), s))


def ordered(sessions: Iterable[str], ranks: Mapping[str, int], arrived: Sequence[str]) -> list[str]:
    """
    List interviews as every page does: by the numbers of their titles: the order of the field, once known.

    Those that somebody named come first, in the order of the field then of their names: « E2 » before « E10 ».

    Args:
        sessions: those to list.
        ranks: of sessions in the field, from 1; without one where no date is known.
        arrived: every session in the order of its coming into the study.

    >>> ordered(["Sbbbbbb", "Saaaaaa", "E10", "E2"], {"Sbbbbbb": 1}, ["E10", "E2", "Saaaaaa", "Sbbbbbb"])
    ['E2', 'E10', 'Saaaaaa', 'Sbbbbbb']
    >>> ordered(["Sbbbbbb", "Saaaaaa", "E2"], {"Sbbbbbb": 1, "E2": 2, "Saaaaaa": 3}, [])
    ['Sbbbbbb', 'E2', 'Saaaaaa']
    """
    numbered = _numbered(list(sessions), ranks, arrived)
    if all(ranks.get(s) for s in numbered):
        return numbered
    named = [s for s in numbered if not OPAQUE.fullmatch(s)]
    named.sort(key=lambda s: (not ranks.get(s), ranks.get(s, 0), by_name(s)))
    return [*named, *(s for s in numbered if OPAQUE.fullmatch(s))]


def by_name(name: str) -> list[tuple[int, str]]:
    """
    Give a key that sorts names as people do: numbers in them are numbers.

    >>> sorted(["E10", "E2", "e1"], key=by_name)
    ['e1', 'E2', 'E10']
    """
    parts = DIGITS.split(fold_for_search(name))
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


KIND = "type"


def study_titles(study: Study) -> dict[str, str]:
    """
    Call every interview of the last run; before the first, those that the register of interviews knows.

    Screens call them the same: the same numbers, the same titles given.
    """
    ranked: list[SessionOrder] = _made(study, "session_order")
    participants: list[Participant] = _made(study, "participants")
    arrived = decisions.interviews(study).arrived()
    named = given(decisions.read(study, InterviewDecision))
    sessions = list(dict.fromkeys([*(f.session for f in ranked), *(p.session for p in participants)])) or arrived
    kinds: dict[str, str] = defaultdict(str) | {p.session: p.attributes.get(KIND, "") for p in reversed(participants)}
    numbered = numbers(sessions, {f.session: f.rank for f in ranked}, arrived)
    return {s: named.get(s) or neutral(s, numbered[s], kinds[s], []) for s in sessions}


def study_order(study: Study, files: Mapping[str, str]) -> list[str]:
    """
    List interviews as every page does, those that no run has read yet after the others, by their files.

    Args:
        study: where.
        files: sessions → the files they were read from.
    """
    ranks = {f.session: f.rank for f in _made(study, "session_order")}
    arrived = decisions.interviews(study).arrived()
    new = sorted(files.keys() - set(arrived), key=lambda s: (by_name(files[s]), s))
    return ordered(files, ranks, [*arrived, *new])


def beside_file(session: str, file: str, called: Mapping[str, str]) -> str:
    """
    Name an interview as whoever holds its file knows it; the title that the team reads stands beside, never a hash.

    >>> beside_file("S3fa2b1", "Roy.docx", {"S3fa2b1": "Entretien 3"}), beside_file("S3fa2b1", "Roy.docx", {})
    ('Roy.docx (Entretien 3)', 'Roy.docx')
    >>> beside_file("E01", "E01.txt", {"E01": "E01"}), beside_file("E01", "", {"E01": "E01"})
    ('E01.txt', 'E01')
    """
    title = called.get(session) or ("" if OPAQUE.fullmatch(session) else session)
    if not file:
        return title or GONE
    return file if title in {"", PurePath(file).stem} else f"{file} ({title})"


def _made(study: Study, name: str) -> list[Any]:
    return store.load(study, name) if (study / ARTEFACTS[name].path(name)).exists() else []
