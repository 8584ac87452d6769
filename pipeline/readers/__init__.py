"""``transcripts/`` → sessions, their paragraphs, and questionnaires: the only package that opens transcripts."""

from __future__ import annotations

from pipeline.readers import markdown, text, word
from pipeline.readers.parts import Readable, Reader, Unreadable
from pipeline.readers.session import Questionnaire, Session
from pipeline.readers.survey import Surveyor
from pipeline.study import Study

# A new format is one module with ``read(data, file)``, and one line here.
READERS: dict[str, Reader] = {
    ".docx": word.read,
    ".md": markdown.read,
    ".txt": text.read,
}


def transcripts(study: Study) -> dict[str, Readable | Unreadable]:
    """Give each session its transcript, still to be read; a file set aside is there too, with its reason."""
    survey = Surveyor(study, READERS).go()
    return dict(sorted((survey.readable | survey.unreadable).items()))


def sessions(study: Study) -> list[Session]:
    """List the sessions that have a transcript, in order, as their metadata describe them."""
    return [part.session for _, part in sorted(Surveyor(study, READERS).go().readable.items())]


def questionnaires(study: Study) -> list[Questionnaire]:
    """List the questionnaires, in order of session."""
    return sorted(Surveyor(study, READERS).go().questionnaires, key=lambda q: q.session.session)
