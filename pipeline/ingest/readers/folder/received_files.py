"""One file of ``transcripts/`` → what the stage ``turns`` receives: a transcript to load, or why there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.ingest.readers.common.limits import LARGEST_FILE, too_large
from pipeline.ingest.session import Paragraph, ReadTranscript, Session, Transcript
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.files import normalised

Reader = Callable[[bytes, str], ReadTranscript]


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
    return replace(
        found, paragraphs=tuple(map(_composed, found.paragraphs)), described=_written(found.described),
        asides=tuple(replace(a, text=normalised(a.text)) for a in found.asides),
    )


def _composed(said: Paragraph) -> Paragraph:
    text = normalised(said.text)
    speaker = normalised(said.speaker)
    return said if (text, speaker) == (said.text, said.speaker) else replace(said, text=text, speaker=speaker)


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
