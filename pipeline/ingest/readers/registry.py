"""Formats ↔ readers, and what ``transcripts/`` holds: its sessions, their files, its questionnaires."""

from __future__ import annotations

from dataclasses import replace

from pipeline.anchoring.decisions import interviews
from pipeline.ingest.readers import (
    chat,
    elan,
    html,
    markdown,
    metadata,
    opendocument,
    orfeo,
    otranscribe,
    portable,
    richtext,
    srt,
    tei,
    text,
    textgrid,
    transcriber,
    vtt,
    whisper,
    word,
)
from pipeline.ingest.readers.received_files import OpenAnswers, Readable, Reader, Unreadable, content
from pipeline.ingest.readers.survey import FOLDER, GUIDE, METADATA, Survey, Surveyor
from pipeline.ingest.session import GuideLine, Questionnaire, Session
from pipeline.model.study import Study

Part = Readable | OpenAnswers | Unreadable

# A new format is one module with ``read(data, file)``, and one line here.
READERS: dict[str, Reader] = {
    ".cha": chat.read,
    ".conll": orfeo.read,
    ".conllu": orfeo.read,
    ".docx": word.read,
    ".eaf": elan.read,
    ".htm": html.read,
    ".html": html.read,
    ".json": whisper.read,
    ".md": markdown.read,
    ".odt": opendocument.read,
    ".orfeo": orfeo.read,
    ".otr": otranscribe.read,
    ".pdf": portable.read,
    ".rtf": richtext.read,
    ".srt": srt.read,
    ".textgrid": textgrid.read,
    ".trjs": tei.read,
    ".trs": transcriber.read,
    ".txt": text.read,
    ".vtt": vtt.read,
    ".xml": tei.read,
}
# Formats whose files declare who takes part.
DESCRIBING = frozenset({".cha", ".eaf", ".textgrid", ".trjs", ".trs", ".xml"})


def survey(study: Study) -> Survey:
    """Go through ``transcripts/``: every file is readable, a questionnaire, or set aside with a reason."""
    return Surveyor(study, READERS, DESCRIBING).go()


def transcripts(study: Study) -> dict[str, Part]:
    """Give each session its transcript, still to be read; a file set aside is there too, with its reason."""
    found = survey(study)
    tables = {q.session.session: OpenAnswers(q) for q in found.questionnaires}
    return dict(sorted((found.readable | tables | found.unreadable).items()))


def sessions(study: Study) -> list[Session]:
    """List the sessions, in order, as their metadata describe them, with the identifiers that each had."""
    found = survey(study)
    register = interviews(study)
    every = [part.session for part in found.readable.values()] + [q.session for q in found.questionnaires]
    return [replace(s, known_as=register.origins(s.session)) for s in sorted(every, key=lambda s: s.session)]


def questionnaires(study: Study) -> list[Questionnaire]:
    """List the questionnaires, in order of session."""
    return survey(study).questionnaires


def asked(study: Study) -> list[GuideLine]:
    """
    Say which question of the guide was asked in which session; nothing when there is no ``guide.csv``.

    A session that has another identifier by now is known under the one that the guide was written with too.
    """
    path, file = study / FOLDER / GUIDE, f"{FOLDER}/{GUIDE}"
    if not path.exists():
        return []
    register = interviews(study)
    return [replace(line, session=s) for line in metadata.guide_lines(content(path, file), file)
            for s in register.called(line.session)]


def unused_columns(study: Study) -> list[str]:
    """List the columns of ``sessions.csv`` that the pipeline has no use for by itself."""
    path, file = study / FOLDER / METADATA, f"{FOLDER}/{METADATA}"
    return metadata.unused_columns(content(path, file), file) if path.exists() else []
