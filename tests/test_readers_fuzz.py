"""Plain text, Markdown and tables: whatever the bytes, a reading that adds up or a refusal that names the file."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest.readers import spreadsheet, text
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.readers.common.refused_files import LARGEST_TEXT
from pipeline.ingest.readers.received_files import Reader
from pipeline.ingest.readers.registry import READERS
from pipeline.model.errors import UnreadableTranscript

SAID = (
    "---\nsession: E01\n---\n# Titre\n\n> cité\n\n**Et là ?**\n\n"
    "ENQ : Où ça, « ici » ? [rires]\nR : Hélas… déjà &amp; <b>là</b>."
)
OTHERS = [b"", b"\x00" * 50, bytes(range(256)), b"PK\x03\x04rien", b"%PDF-1.4", b"{\\rtf1", b"[]"]
ENCODINGS = ("utf-8", "utf-16", "cp1252", "mac_roman", "utf-8-sig")


@settings(max_examples=80)
@given(
    st.sampled_from([text.read, text.read_markdown]), st.sampled_from(ENCODINGS), st.integers(0, 400),
    st.binary(max_size=5),
)
def test_damaged_text_adds_up_or_is_refused(reader: Reader, encoding: str, at: int, noise: bytes) -> None:
    """A bit flipped, a file cut, another encoding: nothing is lost in silence."""
    data = SAID.encode(encoding)
    try:
        read = reader(data[: at % len(data)] + noise + data[at % len(data) + len(noise) :], "E09.txt")
    except UnreadableTranscript as error:
        assert "E09.txt" in str(error)  # noqa: PT017 - reading is as good an outcome
    else:
        kept = characters(*(p.text for p in read.paragraphs), *(a.text for a in read.asides))
        assert kept == read.characters


@settings(max_examples=60)
@given(st.integers(0, 400), st.binary(max_size=6))
def test_a_damaged_table_is_read_or_refused(at: int, noise: bytes) -> None:
    """Spreadsheets too: rows, or a message."""
    data = b'repondant;q1;q9\nR001;oui;"Un, deux ; trois\nquatre"\nR002;non;\n'
    try:
        damaged = data[: at % len(data)] + noise + data[at % len(data) + len(noise) :]
        header, rows = spreadsheet.read_table(damaged, "q.csv")
    except UnreadableTranscript as error:
        assert "q.csv" in str(error)  # noqa: PT017 - the same
    else:
        assert all(len(row) >= len(header) for row in rows)


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_no_format_takes_a_file_too_large(suffix: str) -> None:
    """Memory and time are bounded by the size: beyond it every reader refuses, by name."""
    with pytest.raises(UnreadableTranscript, match="gros"):
        READERS[suffix](b"E : oui\n" * (LARGEST_TEXT // 7), f"gros{suffix}")


@pytest.mark.parametrize("suffix", sorted(READERS))
@pytest.mark.parametrize("data", OTHERS)
def test_no_format_breaks_on_another(suffix: str, data: bytes) -> None:
    """The wrong suffix on any bytes gives a refusal that names the file, or words."""
    try:
        assert READERS[suffix](data, f"faux{suffix}").paragraphs
    except UnreadableTranscript as error:
        assert f"faux{suffix}" in str(error)  # noqa: PT017 - the same


def test_a_zip_that_points_outside_is_refused() -> None:
    """A member with « .. » in its path makes no document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../../etc/passwd", "x")
    for suffix in (".docx", ".odt"):
        with pytest.raises(UnreadableTranscript, match=f"piege{suffix}"):
            READERS[suffix](buffer.getvalue(), f"piege{suffix}")
