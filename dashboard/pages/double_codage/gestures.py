"""The reading, decisions and the arbiter → what the page holds, what it says, and what is done of what they ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import streamlit as st

from dashboard.data import study_data
from dashboard.data.decisions_read import decided
from dashboard.data.passages import CorpusReading
from dashboard.ui import address, coder
from dashboard.ui import double_coding as view
from dashboard.ui.component import Component, Gesture, GestureHandlers, MessageKeys
from dashboard.ui.double_coding import Coders, TwoCoders, labels
from dashboard.ui.sentences import coding_phrases as phrases
from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.decisions import append
from pipeline.coding import disagreements as rule
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.disagreements import Choice, Disagreement, Ruling, place_of, rulings
from pipeline.model.decision_rows import Arbitration, CodingDecision
from pipeline.model.errors import FiligraneError

# What the page says.
FIRST_PERSON, SECOND_PERSON, CODE_NAME, ALL_CODES = "Personne A", "Personne B", "Code", "tous les codes"
SEE_SETTLED = "Revoir aussi ce qui est arbitré"
BOTH_STAY = "Les deux lectures restent : un arbitrage s'ajoute, avec sa raison."
BLIND = "Un entretien n'est montré ici que si toutes deux ont dit l'avoir lu en entier."
TWO_NEEDED = (
    "Il faut que deux personnes aient codé les mêmes entretiens sans voir de suggestions, et dit « J'ai lu tout cet "
    "entretien » en bas de la page Lecture. Le second codage peut aussi venir d'un tableur (le guide dit comment)."
)
NOTHING_IN_COMMON = "Ces deux personnes n'ont encore marqué comme lu aucun même entretien."
ALL_SETTLED, NO_DISAGREEMENT = "Tout est arbitré ici.", "Aucun désaccord ici : mêmes codes, mêmes mots."
NOBODY = "Donnez d'abord votre nom, en haut de la page : chaque arbitrage est écrit sous un nom."
LABELS = {
    "region": "Désaccord à arbitrer", "question": "Question", "turn": "tour", "passage": "Passage",
    "first": "Garder {first}", "second": "Garder {second}", "both": "Garder les deux", "neither": "Aucune",
    "other": "Autre lecture", "previous": "Précédent", "next": "Suivant", "undo": "Annuler mon dernier arbitrage",
    "why": "Pourquoi ?", "write": "Une autre raison", "reason_needed": "Dites d'abord pourquoi : un chiffre, ou R.",
    "read": "Lire dans l'entretien", "confirm": "Enregistrer cette lecture", "code": "Code", "ends": "Bornes",
    "help": "Choisissez une raison (chiffre, ou R pour l'écrire), puis une lecture (A, B, D, N, O).",
}
REASONS = (
    "la définition du code l'exclut", "la définition du code le demande", "il faut la phrase entière",
    "le passage peut être plus court", "un autre code dit mieux", "les deux lectures se tiennent",
)
ENDS = {
    "selected": "les mots sélectionnés dans le texte", "first": "celles de {first}", "second": "celles de {second}",
    "either": "tout ce que l'une ou l'autre a retenu", "common": "ce que les deux ont retenu",
}
STALE = "L'écran a changé entre-temps : refaites ce geste."
NO_SUCH_CODE = "Ce code n'est pas dans la grille."
NO_WORDS = "Sélectionnez des mots du passage, puis recommencez."
NOTHING_IN_COMMON_WORDS = "Les deux passages n'ont aucun mot en commun : choisissez d'autres bornes."
NOTHING_TO_UNDO = "Aucun arbitrage à annuler."
UNDONE = "Arbitrage annulé : le désaccord est de nouveau ouvert."
NOTED = "Noté sous le nom de {arbiter} : {said}."
FIRST, SECOND, CODE, SETTLED = "a", "b", "code", "double:settled"
COUNT, NEWS, ERROR, HELD = "double:count", "double:news", "double:error", "double:held"
TURN = Component(
    "double", '<section class="desaccord"></section>', "pages/double_codage/double.js",
    css="pages/double_codage/double.css", key="double-turn",
)


@dataclass(frozen=True)
class ArbitrationState:
    """What an arbiter has before them."""

    reading: CorpusReading
    lines: tuple[CodingDecision, ...]
    rulings: Sequence[Arbitration]
    coders: Coders
    arbiter: str
    code: str
    settled: bool

    @cached_property
    def on(self) -> TwoCoders:
        """What the two coders differ on."""
        return view.double(self.reading, self.lines, self.coders)

    @cached_property
    def ruled(self) -> Mapping[str, Sequence[Arbitration]]:
        """The rulings in force, by disagreement."""
        return rulings(self.rulings)

    @cached_property
    def queue(self) -> list[Disagreement]:
        """What is to be gone through."""
        return view.left(self.on, self.ruled, self.code, settled=self.settled)

    @property
    def rank(self) -> int:
        """Where the disagreement in hand stands in the queue, from 0."""
        held = st.session_state.get(HELD)
        return next((i for i, d in enumerate(self.queue) if d.name == held), 0)

    @property
    def current(self) -> Disagreement | None:
        """The disagreement in hand: the one gone to, else the first."""
        return self.queue[self.rank] if self.queue else None

    @property
    def token(self) -> str:
        """What tells one state of the screen from another: a gesture made on an older one is refused."""
        name = self.current.name if self.current else ""
        return f"{self.arbiter}|{name}|{st.session_state.get(COUNT, 0)}"

    def go(self, rank: int) -> None:
        """Take a disagreement of the queue in hand."""
        st.session_state[HELD] = self.queue[min(max(rank, 0), len(self.queue) - 1)].name if self.queue else None

    def writer(self) -> CodingWriter:
        """Give what writes the arbiter's lines."""
        corpus = self.reading.corpus
        return CodingWriter(author=self.arbiter, mode="none", codebook=corpus.codebook, turns=corpus.turns)


