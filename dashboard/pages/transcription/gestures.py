"""What somebody did on a transcript → lines in their file, or a report of what would come loose; what the page says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data import describing
from dashboard.data.describing import UnderstoodInterviews
from dashboard.ui import address
from dashboard.ui.component import Component, Gesture, GestureHandlers, MessageKeys
from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import CorrectionDecision
from pipeline.changes.continuity.following import Consequences, consequences
from pipeline.ingest.speech.understood import Spoken
from pipeline.language.numbers import listed
from pipeline.model.decision_writer import DecisionWriter
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.describe import correcting, voices
from pipeline.pseudonymise.describe.correcting import CorrectedTranscript

# What the page says.
PRIVATE = "Page privée : elle montre les fichiers reçus et les vrais noms. Ne la partagez pas, ne la projetez pas."
SESSION = "Entretien"
NOTHING = "Aucune transcription n'est lue : la page « Mettre à jour » permet d'en déposer."
UPDATE = "Mettre à jour l'enquête"
LATER = "Ce sera pris en compte à la prochaine mise à jour."
NOTHING_CHANGED = "Rien ne change."
UNDONE = "Annulé : {said}."
DONE = "Noté : {said}."
NOTHING_TO_UNDO = "Vous n'avez rien corrigé dans cet entretien."
STALE = "La page avait changé entre-temps : rien n'a été écrit. Recommencez."
NOBODY = "Donnez d'abord votre nom, en haut de la page."
LOOSE = "Attention : des codages ne retrouveraient plus leurs mots."
COUNTED = ("{n} passage corrigé", "{n} passages corrigés")
LIST = "Ce qui a été corrigé dans cet entretien"
BY = "{said} — {author}"
TAKE_BACK = "Annuler"
MEDIA = "Enregistrement"
NO_MEDIA = (
    "Aucun enregistrement n'est connu pour cet entretien. Indiquez le dossier où ils sont, sur cette machine : chacun "
    "se reconnaît à son nom, le même que celui de la transcription ({stem}), ou à la colonne « enregistrement » de "
    "votre tableau des entretiens."
)
NO_TIMES = "Cette transcription ne porte pas de temps : l'enregistrement s'écoute, mais le texte ne le suit pas."
FOLDER, FOLDER_DO = "Dossier des enregistrements", "Chercher dans ce dossier"
FOLDER_HELP = (
    "Les enregistrements y restent : rien n'est copié. Seul l'emplacement de ce dossier est retenu, sur cette machine."
)
FOLDER_KEPT = "C'est noté : les enregistrements sont cherchés dans ce dossier."
LABELS = {
    "page": "Transcription, avec ses tours de parole", "turn": "tour", "correct": "Corriger", "listen": "Écouter",
    "corrected": "corrigé", "received": "Dans le fichier reçu : ", "text": "Ce qui est dit", "who": "Qui parle",
    "save": "Enregistrer", "cut": "Couper au curseur", "then": "et la suite est de", "same": "la même voix",
    "join": "Joindre au tour d'avant", "leave": "Ne rien changer", "undo": "Annuler la dernière",
    "anyway": "Corriger quand même", "give_up": "Ne rien changer", "play": "Écouter", "pause": "Pause",
    "play_help": "", "back": "3 s", "back_help": "Revenir de 3 secondes", "onward": "3 s",
    "onward_help": "Avancer de 3 secondes", "slower": "", "slower_help": "Moins vite", "faster": "",
    "faster_help": "Plus vite",
    "keys": "Touches", "place_cursor": "Placez le curseur devant le premier mot du nouveau tour, puis « Couper ».",
    "failed": "Ce navigateur ne lit pas cet enregistrement (format ou fichier abîmé).",
    "unknown": "voix inconnue",
}
KEYS_HELP = [
    ["Espace", "écouter, ou mettre en pause"], ["←", "revenir de 3 secondes"], ["→", "avancer de 3 secondes"],
    ["S / P", "tour suivant, tour précédent"], ["L", "écouter depuis ce tour"], ["C", "corriger ce tour"],
    ["Z", "annuler la dernière correction"], ["- / +", "moins vite, plus vite"], ["?", "montrer ces touches"],
    ["Ctrl + Entrée", "enregistrer"], ["Échap", "ne rien changer"],
    ["Alt + Espace", "en corrigeant : écouter, ou mettre en pause"],
    ["Alt + ←", "en corrigeant : revenir de 3 secondes"],
]
NEWS, ERROR, COUNT, WAITING = "mending:news", "mending:error", "mending:count", "mending:waiting"
TURN, ASKED = "tour", "mending:asked"
SIZE = 60  # turns of a page
TURNS = Component(
    "transcription", '<section class="transcription"></section>', "pages/transcription/transcription.js",
    css="pages/transcription/transcription.css", key="mending-turns",
)
Data = dict[str, Any]


@dataclass(frozen=True)
class WaitingCorrection:
    """Lines that nobody has confirmed: decisions would come loose."""

    session: str
    lines: Sequence[CorrectionDecision]
    would: Consequences
    told: tuple[str, ...]


@dataclass(frozen=True)
class MendingState:
    """What is before whoever corrects: the interview, the turns of a page, the recording."""

    session: str
    heard: UnderstoodInterviews
    author: str
    media: str = ""
    video: bool = False

    @property
    def transcript(self) -> CorrectedTranscript:
        """The interview as it reads now."""
        return describing.corrected(self.session)

    @property
    def turns(self) -> tuple[Spoken, ...]:
        """Its turns, with who speaks each."""
        return self.heard.understood[self.session].turns

    @property
    def labels(self) -> list[str]:
        """Its voices, each once."""
        return list(dict.fromkeys(v.label for v in self.heard.understood[self.session].voices if v.label))

    @property
    def first(self) -> int:
        """The first turn of the page that the address asks for."""
        last = max(0, (len(self.turns) - 1) // SIZE)
        return SIZE * min(max(0, address.page_asked() - 1), last)

    @property
    def waiting(self) -> WaitingCorrection | None:
        """What waits to be confirmed in this interview."""
        kept = st.session_state.get(WAITING)
        return kept if kept and kept.session == self.session else None

    @property
    def token(self) -> str:
        """What tells one state of the screen from another."""
        return f"{self.session}|{self.first}|{len(self.turns)}|{st.session_state.get(COUNT, 0)}"


def shown(on: MendingState, first: int, last: int) -> Data:
    """Give all that the browser gets of a page: turns ``first`` to ``last``, the last left out."""
    mended = on.transcript.mended
    ends = {n: d.end_ms for n, d in enumerate(on.transcript.drafts)}
    turns = [
        {
            "turn": t.turn, "who": t.speaker, "role": t.role, "text": t.text, "start": t.start_ms,
            "end": ends.get(t.turn), "place": t.place, "received": mended.get(t.turn, ""),
        }
        for t in on.turns[first:last]
    ]
    session, asked = st.session_state.get(ASKED) or ("", None)
    waiting = on.waiting
    return {
        "starts": [[t.turn, t.start_ms] for t in on.turns if t.start_ms is not None],
        "token": on.token, "session": on.session, "turns": turns, "voices": on.labels, "labels": LABELS,
        "keys": KEYS_HELP, "asked": asked if session == on.session else None, "media": on.media, "video": on.video,
        "may": bool(on.author), "news": st.session_state.get(NEWS, ""), "error": st.session_state.get(ERROR, ""),
        "waiting": [LOOSE, *waiting.told] if waiting else [],
    }


def _save(on: MendingState, made: Gesture) -> None:
    """Write what was typed over a turn, and whose it is."""
    turn = _number(made, "turn")
    who = " ".join(str(made.get("who", "")).split())
    lines = correcting.words(on.transcript, turn, str(made.get("text", "")), _writer(on))
    spoken = on.turns[turn]
    given = voices.assigned(on.session, [spoken], {turn: who}) if who and who != spoken.speaker else []
    if not lines and not given:
        st.session_state[NEWS] = NOTHING_CHANGED
        return
    if given:
        # Before the words: the turn is known again by those it has now.
        voices.write(study(), on.author, given)
        st.session_state[NEWS] = DONE.format(said=listed([voices.told(one) for one in given]))
    if lines:
        _propose(on, [DecisionWriter(author=on.author).again(one) for one in lines])


def _cut(on: MendingState, made: Gesture) -> None:
    """Begin another turn at the cursor; what was typed in the meantime is written with it."""
    turn = _number(made, "turn")
    at = _number(made, "at")
    typed = str(made.get("text", ""))
    typed_over = correcting.words(on.transcript, turn, typed, _writer(on))
    now = correcting.transcript(study(), on.session, typed_over) if typed_over else on.transcript
    # The cursor was among what is typed, whose blanks at both ends are not kept.
    before = len(typed) - len(typed.lstrip())
    cut = correcting.cut_before(now, turn, max(0, at - before), str(made.get("then", "")), _writer(on))
    _propose(on, [*typed_over, *cut])


def _join(on: MendingState, made: Gesture) -> None:
    """Make a turn go on the one before."""
    _propose(on, correcting.join(on.transcript, _number(made, "turn"), _writer(on)))


def _undo(on: MendingState, _: Gesture) -> None:
    """Take back the last thing that this person did to this interview: words, a cut, a voice."""
    lines = correcting.last(on.transcript, on.author)
    given = voices.last(study(), on.author, on.session)
    if not lines and not given:
        raise FiligraneError(NOTHING_TO_UNDO)
    if given and (not lines or given[0].at > lines[0].at):
        voices.write(study(), on.author, voices.taken_back(given))
        st.session_state[NEWS] = UNDONE.format(said=listed([voices.told(one) for one in given]))
        return
    take_back(on, lines)


def take_back(on: MendingState, lines: Sequence[CorrectionDecision]) -> None:
    """Take corrections back."""
    undone = correcting.taken_back(study(), on.transcript, lines, _writer(on))
    _propose(on, undone, UNDONE.format(said=listed([correcting.told(one) for one in lines])))


def _propose(on: MendingState, lines: Sequence[CorrectionDecision], said: str = "") -> None:
    """Write lines; where decisions would come loose, say which first, and write nothing."""
    describing.own()
    would = consequences(study(), lines)
    done = said or DONE.format(said=listed([correcting.told(one) for one in lines]))
    told = (done, *would.told(study()))
    if would.lost:
        st.session_state[WAITING] = WaitingCorrection(on.session, lines, would, told[1:])
        return
    _write(on, lines, told)


def _write(on: MendingState, lines: Sequence[CorrectionDecision], told: Sequence[str]) -> None:
    decisions.append(study(), on.author, lines)
    before = st.session_state.get(NEWS, "")
    st.session_state[NEWS] = " ".join(filter(None, (before, *told)))


def _anyway(on: MendingState, _: Gesture) -> None:
    """Write what waited to be confirmed."""
    waiting = on.waiting
    if waiting:
        st.session_state.pop(WAITING, None)
        _write(on, waiting.lines, (DONE.format(said=listed([correcting.told(one) for one in waiting.lines])),))


def _give_up(_on: MendingState, _: Gesture) -> None:
    """Let go of what waited."""
    st.session_state.pop(WAITING, None)
    st.session_state[NEWS] = NOTHING_CHANGED


def _page(_on: MendingState, made: Gesture) -> None:
    """Open the page where a turn is: the recording goes on."""
    st.query_params[address.PAGE] = str(1 + max(0, _number(made, "turn")) // SIZE)


def _writer(on: MendingState) -> DecisionWriter:
    return DecisionWriter(author=on.author)


def _number(made: Gesture, name: str) -> int:
    value = made.get(name)
    return value if isinstance(value, int) else -1


KEYS = MessageKeys(NEWS, ERROR, COUNT)
HANDS: GestureHandlers[MendingState] = GestureHandlers(
    {"save": _save, "cut": _cut, "join": _join, "undo": _undo, "anyway": _anyway, "give_up": _give_up,
     "page": _page},
    KEYS, STALE, NOBODY, frozenset({"page", "give_up"}),
)
