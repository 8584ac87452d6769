"""A speaker as the tables name one → how screens name them; an interviewer is never named."""

from __future__ import annotations

from dashboard.data.corpus import Corpus
from dashboard.words import wording
from pipeline.ingest.session import FIELD_NOTES, QUESTIONNAIRE
from pipeline.model.contracts import AnonymisedTurn
from pipeline.pseudonymise.people.speakers import RESPONDENT


def named(corpus: Corpus, speaker: str, session: str) -> str:
    """Name a participant: a pseudonym, a respondent by number, field notes, or a voice that nobody knows."""
    if not speaker:
        return wording.NOTES if corpus.kind(session) == FIELD_NOTES else wording.UNKNOWN_VOICE
    return f"{wording.RESPONDENT} {speaker}" if RESPONDENT.fullmatch(speaker) else speaker


def voice(corpus: Corpus, turn: AnonymisedTurn) -> str:
    """Say whose a turn is, or what it is when nobody speaks."""
    asked = wording.QUESTION if corpus.kind(turn.session) == QUESTIONNAIRE else wording.INTERVIEWER
    others = {"interviewer": asked, "editorial": wording.EDITORIAL, "noise": wording.NOISE}
    return others.get(turn.role) or named(corpus, turn.speaker, turn.session)
