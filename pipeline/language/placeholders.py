"""Types of identifiers → what readers see in their place; what is taken out is always in brackets."""

from __future__ import annotations

import re

from pipeline.language.elision import elides
from pipeline.language.generalities import ORGANISATION
from pipeline.language.identifier_patterns import STREET
from pipeline.language.nominal import MASCULINE, fitted, preceding
from pipeline.language.organisation_words import KINDS
from pipeline.model.contracts import IdentifierType

LABELS: dict[IdentifierType, str] = {
    "email": "[courriel]", "phone": "[téléphone]", "nir": "[numéro de sécurité sociale]", "iban": "[IBAN]",
    "date": "[date]", "address": "[adresse]", "case_number": "[numéro de dossier]", "plate": "[immatriculation]",
    "handle": "[pseudo]", "url": "[adresse web]", "misc": "[nom]",
    "person": "[personne]", "place": "[lieu]", "organisation": "[structure]", "age": "[âge]",
}
KIND = re.compile(rf"(?P<kind>{KINDS}|{STREET}|porte|pont|col|rocade|métro|quartier|gare|barre)(?=[ ])", re.IGNORECASE)


def kind(said: str) -> str:
    """
    Give the common noun that opens a name, or nothing; an acronym keeps its capitals.

    >>> kind("Foyer Les Mascarets"), kind("EHPAD Les Jonquilles"), kind("Zabelou")
    ('foyer', 'EHPAD', '')
    """
    found = KIND.match(said)
    written = found["kind"] if found else ""
    return written if written.isupper() else written.lower()


def organisation(said: str, toponym: str, before: str = "") -> str:
    """Name an organisation otherwise; its kind is kept, and what comes before may elide and agree as it did."""
    unknown = fitted(ORGANISATION, before) if preceding(before) in MASCULINE else ""
    return f"{kind(said) or unknown or ('organisation' if elides(said) else 'structure')} {toponym}"


def place(said: str, toponym: str, listed: str) -> str:
    """Name a place otherwise: a town by an invented name, a country or a region with that word, a street as such."""
    if kind(said):
        return f"{kind(said)} {toponym}"
    return f"{toponym}, {listed}" if listed in {"pays", "région"} else toponym
