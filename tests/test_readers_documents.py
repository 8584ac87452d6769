"""Word, OpenDocument, Rich Text, PDF and HTML: what is said, what is set aside, what is refused."""

from __future__ import annotations

import io
import itertools
import re
import warnings
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest.readers import html, opendocument, portable, richtext, word
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.readers.common.refused_files import advice, disguised, kind
from pipeline.ingest.readers.common.tables import marks, row
from pipeline.ingest.readers.common.xml import open_archive
from pipeline.ingest.readers.html import blocks
from pipeline.ingest.session import ReadTranscript
from pipeline.model.errors import UnreadableTranscript

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Printed = list[tuple[float, float, str]]  # the lines of a page: from the left, from the bottom, the text
ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
BOMB = '<!DOCTYPE x [<!ENTITY a "mot "><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
SAID = ["ENQ : Où est-ce que ça s'arrête ?", "A.R. : Hélas… à Noël, « l'œuvre » était déjà là [rires]."]


def packed(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word_file(body: str, before: str = "", **parts: str) -> bytes:
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD_TYPE}{what}+xml"/>'
        for part, what in [("document", "document.main"), *((part, part) for part in parts)]
    )
    return packed({
        "[Content_Types].xml": f"<Types>{types}</Types>",
        "word/document.xml": f"{before}<w:document {W}><w:body>{body}</w:body></w:document>",
        **{f"word/{part}.xml": f"<w:{part} {W}>{content}</w:{part}>" for part, content in parts.items()},
    })


def run(text: str, settings: str = "", tag: str = "t") -> str:
    return f"<w:r><w:rPr>{settings}</w:rPr><w:{tag}>{text}</w:{tag}></w:r>"


def p(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def open_file(body: str, automatic: str = "", styles: str = "", before: str = "") -> bytes:
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"{before}<office:document-content {ODF} xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {ODF}>{styles}</office:document-styles>",
    })


def rtf(body: str, header: str = r"\ansi\ansicpg1252") -> bytes:
    fonts = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset238 Arial CE;}}"
    return f"{{\\rtf1{header}{fonts}{body}}}".encode("cp1252")


def escaped(text: str) -> str:
    return re.sub(r"([()\\])", r"\\\1", text)


def pdf(*pages: Printed, bold: tuple[str, ...] = ()) -> bytes:
    """Write each page as lines with their place in points from the left and the bottom."""
    fonts = "".join(
        f"{n} 0 obj <</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>> endobj\n"
        for n, name in ((3, "Courier"), (4, "Courier-Bold"))
    )
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    catalog = "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
    made = [f"{catalog}2 0 obj <</Type/Pages/Kids[{kids}]/Count {len(pages)}>> endobj\n{fonts}"]
    for n, lines in enumerate(pages):
        shown = " ".join(
            f"/F{2 if text in bold else 1} 10 Tf 1 0 0 1 {x} {y} Tm ({escaped(text)}) Tj"
            for x, y, text in lines
        ).encode("cp1252").decode("latin-1")
        made.append(
            f"{5 + 2 * n} 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {6 + 2 * n} 0 R"
            f"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>> endobj\n"
            f"{6 + 2 * n} 0 obj <</Length {len(shown) + 6}>>\nstream\nBT {shown} ET\nendstream endobj\n"
        )
    return ("".join(made) + "trailer <</Root 1 0 R>>\n%%EOF").encode("latin-1")


def lines(*texts: str, top: float = 700) -> Printed:
    return [(72, top - 12 * n, text) for n, text in enumerate(texts)]


def texts(reading: ReadTranscript) -> list[str]:
    return [paragraph.text for paragraph in reading.paragraphs]


def asides(reading: ReadTranscript) -> list[tuple[str, str]]:
    return [(aside.reason, aside.text) for aside in reading.asides]


def adds_up(reading: ReadTranscript) -> bool:
    said, set_aside = [p.text for p in reading.paragraphs], [a.text for a in reading.asides]
    return reading.characters == characters(*said, *set_aside) and bool(said)


