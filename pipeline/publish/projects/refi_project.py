"""A project that leaves, a grid → REFI-QDA: ``.qdpx`` in the flavour of a tool, and ``.qdc``.

The standard counts Unicode code points from 0 and leaves the end out, as its own examples do; NVivo counts UTF-16
units on CRLF lines, MAXQDA code points on CRLF lines. The name of a selection is its quote: whoever reads can verify.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from lxml import etree

from pipeline.anchoring.anchors import Place, characters
from pipeline.codebook.grid import Code, Codebook, Theme
from pipeline.coding.codings_in_place import standing_place
from pipeline.coding.memos import Memo
from pipeline.publish.passages.wide_tables import zipped
from pipeline.publish.projects.leaving_texts import (
    FLAVOURS,
    STANDARD,
    Flavour,
    LeavingProject,
    LeavingText,
    PlacedCoding,
    called,
    carried,
)
from pipeline.publish.quotes.document import named

PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
ORIGIN = "Filigrane"
MACHINE = "Filigrane (suggestions de la machine)"
UNTITLED = "Enquête"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:filigrane:refi-qda")
References = Mapping[tuple[str, ...], Sequence[str]]  # what memos are about → their identifiers
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
INCLUDE, EXCLUDE, EXAMPLE, COUNTER_EXAMPLE = "À inclure : ", "À exclure : ", "Exemple : ", "Contre-exemple : "
RETIRED = "Code retiré."


def qdpx(project: LeavingProject, memos: Sequence[Memo] = (), flavour: str = STANDARD) -> bytes:
    """Write a project with its texts, in one of ``FLAVOURS``, and the memos that leave."""
    made = _ProjectWriter(project, memos, FLAVOURS[flavour])
    files = {"project.qde": _serialised(made.root())}
    for text in project.texts:
        files[f"sources/{made.guid('source', text.session)}.txt"] = made.how.written(text.text).encode()
    return zipped(files)


def qdc(book: Codebook, themes: Sequence[Theme], title: str = "") -> bytes:
    """Write a grid: families, which are not codable, hold codes; themes are sets of codes."""
    made = _Guids(title)
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", {"origin": ORIGIN}, nsmap={None: CODEBOOK})
    _GridWriter(CODEBOOK, book, made).write(root)
    _sets(root, CODEBOOK, themes, made)
    return _serialised(root)


@dataclass(frozen=True)
class _SelectedSpan:
    """Characters ``start:end`` of a text that are selected, with what is put on them, and by whom."""

    kind: str
    known_by: tuple[object, ...]
    start: int
    end: int
    codings: tuple[PlacedCoding, ...] = ()
    by: Mapping[str, str] = field(default_factory=dict)


class _Guids:
    """Names of things → identifiers, the same at each export of a study."""

    def __init__(self, title: str) -> None:
        self.title = title

    def guid(self, *names: object) -> str:
        """Give the identifier of a thing."""
        return str(uuid.uuid5(NAMESPACE, "\0".join([self.title, *map(str, names)])))


class _ProjectWriter(_Guids):
    """The elements of a project, each in the place that the schema gives it."""

    def __init__(self, project: LeavingProject, memos: Sequence[Memo], how: Flavour) -> None:
        super().__init__(project.of.about.title)
        self.project = project
        self.how = how
        self.memos = memos
        self.left = {p.coding.coding for placed in project.codings.values() for p in placed}
        self.about: dict[tuple[str, ...], list[str]] = {}
        for memo in memos:
            self.about.setdefault(self._subject(memo), []).append(self._note_of(memo))

    def root(self) -> Any:
        """Give the whole project."""
        of = self.project.of
        name = carried(of.about.title) or UNTITLED
        root = etree.Element(f"{{{PROJECT}}}Project", {"name": name, "origin": ORIGIN}, nsmap={None: PROJECT})
        self._users(root)
        if of.codebook.codes:
            _GridWriter(PROJECT, of.codebook, self, self.about).write(self._add(root, "CodeBook"))
        names = self.project.attributes
        variables = self._add(root, "Variables") if names else None
        for name in names:
            guid = self.guid("variable", name)
            self._add(variables, "Variable", guid=guid, name=carried(named(name)), typeOfVariable="Text")
        self._cases(root)
        sources = self._add(root, "Sources") if self.project.texts else None
        for text in self.project.texts:
            self._source(sources, text)
        self._notes(root)
        _sets(root, PROJECT, of.themes, self, self.about)
        self._refs(root, ("study", ""))
        return root

    def _add(self, parent: Any, tag: str, **attributes: str) -> Any:
        return _element(parent, PROJECT, tag, **attributes)

    def _users(self, root: Any) -> None:
        people = sorted({*self.project.coders(), *(m.line.author for m in self.memos)})
        told = [(self.guid("user", name), name) for name in people]
        told += [(self.guid("machine"), MACHINE)] if any(self.project.suggestions.values()) else []
        users = self._add(root, "Users") if told else None
        for guid, name in told:
            self._add(users, "User", guid=guid, name=carried(name))

    def _cases(self, root: Any) -> None:
        people = self.project.everyone
        cases = self._add(root, "Cases") if people else None
        for person in people:
            case = self._add(cases, "Case", guid=self.guid("case", person), name=carried(person))
            told = self.project.told(person)
            for name in (n for n in self.project.attributes if n in told):
                value = self._add(case, "VariableValue")
                self._add(value, "VariableRef", targetGUID=self.guid("variable", name))
                self._add(value, "TextValue").text = carried(told[name])
            heard = [t for t in self.project.texts if person in self.project.people(t)]
            for text in heard:
                self._add(case, "SourceRef", targetGUID=self.guid("source", text.session))
            for text in heard if self.how.turns_of_cases else ():
                for turn in self.project.own_turns(text, person):
                    self._add(case, "SelectionRef", targetGUID=self.guid("turn", text.session, turn))

    def _source(self, sources: Any, text: LeavingText) -> None:
        guid = self.guid("source", text.session)
        source = self._add(sources, "TextSource", guid=guid, name=carried(text.title),
                           plainTextPath=f"internal://{guid}.txt")
        stretches = list(self._stretches(text))
        at = self.how.positions(text.text, (place for s in stretches for place in (s.start, s.end)))
        for s in stretches:
            words = self.how.written(text.text[s.start : s.end])
            one = self._add(
                source, "PlainTextSelection", guid=self.guid(s.kind, text.session, *s.known_by), name=words,
                startPosition=str(at[s.start]), endPosition=str(at[s.end]), **s.by,
            )
            for placed in s.codings:
                self._coding(one, placed, s.by["creatingUser"])
            self._refs(one, ("passage", text.session, str(s.start), str(s.end)) if s.kind == "noted" else ())
        self._refs(source, ("session", text.session))

    def _stretches(self, text: LeavingText) -> Iterator[_SelectedSpan]:
        """Give all that is selected in a text: turns of somebody, what memos are about, what each person coded."""
        for person in self.project.people(text) if self.how.turns_of_cases else ():
            for n in self.project.own_turns(text, person):
                turn = text.by_number[n]
                yield _SelectedSpan("turn", (n,), turn.place(0), turn.place(len(turn.said)))
        for _, session, start, end in (about for about in self.about if about[0] == "passage"):
            if session == text.session:
                yield _SelectedSpan("noted", (start, end), int(start), int(end))
        human, machine = self.project.codings, self.project.suggestions
        for kind, of, user in (("selection", human, ""), ("proposed", machine, self.guid("machine"))):
            for where, placed in groupby(of.get(text.session, ()), lambda p: (p.start, p.end, p.coding.author)):
                by = {"creatingUser": user or self.guid("user", where[2])}
                held = tuple(placed)
                yield _SelectedSpan(kind, where, where[0], where[1], held, by | dated(held[0].coding.at))

    def _coding(self, selection: Any, placed: PlacedCoding, user: str) -> None:
        c = placed.coding
        guid = self.guid("coding", c.coding, c.code, c.author)
        coding = self._add(selection, "Coding", guid=guid, creatingUser=user, **dated(c.at))
        self._add(coding, "CodeRef", targetGUID=self.guid("code", self.project.of.codebook.in_force(c.code)))
        self._refs(coding, ("coding", c.coding))

    def _subject(self, memo: Memo) -> tuple[str, ...]:
        """Name what a memo is about, as the elements that refer to it do; nothing where that does not leave."""
        about, line = memo.subject, memo.line
        if about.kind != "passage":
            return about.kind, self.project.of.codebook.in_force(about.key) if about.kind == "code" else about.key
        if line.id in self.left:
            return "coding", line.id
        turns = self.project.of.turns.get(line.session, {})
        place = standing_place(line, turns)
        text = next((t for t in self.project.texts if t.session == line.session), None)
        if text is None or not isinstance(place, Place):
            return ("nowhere",)
        start, end = characters(turns, place)
        span = text.span(place.turn, start, place.last_turn, end)
        return ("passage", line.session, *map(str, span)) if span else ("nowhere",)

    def _refs(self, parent: Any, about: tuple[str, ...]) -> None:
        for guid in self.about.get(about, ()):
            self._add(parent, "NoteRef", targetGUID=guid)

    def _note_of(self, memo: Memo) -> str:
        return self.guid("memo", memo.line.author, memo.line.id)

    def _notes(self, root: Any) -> None:
        notes = self._add(root, "Notes") if self.memos else None
        for memo in self.memos:
            by = self.guid("user", memo.line.author)
            note = self._add(notes, "Note", guid=self._note_of(memo), name=carried(memo.title), creatingUser=by,
                             **dated(memo.line.at))
            self._add(note, "PlainTextContent").text = carried(memo.text)


def _sets(root: Any, space: str, themes: Sequence[Theme], made: _Guids, about: References | None = None) -> None:
    gathering = [t for t in themes if t.codes]
    sets = _element(root, space, "Sets") if gathering else None
    named_by = "guid" if space == CODEBOOK else "targetGUID"
    for theme in gathering:
        one = _element(sets, space, "Set", guid=made.guid("theme", theme.id), name=carried(theme.label))
        _described(one, space, theme.definition)
        for code in theme.codes:
            _element(one, space, "MemberCode", **{named_by: made.guid("code", code)})
        for guid in (about or {}).get(("theme", theme.id), ()):
            _element(one, space, "MemberNote", targetGUID=guid)


@dataclass(frozen=True)
class _GridWriter:
    """The elements of a grid in one of the two schemas; ``about`` names the memos of each code."""

    space: str
    book: Codebook
    made: _Guids
    about: References = field(default_factory=dict)

    def write(self, parent: Any) -> None:
        """Write families, which are not codable, and in them codes with those that make them more precise."""
        codes = _element(parent, self.space, "Codes") if self.book.codes else None
        for family in self.book.families:
            mine = [c for c in self.book.codes if c.family == family.id and not c.parent]
            held = _element(
                codes, self.space, "Code", guid=self.made.guid("family", family.id), name=carried(family.label),
                isCodable="false",
            ) if mine else None
            for code in mine:
                self._code(held, code)

    def _code(self, parent: Any, code: Code) -> None:
        attributes = {"guid": self.made.guid("code", code.id), "name": carried(called(self.book)[code.id])}
        if COLOUR.fullmatch(code.colour):
            attributes["color"] = code.colour
        one = _element(parent, self.space, "Code", **attributes, isCodable="true")
        _described(one, self.space, "\n".join([
            *filter(None, [code.definition]), *([INCLUDE + code.include] if code.include else []),
            *([EXCLUDE + code.exclude] if code.exclude else []), *(EXAMPLE + said for said in code.examples),
            *(COUNTER_EXAMPLE + said for said in code.counter_examples), *([RETIRED] if code.retired else []),
        ]))
        for guid in self.about.get(("code", code.id), ()):
            _element(one, self.space, "NoteRef", targetGUID=guid)
        for child in self.book.codes:
            if child.parent == code.id:
                self._code(one, child)


def _described(parent: Any, space: str, text: str) -> None:
    if text:
        _element(parent, space, "Description").text = carried(text)


def _element(parent: Any, space: str, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{space}}}{tag}", attributes)


def dated(at: str) -> dict[str, str]:
    """
    Give the attribute that dates an element; none for what is no moment.

    >>> dated("2026-11-30T09:00:00Z"), dated("hier")
    ({'creationDateTime': '2026-11-30T09:00:00+00:00'}, {})
    """
    try:
        return {"creationDateTime": datetime.fromisoformat(at).isoformat()}
    except ValueError:
        return {}


def _serialised(root: Any) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))
