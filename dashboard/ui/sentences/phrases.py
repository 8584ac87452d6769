"""Figures and names → the sentences of the dashboard, in French."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dashboard.data.corpus import Settings
from dashboard.data.counting import Share
from dashboard.words import run_words, ui_words
from pipeline.analysis.counts.coded_passages import CodingTally, PeopleShare
from pipeline.cli.cli_words import STAGES
from pipeline.language.numbers import agreeing, counted, decimal, listed, number
from pipeline.pseudonymise.people.speakers import Material
from pipeline.publish.material_words import (
    CODED,
    NOT_YET,
    PERSON,
    aside,
    made_of,
    passages_told,
    people_share,
    session_words,
)
from pipeline.publish.quotes import quotes

# Numbers are written on every page as they are in the report.
__all__ = ["counted", "decimal", "number"]
RAW = re.compile(rf" \((?:{'|'.join(STAGES)})\)")


def attribute(name: str) -> str:
    """Name an attribute; one that a study adds keeps its own name."""
    return quotes.ATTRIBUTES.get(name, name.replace("_", " "))


def people_among(of: PeopleShare, to_read: int) -> str:
    """
    Say how many people, out of those asked and coded, and apart how many more await a reading.

    >>> nine, all_ = frozenset(map(str, range(9))), frozenset(map(str, range(27)))
    >>> people_among(PeopleShare(nine, all_, frozenset(), False), 4)
    '9 personnes sur 27 (+ 4 à relire)'
    """
    more = f" (+ {number(to_read)} {ui_words.TO_READ})" if to_read else ""
    return f"{people_share(of, PERSON)}{more}"


def suggestions_apart(count: int) -> str:
    """
    Say how many suggestions a page may show beside what people coded.

    >>> suggestions_apart(148)
    '+ 148 suggestions'
    """
    return f"+ {counted(count, 'suggestion', 'suggestions')}"


def kept_back(attributes: Sequence[str], fewest: int) -> str:
    """
    Say why some attributes are not shown of everyone, and which.

    >>> kept_back(["âge"], 3)
    "« Non montré » : moins de 3 personnes partageraient ce qui serait dit d'elles. Cela touche : âge."
    """
    return ui_words.KEPT_BACK.format(k=number(fewest), attributes=listed(attributes))


def share(of: Share) -> str:
    """
    Say how many of those who bear a value, out of those coded, and how many nobody has coded yet.

    >>> share(Share("rural", 5, 6)), share(Share("rural", 1, 1, 6)), share(Share("rural", 0, 0, 2))
    ('5 sur 6', '1 sur 1 codée · 6 pas encore codées', '2 pas encore codées')
    """
    left = agreeing(NOT_YET, of.not_yet) if of.not_yet else ""
    some = f"{number(of.with_it)} sur {number(of.total)} {CODED[of.total > 1] if of.not_yet else ''}".strip()
    return " · ".join(filter(None, (some if of.total else "", left)))


def extracts_found(count: int, people: int) -> str:
    """
    Say how many people and excerpts answer, people first.

    >>> extracts_found(12, 3)
    '3 personnes, 12 extraits'
    """
    return f"{counted(people, *PERSON)}, {counted(count, 'extrait', 'extraits')}"


def passages_found(of: CodingTally) -> str:
    """
    Say how many people say the passages found, and how many there are; those of questionnaires and notes are apart.

    >>> passages_found(CodingTally(people=15, passages=83)), passages_found(CodingTally(apart=1))
    ('15 personnes, 83 passages', "0 personne, 0 passage, et 1 passage d'un questionnaire ou d'un carnet, à part")
    """
    apart = f", et {counted(of.apart, *ui_words.APART)}" if of.apart else ""
    return f"{counted(of.people, *PERSON)}, {passages_told(of)}{apart}"


def withheld(count: int) -> str:
    """Say how many passages are offered nowhere, and why."""
    some = counted(count, "passage n'est pas proposé", "passages ne sont pas proposés")
    return f"{some} ici, à la demande de la personne. On ne le lit que dans l'entretien." if count == 1 else (
        f"{some} ici, à la demande des personnes. On ne les lit que dans les entretiens."
    )


def task(kind: str, count: int, hidden: int = 0) -> str:
    """
    Say what is left to do; ``hidden`` of it stands on reserved passages.

    >>> task("suggestions", 2)
    '2 suggestions à relire'
    >>> task("voices", 1)
    'Qui parle : 1 point à régler'
    """
    one, many = ui_words.TASKS[kind]
    # What stands in the order of the work begins with the name of the page.
    said = agreeing((one, many), count) if "{n}" in one else counted(count, one, many)
    return said + aside(hidden)


def reviews(of: Material) -> str:
    """
    Say of which sessions the pseudonymisation is left to review, each kind under its name.

    >>> reviews(Material(15, 1, groups=4))
    'Pseudonymisation à relire et à signer : 15 entretiens et groupes et 1 questionnaire'
    """
    return f"{ui_words.REVIEWS_LEFT} : {made_of(of)}"


def session_label(of: Material) -> str:
    """
    Name what one chooses a session by.

    >>> session_label(Material(2)), session_label(Material(2, groups=1))
    ('Entretien', 'Entretien ou groupe')
    """
    return session_words(of)[0].capitalize()


def evidence(source: str, words: str) -> str:
    """
    Say why a code is suggested.

    >>> evidence("registre", "pas le temps")
    'un indice du code : « pas le temps »'
    """
    if source == "registre":
        return f"un indice du code : « {words} »"
    return ui_words.EVIDENCE.get(source, source)


def orphan(file: str, line: int, code: str) -> str:
    """Say where a coding that stands nowhere was written."""
    return f"{file}, ligne {line} — {code} : "


def previous_session(session: str) -> str:
    """Name the session before."""
    return f"‹ Précédent : {session}"


def next_session(session: str) -> str:
    """Name the session after."""
    return f"Suivant : {session} ›"


def page_of(number_: int, count: int) -> str:
    """Say which page this is."""
    return f"{ui_words.PAGE} {number_} sur {count}"


def stability(value: float) -> str:
    """
    Put a stability into words: the share of passages that stay together is high, middling or low.

    >>> stability(0.8), stability(0.5), stability(0.2)
    ('stable', 'fragile', 'instable')
    """
    if value >= ui_words.STABLE_FROM:
        return ui_words.STABLE
    return ui_words.FRAGILE if value >= ui_words.FRAGILE_FROM else ui_words.UNSTABLE


def notice(settings: Settings) -> str:
    """Say what a file holds, in a few words that stand on every row."""
    return f"{ui_words.FICTIONAL}, {ui_words.PSEUDONYMISED}" if settings.fictional else ui_words.PSEUDONYMISED


def about_export(settings: Settings) -> tuple[str, ...]:
    """Say what a file holds and how to read it."""
    fiction = (f"{ui_words.FICTIONAL.capitalize()} : {ui_words.FICTIONAL_HELP}",) if settings.fictional else ()
    return (
        settings.title, *fiction,
        "Texte pseudonymisé : il reste une donnée personnelle, à garder au sein de l'équipe.",
        "Seuls figurent les passages que les personnes permettent de citer.",
        ui_words.DECISIONS_NOT_FACTS,
    )


def chart_title(theme: str, name: str) -> str:
    """Say in words what a chart of people shows."""
    return f"« {theme} » : personnes avec et sans, selon {attribute(name)}"


def inputs_changed(paths: Iterable[str]) -> list[str]:
    """
    Name what changed, each thing once.

    >>> inputs_changed(["transcripts", "codebook/codebook.yaml", "topics.count", ".filigrane/code/turns.sha"])
    ['des transcriptions, ou ce qui est dit de qui parle', 'la grille de codage', 'le logiciel lui-même', \
'les réglages : regroupements par proximité']
    """
    known = {p: next((said for start, said in run_words.CHANGED if p.startswith(start)), "") for p in paths}
    sections = {path.partition(".")[0] for path, said in known.items() if not said}
    settings = sorted(run_words.SECTIONS.get(one) or STAGES.get(one, run_words.OTHER_SETTINGS) for one in sections)
    precise = any(path.startswith("decisions/") for path in known)
    found = {said for path, said in known.items() if path != "decisions" or not precise}
    named = [said for _, said in run_words.CHANGED if said in found]
    return named + ([run_words.SETTINGS.format(names=", ".join(settings))] if settings else [])


def run_step(at: int, total: int, name: str) -> str:
    """
    Say how far a run is.

    >>> run_step(3, 16, "pseudonymisation")
    'étape 4 sur 16 : pseudonymisation'
    """
    return f"étape {at + 1} sur {total} : {name}"


def run_log(log: str) -> str:
    """
    Give what a run said, without the names that stages bear in files.

    >>> run_log("→ lecture des transcriptions (turns)")
    '→ lecture des transcriptions'
    """
    return RAW.sub("", log)


def files_spared(names: Iterable[str]) -> str:
    """Say which files were not brought in, since nothing would read them."""
    return f"Laissés de côté (fichiers cachés, provisoires, ou notices) : {', '.join(names)}."


def files_kept(names: Iterable[str]) -> str:
    """Say which files were not brought in, since others of their names are there."""
    return f"Déjà là avec un autre contenu, et non remplacés : {', '.join(names)}. Renommez-les pour les apporter."


def where(people: int, sessions: int) -> str:
    """
    Say of how many people, in how many interviews.

    >>> where(12, 9), where(0, 1)
    ('12 personnes, 9 entretiens', '1 entretien')
    """
    said = [counted(people, "personne", "personnes")] if people else []
    return ", ".join([*said, counted(sessions, "entretien", "entretiens")])
