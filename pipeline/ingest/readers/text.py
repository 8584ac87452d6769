"""A ``.txt`` or ``.md`` file → its paragraphs, block marks set aside; or a corpus of IRaMuTeQ, a voice a text."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.ingest.readers import captions
from pipeline.ingest.readers.common.encoding import decoded
from pipeline.ingest.readers.common.paragraphs import Block, asides, characters, gathered
from pipeline.ingest.readers.common.paragraphs import paragraphs as laid
from pipeline.ingest.readers.common.refused_files import wordless
from pipeline.ingest.readers.common.tables import laid_out, row
from pipeline.ingest.readers.html import Blocks, blocks
from pipeline.ingest.readers.metadata import split_front_matter
from pipeline.ingest.session import Aside, Paragraph, ReadTranscript, Reason
from pipeline.language.folds import fold_for_search
from pipeline.language.voices import NAMES, PERSON_VARIABLES
from pipeline.model.errors import UnreadableTranscript

FORMAT = "corpus IRaMuTeQ (.txt)"
STARRED = re.compile(r"\s*(?:\*{4,}(?:\s|$)|\d{4} +\*\S)")
THEME = re.compile(r"\s*-\*\S")
VARIABLE = re.compile(r"(?<!\S)\*([^\s*_]+)(?:_(\S*))?")


class CorpusText(NamedTuple):
    """One text of the corpus: its starred variables, and its lines with their number in the file."""

    variables: dict[str, str]
    lines: list[tuple[int, str]]


def is_iramuteq(text: str) -> bool:
    r"""
    Tell whether a text is a corpus of IRaMuTeQ, by its first line that is not blank.

    >>> is_iramuteq("**** *ind_01 *sexe_f\nbonjour"), is_iramuteq("**Paul** : bonjour")
    (True, False)
    >>> is_iramuteq("0001 *ind_01\nbonjour")
    True
    """
    return STARRED.match(text.lstrip("\ufeff \t\n")) is not None


def read_iramuteq(data: bytes, file: str) -> ReadTranscript:
    """
    Read a corpus of IRaMuTeQ; lines of variables and of themes are set aside.

    Raises:
        UnreadableTranscript: its first line bears no star, or its texts are empty.
    """
    text, encoding = decoded(data, file)
    if not is_iramuteq(text):
        raise UnreadableTranscript(
            f"{file} n'est pas un corpus IRaMuTeQ : sa première ligne devrait commencer par "
            "« **** *variable_modalité »."
        )
    texts = _texts(text)
    variable = _naming(texts)
    labels = [each.variables.get(variable) or f"Texte {number}" for number, each in enumerate(texts, 1)]
    paragraphs = tuple(
        Paragraph(" ".join(line.split()), f"ligne {number}", speaker=label)
        for label, each in zip(labels, texts, strict=True) for number, line in each.lines
    )
    if not any(any(map(str.isalpha, p.text)) for p in paragraphs):
        raise UnreadableTranscript(f"{file} ne contient aucune parole sous ses lignes étoilées. Complétez-le.")
    starred: list[tuple[Reason, str]] = [
        ("header", line) for line in text.split("\n") if STARRED.match(line.lstrip("\ufeff")) or THEME.match(line)
    ]
    described = {"personnes": _people(labels, texts)}
    return ReadTranscript(paragraphs, gathered(starred), characters(text), FORMAT, encoding, True, described)


def _texts(text: str) -> list[CorpusText]:
    found: list[CorpusText] = []
    for number, line in enumerate(text.split("\n"), 1):
        if STARRED.match(line.lstrip("\ufeff")):
            found.append(CorpusText({fold_for_search(k): v for k, v in VARIABLE.findall(line)}, []))
        elif line.strip() and not THEME.match(line) and found:
            found[-1].lines.append((number, line))
    return found


def _naming(texts: list[CorpusText]) -> str:
    """Choose the variable that names people: it differs from text to text, the most distinct first."""
    distinct = {v: {each.variables.get(v) for each in texts} - {None, ""} for v in PERSON_VARIABLES}
    several = {v: len(values) for v, values in distinct.items() if len(values) >= min(2, len(texts))}
    return max(several, key=lambda variable: several[variable], default="")


def _people(labels: list[str], texts: list[CorpusText]) -> list[dict[str, Any]]:
    naming = _naming(texts)
    people: dict[str, dict[str, set[str]]] = {}
    for label, each in zip(labels, texts, strict=True):
        person = people.setdefault(label, {})
        for variable, value in each.variables.items():
            if variable != naming:
                person.setdefault(variable, set()).add(value or "oui")
    # What varies from one text of a person to the next is told of the text, not of the person.
    return [
        {"locuteur": label}
        | ({"nom": label.replace("_", " ")} if naming in NAMES else {})
        | {variable: min(values) for variable, values in told.items() if len(values) == 1}
        for label, told in people.items()
    ]


WIDEST_WRAPPED_LINE = 120
FEWEST_TABS, SHARE_OF_ROWS = 2, 0.8  # of a line, of the lines: columns
SUBTITLES = re.compile(r"\s*\d+\s*\n\d{1,2}:\d{2}:\d{2}[.,]\d{3} --> \d{1,2}:\d{2}:\d{2}[.,]\d{3}\s*\n")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read the paragraphs of a plain text, front matter set aside; a corpus of IRaMuTeQ is read as such.

    Raises:
        UnreadableTranscript: the file is empty, or is not text.
    """
    text, encoding = decoded(data, file)
    if is_iramuteq(text):
        return read_iramuteq(data, file)
    if SUBTITLES.match(text):
        return captions.read_srt(data, file)
    body = split_front_matter(text, file)[1]
    if rows := columns(body):
        counted = characters(text) + sum(b.marks for b in rows)
        return ReadTranscript(
            laid(rows), (*opening(text, body), *asides(rows)), counted, "texte en colonnes (.txt)", encoding,
        )
    said = tuple(Paragraph(p, f"paragraphe {n}") for n, p in enumerate(paragraphs(body), 1))
    return ReadTranscript(said, opening(text, body), characters(text), "texte (.txt)", encoding)


