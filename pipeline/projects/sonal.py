"""A corpus of Sonal (``.crp``, with its ``.sonal`` beside it), or one interview (``.sonal``) → what it holds."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path, PurePath
from typing import Any

from lxml import etree, html

from pipeline.ingest.readers.common.encoding import decode
from pipeline.ingest.readers.common.refused_files import LARGEST_TEXT
from pipeline.ingest.reception import import_words as words
from pipeline.language.transcript_conventions import INTERVIEWER, folded_label
from pipeline.model.errors import FiligraneError, UnreadableTranscript
from pipeline.projects.project import Hand, Project, ProjectCase, ProjectMemo, ProjectPassage, ProjectText, position
from pipeline.publish.exchange.grid_import import GridBranch

CORPUS, INTERVIEW = ".crp", ".sonal"
LISTED = re.compile(r"\[.*\]", re.DOTALL)
SPACES = re.compile(r"\s")
CODE = "cat_"
EVERYONE = "all"
Row = Mapping[str, Any]


def read_sonal(path: Path) -> Project:
    """
    Read a corpus and the interviews that stand beside it, or one interview, which says its own grid and variables.

    Raises:
        FiligraneError: it is too large, damaged, or of the Sonal of before 2025, whose files are of another kind.
    """
    project = Project(path.stem, words.SONAL)
    if path.suffix.lower() == CORPUS:
        told = _json(_content(path), path.name)
        told = told if isinstance(told, dict) else {}
        beside = {p.name.lower(): p for p in path.parent.iterdir() if p.suffix.lower() == INTERVIEW}
        every = [(row, beside.get(_file(row).lower())) for row in _rows(told.get("tabEnt"))]
    else:
        told, every = {}, [({}, path)]
    themes = _rows(told.get("tabThm"))
    for row, file in every:
        name = str(row.get("nom") or (file.stem if file else _file(row)))
        if file is None:
            project.missing.append(name)
            continue
        page = _SonalPage(_content(file), file.name)
        themes = themes or page.listed("cat-json")
        text = page.text(name)
        if not text.raw.strip():
            project.missing.append(name)
            continue
        project.texts.append(text)
        said_of = page.told(told, row)
        text.attributes = dict(said_of.get(EVERYONE, {}))
        project.cases += page.cases(text.key, said_of)
        project.memos += [ProjectMemo(page.notes, Hand(), text=text.key)] if page.notes else []
        project.users |= {p.hand.user: p.hand.user for of in text.passages for p in of.memos if p.hand.user}
        project.left["replacement"] += page.replaced
    project.branches = list(_branches(themes, {key for t in project.texts for p in t.passages for key, _ in p.codes}))
    return project


def _content(path: Path) -> str:
    if path.stat().st_size > LARGEST_TEXT:
        size = path.stat().st_size // 10**6
        raise FiligraneError(
            words.TOO_LARGE.format(file=path.name, member=path.name, size=size, most=LARGEST_TEXT // 10**6))
    try:
        return decode(path.read_bytes(), path.name)
    except UnreadableTranscript as error:
        raise FiligraneError(words.OLD_SONAL.format(file=path.name)) from error


def _json(content: str, file: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FiligraneError(words.OLD_SONAL.format(file=file)) from error


def _rows(value: Any) -> list[Row]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _file(row: Row) -> str:
    # Beside the corpus and nowhere else, whatever path it gives.
    return PurePath(str(row.get("rtrPath") or "").replace("\\", "/")).name


def _branches(themes: Iterable[Row], put: set[str]) -> Iterator[GridBranch]:
    """Give the lines of the grid; a theme that holds others and that nobody put is a family."""
    told = [(position(row.get("rang") or 0), row) for row in themes if row.get("code")]
    for (depth, row), (below, _) in pairwise([*told, (0, {})]):
        key = str(row["code"])
        yield GridBranch(
            max(depth, 0), str(row.get("nom") or key), str(row.get("description") or ""), str(row.get("couleur") or ""),
            codable=key in put or below <= depth, key=key,
        )


@dataclass
class _SonalPage:
    """
    A page of Sonal: segments of speech, and in them fragments that bear themes, notes, a pseudonym.

    Attributes:
        pieces: what is said so far, who speaks before each turn.
        length: of it.
        voices: number of a voice → its label.
        asking: labels of those who ask: Sonal writes « ? » after their names.
        open: theme or note → the passage that it stands on, as long as fragments follow each other.
    """

    content: str
    file: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    voices: dict[str, str] = field(default_factory=dict)
    asking: set[str] = field(default_factory=set)
    open: dict[str | ProjectMemo, ProjectPassage] = field(default_factory=dict)
    found: list[ProjectPassage] = field(default_factory=list)
    replaced: int = 0

    def __post_init__(self) -> None:
        try:
            self.page = html.document_fromstring(self.content)
        except (etree.LxmlError, ValueError) as error:
            raise FiligraneError(words.DAMAGED.format(file=self.file)) from error
        if not self.page.xpath("//*[@id='contenuText']"):
            raise FiligraneError(words.OLD_SONAL.format(file=self.file))
        self.notes = _plain(" ".join(self.page.xpath("//*[@id='txtnotes']//text()")))

    def listed(self, name: str) -> list[Row]:
        """Give a list that the page holds apart, between braces that JSON does not allow."""
        written = "".join(self.page.xpath(f"//script[@id='{name}']/text()"))
        found = LISTED.search(written)
        return _rows(_json(found[0], self.file)) if found else []

    def text(self, name: str) -> ProjectText:
        """Read what is said, a line for each turn, and what stands on it."""
        voice = None
        for segment in self.page.xpath("//*[@id='contenuText']//span[contains(@class, 'lblseg')]"):
            fragments = [f for f in segment.iter("span") if f is not segment and f.get("data-rk")]
            said = any(_said(f).strip() for f in fragments)
            number = segment.get("data-loc") or ""
            if number not in self.voices or segment.get("data-nomloc"):
                self._voice(number, segment.get("data-nomloc") or "")
            if said and (number != voice or not self.pieces):
                # The same marks as other transcripts, so that the same reader finds who speaks.
                self._say(("\n" if self.pieces else "") + f"{self.voices[number]} : ")
                voice = number
            for fragment in fragments:
                self._fragment(fragment)
        self._say("\n" if self.pieces else "")
        return ProjectText(
            self.file, name, "".join(self.pieces), exact=True, passages=self.found, asking=tuple(sorted(self.asking)),
        )

    def _voice(self, number: str, named: str) -> None:
        bare = _plain(named)
        label = bare.rstrip("? ") or words.VOICE_NUMBER.format(number=number)
        self.voices[number] = label
        if bare.endswith("?"):
            self.asking.add(label)

    def _say(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _fragment(self, fragment: Any) -> None:
        said = SPACES.sub(" ", _said(fragment))
        if self.pieces and self.pieces[-1][-1:] in {" ", "\n"}:
            said = said.lstrip(" ")
        start = self.length
        self._say(said)
        if not said.strip():
            return  # between two fragments of one theme it joins them; alone it says nothing
        end = start + len(said.rstrip())
        self.replaced += bool(fragment.get("data-pseudo"))
        keys = {c for c in (fragment.get("class") or "").split() if c.startswith(CODE)}
        noted = ProjectMemo(_plain(fragment.get("data-obs")), Hand(_plain(fragment.get("data-auth"))))
        open_now: dict[str | ProjectMemo, ProjectPassage] = {}
        for key in (*sorted(keys), *([noted] if noted.said else [])):
            passage = self.open.get(key)
            if passage is None:
                passage = ProjectPassage(start, end)
                self.found.append(passage)
                if isinstance(key, ProjectMemo):
                    passage.memos.append(key)
                else:
                    passage.codes.append((key, Hand()))
            passage.end = end
            open_now[key] = passage
        self.open = open_now

    def told(self, corpus: Row, row: Row) -> dict[str, dict[str, str]]:
        """
        Give what is told of each voice, by its number, and of everyone.

        Args:
            corpus: what the corpus says of variables, where the page says nothing.
            row: what the corpus says of the interview.
        """
        variables = self.listed("var-json") or _rows(corpus.get("tabVar"))
        meanings = self.listed("dic-json") or _rows(corpus.get("tabDic"))
        names = {v.get("v"): _plain(v.get("lib")) for v in variables}
        values = {(m.get("v"), m.get("m")): _plain(m.get("lib")) for m in meanings}
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for line in self.listed("dat-json") or _rows(row.get("tabDat")):
            name, value = names.get(line.get("v")), values.get((line.get("v"), line.get("m")))
            if name and value:
                found[str(line.get("l"))][name] = value
        return found

    def cases(self, text: str, told: Mapping[str, dict[str, str]]) -> list[ProjectCase]:
        """Give those who answer, where something is told of one of them; nobody who asks is one."""
        answering = {
            number: label for number, label in self.voices.items()
            if label not in self.asking and not INTERVIEWER.fullmatch(folded_label(label))
        }
        if not told.keys() & answering.keys():
            return []
        return [ProjectCase(label, dict(told.get(number, {})), {text}) for number, label in sorted(answering.items())]


def _plain(text: Any) -> str:
    return " ".join(str(text or "").split())


def _said(fragment: Any) -> str:
    return "".join(fragment.itertext())


