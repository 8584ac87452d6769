"""Figures of comparisons and of groupings → the sentences that tell them, in French."""

from __future__ import annotations

from dashboard.data.comparing import Answered, Cell, CodedOpenQuestion, Figure
from dashboard.ui.sentences.phrases import counted, decimal, number
from dashboard.words import ui_words
from pipeline.analysis.counts.saturation import Course, RandomOrders, Rule
from pipeline.language.numbers import agreeing, percent
from pipeline.model.contracts import Grouping, ProfileWord, Specificity
from pipeline.pseudonymise.people.speakers import Material
from pipeline.publish.material_words import CODED, NOT_YET, passages_told, session_words


def people_of(cell: Cell) -> str:
    """Say how many people of a cell, out of those coded."""
    coded = f" {CODED[len(cell.possible) > 1]}" if cell.among.not_yet else ""
    return f"{number(len(cell.people))} sur {number(len(cell.possible))}{coded}"


def not_yet(count: int) -> str:
    """
    Say apart whom nobody has coded yet.

    >>> not_yet(6)
    '6 pas encore codées'
    """
    return agreeing(NOT_YET, count)


def bearing(value: str, count: int) -> str:
    r"""
    Name a value and how many bear it, on one line.

    >>> bearing("budget", 4)
    'budget (n\xa0=\xa04)'
    """
    return f"{value} (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{number(count)})"


def details(cell: Cell, of: Material) -> str:
    """Say what stands behind the people of a cell: sessions, as they are named in the corpus, then passages."""
    return f"{counted(cell.tally.sessions, *session_words(of))}, {passages_told(cell.tally)}"


def to_read(count: int) -> str:
    """
    Say apart what a person has not read yet.

    >>> to_read(4)
    '+ 4 à relire'
    """
    return f"+ {number(count)} à relire"


def unasked(count: int) -> str:
    """Say apart who spoke of it though nobody asked."""
    return f"+ {number(count)} {ui_words.UNASKED_IN_CELL}"


def asked_by(questions: tuple[str, ...]) -> str:
    """Name the questions of the guide that a row was asked by."""
    return f"{ui_words.ASKED_BY} : {' ; '.join(questions)}"


def tenths(share: float) -> str:
    """
    Write a share of 1 in percent, with one decimal, for a spreadsheet.

    >>> tenths(0.3333)
    '33,3'
    """
    return decimal(100 * share, 1)


def interval(figure: Figure) -> str:
    """Write the bounds of a share."""
    return f"[{decimal(100 * figure.low, 0)} ; {decimal(100 * figure.high, 0)}]"


def answers(figure: Figure) -> str:
    """Write a figure of the questionnaire: count, total, share, interval."""
    return f"{number(figure.count)} sur {number(figure.total)} · {percent(figure.share)} {interval(figure)}"


def answered(found: Answered) -> str:
    """Say how many answered a question, and who did otherwise."""
    said = [counted(found.total, "réponse", "réponses")]
    said += [f"{number(found.empty)} sans réponse"] if found.empty else []
    said += [counted(found.other, "autre, non comptée", "autres, non comptées")] if found.other else []
    return ", ".join(said)


def open_answers(found: CodedOpenQuestion, *, waiting: bool = False) -> str:
    """Say how many of those who wrote were coded so and, where suggestions show, how many wait."""
    more = f" ({to_read(len(found.pending))})" if found.pending and waiting else ""
    return f"{counted(len(found.decided), 'personne', 'personnes')} sur {number(found.wrote)} qui ont écrit{more}"


def unknown_questions(names: tuple[str, ...]) -> str:
    """Name the questions of a theme that nothing received bears."""
    return f"Sans réponse dans ce qui a été déposé : {', '.join(names)}."


def rule(said: Rule) -> str:
    """Print the definition of saturation that is in use."""
    first = f"des {said.base} premiers entretiens" if said.base > 1 else "du premier entretien"
    return (
        f"Définition (Guest, Namey et Chen, 2020) : on compte les codes {first} (la base), "
        f"puis les codes nouveaux de chaque série de {counted(said.run, 'entretien', 'entretiens')} de suite ; chaque "
        "série commence un entretien après la précédente. Il y a saturation à la première série dont les codes "
        f"nouveaux font au plus {percent(said.threshold)} de ceux de la base."
    )


def reached(found: Course, said: Rule) -> str:
    """Say where saturation stands in the order of the field, or that it does not."""
    if found.reached is None:
        read = counted(len(found.new), "entretien", "entretiens")
        return f"Dans l'ordre du terrain, la saturation n'est pas atteinte en {read}."
    return f"Dans l'ordre du terrain, la saturation est atteinte à {found.reached} + {said.run} entretiens."


def often(found: RandomOrders, draws: int) -> str:
    """Say in how many random orders it is reached, and where it most often is."""
    times = sum(found.reached.values())
    if not times:
        return f"Sur {number(draws)} ordres tirés au sort, elle n'est jamais atteinte."
    middle = sorted(after for after, many in found.reached.items() for _ in range(many))[times // 2]
    return (
        f"Sur {number(draws)} ordres tirés au sort, elle est atteinte {number(times)} fois ; la moitié du temps, "
        f"en {middle} entretiens au plus (sans compter la série)."
    )


def sessions_read(coded: int, of: Material) -> str:
    """
    Say how many sessions are followed: those that a person has coded.

    >>> sessions_read(2, Material(2))
    '2 entretiens codés sur 2'
    """
    every, (one, several) = of.interviews, session_words(of)
    said = f"{counted(coded, f'{one} codé', f'{several} codés')} sur {number(every)}"
    return said if coded == every else f"{said} ; ceux que personne n'a codés ne sont pas comptés"


def coefficient(value: float) -> str:
    """Write a coefficient with two decimals, never 0 when it is more."""
    return decimal(value) if value >= 0.005 else "< 0,01"


def coded(count: int) -> str:
    """
    Say how many passages a summary may rest on.

    >>> coded(2)
    '2 passages codés'
    """
    return counted(count, "passage codé", "passages codés")


def extracts_shown(count: int) -> str:
    """
    Say how many extracts may be read here.

    >>> extracts_shown(1)
    '1 extrait'
    """
    return counted(count, "extrait", "extraits")


def numbered(topic: int) -> str:
    """
    Name a grouping by its number, from 1: it has no meaning yet.

    >>> numbered(0)
    'Regroupement 1'
    """
    return f"{ui_words.GROUPING} {topic + 1}"


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
        f"{ui_words.HELD} : {decimal(grouping.stability)} ({ui_words.DRAWS}), {decimal(grouping.seeds)} "
        f"({ui_words.SEEDS}), {decimal(grouping.words_held)} ({ui_words.WORDS_HELD})"
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
    few = f", {ui_words.FEW_PEOPLE}" if row.people < ui_words.FEW else ""
    return f"{row.word} ({number(row.inside)} sur {number(row.everywhere)}, {row.people} pers.{few})"