def columns(body: str) -> list[Block]:
    """Read a text laid out in columns by tabs, one of them for who speaks; nothing when it is none."""
    lines = [line for line in body.split("\n") if line.strip()]
    tabs = Counter(line.count("\t") for line in lines)
    width = tabs.most_common(1)[0][0] if tabs else 0
    if width < FEWEST_TABS or tabs[width] < SHARE_OF_ROWS * len(lines):
        return []
    rows = [Block(row([c.strip() for c in line.split("\t")]), cells=tuple(line.split("\t"))) for line in lines]
    found = laid_out(rows)
    return found if found != rows else []


def opening(text: str, body: str) -> tuple[Aside, ...]:
    """Set aside the front matter that stands before the body."""
    front = text[: len(text) - len(body)]
    return (Aside(front, "front_matter"),) if front.strip() else ()


def paragraphs(body: str) -> list[str]:
    r"""
    Cut a text at its blank lines, or at every line when lines were not wrapped by hand.

    >>> paragraphs("un\ndeux\n\ntrois")
    ['un\ndeux', 'trois']
    >>> paragraphs("un\ndeux")
    ['un', 'deux']
    """
    wrapped = max(map(len, body.split("\n"))) <= WIDEST_WRAPPED_LINE and BLANK_LINE.search(body.strip())
    pieces = BLANK_LINE.split(body) if wrapped else body.split("\n")
    return [p.strip() for p in pieces if p.strip()]


HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*\Z")
QUOTE = re.compile(r"^>\s?", re.MULTILINE)
ITALIC = re.compile(r"([*_])(?![*_])((?:(?!\1).)+)\1\Z", re.DOTALL)
BOLD = re.compile(r"(\*\*|__)((?:(?!\1).)+)\1\Z", re.DOTALL)
CODE = re.compile(r"[<&]")
ESCAPED = re.compile(r"\\([\\`{}\[\]()#+.!~:'\"-])")
RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
PIPE = re.compile(r"(?<!\\)\|")
EDGES = re.compile(r"\A\||(?<!\\)\|\Z")


