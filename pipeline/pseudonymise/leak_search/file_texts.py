"""Bytes of a file, a line of it → what a person who opens it reads there: the last check reads no less."""

from __future__ import annotations

import html
import json
import re
import unicodedata
import urllib.parse
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.language.numbers import spoken_figures
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.files import normalised

# Researchers sign what they decide: their names are no participant's, and stay.
SIGNATURES = frozenset({"author", "authors", "coder", "coders", "file"})
# Names that the code gives to columns and keys; « E01 » and « Sonia » are none.
GIVEN_NAME = re.compile(r"[a-z][a-z0-9_]*")
VERSIONS = "versions"  # of libraries
TAG = re.compile(r"<[^>]*>")
# What a document shows that stands in no text: who wrote it, who commented it, what a picture is of.
SHOWN_ATTRIBUTES = re.compile(
    r"""\s(?:[\w-]+:)?(?:author|creator|initials|title|descr|alt|displayname|userid|manager|company|subject|summary)="""
    r"""(?:"([^"<>]*)"|'([^'<>]*)')""",
    re.IGNORECASE,
)
ARCHIVE = b"PK\x03\x04"
DEEPEST, LARGEST_MEMBER = 2, 50_000_000  # an archive inside an archive; bytes once opened
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SHARE_OF_ZEROS = 0.25  # of the bytes: in UTF-16, nearly half of those of a French text
ESCAPED = re.compile(r"\\(?:x(?=[0-9A-Fa-f]{2})|u(?=[0-9A-Fa-f]{4}))((?<=x)[0-9A-Fa-f]{2}|(?<=u)[0-9A-Fa-f]{4})")
RTF_BYTE = re.compile(r"\\'([0-9a-fA-F]{2})")
PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
EMPHASIS = re.compile(r"(?<=\w)[*_`~]{1,3}(?=\w)|[*`~]{1,3}(?=\w)|(?<=\w)[*`~]{1,3}")
ENCODED = re.compile(r"[&<%\\*`~]")


def text_of(content: bytes, depth: int = 0) -> str:
    """Give the texts a file holds, told by its first bytes: a table, an archive, JSON, or plain text."""
    if content.startswith(b"PAR1"):
        table = pq.ParquetFile(BytesIO(content))
        names = (name for name in table.schema_arrow.names if name not in SIGNATURES)
        columns = (table.read([name])[name].combine_chunks() for name in names)  # one at a time: a table may be large
        return normalised("\n".join(text for column in columns for text in _texts_of_column(column)))
    if content.startswith(ARCHIVE) and depth < DEEPEST:
        return normalised("\n".join(_texts_of_archive(content, depth)))
    if content.startswith(b"%PDF"):
        return _text_of_pdf(content)
    text = decoded(content)
    if text[:1] in {"{", "["}:
        with suppress(json.JSONDecodeError):
            text = "\n".join(texts_of_value(json.loads(text)))
    return normalised(text)


def _text_of_pdf(content: bytes) -> str:
    from pipeline.ingest.readers.portable import read  # noqa: PLC0415 - slow to import, and few studies hold one

    try:
        return "\n".join(paragraph.text for paragraph in read(content, "").paragraphs)
    except UnreadableTranscript:
        return ""  # pictures of pages, or closed by a password: docs/limites-pseudonymisation.md says so


def decoded(content: bytes) -> str:
    """Read bytes as text: UTF-8, UTF-16, and Windows' French for the lines that are no UTF-8."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "ignore")
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if content[first::2].count(0) > SHARE_OF_ZEROS * len(content) > 0:
            return content.decode(encoding, "ignore")
    if b"\0" in content:
        return content.decode("utf-8", "ignore")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(map(_line, content.split(b"\n")))


def _line(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _texts_of_archive(content: bytes, depth: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [m for m in sorted(archive.infolist(), key=lambda m: m.filename) if not m.is_dir()]
            yield from (m.filename for m in members if depth or not m.filename.endswith((".xml", ".rels")))
            read = [text_of(archive.read(m), depth + 1) for m in members if m.file_size <= LARGEST_MEMBER]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return  # cut short, or closed by a password: nobody reads it
    # A workbook may write « é » as a number, a document cut a word in two: a name is found however it is written.
    yield from (html.unescape(TAG.sub(tag, member)) for member in read for tag in (" ", ""))
    shown = (found[1] or found[2] or "" for member in read for found in SHOWN_ATTRIBUTES.finditer(member))
    yield from (html.unescape(text) for text in dict.fromkeys(shown) if text)


def _texts_of_column(column: Any) -> Iterator[str]:
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        yield from (text for text in column.unique().to_pylist() if text)
    elif pa.types.is_list(column.type):
        yield from _texts_of_column(column.flatten())
    elif pa.types.is_struct(column.type):
        for field in column.type:
            yield from _texts_of_column(column.field(field.name))


def texts_of_value(value: Any) -> Iterator[str]:
    """Give the texts of what was JSON or YAML, the names that the code gives to keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_of_value(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not GIVEN_NAME.fullmatch(str(key)):
                yield str(key)
            if key not in SIGNATURES and key != VERSIONS:
                yield from texts_of_value(item)


def unescaped(text: str) -> str:
    r"""
    Write the letters that a file gives by their number.

    >>> unescaped(r"Ga\u00eblle")
    'Gaëlle'
    """
    return ESCAPED.sub(lambda e: chr(int(e[1], 16)), text)


def readings(line: str) -> Iterator[str]:
    """
    Give a line as it is stored, then as a person reads it where that is not the same.

    >>> list(readings("Ga&euml;lle <b>Da</b>venel"))[1:], list(readings("au zéro six douze trente-quatre"))[1:]
    (['Gaëlle Davenel'], ['au 0 6 12 34'])
    """
    yield line
    plain = line
    if ENCODED.search(line):
        plain = html.unescape(TAG.sub("", PERCENT.sub(lambda found: urllib.parse.unquote(found.group()), plain)))
        plain = RTF_BYTE.sub(lambda found: bytes.fromhex(found[1]).decode("cp1252", "replace"), plain)
        plain = EMPHASIS.sub("", unescaped(plain))
    if not plain.isascii():
        plain = normalised(unicodedata.normalize("NFKC", plain))
    if plain != line:
        yield plain
    figures = spoken_figures(plain)
    if figures != plain:
        yield figures
