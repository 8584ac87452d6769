"""One interview in hand, its turns ↔ who speaks each; a gesture about its voices; what the page says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data import describing
from dashboard.ui import coder, component, frame
from dashboard.ui.address import pager
from dashboard.ui.component import Column, EditableTable, Row, TableCell
from dashboard.ui.html import element, link
from pipeline.anchoring.decisions import RoleDecision
from pipeline.ingest.speech.understood import Understood, Voice
from pipeline.language.numbers import agreeing, listed, number
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.describe import voices

TITLE = "Qui parle"
PRIVATE = "Page privée : elle montre les fichiers reçus et les vrais noms. Ne la partagez pas, ne la projetez pas."
SESSION = "Entretien"
ALL_TOLD, FILES = "{files} : {left} à régler", ("fichier", "fichiers")
COLUMNS = ("Fichier", "Voix", "À régler")
SETTLED, TO_SETTLE = "rien", ("1 point", "{n} points")
UNREADABLE = "Fichiers que rien ne permet de lire"
NOTHING = "Aucune transcription n'est lue : la page « Mettre à jour » permet d'en déposer."

WAYS = {
    "labels": "Lu d'après les noms ou initiales écrits devant chaque tour.",
    "format": "C'est le format du fichier qui dit qui parle.",
    "typography": "Lu d'après la typographie (gras, italique, couleur) des questions.",
    "dashes": "Lu d'après ses tirets de dialogue.", "numbers": "Lu d'après ses questions numérotées.",
    "article": "Lu comme un entretien publié.",
    "times": "Lu d'après ses repères de temps : rien ne dit qui parle.",
    "notes": "Lu comme un carnet de terrain : personne n'y parle.", "questionnaire": "Réponses à un questionnaire.",
}
DOUBTS, NO_DOUBT = "À régler", "Rien à régler dans ce fichier."
NOTED = "À savoir, sans rien à régler : corrigez plus bas si c'est faux."
# Why a voice has its role, where nothing is left to confirm in its file.
SETTLED_BECAUSE: dict[str | None, str] = {"questions": "pose le plus de questions", "default": ""}
UNKNOWN = {"participant": "voix inconnue", "editorial": "hors parole", "noise": "bruit"}
ROLES = {"participant": "répond", "interviewer": "enquête", "editorial": "hors parole", "noise": "bruit"}
ROLE = "Que fait « {label} » ?"
CONFIRM = "C'est bien cela"
ALL_RIGHT = "Cette lecture est juste"
ALL_RIGHT_HELP = "Chaque voix fait bien ce qui est proposé : plus rien n'est à confirmer."
WHOLE = "la lecture est juste ({voices})"
CONFIRM_HELP = "Le rôle proposé est juste : il n'est plus à confirmer."
ALSO_WRITTEN = "aussi écrit : {spellings}"
ONCE = "ne parle qu'une fois"
SAMPLES = "tour {turn}, {place}"
MORE = "Renommer, réunir, ou dire que ce n'est pas une voix"
RENAME, RENAME_DO = "Son nom ici, par exemple « L'enseignante »", "Renommer"
MERGE, MERGE_PICK, MERGE_DO = "C'est la même voix que", "choisir une voix", "Réunir"
NO_LABEL, NO_LABEL_HELP = "Ce n'est pas une voix", "Ces mots font partie de ce qui est dit."
REJECTED = "Ce qui revient en début de ligne, et n'a pas été pris pour une voix"
ACCEPT = {"participant": "C'est une voix qui répond", "interviewer": "C'est une voix qui enquête"}
TIMES = ("{n} fois", "{n} fois")

MEND = "Écouter et corriger cette transcription : une faute, une coupe, deux tours à joindre"
TURNS = "Tour par tour"
TURNS_ABOUT = (
    "Changez la voix d'un tour, ou de plusieurs à la suite : pour scinder une voix, ou pour un enregistrement où rien "
    "ne dit qui parle. Le premier tour a le numéro 0, comme dans les exports. "
    "Où les tours commencent ne change pas : ce qui est codé reste en place."
)
TURN_COLUMNS, WHO, TURNS_TITLE = ("Tour", "Ce qui est dit"), "Qui parle", "Voix de chaque tour"
FROM, TO, GIVE_TO, GIVE = "Du tour", "au tour", "tout est de", "Donner ces tours"
EVERY_OTHER = "un sur deux (question, réponse)"
SAVE_TURNS = ("Enregistrer {n} tour", "Enregistrer {n} tours")
DROP = "Abandonner"
NO_TURN = "Aucun tour ne change."

DONE, UNDO, UNDONE = "Noté : {said}.", "Annuler : {said}", "Annulé : {said}."
MANY = "{n} tours changent de voix"
UPDATE = "Mettre à jour l'enquête"
NOBODY = "Donnez d'abord votre nom, en haut de la page."

# Keys of what is kept beside the page
NEWS, ERROR, COUNT, IN_HAND = "voices:news", "voices:error", "voices:count", "voices:about"
TABLE, PENDING, SIZE, SPEAKER = "voices", "voices:turns", 40, "who"
LONGEST = 400  # characters of a turn


@dataclass(frozen=True)
class VoicesState:
    """What was understood of an interview as it stands now."""

    found: Understood

    @property
    def session(self) -> str:
        """The interview in hand."""
        return self.found.session

    @property
    def labels(self) -> list[str]:
        """The voices that have a name, each once."""
        return list(dict.fromkeys(v.label for v in self.found.voices if v.label))

    def key(self, *parts: str) -> str:
        """Name a widget: another one after each gesture, so that it shows what holds."""
        return ":".join(("voices", self.session, *parts, str(st.session_state.get(COUNT, 0))))


def named(voice: Voice) -> str:
    """Name a voice as the page does."""
    return voice.label or UNKNOWN.get(voice.role, UNKNOWN["participant"])


def decide(on: VoicesState, make: Callable[[], Sequence[RoleDecision]]) -> None:
    """Write a gesture, and keep what to say of it; what cannot be done is told, and nothing is written."""
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    st.session_state[IN_HAND] = on.session
    try:
        describing.own()
        if not coder.chosen():
            raise FiligraneError(NOBODY)  # noqa: TRY301 - told below as any other refusal
        lines = make()
        voices.write(study(), coder.chosen(), lines)
        st.session_state[NEWS] = _news(on, DONE.format(said=told(lines))) if lines else NO_TURN
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)
    st.session_state[COUNT] = st.session_state.get(COUNT, 0) + 1


def _news(on: VoicesState, said: str) -> str:
    after = describing.heard().understood.get(on.session)
    changed = voices.effect(on.found, after) if after else ""
    return " ".join(filter(None, (said, changed)))


def told(lines: Sequence[RoleDecision]) -> str:
    """Say what a gesture did, in a few words."""
    given = sum(line.turn >= 0 for line in lines)
    if given == len(lines) and given > 1:
        return MANY.format(n=number(given))
    roles = {line.label for line in lines if line.role in ROLES and line.turn < 0 and not line.same_as}
    if len(roles) == len(lines) > 1:
        return WHOLE.format(voices=listed([voices.told(line) for line in lines]))
    # Of a voice with several labels, the last is the one it is shown under.
    return voices.told([line for line in lines if line.turn < 0 or given == len(lines)][-1])


def news(on: VoicesState) -> None:
    """Say what became of the last gesture, and let the last one about this interview be taken back."""
    # What was done in another interview is no news of this one.
    here = st.session_state.get(IN_HAND) == on.session
    if here and st.session_state.get(ERROR):
        frame.alert(st.session_state[ERROR])
    if here and st.session_state.get(NEWS):
        later = link(UPDATE, "mise_a_jour")
        frame.say(element("p", st.session_state[NEWS], " ", later, class_="nouvelle", role="status"))
    lines = voices.last(study(), coder.chosen(), on.session) if coder.chosen() else []
    if lines:
        st.button(UNDO.format(said=told(lines)), key="voices:undo", type="tertiary",
                  on_click=_undo, args=(on, lines))


def _undo(on: VoicesState, lines: Sequence[RoleDecision]) -> None:
    said = told(lines)
    decide(on, lambda: voices.taken_back(lines))
    if not st.session_state[ERROR]:
        st.session_state[NEWS] = _news(on, UNDONE.format(said=said))


def show_turns(on: VoicesState) -> None:
    """Lay the part of the page out."""
    frame.say(element("p", TURNS_ABOUT, class_="discret"))
    _run(on)
    number = pager(len(on.found.turns), SIZE)
    shown = on.found.turns[(number - 1) * SIZE : number * SIZE]
    waiting = pending(on)
    rows = []
    for t in shown:
        where = f"{t.turn}" if t.start_ms is None else f"{t.turn} · {clock(t.start_ms)}"
        text = t.text if len(t.text) <= LONGEST else f"{t.text[:LONGEST]}…"
        rows.append(Row(str(t.turn), (where, text), (TableCell(waiting.get(t.turn, t.speaker), t.speaker),)))
    column = Column(SPEAKER, WHO, known=tuple(on.labels))
    heads = TURN_COLUMNS
    table = EditableTable(TABLE, TURNS_TITLE, heads, (column,), tuple(rows), token=_token(on))
    component.mount(table, lambda: _entered(on))
    if waiting:
        with st.container(horizontal=True):
            st.button(agreeing(SAVE_TURNS, len(waiting)), key="voices:save", type="primary",
                      on_click=_save, args=(on,))
            st.button(DROP, key="voices:drop", on_click=lambda: st.session_state.pop(PENDING, None))


def pending(on: VoicesState) -> dict[int, str]:
    """Give the turns that were given to somebody and not saved."""
    session, said = st.session_state.get(PENDING) or ("", {})
    return {n: who for n, who in said.items() if who} if session == _token(on) else {}


def _token(on: VoicesState) -> str:
    return f"{on.session}:{len(on.found.turns)}:{st.session_state.get(COUNT, 0)}"


def clock(milliseconds: int) -> str:
    """
    Write a time of a recording.

    >>> clock(754_000)
    '12:34'
    """
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02}"


def _entered(on: VoicesState) -> None:
    for row, _, value in component.entered(TABLE, _token(on)):
        _keep(on, {int(row): value} if row.isdecimal() else {})


def _keep(on: VoicesState, more: dict[int, str]) -> None:
    spoken = {t.turn: t.speaker for t in on.found.turns}
    said = {**pending(on), **more}
    st.session_state[PENDING] = _token(on), {n: w for n, w in said.items() if n in spoken and w.strip() != spoken[n]}


def _run(on: VoicesState) -> None:
    end = len(on.found.turns) - 1
    columns = st.columns([1, 1, 2, 2, 2], vertical_alignment="bottom")
    with columns[0]:
        first = int(st.number_input(FROM, 0, end, 0, key=on.key("from")))
    with columns[1]:
        last = int(st.number_input(TO, 0, end, end, key=on.key("to")))
    with columns[2]:
        who = st.text_input(GIVE_TO, key=on.key("give"))
    with columns[3]:
        step = 2 if st.checkbox(EVERY_OTHER, key=on.key("other")) else 1
    with columns[4]:
        st.button(GIVE, key=on.key("run"), on_click=lambda: _keep(
            on, {n: " ".join(who.split()) for n in range(first, last + 1, step) if who.strip()}))


def _save(on: VoicesState) -> None:
    waiting = pending(on)
    st.session_state.pop(PENDING, None)
    decide(on, lambda: voices.assigned(on.session, on.found.turns, waiting))
