"""Bytes of a text file → its text, whatever the machine it was typed on."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.ingest.readers.common.refused_files import disguised, weighed
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.files import normalised

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)
OLD_FRENCH = ("cp1252", "latin-1", "mac_roman", "cp850")  # Windows, Unix, old Macintosh, DOS
TYPED_IN_FRENCH = frozenset("éèêëàâäîïôöùûüÿçœæÉÈÊËÀÂÄÎÏÔÖÙÛÜÇŒÆ«»“”‘’–—…•€°§·\u00a0")
SHARE_OF_FRENCH = 0.9
CONTROL = re.compile(r"[\x00-\x08\x0e-\x14\x16-\x1f\x7f]")  # \x15 marks times in CHAT
MOST_CONTROLS = 0.005
GARBLED = re.compile(r"Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Â[\x80-\xbf]|â\x80")
SHARE_OF_GARBLED = 0.2  # of the characters beyond ASCII: each garbled letter is two or three of them
GUESSED_FROM = 50_000  # bytes
SURROGATE = re.compile(r"[\ud800-\udfff]")
CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d{1,6})?)", re.ASCII)
LONGEST_MS = 1_000 * 3_600_000  # a thousand hours: beyond, a time is damaged
SPEECH = ("text", "word")
Place = tuple[int, str]  # an object of the file, by its identity, and a key of it


class DecodedText(NamedTuple):
    r"""What a file of text holds, with line breaks ``\n``, and the encoding it was written in."""

    text: str
    encoding: str


def decode(data: bytes, file: str) -> str:
    """Give the text alone of ``decoded``."""
    return decoded(data, file).text


def decoded(data: bytes, file: str) -> DecodedText:
    """
    Read bytes as French text, in composed characters and without what nobody sees.

    Raises:
        UnreadableTranscript: the file is empty, too large, or is not text.
    """
    weighed(data, file)
    if what := disguised(data):
        raise UnreadableTranscript(f"{file} n'est pas un fichier texte mais {what}.")
    encoding = next((e for mark, e in BYTE_ORDER_MARKS if data.startswith(mark)), "") or _without_mark(data)
    as_told = _try(data, encoding)
    found = DecodedText(as_told, encoding) if as_told is not None else _old_french(data) or _guessed(data, file)
    text = mended(found.text)
    text = re.sub(r"\r\n?", "\n", normalised(text))
    controls = list(CONTROL.finditer(text))
    if len(controls) > MOST_CONTROLS * len(text):
        raise UnreadableTranscript(
            f"{file} n'est pas du texte lisible : il contient {len(controls)} caractères de contrôle, le premier "
            f"(U+{ord(controls[0][0]):04X}) à la ligne {text.count(chr(10), 0, controls[0].start()) + 1}. Retirez-les "
            "(rechercher et remplacer), ou enregistrez le texte en .docx depuis le logiciel qui l'a écrit."
        )
    # The few there are would cut words, and be seen by nobody.
    return DecodedText(CONTROL.sub("", text), found.encoding)


def mended(text: str) -> str:
    r"""
    Undo an UTF-8 text that was read as Windows' or Latin-1 and saved again: « Ã© » was « é ».

    >>> mended("arrivÃ©e, Ã\xa0 peine"), mended("ÃO")
    ('arrivée, à peine', 'ÃO')
    """
    garbled = len(GARBLED.findall(text))
    if not garbled or garbled < SHARE_OF_GARBLED * sum(ord(c) > 127 for c in text):
        return text
    try:
        written = b"".join(_byte(character) for character in text).decode("utf-8")
    except UnicodeError:
        return text
    return written if len(GARBLED.findall(written)) < garbled else text


def _byte(character: str) -> bytes:
    # Windows leaves five bytes without a character: they were read as control characters.
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


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


def _old_french(data: bytes) -> DecodedText | None:
    best, share = None, SHARE_OF_FRENCH
    for encoding in OLD_FRENCH:
        text = _try(data, encoding)
        if text is not None and _frenchness(text) > share:
            best = DecodedText(text, encoding)
            share = _frenchness(text)
    return best


def _frenchness(text: str) -> float:
    accented = [c for c in text if ord(c) > 127]
    return sum(c in TYPED_IN_FRENCH for c in accented) / len(accented) if accented else 0.0


def _guessed(data: bytes, file: str) -> DecodedText:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - seldom needed

    # A few thousand bytes tell; guessing over a whole file is slow.
    found = None if b"\x00" in data else from_bytes(data[:GUESSED_FROM]).best()
    text = _try(data, found.encoding) if found else None
    if found is None or text is None:
        raise UnreadableTranscript(
            f"{file} n'est pas du texte lisible. Ouvrez-le dans le logiciel qui l'a écrit et enregistrez-le "
            "en .docx ou en texte UTF-8 (.txt)."
        )
    return DecodedText(text, found.encoding)


def loaded(data: bytes, file: str) -> tuple[Any, str]:
    """
    Read JSON: its values and the encoding of the file.

    Raises:
        UnreadableTranscript: the file is not text or not JSON, says one thing twice, or is nested beyond reason.
    """
    text, encoding = decoded(data, file)
    try:
        return json.loads(text.lstrip("\ufeff"), object_pairs_hook=_object), encoding
    except json.JSONDecodeError as error:
        raise _broken(file, f" (ligne {error.lineno})") from error
    except (ValueError, RecursionError) as error:
        raise _broken(file, "") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Half a character can be neither saved nor shown.
    values = {key: SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value for key, value in pairs}
    if len(values) < len(pairs):
        raise ValueError(pairs[0][0])
    return values


def _broken(file: str, where: str) -> UnreadableTranscript:
    return UnreadableTranscript(
        f"{file} est un JSON abîmé ou incomplet{where}. Exportez-le à nouveau depuis le logiciel de transcription."
    )


def speech(document: Any) -> Iterator[tuple[Place, str]]:
    """Give every string that holds speech (``text`` or ``word``), in the order of the file, with its place."""
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from (((id(value), key), value[key]) for key in SPEECH if isinstance(value.get(key), str))
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [v for v in reversed(list(inside)) if isinstance(v, (dict, list))]


def milliseconds(value: Any, unit: int = 1000) -> int | None:
    """Give a time in milliseconds, ``unit`` of them to one of the file's; None when it is no time."""
    try:
        time = float(value) * unit
    except (TypeError, ValueError, OverflowError):
        return None
    return round(time) if 0 <= time < LONGEST_MS else None


def clock(value: Any) -> int | None:
    """
    Read « 0:12 », « 1:02:03 » or « 00:00:01,500 » in milliseconds; None when it is no time.

    >>> clock("1:02:03")
    3723000
    """
    read = CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if not read:
        return None
    hours = int(read[1] or 0)
    minutes = int(read[2])
    seconds = float(read[3].replace(",", "."))
    return round((hours * 3600 + minutes * 60 + seconds) * 1000)
