"""A ``.srt`` file → its captions."""

from __future__ import annotations

from pipeline.ingest.readers import vtt
from pipeline.ingest.readers.captions import captions
from pipeline.ingest.readers.common.encoding import decoded
from pipeline.ingest.readers.common.paragraphs import characters, finished
from pipeline.ingest.session import ReadTranscript


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read SubRip captions; labels such as « Speaker 1 : » stand in the words.

    Raises:
        UnreadableTranscript: the file is not text, holds no line of times or no words.
    """
    text, encoding = decoded(data, file)
    if text.startswith(vtt.SIGNATURE):
        return vtt.read(data, file)
    said, asides = captions(text.split("\n"), file, named=False)
    return finished(ReadTranscript(tuple(said), tuple(asides), characters(text), "SubRip (.srt)", encoding), file)
