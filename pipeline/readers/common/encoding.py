"""Bytes of a text file → its text, whatever the machine it was typed on."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from pipeline.errors import UnreadableTranscript
from pipeline.language.normalise import normalised
from pipeline.readers.common.limits import weighed
from pipeline.readers.common.refused import disguised

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)
OLD_FRENCH = ("cp1252", "latin-1", "mac_roman", "cp850")  # Windows, Unix, old Macintosh, DOS
TYPED_IN_FRENCH = frozenset("éèêëàâäîïôöùûüÿçœæÉÈÊËÀÂÄÎÏÔÖÙÛÜÇŒÆ«»“”‘’–—…•€°§·\u00a0")
SHARE_OF_FRENCH = 0.9
CONTROL = re.compile(r"[\x00-\x08\x0e-\x14\x16-\x1f\x7f]")  # \x15 marks times in CHAT
MOST_CONTROLS = 0.005
GUESSED_FROM = 50_000  # bytes


class Text(NamedTuple):
    r"""What a file of text holds, with line breaks ``\n``, and the encoding it was written in."""

    text: str
    encoding: str


def decode(data: bytes, file: str) -> str:
    """Give the text alone of ``decoded``."""
    return decoded(data, file).text


def decoded(data: bytes, file: str) -> Text:
    """
    Read bytes as French text, in composed characters and without what nobody sees.

    Raises:
        UnreadableTranscript: the file is empty, too large, or is not text.
    """
    weighed(data, file)
    if what := disguised(data):
        raise UnreadableTranscript(f"{file} n'est pas un fichier texte mais {what}.")
    text, encoding = _decoded(data, file)
    text = re.sub(r"\r\n?", "\n", normalised(text))
    if len(CONTROL.findall(text)) > MOST_CONTROLS * len(text):
        raise _not_text(file)
    return Text(text, encoding)


def _decoded(data: bytes, file: str) -> Text:
    encodings = [e for mark, e in BYTE_ORDER_MARKS if data.startswith(mark)][:1] or [_without_mark(data)]
    for encoding in encodings:
        text = _try(data, encoding)
        if text is not None:
            return Text(text, encoding)
    return _old_french(data) or _guessed(data, file)


def _without_mark(data: bytes) -> str:
    # In UTF-16 nearly every other byte of French text is zero; in no other encoding is any.
    sample = data[:4000]
    if sample[1::2].count(0) > len(sample) / 4:
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) > len(sample) / 4 else "utf-8"


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _old_french(data: bytes) -> Text | None:
    best, share = None, SHARE_OF_FRENCH
    for encoding in OLD_FRENCH:
        text = _try(data, encoding)
        if text is not None and _frenchness(text) > share:
            best, share = Text(text, encoding), _frenchness(text)
    return best


def _frenchness(text: str) -> float:
    accented = [c for c in text if ord(c) > 127]
    return sum(c in TYPED_IN_FRENCH for c in accented) / len(accented) if accented else 0.0


def _guessed(data: bytes, file: str) -> Text:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - seldom needed

    # A few thousand bytes tell; guessing over a whole file is slow.
    found = None if b"\x00" in data else from_bytes(data[:GUESSED_FROM]).best()
    text = _try(data, found.encoding) if found else None
    if found is None or text is None:
        raise _not_text(file)
    return Text(text, found.encoding)


def _not_text(file: str) -> UnreadableTranscript:
    return UnreadableTranscript(
        f"{file} n'est pas du texte lisible. Ouvrez-le dans le logiciel qui l'a écrit et enregistrez-le "
        "en .docx ou en texte UTF-8 (.txt)."
    )
