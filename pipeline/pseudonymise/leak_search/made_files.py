"""Everything made for the team → its texts, file by file: what the last check reads.

Values are read, not names of columns nor of keys; of what people write, what differs from a new study.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from pipeline.model.files import UNFINISHED, normalised, yaml_values
from pipeline.model.study import Study
from pipeline.vault import written

MADE = ("build", "codebook", "decisions", ".filigrane/code", "dvc.lock", "dvc.yaml", "params.yaml")
# The private half; the run before this one, which `filigrane doctor` reads; the report itself; and what people said of
# voices, which git ignores as it does transcripts.
SPARED = ("build/private", "build/previous", "build/leaks.json", "decisions/roles")
# Researchers sign what they decide: their names are no participant's, and stay.
SIGNATURES = frozenset({"author", "authors", "coder", "coders", "file"})
HISTORY = "codebook/history.csv"
# What was said, under pseudonyms: nothing of it is taken for what people wrote elsewhere.
STRICT = (
    "build/anonymised", "build/excerpts", "build/participants", "build/tables/anonymised", "build/tables/excerpts",
    "build/tables/participants",
)
# Names that the code gives to columns and keys; « E01 » and « Sonia » are none.
GIVEN_NAME = re.compile(r"[a-z][a-z0-9_]*")
ESCAPED = re.compile(r"\\(?:x(?=[0-9A-Fa-f]{2})|u(?=[0-9A-Fa-f]{4}))((?<=x)[0-9A-Fa-f]{2}|(?<=u)[0-9A-Fa-f]{4})")
VERSIONS = "versions"  # of libraries
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Document:
    """The texts of one file, one a line, with its path in the study; ``written`` when a person wrote it."""

    path: str
    text: str
    written: bool = False


def made(study: Study) -> list[Document]:
    """Read every file that is not private and that the pipeline or the team wrote."""
    repeated = written.values(study)
    spared = [study / place for place in SPARED]
    paths = (path for path in files(study, MADE) if not any(path.is_relative_to(place) for place in spared))
    documents: list[Document] = []
    for found in (document(study, path) for path in paths):
        if found.path.startswith(written.WRITTEN):
            documents.append(replace(found, text=written.own(study, found.path, found.text), written=True))
        elif found.path.startswith(STRICT):
            documents.append(found)
        else:
            kept = (line for line in found.text.split("\n") if written.spaced(line) not in repeated)
            documents.append(replace(found, text="\n".join(kept)))
    return documents


def document(study: Study, path: Path) -> Document:
    """Read one file, whatever its kind."""
    place = path.relative_to(study.root).as_posix()
    text = text_of(path.read_bytes())
    if place == "dvc.lock":
        # A lock that is no YAML any more is read as the text it is.
        with suppress(yaml.YAMLError):
            text = "\n".join(_texts_of_value(yaml_values(text)))
    if path.suffix == ".yaml":
        text = normalised(ESCAPED.sub(lambda e: chr(int(e[1], 16)), text))
    if place == HISTORY:
        rows = csv.DictReader(io.StringIO(text, newline=""))
        text = "\n".join(str(cell) for row in rows for name, cell in row.items() if name not in SIGNATURES)
    return Document(place, text)


def files(study: Study, places: tuple[str, ...]) -> list[Path]:
    """List the files that stand at some places of a study, those being written left out."""
    roots = [study / place for place in places]
    found = {p for root in roots for p in ([root] if root.is_file() else root.rglob("*")) if p.is_file()}
    return sorted(p for p in found if p.suffix != UNFINISHED)


def text_of(content: bytes) -> str:
    """Give the texts a file holds, told by its first bytes: a table, an archive, JSON, or plain text."""
    if content.startswith(b"PAR1"):
        table = pq.ParquetFile(BytesIO(content)).read()
        columns = (table[name].combine_chunks() for name in table.column_names if name not in SIGNATURES)
        return normalised("\n".join(text for column in columns for text in _texts_of_column(column)))
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [archive.read(name).decode("utf-8", "ignore") for name in sorted(archive.namelist())]
        # A workbook may write « é » as a number, a document cut a word in two: a name is found however it is written.
        return normalised("\n".join(html.unescape(TAG.sub(tag, member)) for member in members for tag in (" ", "")))
    text = content.decode("utf-8", "ignore")
    if text[:1] in {"{", "["}:
        with suppress(json.JSONDecodeError):
            text = "\n".join(_texts_of_value(json.loads(text)))
    return normalised(text)


def _texts_of_column(column: Any) -> Iterator[str]:
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        yield from (text for text in column.unique().to_pylist() if text)
    elif pa.types.is_list(column.type):
        yield from _texts_of_column(column.flatten())
    elif pa.types.is_struct(column.type):
        for field in column.type:
            yield from _texts_of_column(column.field(field.name))


def _texts_of_value(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts_of_value(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not GIVEN_NAME.fullmatch(str(key)):
                yield str(key)
            if key not in SIGNATURES and key != VERSIONS:
                yield from _texts_of_value(item)
