"""Figures of the pages Entretiens and Extraits → sentences, in French."""

from __future__ import annotations

from dashboard.ui.sentences.phrases import counted, number
from pipeline.pseudonymise.people.material import Material
from pipeline.publish.material_words import aside, made_of


def sessions_found(of: Material, people: int) -> str:
    """
    Say how many people and sessions are listed, people first, each kind of session under its name.

    >>> sessions_found(Material(interviews=1, groups=1), 3)
    '3 personnes, 1 entretien ou groupe'
    >>> sessions_found(Material(15, 1, groups=4), 27)
    '27 personnes, 15 entretiens et groupes et 1 questionnaire'
    """
    return f"{counted(people, 'personne', 'personnes')}, {made_of(of)}"


def coded(part: int, whole: int) -> str:
    """
    Say how much of a session is coded.

    >>> coded(12, 140), coded(1, 1)
    ('12 extraits codés sur 140', '1 extrait codé sur 1')
    """
    return f"{counted(part, 'extrait codé', 'extraits codés')} sur {number(whole)}"


def turns(count: int) -> str:
    """Count turns."""
    return counted(count, "tour de parole", "tours de parole")


def to_read(count: int, hidden: int = 0) -> str:
    """
    Count the suggestions that wait, and those on reserved passages.

    >>> to_read(68, 2)
    '+ 68 à relire, dont 2 sur des passages réservés'
    """
    return f"+ {number(count)} à relire{aside(hidden)}"


def answering(count: int) -> str:
    """
    Say how many passages answer the filters in force.

    >>> answering(2)
    '2 extraits répondent'
    """
    return counted(count, "extrait répond", "extraits répondent")


def answering_here(count: int) -> str:
    """Say how many passages of the session before the eyes answer the filters in force."""
    return counted(count, "passage de cet entretien répond à ces filtres",
                   "passages de cet entretien répondent à ces filtres")


def occurrences(count: int, passages: int, people: int) -> str:
    """
    Say how often words are said, by how many people, people first.

    >>> occurrences(12, 9, 3)
    '3 personnes, 9 extraits, 12 fois'
    """
    some = f"{counted(people, 'personne', 'personnes')}, {counted(passages, 'extrait', 'extraits')}"
    return f"{some}, {number(count)} fois"
