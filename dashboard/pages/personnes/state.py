"""What somebody entered and did not save yet, kept beside the page; saved, dropped, taken back; what the page says."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data import describing
from dashboard.ui import frame
from dashboard.ui.html import element, join, link, list_of
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.describe import draft as drafts
from pipeline.pseudonymise.describe.answerers import Key
from pipeline.pseudonymise.describe.declared import AttributeDisplay
from pipeline.pseudonymise.describe.draft import Draft

PEOPLE = "Qui sont les personnes"
PRIVATE = "Page privée : elle montre les fichiers reçus et les vrais noms. Ne la partagez pas, ne la projetez pas."
VIEW, VIEWS = "Que remplir", {"people": "Attributs", "guide": "Guide d'entretien", "memos": "Mémos"}
MEMOS_ABOUT = "Ce que vous notez d'une personne, sous le pseudonyme que l'équipe lit : jamais son vrai nom."
NOBODY_YET, PERSON_NOTED = "Personne n'est encore connu : mettez l'enquête à jour.", "Personne"
# Attributs
PASSAGES_OF, PERSON = "Les passages d'une personne", "Personne, sous son pseudonyme"
ABOUT_PEOPLE = (
    "Une ligne par personne qui répond. Tapez, ou collez depuis un tableur : les cases se remplissent à partir de "
    "celle où vous êtes. Les noms servent à masquer ; seuls les attributs montrés, plus bas, sortent de cette page."
)
INTERVIEW, VOICE, NAME, NAME_HINT = "Entretien", "Voix", "Nom", "ne sort pas"
TABLE_TITLE = "Attributs des personnes"
NEW, NEW_HINT, ADD = "Nouvel attribut, ou plusieurs", "statut, âge, milieu", "Ajouter"
FROM_HEADERS = "Reprendre ce que disent les fichiers"
FROM_HEADERS_HELP = (
    "Vos fichiers disent cela des personnes. Choisissez ce qui sert ; chaque attribut se renomme plus bas."
)
WHICH_HEADERS, PICK_HEADERS = "Dans les en-têtes", "Choisir"
SAMPLE = "{field} ({values})"
FROM_TABLE = "Reprendre un tableau (CSV ou Excel)"
FROM_TABLE_HELP = (
    "Une ligne par personne, désignée par l'entretien, le fichier, la voix ou le nom ; une colonne par attribut. "
    "Rien n'est écrit avant que vous n'enregistriez."
)
TAKE = "Reprendre"
NOBODY = "Personne ne répond dans les entretiens déposés. La page « Qui parle » dit ce qui en a été lu."
NO_ATTRIBUTE = "Aucun attribut n'est déclaré : cette enquête ne dit rien des personnes. Ajoutez le premier ci-dessus."
HOW_SHOWN = "Ce que l'équipe voit de chaque attribut"
HOW_SHOWN_HELP = (
    "Un attribut gardé pour vous ne quitte pas cette page ni cette machine. Un nombre ne se montre que par tranches."
)
KINDS = {"kept": "gardé pour vous", "values": "ses valeurs", "bands": "des tranches"}
CALLED, KIND, BOUNDS, UNIT = "Attribut", "« {name} » : montrer", "Bornes des tranches", "Unité"
REMOVE = "Retirer « {name} »"
RECOGNISABLE = "« {name} » peut faire reconnaître"
RECOGNISABLE_HELP = (
    "Coché : si trop peu de personnes (moins de k) partagent ce qui serait montré d'elles, la valeur devient « non "
    "montré »."
)
FEWEST = "k : combien de personnes, au moins, doivent partager ce qui est montré"
KEPT_HINT, BANDS_HINT, VALUES_HINT = "gardé pour vous", "montré par tranches", "montré"
SHARED_HINT = "{hint} si {k} personnes le partagent"
WITHHELD_HINT = "non montré pour {n} sur {all}"
# Enregistrer
WOULD = "Ce qui changerait"
SAVE, DROP, UNDO = "Enregistrer", "Abandonner", "Annuler ce qui vient d'être enregistré"
SAVED = "Enregistré. Ce qui est codé reste à sa place."
PEOPLE_TAKEN_BACK = "Annulé : les fichiers sont redevenus ce qu'ils étaient."
UPDATE = "Mettre à jour l'enquête"
# Guide
GUIDE_ABOUT = (
    "Une ligne par question du guide, une colonne par entretien : cochez là où la question a été posée. "
    "C'est de là que vient le « sur 14 » de « 9 sur 14 interrogées »."
)
QUESTION, NEW_QUESTION, GUIDE_TITLE = "Question", "Nouvelle question du guide", "Questions posées"
FROM_GUIDE = "Reprendre un guide (CSV ou Excel)"
FROM_GUIDE_HELP = "Une ligne par question, une colonne par entretien ; ou une ligne par question posée."
NO_GUIDE = "Aucun guide n'est donné : tout le monde est compté comme interrogé. Ajoutez la première question ci-dessus."
# Keys of what is kept beside the page
NEWS, ERROR, DONE, ROUND = "people:news", "people:error", "people:done", "people:round"
CELLS, FIELDS, SHOWN, REMOVED = "people:cells", "people:fields", "people:shown", "people:removed"
TICKS, QUESTIONS = "people:ticks", "people:questions"
NOT_SAVED = (CELLS, FIELDS, SHOWN, REMOVED, TICKS, QUESTIONS)


def cells() -> dict[tuple[Key, str], str]:
    """Give the cells that were filled in and not saved."""
    found: dict[tuple[Key, str], str] = st.session_state.setdefault(CELLS, {})
    return found


def fields() -> list[str]:
    """Give the attributes that were added and not saved."""
    found: list[str] = st.session_state.setdefault(FIELDS, [])
    return found


def removed() -> list[str]:
    """Give the attributes that were taken away and not saved."""
    found: list[str] = st.session_state.setdefault(REMOVED, [])
    return found


def shown() -> dict[str, AttributeDisplay]:
    """Give how attributes are to be shown, where that was changed."""
    found: dict[str, AttributeDisplay] = st.session_state.setdefault(SHOWN, {})
    return found


def ticks() -> dict[tuple[str, str], bool]:
    """Give the ticks that were changed and not saved."""
    found: dict[tuple[str, str], bool] = st.session_state.setdefault(TICKS, {})
    return found


def questions() -> list[str]:
    """Give the questions that were added and not saved."""
    found: list[str] = st.session_state.setdefault(QUESTIONS, [])
    return found


def forget() -> None:
    """Drop what was not saved."""
    for name in NOT_SAVED:
        st.session_state.pop(name, None)
    # Widgets keep what one typed under their names: others take their places.
    st.session_state[ROUND] = round_() + 1


def kept() -> dict[str, Any]:
    """Give a copy of what was not saved, to know later what came since."""
    return {name: copy(st.session_state[name]) for name in NOT_SAVED if name in st.session_state}


def settle(seen: dict[str, Any]) -> None:
    """Drop what was saved; what somebody typed since it was seen waits for the next time."""
    for name, was in seen.items():
        now = st.session_state.get(name)
        if isinstance(now, dict):
            st.session_state[name] = {k: v for k, v in now.items() if k not in was or was[k] != v}
        elif isinstance(now, list):
            st.session_state[name] = [one for one in now if one not in was]
    st.session_state[ROUND] = round_() + 1


def round_() -> int:
    """Tell one sheet of widgets from the one before."""
    return int(st.session_state.get(ROUND, 0))


def attempt(act: Callable[[], str]) -> None:
    """Do something, and keep what to say of it."""
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    try:
        describing.own()
        st.session_state[NEWS] = act()
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)


def news() -> None:
    """Say what became of the last gesture, and let what was saved be taken back."""
    if st.session_state.get(ERROR):
        frame.alert(st.session_state[ERROR])
    if st.session_state.get(NEWS):
        later = link(UPDATE, "mise_a_jour") if st.session_state.get(DONE) else ""
        frame.say(element("p", st.session_state[NEWS], " ", later, class_="nouvelle", role="status"))
    if st.session_state.get(DONE):
        st.button(UNDO, key="people:undo", type="tertiary", on_click=lambda: attempt(_take_back))


def adding(label: str, add: Callable[[str], str], hint: str = "") -> None:
    """Offer to add a column or a row by its name, with one key."""
    key = f"people:add:{label}:{round_()}"
    told = f"{label} : {hint}" if hint else label
    with st.form(f"{key}:form", border=False, clear_on_submit=True, width=520):  # noqa: SIM117 - two lines are read better
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text_input(label, key=key, placeholder=told, label_visibility="collapsed")
            st.form_submit_button(
                ADD, on_click=lambda: attempt(lambda: add(str(st.session_state.get(key) or "")))
            )


def preview(made: Draft) -> None:
    """Show what would change, and let it be saved or dropped."""
    if not made.changes:
        return
    frame.say(join(element("h2", WOULD), list_of(made.told, class_="a-relancer")))
    with st.container(horizontal=True, key="enregistrer"):  # kept in sight by its style
        seen = kept()

        def save() -> str:
            st.session_state[DONE] = drafts.apply(study(), made)
            settle(seen)
            return SAVED

        st.button(SAVE, key="people:save", type="primary", on_click=lambda: attempt(save))
        st.button(DROP, key="people:drop", on_click=forget)


def _take_back() -> str:
    made = st.session_state.pop(DONE, None)
    if made:
        drafts.take_back(study(), made)
    forget()
    return PEOPLE_TAKEN_BACK
