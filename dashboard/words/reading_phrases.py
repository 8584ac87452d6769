"""Figures of the pages Entretiens and Extraits → sentences, in French."""

from __future__ import annotations

from dashboard.words.phrases import counted, number


def sessions_found(count: int, people: int) -> str:
    """
    Say how many people and sessions are listed, people first.

    >>> sessions_found(1, 3)
    '3 personnes, 1 entretien ou groupe'
    """
    shown = counted(count, "entretien ou groupe", "entretiens et groupes")
    return f"{counted(people, 'personne', 'personnes')}, {shown}"


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


def to_read(count: int) -> str:
    """Count the suggestions that wait."""
    return f"+ {number(count)} à relire"


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
