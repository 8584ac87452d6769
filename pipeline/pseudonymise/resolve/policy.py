"""The settings of ``identifiers`` → how each type of identifier is replaced, checked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from pipeline.language.name_phrases import Phrase, phrase
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