def read_markdown(data: bytes, file: str) -> ReadTranscript:
    """
    Read the paragraphs of a Markdown text, front matter set aside; words stay as written.

    Characters are those of the text shown: HTML's tags and entities are code, Markdown's marks are set aside.

    Raises:
        UnreadableTranscript: the file is empty, is not text, or has no words.
    """
    text, encoding = decoded(data, file)
    body = split_front_matter(text, file)[1]
    found = [_shown(block, file) if isinstance(block, str) else block for block in _blocks(body)]
    pieces = [piece for one in found for piece in one.found]
    if not pieces:
        raise wordless(file)
    # Italics are no style of their own, but a look that may tell who asks.
    said = tuple(
        Paragraph(words, f"paragraphe {n}", look=style) if style == "italic"
        else Paragraph(words, f"paragraphe {n}", style)
        for n, (words, style) in enumerate(pieces, 1)
    )
    asides = (*opening(text, body), *(aside for one in found for aside in one.asides))
    front = text[: len(text) - len(body)]
    counted = characters(front) + sum(one.characters for one in found)
    return ReadTranscript(said, asides, counted, "Markdown (.md)", encoding)


def _blocks(body: str) -> Iterator[str | Blocks]:
    """Give the paragraphs of a text, and between them the rows of its tables."""
    for tabled, lines in itertools.groupby(_in_tables(body.split("\n")), key=lambda line: line[1]):
        part = [line for line, _ in lines]
        if tabled:
            # The pipes of a table and its line of dashes are marks, not words.
            rows = [
                [_styled(cell.strip().replace(r"\|", "|"))[0] for cell in PIPE.split(EDGES.sub("", line.strip()))]
                for line in part if not RULE.fullmatch(line)
            ]
            header = not any(rows[0])
            written = laid_out([Block(row(cells), cells=tuple(cells)) for cells in rows[header:]])
            words = [(one.text, one.style) for one in written if one.text]
            aside = [Aside(piece.text, piece.reason) for one in written for piece in one.asides if piece.reason]
            shown = sum(characters(text) for text, _ in words) + sum(characters(a.text) for a in aside)
            marks = [line.strip() if RULE.fullmatch(line) else "|" * len(PIPE.findall(line)) for line in part]
            left = [Aside(mark, "markup") for mark in marks if mark]
            yield Blocks(words, [*aside, *left], shown + sum(characters(a.text) for a in left))
        else:
            yield from paragraphs("\n".join(part))


def _in_tables(lines: list[str]) -> list[tuple[str, bool]]:
    """Tell of each line whether it is a table's: those around a line of dashes and pipes."""
    tabled = [False] * len(lines)
    for n, line in enumerate(lines):
        if "|" not in line or not RULE.fullmatch(line) or n == 0 or "|" not in lines[n - 1]:
            continue
        rows = itertools.takewhile(lambda m: "|" in lines[m], range(n, len(lines)))
        tabled[n - 1] = True
        for m in rows:
            tabled[m] = True
    return list(zip(lines, tabled, strict=True))


def _shown(block: str, file: str) -> Blocks:
    if escaped := ESCAPED.findall(block):
        one = _shown(ESCAPED.sub(r"\1", block), file)
        marks = "\\" * len(escaped)
        return one._replace(asides=[*one.asides, Aside(marks, "markup")], characters=one.characters + len(marks))
    if not CODE.search(block):
        return _marked([(block, "paragraph")], [], characters(block))
    page = blocks(block, file)
    return _marked(page.found, page.asides, page.characters)


def _marked(found: list[tuple[str, str]], asides: list[Aside], counted: int) -> Blocks:
    styled = [_styled(text) if style == "paragraph" else (text, style, "") for text, style in found]
    marks = [Aside(mark, "markup") for _, _, mark in styled if mark]
    return Blocks([(text, style) for text, style, _ in styled if text], [*asides, *marks], counted)


def _styled(text: str) -> tuple[str, str, str]:
    """Give a block's words, its style, and the marks that told it."""
    if heading := HEADING.match(text):
        return heading[1], "heading", text[: heading.start(1)] + text[heading.end(1) :]
    if text.startswith(">"):
        return QUOTE.sub("", text), "quote", "".join(QUOTE.findall(text)).strip()
    if bold := BOLD.match(text):
        return bold[2].strip(), "bold", bold[1] * 2
    if italic := ITALIC.match(text):
        return italic[2].strip(), "italic", italic[1] * 2
    return text, "paragraph", ""
