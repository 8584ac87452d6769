"""What a reader chose ↔ the address: a link kept or shared opens the same view.

So does the one switch of all pages: whether what the machine suggests, and nobody has read yet, shows beside what
people coded. It is off until somebody turns it on; it then follows the reader from page to page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.data import study_data
from dashboard.data.corpus import Corpus
from dashboard.data.counting import People
from dashboard.data.search import pages
from dashboard.ui.html import element
from dashboard.ui.sentences import phrases
from dashboard.words import ui_words


class One(tuple[str, ...]):
    """Values of which one holds, the first unless another is chosen."""

    __slots__ = ()


# Values that a choice may take, several at once unless they are ``One``; None for words typed freely.
Allowed = Mapping[str, Sequence[str] | None]
PAGE = "page"
WRITTEN, CARRIED, PAGE_HERE, ARRIVED, VISIT = "_address", "_carried", "_page", "_arrived", "_visit"
BEFORE, CHOSEN = "_address_before", "_chosen"


def arrive(page: str) -> None:
    """Note which page is shown, and whether the reader has just come to it."""
    st.session_state[ARRIVED] = st.session_state.get(PAGE_HERE) != page
    st.session_state[VISIT] = st.session_state.get(VISIT, 0) + st.session_state[ARRIVED]
    st.session_state[PAGE_HERE] = page


def adopt(allowed: Allowed) -> None:
    """
    Choose what the address says, on arrival and whenever the browser went back or forth.

    Whoever comes from another page by an address that says nothing finds what they had chosen there.
    """
    says = {key: st.query_params.get_all(key) for key in allowed}
    arriving = bool(st.session_state.pop(ARRIVED, False)) or any(key not in st.session_state for key in allowed)
    if arriving and not any(says.values()):
        says = {key: carried().get(key, []) for key in allowed}
    if arriving or (says != st.session_state.get(WRITTEN) and not _late(says)):
        for key, values in allowed.items():
            st.session_state[key] = _valid(says[key], values)


def _late(says: Mapping[str, Sequence[str]]) -> bool:
    # A hand that is quicker than the answer comes with the address from before what it had just chosen. A browser that
    # goes back says that address too, but nothing was touched.
    touched = any(st.session_state.get(key) != value for key, value in st.session_state.get(CHOSEN, {}).items())
    return touched and says == st.session_state.get(BEFORE)


def _valid(says: Sequence[str], allowed: Sequence[str] | None) -> list[str] | str:
    if allowed is None:
        return says[0] if says else ""
    known = [v for v in dict.fromkeys(says) if v in allowed]
    if isinstance(allowed, One):
        return known[0] if known else allowed[0]
    return known


def publish(allowed: Allowed) -> None:
    """Write in the address what is chosen, and carry it to the other pages."""
    for key, values in allowed.items():
        chosen = st.session_state.get(key)
        if isinstance(chosen, str):
            usual = values[0] if isinstance(values, One) else ""
            chosen = [] if chosen in {"", usual} else [chosen]
        listed = list(chosen or ())
        if listed != st.query_params.get_all(key):
            if listed:
                st.query_params[key] = listed
            else:
                st.query_params.pop(key, None)
    said = {key: st.query_params.get_all(key) for key in allowed}
    if said != st.session_state.get(WRITTEN):
        st.session_state[BEFORE] = st.session_state.get(WRITTEN)
    st.session_state[WRITTEN] = said
    st.session_state[CHOSEN] = {key: st.session_state.get(key) for key in allowed}
    st.session_state[CARRIED] = carried() | said


def carried() -> dict[str, list[str]]:
    """Give what was chosen on the pages seen so far, to be found again on the others."""
    return dict(st.session_state.get(CARRIED) or {})


def drop(key: str, value: str = "") -> None:
    """Take a value away from what is chosen and carried; all values of a key when none is given."""
    left = [v for v in carried().get(key, []) if value and v != value]
    st.session_state[CARRIED] = carried() | {key: left}
    shown = st.session_state.get(key)
    if isinstance(shown, list):
        st.session_state[key] = [v for v in shown if value and v != value]
    elif key in st.session_state:
        st.session_state[key] = ""


def pick(label: str, key: str, options: Sequence[str], named: Mapping[str, str]) -> str:
    """
    Let the reader choose an option: what the address says, else what they last chose here, else the first.

    Args:
        label: said above the choice.
        key: its name in the address.
        options: values as the address writes them.
        named: what a value is called on the screen; itself where nothing is said.
    """
    state = st.session_state
    # Streamlit forgets a choice when its page is left.
    shown, kept = f"{key}:shown", choice_key(key)
    asked = st.query_params.get(key, state.get(kept, ""))
    chosen = asked if asked in options else options[0]
    # The address decides, and the field follows: a browser that is late says what a former field held, and a field that
    # was never drawn says its first option. What another address brings is a field of its own, which neither can reach.
    if state.get(shown) != (state.get(VISIT), chosen):
        state[shown] = state.get(VISIT), chosen
        state[f"{key}:born"] = state.get(f"{key}:born", 0) + 1
    field = f"{key}:{state[f'{key}:born']}"
    said = told_apart([named.get(o, o) for o in options])
    st.selectbox(
        label, options, options.index(chosen), key=field, format_func=dict(zip(options, said, strict=True)).__getitem__,
        on_change=_picked, args=(key, field),
    )
    # What is chosen is a field on screen; on paper, a line says what one reads.
    st.html(element("p", f"{label} : {named.get(chosen, chosen)}", class_="imprime"))
    st.query_params[key] = state[kept] = chosen
    return chosen


def _picked(key: str, field: str) -> None:
    state = st.session_state
    st.query_params[key] = state[choice_key(key)] = state[field]
    state[f"{key}:shown"] = state.get(VISIT), state[field]


def picked(key: str) -> str:
    """Give the option that ``pick`` last gave on this page; empty when it gave none."""
    return str(st.session_state.get(choice_key(key)) or "")


def choice_key(key: str) -> str:
    """Name what holds, in the session, an option that was picked on this page."""
    return f"{key}:{st.session_state.get(PAGE_HERE)}"


def told_apart(names: Sequence[str]) -> list[str]:
    """
    Number names that are borne twice: a browser gives a choice back by its name.

    >>> told_apart(["Ana", "Bo", "Ana"])
    ['Ana', 'Bo', 'Ana (2)']
    """
    borne: Counter[str] = Counter()
    apart = []
    for name in names:
        borne[name] += 1
        apart.append(name if borne[name] == 1 else f"{name} ({borne[name]})")
    return apart


def rewind() -> None:
    """Go back to the first page: what is listed has changed."""
    st.query_params.pop(PAGE, None)


def pager(count: int, size: int) -> int:
    """Show which page this is and the ways to the others; gives its number, from 1."""
    last = pages(count, size)
    number = min(max(page_asked(), 1), last)
    if last > 1:
        with st.container(horizontal=True, key="pager", vertical_alignment="center"):
            _turn(ui_words.PREVIOUS, number - 1, allowed=number > 1)
            st.html(element("span", phrases.page_of(number, last), class_="discret"), width="content")
            _turn(ui_words.NEXT, number + 1, allowed=number < last)
    return number


def _turn(words: str, to: int, *, allowed: bool) -> None:
    st.button(
        words, key=f"pager-{words}", disabled=not allowed, on_click=lambda: st.query_params.update({PAGE: str(to)}),
    )


def page_asked() -> int:
    """Read the page asked for; what is no number is the first."""
    asked = st.query_params.get(PAGE, "1")
    return int(asked) if asked.isdecimal() else 1


# In the address, and in the session; the widget is forgotten by Streamlit on a page that does not show it.
SUGGESTIONS, SUGGESTIONS_SHOWN, YES = "suggestions", "suggestions:shown", "oui"
SWITCH = "suggestions:switch"


def suggestions_on() -> bool:
    """Tell whether suggestions show; never where the study hides them."""
    if st.query_params.get(SUGGESTIONS) == YES:
        st.session_state[SUGGESTIONS_SHOWN] = True
    return bool(st.session_state.get(SUGGESTIONS_SHOWN)) and study_data.reading().corpus.settings.suggestions


def offer_suggestions(corpus: Corpus, count: int) -> bool:
    """
    Offer to show the suggestions that wait on what a page lists; tells whether they show.

    Args:
        corpus: where the study hides suggestions, nothing is offered.
        count: how many suggestions this page would show.
    """
    if not corpus.settings.suggestions:
        return False
    shown = suggestions_on()
    if shown:
        st.query_params[SUGGESTIONS] = YES
    if count or shown:
        st.session_state[SWITCH] = shown
        st.toggle(phrases.suggestions_apart(count), key=SWITCH, on_change=_switch, help=ui_words.SWITCH_HELP)
    return shown


def suggested_only(people: People) -> int:
    """Count those of whom only suggestions speak, where suggestions show."""
    return len(people.to_read) if suggestions_on() else 0


def _switch() -> None:
    rewind()
    st.session_state[SUGGESTIONS_SHOWN] = bool(st.session_state.get(SWITCH))
    st.query_params.pop(SUGGESTIONS, None)
