"""A ``.srt`` file → its captions."""

from __future__ import annotations

from pipeline.readers import vtt
from pipeline.readers.common.captions import captions
from pipeline.readers.common.counting import characters
from pipeline.readers.common.encoding import decoded
from pipeline.readers.common.timed import finished
from pipeline.readers.session import Reading


def read(data: bytes, file: str) -> Reading:
    """
    Read SubRip captions; labels such as « Speaker 1 : » stand in the words.

    Raises:
        UnreadableTranscript: the file is not text, holds no line of times or no words.
    """
    text, encoding = decoded(data, file)
    if text.startswith(vtt.SIGNATURE):
        return vtt.read(data, file)
    said, asides = captions(text.split("\n"), file, named=False)
    return finished(Reading(tuple(said), tuple(asides), characters(text), "SubRip (.srt)", encoding), file)
