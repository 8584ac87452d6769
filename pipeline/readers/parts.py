"""One file of ``transcripts/`` → what the stage ``turns`` receives: a transcript to load, or why there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UnreadableTranscript
from pipeline.readers.session import Paragraph, Session, Transcript

Reader = Callable[[bytes, str], list[Paragraph]]


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
        Read the paragraphs.

        Raises:
            UnreadableTranscript: the file cannot be read; the message says what to do.
        """
        return Transcript(self.session, tuple(self.read(self.path.read_bytes(), self.session.file)))


@dataclass(frozen=True)
class Unreadable:
    """A file that was set aside before it was read, with the reason in the user's words."""

    reason: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.reason.encode()).hexdigest()

    def load(self) -> Transcript:
        raise UnreadableTranscript(self.reason)
