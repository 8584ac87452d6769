"""What a reader chooses in the Extraits page ↔ filters; the address carries them, chips show and remove them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard import phrases, wording
from dashboard.components import address
from dashboard.components.frame import plain
from dashboard.components.pager import rewind
from dashboard.view.corpus import Corpus
from dashboard.view.search import Filters

WORDS = "mots"
IN_A_ROW = 3


@dataclass(frozen=True)
class Choice:
    """A filter one chooses among values; ``key`` is its name in the address."""

    key: str
    label: str
    values: Sequence[str]
    named: Callable[[str], str] = str
    first: bool = False

    def show(self) -> None:
        """Show it."""
        st.multiselect(
            self.label, self.values, key=self.key, format_func=self.named, placeholder=wording.ALL,
            select_all=False, on_change=rewind,
        )


def choices(corpus: Corpus) -> list[Choice]:
    """List the filters that a corpus allows."""
    themes = {t.id: t.label for t in corpus.themes}
    shown = [
        Choice("code", wording.CODES, list(corpus.codes), corpus.label_of, first=True),
        Choice("theme", wording.THEMES, list(themes), lambda t: themes[t], first=True),
        Choice("personne", wording.PERSONS, corpus.people, first=True),
        Choice("par", wording.READERS, list(wording.READER_NAMES), lambda r: wording.READER_NAMES[r]),
        Choice("niveau", wording.LEVELS, list(wording.LEVEL_NAMES), lambda v: wording.LEVEL_NAMES[v]),
        Choice("entretien", wording.SESSION, corpus.sessions),
    ]
    return shown + [Choice(f"a.{a}", _capital(phrases.attribute(a)), corpus.values_of(a)) for a in corpus.attributes]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def filters(corpus: Corpus) -> Filters:
    """Show the filters and read them."""
    shown = choices(corpus)
    allowed = {c.key: c.values for c in shown} | {WORDS: None}
    address.adopt(allowed)
    st.text_input(wording.WORDS, key=WORDS, placeholder=wording.WORDS_HINT, on_change=rewind)
    _rows([c for c in shown if c.first])
    later = [c for c in shown if not c.first]
    with st.expander(wording.MORE_FILTERS):
        _rows(later)
    address.publish(allowed)
    return _read(corpus)


def _rows(shown: list[Choice]) -> None:
    for start in range(0, len(shown), IN_A_ROW):
        for column, choice in zip(st.columns(IN_A_ROW), shown[start : start + IN_A_ROW], strict=False):
            with column:
                choice.show()


def _read(corpus: Corpus) -> Filters:
    themes = {t.id: t for t in corpus.themes}
    groups = frozenset(code for t in _chosen("theme") if t in themes for code in themes[t].codes)
    # Whoever asks for a code asks for those that make it more precise too.
    codes = frozenset(below for code in _chosen("code") for below in corpus.codebook.branch(code))
    return Filters(
        codes=codes, groups=groups or _chosen("theme"), people=_chosen("personne"),
        sessions=_chosen("entretien"), readers=_chosen("par"), levels=_chosen("niveau"),
        attributes={a: _chosen(f"a.{a}") for a in corpus.attributes}, words=st.session_state.get(WORDS) or "",
    )


def _chosen(key: str) -> frozenset[Any]:
    return frozenset(st.session_state.get(key) or ())


def chips(corpus: Corpus) -> None:
    """Show every filter in force as a button that removes it."""
    inforce = list(_in_force(corpus))
    if inforce:
        with st.container(horizontal=True, key="chips"):
            for number, (choice, value) in enumerate(inforce):
                words = f"{choice.label} : {choice.named(value)} ✕"
                st.button(plain(words), key=f"chip{number}", on_click=_remove, args=(choice.key, value))
            st.button(wording.CLEAR, key="clear", type="tertiary", on_click=_clear, args=(corpus,))


def _in_force(corpus: Corpus) -> Iterator[tuple[Choice, str]]:
    words = st.session_state.get(WORDS)
    if words:
        yield Choice(WORDS, wording.WORDS_CHIP, [words]), words
    for choice in choices(corpus):
        for value in st.session_state.get(choice.key) or ():
            yield choice, value


def _remove(key: str, value: str) -> None:
    rewind()
    kept = st.session_state.get(key)
    st.session_state[key] = "" if isinstance(kept, str) else [v for v in kept or () if v != value]


def _clear(corpus: Corpus) -> None:
    rewind()
    st.session_state[WORDS] = ""
    for choice in choices(corpus):
        st.session_state[choice.key] = []