WORD_SOUND = word_file(
    p(run(SAID[0])) + p(run(SAID[1], "<w:b/>"), run("biffé", tag="delText"))
    + f"<w:tbl><w:tr><w:tc>{p(run('ENQ'))}</w:tc><w:tc>{p(run('Oui'))}</w:tc></w:tr></w:tbl>",
    footnotes=f"<w:footnote>{p(run('une note'))}</w:footnote>",
)
OPEN_SOUND = open_file(
    f"<text:p>{SAID[0]}</text:p><text:p>{SAID[1]}<text:note><text:note-citation>1</text:note-citation><text:note-body>"
    "<text:p>une note</text:p></text:note-body></text:note></text:p><table:table><table:table-row><table:table-cell>"
    "<text:p>ENQ</text:p></table:table-cell><table:table-cell><text:p>Oui</text:p></table:table-cell></table:table-row>"
    "</table:table>"
)
RTF_SOUND = rtf(
    r"ENQ : O\'f9 est-ce ?\par A.R. : H\u233\'e9las\'85{\footnote une note}\par\trowd\intbl ENQ\cell Oui\cell"
    r"\row\pard fin"
)
PDF_SOUND = pdf(lines("ENQ : Où est-ce ?", "A.R. : Hélas, déjà."), lines("ENQ : Et après ?"))
HTML_SOUND = f"<html><title>t</title><p>{SAID[0]}</p><script>x()</script><p><b>{SAID[1]}</b></p></html>".encode()
SOUND: list[tuple[Callable[[bytes, str], ReadTranscript], str, bytes]] = [
    (word.read, "E01.docx", WORD_SOUND), (opendocument.read, "E01.odt", OPEN_SOUND),
    (richtext.read, "E01.rtf", RTF_SOUND), (portable.read, "E01.pdf", PDF_SOUND), (html.read, "E01.html", HTML_SOUND),
]


@pytest.mark.parametrize(("read", "file", "data"), SOUND, ids=lambda v: v if isinstance(v, str) else "")
def test_every_character_of_a_document_is_said_or_set_aside(
    read: Callable[[bytes, str], ReadTranscript], file: str, data: bytes
) -> None:
    """Each format accounts for all its text."""
    assert adds_up(read(data, file))


def test_word_notes_comments_and_headers_are_set_aside() -> None:
    """What stands around the text of a Word document is kept, and is no turn."""
    read = word.read(word_file(
        p(run("R : oui")), footnotes=f"<w:footnote>{p(run('une note'))}</w:footnote>",
        comments=f"<w:comment>{p(run('à vérifier'))}</w:comment>", header=p(run("Entretien 3")),
    ), "E01.docx")

    assert texts(read) == ["R : oui"]
    assert sorted(asides(read)) == [("comment", "à vérifier"), ("note", "une note"), ("page", "Entretien 3")]
    assert adds_up(read)


def test_word_deletions_and_copies_are_set_aside_with_their_paragraph() -> None:
    """Tracked deletions, moved words and the second copy of a text box are not said."""
    copy = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = p(run("R : un ")) + p(
        run("R : deux "), f"<w:del>{run('trois', tag='delText')}</w:del>", f"<w:moveFrom>{run('quatre')}</w:moveFrom>",
        f"<m:AlternateContent xmlns:m='{copy}'><m:Choice>{run('cinq')}</m:Choice><m:Fallback>{run('cinq')}</m:Fallback>"
        "</m:AlternateContent>",
    )
    read = word.read(word_file(body), "E01.docx")

    assert texts(read) == ["R : un", "R : deux cinq"]
    assert [(a.reason, a.text, a.place) for a in read.asides] == [
        ("deleted", "troisquatre", "paragraphe 2"), ("repeated", "cinq", "paragraphe 2"),
    ]
    assert adds_up(read)