def page_state() -> ArbitrationState:
    """Give what the page shows now."""
    now = decided()
    two = (address.picked(FIRST), address.picked(SECOND))
    return ArbitrationState(
        study_data.reading(), now.in_force, now.rulings, two, coder.chosen(), address.picked(CODE),
        bool(st.session_state.get(SETTLED)),
    )


def write(on: ArbitrationState, lines: Sequence[Arbitration]) -> None:
    """Add lines to the arbiter's file."""
    append(study_data.study(), on.arbiter, lines)


End = tuple[int, int]  # turn, word


def _in_hand(on: ArbitrationState) -> Disagreement:
    if not on.current:
        raise FiligraneError(STALE)
    return on.current


def _choose(on: ArbitrationState, made: Gesture) -> None:
    about = _in_hand(on)
    choice = cast("Choice", made.get("gesture"))
    _settle(on, rule.arbitrate(on.writer(), about, Ruling(choice, _reason(made))))


def _otherwise(on: ArbitrationState, made: Gesture) -> None:
    about = _in_hand(on)
    code = str(made.get("code") or "")
    if code not in on.reading.corpus.codes:
        raise FiligraneError(NO_SUCH_CODE)
    _settle(on, rule.otherwise(on.writer(), about, _place(on, about, made), code, _reason(made)))


def _reason(made: Gesture) -> str:
    return str(made.get("reason") or "")


def _settle(on: ArbitrationState, lines: Sequence[Arbitration]) -> None:
    rank, following = on.rank, on.queue[on.rank + 1 : on.rank + 2]
    write(on, lines)
    said = phrases.ruled(lines, labels(on.reading.corpus))
    st.session_state[NEWS] = NOTED.format(arbiter=on.arbiter, said=said)
    st.session_state[HELD] = following[0].name if following else (on.queue[rank - 1].name if rank else None)


def _place(on: ArbitrationState, about: Disagreement, made: Gesture) -> Place:
    turns = on.reading.corpus.turns[about.session]
    ends = str(made.get("ends") or "")
    if ends == "selected":
        turn, start, end = (made.get(name) for name in ("turn", "start", "end"))
        known = turns.get(turn) if isinstance(turn, int) else None
        found = anchors.source_words(known, int(start or 0), int(end or 0)) if known else None
        if not known or not found:
            raise FiligraneError(NO_WORDS)
        return Place(known.turn, found[0], known.turn, found[1])
    places = [place_of(turns, c) for c in (about.first, about.second) if c]
    if ends in {"either", "common"}:
        return _joined(places, common=ends == "common")
    coding = about.second if ends == "second" else about.first
    if not coding:
        raise FiligraneError(NO_WORDS)
    return place_of(turns, coding)


def _joined(places: Sequence[Place], *, common: bool) -> Place:
    starts: list[End] = [(p.turn, p.first_word) for p in places]
    ends: list[End] = [(p.last_turn, p.last_word) for p in places]
    first, last = (max(starts), min(ends)) if common else (min(starts), max(ends))
    if last < first:
        raise FiligraneError(NOTHING_IN_COMMON_WORDS)
    return Place(*first, *last)


def _undo(on: ArbitrationState, _: Gesture) -> None:
    last = rule.last_ruling(on.rulings, on.arbiter)
    if not last:
        raise FiligraneError(NOTHING_TO_UNDO)
    write(on, rule.undo(on.writer(), last))
    st.session_state[NEWS], st.session_state[HELD] = UNDONE, last[0].about


HANDS = GestureHandlers(
    {
        "first": _choose, "second": _choose, "both": _choose, "neither": _choose, "other": _otherwise,
        "next": lambda on, _: on.go(on.rank + 1), "previous": lambda on, _: on.go(on.rank - 1), "undo": _undo,
    },
    MessageKeys(NEWS, ERROR, COUNT), STALE, NOBODY,
    reading=frozenset({"next", "previous"}),
)


def on_gesture() -> None:
    """Do what the arbiter asks; what cannot be done is told on the screen, and nothing is written."""
    on = page_state()
    HANDS.carry_out(TURN.gesture(), on, on.arbiter)
