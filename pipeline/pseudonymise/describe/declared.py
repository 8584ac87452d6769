"""The attributes that ``params.yaml`` declares ↔ how somebody wants them shown; comments and order stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

import yaml

from pipeline.codebook.yaml_text import YamlText
from pipeline.ingest.readers.metadata import OF_PERSON, STRUCTURE
from pipeline.language.numbers import quantity
from pipeline.model.errors import FiligraneError
from pipeline.model.files import yaml_values
from pipeline.pseudonymise.describe import wording
from pipeline.pseudonymise.people.attributes import PRECISE, Attribute

SECTION, ATTRIBUTES, RECOGNISABLE, FEWEST = "participants", "attributes", "quasi_identifiers", "k"
NAME = re.compile(r"[^\W\d_][\w ’'-]{0,39}")
# What tools of transcription and headers in English call what one compares people by.
IN_FRENCH = {
    "company": "entreprise", "job": "métier", "occupation": "métier", "gender": "genre", "sex": "genre",
    "education": "diplôme", "city": "ville", "country": "pays", "role": "rôle", "status": "statut",
    "residence": "résidence", "diplome": "diplôme", "age": "âge", "language": "langue", "profession": "profession",
}
RESERVED = frozenset({*STRUCTURE, *OF_PERSON, "type", "date", "place", "lieu"})
# Bands that surveys use for ages; those in which nobody is yet serve who comes later.
AGES, AGE_BOUNDS = frozenset({"age", "âge"}), (0, 30, 45, 60)
STEPS, MOST_BOUNDS = (1, 2, 5), 3  # bands are as wide as one another, by round numbers
BETWEEN_BOUNDS = re.compile(r"[,;\s]+")
# « kept » : for whoever holds the private half; « values »: the words received; « bands »: numbers, told by bands.
# « removed »: neither, and no column of the table any more.
Kind = Literal["kept", "values", "bands", "removed"]


@dataclass(frozen=True, slots=True)
class AttributeDisplay:
    """
    How an attribute is shown to the team.

    Attributes:
        source: the field that it is read from.
        bounds: lower bounds of bands, when it is a number.
        recognisable: it may let somebody be recognised: fewer than k people who share it, and it is held back.
    """

    name: str
    source: str
    kind: Kind = "values"
    bounds: tuple[int, ...] = ()
    unit: str = "ans"
    recognisable: bool = True


def declared(params: Mapping[str, Any]) -> list[Attribute]:
    """Read the attributes that a study declares."""
    return Attribute.declared((params.get(SECTION) or {}).get(ATTRIBUTES) or {})


def shown(params: Mapping[str, Any]) -> dict[str, AttributeDisplay]:
    """Say how each field that a study declares is shown, by field."""
    recognisable = (params.get(SECTION) or {}).get(RECOGNISABLE) or []
    return {
        a.source: AttributeDisplay(
            a.name, a.source, "bands" if a.bands else "values", tuple(a.bands), a.unit, a.name in recognisable
        )
        for a in declared(params)
    }


def field_name(typed: str) -> str:
    """
    Give the name that a field bears in a table.

    Raises:
        FiligraneError: it says something else than an attribute.

    >>> field_name(" Type de contrat ")
    'type_de_contrat'
    """
    said = " ".join(typed.split())
    name = said.lower().replace(" ", "_")
    if not NAME.fullmatch(said) or name in RESERVED:
        raise FiligraneError(wording.BAD_NAME.format(said))
    return name


def proposed_name(field: str) -> str:
    """
    Propose how an attribute is called that a file names its own way.

    >>> proposed_name("company"), proposed_name("jobTitle 2"), proposed_name("photo")
    ('entreprise', 'jobtitle_2', 'photo')
    """
    said = "_".join(field.lower().split())
    return IN_FRENCH.get(said, said)


def bounds(typed: str) -> tuple[int, ...]:
    """
    Read the lower bounds of bands.

    Raises:
        FiligraneError: they are no rising numbers.

    >>> bounds("0, 30, 45")
    (0, 30, 45)
    """
    said = [part for part in BETWEEN_BOUNDS.split(typed.strip()) if part]
    if not said or not all(part.isdigit() for part in said) or sorted(set(map(int, said))) != list(map(int, said)):
        raise FiligraneError(wording.BAD_BOUNDS.format(typed))
    return tuple(map(int, said))


def guessed(values: Iterable[str]) -> Kind:
    """
    Say what a column holds: numbers, or words.

    >>> guessed(["34", "41 ans"]), guessed(["cadre", "34"])
    ('bands', 'values')
    """
    said = [v for v in values if v.strip()]
    return "bands" if said and all(quantity(v) is not None for v in said) else "values"


def offered_bounds(name: str, values: Iterable[str]) -> tuple[int, ...]:
    """
    Offer bands for numbers: those of surveys for ages, else few of one width, at round bounds.

    >>> offered_bounds("âge", ["44", "47", "52"]), offered_bounds("enfants", ["0", "2", "3"])
    ((0, 30, 45, 60), (0, 1, 2, 3))
    >>> offered_bounds("ancienneté", ["1", "12", "34"]), offered_bounds("ancienneté", [])
    ((0, 10, 20, 30), (0,))
    """
    if name in AGES:
        return AGE_BOUNDS
    said = sorted(int(number) for v in values if (number := quantity(v)) is not None)
    if not said:
        return (0,)
    widths = (step * 10**power for power in count() for step in STEPS)
    inside = ([n for n in range(0, said[-1] + 1, width) if n > said[0]] for width in widths)
    return (0, *next(bounds for bounds in inside if len(bounds) <= MOST_BOUNDS))


def written(text: str, wanted: Sequence[AttributeDisplay], values: Mapping[str, Sequence[str]], fewest: int) -> str:
    """
    Declare attributes in the text of ``params.yaml``, every other line as it was.

    Args:
        text: ``params.yaml``.
        wanted: how each field of the screen is to be shown.
        values: the words received, by field.
        fewest: the fewest people who may share what is told of somebody.

    Raises:
        FiligraneError: the text would not say what was asked.
    """
    doc = YamlText(text)
    before: dict[str, Any] = (yaml_values(text) or {}).get(SECTION) or {}
    attributes = dict(before.get(ATTRIBUTES) or {})
    recognisable = list(before.get(RECOGNISABLE) or [])
    for one in wanted:
        old = next((name for name, spec in attributes.items() if spec["from"] == one.source), None)
        # One that loses its name to another keeps its own.
        name = one.name if old is None or one.name not in attributes else old
        spec = _spec(one, attributes.get(old or name) or {}, values.get(one.source, ()))
        if old not in {None, name}:
            doc = _put_attribute(doc, str(old), None, attributes)
            attributes.pop(old)
            recognisable = [r for r in recognisable if r != old]
        if spec != attributes.get(name):
            doc = _put_attribute(doc, name, spec, attributes)
        attributes = {k: v for k, v in {**attributes, name: spec}.items() if v is not None}
        wants = spec is not None and one.recognisable
        recognisable = [r for r in recognisable if r != name or wants]
        recognisable += [name] if wants and name not in recognisable else []
    if recognisable != list(before.get(RECOGNISABLE) or []):
        doc = doc.put(_section(doc), RECOGNISABLE, recognisable)
    if fewest != before.get(FEWEST):
        doc = doc.put(_section(doc), FEWEST, fewest)
    _refuse_other(doc.text, attributes, recognisable)
    return doc.text


def _spec(one: AttributeDisplay, old: Mapping[str, Any], received: Sequence[str]) -> dict[str, Any] | None:
    if one.kind in {"kept", "removed"}:
        return None
    spec: dict[str, Any] = {"from": one.source}
    if one.kind == "bands":
        return spec | {"bands": list(one.bounds or (0,)), "unit": one.unit}
    known = dict(old.get("values") or {})
    # Values left open in params.yaml stay open; those of a field that tells too much are always named.
    if old and not known and not old.get("bands") and one.source not in PRECISE:
        return spec
    every = known | {v: v for v in received if v and v not in known}
    # Without a value to admit, any would pass: an attribute of which nothing is told is not declared.
    return spec | {"values": every} if every else None


def _put_attribute(doc: YamlText, name: str, spec: dict[str, Any] | None, known: Mapping[str, Any]) -> YamlText:
    section = _section(doc)
    node = next((value for key, value in section.value if key.value == ATTRIBUTES), None)
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style and (spec or len(known) > 1):
        return doc.put(node, name, spec)
    left = {k: v for k, v in {**known, name: spec}.items() if v is not None}
    return doc.put(section, ATTRIBUTES, left)


def _section(doc: YamlText) -> yaml.MappingNode:
    node = doc.section(SECTION)
    if not isinstance(node, yaml.MappingNode):
        raise FiligraneError(wording.NO_SECTION)
    return node


def _refuse_other(text: str, attributes: Mapping[str, Any], recognisable: Sequence[str]) -> None:
    # What is written must read as it was meant: a hand may have laid the file out in a way not foreseen.
    try:
        found = (yaml_values(text) or {}).get(SECTION) or {}
    except yaml.YAMLError as error:
        raise FiligraneError(wording.NOT_WRITTEN) from error
    if (found.get(ATTRIBUTES) or {}) != attributes or list(found.get(RECOGNISABLE) or []) != list(recognisable):
        raise FiligraneError(wording.NOT_WRITTEN)
