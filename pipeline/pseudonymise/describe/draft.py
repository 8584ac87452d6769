"""What somebody entered of people → the files as they would be and what would change, written whole or not at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.ingest.readers.registry import sessions
from pipeline.ingest.session import Person, Session
from pipeline.language.numbers import agreeing
from pipeline.model import decision_files
from pipeline.model.contracts import Participant
from pipeline.model.errors import FiligraneError
from pipeline.model.files import write_whole, yaml_values
from pipeline.model.study import Study
from pipeline.pseudonymise.describe import declared, wording
from pipeline.pseudonymise.describe.answerers import NAME, OF_ALL, PLACE, Answerer, Key, row_of, rows_of, shared_row
from pipeline.pseudonymise.describe.declared import AttributeDisplay
from pipeline.pseudonymise.describe.sheet import Sheet, content, put
from pipeline.pseudonymise.people.attributes import WITHHELD, Attribute, generalised, holds_name

SETTINGS = "params.yaml"
Entered = Mapping[tuple[Key, str], str]  # somebody and a field → what was entered
LOCK = "describing"


@dataclass(frozen=True)
class Draft:
    """
    Files before they are written.

    Attributes:
        seen: the files as they were when it was made, None for one that is not there.
        becomes: the files as they would be.
        told: what would change, a sentence each.
    """

    seen: dict[str, bytes | None] = field(repr=False)
    becomes: dict[str, bytes] = field(repr=False)
    told: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Tell whether anything would."""
        return any(self.seen[place] != content for place, content in self.becomes.items())


def draft(
    study: Study, people: Sequence[Answerer], entered: Entered, wanted: Sequence[AttributeDisplay], fewest: int,
) -> Draft:
    """
    Say what the files become; writes nothing.

    Args:
        study: where.
        people: everybody who answers.
        entered: what somebody typed over what was known.
        wanted: how each field is to be shown, or that it is to go.
        fewest: the fewest people who may share what is told of somebody (``k``).

    Raises:
        FiligraneError: a file cannot be read, or not be written as was asked.
    """
    seen = {place: content(study, place) for place in (PLACE, SETTINGS)}
    told: list[str] = []
    table = _table(seen[PLACE], people, entered, [one.source for one in wanted if one.kind == "removed"], told)
    after: list[Answerer] = []
    for line in people:
        new = {name: value for (key, name), value in entered.items() if key == line.key and name not in line.locked}
        after.append(replace(line, values={**line.values, **new}))
    text = (seen[SETTINGS] or b"").decode("utf-8")
    received = _received(after, wanted, sessions(study), told)
    settings = declared.written(text, wanted, received, fewest)
    told += _settings_told(text, settings)
    told += [wording.RENAMED] * any(name == NAME and value.strip() for (_, name), value in entered.items())
    told += held_back(after, settings)
    becomes = {SETTINGS: settings.encode()} | ({PLACE: table} if table is not None else {})
    return Draft(seen, becomes, tuple(told))


def apply(study: Study, made: Draft) -> Draft:
    """
    Write what was seen, whole or not at all; gives what takes it back.

    Raises:
        FiligraneError: a file changed since.
    """
    with decision_files.lock(study, LOCK):
        for place, was in made.seen.items():
            if content(study, place) != was:
                raise FiligraneError(wording.CHANGED_SINCE.format(place))
        done: list[str] = []
        try:
            for place, new in made.becomes.items():
                if new != made.seen[place]:
                    done.append(place)
                    write_whole(study / place, new)
        except OSError:
            for place in done:
                put(study, place, made.seen[place])
            raise
    return made


def take_back(study: Study, made: Draft) -> None:
    """
    Put the files back as they were before they were written.

    Raises:
        FiligraneError: a file changed since.
    """
    with decision_files.lock(study, LOCK):
        for place, new in made.becomes.items():
            if content(study, place) != new:
                raise FiligraneError(wording.CHANGED_SINCE.format(place))
        for place in made.becomes:
            put(study, place, made.seen[place])


def _table(
    there: bytes | None, people: Sequence[Answerer], entered: Entered, removed: Collection[str], told: list[str],
) -> bytes | None:
    # Identifiers are those that the study has: nothing decided of an interview comes loose.
    sheet = Sheet.read(there, PLACE)
    touched = set[Key]()
    by_key = {line.key: line for line in people}
    for (key, name), value in entered.items():
        line = by_key.get(key)
        if line is None or name in line.locked or name in removed or value.strip() == line.values.get(name, "").strip():
            continue
        own = row_of(sheet, line.session, line.file, line.label)
        if own is None:
            own = _added(sheet, line)
        every = rows_of(sheet, line.session, line.file)
        shared = shared_row(sheet, line.session, line.file)
        # What is told of the whole interview is written in every row of it.
        for row in (every if name in OF_ALL else [own, *([shared] if shared and sheet.cell(shared, name) else [])]):
            sheet.put(row, name, value.strip())
        touched.add(key)
    gone = [name for name in removed if name in sheet.header]
    told += [agreeing(wording.COLUMN_GONE, sheet.drop(name), name=name) for name in gone]
    if not touched and not gone:
        return None
    told += [wording.NEW_SHEET] * (there is None) + [agreeing(wording.PEOPLE_TOLD, len(touched))] * bool(touched)
    return sheet.written()


