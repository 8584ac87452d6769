"""The header of a TEI file → who takes part: a label for each code, and what it says of each person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.french import tiers as names
from pipeline.readers.session import Paragraph
from pipeline.readers.xml import attribute, local, spaced

CODES = ("id", "code", "n")
# What the header may say of a person → the attribute it becomes.
TOLD = {"sex": "genre", "age": "age", "occupation": "profession", "education": "diplome", "residence": "residence"}
SEXES = {"1": "h", "2": "f", "m": "h", "male": "h", "f": "f", "female": "f"}  # ISO 5218, and words


@dataclass(frozen=True)
class Persons:
    """The label of each code, and what is told of those who bear it."""

    labels: dict[str, str]
    told: dict[str, dict[str, str]]

    def described(self, said: Iterable[Paragraph]) -> dict[str, Any]:
        """Describe those who speak, in the shape of a front matter."""
        heard = [label for label in dict.fromkeys(p.speaker for p in said) if label]
        asking = [label for label in heard if names.asks(label) or self.told.get(label, {}).get("role") == "enqueteur"]
        people = [
            {"locuteur": label, **self._attributes(label)} for label in heard
            if label not in asking and self._attributes(label)
        ]
        return ({"personnes": people} if people else {}) | ({"enqueteur": asking} if asking else {})

    def _attributes(self, label: str) -> dict[str, str]:
        return {key: value for key, value in self.told.get(label, {}).items() if key != "role"}


def persons(root: Any) -> Persons:
    """Read the persons of ``particDesc``, in the spellings of TEI and of its converters."""
    labels: dict[str, str] = {}
    told: dict[str, dict[str, str]] = {}
    for person in root.iter("{*}person"):
        codes = [attribute(person, code) for code in CODES] + [attribute(alt, "type") for alt in person.iter("{*}alt")]
        codes = [code for code in codes if code]
        label = _name(person) or next(iter(codes), "")
        labels |= dict.fromkeys(codes, label)
        told.setdefault(label, {}).update(_told(person, label))
    return Persons(labels, told)


def _name(person: Any) -> str:
    named = next((spaced("".join(node.itertext())) for node in person.iter("{*}persName", "{*}name")), "")
    return named or attribute(person, "name")


def _told(person: Any, label: str) -> dict[str, str]:
    found = {shown: attribute(person, key) for key, shown in TOLD.items()}
    for node in person:
        if local(node) in TOLD and (text := spaced("".join(node.itertext()))):
            found[TOLD[local(node)]] = text
    found["genre"] = SEXES.get(found["genre"].lower(), "")
    found["nom"] = names.full_name(label)
    role = attribute(person, "role").lower()
    found["role"] = "enqueteur" if names.asks(f"x ({role})") or role in {"interviewer", "investigator"} else ""
    return {key: value for key, value in found.items() if value}
