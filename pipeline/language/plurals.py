"""Numbers and what they count → French: the number as France writes it, and every word that agrees with it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.numbers import number

__all__ = ["agreeing", "counted", "listed", "number"]


def counted(count: int, one: str, many: str) -> str:
    """
    Write a number and what it counts.

    >>> counted(1, "personne", "personnes"), counted(0, "personne", "personnes")
    ('1 personne', '0 personne')
    """
    return f"{number(count)} {many if count > 1 else one}"


def agreeing(forms: tuple[str, str], count: int, **figures: str) -> str:
    """
    Fill the sentence that agrees with a count: the first one up to 1, the second above.

    >>> agreeing(("{n} désaccord a été arbitré", "{n} désaccords ont été arbitrés"), 2)
    '2 désaccords ont été arbitrés'
    """
    return forms[count > 1].format(n=number(count), **figures)


def listed(words: Sequence[str]) -> str:
    """
    Write a list as one says it.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b et c')
    """
    return " et ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
