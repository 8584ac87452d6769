"""A front matter, ``sessions.csv``, ``guide.csv`` → what people wrote of sessions, people and questions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import yaml

from pipeline.ingest.readers.spreadsheet import read_table
from pipeline.ingest.session import GuideLine, Person, Session
from pipeline.language.folds import fold_for_search
from pipeline.language.transcript_conventions import names_nobody
from pipeline.model.errors import FiligraneError, UnreadableTranscript
from pipeline.model.files import yaml_values

FRONT_MATTER = re.compile(r"\A\s*---[^\S\n]*\n(.*?)^---[^\S\n]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
NEVER_CLOSED = re.compile(r"\A\s*---[^\S\n]*\n\s*\w+:(?:\s|$)", re.MULTILINE)
OF_SESSION = ("session", "fichier", "type", "date", "terrain", "milieu", "champ", "duree_min", "enqueteur",
              "enregistrement")
OF_PERSON = ("locuteur", "nom")
STRUCTURE = frozenset({"session", "fichier", "enqueteur", "personnes"})
# How a header names the one person it tells of: given names and family names apart, or the whole.
GIVEN_NAME = frozenset({"prenom", "firstname", "first_name", "givenname", "given_name"})
FAMILY_NAME = frozenset({"nom", "nom_de_famille", "lastname", "last_name", "familyname", "family_name", "surname"})
WHOLE_NAME = frozenset({"nom", "nom_complet", "name", "fullname", "full_name"})
OF_NAME = GIVEN_NAME | FAMILY_NAME | WHOLE_NAME
CAPITALISED = r"[^\W\d_a-zà-ÿ][\w'’.-]*"
NAME_OF_SOMEBODY = re.compile(rf"{CAPITALISED}(?: (?:de|du|des|la|le|van|von|ben|el|al|d['’]\w+|{CAPITALISED})){{1,5}}")
USED = ("genre",)  # gives a pseudonym its gender
DEFAULT_TYPE = "entretien"
IDENTIFIER = re.compile(r"[^\W_][\w-]{0,31}", re.ASCII)
IDENTIFIED = re.compile(r"[A-Za-z]{1,3}\d{1,4}")  # the name of a file, where nothing else identifies it
NOTHING = frozenset({"~", "null"})  # how YAML leaves a value empty
NOT_ASKED = frozenset({"", "0", "n", "no", "non", "-", "faux", "false"})
QUESTION, SESSION = "question", "session"


def like_an_identifier(stem: str) -> bool:
    """Tell whether the name of a file, without its suffix, may identify its interview."""
    return IDENTIFIED.fullmatch(stem) is not None and names_nobody(stem)


def split_front_matter(text: str, file: str) -> tuple[dict[str, Any], str]:
    r"""
    Set the front matter apart from the text.

    Raises:
        UnreadableTranscript: the YAML cannot be read, or is not a list of « clé : valeur ».

    >>> split_front_matter("---\nsession: E01\n---\nENQ : Bonjour.", "E01.txt")
    ({'session': 'E01'}, 'ENQ : Bonjour.')
    """
    found = FRONT_MATTER.match(text)
    if not found and NEVER_CLOSED.match(text):
        raise _broken(file, " : la seconde ligne « --- » manque")
    if not found:
        return {}, text
    try:
        values = yaml_values(found[1], as_written=True) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _broken(file, f" : voyez la ligne {mark.line + 2}" if mark else "") from error
    if not isinstance(values, dict):
        raise _broken(file, "")
    return values, text[found.end() :]


def _broken(file: str, where: str) -> UnreadableTranscript:
    return UnreadableTranscript(
        f"{file} : l'en-tête entre les deux lignes « --- » ne se lit pas{where}. "
        "Chaque ligne s'écrit « clé: valeur » ; mettez entre guillemets les valeurs qui contiennent « : »."
    )


def table(data: bytes, file: str) -> list[dict[str, Any]]:
    """
    Read ``sessions.csv``: one mapping per session, in the shape of a front matter.

    Raises:
        FiligraneError: the table cannot be read; without it, names it knows would not be masked.
    """
    header, rows = read_table(data, file)
    header = tuple(h.strip().lower() for h in header)
    if not {"session", "fichier"} & set(header):
        raise FiligraneError(f"{file} : il manque la colonne « session » ou « fichier » : rétablissez la 1re ligne.")
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        cells = {h: c.strip() for h, c in zip(header, row, strict=False) if h}
        groups.setdefault(cells.get("fichier") or cells.get("session", ""), []).append(cells)
    return [_gathered(lines) for key, lines in groups.items() if key]


def unused_columns(data: bytes, file: str) -> list[str]:
    """List the columns that say nothing of a session's or a person's identity: attributes, if they are declared."""
    header, _ = read_table(data, file)
    return [h for h in (column.strip().lower() for column in header) if h and h not in {*OF_SESSION, *OF_PERSON, *USED}]


def _gathered(lines: list[dict[str, str]]) -> dict[str, Any]:
    values = {column: list(dict.fromkeys(c for line in lines if (c := line.get(column, "")))) for column in OF_SESSION}
    found: dict[str, Any] = {column: ", ".join(v) for column, v in values.items() if v}
    # What varies from one person to the next is told of the person too.
    shared = {column for column, v in values.items() if len(v) < 2}
    people = [{c: v for c, v in line.items() if c not in shared and v} for line in lines]
    return found | {"personnes": [p for p in people if p.keys() & set(OF_PERSON)]}


def completed(own: dict[str, Any], tabled: dict[str, Any]) -> dict[str, Any]:
    """Complete what a file says of itself and its people by what ``sessions.csv`` says; the file has the last word."""
    said = {k: v for k, v in tabled.items() if v} | {k: v for k, v in own.items() if _string(v)}
    return said | _people_completed(own.get("personnes") or tabled.get("personnes"), tabled.get("personnes"))


def _people_completed(first: Any, more: Any) -> dict[str, Any]:
    # Of each person the first list has the last word; people that the second adds follow.
    if not first or not isinstance(first, list) or not all(isinstance(p, dict) for p in first):
        return {}
    added = {_known_as(p): p for p in more or []}
    known = {_known_as(p) for p in first}
    done = [
        added[_known_as(p)] | {k: v for k, v in p.items() if _string(v)} if _known_as(p) in added else p
        for p in first
    ]
    return {"personnes": [*done, *(p for p in more or [] if _known_as(p) not in known)]}


def _known_as(person: dict[str, Any]) -> str:
    return fold_for_search(str(person.get("locuteur") or person.get("nom")))


def with_described(told: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    """
    Complete what people wrote of a session by what the header of its file declares; people have the last word.

    Someone declared by both is known by their label; the header completes what people wrote.
    """
    asking = {"enqueteur": described["enqueteur"]} if described.get("enqueteur") and not told.get("enqueteur") else {}
    return described | told | asking | _people_completed(told.get("personnes"), described.get("personnes"))


def session(identifier: str, file: str, values: dict[str, Any]) -> Session:
    """
    Shape metadata into a session; every value becomes a string, under the key it was written with.

    Args:
        identifier: of the session.
        file: its path inside ``transcripts/``.
        values: front matter, ``sessions.csv`` and header together, under the French keys of ``STRUCTURE``.

    Raises:
        UnreadableTranscript: ``personnes`` is not a list of people.
    """
    declared = values.get("personnes") or []
    if not isinstance(declared, list) or not all(isinstance(p, dict) for p in declared):
        raise UnreadableTranscript(
            f"{file} : « personnes » doit être une liste, une personne par ligne, comme "
            '« - {locuteur: "P1", nom: "…", fonction: "…"} ».'
        )
    people = tuple(
        Person(
            _string(told.get("locuteur")) or _string(told.get("nom")), _string(told.get("nom")),
            {str(k): _string(v) for k, v in told.items() if k not in OF_PERSON},
        )
        for told in declared
    )
    value = values.get("enqueteur")
    listed = value if isinstance(value, list) else re.split(r"[,;/]", _string(value))
    return Session(
        identifier, file, _string(values.get("type")) or DEFAULT_TYPE, _string(values.get("date")),
        _string(values.get("terrain")), _with_name(people, named(values)),
        tuple(name for name in (_string(v) for v in listed) if name),
        {str(k): _string(v) for k, v in values.items() if k not in STRUCTURE},
    )


def named(values: dict[str, Any]) -> str:
    """
    Read the name of the one person that a header tells of; empty when it names nobody.

    >>> named({"firstName": "Éric", "lastName": "Hetroy"}), named({"nom": "Lina de Roy"}), named({"name": "essai 3"})
    ('Éric Hetroy', 'Lina de Roy', '')
    """
    told = {fold_for_search(str(key)): _string(value) for key, value in values.items()}
    given = next((told[key] for key in sorted(GIVEN_NAME & told.keys()) if told[key]), "")
    family = next((told[key] for key in sorted(FAMILY_NAME & told.keys()) if told[key]), "")
    if given and family:
        return f"{given} {family}"
    whole = next((told[key] for key in sorted(WHOLE_NAME & told.keys()) if told[key]), "")
    return whole if NAME_OF_SOMEBODY.fullmatch(whole) else ""


def _with_name(people: tuple[Person, ...], name: str) -> tuple[Person, ...]:
    if not name or any(fold_for_search(name) == fold_for_search(p.name) for p in people):
        return people
    nameless = [p for p in people if not p.name]
    if len(people) == 1 and nameless:
        return (replace(nameless[0], name=name),)
    # Known by their name, as who is declared without a label: it is masked everywhere.
    return people or (Person(name, name),)


def _string(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_string(v) for v in value)
    written = "" if value is None else str(value).strip()
    return "" if written.casefold() in NOTHING else written


def guide_lines(data: bytes, file: str) -> list[GuideLine]:
    """
    Read a guide: one line per question and one column per session, or one line per question asked.

    A cell that is empty, « non » or « 0 » says that the question was not asked; any other says that it was.

    Raises:
        FiligraneError: the table cannot be read, or has no column « question ».
    """
    header, rows = read_table(data, file)
    columns = [h.strip() for h in header]
    if QUESTION not in [c.lower() for c in columns]:
        raise FiligraneError(
            f"{file} : il manque la colonne « question ». Donnez une ligne par question du guide, et une colonne par "
            "entretien (E01, E02…) où un « x » dit que la question y a été posée."
        )
    cells = [dict(zip(columns, row, strict=False)) for row in rows]
    lowered = {c.lower(): c for c in columns}
    question, session = lowered[QUESTION], lowered.get(SESSION)
    if session:
        return [GuideLine(c[question].strip(), c[session].strip(), asked=True) for c in cells if c[question].strip()]
    sessions = [c for c in columns if c and c != question]
    return [GuideLine(c[question].strip(), s, c[s].strip().lower() not in NOT_ASKED)
        for c in cells if c[question].strip() for s in sessions
    ]
