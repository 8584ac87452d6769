"""Figures of interviews, extracts, codings made and quotes → sentences, in French."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.ui.sentences.phrases import counted, number
from dashboard.words import coding_words, ui_words
from pipeline.model.decision_rows import CodingDecision
from pipeline.pseudonymise.people.speakers import Material
from pipeline.publish.material_words import aside, made_of
from pipeline.publish.quotes.document import named


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
    Say how many passages, that people selected or that the machine cut, answer the filters in force.

    >>> answering(2)
    '2 résultats'
    """
    return counted(count, "résultat", "résultats")


def answering_here(count: int) -> str:
    """Say how many passages of the session before the eyes answer the filters in force."""
    return counted(count, "passage de cet entretien répond à ces filtres",
                   "passages de cet entretien répondent à ces filtres")


def suggestions_shown(count: int, extracts: int) -> str:
    """
    Say how many suggestions stand apart, and on how many extracts they may be read here.

    >>> suggestions_shown(174, 148)
    'Suggestions à relire : 174, dont celles de 148 extraits se lisent ici'
    """
    here = f"dont celles de {counted(extracts, 'extrait', 'extraits')} se lisent ici"
    return f"{ui_words.TO_READ_HEAD} : {number(count)}, {here}"


def times(count: int) -> str:
    """
    Say how often words are said.

    >>> times(12)
    '12 fois'
    """
    return f"{number(count)} fois"


SHORTENED = 5  # words kept at each end of a long quote


def done(line: CodingDecision, label: str) -> str:
    """Say what a line has just written; ``label`` names its code, empty when it has none."""
    what = coding_words.DONE.get(line.decision, line.decision)
    said = f"{label} : {what}" if label else what.capitalize()
    return f"{said}. {quoted(line.quote)}".strip()


def undone(lines: Sequence[CodingDecision], label: str, elsewhere: str = "") -> str:
    """Say what was taken back; ``elsewhere`` names its interview when it is not the one before the eyes."""
    first = lines[0]
    what = coding_words.DONE.get(first.decision, first.decision)
    about = f"{label} ({what})" if label else what
    where = f" dans {elsewhere}" if elsewhere else ""
    more = f", et {counted(len(lines) - 1, 'autre ligne', 'autres lignes')}" if len(lines) > 1 else ""
    return f"Annulé{where} : {about}{more}. {quoted(first.quote)}".strip()


def quoted(words: str) -> str:
    """
    Quote some words, the middle left out when they are many.

    >>> quoted("On court."), quoted("un deux trois quatre cinq six sept huit neuf dix onze douze"), quoted("")
    ('« On court. »', '« un deux trois quatre cinq … huit neuf dix onze douze »', '')
    """
    said = words.split()
    if len(said) > 2 * SHORTENED + 1:
        said[SHORTENED:-SHORTENED] = ["…"]
    return f"« {' '.join(said)} »" if said else ""


def pending(count: int) -> str:
    """
    Say how many decisions on codes are newer than the run; those on names are counted where one reviews them.

    >>> pending(3)
    'à mettre à jour : 3 décisions de codage'
    """
    return f"{coding_words.TO_UPDATE} : {counted(count, 'décision de codage', 'décisions de codage')}"


def on_page(codings: int, suggestions: int, memos: int) -> str:
    """
    Say what the reader has before them, decisions and suggestions apart.

    >>> on_page(12, 4, 0)
    '12 codages (+ 4 suggestions à relire)'
    """
    more = f" (+ {counted(suggestions, 'suggestion', 'suggestions')} à relire)" if suggestions else ""
    noted = f" · {counted(memos, 'mémo', 'mémos')}" if memos else ""
    return f"{counted(codings, 'codage', 'codages')}{more}{noted}"


def turns_shown(first: int, last: int, total: int) -> str:
    """
    Say which turns are on the page.

    >>> turns_shown(0, 57, 130)
    'tours 0 à 57, sur 130'
    """
    return f"tours {first} à {last}, sur {total}"


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
