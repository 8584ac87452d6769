"""The SQLite files of QualCoder, Taguette and RQDA → what their projects hold; opened to be read, never written."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from pipeline.ingest.reception import import_words as words
from pipeline.model.errors import FiligraneError
from pipeline.projects.project import (
    Hand,
    Project,
    ProjectCase,
    ProjectMemo,
    ProjectPassage,
    ProjectText,
    moment,
    position,
)
from pipeline.projects.source_texts import Page
from pipeline.publish.exchange.grid_import import GridBranch, split_paths

Row = dict[str, Any]
INSIDE = "data.qda"  # of the folder that a QualCoder project is
HIGHEST = 8  # how deep categories may stand in one another


def read_database(path: Path) -> Project:
    """
    Read a project that is a SQLite file, or the folder that holds it; its tables tell the tool.

    Raises:
        FiligraneError: it is damaged, or of none of these tools.
    """
    file = path / INSIDE if path.is_dir() else path
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            base.row_factory = lambda cursor, row: {c[0]: v for c, v in zip(cursor.description, row, strict=True)}
            tables = {r["name"] for r in base.execute("select name from sqlite_master where type = 'table'")}
            readers = ((_QualCoder, {"code_text", "code_name", "source"}),
                       (_Taguette, {"highlights", "tags", "documents"}), (_Rqda, {"coding", "freecode", "source"}))
            reader = next((kind for kind, needed in readers if needed <= tables), None)
            if reader is None:
                raise FiligraneError(words.NOT_A_DATABASE.format(file=path.name))
            return reader(base, tables, path.stem).read()
    except sqlite3.Error as error:
        raise FiligraneError(words.DAMAGED.format(file=path.name)) from error


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else "" if value is None else str(value)


def _passage(row: Row, start: str = "pos0", end: str = "pos1") -> ProjectPassage:
    return ProjectPassage(position(row[start]), position(row[end]), _text(row.get("seltext")))


class _Base:
    """The tables of one project."""

    tool = ""

    def __init__(self, base: sqlite3.Connection, tables: set[str], name: str) -> None:
        self.base, self.tables = base, tables
        self.project = Project(name, self.tool)

    def rows(self, table: str) -> list[Row]:
        """Give the rows of a table, in order; none where an older version had no such table."""
        return list(self.base.execute(f'select * from "{table}"')) if table in self.tables else []  # noqa: S608 - our names

    def hand(self, row: Row) -> Hand:
        """Say whose row it is, and when; who is met for the first time is a user."""
        owner = _text(row.get("owner")).strip()
        self.project.users.setdefault(owner, owner or words.SOMEBODY)
        return Hand(owner, moment(_text(row.get("date"))))

    def memo(self, row: Row, **about: str) -> Iterator[ProjectMemo]:
        """Give what was noted on something."""
        if said := _text(row.get("memo")).strip():
            yield ProjectMemo(said, self.hand(row), **about)

    def sources(self, column: str) -> dict[Any, ProjectText]:
        """Take the documents in; those without words are missing."""
        found: dict[Any, ProjectText] = {}
        for row in self.rows("source"):
            raw = _text(row.get(column)).removeprefix("\ufeff")
            text = ProjectText(str(row["id"]), _text(row.get("name")), raw)
            found[row["id"]] = text
            if raw.strip():
                self.project.texts.append(text)
                self.project.memos += self.memo(row, text=text.key)
            else:
                self.project.left["media"] += 1
        return found


class _QualCoder(_Base):
    tool = "QualCoder"

    def read(self) -> Project:
        """Read everything."""
        texts = self.sources("fulltext")
        self.project.branches = list(self._grid())
        said: dict[tuple[Any, Any, Any], ProjectPassage] = {}
        for row in self.rows("code_text"):
            text = texts.get(row["fid"])
            if text is None or not text.raw.strip():
                self.project.aside[words.NO_TEXT] += 1
                continue
            key = row["fid"], row["pos0"], row["pos1"]
            if key not in said:
                said[key] = _passage(row)
                text.passages.append(said[key])
            said[key].codes.append((str(row["cid"]), self.hand(row)))
            said[key].memos += self.memo(row)
        for row in self.rows("annotation"):
            if text := texts.get(row["fid"]):
                noted = _passage(row)
                noted.memos += self.memo(row)
                text.passages.append(noted)
        self.project.aside[words.ON_MEDIA] += len(self.rows("code_image")) + len(self.rows("code_av"))
        for row in self.rows("journal"):
            said_in = " — ".join(filter(None, (_text(row.get("name")), _text(row.get("jentry")).strip())))
            self.project.memos.append(ProjectMemo(said_in, self.hand(row)))
        self._cases(texts)
        return self.project

    def _grid(self) -> Iterator[GridBranch]:
        categories: dict[Any, list[Row]] = defaultdict(list)
        known = {r["catid"] for r in self.rows("code_cat")}
        for row in self.rows("code_cat"):
            above = row.get("supercatid")
            categories[above if above in known else None].append(row)
        inside: dict[tuple[str, Any], list[Row]] = defaultdict(list)
        codes = self.rows("code_name")
        ids = {r["cid"] for r in codes}
        for row in codes:
            above = row.get("supercid")
            inside[("code", above) if above in ids else ("cat", row.get("catid"))].append(row)

        def below(place: tuple[str, Any], depth: int) -> Iterator[GridBranch]:
            for row in inside[place] if depth < HIGHEST else ():
                yield GridBranch(depth, _text(row["name"]), _text(row.get("memo")), _text(row.get("color")),
                                 key=str(row["cid"]))
                yield from below(("code", row["cid"]), depth + 1)

        def under(above: Any, depth: int) -> Iterator[GridBranch]:
            for row in categories[above] if depth < HIGHEST else ():
                yield GridBranch(depth, _text(row["name"]), _text(row.get("memo")), codable=False)
                yield from below(("cat", row["catid"]), depth + 1)
                yield from under(row["catid"], depth + 1)

        yield from under(None, 0)
        for catid in {place for kind, place in inside if kind == "cat"} - known:
            yield from below(("cat", catid), 0)

    def _cases(self, texts: dict[Any, ProjectText]) -> None:
        cases = {row["caseid"]: ProjectCase(_text(row["name"])) for row in self.rows("cases")}
        for row in self.rows("case_text"):
            case, text = cases.get(row["caseid"]), texts.get(row["fid"])
            if case and text and (row["pos0"], row["pos1"]) in {(0, len(text.raw)), (0, len(text.raw) - 1)}:
                case.texts.add(text.key)
            elif case and text:
                case.stretches.append((text.key, position(row["pos0"]), position(row["pos1"])))
        for row in self.rows("attribute"):
            value = _text(row.get("value")).strip()
            of = cases.get(row["id"]) if row.get("attr_type") == "case" else texts.get(row["id"])
            if of and value:
                of.attributes[_text(row["name"])] = value
        self.project.cases = list(cases.values())


class _Rqda(_Base):
    tool = "RQDA"

    def rows(self, table: str) -> list[Row]:
        """Give the rows that were not deleted: RQDA keeps them, and says so."""
        return [r for r in super().rows(table) if r.get("status", 1) in {1, None}]

    def read(self) -> Project:
        """Read everything."""
        texts = self.sources("file")
        families = {r["catid"]: _text(r["name"]) for r in self.rows("codecat")}
        of = {r["cid"]: families.get(r["catid"], "") for r in self.rows("treecode")}
        for row in self.rows("freecode"):
            self.project.branches.append(GridBranch(
                0, _text(row["name"]), _text(row.get("memo")), _text(row.get("color")), family=of.get(row["id"], ""),
                key=str(row["id"])))
        for row in self.rows("coding"):
            text = texts.get(row["fid"])
            if text is None or not text.raw.strip():
                self.project.aside[words.NO_TEXT] += 1
                continue
            passage = _passage(row, "selfirst", "selend")
            passage.codes.append((str(row["cid"]), self.hand(row)))
            passage.memos += self.memo(row)
            text.passages.append(passage)
        cases = {r["id"]: ProjectCase(_text(r["name"])) for r in self.rows("cases")}
        for row in self.rows("caselinkage"):
            if (case := cases.get(row["caseid"])) and (text := texts.get(row["fid"])):
                case.texts.add(text.key)
        for table, key, about in (("caseAttr", "caseID", cases), ("fileAttr", "fileID", texts)):
            for row in self.rows(table):
                if (one := about.get(row[key])) and (value := _text(row.get("value")).strip()):
                    one.attributes[_text(row["variable"])] = value
        self.project.cases = list(cases.values())
        return self.project


class _Taguette(_Base):
    tool = "Taguette"

    def read(self) -> Project:
        """Read everything: positions are bytes of the page without its tags."""
        projects = self.rows("projects")
        if len(projects) > 1:
            raise FiligraneError(words.SEVERAL_PROJECTS.format(file=self.project.name, number=len(projects)))
        self.project.name = _text(projects[0]["name"]) if projects else self.project.name
        tags = ((_text(t["path"]), _text(t.get("description")), str(t["id"])) for t in self.rows("tags"))
        branches = [GridBranch(0, path, told, key=key) for path, told, key in tags]
        self.project.branches = list(split_paths(branches, dotted=True))
        put: dict[int, list[str]] = defaultdict(list)
        for row in self.rows("highlight_tags"):
            put[row["highlight_id"]].append(str(row["tag_id"]))
        marked: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows("highlights"):
            marked[row["document_id"]].append(row)
        hands = self._hands()
        for row in self.rows("documents"):
            page = Page(_text(row["contents"]))
            text = ProjectText(str(row["id"]), _text(row["name"]), page.text, exact=True)
            if described := _text(row.get("description")).strip():
                self.project.memos.append(ProjectMemo(described, Hand(), text=text.key))
            for mark in marked[row["id"]]:
                start, end = page.span(position(mark["start_offset"]), position(mark["end_offset"]))
                hand = hands.get(mark["id"], Hand())
                text.passages.append(ProjectPassage(start, end, Page(_text(mark.get("snippet"))).text,
                                             [(tag, hand) for tag in put[mark["id"]]]))
            if page.text.strip():
                self.project.texts.append(text)
            else:
                self.project.aside[words.NO_TEXT] += text.codings
                self.project.missing.append(text.name)
        return self.project

    def _hands(self) -> dict[int, Hand]:
        """Say who made each highlight first: the commands tell, where they are kept."""
        found: dict[int, Hand] = {}
        for row in self.rows("commands"):
            try:
                told = json.loads(row["payload"] or "null")
            except (ValueError, TypeError):
                continue  # a command that cannot be read tells nobody
            if isinstance(told, dict) and told.get("type") == "highlight_add" and told.get("highlight_id") not in found:
                found[told["highlight_id"]] = self.hand({"owner": row["user_login"], "date": row["date"]})
        return found
