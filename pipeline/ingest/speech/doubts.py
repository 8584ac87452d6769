"""What a person has to confirm of the reading of a transcript → one sentence in French for each: data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "nobody_answers", "no_voice", "one_voice", "who_asks", "article", "numbers", "alternation", "once",
    "generic_voice", "slip", "same_voice", "long_turn", "times_left", "declared_silent", "unbelieved",
    "lost_assignment",
]
SENTENCES: dict[Kind, str] = {
    "nobody_answers": "Personne ne répond : seule parle la voix qui enquête (« {about} »). Dites qui répond.",
    "no_voice": "Rien ne dit qui parle : {count} passages sont lus sans voix. Personne n'est compté.",
    "one_voice": "Une seule voix parle (« {about} ») : dites si quelqu'un d'autre parle, et où.",
    "who_asks": "Qui enquête n'est pas sûr : à confirmer.",
    "article": (
        "Lu comme un entretien publié, sans libellés : les questions ont été reconnues à leur forme. À confirmer."
    ),
    "numbers": "Les questions ont été reconnues à leur numéro, et rien d'autre ne dit qui parle : à confirmer.",
    "alternation": (
        "{count} tours sont attribués par l'alternance des tirets, et rien d'autre : à confirmer. Écrivez le libellé "
        "après le tiret là où c'est quelqu'un d'autre."
    ),
    "once": "« {about} » ne parle qu'une fois ({place} : « {sample} ») : à confirmer.",
    "generic_voice": "« {about} » n'est personne en particulier : une seule voix, ou plusieurs ? À confirmer.",
    "slip": "« {about} » ressemble à « {sample} » : faute de frappe ?",
    "same_voice": "« {about} » et « {sample} » sont lus comme une seule voix. À confirmer.",
    "long_turn": "{place} : un tour de {count} mots ({about}). Plusieurs voix s'y cachent peut-être.",
    "times_left": "{count} repères de temps sont restés dans la parole ({place} : « {sample} »).",
    "declared_silent": "« {about} » est déclaré·e, et ne dit rien dans ce fichier : vérifiez son libellé.",
    "unbelieved": "« {about} : » ouvre {count} ligne(s) et n'a pas été cru ({place} : « {sample} »).",
    "lost_assignment": "Le {place}, donné à « {about} », ne se retrouve plus : le texte a changé. Redites qui parle.",
}
# The others inform: they leave nothing undecided.
SETTLED_BY_A_PERSON: frozenset[Kind] = frozenset({
    "nobody_answers", "no_voice", "one_voice", "who_asks", "article", "numbers", "alternation", "once",
    "generic_voice", "lost_assignment", "declared_silent",
})
# Settled at once by who says that each voice does what it was read to do.
SETTLED_BY_ROLES: frozenset[Kind] = frozenset({"who_asks", "article", "numbers", "alternation"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """
    Something to confirm.

    Attributes:
        kind: what it is.
        about: the label, or what it is about.
        place: where it stands, as « paragraphe 12 ».
        count: turns, words or times, by kind.
        sample: the words that show it; of a slip and of a second label, that label.
    """

    kind: Kind
    about: str = ""
    place: str = ""
    count: int = 0
    sample: str = ""

    @property
    def sentence(self) -> str:
        """Say it in French."""
        said = SENTENCES[self.kind].format(
            about=self.about or "voix inconnue", place=self.place or "ce fichier", count=self.count, sample=self.sample
        )
        return f"« {self.about} » pose le plus de questions : à confirmer." if self._asking else said

    @property
    def _asking(self) -> bool:
        return self.kind == "who_asks" and bool(self.about)
