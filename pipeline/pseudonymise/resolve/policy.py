"""The settings of ``identifiers`` → how each type is replaced; places, dates, ages → the same, told less exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from pipeline.language import identifier_patterns, placeholders, places
from pipeline.language.identifier_patterns import births
from pipeline.language.name_phrases import Phrase, phrase
from pipeline.language.numbers import MONTHS
from pipeline.language.placeholders import MASCULINE_DETERMINERS, Nominal, preceding
from pipeline.language.places import Municipality, abroad, communes_alike, communes_named, department, departments
from pipeline.model.contracts import Action, IdentifierType
from pipeline.model.errors import FiligraneError

NOTATIONS = ("brackets", "plain")
LABEL = ("label",)
STYLES: dict[IdentifierType, tuple[str, ...]] = {
    "person": ("pseudonym",), "place": ("rename", "generalise", "label"),
    "organisation": ("rename", "generalise", "label"), "date": ("month", "year", "label"), "age": ("keep", "band"),
}
COARSE = frozenset({"generalise", "month", "year", "band"})
# What may be kept on purpose: institutions are no one's name, whatever a model took them for.
KEEPABLE: frozenset[IdentifierType] = frozenset({"organisation", "place", "misc"})
WHERE = "params.yaml, section « identifiers »"


@dataclass(frozen=True)
class Policy:
    """
    How identifiers are replaced in this study.

    Attributes:
        notation: ``brackets`` around what stands for a place, an organisation or a date, or ``plain``.
        styles: the style of each type of identifier.
        least: how many communes of a size a department must hold for its name to be said.
        kept: names of institutions kept on purpose, with the reason.
    """

    notation: str
    styles: Mapping[str, str]
    least: int
    kept: Mapping[str, str]

    def marked(self, shown: str) -> str:
        """Write what stands for something else, as this study marks it."""
        return f"[{shown}]" if self.notation == "brackets" else shown

    def action(self, kind: IdentifierType) -> Action:
        """Tell what is done to a type of identifier."""
        return "generalise" if kind == "date" or self.styles[kind] in COARSE else "replace"


def checked(policy: Policy) -> Policy:
    """
    Give a policy back when every setting says something.

    Raises:
        FiligraneError: a setting is missing or unknown, named with those there are.
    """
    _one_of("notation", policy.notation, NOTATIONS)
    types = get_args(IdentifierType)
    strange = sorted(policy.styles.keys() ^ set(types))
    if strange:
        raise FiligraneError(f"{WHERE}, styles : {', '.join(strange)} manque ou est inconnu. Il faut : {_list(types)}.")
    for kind in types:
        _one_of(f"styles, {kind}", policy.styles[kind], STYLES.get(kind, LABEL))
    silent = next((n for n, reason in policy.kept.items() if not (phrase(str(n)) and str(reason or "").strip())), None)
    if silent is not None:
        raise FiligraneError(f"{WHERE}, kept : dites pourquoi « {silent} » est gardé (« objet de l'enquête »…).")
    return policy


def _one_of(setting: str, value: object, known: Iterable[str]) -> None:
    if value not in set(known):
        raise FiligraneError(f"{WHERE} : {setting} vaut « {value} ». Au choix : {_list(known)}.")


def _list(known: Iterable[str]) -> str:
    return ", ".join(known)


def kept_phrases(kept: Mapping[str, str]) -> frozenset[Phrase]:
    """Give the folded words of the institutions kept on purpose."""
    return frozenset(phrase(str(name)) for name in kept)


def refuse_people(kept: Mapping[str, str], names: Iterable[str]) -> None:
    """
    Refuse to keep on purpose what is the name of someone who takes part.

    Raises:
        FiligraneError: with the name of the setting, and never the person's.
    """
    parts = {part for name in names for part in [phrase(name), *map(phrase, name.split())]}
    rank = next((n for n, name in enumerate(kept, 1) if phrase(str(name)) in parts), 0)
    if rank:
        raise FiligraneError(f"{WHERE}, kept : la ligne {rank} est le nom d'une personne de l'enquête. Retirez-la.")


LINKS = re.compile(r"^(?:(?:de la|de l['’]|du|des|de|d['’]|la|les?|l['’])[ ]?)+", re.IGNORECASE)
ARRONDISSEMENT = re.compile(r"\b\d{1,2}[ ]?(?:er|e|ème|eme)\b(?:[ ]arr\w*)?", re.IGNORECASE)


def generalised_place(said: str, least: int) -> Nominal:
    """
    Say what a place is; « lieu » when nothing is known of it.

    Args:
        said: its name.
        least: how many communes of a size a department must hold for its name to be said; under it the
            region's is said, or none.

    >>> [generalised_place(said, 5).bare for said in ("Tourcoing", "Bamako", "Zabelou")]
    ['ville moyenne du Nord', "ville d'Afrique de l'Ouest", 'lieu']
    """
    kind = placeholders.kind(said)
    if kind:
        # « rue de Lyon » is in any town, and a quarter bears the name of many a village: large towns alone are meant.
        town = communes_named(LINKS.sub("", said[len(kind) :].strip())) if kind in placeholders.LIE_IN_TOWNS else []
        rest = placeholders.OF_A_LARGE_TOWN if [t.size for t in town] == ["large"] else ""
        return Nominal(kind, feminine=_feminine(kind), rest=rest, own=True)
    if ARRONDISSEMENT.search(said):
        return Nominal("arrondissement", rest=placeholders.OF_A_LARGE_TOWN)
    listed = places.kinds().get(phrase(said), "")
    unknown = {"ville": placeholders.TOWN, "pays": placeholders.COUNTRY}.get(listed, placeholders.PLACE)
    return _listed(said) or _commune(communes_named(said), least) or unknown


def generalised_organisation(said: str) -> Nominal:
    """
    Say of what kind an organisation is, as far as its name tells.

    >>> generalised_organisation("EHPAD Les Jonquilles").bare, generalised_organisation("Zabelou").bare
    ('EHPAD', 'structure')
    """
    kind = placeholders.kind(said)
    return Nominal(said[: len(kind)], feminine=_feminine(kind), own=True) if kind else placeholders.ORGANISATION


def _feminine(kind: str) -> bool:
    return kind.split(maxsplit=1)[0] in placeholders.FEMININE


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
    # Pointe-Noire is the large one, and Valence ours.
    french = any(phrase(c.name) == name and c.size in {"medium", "large"} for c in communes_named(said))
    return replace(placeholders.TOWN, rest=country.of) if country and not french else None


def _commune(found: list[Municipality], least: int) -> Nominal | None:
    sizes = {c.size for c in found}
    if not found:
        return None
    if len(sizes) > 1:
        return placeholders.TOWN
    size = found[0].size
    rest = ""
    if len({c.department for c in found}) == 1:
        home = departments()[found[0].department]
        if communes_alike(size, department=found[0].department) >= least:
            rest = home.of
        elif communes_alike(size, of_region=home.of_region) >= least:
            rest = home.of_region
    return replace(placeholders.TOWNS[size], rest=rest)


def generalised_date(text: str, before: str, style: str) -> str:
    """
    Tell a date by its month, its year, or not at all (empty).

    Args:
        text: the date, in digits or in words.
        before: what is said before it, which tells a birth and the article.
        style: ``month``, ``year`` or ``label``.

    >>> generalised_date("12 mars 2014", "le ", "month"), generalised_date("12/03/2014", "depuis mars, le ", "year")
    ('mois de mars 2014', 'jour de 2014')
    >>> generalised_date("12 mars 1977", "Je suis née le ", "month")
    'jour des années 1970'
    """
    told = identifier_patterns.said_date(text)
    masculine = preceding(before) in MASCULINE_DETERMINERS  # « le », « du »: « le jour des années 1970 »
    if births(before):
        decade = f"années {told.year // 10 * 10}" if told.year else ""
        return f"jour des {decade}" if decade and masculine else decade
    if style == "month" and told.month:
        month = f"{MONTHS[told.month - 1]} {told.year}" if told.year else MONTHS[told.month - 1]
        of_month = f"d'{month}" if month[0] in "ao" else f"de {month}"
        return f"mois {of_month}" if masculine else month
    if not told.year or style == "label":
        return ""
    return f"jour de {told.year}" if masculine else str(told.year)
