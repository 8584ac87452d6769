"""Types of identifiers → what readers see in their place, in brackets."""

from __future__ import annotations

import re

from pipeline.contracts import IdentifierType
from pipeline.french.elision import elides
from pipeline.french.organisations import KINDS
from pipeline.french.patterns import STREET

LABELS: dict[IdentifierType, str] = {
    "email": "[courriel]", "phone": "[téléphone]", "nir": "[numéro de sécurité sociale]", "iban": "[IBAN]",
    "date": "[date]", "address": "[adresse]", "case_number": "[numéro de dossier]", "plate": "[immatriculation]",
    "handle": "[pseudo]", "url": "[adresse web]", "misc": "[nom]",
}
KIND = re.compile(rf"(?P<kind>{KINDS}|{STREET}|porte|pont|col|rocade|métro|quartier|gare|barre)(?=[ ])", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def kind(said: str) -> str:
    """Give the common noun that opens a name (« foyer », « rue »), or nothing."""
    found = KIND.match(said)
    return found["kind"].lower() if found else ""


def organisation(said: str, toponym: str) -> str:
    """Label an organisation; its kind is kept, and what comes before may elide as it did."""
    return f"[{kind(said) or ('organisation' if elides(said) else 'structure')} {toponym}]"


def place(said: str, toponym: str, listed: str) -> str:
    """Label a place: a town by an invented name, a country or a region with that word, a street as a street."""
    if kind(said):
        return f"[{kind(said)} {toponym}]"
    return f"[{toponym}, {listed}]" if listed in {"pays", "région"} else f"[{toponym}]"


def date(said: str) -> str:
    """Label a date by its year when it is said."""
    found = YEAR.search(said)
    return f"[{found.group()}]" if found else LABELS["date"]
