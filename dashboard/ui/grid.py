"""The grid → what one reads of its codes, an operation signed and made, the list of those that were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import streamlit as st

from dashboard.access import permissions
from dashboard.access.study_place import study
from dashboard.data.counting import GridRow
from dashboard.ui import coder, frame
from dashboard.ui.cards import COLOUR as IS_COLOUR
from dashboard.ui.cards import INK
from dashboard.ui.html import Html, element
from dashboard.ui.sentences import phrases
from dashboard.ui.sentences.coding_phrases import grid_changes
from dashboard.words import coding_words as wording
from dashboard.words import ui_words
from pipeline.codebook import grid_files
from pipeline.codebook.codes import Code
from pipeline.codebook.drafts import OPERATIONS
from pipeline.codebook.grid_files import PastOperation, history, last
from pipeline.codebook.operations import DraftOperation
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.people.speakers import Material
from pipeline.publish.material_words import PERSON, passages_told, session_words


def label(code: Code) -> str:
    """Name a code as people read it."""
    return f"{code.id} {code.label}"


def ink(code: Code) -> str:
    """Give the colour of a code as a style."""
    return f"--encre:{code.colour if IS_COLOUR.fullmatch(code.colour) else INK}"


def counts(row: GridRow, material: Material) -> str:
    """Say how many people, interviews and passages a code has; what was written apart."""
    of = row.tally
    apart = phrases.counted(of.apart, *ui_words.APART) if of.apart else ""
    return " · ".join(filter(None, (
        phrases.counted(of.people, *PERSON), phrases.counted(of.sessions, *session_words(material)),
        passages_told(of), apart,
    )))


def waiting(row: GridRow) -> str:
    """Say how many suggestions wait."""
    return f"+ {phrases.counted(row.to_read, wording.WAITING_ONE, wording.WAITING_MANY)}"


def day(written: str) -> str:
    """
    Write a date as people read it; what is no date stays.

    >>> day("2026-03-01"), day("un jour non précisé")
    ('01/03/2026', 'un jour non précisé')
    """
    parts = written[:10].split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else written


NEWS, ERROR, VIEW = "grille:news", "grille:error", "grille:view"
FORM, IN_ADDRESS, ASKED = "grille:new:", "libelle", "grille:asked"
LONGEST_WHAT = 60
# Operations that no suggestion depends on.
SILENT = frozenset({"colour", "move", "family_create", "family_rename", "family_remove"})


def sign(draft: DraftOperation, words: str, key: str) -> None:
    """
    Offer to make an operation, under a name asked once.

    Args:
        draft: what was previewed; nothing else is made.
        words: on the button.
        key: of the widgets, unlike any other of the page.
    """
    if ready(key):
        offer(draft, words, key)


def offer(draft: DraftOperation, words: str, key: str, kind: Literal["primary", "secondary"] = "primary") -> None:
    """
    Show the button that makes an operation; it waits for a name.

    Args:
        draft: what was previewed.
        words: on the button.
        key: of the button, unlike any other of the page.
        kind: how much it stands out.
    """
    done = wording.GRID_DONE.format(named(draft))
    st.button(words, key=f"grille:{key}:do", type=kind, disabled=not coder.chosen(), on_click=lambda: attempt(
        lambda: make(draft), done, suggests=draft.operation not in SILENT))


def make(draft: DraftOperation) -> None:
    """
    Make an operation as it was seen; pressed twice, it is made once.

    Raises:
        FiligraneError: a file changed since it was seen.
    """
    if grid_files.grid(study()) != draft.after:
        grid_files.apply(study(), draft, coder.chosen())
    # What was typed for it is done with: the next form is empty.
    for key in [k for k in st.session_state if str(k).startswith(FORM)]:
        st.session_state[key] = ""
    st.query_params.pop(IN_ADDRESS, None)
    st.session_state.pop(ASKED, None)


def named(draft: DraftOperation) -> str:
    """Name an operation, and what it is about."""
    themes = {t.id: t.label for t in (*draft.before.theme_list, *draft.after.theme_list)}
    return _named(draft.operation, draft.what, themes)


def _named(operation: str, what: str, themes: Mapping[str, str]) -> str:
    # A theme is known by its name; its id is of files.
    said = " ".join(f"« {themes[word]} »" if word in themes else word for word in what.split(" "))
    said = said if len(said) <= LONGEST_WHAT else f"{said[:LONGEST_WHAT]}…"
    name = OPERATIONS.get(operation, operation)
    return f"{name} ({said})" if said else name


def ready(key: str) -> bool:
    """Ask who decides when nobody said it yet; tell whether somebody did."""
    if not permissions.may("lead"):
        frame.say(element("p", ui_words.LEAD_ONLY, class_="discret"))
        return False
    return coder.ask(key)


def attempt(act: Callable[[], object], done: str, *, suggests: bool = True) -> None:
    """Do something that writes, and keep what to say of it; ``suggests`` where suggestions depend on it."""
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    if not permissions.may("lead"):
        st.session_state[ERROR] = ui_words.LEAD_ONLY
        return
    try:
        act()
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)
    else:
        st.session_state[NEWS] = f"{done} {wording.GRID_UPDATE}" if suggests else done


def news() -> None:
    """Say what became of the last gesture."""
    if st.session_state.get(ERROR):
        frame.alert(st.session_state[ERROR])
    if st.session_state.get(NEWS):
        frame.say(element("p", st.session_state[NEWS], class_="nouvelle", role="status"))


def take_back(key: str) -> None:
    """Offer to undo the operation that was just made, beside what is said of it."""
    latest = last(history(study()))
    if st.session_state.get(NEWS) and latest and permissions.may("lead") and coder.chosen():
        st.button(wording.GRID_UNDO, key=key, on_click=lambda: attempt(
            lambda: grid_files.undo(study(), coder.chosen()), wording.GRID_UNDONE.format(told(latest))))


def show_history() -> None:
    """List what was done, the latest first, and offer to undo it."""
    done = history(study())
    latest = last(done)
    if latest and ready("undo"):
        frame.say(element("p", f"{wording.LAST} : {told(latest)}. {wording.UNDO_HELP}"))
        undone = wording.GRID_UNDONE.format(told(latest))
        st.button(wording.GRID_UNDO, key="grille:undo", on_click=lambda: attempt(
            lambda: grid_files.undo(study(), coder.chosen()), undone))
    if not done:
        frame.say(element("p", wording.HISTORY_EMPTY, class_="discret"))
    rows = []
    for one in reversed(done):
        when = f"{day(one.at)} {one.at[11:16]} · {one.author}"
        rows.append(element("li", element("span", when, class_="discret"), " ", told(one)))
    frame.say(element("ol", rows, class_="passages"))


def told(done: PastOperation) -> str:
    """Name an operation that was made."""
    return _named(done.operation, done.what, {t.id: t.label for t in grid_files.grid(study()).theme_list})


def changes(draft: DraftOperation) -> Html:
    """Show in words what an operation would change."""
    return element("ul", [element("li", line) for line in grid_changes(draft.before, draft.after)], class_="a-relancer")
