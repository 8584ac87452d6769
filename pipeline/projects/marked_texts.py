"""A page that Taguette highlighted, a corpus of IRaMuTeQ with themes → its text, and the codes that it shows."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

from pipeline.ingest.readers.common.encoding import decode
from pipeline.ingest.readers.common.refused_files import LARGEST_TEXT
from pipeline.ingest.readers.text import STARRED, THEME
from pipeline.ingest.reception import import_words as words
from pipeline.model.errors import FiligraneError, UnreadableTranscript
from pipeline.projects.project import Hand, Project, ProjectPassage, ProjectText
from pipeline.projects.source_texts import Page
from pipeline.publish.exchange.grid_import import GridBranch, split_paths
from pipeline.publish.projects.lexical_corpora import UNCODED

PAGES, TEXTS = frozenset({".html", ".htm"}), frozenset({".txt"})
TAGS, HIGHLIGHT = "taglist", "highlight"
MARK = b'class="taglist"'
BODY = re.compile(r"<body[^>]*>\s*<h1>(?P<name>.*?)</h1>(?P<said>.*)</body>", re.DOTALL)
BETWEEN_TAGS = ", "
OPENS, THEMED = re.compile(rb"(?:\xef\xbb\xbf)?\s*\*{4,}\s"), re.compile(rb"^\s*-\*\S", re.MULTILINE)


def is_marked(path: Path) -> bool:
    """Tell whether a page was exported by Taguette with its highlights, or a corpus bears themes."""
    suffix = path.suffix.lower()
    if suffix not in PAGES | TEXTS or path.stat().st_size > LARGEST_TEXT:
        return False
    data = path.read_bytes()
    return MARK in data if suffix in PAGES else OPENS.match(data) is not None and THEMED.search(data) is not None


def read_marked(path: Path) -> Project:
    """
    Read a text with the codes that it shows.

    Raises:
        FiligraneError: it is not as its tool writes it.
    """
    return read_taguette_page(path) if path.suffix.lower() in PAGES else read_themed_corpus(path)


def read_themed_corpus(path: Path) -> Project:
    """
    Read a corpus of IRaMuTeQ whose lines « -*theme » say what the lines below are about.

    What bears no code is under a theme of its own in corpora that Filigrane writes: there « _ » parts two codes.

    Raises:
        FiligraneError: it is no text.
    """
    raw = _decoded(path)
    text = ProjectText(path.name, path.stem, raw, exact=True)
    project = Project(path.stem, words.IRAMUTEQ, texts=[text])
    ours = f"-*{UNCODED}" in raw.split()
    codes: list[str] = []
    at = 0
    for line in raw.split("\n"):
        if STARRED.match(line.lstrip("\ufeff")):
            codes = []
        elif THEME.match(line):
            theme = line.strip().removeprefix("-*")
            codes = [code for code in (theme.split("_") if ours else [theme]) if code != UNCODED]
        elif codes and line.strip():
            text.passages.append(ProjectPassage(at, at + len(line.rstrip()), codes=[(c, Hand()) for c in codes]))
        at += len(line) + 1
    known = dict.fromkeys(key for passage in text.passages for key, _ in passage.codes)
    project.branches = [GridBranch(0, theme, key=theme) for theme in known]
    return project


def read_taguette_page(path: Path) -> Project:
    """
    Read a document with its highlights. Of those that touch, Taguette keeps the ends alone: they are counted.

    Raises:
        FiligraneError: the page is not as Taguette writes it.
    """
    body = BODY.search(_decoded(path))
    if not body:
        raise FiligraneError(words.DAMAGED.format(file=path.name))
    page = _TaggedPage(body["said"])
    name = unescape(body["name"])
    text = ProjectText(path.name, name, page.text, exact=True, passages=page.passages)
    paths = dict.fromkeys(key for passage in page.passages for key, _ in passage.codes)
    branches = list(split_paths([GridBranch(0, tag, key=tag) for tag in paths], dotted=True))
    project = Project(name, words.TAGUETTE, branches=branches)
    if page.text.strip():
        project.texts.append(text)
    project.left["touching"] = page.touching
    return project


def _decoded(path: Path) -> str:
    try:
        return decode(path.read_bytes(), path.name)
    except UnreadableTranscript as error:
        raise FiligraneError(words.DAMAGED.format(file=path.name)) from error


class _TaggedPage(Page):
    """
    A page whose highlighted words are followed by their tags.

    Attributes:
        begun: where the highlight that goes on began; -1 where none does.
        ended: where the last one ended.
        touching: those that begin where another ends, or somewhere inside it.
    """

    def __init__(self, content: str) -> None:
        self.passages: list[ProjectPassage] = []
        self.begun, self.ended, self.touching = -1, -1, 0
        super().__init__(content)

    def _walk(self, node: Any) -> None:
        kind = node.get("class") if isinstance(node.tag, str) else ""
        if kind == TAGS:
            self._tagged(node.text_content())
            return
        start = len(self.signs)
        super()._walk(node)
        if kind == HIGHLIGHT and self.begun < 0 and len(self.signs) > start:
            self.touching += start == self.ended
            self.begun = start

    def _tagged(self, written: str) -> None:
        tags = [tag for tag in written.strip().removeprefix("[").removesuffix("]").split(BETWEEN_TAGS) if tag]
        self.ended = len(self.signs)
        if tags and self.begun >= 0:
            codes = [(tag, Hand()) for tag in tags]
            self.passages.append(ProjectPassage(self.begun, self.ended, codes=codes))
        self.begun = -1