def test_a_table_within_a_table_is_read_once() -> None:
    """Cells of an inner table are words of the outer cell, and are not said twice."""
    inner = f"<w:tbl><w:tr><w:tc>{p(run('un'))}</w:tc><w:tc>{p(run('deux'))}</w:tc></w:tr></w:tbl>"
    read = word.read(word_file(
        f"<w:tbl><w:tr><w:tc>{p(run('R'))}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    ), "E01.docx")

    assert texts(read) == ["R : un : deux"]
    assert adds_up(read)


def test_automatic_numbers_of_lists_are_not_text() -> None:
    """The number that Word shows before an item stands nowhere in the file, and is not invented."""
    listed = "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>" + run("un") + "</w:p>"

    assert texts(word.read(word_file(listed), "E01.docx")) == ["un"]


@pytest.mark.parametrize(
    ("cells", "written"),
    [
        (["ENQ", "Bonjour ?"], "ENQ : Bonjour ?"), (["00:12", "ENQ", "Oui"], "[00:12] ENQ : Oui"),
        (["[00:12]", "ENQ", "Oui"], "[00:12] ENQ : Oui"), (["00:12", "ENQ : oui"], "[00:12] ENQ : oui"),
        (["", "seul"], "seul"), ([], ""), (["3 enfants", "oui"], "3 enfants : oui"),
    ],
)
def test_a_row_is_written_as_a_transcript_would(cells: list[str], written: str) -> None:
    """The marks that no cell holds are counted apart."""
    assert row(cells) == written
    assert marks(cells) == characters(written) - characters(*cells)


def test_opendocument_spaces_breaks_styles_and_lists_are_read() -> None:
    """Repeated spaces, tabs, line breaks, headings, lists, bold by a style or by its parent."""
    automatic = (
        "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='Gras'/>"
        "<style:style style:name='P2' style:family='paragraph' style:parent-style-name='Quotations'/>"
        "<style:style style:name='T1' style:family='text'><style:text-properties fo:font-weight='normal'/>"
        "</style:style>"
    )
    styles = (
        "<style:style style:name='Gras' style:family='paragraph'><style:text-properties fo:font-weight='bold'/>"
        "</style:style><style:style style:name='Quotations' style:family='paragraph'/>"
    )
    read = opendocument.read(open_file(
        "<text:h>Titre</text:h><text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d\n   e</text:p>"
        "<text:list><text:list-item><text:p text:style-name='P1'>Et vous ?</text:p></text:list-item></text:list>"
        "<text:p text:style-name='P1'><text:span text:style-name='T1'>pas gras</text:span></text:p>"
        "<text:p text:style-name='P2'>cité</text:p>", automatic, styles,
    ), "E01.odt")

    assert [(x.text, x.style) for x in read.paragraphs] == [
        ("Titre", "heading"), ("a  b\tc\nd e", "paragraph"), ("Et vous ?", "bold"), ("pas gras", "paragraph"),
        ("cité", "quote"),
    ]


def test_opendocument_deletions_notes_comments_and_headers_are_set_aside() -> None:
    """Tracked deletions are kept before the text; notes, comments and indexes stand within it; names are no text."""
    read = opendocument.read(open_file(
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Une personne"
        "</dc:creator></office:change-info><text:p>biffé</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes><text:table-of-content><text:index-body><text:p>Titre 1</text:p></text:index-body>"
        "</text:table-of-content><text:p>R : oui<office:annotation><dc:creator>Une personne</dc:creator>"
        "<text:p>à voir</text:p></office:annotation> bien<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>une note</text:p></text:note-body></text:note>.</text:p>",
        styles="<office:master-styles><style:master-page><style:header><text:p>Entretien</text:p></style:header>"
        "</style:master-page></office:master-styles>",
    ), "E01.odt")

    assert texts(read) == ["R : oui bien."]
    assert asides(read) == [
        ("deleted", "biffé"), ("repeated", "Titre 1"), ("comment", "à voir"), ("note", "une note"),
        ("page", "Entretien"),
    ]
    assert adds_up(read)


def test_rich_text_reads_every_way_of_writing_a_letter() -> None:
    """Code pages, character sets of fonts, Unicode escapes with their substitutes, signs beyond 65,535."""
    read = richtext.read(rtf(
        r"\'e9t\u233\'e9 \uc2\u8217\'92\'92{\f1\'e8} \u-10179??\u-8704?? d\~accord \{oui\}\par a\emdash b\line c"
    ), "E01.rtf")

    assert texts(read) == ["été \u2019č \U0001f600 d\u00a0accord {oui}", "a—b\nc"]
    assert adds_up(read)


def test_rich_text_reads_macintosh_and_raw_bytes() -> None:
    """An old Macintosh file, and one whose accents were never escaped."""
    mac = rb"{\rtf1\mac d\'8ej\'88}"

    assert texts(richtext.read(mac, "a.rtf")) == ["déjà"]
    assert texts(richtext.read("{\\rtf1\\ansi déjà}".encode(), "a.rtf")) == ["déjà"]
    assert texts(richtext.read("{\\rtf1\\ansi déjà}".encode("cp1252"), "a.rtf")) == ["déjà"]


def test_rich_text_sets_aside_what_is_not_said() -> None:
    """Notes, headers, comments, deletions and list numbers are kept; fonts, links, authors and pictures are no text."""
    read = richtext.read(rtf(
        r"{\info{\author Une personne}}{\header Entretien}{\pict\pngblip " + "89504e47" * 90 + r"}"
        r"{\listtext 1.\tab}R : {\b oui}{\*\atnauthor Une personne}{\*\annotation{\*\atndate 1}\'e0 voir}"
        r"{\deleted non} {\field{\*\fldinst HYPERLINK x}{\fldrslt lien}}{\footnote\chftn une note}\par"
        r"{\b Et vous ?}\par{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt encadr\'e9}}{\shprslt{\dptxbxtext encadr\'e9}}}"
    ), "E01.rtf")

    assert [(x.text, x.style) for x in read.paragraphs] == [
        ("R : oui lien", "paragraph"), ("Et vous ?", "bold"), ("encadré", "paragraph"),
    ]
    assert asides(read) == [
        ("page", "Entretien"), ("counter", "1."), ("comment", "à voir"), ("deleted", "non"), ("note", "une note"),
        ("repeated", "encadré"),
    ]
    assert adds_up(read)


def test_rich_text_tables_and_headings_are_read() -> None:
    """A row with a speaker and words is one turn; a heading is told by its style or its level."""
    read = richtext.read(rtf(
        r"{\stylesheet{\s1 heading 1;}}\pard\s1 Titre\par\pard\outlinelevel1 Sous-titre\par"
        r"\trowd\pard\intbl 00:01\cell ENQ\cell un\par deux\cell\row\pard\plain fin"
    ), "E01.rtf")

    assert [(x.text, x.style) for x in read.paragraphs] == [
        ("Titre", "heading"), ("Sous-titre", "heading"), ("[00:01] ENQ : un\ndeux", "paragraph"), ("fin", "paragraph"),
    ]
    assert adds_up(read)


def test_pdf_lines_make_paragraphs() -> None:
    """A line that the next word would have fitted ends a paragraph; a full line does not."""
    read = portable.read(pdf(lines(
        "ENQ : Est-ce que vous pouvez me raconter une journée de", "travail ici ?",
        "R : Alors, le matin j'arrive vers huit heures, et je lis", "mes messages avant de recevoir les gens.",
        "C'est tout.",
    )), "E01.pdf")

    assert [(x.text, x.place) for x in read.paragraphs] == [
        ("ENQ : Est-ce que vous pouvez me raconter une journée de travail ici ?", "page 1"),
        ("R : Alors, le matin j'arrive vers huit heures, et je lis mes messages avant de recevoir les gens.", "page 1"),
        ("C'est tout.", "page 1"),
    ]
    assert adds_up(read)


def test_pdf_gaps_indents_and_labels_begin_paragraphs() -> None:
    """Space between paragraphs, a first line further in, a label after a full line that ends a sentence."""
    full, going = "oui " * 14 + "oui.", "oui " * 14 + "non,"
    spaced: Printed = [(72, 700, going), (72, 688, full), (72, 664, going), (72, 652, full)]
    indented: Printed = [(90, 600, going[4:]), (72, 588, full), (90, 576, going[4:]), (72, 564, full)]
    words = going[8:]
    hanging: Printed = [(72, 600, f"ENQ {words}"), (96, 588, full[8:]), (72, 576, f"R   {words}"), (96, 564, full[8:])]
    labelled: Printed = [(72, 552, "ENQ : " + full[8:]), (72, 540, "R : " + full[4:]), (72, 528, full)]

    assert len(portable.read(pdf(spaced), "a.pdf").paragraphs) == 2
    assert len(portable.read(pdf(indented), "a.pdf").paragraphs) == 2
    assert len(portable.read(pdf(hanging), "a.pdf").paragraphs) == 2
    assert len(portable.read(pdf(labelled), "a.pdf").paragraphs) == 2


def test_pdf_questions_in_bold_stand_apart() -> None:
    """A published interview prints its questions in bold, and no label."""
    question = "Et vous, comment est-ce que vous faites dans ce cas-là ?"
    read = portable.read(pdf(lines(question, "Je fais avec.", "On verra bien si la suite du projet le permet."),
                             bold=(question,)), "E01.pdf")

    assert (read.paragraphs[0].text, read.paragraphs[0].style) == (question, "bold")
    assert read.paragraphs[1].text.startswith("Je fais avec.")


def test_pdf_words_cut_at_the_end_of_a_line_are_made_whole() -> None:
    """Only a hyphen that belongs to no word is set aside."""
    read = portable.read(pdf(lines(
        "R : Je tiens la permanence le mardi matin, à la perma-", "nence du quartier on voit du monde, et c'est peut-",
        "être le seul endroit, dans la com-", "mune.",
    )), "E01.pdf")

    assert " ".join(texts(read)) == (
        "R : Je tiens la permanence le mardi matin, à la permanence du quartier on voit du monde, et c'est peut-être "
        "le seul endroit, dans la commune."
    )
    assert asides(read) == [("markup", "-")] * 2
    assert adds_up(read)


def test_pdf_running_titles_and_page_numbers_are_set_aside() -> None:
    """Lines repeated around the pages are of the pages; a paragraph goes on from one page to the next."""
    pages = [
        [(72, 800, "Entretien 3"), *lines(*body, top=700), (290, 40, str(n))] for n, body in enumerate([
            ["ENQ : Bonjour, une question.", "R : Alors, le matin j'arrive vers huit heures et je lis"],
            ["mes messages.", "ENQ : Et puis ?", "R : Et puis, je reçois les gens qui attendent à l'accueil,"],
            ["voilà.", "ENQ : Bien.", "R : 3"],
        ], 1)
    ]
    read = portable.read(pdf(*pages), "E01.pdf")

    assert texts(read) == [
        "ENQ : Bonjour, une question.", "R : Alors, le matin j'arrive vers huit heures et je lis mes messages.",
        "ENQ : Et puis ?", "R : Et puis, je reçois les gens qui attendent à l'accueil, voilà.", "ENQ : Bien.", "R : 3",
    ]
    assert sorted(asides(read)) == [("page", "1"), ("page", "2"), ("page", "3"), *[("page", "Entretien 3")] * 3]
    assert adds_up(read)


def test_words_at_the_top_of_pages_are_not_taken_for_titles() -> None:
    """Turns that begin alike, with other times, stay turns."""
    pages = [
        lines(f"[Enquêteur] (0:{10 + 7 * n} - 0:{15 + 11 * n})", f"Une {word} question.")
        for n, word in enumerate(["belle", "autre", "vraie", "bonne"])
    ]

    assert len(portable.read(pdf(*pages), "E01.pdf").paragraphs) == 8


def test_html_blocks_rows_and_marks_are_read() -> None:
    """Headings, quotes, bold, tables, entities; a tag that HTML does not know is a mark of the transcriber."""
    read = html.read(
        b"<html><head><title>Page</title><style>p {}</style></head><body><h1>Un titre</h1><p><b>Et vous ?</b></p>"
        b"<p>R : oui\n <rire>bien</rire>&nbsp;! <em>a</em> &lt; b<br>suite</p><blockquote><p>cit\xc3\xa9</p>"
        b"</blockquote><table><tr><td>ENQ</td><td><p>un</p><p>deux</p></td></tr></table><ul><li>item</ul><!-- rien -->",
        "E01.html",
    )

    assert [(x.text, x.style) for x in read.paragraphs] == [
        ("Un titre", "heading"), ("Et vous ?", "bold"), ("R : oui <rire>bien</rire>\u00a0! a < b\nsuite", "paragraph"),
        ("cité", "quote"), ("ENQ : un\ndeux", "paragraph"), ("item", "paragraph"),
    ]
    assert asides(read) == [("header", "Page"), ("markup", "p {}")]
    assert adds_up(read)


def test_a_page_laid_out_with_a_table_stays_paragraphs() -> None:
    """Where no cell may be a label, a table is not taken for a transcript."""
    long = "un long paragraphe de texte dans la première colonne"
    found = blocks(f"<table><tr><td><p>{long}</p></td><td><p>autre</p></td></tr></table>", "a.html")

    assert found.found == [(long, "paragraph"), ("autre", "paragraph")]


@pytest.mark.parametrize(
    ("suffix", "remedy"),
    [
        (".doc", ".docx"), (".DOC", ".docx"), (".pages", "Exporter"), (".wpd", "LibreOffice"), (".crp", "Sonal"),
        (".nvpx", "NVivo"), (".mx24", "MAXQDA"), (".mx26", "MAXQDA"), (".qdpx", "se reprend entier"),
        (".sqlite3", "Taguette"), (".ods", ".xlsx"), (".pfsx", "ELAN"), (".tag", ".trs"), (".mp3", "transcrivez"),
        (".png", "image"), (".7z", "décompressez"), (".pptx", "diaporama"), (".lnk", "raccourci"),
    ],
)
def test_what_cannot_be_read_says_how_to_convert_it(suffix: str, remedy: str) -> None:
    """Each file researchers have that is no transcript has its remedy."""
    assert remedy in (advice(suffix) or "")


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".odt", ".rtf", ".pdf", ".eaf", ".trs", ".mxa", ""])
def test_what_may_be_read_has_no_remedy(suffix: str) -> None:
    """Formats that are read, or unknown, are not refused by name."""
    assert advice(suffix) is None


