"""One file of ``transcripts/`` → what the stage ``turns`` receives: a transcript to load, or why there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UnreadableTranscript
from pipeline.readers.common.limits import LARGEST_FILE, too_large
from pipeline.readers.session import Reading, Session, Transcript

Reader = Callable[[bytes, str], Reading]


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
        return Transcript(self.session, self.read(content(self.path, self.session.file), self.session.file))


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
