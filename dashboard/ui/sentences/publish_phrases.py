"""Figures of quotes and tables → sentences, in French."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.ui.sentences.phrases import counted, number
from pipeline.publish.quotes.document import named


def fits(count: int, total: int) -> str:
    """
    Say how many people a reader may take the speaker for.

    >>> fits(1, 27), fits(4, 27)
    ('1 personne sur 27 correspond', '4 personnes sur 27 correspondent')
    """
    fitting = "correspond" if count < 2 else "correspondent"
    return f"{people(count)} sur {number(total)} {fitting}"


def together(count: int, total: int) -> str:
    """
    Say how many people bear all that is told under a name.

    >>> together(2, 27)
    'Avec toutes ses citations : 2 personnes sur 27 correspondent'
    """
    return f"Avec toutes ses citations : {fits(count, total)}"


def found(count: int, people: int) -> str:
    """
    Say how many quotes there are, people first.

    >>> found(3, 2)
    '2 personnes, 3 citations'
    """
    return f"{counted(people, 'personne', 'personnes')}, {counted(count, 'citation', 'citations')}"


def waiting(count: int) -> str:
    """
    Say how many quotes wait for a decision.

    >>> waiting(1)
    '1 citation attend une décision : elle ne sort pas encore.'
    """
    if count < 2:
        return f"{number(count)} citation attend une décision : elle ne sort pas encore."
    return f"{number(count)} citations attendent une décision : elles ne sortent pas encore."


def attributes(names: Iterable[str], nothing: str) -> str:
    """
    Name some attributes.

    >>> attributes(["champ", "age~"], "rien"), attributes([], "rien")
    ('champ, âge (tranches larges)', 'rien')
    """
    return ", ".join(map(named, names)) or nothing


def people(count: int) -> str:
    """
    Count people.

    >>> people(6)
    '6 personnes'
    """
    return counted(count, "personne", "personnes")


def starred(by: Iterable[str]) -> str:
    """
    Say who wants to quote a passage.

    >>> starred(["claire", "noe"])
    '★ claire, noe'
    """
    return f"★ {', '.join(by)}"


def answered(by: str, said: str, reason: str) -> str:
    """
    Say what somebody answered.

    >>> answered("claire", "Non", "poste courant")
    'claire : Non. poste courant'
    """
    return f"{by} : {said}.{f' {reason}' if reason else ''}"


def of_people(people: int, rows: int, wrote: int) -> str:
    """
    Say of whom the rows of the table of people are.

    >>> of_people(27, 27, 180)
    '27 personnes en 27 lignes et 180 personnes qui ont écrit dans un questionnaire'
    >>> of_people(1, 2, 0)
    '1 personne en 2 lignes'
    """
    met = f"{counted(people, 'personne', 'personnes')} en {lines(rows)}"
    asked = counted(wrote, "personne qui a écrit", "personnes qui ont écrit")
    return f"{met} et {asked} dans un questionnaire" if wrote else met


def of_respondents(count: int) -> str:
    """
    Say how many people the answers come from.

    >>> of_respondents(240)
    'réponses de 240 personnes'
    """
    return f"réponses de {counted(count, 'personne', 'personnes')}"


def lines(count: int) -> str:
    """
    Count rows.

    >>> lines(1204)
    '1\u202f204 lignes'
    """
    return counted(count, "ligne", "lignes")
