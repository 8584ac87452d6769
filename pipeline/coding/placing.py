"""A person's decision → where its words stand in the current text, or why they stand nowhere."""

from __future__ import annotations

import typing
from dataclasses import dataclass

from pipeline.anchoring.anchors import Place, Turns
from pipeline.anchoring.finding import find
from pipeline.codebook.grid import Codebook
from pipeline.model.contracts import AnonymisedTurn, Mode
from pipeline.model.decision_rows import Arbitration, CodingDecision, QuoteDecision, ThemeDecision
from pipeline.pseudonymise.consent.restrictions import all_withdrawn

Coded = CodingDecision | Arbitration
Said = Coded | QuoteDecision | ThemeDecision
MODES = typing.get_args(Mode)
UNKNOWN_SESSION = "cet entretien n'est pas (ou plus) dans l'enquête"
UNKNOWN_CODE = "ce code n'est pas dans la grille : corrigez-le, ou ajoutez un alias dans codebook.yaml"
UNKNOWN_MODE = "ce mode de codage n'existe pas (manual, blind ou assisted)"
NOWHERE = "ces mots ne se trouvent plus dans l'entretien, ou s'y trouvent à plusieurs endroits"
TAKEN_AWAY = "passage retiré"
TWICE = "une autre ligne porte déjà cet identifiant"


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision with the place where its words stand now and its code in force."""

    decision: Coded
    place: Place
    code: str

    @property
    def session(self) -> str:
        return self.decision.session

    @property
    def turn(self) -> int:
        return self.place.turn

    @property
    def first_word(self) -> int:
        return self.place.first_word

    @property
    def last_turn(self) -> int:
        return self.place.last_turn

    @property
    def last_word(self) -> int:
        return self.place.last_word


def turns_by_session(anonymised: list[AnonymisedTurn]) -> dict[str, dict[int, AnonymisedTurn]]:
    """Arrange turns by session and number."""
    sessions: dict[str, dict[int, AnonymisedTurn]] = {}
    for turn in anonymised:
        sessions.setdefault(turn.session, {})[turn.turn] = turn
    return sessions


def place_decision(decision: Coded, turns: Turns, codebook: Codebook) -> Placed | str:
    """Place a decision among the turns of its session; a text tells why it has no place."""
    code = codebook.in_force(decision.code)
    if not turns:
        return UNKNOWN_SESSION
    if code not in {c.id for c in codebook.codes}:
        return UNKNOWN_CODE
    if isinstance(decision, CodingDecision) and decision.mode not in MODES:
        return UNKNOWN_MODE
    place = standing_place(decision, turns)
    return place if isinstance(place, str) else Placed(decision, place, code)


def standing_place(decision: Said, turns: Turns) -> Place | str:
    """Find where the words of a decision stand now, whatever it says of them; a text tells why they stand nowhere."""
    if not turns:
        return UNKNOWN_SESSION
    stored = Place(decision.turn, decision.first_word, decision.last_turn, decision.last_word)
    place = find(turns, stored, decision.quote, getattr(decision, "check", ""))
    if place is None:
        return NOWHERE
    return TAKEN_AWAY if all_withdrawn(turns, place) else place
