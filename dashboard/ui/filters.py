"""What a reader chooses ↔ filters; the address carries them from page to page, chips show and remove them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import decided
from dashboard.data.passages import CorpusReading
from dashboard.data.search import ExcludedFilters, Filters, starred
from dashboard.ui import address
from dashboard.ui.address import Allowed, One, rewind
from dashboard.ui.frame import plain
from dashboard.ui.sentences import phrases
from dashboard.words import coding_words as words
from dashboard.words import ui_words

WORDS, TOGETHER, STARRED = "mots", "codes", "citer"
INSIDE, ASKED, NEAR, WITHIN = "dedans", "question", "pres", "tours"
CODE, THEME, PERSON, READER, LEVEL, SESSION = "code", "theme", "personne", "par", "niveau", "entretiens"
NOT_CODE, NOT_PERSON, NOT_ATTRIBUTE = "sauf.code", "sauf.personne", "sauf.attribut"
BETWEEN = "="


@dataclass(frozen=True)
class FilterChoice:
    """A filter one chooses among values; ``key`` is its name in the address."""

    key: str
    label: str
    values: Sequence[str]
    named: Callable[[str], str] = str

    def show(self) -> None:
        """Show it."""
        st.multiselect(
            self.label, self.values, key=self.key, format_func=self.named, placeholder=ui_words.ALL,
            select_all=False, on_change=rewind,
        )


def offer(shown: Sequence[FilterChoice], folded: str = "") -> tuple[frozenset[str], ...]:
    """
    Show filters side by side, as the address left them; the address keeps what is chosen.

    Args:
        shown: the filters, from left to right.
        folded: the key of the fold that holds them until one is chosen; without it they are in view.

    Returns:
        what is chosen of each, in their order; nothing chosen is an empty set, which holds nothing back.
    """
    allowed = {c.key: c.values for c in shown}
    address.adopt(allowed)
    inforce = sum(len(st.session_state.get(c.key) or ()) for c in shown)
    name = f"{ui_words.FILTER} ({inforce})" if inforce else ui_words.FILTER
    fold = st.expander(name, inforce > 0, icon=":material/filter_list:", key=folded) if folded else nullcontext()
    with fold:
        for column, choice in zip(st.columns(len(shown)), shown, strict=True):
            with column:
                choice.show()
    address.publish(allowed)
    return tuple(frozenset(st.session_state.get(c.key) or ()) for c in shown)


def choosable(corpus: Corpus, key: str) -> list[str]:
    """List the codes in use, and a retired one that a link asks for: what was coded with it stays within reach."""
    asked = {*st.query_params.get_all(key), *(st.session_state.get(key) or ()), *address.carried().get(key, ())}
    return [code for code in corpus.codes if code in corpus.offered or code in asked]


def choices(corpus: Corpus) -> list[FilterChoice]:
    """List the filters that a corpus allows."""
    themes = {t.id: t.label for t in corpus.themes}
    shown = [
        FilterChoice(CODE, ui_words.CODES, choosable(corpus, CODE), corpus.label_of),
        FilterChoice(THEME, ui_words.THEMES, list(themes), lambda t: themes[t]),
        FilterChoice(PERSON, ui_words.PERSONS, corpus.people),
        FilterChoice(READER, ui_words.READERS, list(ui_words.READER_NAMES), lambda r: ui_words.READER_NAMES[r]),
        FilterChoice(LEVEL, ui_words.LEVELS, list(ui_words.LEVEL_NAMES), lambda v: ui_words.LEVEL_NAMES[v]),
        FilterChoice(
            SESSION, phrases.session_label(corpus.material), corpus.sessions, lambda s: titles.title(corpus, s),
        ),
    ]
    for a in corpus.attributes:
        called = phrases.attribute(a)
        shown.append(FilterChoice(f"a.{a}", called[:1].upper() + called[1:], corpus.values_of(a)))
    return shown


def exceptions(corpus: Corpus) -> list[FilterChoice]:
    """List what one may leave out."""
    values = [f"{a}{BETWEEN}{v}" for a in corpus.attributes for v in corpus.values_of(a)]

    def shown(written: str) -> str:
        name, _, value = written.partition(BETWEEN)
        return f"{phrases.attribute(name)} : {value}"

    return [
        FilterChoice(NOT_CODE, words.NOT_CODES, choosable(corpus, NOT_CODE), corpus.label_of),
        FilterChoice(NOT_PERSON, words.NOT_PERSONS, corpus.people),
        FilterChoice(NOT_ATTRIBUTE, words.NOT_ATTRIBUTES, values, shown),
    ]


def allowed(corpus: Corpus) -> dict[str, Sequence[str] | None]:
    """Give the values that each filter may take."""
    several: Allowed = {c.key: c.values for c in (*choices(corpus), *exceptions(corpus), near(corpus))}
    alone: Allowed = {
        WORDS: None, ASKED: None, TOGETHER: One(words.TOGETHER), WITHIN: One(words.WITHIN), STARRED: ("oui",),
        INSIDE: ("oui",),
    }
    return {**several, **alone}


def near(corpus: Corpus) -> FilterChoice:
    """Give the filter that asks for a code put close by."""
    return FilterChoice(NEAR, words.NEAR, list(corpus.codes), corpus.label_of)


IN_A_ROW = 3
Chosen = Mapping[str, Any]


def filters(
    reading: CorpusReading, more: address.Allowed | None = None, beside: Callable[[], None] | None = None,
) -> Filters:
    """
    Show the filters, folded behind a button beside the words looked for, and read them.

    Args:
        reading: the corpus with what was decided of it.
        more: what else the page keeps in its address.
        beside: shows what else the reader chooses, on the same line.
    """
    corpus = reading.corpus
    may_be = allowed(corpus) | dict(more or {})
    address.adopt(may_be)
    with st.container(horizontal=True, vertical_alignment="center", key="filtres"):
        st.text_input(
            ui_words.WORDS, key=WORDS, placeholder=words.WORDS_HINT, on_change=rewind, label_visibility="collapsed",
        )
        with st.popover(ui_words.FILTER, icon=":material/filter_list:"), st.container(key="filtres-tous"):
            _every(corpus)
        if beside:
            beside()
    address.publish(may_be)
    return read(reading, {key: st.session_state.get(key) for key in may_be})


def _every(corpus: Corpus) -> None:
    _rows(choices(corpus))
    st.radio(
        words.WAY_OF_CODES, words.TOGETHER, key=TOGETHER, horizontal=True, on_change=rewind,
        format_func=lambda way: words.TOGETHER_NAMES[way],
    )
    left, right = st.columns(2)
    with left:
        _only(STARRED, words.MARKED, words.STARRED_ONLY)
    with right:
        _only(INSIDE, words.INSIDE, words.INSIDE_ONLY)
    _asked_and_near(corpus)
    _rows(exceptions(corpus))


def _only(key: str, label: str, said: str) -> None:
    st.pills(label, ("oui",), key=key, selection_mode="multi", on_change=rewind, format_func=lambda _: said)


def _asked_and_near(corpus: Corpus) -> None:
    left, middle, right = st.columns(IN_A_ROW)
    with left:
        st.text_input(words.ASKED, key=ASKED, placeholder=words.ASKED_HINT, on_change=rewind)
    with middle:
        near(corpus).show()
    with right:
        st.selectbox(words.FAR, words.WITHIN, key=WITHIN, format_func=lambda n: words.WITHIN_NAMES[n], on_change=rewind)


def _rows(shown: list[FilterChoice]) -> None:
    for start in range(0, len(shown), IN_A_ROW):
        for column, choice in zip(st.columns(IN_A_ROW), shown[start : start + IN_A_ROW], strict=False):
            with column:
                choice.show()


def carried(reading: CorpusReading) -> Filters:
    """Read the filters that were chosen on other pages."""
    kept = address.carried()
    free = {WORDS, ASKED, TOGETHER, WITHIN}
    return read(reading, {key: next(iter(said), "") if key in free else said for key, said in kept.items()})


def read(reading: CorpusReading, chosen: Chosen) -> Filters:
    """
    Read filters off what is chosen.

    Args:
        reading: the corpus with what was decided of it.
        chosen: values by the names that filters bear in the address; what is absent does not filter.
    """
    corpus, codes = reading.corpus, _codes(reading.corpus, chosen.get(CODE))
    together = chosen.get(TOGETHER) == words.ALL_CODES and len(codes) > 1
    themes = {t.id: t for t in corpus.themes}
    asked = _set(chosen, THEME)
    groups = frozenset(code for t in asked if t in themes for code in themes[t].codes) or asked
    values = (v.partition(BETWEEN) for v in _set(chosen, NOT_ATTRIBUTE))
    without = ExcludedFilters(
        frozenset[str]().union(*_codes(corpus, list(_set(chosen, NOT_CODE)))), _set(chosen, NOT_PERSON),
        frozenset((name, value) for name, _, value in values),
    )
    return Filters(
        codes=frozenset().union(*codes), together=codes if together else (), groups=groups,
        people=_set(chosen, PERSON), sessions=_set(chosen, SESSION), readers=_set(chosen, READER),
        levels=_set(chosen, LEVEL), attributes={a: _set(chosen, f"a.{a}") for a in corpus.attributes},
        words=chosen.get(WORDS) or "", without=without, inside=bool(_set(chosen, INSIDE)),
        asked=chosen.get(ASKED) or "", near=frozenset().union(*_codes(corpus, chosen.get(NEAR))),
        within=int(chosen.get(WITHIN) or 0) if chosen.get(NEAR) else 0,
        starred=starred(reading, decided()) if _set(chosen, STARRED) else None,
    )


def _codes(corpus: Corpus, asked: Sequence[str] | None) -> tuple[frozenset[str], ...]:
    # Whoever asks for a code asks for those that make it more precise too.
    return tuple(frozenset(corpus.codebook.branch(code)) for code in asked or ())


def _set(chosen: Chosen, key: str) -> frozenset[Any]:
    return frozenset(chosen.get(key) or ())


def chips(corpus: Corpus) -> bool:
    """Show every filter in force, wherever it was chosen, as a button that removes it; tells whether there is any."""
    inforce = list(_in_force(corpus))
    if inforce:
        with st.container(horizontal=True, key="chips"):
            for number, (key, said, value) in enumerate(inforce):
                st.button(plain(f"{said} ✕"), key=f"chip{number}", on_click=_remove, args=(key, value))
            st.button(ui_words.CLEAR, key="clear", type="tertiary", on_click=_clear, args=(corpus,))
    return bool(inforce)


def _in_force(corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    kept = address.carried()
    for typed in kept.get(WORDS, ()):
        yield WORDS, f"{ui_words.WORDS_CHIP} : {typed}", typed
    for typed in kept.get(ASKED, ()):
        yield ASKED, f"{words.ASKED} : {typed}", typed
    for choice in (*choices(corpus), *exceptions(corpus), near(corpus)):
        for value in kept.get(choice.key, ()):
            if value in choice.values:
                yield choice.key, f"{choice.label} : {choice.named(value)}", value
    ways = {
        TOGETHER: words.TOGETHER_NAMES[words.ALL_CODES], STARRED: words.STARRED_ONLY, INSIDE: words.INSIDE_ONLY,
    }
    for key, said in ways.items():
        for value in kept.get(key, ()):
            yield key, said, value


def _remove(key: str, value: str) -> None:
    rewind()
    usual = {TOGETHER: words.TOGETHER[0], WITHIN: words.WITHIN[0]}
    if key in usual and key in st.session_state:
        st.session_state[key] = usual[key]
        return
    address.drop(key, value)


def _clear(corpus: Corpus) -> None:
    for key in allowed(corpus):
        _remove(key, "")
