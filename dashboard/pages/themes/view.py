"""A reading → a theme as one compares it, and the groupings by proximity; all that the page says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from dashboard.data.counting import People, Share, among, asked, by_value, people, questions_of, tally
from dashboard.data.first_screen import with_code
from dashboard.data.passages import CorpusReading, Passage, bearing, farthest, typical
from pipeline.analysis.counts.coded_passages import CodingTally, PeopleShare
from pipeline.codebook.grid import Code, Theme
from pipeline.coding.theme_decisions import MarkedPassage, ThemeStatements
from pipeline.language.folds import fold_for_search
from pipeline.model.contracts import Grouping
from pipeline.model.decision_rows import ThemeDecision, ThemeVerb

# What the page says.
CODES_OF_THEME = "Ses codes"
NOBODY = "personne"
INTRODUCTION = "Un thème est écrit par une personne ; la machine n'en crée jamais."
NONE = "Aucun thème n'est écrit pour l'instant. Le premier s'écrit ici : un nom, une définition, les codes réunis."
COUNTS = "{people} · {sessions} · {passages}"
TYPICAL, FAR, CONTRARY = "Passages typiques", "Éloignés (à lire)", "Cas contraires"
TYPICAL_RULE = (
    "Ceux qu'une personne a choisis d'abord ; les autres par règle : les plus codés ainsi, les moins masqués, d'une "
    "longueur qui se lit d'un coup d'œil, un par personne."
)
FAR_RULE = (
    "Règle : parmi les passages que des personnes ont mis dans ce thème, les {n} qui ressemblent le moins aux autres, "
    "d'après le calcul, un par personne, hors de ceux déjà montrés ; aucun sous {fewest} "
    "passages. Éloigné ne veut pas dire contraire : c'est à lire."
)
CONTRARY_RULE = "Seule une personne dit qu'un passage est un cas contraire."
NO_FAR, NO_CONTRARY = "Aucun.", "Personne n'en a posé."
CHOSEN_BY = "choisi par {}"
HOLD_TYPICAL, HOLD_CONTRARY, DROP = "Typique", "Cas contraire", "Retirer"
HOLD_TYPICAL_HELP = "Le garder comme passage typique de ce thème, à la place d'un choix par règle."
HOLD_CONTRARY_HELP = "Le poser comme cas contraire de ce thème."
DROP_HELP = "Reprendre ce que vous avez dit de ce passage."
NOTE = "Pourquoi (facultatif, gardé avec le prochain geste)"
GESTURES = "Dire ce qu'un passage est pour ce thème"
OTHER, OTHER_HINT = "Chercher un autre passage", "des mots du passage"
NOT_FOUND = "Aucun passage qui puisse être montré ne contient ces mots."
LOST, LOST_LINE = "À replacer", "ligne {line} de {file} · {theme} · {reason} : "
EDIT = "Écrire les thèmes"
ACTIONS = {"edit": "Modifier ce thème", "create": "Nouveau thème", "delete": "Supprimer ce thème", "undo": "Annuler"}
LABEL, DEFINITION, CODES, GROUPINGS = "Nom", "Définition", "Codes réunis", "Regroupements rattachés (par numéro)"
PREVIEW, WRITE, DELETE = "Ce qui change dans les thèmes", "Écrire", "Supprimer"
DELETE_HELP = "Aucun codage ne change ; les passages et mémos posés sur ce thème sont gardés et listés « à replacer »."
FILL = "Donnez un nom et une définition : l'aperçu montrera ce qui change avant d'écrire."
UNCHANGED = "Rien n'est changé pour l'instant."
NOTHING_TO_UNDO = "Rien à annuler."
KEPT = "Noté sous le nom de {}."
THROUGH_GROUPINGS = "Un regroupement rattaché est une piste de lecture : il n'ajoute personne aux chiffres du thème."
WITHOUT_ASKED_HELP = (
    "Sans : la question leur fut posée, leur entretien a été codé ou lu en entier avec la grille, et aucun passage n'y "
    "est codé ainsi par une personne. Avec : qu'elle leur ait été posée ou non."
)
BY_ATTRIBUTE, GROUPINGS_OF_THEME = "Répartir selon", "Regroupements rattachés"
WITHOUT_HELP = (
    "Sans : leur entretien a été codé ou lu en entier avec la grille, et aucun passage n'y est codé ainsi par une "
    "personne. Pas encore codées : de celles-là, on ne peut encore rien dire."
)
MOST_TYPICAL, MOST_FAR, FOUND = 3, 3, 6
NOTHING = ThemeStatements()


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code of a theme and the people who bear it."""

    code: Code
    people: People
    among: PeopleShare


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage shown for a theme; ``lines`` say who chose it and why, none when it was chosen by rule."""

    passage: Passage
    lines: tuple[ThemeDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeView:
    """
    A theme: its codes, the people with and without it, the groupings attached to it, and passages to read.

    Attributes:
        tally: the interviews and the passages that persons put in it.
        typical: those that persons chose, then those that the rule of ``passages.typical`` chooses.
        far: among its own passages, the farthest from its centre, one for each person.
        contrary: those that persons hold for contrary cases, wherever they are.
    """

    theme: Theme
    people: People
    among: PeopleShare
    tally: CodingTally
    codes: tuple[CodeRow, ...]
    groupings: tuple[Grouping, ...]
    typical: tuple[ShownPassage, ...]
    far: tuple[ShownPassage, ...]
    contrary: tuple[ShownPassage, ...]


def theme_view(reading: CorpusReading, theme: Theme, said: ThemeStatements = NOTHING) -> ThemeView:
    """Gather what one reads of a theme, with what people say of it."""
    corpus, codes = reading.corpus, frozenset(theme.codes)
    found = people(reading, codes)
    rows = []
    for code in dict.fromkeys(c for c in theme.codes if c in corpus.codes):
        bear = people(reading, corpus.codebook.branch(code))
        rows.append(CodeRow(corpus.codes[code], bear, among(reading, bear, questions_of(corpus, code))))
    of = among(reading, found, theme.questions)
    attached = tuple(g for g in corpus.groupings if g.topic in theme.groupings)
    contrary = _held(reading, said.of(theme.id, ThemeVerb.CONTRARY))
    shown = _typical(reading, theme, said)
    aside = {h.passage.place for h in (*contrary, *shown)}
    marked = with_code(bearing(reading.marked_by_code, codes), codes)
    own_typical = (p for p in marked if p.typical and p.place not in aside)
    return ThemeView(
        theme, found, of, tally(reading, codes), tuple(rows), attached,
        shown, tuple(map(ShownPassage, islice(farthest(corpus, theme.id, own_typical), MOST_FAR))), contrary,
    )


def _held(reading: CorpusReading, marked: Iterable[MarkedPassage]) -> tuple[ShownPassage, ...]:
    lines: dict[str, list[ThemeDecision]] = {}
    for m in marked:
        lines.setdefault(m.excerpt, []).append(m.line)
    there = ((reading.by_place[e], found) for e, found in lines.items() if e in reading.by_place)
    return tuple(ShownPassage(p, tuple(found)) for p, found in there if p.typical)


def _typical(reading: CorpusReading, theme: Theme, said: ThemeStatements) -> tuple[ShownPassage, ...]:
    chosen = _held(reading, said.of(theme.id, ThemeVerb.TYPICAL))
    codes = frozenset(theme.codes)
    contrary = {m.excerpt for m in said.of(theme.id, ThemeVerb.CONTRARY)}
    heard = {h.passage.excerpt.speaker for h in chosen}
    coded = with_code(bearing(reading.marked_by_code, codes), codes)
    left = (p for p in coded if p.place not in contrary and p.excerpt.speaker not in heard)
    by_rule = typical(left, max(0, MOST_TYPICAL - len(chosen)), codes)
    return (*chosen, *map(ShownPassage, by_rule))


def holding(reading: CorpusReading, words: str) -> list[Passage]:
    """Find passages that hold some words and may be shown for a theme, the first few in order of the corpus."""
    wanted = fold_for_search(words).split()
    found = (p for p in reading.passages if p.place and p.typical and all(w in p.folded for w in wanted))
    return list(islice(found, FOUND)) if wanted else []


def shares(reading: CorpusReading, view: ThemeView, attribute: str) -> list[Share]:
    """Share the people of a theme out by an attribute, in the same order for every theme."""
    return by_value(reading, view.people, attribute, asked(reading.corpus, view.theme.questions))
