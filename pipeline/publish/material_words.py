"""What a study is made of, and what is left to read → the phrases that pages and the report share, in French."""

from __future__ import annotations

from pipeline.language.numbers import agreeing, counted, listed
from pipeline.pseudonymise.people.material import Material, Places

SESSION = ("entretien ou groupe", "entretiens et groupes")
INTERVIEW = ("entretien", "entretiens")
QUESTIONNAIRE, NOTES = ("questionnaire", "questionnaires"), ("carnet de terrain", "carnets de terrain")
SUGGESTION = ("suggestion à relire", "suggestions à relire")
PLACE = ("{n} lieu d'enquête", "{n} lieux d'enquête")
AT_LEAST = "au moins {some}"
RESERVED = ("dont {n} sur un passage réservé", "dont {n} sur des passages réservés")


def made_of(of: Material) -> str:
    """
    Say how many sessions there are, each kind under its name.

    >>> made_of(Material(15, 1, groups=4)), made_of(Material(2))
    ('15 entretiens et groupes et 1 questionnaire', '2 entretiens')
    >>> made_of(Material())
    '0 entretien'
    """
    others = ((of.questionnaires, QUESTIONNAIRE), (of.notes, NOTES))
    told = [counted(n, *words) for n, words in others if n]
    return listed([counted(of.interviews, *session_words(of)), *told] if of.interviews or not told else told)


def session_words(of: Material) -> tuple[str, str]:
    """Give the words for one and for several interviews: groups are not named where there is none."""
    return SESSION if of.groups else INTERVIEW


def places(of: Places) -> str:
    """
    Say in how many places people were met; nothing where none is told.

    >>> places(Places(1, False)), places(Places(10, True)), places(Places(0, True))
    ("1 lieu d'enquête", "au moins 10 lieux d'enquête", '')
    """
    if not of.count:
        return ""
    some = agreeing(PLACE, of.count)
    return AT_LEAST.format(some=some) if of.more else some


def left_to_read(total: int, hidden: int) -> str:
    r"""
    Say how many suggestions are left to read, and how many of them no page but the session shows.

    >>> left_to_read(1039, 17)
    '1\u202f039 suggestions à relire, dont 17 sur des passages réservés'
    >>> left_to_read(1, 0)
    '1 suggestion à relire'
    """
    return counted(total, *SUGGESTION) + aside(hidden)


def aside(hidden: int) -> str:
    """
    Say how many of those counted stand on reserved passages; nothing when none does.

    >>> aside(1), aside(0)
    (', dont 1 sur un passage réservé', '')
    """
    return f", {agreeing(RESERVED, hidden)}" if hidden else ""
