"""The reading, decisions and the coder → what the page holds: what waits, is in hand, was revealed; all it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import streamlit as st

from dashboard.data import study_data
from dashboard.data import suggestions as view
from dashboard.data.decisions_read import Decided, decided
from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.suggestions import ReviewChoice, SuggestionCase
from dashboard.ui import address, coder
from dashboard.ui.component import Component
from pipeline.anchoring.decisions import append
from pipeline.coding.coder_state import CoderState
from pipeline.coding.coding_writer import CodingWriter
from pipeline.model.contracts import Mode
from pipeline.model.decision_rows import CodingDecision, CodingVerb

# What the page says.
HIDDEN_TITLE = "Cette enquête ne montre pas de suggestions"
HIDDEN = (
    "Sa démarche s'en passe : aucune page n'en montre, et rien n'est proposé à votre place. Lisez et codez à la main. "
    "Un réglage de l'enquête permet de les montrer."
)
MANUAL_TITLE = "Vous codez sans suggestions"
MANUAL = "Aucune ne se montre. Pour les relire, changez votre manière de coder, ci-dessus."
READ_BY_HAND = "Lire et coder les entretiens"
READ_FIRST = "Lisez déjà les passages ; les suggestions se montrent une fois votre nom donné."
NOBODY = "Donnez d'abord votre nom, en haut de la page : chaque décision est écrite sous un nom."
NONE_TITLE, ALL_DONE_TITLE, FILTERED_TITLE = (
    "Aucune suggestion pour l'instant", "Tout est relu", "Aucune suggestion ne répond à ces choix",
)
SHOWN_DONE_TITLE = "Tout ce qui se montre ici est relu"
NONE = (
    "Une suggestion vient d'un indice de la grille, d'une définition proche ou de passages déjà codés. Complétez la "
    "grille ou codez quelques passages, puis passez par la page « Mettre à jour »."
)
EXAMPLE = (
    "La grille est celle de l'exemple : elle ne suggère rien tant que personne n'a dit « C'est ma grille », à la page "
    "Grille de codage."
)
ALL_DECIDED_TITLE = "Plus de passage à décider"
ALL_DECIDED = "Vous avez décidé de tous les passages de ce choix, ou marqué leurs entretiens comme lus."
ALL_DONE = "Une suggestion refusée ne revient que si la définition de son code change."
FILTERED = "Choisissez un autre code ou un autre entretien : il en reste ailleurs."
SEE_ALL = "Voir toutes les suggestions"
ORDER_NAME, CODE_FILTER = "Ordre", "Code"
ORDERS = {"incertaines": "Les plus incertaines d'abord", "code": "Code par code", "hasard": "Au hasard"}
ALL_CODES, ALL_SESSIONS = "tous les codes", "tous les entretiens"
BLIND_ON = (
    "Décidez de ce passage : la suggestion, s'il y en a une, ne se montre qu'après. Ce que vous changez alors est noté "
    "à part."
)
GRID = "La grille"
BY_CODE = "Où en est chaque code"
DEFINITION, INCLUDE, EXCLUDE = "Définition", "On y met", "On n'y met pas"
NO_DEFINITION = "Ce code n'a pas de définition : écrivez-la dans la grille."
ALIKE, NO_ALIKE = "Passages déjà décidés", "Personne n'a encore décidé d'un passage pour ce code."
NEAREST_FIRST = "Les plus proches d'abord."
IN_TRANSCRIPT = "Lire dans l'entretien"
LABELS = {
    "review": "Suggestion à relire", "suggested": "Code suggéré", "turn": "tour", "accept": "Accepter",
    "refuse": "Refuser", "modify": "Modifier", "unsure": "Je ne sais pas", "undo": "Annuler", "next": "Suivant",
    "memo": "Mémo (facultatif), gardé avec la décision", "code": "Code", "codes": "Vos codes pour ce passage",
    "type": "un code, ou le nom d'un nouveau", "create": "Créer", "create_key": "Maj+Entrée",
    "in_vivo": "En faire le nom d'un code", "redo": "Rétablir",
    "none": "Aucun code", "validate": "Valider mes codes", "confirm": "Enregistrer",
    "remove": "retirer", "passage": "Passage à coder",
    "ends": "Les bornes : sélectionnez les mots à la souris, ou par les flèches (Maj + flèche étend).",
    "whole": "tout le passage", "words": "Mots retenus", "change": "Ajouter finalement ce code",
    "no_code": "Aucun code de ce nom : Entrée le crée.", "why": "Pourquoi cette suggestion ?",
    "revealed": "Votre décision et ce qui était suggéré",
}
UNDONE = "Dernière décision annulée : la suggestion est de nouveau à relire."
NOTHING_TO_UNDO = "Rien à annuler ici."
STALE = "L'écran a changé entre-temps : regardez à nouveau, puis recommencez."
NO_SUCH_CODE = "Choisissez un code de la grille."
NO_WORDS = "Sélectionnez au moins un mot du passage."
CREATED = "Nouveau code « {code} », à définir plus tard : mis sur ce passage."
REDONE = "Rétabli."
COUNT, NEWS, ERROR, HELD, REVEALED, PUT = (
    "suggestion:count", "suggestion:news", "suggestion:error", "suggestion:held", "suggestion:revealed",
    "suggestion:put",
)
ORDER, CODE, SESSION = "ordre", "code", "entretien"
TURN = Component(
    "suggestion", '<section class="suggestion"></section>', "pages/suggestions/suggestion.js",
    css="pages/suggestions/suggestion.css", key="suggestion-turn",
)
Phase = Literal["ask", "blind", "reveal"]


@dataclass(frozen=True)
class SuggestionState:
    """What a coder has before them."""

    reading: CorpusReading
    decided: Decided
    coder: str
    mode: Mode
    choice: ReviewChoice

    @property
    def coder_state(self) -> CoderState:
        """What the coder holds."""
        return self.decided.now.of(self.coder)

    @cached_property
    def found(self) -> list[SuggestionCase]:
        """The suggestions of the code and session chosen, reviewed or not."""
        return view.suiting(view.cases(self.reading), self.choice)

    @property
    def waits(self) -> frozenset[str]:
        """The names of the suggestions that nobody has answered."""
        return view.left(self.reading, self.decided, self.coder)

    @property
    def queue(self) -> tuple[SuggestionCase, ...]:
        """What is left to review, in the order chosen."""
        return view.queue(self.reading, self.decided, self.coder, self.choice)

    @cached_property
    def case(self) -> SuggestionCase | None:
        """The suggestion in hand: the one gone back to, else the first of the queue."""
        held = st.session_state.get(HELD)
        return next((c for c in self.queue if c.name == held), self.queue[0] if self.queue else None)

    @property
    def phase(self) -> Phase:
        """Say whether the coder answers, decides alone, or sees what was suggested after having decided."""
        if self.mode != "blind":
            return "ask"
        return "reveal" if self.revealed else "blind"

    @property
    def revealed(self) -> Passage | None:
        """The passage that the coder has decided on alone, while it is still before them."""
        return self.reading.by_place.get(st.session_state.get(REVEALED) or "")

    @property
    def alone(self) -> tuple[Passage, ...]:
        """The passages to decide on before anything shows."""
        return view.blind_queue(self.reading, self.decided, self.coder, self.choice)

    @property
    def passage(self) -> Passage | None:
        """The passage in hand."""
        if self.phase == "ask":
            return self.case.passage if self.case else None
        return self.revealed or next((p for p in self.alone if p.place == st.session_state.get(HELD)), None) or (
            self.alone[0] if self.alone else None
        )

    @property
    def token(self) -> str:
        """What tells one state of the screen from another: a gesture made on an older one is refused."""
        place = self.case.name if self.phase == "ask" and self.case else self.passage.place if self.passage else ""
        return f"{self.coder}|{self.phase}|{place}|{st.session_state.get(COUNT, 0)}"

    def writer(self, mode: Mode | None = None) -> CodingWriter:
        """Give what writes the coder's lines."""
        corpus = self.reading.corpus
        return CodingWriter(author=self.coder, mode=mode or self.mode, codebook=corpus.codebook, turns=corpus.turns)

    @property
    def put(self) -> list[str]:
        """List the codes that the coder put alone on the passage that was revealed."""
        return list(st.session_state.get(PUT) or ())

    @cached_property
    def differing(self) -> list[SuggestionCase]:
        """The suggestions on the passage revealed that the coder has not come to, neither alone nor since."""
        found = view.of_passage(self.reading, self.revealed.place) if self.revealed else []
        answers = {c.name: self.coder_state.answer(c.suggestion) for c in found}
        since = {name for name, answer in answers.items() if answer and answer.decision == CodingVerb.ACCEPT}
        return [c for c in found if c.code not in self.put and c.name not in since]


def page_state() -> SuggestionState:
    """Give what the page shows now."""
    choice = ReviewChoice(address.picked(ORDER) or "incertaines", address.picked(CODE), address.picked(SESSION))
    # Whoever has not said who they are may code alone one day: nothing is suggested to them.
    mode = coder.mode() if coder.chosen() else "blind"
    if mode == "blind":  # a code chosen, or an order by doubt, would tell what the machine says
        choice = ReviewChoice("hasard", "", choice.session)
    return SuggestionState(study_data.reading(), decided(), coder.chosen(), mode, choice)


def write(on: SuggestionState, lines: Sequence[CodingDecision]) -> None:
    """Add lines to the coder's file."""
    append(study_data.study(), on.coder, lines)
