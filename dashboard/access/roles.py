"""``secrets/roles.yaml`` and what a provider says of somebody → the role and the name they bear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from dashboard.access.study_place import own
from dashboard.words import access_wording as wording
from pipeline.model.decision_writer import coder_name
from pipeline.model.errors import FiligraneError
from pipeline.model.files import yaml_values

FILE = "secrets/roles.yaml"
NAMES = ("lecture", "codage", "responsable")
# The claim by which people are known. An address may be anybody's unless its provider vouches for it; the identifier
# that a provider gives is nobody else's.
CLAIMS = {"adresse": "email", "identifiant": "sub"}


@dataclass(frozen=True)
class Team:
    """Who may do what: people by what they are known by, each with a role and a name."""

    claim: str
    people: Mapping[str, Mapping[str, str]]

    def known_as(self, said: Mapping[str, Any]) -> str:
        """Give that by which a provider knows somebody; empty where nobody vouches for it."""
        value = str(said.get(self.claim) or "").strip()
        return value if self.claim != "email" else value.lower() * vouched(said)


def vouched(said: Mapping[str, Any]) -> bool:
    """Tell whether a provider has verified an address: it says so, as a boolean or, for some, in letters."""
    return str(said.get("email_verified")).lower() == "true"


def team() -> Team:
    """
    Read who may do what.

    Raises:
        FiligraneError: the file cannot be understood.
    """
    given = _given()
    claim, people = CLAIMS.get(str(given.get("par", "adresse"))), given.get("personnes") or {}
    if claim is None or not isinstance(people, dict) or not all(_sound(e) for e in people.values()):
        raise FiligraneError(wording.BROKEN.format(file=FILE))
    names = [coder_name(entry["nom"]).casefold() for entry in people.values()]
    if len(set(names)) < len(names):
        raise FiligraneError(wording.TWICE.format(file=FILE))
    keys = [str(key).strip() for key in people]
    return Team(claim, dict(zip([k.lower() if claim == "email" else k for k in keys], people.values(), strict=True)))


def _given() -> dict[str, Any]:
    # One's own study, whatever is being tried: the demonstration has no team.
    path = own() / FILE
    try:
        given = yaml_values(path.read_text("utf-8")) if path.exists() else {}
    except (yaml.YAMLError, UnicodeDecodeError):
        given = None
    if not isinstance(given, dict):
        raise FiligraneError(wording.BROKEN.format(file=FILE))
    return given


def _sound(entry: object) -> bool:
    return isinstance(entry, dict) and entry.get("role") in NAMES and bool(entry.get("nom"))
