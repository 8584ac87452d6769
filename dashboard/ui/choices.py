"""A corpus → what one may choose in it: the filters of reading pages, by their names in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.ui.address import Allowed, One
from dashboard.ui.pager import rewind
from dashboard.ui.sentences import phrases
from dashboard.words import reading_words as words
from dashboard.words import ui_words

WORDS, TOGETHER, STARRED = "mots", "codes", "citer"
CODE, THEME, PERSON, READER, LEVEL, SESSION = "code", "theme", "personne", "par", "niveau", "entretiens"
NOT_CODE, NOT_PERSON, NOT_ATTRIBUTE = "sauf.code", "sauf.personne", "sauf.attribut"
BETWEEN = "="


@dataclass(frozen=True)
class FilterChoice:
    """
    A filter one chooses among values; ``key`` is its name in the address.

    Attributes:
        rank: 0 shows at once, 1 under « Autres filtres », 2 among exceptions.
    """

    key: str
    label: str
    values: Sequence[str]
    named: Callable[[str], str] = str
    rank: int = 1

    def show(self) -> None:
        """Show it."""
        st.multiselect(
            self.label, self.values, key=self.key, format_func=self.named, placeholder=ui_words.ALL,
            select_all=False, on_change=rewind,
        )


def choices(corpus: Corpus) -> list[FilterChoice]:
    """List the filters that a corpus allows."""
    themes = {t.id: t.label for t in corpus.themes}
    shown = [
        FilterChoice(CODE, ui_words.CODES, list(corpus.codes), corpus.label_of, 0),
        FilterChoice(THEME, ui_words.THEMES, list(themes), lambda t: themes[t], 0),
        FilterChoice(PERSON, ui_words.PERSONS, corpus.people, rank=0),
        FilterChoice(READER, ui_words.READERS, list(ui_words.READER_NAMES), lambda r: ui_words.READER_NAMES[r]),
        FilterChoice(LEVEL, ui_words.LEVELS, list(ui_words.LEVEL_NAMES), lambda v: ui_words.LEVEL_NAMES[v]),
        FilterChoice(
            SESSION, phrases.session_label(corpus.material), corpus.sessions, lambda s: titles.title(corpus, s),
        ),
    ]
    return shown + [
        FilterChoice(f"a.{a}", _capital(phrases.attribute(a)), corpus.values_of(a)) for a in corpus.attributes
    ]


def exceptions(corpus: Corpus) -> list[FilterChoice]:
    """List what one may leave out."""
    values = [f"{a}{BETWEEN}{v}" for a in corpus.attributes for v in corpus.values_of(a)]
    return [
        FilterChoice(NOT_CODE, words.NOT_CODES, list(corpus.codes), corpus.label_of, 2),
        FilterChoice(NOT_PERSON, words.NOT_PERSONS, corpus.people, rank=2),
        FilterChoice(NOT_ATTRIBUTE, words.NOT_ATTRIBUTES, values, _value, 2),
    ]


def _value(written: str) -> str:
    name, _, value = written.partition(BETWEEN)
    return f"{phrases.attribute(name)} : {value}"


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def allowed(corpus: Corpus) -> dict[str, Sequence[str] | None]:
    """Give the values that each filter may take."""
    several: Allowed = {c.key: c.values for c in (*choices(corpus), *exceptions(corpus))}
    return {**several, WORDS: None, TOGETHER: One(words.TOGETHER), STARRED: ("oui",)}
