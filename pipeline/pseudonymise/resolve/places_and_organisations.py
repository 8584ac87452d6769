"""The name of a place or an organisation → what it is, said so that others are the same: never which one."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.language import placeholders, places
from pipeline.language.name_phrases import phrase
from pipeline.language.placeholders import Nominal
from pipeline.language.places import (
    Municipality,
    abroad,
    communes_alike,
    communes_named,
    department,
    departments,
)

LINKS = re.compile(r"^(?:(?:de la|de l['’]|du|des|de|d['’]|la|les?|l['’])[ ]?)+", re.IGNORECASE)
ARRONDISSEMENT = re.compile(r"\b\d{1,2}[ ]?(?:er|e|ème|eme)\b(?:[ ]arr\w*)?", re.IGNORECASE)


def place(said: str, least: int) -> Nominal:
    """
    Say what a place is; « lieu » when nothing is known of it.

    Args:
        said: its name.
        least: how many communes of a size a department must hold for its name to be said; under it the
            region's is said, or none.

    >>> place("Tourcoing", 5).bare, place("Bamako", 5).bare, place("Zabelou", 5).bare
    ('ville moyenne du Nord', "ville d'Afrique de l'Ouest", 'lieu')
    """
    kind = placeholders.kind(said)
    if kind:
        # « rue de Lyon » is in any town, and a quarter bears the name of many a village: large towns alone are meant.
        town = communes_named(LINKS.sub("", said[len(kind) :].strip())) if kind in placeholders.LIE_IN_TOWNS else []
        rest = placeholders.OF_A_LARGE_TOWN if [t.size for t in town] == ["large"] else ""
        return Nominal(kind, feminine=_feminine(kind), rest=rest, own=True)
    if ARRONDISSEMENT.search(said):
        return Nominal("arrondissement", rest=placeholders.OF_A_LARGE_TOWN)
    return _listed(said) or _commune(communes_named(said), least) or _unknown(said)


def organisation(said: str) -> Nominal:
    """
    Say of what kind an organisation is, as far as its name tells.

    >>> organisation("EHPAD Les Jonquilles").bare, organisation("Zabelou").bare
    ('EHPAD', 'structure')
    """
    kind = placeholders.kind(said)
    written = said[: len(kind)] if kind else ""
    return Nominal(written, feminine=_feminine(kind), own=True) if kind else placeholders.ORGANISATION


def _feminine(kind: str) -> bool:
    return bool(kind) and kind.split(maxsplit=1)[0] in placeholders.FEMININE


def _listed(said: str) -> Nominal | None:
    name = phrase(said)
    country = abroad().get(name)
    own = department(name)
    if country and country.kind == "pays":
        return replace(placeholders.COUNTRY, rest=country.of)
    if own and not any(m.size == "large" for m in communes_named(said)):  # Paris is a town first
        return replace(placeholders.DEPARTMENT, rest=own.of_region)
    if places.kinds().get(name) == "région":
        return placeholders.REGION
    return replace(placeholders.TOWN, rest=country.of) if country and not _french(said) else None


def _french(said: str) -> bool:
    # Pointe-Noire is the large one, and Valence ours.
    return any(phrase(c.name) == phrase(said) and c.size in {"medium", "large"} for c in communes_named(said))


def _commune(found: list[Municipality], least: int) -> Nominal | None:
    sizes = {c.size for c in found}
    if not found:
        return None
    if len(sizes) > 1:
        return placeholders.TOWN
    where = {c.department for c in found}
    rest = _where(found[0], least) if len(where) == 1 else ""
    return replace(placeholders.TOWNS[found[0].size], rest=rest)


def _where(commune: Municipality, least: int) -> str:
    home = departments()[commune.department]
    if communes_alike(commune.size, department=commune.department) >= least:
        return home.of
    return home.of_region if communes_alike(commune.size, of_region=home.of_region) >= least else ""


def _unknown(said: str) -> Nominal:
    listed = places.kinds().get(phrase(said), "")
    return {"ville": placeholders.TOWN, "pays": placeholders.COUNTRY}.get(listed, placeholders.PLACE)
