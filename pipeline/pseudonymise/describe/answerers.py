"""A study, a table that somebody has → everybody who answers in each interview, and what is said of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pipeline.anchoring import decisions
from pipeline.ingest.readers.metadata import OF_NAME, OF_PERSON, OF_SESSION, STRUCTURE
from pipeline.ingest.readers.received_files import FOLDER
from pipeline.ingest.readers.registry import METADATA, sessions, transcripts
from pipeline.ingest.readers.spreadsheet import read_table
from pipeline.ingest.reception.import_report import report
from pipeline.ingest.session import FIELD_NOTES, QUESTIONNAIRE, Person, Session
from pipeline.ingest.speech.cutting import Cutting
from pipeline.language.folds import fold_for_search
from pipeline.language.numbers import agreeing, listed
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS
from pipeline.model.errors import FiligraneError, UnreadableTranscript
from pipeline.model.study import Study
from pipeline.pseudonymise.describe import declared, wording
from pipeline.pseudonymise.describe.sheet import Sheet, content
from pipeline.pseudonymise.people.attributes import Attribute
from pipeline.pseudonymise.people.titles import study_order

NAME = "nom"
PLACE = f"{FOLDER}/{METADATA}"
# Told of a whole interview: who enters it of one person says it of all who were there.
OF_ALL = frozenset(OF_SESSION) - STRUCTURE - {"session"}
# Columns that are not attributes of anybody.
APART = frozenset({*STRUCTURE, *OF_PERSON, "duree_min"})
Key = tuple[str, str]  # a session, a label folded


@dataclass(frozen=True)
class Answerer:
    """
    Someone who answers in an interview; private.

    Attributes:
        values: field → what is known, ``nom`` among them.
        locked: the fields that the file of the interview says itself, and that no table changes.
    """

    session: str
    file: str
    label: str
    values: Mapping[str, str] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()

    @property
    def key(self) -> Key:
        """Tell this line from the others."""
        return self.session, fold_for_search(self.label)


def lines(study: Study) -> list[Answerer]:
    """List everybody who answers, in the order in which every page lists interviews; no questionnaire, no notebook."""
    voices = heard(study)
    sheet = Sheet.read(content(study, PLACE), PLACE)
    found = {s.session: s for s in sessions(study)}
    known = [found[s] for s in study_order(study, {s: one.file for s, one in found.items()})]
    told = [s for s in known if s.type not in {QUESTIONNAIRE, FIELD_NOTES}]
    # What was said of voices since the last run holds at once: who was told to ask has no line here.
    told_roles = (d for d in decisions.roles(study) if d.label and d.turn < 0 and d.role)
    roles = {(d.session, fold_for_search(d.label)): d.role for d in told_roles}
    apart = {voice for voice, role in roles.items() if role != "participant"}
    every: list[Answerer] = []
    for one in told:
        labels = [v for v in voices.get(one.session, ()) if (one.session, fold_for_search(v)) not in apart]
        shown = {fold_for_search(label): label for label in labels}
        # A file may declare those who ask among its people: they do not answer.
        silent = {label for session, label in apart if session == one.session}
        asking = {*map(fold_for_search, one.interviewers), *silent} - shown.keys()
        named = {fold_for_search(p.label): p for p in one.people if fold_for_search(p.label) not in asking}
        for key in dict.fromkeys([*shown, *named]):
            person = named.get(key) or Person(shown[key], "")
            every.append(_line(one, person, shown.get(key) or person.label, sheet))
    return every


def heard(study: Study) -> dict[str, list[str]]:
    """
    List the labels of those who answer in each interview, in the order in which they first speak.

    What the last run read is taken as it stands; an interview brought in since is read now.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    if (study / ARTEFACTS["turns"].path("turns")).exists():
        for turn in store.load(study, "turns"):
            found[turn.session].update({turn.speaker: None} if turn.role == "participant" and turn.speaker else {})
    cutting = Cutting(**study.params("turns"))
    ruled = decisions.roles(study)
    for name, part in transcripts(study).items():
        if name not in found:
            try:
                read_table = report(part.load(), [d for d in ruled if d.session == name], cutting)
            except UnreadableTranscript:
                continue
            found[name] = dict.fromkeys(v.label for v in read_table.voices if v.role == "participant" and v.label)
    return {session: list(labels) for session, labels in found.items()}


def fields(study: Study, declared: Iterable[Attribute]) -> list[str]:
    """List the fields that somebody said people are told by: those declared, then the columns of ``sessions.csv``."""
    sources = [a.source for a in declared if a.source not in {"session.type", "place"}]
    columns = Sheet.read(content(study, PLACE), PLACE).header
    return list(dict.fromkeys([*sources, *(c for c in columns if c and c not in {*APART, "type", "date"})]))


def told_by_files(found: Iterable[Answerer], named: Collection[str]) -> dict[str, list[str]]:
    """
    Give what the headers of files say beside, which nobody made an attribute: fields → values, the commonest first.

    Names, addresses and places of files say nothing that one would compare.
    """
    known = {*map(str.lower, named), *APART, *OF_NAME, "id", "type", "date", "terrain"}
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for line in found:
        for name in {n.lower() for n in line.values} - known:
            value = line.values.get(name, "")
            alike = fold_for_search(value) == fold_for_search(PurePosixPath(line.file).stem)
            if value and not alike and "/" not in value and "@" not in value:
                told[name][value] += 1
    return {name: [v for v, _ in values.most_common()] for name, values in told.items()}


