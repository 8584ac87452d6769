"""One file of ``transcripts/`` → what the stage ``turns`` receives: what to load, or why there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.ingest.readers import spreadsheet
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.readers.common.refused_files import LARGEST_FILE, too_large
from pipeline.ingest.session import QUESTIONNAIRE, Questionnaire, ReadTranscript, Session, Transcript
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.files import normalised

Reader = Callable[[bytes, str], ReadTranscript]
SUFFIXES = frozenset({".csv", ".tsv", ".xlsx"})
FORMAT = "questionnaire ({suffix})"


def content(path: Path, file: str) -> bytes:
    """
    Give the bytes of a file that is no larger than a transcript can be.

    Raises:
        UnreadableTranscript: it is larger, or the system refuses to open it.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        raise UnreadableTranscript(f"{file} ne s'ouvre pas ({error.strerror}). Vérifiez ses droits d'accès.") from error
    if size > LARGEST_FILE:
        raise too_large(file, size, LARGEST_FILE)
    return data


def read(reader: Reader, data: bytes, file: str) -> ReadTranscript:
    """Read a file, whose words a format may write in pieces, with its words as everywhere: composed, and seen."""
    found = reader(data, file)
    said = (replace(p, text=normalised(p.text), speaker=normalised(p.speaker)) for p in found.paragraphs)
    return replace(
        found, paragraphs=tuple(said), described=_written(found.described),
        asides=tuple(replace(a, text=normalised(a.text)) for a in found.asides),
    )


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _written(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [_written(inside) for inside in value]
    return normalised(value) if isinstance(value, str) else value


@dataclass(frozen=True)
class Readable:
    """A transcript known by its bytes and its metadata, read only when its turns must be redone."""

    path: Path
    session: Session
    read: Reader

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.path.read_bytes() + b"\0" + repr(self.session).encode()).hexdigest()

    def load(self) -> Transcript:
        """
        Read what the file holds.

        Raises:
            UnreadableTranscript: the file cannot be read; the message says what to do.
        """
        return Transcript(self.session, read(self.read, content(self.path, self.session.file), self.session.file))


@dataclass(frozen=True)
class Unreadable:
    """A file that was set aside before it was read, with the reason in the user's words."""

    file: str
    reason: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.reason.encode()).hexdigest()

    def load(self) -> Transcript:
        raise UnreadableTranscript(self.reason)


@dataclass(frozen=True)
class OpenAnswers:
    """What a questionnaire brings to the stage ``turns``: its table, still to be cut into answers."""

    table: Questionnaire

    @property
    def session(self) -> Session:
        return self.table.session

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(self.table).encode()).hexdigest()

    def load(self) -> Transcript:
        counted = characters(*self.table.header, *(cell for row in self.table.rows for cell in row))
        read = ReadTranscript(
            (), (), counted, FORMAT.format(suffix=Path(self.session.file).suffix.lower()),
        )
        return Transcript(self.session, read, self.table)


def declared(path: Path, described: Session) -> bool:
    """Tell whether a table is declared a questionnaire, or named so."""
    return described.type == QUESTIONNAIRE or path.stem.lower().startswith(QUESTIONNAIRE)


def questionnaire(path: Path, described: Session) -> Questionnaire:
    """
    Read a table as a questionnaire when it is declared one, or named so.

    Raises:
        UnreadableTranscript: it is not declared, or cannot be read.
    """
    if not declared(path, described):
        raise UnreadableTranscript(
            f"{described.file} : ce tableau n'est pas déclaré. Si c'est un questionnaire, donnez-lui dans sessions.csv "
            "le type « questionnaire ». Si c'est une transcription, donnez-lui une ligne par tour et les titres "
            "« locuteur » et « texte », ou enregistrez-la en .srt, .vtt, .docx ou .txt. Sinon, retirez-le du dossier."
        )
    header, rows = spreadsheet.read_table(path.read_bytes(), described.file)
    return Questionnaire(replace(described, type=QUESTIONNAIRE), header, rows)


def told_apart(tables: Iterable[Questionnaire]) -> list[Questionnaire]:
    """Give the questionnaires in order; respondents of several bear the name of theirs before their number."""
    ordered = sorted(tables, key=lambda t: t.session.session)
    return ordered if len(ordered) < 2 else [replace(t, prefix=f"{t.session.session}-") for t in ordered]
