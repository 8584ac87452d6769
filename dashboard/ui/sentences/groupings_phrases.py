"""Figures of groupings → French sentences."""

from __future__ import annotations

from dashboard.ui.sentences.phrases import counted, decimal, number
from dashboard.words import compare_words as wording
from dashboard.words.ui_words import GROUPING
from pipeline.model.contracts import Grouping, ProfileWord, Specificity


def numbered(topic: int) -> str:
    """
    Name a grouping by its number, from 1: it has no meaning yet.

    >>> numbered(0)
    'Regroupement 1'
    """
    return f"{GROUPING} {topic + 1}"


def size(grouping: Grouping) -> str:
    """Say who and what a grouping holds: people first, sessions, then excerpts."""
    parts = (
        counted(grouping.people, "personne", "personnes"), counted(grouping.sessions, "entretien", "entretiens"),
        counted(grouping.size, "extrait", "extraits"),
    )
    return " · ".join(parts)


def held(grouping: Grouping) -> str:
    """Say how well a grouping holds."""
    return (
        f"{wording.HELD} : {decimal(grouping.stability)} ({wording.DRAWS}), {decimal(grouping.seeds)} "
        f"({wording.SEEDS}), {decimal(grouping.words_held)} ({wording.WORDS_HELD})"
    )


def profiled(row: ProfileWord) -> str:
    """
    Write a word with its χ² and where it is.

    >>> profiled(ProfileWord(0, "code", 12, 20, 41.234, 1e-9))
    'code (χ² 41,23 ; 12 extraits sur 20)'
    """
    where = f"{counted(row.inside, 'extrait', 'extraits')} sur {row.everywhere}"
    return f"{row.word} (χ² {decimal(abs(row.chi2))} ; {where})"


def specific(row: Specificity) -> str:
    """
    Write a word with its n.

    >>> specific(Specificity("milieu", "rural", "msa", 10, 10, 100, 5, 6.1))
    'msa (10 sur 10, 5 pers.)'
    """
    few = f", {wording.FEW_PEOPLE}" if row.people < wording.FEW else ""
    return f"{row.word} ({number(row.inside)} sur {number(row.everywhere)}, {row.people} pers.{few})"
