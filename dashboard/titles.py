"""A corpus, ``decisions/interviews`` → what each interview is called on screens."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.decided import Stamp, stamps
from dashboard.place import study as here
from dashboard.view.corpus import Corpus
from pipeline import decisions
from pipeline.deciding.rows import InterviewDecision
from pipeline.people import titles
from pipeline.study import Study


@dataclass(frozen=True)
class Called:
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


def _title(corpus: Corpus, session: str, situating: list[str]) -> str:
    called = _called(str(here().root.resolve()), stamps(()))
    if session in called.given:
        return called.given[session]
    ranks = {f.session: f.rank for f in corpus.fieldwork}
    number = titles.numbers(corpus.sessions, ranks, called.arrived).get(session, 0)
    return titles.neutral(session, number, corpus.kind(session), situating)


def give(author: str, session: str, key: str) -> None:
    """Write down the title that somebody typed; an empty one takes theirs back."""
    typed = " ".join(str(st.session_state.get(key, "")).split())
    decisions.append(here(), author, [titles.line(session, typed)])


@st.cache_resource(max_entries=4, show_spinner=False)
def _called(root: str, stamps_: tuple[Stamp, ...]) -> Called:  # noqa: ARG001 - what is watched is the key
    study = Study(root)
    return Called(titles.given(decisions.read(study, InterviewDecision)), decisions.interviews(study).arrived())
