"""Files as received: the paragraphs of each format, every encoding, and what cannot be read."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.ingest.readers import spreadsheet, text, word
from pipeline.ingest.readers.common.encoding import decode
from pipeline.ingest.readers.registry import READERS
from pipeline.model.errors import UnreadableTranscript

SAID = "ENQ : Où est-ce que ça s'arrête, « ici » ?\n\nA.R. : Hélas… à Noël, l'œuvre était déjà là."


def word_file(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
def test_text_is_read_whatever_machine_typed_it(encoding: str) -> None:
    """Accents, guillemets and ellipses come out the same from every encoding in use in France."""
    assert decode(SAID.encode(encoding), "E01.txt") == SAID


def test_line_breaks_of_every_system_are_one() -> None:
    """Windows and old Macintosh line breaks make the same paragraphs."""
    every = [text.read(SAID.replace("\n", end).encode(), "E01.txt") for end in ("\n", "\r\n", "\r")]
    said = [[p.text for p in read.paragraphs] for read in every]

    assert said[0] == said[1] == said[2] == SAID.split("\n\n")


def test_latin_1_with_one_accent_is_not_taken_for_another_encoding() -> None:
    """A single accented letter is enough to tell."""
    assert decode("ENQ : déjà".encode("latin-1"), "E01.txt") == "ENQ : déjà"


def test_lines_wrapped_by_hand_stay_in_their_paragraph() -> None:
    """With blank lines and short lines, a paragraph ends at the blank line."""
    found = text.read(b"E : une question\nqui continue\n\nR : oui\n", "E01.txt").paragraphs

    assert [(p.text, p.place) for p in found] == [
        ("E : une question\nqui continue", "paragraphe 1"), ("R : oui", "paragraphe 2"),
    ]


def test_lines_never_wrapped_are_paragraphs() -> None:
    """Where lines run past any screen, each one is a paragraph."""
    found = text.read(("E : une question\nR : " + "oui " * 60 + "\n\nE : bien").encode(), "E01.txt").paragraphs

    assert len(found) == 3


def test_front_matter_is_no_paragraph() -> None:
    """What describes the session is not said by anyone."""
    found = text.read(b"---\nsession: E01\n---\n\nE : Bonjour.", "E01.txt").paragraphs

    assert [p.text for p in found] == ["E : Bonjour."]


def test_markdown_blocks_keep_their_words() -> None:
    """Headings, quotes and bold lines are told apart; words inside a paragraph stay as written."""
    found = text.read_markdown(
        b"# Un titre\n\n> une *citation*\n\n**Une question ?**\n\n**E :** du texte *en italique* <rires>\n", "E01.md"
    ).paragraphs

    assert [(p.text, p.style) for p in found] == [
        ("Un titre", "heading"), ("une *citation*", "quote"), ("Une question ?", "bold"),
        ("**E :** du texte *en italique* <rires>", "paragraph"),
    ]


def test_html_in_markdown_is_stripped_and_its_text_kept() -> None:
    """Tags that HTML knows go, entities become letters, each block is a paragraph."""
    found = text.read_markdown(
        b'<p class="x">Le <b>chapeau</b></p><p>Suite</p>\n\n<h2>Et vous&nbsp;?</h2>\n\nOui &amp; non.', "a.md"
    ).paragraphs

    assert [(p.text, p.style) for p in found] == [
        ("Le chapeau", "paragraph"), ("Suite", "paragraph"), ("Et vous\u00a0?", "heading"), ("Oui & non.", "paragraph"),
    ]


def test_word_styles_and_line_breaks_are_read() -> None:
    """Headings, bold questions, breaks and empty paragraphs of a Word document."""
    document = docx.Document()
    document.add_heading("Entretien", 1)
    document.add_paragraph("")
    document.add_paragraph().add_run("Et vous ?").bold = True
    document.add_paragraph("E : une\nsuite")

    found = word.read(word_file(document), "E01.docx").paragraphs

    assert [(p.text, p.style, p.place) for p in found] == [
        ("Entretien", "heading", "paragraphe 1"), ("Et vous ?", "bold", "paragraphe 2"),
        ("E : une\nsuite", "paragraph", "paragraphe 3"),
    ]


def test_a_word_table_gives_the_speaker_and_the_words() -> None:
    """A transcript set in a table: the time, the speaker, the words."""
    document = docx.Document()
    rows = document.add_table(2, 3).rows
    for row, cells in zip(rows, [("00:01", "ENQ", "Bonjour ?"), ("00:04", "R", "Bonjour.")], strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words

    found = word.read(word_file(document), "E01.docx").paragraphs

    assert [p.text for p in found] == ["[00:01] ENQ : Bonjour ?", "[00:04] R : Bonjour."]


def test_tracked_insertions_are_said_and_deletions_are_not() -> None:
    """A transcript corrected with tracked changes reads as corrected."""
    document = docx.Document()
    paragraph = document.add_paragraph("R : j'ai dit ")
    for tag, inner, words in (("ins", "t", "oui"), ("del", "delText", "non")):
        change = f"<w:{tag} {nsdecls('w')} w:id='1' w:author='x'><w:r><w:{inner}>{words}</w:{inner}></w:r></w:{tag}>"
        paragraph._p.append(parse_xml(change))

    assert [p.text for p in word.read(word_file(document), "E01.docx").paragraphs] == ["R : j'ai dit oui"]


@pytest.mark.parametrize(
    ("file", "data", "remedy"),
    [
        ("vide.txt", b"", "vide"),
        ("blancs.md", b" \n\n ", "vide"),
        ("vide.docx", b"", "vide"),
        ("image.txt", bytes(range(256)) * 8, "pas du texte"),
        ("word.txt", b"PK\x03\x04" + bytes(40), ".docx"),
        ("pdf.txt", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("texte.docx", b"ENQ : pas du Word", "réenregistrez"),
        ("zip.docx", b"PK\x03\x04" + bytes(40), "réenregistrez"),
        ("vieux.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "mot de passe"),
        ("blanc.docx", word_file(docx.Document()), "aucun texte"),
        ("tete.txt", b"---\npersonnes: [{locuteur: P1\n---\nE : oui", "clé: valeur"),
        ("ouverte.md", b"---\nsession: E01\n\nE : oui", "seconde ligne"),
    ],
)
def test_a_file_that_cannot_be_read_says_which_and_what_to_do(file: str, data: bytes, remedy: str) -> None:
    """Each kind of trouble names the file and the remedy, in French."""
    read = READERS["." + file.rpartition(".")[2]]

    with pytest.raises(UnreadableTranscript, match=remedy) as refusal:
        read(data, file)

    assert file in str(refusal.value)


@pytest.mark.parametrize("data", [b'\xef\xbb\xbf"a";"b"\r\n"1";"x\r\ny"\r\n\r\n', b'a,b\n1,"x\ny"\n'])
def test_a_table_is_read_as_spreadsheets_save_it(data: bytes) -> None:
    """Semicolons or commas, a byte order mark or none, cells with line breaks, empty rows."""
    assert spreadsheet.read_table(data, "q.csv") == (("a", "b"), (("1", "x\ny"),))


def test_short_rows_are_filled_up() -> None:
    """A row always has a cell for each column."""
    assert spreadsheet.read_table(b"a;b;c\n1\n", "q.csv")[1] == (("1", "", ""),)
