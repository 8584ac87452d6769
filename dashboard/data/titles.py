"""Corpus and ``decisions/interviews`` → what interviews and speakers are called on screen."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.access.study_place import study as here
from dashboard.data import freshness
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import stamps
from dashboard.data.freshness import Stamp
from dashboard.words import ui_words
from pipeline.anchoring import decisions
from pipeline.ingest.session import FIELD_NOTES, QUESTIONNAIRE
from pipeline.model.contracts import AnonymisedTurn
from pipeline.model.decision_rows import InterviewDecision
from pipeline.model.study import Study
from pipeline.pseudonymise.people import titles
from pipeline.pseudonymise.people.speakers import RESPONDENT


@dataclass(frozen=True)
class GivenTitles:
    """What people called interviews, and the order in which these came into the study."""

    given: dict[str, str]
    arrived: list[str]


def title(corpus: Corpus, session: str) -> str:
    """Give the title of an interview, with what situates the only one who answers; never the hash of a file's name."""
    alone = corpus.speakers_of(session)
    return _title(corpus, session, corpus.situating(alone[0], session) if len(alone) == 1 else [])


def short(corpus: Corpus, session: str) -> str:
    """Give the same where what situates who answers is told beside."""
    return _title(corpus, session, [])


def every(corpus: Corpus) -> dict[str, str]:
    """Give what each interview is called, for files that tell of several."""
    return {session: short(corpus, session) for session in corpus.sessions}


def with_speakers(corpus: Corpus) -> dict[str, str]:
    """Give what each interview is called, and who answers in it, for whoever chooses one."""
    who = {s: ", ".join(corpus.speakers_of(s)) or corpus.kind(s) for s in corpus.sessions}
    return {s: f"{called} — {who[s]}" if who[s] else called for s, called in every(corpus).items()}


def _title(corpus: Corpus, session: str, situating: list[str]) -> str:
    called = _called(str(here().root.resolve()), stamps(()))
    if session in called.given:
        return called.given[session]
    ranks = {f.session: f.rank for f in corpus.session_order}
    number = titles.numbers(corpus.sessions, ranks, called.arrived).get(session, 0)
    return titles.neutral(session, number, corpus.kind(session), situating)


def give(author: str, session: str, key: str) -> None:
    """
    Write down the title that somebody typed; an empty one takes theirs back.

    Args:
        author: who names it.
        session: its identifier, which no title changes.
        key: of the field, in the session of Streamlit.
    """
    typed = " ".join(str(st.session_state.get(key, "")).split())
    decisions.append(here(), author, [titles.line(author, session, typed)])


@freshness.read(4)
def _called(root: str, stamps_: tuple[Stamp, ...]) -> GivenTitles:  # noqa: ARG001 - what is watched is the key
    study = Study(root)
    return GivenTitles(titles.given(decisions.read(study, InterviewDecision)), decisions.interviews(study).arrived())


def named(corpus: Corpus, speaker: str, session: str) -> str:
    """Name a participant: a pseudonym, a respondent by number, field notes, or a voice that nobody knows."""
    if not speaker:
        return ui_words.NOTES if corpus.kind(session) == FIELD_NOTES else ui_words.UNKNOWN_VOICE
    return f"{ui_words.RESPONDENT} {speaker}" if RESPONDENT.fullmatch(speaker) else speaker


def voice(corpus: Corpus, turn: AnonymisedTurn) -> str:
    """Say whose a turn is, or what it is when nobody speaks."""
    asked = ui_words.QUESTION if corpus.kind(turn.session) == QUESTIONNAIRE else ui_words.INTERVIEWER
    others = {"interviewer": asked, "editorial": ui_words.EDITORIAL, "noise": ui_words.NOISE}
    return others.get(turn.role) or named(corpus, turn.speaker, turn.session)
