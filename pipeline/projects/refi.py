"""A REFI-QDA project (``.qdpx``, ``.qde``) → what it holds: its archive is read where it lies, nothing is unpacked."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, Self

from pipeline.ingest.readers import word
from pipeline.ingest.readers.common import xml
from pipeline.ingest.readers.common.refused_files import LARGEST_FILE, LARGEST_TEXT
from pipeline.ingest.reception import import_words as words
from pipeline.model.errors import FiligraneError, UnreadableTranscript
from pipeline.projects.project import (
    Hand,
    Project,
    ProjectCase,
    ProjectMemo,
    ProjectPassage,
    ProjectText,
    decoded_source,
    moment,
    position,
    refuse_twins,
)
from pipeline.publish.exchange.grid_import import codes_of, guid

NAMESPACE = "urn:QDA-XML:project"
MARK = "\ufeff"
MEDIA = ("PictureSource", "AudioSource", "VideoSource", "PDFSource")
SELECTIONS = ("PictureSelection", "AudioSelection", "VideoSelection", "PDFSelection", "TranscriptSelection")
# What leads out of the archive is neither followed nor kept.
OUTSIDE = ("absolute://", "relative://", "file:", "http:", "https:")
VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")


def read_refi(path: Path) -> Project:
    """
    Read a project of any tool that writes REFI-QDA.

    Raises:
        FiligraneError: it is damaged, too large, of another kind, or two things in it share a key.
    """
    file = path.name
    with Archive(path) as archive:
        root = xml.parse(archive.project(), file, words.A_PROJECT)
        named, _, kind = str(root.tag).rpartition("}")
        if kind != "Project" or not named.lstrip("{").startswith(NAMESPACE):
            raise FiligraneError(words.WRONG_NAMESPACE.format(file=file))
        return _RefiReader(root, archive, file).read()


class Archive:
    """A project as a zip, or as its one file without sources; each member is bounded before it is read."""

    def __init__(self, path: Path) -> None:
        self.file, self.path = path.name, path
        self.zip: zipfile.ZipFile | None = None
        if zipfile.is_zipfile(path):
            try:
                self.zip = zipfile.ZipFile(path)
            except xml.DAMAGED as error:
                raise FiligraneError(words.DAMAGED.format(file=self.file)) from error
        elif path.suffix.lower() == ".qdpx" or path.stat().st_size > LARGEST_TEXT:
            raise FiligraneError(words.DAMAGED.format(file=self.file))
        self.members = self._members()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.zip:
            self.zip.close()

    def _members(self) -> dict[str, zipfile.ZipInfo]:
        found = self.zip.infolist() if self.zip else []
        if len(found) > xml.MOST_MEMBERS or any(xml.OUTSIDE.match(m.orig_filename) for m in found):
            raise FiligraneError(words.HOSTILE.format(file=self.file))
        if any(m.flag_bits & 1 for m in found):
            raise FiligraneError(words.PROTECTED.format(file=self.file))
        return {m.filename.lower(): m for m in found if not m.is_dir()}

    def project(self) -> bytes:
        """Give the one file that tells all the others, whatever it is called."""
        if not self.zip:
            return self.path.read_bytes()
        told = [name for name in self.members if name.endswith(".qde") and "__macosx" not in name]
        if len(told) != 1:
            raise FiligraneError(words.NO_PROJECT.format(file=self.file, number=len(told)))
        return self._content(told[0], LARGEST_TEXT)

    def source(self, path: str) -> bytes | None:
        """
        Give a source by its path, with or without ``internal://``; none where it is not in the archive.

        Raises:
            FiligraneError: it is larger than a transcript can be.
        """
        if not path or path.lower().startswith(OUTSIDE):
            return None
        name = PurePosixPath(path.replace("\\", "/").removeprefix("internal:").lstrip("/")).name.lower()
        inside = [key for key in self.members if PurePosixPath(key).name == name]
        found = next((k for k in inside if "sources/" in k), inside[0] if inside else "")
        largest = LARGEST_TEXT if name.endswith(".txt") else LARGEST_FILE
        return self._content(found, largest) if found else None

    def _content(self, name: str, largest: int) -> bytes:
        member = self.members[name]
        if member.file_size > largest:
            told = words.TOO_LARGE.format(file=self.file, member=PurePosixPath(name).name,
                                          size=member.file_size // 1_000_000, most=largest // 1_000_000)
            raise FiligraneError(told)
        assert self.zip is not None  # noqa: S101 - members come from it
        try:
            return self.zip.read(member)
        except xml.DAMAGED as error:
            raise FiligraneError(words.DAMAGED.format(file=self.file)) from error


def _children(node: Any, *names: str) -> Iterator[Any]:
    return (e for e in node if xml.local(e) in names)


def _first(node: Any, name: str) -> str:
    return next((e.text or "" for e in _children(node, name)), "").strip()


def _target(node: Any, name: str) -> str:
    return next((guid(e) for e in _children(node, name)), "")


def _hand(node: Any) -> Hand:
    return Hand(str(node.get("creatingUser") or "").strip("{}").lower(), moment(node.get("creationDateTime") or ""))


class _RefiReader:
    """Goes through the elements of a project once."""

    def __init__(self, root: Any, archive: Archive, file: str) -> None:
        self.root, self.archive, self.file = root, archive, file
        owner = str(root.get("creatingUserGUID") or "").strip("{}").lower()
        self.owner = Hand(owner, moment(root.get("creationDateTime") or ""))
        self.project = Project(root.get("name") or Path(file).stem, root.get("origin") or "")
        self.notes = {guid(n): n for n in root.iter() if xml.local(n) == "Note"}
        self.used: set[str] = set()
        self.variables = {guid(v): v.get("name") or "" for v in root.iter() if xml.local(v) == "Variable"}
        self.kinds = Counter(xml.local(e) for e in root.iter())

    def read(self) -> Project:
        """Read everything."""
        project, root = self.project, self.root
        every = {name: [e for e in root.iter() if xml.local(e) == name] for name in ("User", "Code", "Case")}
        for name, found in every.items():
            refuse_twins([guid(e) for e in found], words.TWIN_KINDS[name], self.file)
        refuse_twins([guid(e) for s in _children(root, "Sources") for e in s], words.TWIN_KINDS["Source"], self.file)
        project.users = {guid(u): u.get("name") or u.get("id") or "" for u in every["User"]}
        put = {_target(c, "CodeRef") for c in root.iter() if xml.local(c) == "Coding"}
        # What somebody coded with can be coded with, whatever is said of it.
        project.branches = [
            replace(b, codable=True) if b.key in put else b for b in codes_of(root)
        ]
        for code in every["Code"]:
            project.memos += self._noted(code, code=guid(code))
        for sources in _children(root, "Sources"):
            for source in sources:
                self._source(source)
        self._cases(every["Case"])
        for kind in ("Link", "Graph", "SyncPoint"):
            project.left[kind] = self.kinds[kind]
        self._groups()
        project.memos += self._noted(root)
        rest = [n for key, n in self.notes.items() if key not in self.used]
        project.memos += [memo for n in rest for memo in self._note(n)]
        project.left += Counter()
        # Where the standard puts no coding, one is counted all the same.
        project.aside[words.ELSEWHERE] += self.kinds["Coding"] - project.codings
        project.aside += Counter()
        return project

    def _groups(self) -> None:
        """Tell of each text the sets of documents it is in."""
        texts = {t.key: t for t in self.project.texts}
        for group in (e for e in self.root.iter() if xml.local(e) == "Set"):
            for member in _children(group, "MemberSource"):
                if text := texts.get(guid(member)):
                    told = filter(None, (text.attributes.get(words.GROUPS, ""), group.get("name") or ""))
                    text.attributes[words.GROUPS] = ", ".join(told)

    def _note(self, note: Any, **about: str) -> list[ProjectMemo]:
        said = _first(note, "PlainTextContent") or self._plain(note)[0].strip() or _first(note, "Description")
        titled = " — ".join(filter(None, (note.get("name") or "", said)))
        return [ProjectMemo(titled, _hand(note).or_else(self.owner), **about)] if said else []

    def _noted(self, node: Any, **about: str) -> list[ProjectMemo]:
        """Give the memos that something points to."""
        found = []
        for ref in _children(node, "NoteRef"):
            if guid(ref) in self.notes:
                self.used.add(guid(ref))
                found += self._note(self.notes[guid(ref)], **about)
        return found

    def _plain(self, node: Any) -> tuple[str, bool]:
        """Give a plain text and whether a byte order mark stood before it."""
        content = next((e.text or "" for e in _children(node, "PlainTextContent")), None)
        data = None if content is not None else self.archive.source(node.get("plainTextPath") or "")
        raw = content if content is not None else decoded_source(data) if data is not None else ""
        return raw.removeprefix(MARK), raw.startswith(MARK)

    def _source(self, source: Any) -> None:
        kind = xml.local(source)
        bearing = [(source, source)] if kind == "TextSource" else [
            (e, source) for e in _children(source, "Representation", "Transcript")
        ]
        heard = 0
        for rank, (node, of) in enumerate(bearing):
            name = of.get("name") or Path(of.get("plainTextPath") or of.get("path") or guid(of)).stem
            key = guid(of) if rank == 0 else f"{guid(of)}#{rank}"
            heard += self._text(node, key, name if rank == 0 else f"{name} {rank + 1}")
        if kind in MEDIA:
            pictured = list(_children(source, *SELECTIONS))
            pictured += [s for t in _children(source, "Transcript") for s in _children(t, "TranscriptSelection")]
            for selection in pictured:
                self.project.aside[words.ON_MEDIA] += sum(1 for _ in _children(selection, "Coding"))
            self.project.aside[words.ON_MEDIA] += sum(1 for _ in _children(source, "Coding"))
            self.project.left["media"] += not heard

    def _with_words(self, document: bytes | None, name: str) -> bytes:
        """Give a Word document that says something."""
        try:
            return document if document and word.read(document, name).paragraphs else b""
        except UnreadableTranscript:
            return b""

    def _text(self, node: Any, key: str, name: str) -> bool:
        raw, marked = self._plain(node)
        document = b""
        if not raw.strip():
            document = self._with_words(self.archive.source(node.get("richTextPath") or ""), name)
        text = ProjectText(key, name, raw if raw.strip() else "", marked, document)
        around = _hand(node).or_else(self.owner)
        text.passages = [self._passage(s, around) for s in _children(node, "PlainTextSelection")]
        text.whole = [(_target(c, "CodeRef"), _hand(c).or_else(around)) for c in _children(node, "Coding")]
        text.attributes = self._values(node)
        if not text.raw and not document:
            self.project.aside[words.NO_TEXT] += text.codings
            self.project.missing.append(name)
            return False
        self.project.memos += self._noted(node, text=key)
        if described := _first(node, "Description"):
            self.project.memos.append(ProjectMemo(described, around, text=key))
        self.project.texts.append(text)
        return True

    def _passage(self, selection: Any, around: Hand) -> ProjectPassage:
        hand = _hand(selection).or_else(around)
        found = ProjectPassage(_number(selection, "startPosition"), _number(selection, "endPosition"),
                        selection.get("name") or "")
        for coding in _children(selection, "Coding"):
            found.codes.append((_target(coding, "CodeRef"), _hand(coding).or_else(hand)))
            found.memos += self._noted(coding)
        described = " ".join(_first(selection, "Description").split())
        # Tools write the words of the passage there as well as a note on it.
        if described and described != " ".join(found.quote.split()):
            found.memos.append(ProjectMemo(described, hand))
        found.memos += self._noted(selection)
        return found

    def _values(self, node: Any) -> dict[str, str]:
        told = {}
        for value in _children(node, "VariableValue"):
            name = self.variables.get(_target(value, "VariableRef"), "")
            said = next((_first(value, v) for v in VALUES if _first(value, v)), "")
            if name and said:
                told[name] = " ".join(said.split())
        return told

    def _cases(self, cases: Iterable[Any]) -> None:
        holding = {guid(s): guid(t) for t in self.root.iter() if xml.local(t) == "TextSource"
                   for s in _children(t, "PlainTextSelection")}
        where = {guid(s): (_number(s, "startPosition"), _number(s, "endPosition"))
                 for s in self.root.iter() if xml.local(s) == "PlainTextSelection"}
        for case in cases:
            one = ProjectCase(case.get("name") or "", self._values(case))
            one.texts = {guid(r) for r in _children(case, "SourceRef")}
            refs = [guid(r) for r in _children(case, "SelectionRef")]
            one.stretches = [(holding[r], *where[r]) for r in refs if r in holding]
            self.project.cases.append(one)
            self.project.left["CodedCase"] += sum(1 for _ in _children(case, "CodeRef"))


def _number(node: Any, name: str) -> int:
    return position(node.get(name))