def _line(one: Session, person: Person, label: str, sheet: Sheet) -> Answerer:
    told = one.attributes | {k: v for k, v in person.attributes.items() if v} | {NAME: person.name}
    values = {name.lower(): value for name, value in told.items()} | told
    tabled = row_of(sheet, one.session, one.file, label)
    shared = shared_row(sheet, one.session, one.file)
    said = [row for row in (tabled, shared) if row]
    locked = frozenset(n for n, value in values.items() if value and value not in {sheet.cell(r, n) for r in said})
    return Answerer(one.session, one.file, label, values, locked)


def rows_of(sheet: Sheet, session: str, file: str) -> list[list[str]]:
    """Find the rows of a table that tell of an interview."""
    names = {file, PurePosixPath(file).stem}
    by_file = [(row, sheet.cell(row, "fichier")) for row in sheet.rows]
    return [row for row, f in by_file if f in names or (not f and sheet.cell(row, "session") in {session, *names})]


def row_of(sheet: Sheet, session: str, file: str, label: str) -> list[str] | None:
    """
    Find the row of a table that tells of somebody.

    Args:
        sheet: ``sessions.csv``.
        session: the interview; its file is known by either.
        file: its file.
        label: as the transcript writes it; accents and capitals do not count.
    """
    wanted = fold_for_search(label)
    said = (row for row in rows_of(sheet, session, file) if _of_someone(sheet, row))
    return next((r for r in said if fold_for_search(sheet.cell(r, "locuteur") or sheet.cell(r, NAME)) == wanted), None)


def shared_row(sheet: Sheet, session: str, file: str) -> list[str] | None:
    """Find the row of a table that tells of an interview and of nobody in it."""
    return next((row for row in rows_of(sheet, session, file) if not _of_someone(sheet, row)), None)


def _of_someone(sheet: Sheet, row: Sequence[str]) -> bool:
    return any(sheet.cell(row, name) for name in OF_PERSON)


# What a column that says who is spoken of may be called.
WHO = {
    "session": "session", "entretien": "session", "id": "session", "fichier": "file", "file": "file",
    "locuteur": "label", "voix": "label", "libellé": "label", "libelle": "label", "participant": "label", NAME: NAME,
}
# Said of an interview, and kept where sessions.csv has it: not an attribute of anybody.
OF_INTERVIEW = ("type", "date", "enqueteur", "duree_min", "lieu")
LISTED = 3


@dataclass(frozen=True)
class ImportedAnswers:
    """What a table gives: cells by person and field, the fields it adds, and what is to be said of it."""

    cells: dict[tuple[Key, str], str] = field(repr=False)
    fields: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def taken(data: bytes, file: str, people: Sequence[Answerer]) -> ImportedAnswers:
    """
    Read a table of people, and find whom each row is about.

    Args:
        data: the whole file.
        file: its name, for messages.
        people: those of the study, one of whom each row is about.

    Raises:
        FiligraneError: it cannot be read, or no column says who is spoken of.
    """
    header, rows = read_table(data, file)
    columns = [" ".join(h.split()).lower() for h in header]
    who = {i: WHO[name] for i, name in enumerate(columns) if name in WHO}
    attributes = [i for i, name in enumerate(columns) if name and name not in {*WHO, *OF_INTERVIEW}]
    names = {i: declared.field_name(header[i]) for i in attributes}
    names |= {i: NAME for i, kind in who.items() if kind == NAME}
    cells: dict[tuple[Key, str], str] = {}
    lost: list[str] = []
    for number, row in enumerate(rows, 2):
        found = _about({kind: row[i].strip() for i, kind in who.items() if row[i].strip()}, people)
        if len(found) != 1:
            lost.append(f"ligne {number}")
            continue
        cells |= {(found[0].key, name): row[i].strip() for i, name in names.items() if row[i].strip()}
    if not who or len(lost) == len(rows):
        raise FiligraneError(wording.NO_PEOPLE.format(file=file))
    told = [agreeing(wording.TAKEN_IN, len(rows) - len(lost), file=file)]
    told += [agreeing(wording.LEFT_OUT, len(lost), which=listed(lost[:LISTED]))] if lost else []
    return ImportedAnswers(cells, tuple(n for n in dict.fromkeys(names.values()) if n != NAME), tuple(told))


def _about(said: dict[str, str], people: Sequence[Answerer]) -> list[Answerer]:
    # Each column narrows; a name that is not known yet narrows nothing where something else tells who it is.
    found = [line for line in people if all(_is(line, k, v) for k, v in said.items() if k != NAME)]
    if NAME in said and (len(found) != 1 or len(said) == 1):
        found = [line for line in found if _is(line, NAME, said[NAME])]
    return found if said else []


def _is(line: Answerer, kind: str, value: str) -> bool:
    if kind in {"session", "file"}:
        path = PurePosixPath(line.file)
        return fold_for_search(value) in {*map(fold_for_search, (line.session, line.file, path.stem, path.name))}
    known = line.label if kind == "label" else line.values.get(NAME, "") or line.label
    return fold_for_search(value) == fold_for_search(known)