@pytest.mark.parametrize(
    ("data", "suffix", "what"),
    [
        (WORD_SOUND, ".docx", "un document Word : rendez-lui"), (OPEN_SOUND, ".odt", "LibreOffice"),
        (PDF_SOUND, ".pdf", "un PDF"), (RTF_SOUND, ".rtf", "RTF"), (packed({"a.txt": "a"}), ".zip", "décompressez"),
        (b"PK\x03\x04" + bytes(40), ".zip", "suffixe"), (b"\xd0\xcf\x11\xe0" + bytes(99), ".ole", "mot de passe"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), ".ole", "ancien document Word"),
        (b"ID3\x03", ".mp3", "enregistrement"), (b"\x89PNG\r\n", ".png", "image"),
        (b"RIFF\1\2\3\4WAVEfmt", ".wav", "enregistrement"),
        (b"\0\0\0\x20ftypM4A ", ".mp4", "enregistrement"), (b"SQLite format 3\0", ".sqlite", "base de données"),
        (b"ENQ : Bonjour", None, None), (b"MZ est mon collegue", None, None), (b"", None, None),
        ("II * deux étoiles".encode(), None, None),
    ],
)
def test_a_file_under_a_wrong_suffix_is_known_by_its_bytes(data: bytes, suffix: str | None, what: str | None) -> None:
    """Documents, recordings, pictures and projects are told from text by their first bytes."""
    assert kind(data) == suffix
    assert (what in (disguised(data) or "")) if what else disguised(data) is None


