"""A project of another tool → transcripts, a grid, decisions of its coders; all of it comes in, or nothing does."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from pipeline.anchoring import anchors, decisions
from pipeline.codebook import grid_files, whole_grid
from pipeline.codebook.drafts import DraftOperation, Grid
from pipeline.codebook.grid import CODEBOOK, THEMES
from pipeline.codebook.whole_grid import ImportedGrid
from pipeline.ingest.readers.common.encoding import decode
from pipeline.ingest.readers.received_files import FOLDER, Readable
from pipeline.ingest.readers.registry import METADATA, WITH_FRONT_MATTER, transcripts
from pipeline.ingest.reception import import_words as words
from pipeline.ingest.session import FIELD_NOTES
from pipeline.ingest.speech.cutting import Cutting
from pipeline.ingest.speech.understood import Understood, understood
from pipeline.model.decision_files import lock
from pipeline.model.decision_rows import CodingDecision, Decision
from pipeline.model.decision_writer import coder_name, command_time
from pipeline.model.errors import BrokenCodebook, FiligraneError, UnreadableTranscript
from pipeline.model.files import BEFORE_IMPORT, FilesBefore, normalised, write_whole
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.projects.positions import READINGS, Reading, ReadingChoice, canonical, chosen
from pipeline.projects.project import Project, ProjectText, rows
from pipeline.projects.project_lines import ProjectLines, ReadText, named_coders
from pipeline.projects.source_texts import SourcePlaces
from pipeline.pseudonymise.describe.sheet import Sheet, content, put
from pipeline.publish.exchange.grid_import import gathered

SHEET = f"{FOLDER}/{METADATA}"
WORD = re.compile(r"\w+")
UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
LONGEST_NAME = 80


@dataclass
class Brought:
    """
    What an import did, or would do.

    Attributes:
        lines: its codings, with their accounts; none until they are worked out.
        new, there: files that it brought, and that were there already, word for word.
        notes: those that say nothing of who speaks, read without voices.
        refused: file → why it could not be read.
        columns: what is told of people and documents, in ``sessions.csv``.
        speakers: turns given to who speaks them.
    """

    project: Project
    choice: ReadingChoice | None = None
    lines: ProjectLines | None = None
    new: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    new_codes: int = 0
    known_codes: int = 0
    columns: tuple[str, ...] = ()
    speakers: int = 0
    remarks: tuple[str, ...] = ()
    written: bool = False


def bring(study: Study, project: Project, *, coder: str = "", positions: str = "", preview: bool = False) -> Brought:
    """
    Bring a project into a study.

    Args:
        study: where.
        project: as its reader gave it.
        coder: whose codings are those of nobody, or of the only person of the project.
        positions: the name of a reading of positions that a person chose; empty to let evidence choose.
        preview: writes nothing; what it would do is told all the same.

    Raises:
        FiligraneError: something cannot be read or written; nothing is then left half done.
    """
    if not (project.texts or project.branches or project.memos):
        raise FiligraneError(words.NOTHING_IN_IT.format(file=project.name))
    if positions and positions not in {r.name for r in READINGS}:
        known = ", ".join(dict.fromkeys(r.name.split("+")[0] for r in READINGS))
        raise FiligraneError(words.UNKNOWN_READING.format(typed=positions, known=known))
    named = coder_name(coder) if coder else ""
    with lock(study, "reprise"):
        left_half_way(study)
        way = _Way(study, project, named)
        try:
            way.prepare(positions)
            if not preview:
                way.write()
        except BaseException:
            way.before.put_back()
            raise
        if preview:
            way.before.put_back()
    return way.told


def left_half_way(study: Study) -> None:
    """Put back what an import that was killed had changed."""
    FilesBefore(study.root, study / BEFORE_IMPORT).put_back()


class _Way:
    """One project on its way in; what each step changes is kept until all is done."""

    def __init__(self, study: Study, project: Project, coder: str) -> None:
        self.study, self.project, self.coder = study, project, coder
        self.told = Brought(project)
        self.before = FilesBefore(study.root, study / BEFORE_IMPORT)
        self.draft: DraftOperation | None = None

    def prepare(self, positions: str) -> None:
        """Put the texts where they are read, then work out every line."""
        self.told.choice = chosen(self.project.texts, self.project.tool, positions)
        reading = self.told.choice.kept.reading if self.told.choice else Reading()
        files, marks = self._texts()
        self._table(files)
        grid, read_grid = self._grid()
        there = sorted(p.stem for p in (self.study / "decisions/codings").glob("*.csv"))
        coders = named_coders(self.project, self.coder, there)
        lines = self.told.lines = ProjectLines(
            self.project, coders, self.coder or words.SOMEBODY, whole_grid.known(grid, read_grid), grid.book,
            {(d.author, d.id): d for d in decisions.as_written(self.study, CodingDecision)}, command_time(),
            again=bool(positions),
        )
        read = {one.text.key: one for one in self._understood(files, marks, lines)}
        for one in read.values():
            lines.text(one, reading)
        lines.notes(self.project.memos, read)
        self.told.speakers = lines.speakers(read, reading)

    def _texts(self) -> tuple[dict[str, str], dict[str, str]]:
        """Write the texts that the study does not hold; gives the file of each, and what knows its words, by key."""
        folder = self.study / FOLDER
        folder.mkdir(exist_ok=True)
        # A file named after an interview that is called so already would take its place.
        present = {session.lower() for session in transcripts(self.study)}
        present |= {p.stem.lower() for p in folder.rglob("*") if p.is_file()}
        known = dict(_contents(self.study))
        files: dict[str, str] = {}
        marks: dict[str, str] = {}
        for text in self.project.texts:
            plain = canonical(text.raw)
            mark = marks[text.key] = _mark(plain) if plain else hashlib.sha256(text.document).hexdigest()
            if mark in known:
                self.told.there.append(known[mark])
            else:
                known[mark] = name = _free_name(text, present)
                self.before.keep(f"{FOLDER}/{name}")
                write_whole(folder / name, text.document or plain.encode("utf-8", "replace"))
                present.add(PurePath(name).stem.lower())
                self.told.new.append(name)
            files[text.key] = known[mark]
        return files, marks

    def _table(self, files: dict[str, str]) -> None:
        """Add what is told of documents and people to ``sessions.csv``, where it shows nowhere until it is declared."""
        told = list(rows(self.project, files))
        if not any(cells.keys() - {"fichier"} for cells in told):
            return
        sheet = Sheet.read(self.before.keep(SHEET), METADATA)
        for cells in told:
            sheet.fill(cells)
        put(self.study, SHEET, sheet.written())
        self.told.columns = tuple(dict.fromkeys(c for cells in told for c in cells if c not in words.RESERVED))

    def _grid(self) -> tuple[Grid, ImportedGrid]:
        """Give the grid with the codes of the project, and these."""
        read = gathered(self.project.branches)
        before = grid_files.grid(self.study)
        if not read.codes:
            return before, read
        taken = grid_files.ids_told(self.study) | {d.code for d in decisions.read(self.study, CodingDecision)}
        try:
            self.draft = whole_grid.imported(before, read, taken)
        except BrokenCodebook:
            self.draft = None  # every code is there already
        after = self.draft.after if self.draft else before
        self.told.new_codes = len(after.book.codes) - len(before.book.codes)
        self.told.known_codes = len(read.codes) - self.told.new_codes
        self.told.remarks = read.remarks
        return after, read

    def _understood(self, files: dict[str, str], marks: dict[str, str], lines: ProjectLines) -> Iterator[ReadText]:
        """Cut each text into turns as the stage does; of one that cannot be read, its codings are told."""
        cut = self._cut(set(files.values()))
        # What says nothing of who speaks is read as notes, until somebody says.
        if silent := [f for f in cut.keys() & set(self.told.new) if isinstance(cut[f], UnreadableTranscript)]:
            sheet = Sheet.read(self.before.keep(SHEET), METADATA)
            for file in silent:
                sheet.fill({"fichier": file, "type": FIELD_NOTES})
            put(self.study, SHEET, sheet.written())
            cut |= self._cut(set(silent))
            self.told.notes = [f for f in silent if not isinstance(cut[f], UnreadableTranscript)]
        key = study_key(self.study)
        for text in self.project.texts:
            found = cut[files[text.key]]
            if isinstance(found, UnreadableTranscript):
                self.told.refused[files[text.key]] = str(found)
                lines.aside[words.UNREAD] += text.codings
                continue
            said = [t.text for t in found.turns]
            places = SourcePlaces(canonical(text.raw), said) if text.raw else None
            checks = tuple(anchors.check(t, key) for t in said)
            yield ReadText(text, found.session, marks[text.key], found.turns, checks, places)

    def _cut(self, files: set[str]) -> dict[str, Understood | UnreadableTranscript]:
        parts = {p.session.file: p for p in transcripts(self.study).values() if isinstance(p, Readable)}
        cutting = Cutting(**self.study.params("turns"))
        ruled, mended = decisions.roles(self.study), decisions.corrections(self.study)
        found: dict[str, Understood | UnreadableTranscript] = {}
        for file in sorted(files):
            if file not in parts:
                found[file] = UnreadableTranscript(words.REFUSED_BY_READERS)
                continue
            session = parts[file].session.session
            own = [d for d in ruled if d.session == session], [d for d in mended if d.session == session]
            try:
                found[file] = understood(parts[file].load(), own[0], cutting, own[1])
            except UnreadableTranscript as error:
                found[file] = error
        return found

    def _leave(self, files: set[str]) -> None:
        """Take back the texts that could not be read, and what was told of them."""
        sheet = Sheet.read(content(self.study, SHEET), METADATA)
        kept = [row for row in sheet.rows if sheet.cell(row, "fichier") not in files]
        if len(kept) < len(sheet.rows):
            sheet.rows = kept
            put(self.study, SHEET, sheet.written())
        for file in files:
            (self.study / FOLDER / file).unlink(missing_ok=True)
            self.told.new.remove(file)

    def write(self) -> None:
        """Write the grid, then the lines of every coder: each file is replaced whole."""
        lines = self.told.lines
        assert lines is not None  # noqa: S101 - prepared first
        author = self.coder or next((c for c in lines.coders.values() if c), words.SOMEBODY)
        if self.draft:
            kept = (f"{grid_files.KEPT}/{name}.yaml" for name in self.draft.before.hashes)
            for place in (CODEBOOK, THEMES, grid_files.PLACE, *kept):
                self.before.keep(place)
            grid_files.apply(self.study, self.draft, author)
        by_author: list[tuple[str, Sequence[Decision]]] = [*lines.codings.items(), *lines.roles.items()]
        for name, written in by_author:
            self.before.keep(f"decisions/{decisions.FOLDERS[type(written[0])]}/{name}.csv")
            decisions.append(self.study, name, written)
        self.before.forget()
        self._leave(self.told.refused.keys() & set(self.told.new))
        self.told.written = True


def _mark(text: str) -> str:
    return hashlib.sha256("\0".join(WORD.findall(normalised(text))).encode("utf-8", "replace")).hexdigest()


def _contents(study: Study) -> Iterator[tuple[str, str]]:
    """Give what knows each text of the study again, by its words alone, and its file."""
    folder = study / FOLDER
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
        name = normalised(path.relative_to(folder).as_posix())
        if path.suffix.lower() in WITH_FRONT_MATTER:
            try:
                yield _mark(decode(path.read_bytes(), name)), name
            except UnreadableTranscript:
                continue
        elif path.suffix.lower() == ".docx":
            yield hashlib.sha256(path.read_bytes()).hexdigest(), name


def _free_name(text: ProjectText, present: set[str]) -> str:
    """Name a file after a text, without what no file can bear, and as no other is named."""
    last = PurePath(normalised(text.name).replace("\\", "/")).name
    suffix = Path(last).suffix.lower()
    stem = Path(last).stem if suffix in {".txt", ".docx", ".odt", ".rtf", ".pdf", ".md", ".html"} else last
    stem = " ".join(UNFIT.sub(" ", stem).split()).strip(" .~")[:LONGEST_NAME].strip() or words.NO_NAME
    numbered = (stem, *(f"{stem} {n}" for n in range(2, len(present) + 3)))
    free = next(name for name in numbered if name.lower() not in present)
    return free + (".docx" if text.document else ".txt")
