"""How large a transcript may be: what bounds the memory and the time of reading any file."""

from __future__ import annotations

from pipeline.model.errors import UnreadableTranscript

LARGEST_FILE = 100_000_000  # bytes; pictures in a document weigh, words do not
LARGEST_TEXT = 30_000_000  # bytes once unpacked: two hundred hours of speech


def weighed(data: bytes, file: str, largest: int = LARGEST_TEXT) -> bytes:
    """
    Give the bytes back when they are no more than a transcript can be.

    Raises:
        UnreadableTranscript: the file is empty, or larger than ``largest`` bytes.
    """
    if not data.strip(b"\x00\t\n\r "):
        raise UnreadableTranscript(f"{file} est vide. Remettez-y la transcription, ou retirez le fichier.")
    if len(data) > largest:
        raise too_large(file, len(data), largest)
    return data


def too_large(file: str, size: int, largest: int) -> UnreadableTranscript:
    """Say that a file is larger than a transcript can be; sizes in bytes."""
    return UnreadableTranscript(
        f"{file} est trop gros pour une transcription ({size // 1_000_000} Mo, {largest // 1_000_000} au plus). "
        "Coupez-le en plusieurs fichiers, un par entretien."
    )