def _added(sheet: Sheet, line: Answerer) -> list[str]:
    every = rows_of(sheet, line.session, line.file)
    first = every[0] if every else None
    where = {
        name: sheet.cell(first, name) for name in ("session", "fichier", *sorted(OF_ALL)) if sheet.cell(first, name)
    } if first else {"session": line.session, "fichier": line.file}
    after = sheet.rows.index(every[-1]) if every else None
    return sheet.add({**where, "locuteur": line.label, NAME: line.values.get(NAME, "")}.items(), after)


def _received(
    people: Iterable[Answerer], wanted: Iterable[AttributeDisplay], known: Sequence[Session], told: list[str]
) -> dict[str, list[str]]:
    # A value that names somebody or some place of the study is not declared: the team then reads « autre ».
    said: dict[str, set[str]] = defaultdict(set)
    shown = [one for one in wanted if one.kind == "values"]
    for line in people:
        for one in shown:
            said[one.source] |= {part.strip() for part in line.values.get(one.source, "").split(",")} - {""}
    names = list(known)
    for line in people:
        who = Person(line.label, line.values.get(NAME, ""))
        names.append(Session(line.session, line.file, "", "", line.values.get("terrain", ""), (who,), ()))
    found: dict[str, list[str]] = {}
    for one in shown:
        named = {value for value in said[one.source] if holds_name(value, names)}
        told += [wording.NAMED.format(value=v, name=one.name) for v in sorted(named)]
        found[one.source] = sorted(said[one.source] - named)
    return found


def _settings_told(before: str, after: str) -> list[str]:
    old, new = (declared.shown(yaml_values(text) or {}) for text in (before, after))
    told = [wording.HIDDEN.format(name=old[s].name) for s in old if s not in new]
    told += [wording.NAMED_ANEW.format(old=old[s].name, name=new[s].name) for s in old
             if s in new and new[s].name != old[s].name]
    values = {a.source: _how(a, new[a.source]) for a in declared.declared(yaml_values(after) or {})}
    was = {a.source: _how(a, old[a.source]) for a in declared.declared(yaml_values(before) or {})}
    told += [wording.SHOWN.format(name=new[s].name, how=how) for s, how in values.items() if s not in old]
    changed = {s: how for s, how in values.items() if was.get(s, how) != how}
    told += [wording.REDECLARED.format(name=new[s].name, how=how) for s, how in changed.items()]
    fewest = [(yaml_values(text) or {}).get("participants", {}).get("k") for text in (before, after)]
    return told + ([wording.FEWEST.format(k=fewest[1])] if fewest[0] != fewest[1] else [])


def _how(attribute: Attribute, shown: AttributeDisplay) -> str:
    said = wording.BY_BANDS if attribute.bands else wording.BY_VALUES
    values = map(str, attribute.bands) if attribute.bands else dict.fromkeys(attribute.values.values())
    about = wording.RECOGNISABLE if shown.recognisable else wording.NOT_RECOGNISABLE
    listed_values = ", ".join(values)
    return f"{said.format(values=listed_values)} ; {about}" if listed_values else about


def held_back(people: Sequence[Answerer], settings: str) -> list[str]:
    """Say of how many people each attribute would not be shown, since too few share what would be told."""
    params = yaml_values(settings) or {}
    section = params.get("participants") or {}
    attributes = [a for a in declared.declared(params) if a.source not in {"session.type", "place"}]
    rows = [_participant(line, attributes) for line in people]
    wider = {(p.participant, p.session): _participant(line, [a.wider for a in attributes]).attributes
             for p, line in zip(rows, people, strict=True)}
    names = {a.name for a in attributes}
    recognisable = [name for name in section.get("quasi_identifiers") or [] if name in names]
    shown = generalised(rows, wider, recognisable, int(section.get("k") or 1))
    hidden = Counter(name for p in shown for name, value in p.attributes.items() if value == WITHHELD)
    told = [agreeing(wording.HELD_BACK, n, name=name, all=str(len(people))) for name, n in sorted(hidden.items())]
    return [*told, wording.HOW_TO_SHOW] if told else []


def _participant(line: Answerer, attributes: Iterable[Attribute]) -> Participant:
    person = Person(line.label, "", dict(line.values))
    nowhere = Session(line.session, line.file, "", "", "", (), ())
    return Participant("·".join(line.key), line.session, {a.name: a.of(person, nowhere, "") for a in attributes})
