"""Bytes of a JSON file → its values, refused in French when it is damaged; and its speech, wherever it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.readers.common.encoding import decoded
from pipeline.model.errors import UnreadableTranscript

SURROGATE = re.compile(r"[\ud800-\udfff]")
CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d{1,6})?)", re.ASCII)
LONGEST_MS = 1_000 * 3_600_000  # a thousand hours: beyond, a time is damaged
SPEECH = ("text", "word")

Place = tuple[int, str]  # an object of the file, by its identity, and a key of it


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
