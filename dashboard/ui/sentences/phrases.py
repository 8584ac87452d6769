"""Figures and names → the sentences of the dashboard, in French."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dashboard.data.corpus import Settings
from dashboard.words import run_words, ui_words
from pipeline.analysis.counts.denominators import PeopleShare
from pipeline.cli.cli_words import STAGES
from pipeline.language.numbers import counted, decimal, listed, number
from pipeline.pseudonymise.people.material import Material
from pipeline.publish.material_words import aside, made_of, session_words

# Numbers are written on every page as they are in the report.
__all__ = ["counted", "decimal", "number"]
RAW = re.compile(rf" \((?:{'|'.join(STAGES)})\)")


def attribute(name: str) -> str:
    """Name an attribute; one that a study adds keeps its own name."""
    return ui_words.ATTRIBUTES.get(name, name.replace("_", " "))


def people_among(of: PeopleShare, to_read: int) -> str:
    """
    Say how many people, out of how many who were asked, who spoke of it unasked, and how many more await a reading.

    >>> nine, all_ = frozenset(map(str, range(9))), frozenset(map(str, range(27)))
    >>> people_among(PeopleShare(nine, all_, frozenset(), False), 4)
    '9 personnes sur 27 (+ 4 à relire)'
    >>> people_among(PeopleShare(nine, nine, frozenset("z"), True), 0)
    '9 personnes sur 9 interrogées (+ 1 sans qu’on le demande)'
    """
    more = [f"+ {number(len(of.unasked))} {ui_words.UNASKED}"] if of.unasked else []
    more += [f"+ {number(to_read)} à relire"] if to_read else []
    some = f"{counted(len(of.people), ui_words.PERSON_ONE, ui_words.PEOPLE)} sur {number(len(of.possible))}"
    out_of_asked = (ui_words.ASKED_ONE if len(of.possible) == 1 else ui_words.ASKED) if of.guided else ""
    return " ".join(filter(None, (some, out_of_asked, f"({', '.join(more)})" if more else "")))


def kept_back(attributes: Sequence[str], fewest: int) -> str:
    """
    Say why some attributes are not shown of everyone, and which.

    >>> kept_back(["âge"], 3)
    "« Non montré » : moins de 3 personnes partageraient ce qui serait dit d'elles. Cela touche : âge."
    """
    return ui_words.KEPT_BACK.format(k=number(fewest), attributes=listed(attributes))


def out_of(part: int, whole: int) -> str:
    """
    Write a part of a whole.

    >>> out_of(5, 6)
    '5 sur 6'
    """
    return f"{number(part)} sur {number(whole)}"


def extracts_found(count: int, people: int) -> str:
    """
    Say how many people and excerpts answer, people first.

    >>> extracts_found(12, 3)
    '3 personnes, 12 extraits'
    """
    return f"{counted(people, ui_words.PERSON_ONE, ui_words.PEOPLE)}, {counted(count, 'extrait', 'extraits')}"


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
    """
    return counted(count, *ui_words.TASKS[kind]) + aside(hidden)


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
    'un indice du registre : « pas le temps »'
    """
    if source == "registre":
        return f"un indice du registre : « {words} »"
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
'les réglages (params.yaml) : topics.count']
    """
    known = {p: next((said for start, said in run_words.CHANGED if p.startswith(start)), "") for p in paths}
    settings = sorted(path for path, said in known.items() if not said)
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


def files_kept(names: Iterable[str]) -> str:
    """Say which files were not brought in, since others of their names are there."""
    return f"Déjà là avec un autre contenu, et non remplacés : {', '.join(names)}. Renommez-les pour les apporter."