def encrypted(data: bytes) -> bytes:
    # The flag of encryption, in the header of the first member and in the directory at the end.
    at = data.index(b"PK\x01\x02")
    return data[:6] + b"\1" + data[7 : at + 8] + b"\1" + data[at + 9 :]


DEEP = "<w:ins>" * 240 + p(run("oui")) + "</w:ins>" * 240
DEEPER = "<w:ins>" * 5_000 + p(run("oui")) + "</w:ins>" * 5_000


@pytest.mark.parametrize(
    ("read", "file", "data", "remedy"),
    [
        (word.read, "vide.docx", b"", "vide"), (word.read, "blanc.docx", word_file(p()), "aucun texte"),
        (word.read, "texte.docx", b"ENQ : pas du Word", "réenregistrez"), (word.read, "odt.docx", OPEN_SOUND, ".odt"),
        (word.read, "vieux.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "mot de passe"),
        (word.read, "coupe.docx", WORD_SOUND[:-40], "réenregistrez"),
        (word.read, "cle.docx", encrypted(WORD_SOUND), "mot de passe"),
        (word.read, "entite.docx", word_file(p(run("&b;")), BOMB.replace("x", "w:document")), "réenregistrez"),
        (word.read, "profond.docx", word_file(DEEPER), "réenregistrez"),
        (opendocument.read, "entite.odt", open_file("<text:p>&b;</text:p>", before=BOMB), "réenregistrez"),
        (opendocument.read, "vide.odt", open_file("<text:p/>"), "aucun texte"),
        (opendocument.read, "word.odt", WORD_SOUND, ".docx"),
        (opendocument.read, "cle.odt", packed({
            "content.xml": b"\0\1\2", "META-INF/manifest.xml": "<m><file-entry><encryption-data/></file-entry></m>",
        }), "mot de passe"),
        (richtext.read, "coupe.rtf", RTF_SOUND[:-1], "réenregistrez"),
        (richtext.read, "texte.rtf", b"ENQ : a", "réenregistrez"),
        (richtext.read, "profond.rtf", b"{\\rtf1" + b"{" * 9_000 + b"a" + b"}" * 9_001, "réenregistrez"),
        (richtext.read, "vide.rtf", rtf(r"\par"), "aucun texte"),
        (portable.read, "image.pdf", pdf([]), "reconnaissance de texte"),
        (portable.read, "a.pdf", b"%PDF-1.4\n", "réenregistrez"),
        (html.read, "vide.html", b"<html><script>a()</script></html>", "aucun texte"),
        (html.read, "word.html", WORD_SOUND, ".docx"), (html.read, "profond.html", b"<div>a" * 5_000, "abîmé"),
    ],
)
def test_a_document_that_cannot_be_read_says_which_and_what_to_do(
    read: Callable[[bytes, str], ReadTranscript], file: str, data: bytes, remedy: str
) -> None:
    """Damaged, protected, hostile and empty documents are refused by name, with the remedy."""
    with pytest.raises(UnreadableTranscript, match=re.escape(remedy)) as error:
        read(data, file)

    assert file in str(error.value)


def test_a_document_nested_as_deep_as_xml_may_be_is_read() -> None:
    """No depth that the parser accepts exhausts the stack."""
    assert texts(word.read(word_file(DEEP), "E01.docx")) == ["oui"]


@pytest.mark.parametrize("member", ["../dehors.xml", "/etc/dehors", "word/../../dehors", "C:\\dehors", "..\\dehors"])
def test_an_archive_with_members_outside_of_itself_is_refused(member: str) -> None:
    """Nothing is ever written where a member says; such a file is no document."""
    with pytest.raises(UnreadableTranscript, match=r"E01\.docx n'est pas fait comme un document"):
        open_archive(packed({member: "a"}), "E01.docx")


def test_an_archive_that_would_flood_the_memory_is_refused_before_it_is_unpacked() -> None:
    """The sizes announced decide, and zipfile never unpacks more than announced."""
    with pytest.raises(UnreadableTranscript, match="trop gros une fois décompressé"):
        open_archive(packed({"word/document.xml": bytes(31_000_000)}), "E01.docx")


BODIES = {"word/document.xml", "content.xml"}


def flipped(data: bytes, changes: list[tuple[int, int]], end: int) -> bytes:
    mutated = bytearray(data)
    for at, value in changes:
        mutated[at % len(mutated)] = value
    return bytes(mutated[: end % (2 * len(mutated)) or None])


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(SOUND), st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=6),
    st.integers(0, 10**6), st.booleans(),
)
def test_whatever_happens_to_a_file_it_adds_up_or_is_refused_by_name(
    sound: tuple[Callable[[bytes, str], ReadTranscript], str, bytes], changes: list[tuple[int, int]], end: int,
    inside: bool
) -> None:
    """Bits flipped, files cut short, within archives too: an exact account, or a refusal that names the file."""
    read, file, data = sound
    if inside and data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        data = packed({name: flipped(xml, changes, 0) if name in BODIES else xml for name, xml in members.items()})
    else:
        data = flipped(data, changes, end)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            assert adds_up(read(data, file))
        except UnreadableTranscript as error:
            assert file in str(error)  # noqa: PT017 - refusing is as right as reading


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(SOUND, 2)), ids=lambda v: v[1])
def test_a_document_under_the_suffix_of_another_never_breaks(
    one: tuple[Callable[[bytes, str], ReadTranscript], str, bytes],
    other: tuple[Callable[[bytes, str], ReadTranscript], str, bytes]
) -> None:
    """Each reader refuses the others' files by name, or reads what text they hold."""
    try:
        assert adds_up(one[0](other[2], one[1]))
    except UnreadableTranscript as error:
        assert one[1] in str(error)  # noqa: PT017 - as above
