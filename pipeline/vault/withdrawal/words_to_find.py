"""Words that must not be read any more → what finds them in any file, and what decisions that quote them become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.anchoring import anchors
from pipeline.anchoring.decisions import read
from pipeline.anchoring.finding import find
from pipeline.ingest.withdrawals import SHOWN as TURN
from pipeline.ingest.withdrawals import Place, runs
from pipeline.model.contracts import AnonymisedTurn, Restriction, Turn
from pipeline.model.decision_rows import (
    Arbitration,
    CodingDecision,
    ConsentDecision,
    CorrectionDecision,
    CorrectionVerb,
    Decision,
    QuoteDecision,
    RoleDecision,
    SummaryDecision,
    ThemeDecision,
    VerdictDecision,
)
from pipeline.model.study import Study
from pipeline.pseudonymise.consent import SHOWN as PASSAGE
from pipeline.pseudonymise.consent import words_by_turn
from pipeline.pseudonymise.leak_search.made_files import document, files
from pipeline.vault.private_names import SHOWN, Cell

RUN = 6  # words in a row: fewer are said by anybody
Gone = Mapping[Place, Collection[Restriction]]
Read = tuple[Place, str, list[tuple[int, int]]]


@dataclass(frozen=True)
class WithdrawnPhrases:
    """Runs of folded words that withdrawn passages alone hold, and the beginnings of the ids of their excerpts."""

    runs: frozenset[str]
    ids: frozenset[str] = field(default_factory=frozenset)

    def stand_in(self, text: str) -> bool:
        """Tell whether a text holds withdrawn words."""
        return bool(self.runs) and not self.runs.isdisjoint(runs(text, RUN))

    def name_in(self, text: str) -> bool:
        """Tell whether a text names an excerpt of a turn that was withdrawn whole."""
        lines = (line.partition(":w") for line in text.splitlines() if ":w" in line)
        return any(before in self.ids for before, _, _ in lines)


def probes(gone: Gone, turns: Iterable[Turn], shown: Iterable[AnonymisedTurn]) -> WithdrawnPhrases:
    """
    Learn to know withdrawn words again, as they were said and as they were shown.

    Args:
        gone: (session, turn) → what is withdrawn of it, in source words.
        turns: as they were said.
        shown: as the team read them.

    Returns:
        runs of words that stand nowhere else: what is still said elsewhere betrays nothing.
    """
    taken: set[str] = set()
    left: set[str] = set()
    read: list[Read] = [((t.session, t.turn), t.text, anchors.words(t.text)) for t in turns]
    read += [((t.session, t.turn), t.text, anchors.spans(t)) for t in shown]
    for place, text, spans in read:
        cut, rest = _parted(text, spans, gone.get(place, ()))
        taken |= {run for piece in cut for run in runs(piece, RUN)}
        left |= {run for piece in rest for run in runs(piece, RUN)}
    ids = {f"{s}:{n}" for s, n in gone if any(r.first_word == 0 for r in gone[s, n])}
    return WithdrawnPhrases(frozenset(taken - left), frozenset(ids))


def _parted(
    text: str, spans: list[tuple[int, int]], about: Collection[Restriction]
) -> tuple[list[str], list[str]]:
    cut: list[str] = []
    rest: list[str] = []
    done = 0
    for r in sorted(about, key=lambda r: r.first_word):
        start, end = spans[r.first_word][0], spans[min(r.last_word, len(spans) - 1)][1]
        rest.append(text[done:start])
        cut.append(text[start:end])
        done = max(done, end)
    return cut, [*rest, text[done:]]


def places(study: Study, where: tuple[str, ...], found: WithdrawnPhrases) -> list[str]:
    """
    List the files, at some places of a study, in which withdrawn words stand.

    Args:
        study: where.
        where: folders and files, from the root of the study.
        found: the withdrawn words.

    Returns:
        paths in the study.
    """
    held = (document(study, path) for path in files(study, where))
    return [d.path for d in held if found.stand_in(d.text)]


KINDS: tuple[type[Decision], ...] = (
    CodingDecision, Arbitration, ThemeDecision, ConsentDecision, RoleDecision, QuoteDecision, SummaryDecision,
    VerdictDecision,
)
# Written in a researcher's own words: taken out only where they repeat what was withdrawn.
OWN_WORDS = ("memo", "reason", "summary")
NAMING = ("label", "same_as")
WRITTEN_OF_SOMEBODY = (ConsentDecision, SummaryDecision, CodingDecision)


@dataclass(frozen=True)
class Before:
    """What decisions are compared with: the turns as they were shown, and what is gone of them."""

    shown: dict[str, dict[int, AnonymisedTurn]]
    gone: Gone
    sessions: Collection[str]  # withdrawn whole
    probes: WithdrawnPhrases


def cells(study: Study, before: Before) -> dict[Cell, str]:
    """Give the cells that must change, of every person's every line, those undone since included."""
    emptied = dict.fromkeys(_corrections(study, before), "")
    lines = (d for kind in KINDS for d in read(study, kind))
    return emptied | {(d.file, d.line, column): text for d in lines for column, text in _of_line(d, before)}


def _corrections(study: Study, before: Before) -> Iterator[Cell]:
    """Give the cells of corrections of withdrawn words: emptied, a line holds nowhere and tells nothing."""
    lines = read(study, CorrectionDecision)
    # A turn is numbered as it was that day: each cut or join since may have moved it by one.
    shifts = Counter(d.session for d in lines if d.decision in {CorrectionVerb.CUT, CorrectionVerb.JOIN})
    for d in lines:
        near = range(d.turn - shifts[d.session], d.turn + shifts[d.session] + 1)
        leaves = d.session in before.sessions or any((d.session, turn) in before.gone for turn in near)
        if leaves or before.probes.stand_in(d.text):
            yield from ((d.file, d.line, column) for column in ("text", "speaker", "check"))


def _of_line(d: Decision, before: Before) -> Iterator[tuple[str, str]]:
    whole = d.session in before.sessions
    # A code or a memo on words loses their quote only; a memo on somebody goes with them.
    quote = getattr(d, "quote", "")
    if quote and (new := SHOWN if whole else _quote(d, before)) != quote:
        yield "quote", new
    about = _is_about(d, before) or (whole and not isinstance(d, CodingDecision))
    for column in OWN_WORDS:
        said = getattr(d, column, "")
        if said and (before.probes.stand_in(said) or (about and isinstance(d, WRITTEN_OF_SOMEBODY))):
            yield column, SHOWN
    for column in NAMING if whole else ():
        if getattr(d, column, ""):
            yield column, SHOWN


def _is_about(d: Decision, before: Before) -> bool:
    if isinstance(d, ConsentDecision):
        return any((d.session, n) in before.gone for n in range(d.turn, max(d.turn, d.last_turn) + 1))
    # What was written of someone goes with them, in whatever words.
    if isinstance(d, CodingDecision):
        of = [(s, n) for s, turns in before.shown.items() for n, turn in turns.items() if turn.speaker == d.person]
        return bool(d.person and of) and all(place in before.gone for place in of)
    if not isinstance(d, SummaryDecision) or not d.participant:
        return False
    said = [n for n, turn in before.shown.get(d.session, {}).items() if turn.speaker == d.participant]
    return bool(said) and all((d.session, n) in before.gone for n in said)


def _quote(d: Decision, before: Before) -> str:
    quote: str = getattr(d, "quote", "")
    turns = before.shown.get(d.session, {})
    place = None
    if isinstance(d, (CodingDecision, Arbitration, ThemeDecision, QuoteDecision)):
        stored = anchors.Place(d.turn, d.first_word, d.last_turn, d.last_word)
        place = find(turns, stored, quote, getattr(d, "check", ""))
    if place is None:
        return SHOWN if before.probes.stand_in(quote) else quote
    if not any((d.session, n) in before.gone for n in range(place.turn, place.last_turn + 1)):
        return quote
    pieces = [_left(turns[n], *words, before.gone.get((d.session, n), ())) for n, words in words_by_turn(turns, place)]
    return "\n".join(text for text, _ in pieces) if any(readable for _, readable in pieces) else SHOWN


def _left(turn: AnonymisedTurn, first: int, last: int, about: Collection[Restriction]) -> tuple[str, bool]:
    """Give what is left to read of some words of a turn, and whether anything is."""
    spans = anchors.spans(turn)
    taken = {n for r in about for n in range(r.first_word, r.last_word + 1)}
    mark = TURN if taken >= set(range(len(spans))) else PASSAGE
    runs = [(out, list(run)) for out, run in groupby(range(first, last + 1), key=taken.__contains__)]
    said = [mark if out else turn.text[spans[run[0]][0] : spans[run[-1]][1]] for out, run in runs]
    return " ".join(said), not all(out for out, _ in runs)


NOTHING = "Rien à faire : ces paroles sont déjà retirées à ce degré."
HIDDEN = "Paroles retirées : {where}."
HIDDEN_AS = {
    "publication": "  Elles restent lisibles par l'équipe, et ne sortent plus dans aucune citation ni aucun export.",
    "analysis": "  Elles ne sont plus lues ni comptées ; ce qui en fut dérivé reste dans le cache et l'historique.",
    "everything": "  Elles deviennent « [tour retiré] » ou « [passage retiré] », sans que la numérotation bouge.",
}
DELETED = "Fichiers détruits, car personne d'autre n'y parle :"
WITH_OTHERS = "{file} contient aussi les paroles d'autres personnes : il reste, sans celles-ci."
NAME_STAYS = (
    "  Son nom reste dans les métadonnées privées de ces entretiens (en-tête ou sessions.csv) : il sert à le masquer "
    "quand d'autres le disent."
)
CLEARED = "{file} : tours {turns} remplacés par « [tour retiré] » dans la transcription même."
STAYS = (
    "{file} contient encore ces paroles, avec celles d'autres personnes. Remplacez-y à la main les tours {turns} par "
    "« [tour retiré] », en gardant le libellé devant : la numérotation ne bouge pas, et l'enquête ne les lit plus déjà."
)
CLOSED = (
    "{file} : écrivez « retiré » et son numéro dans chaque cellule de sa ligne, sans ôter la ligne : les autres "
    "gardent leur rang. Ses réponses ne sont déjà plus comptées."
)
MASKED = "{number} mention(s) dans d'autres entretiens restent masquées (decisions/identifiers/{by}.csv)."
REWRITTEN = "decisions/{file} : {number} cellule(s) réécrites sans ces mots (decisions/withdrawals le dit)."
TO_DECIDE = "À décider : ces tours d'autres personnes répondent, ou parlent de la personne : {places}."
RECALL = "À rappeler : ces exports contiennent ses paroles. Prévenez qui les a reçus :"
BY_HAND = "Écrits par vous, et qui reprennent ses mots : à relire et à corriger :"
TAKEN_UP = (
    "Un retrait avait été arrêté avant sa fin : ce qui en restait est fait maintenant. Pour en faire un autre, retapez "
    "ensuite votre commande."
)
NOT_FINISHED = (
    "Le retrait est commencé, et n'est pas fini : le disque est plein, ou refuse d'écrire. Ce qui est fait le reste. "
    "Libérez de la place, puis relancez la même commande, ou « filigrane run » : ce qui manque sera fait."
)
QUESTION = "Tapez « oui » pour continuer : "
STOPPED = "Rien n'a été changé."
REMOTE = "Dépôt distant « {name} » ({url}) : dvc push -r {name}, puis dvc gc --workspace --cloud -r {name}"
HISTORY = (
    "Historique de git : {commits} commit(s) tiennent encore ces fichiers dans leur ancien état. Pour les en retirer, "
    "sur un clone neuf (git filter-repo change tous les commits : prévenez l'équipe, et gardez une sauvegarde) :"
)
FILTER = "  git filter-repo --invert-paths {paths}"
AFTERWARDS = "  puis remettez les fichiers d'aujourd'hui, et : git push --force --all"
COPIES = "Restent aussi, hors d'ici : les sauvegardes (filigrane backup) et les copies faites à la main."
SEARCHED = "Preuve : {files} fichiers de l'enquête relus{commits}{remotes}."
COMMITS = ", {read} commit(s) de git"
COMMITS_LEFT = ", {read} commit(s) de git (les plus récents ; le temps imparti est passé)"
REMOTES = ", dépôt(s) {names}"
CLEAN = "Aucune de ces paroles n'y est plus."
FOUND = "Ces paroles y sont encore :"
ELSEWHERE = "Le dépôt « {name} » ({url}) ne se lit pas d'ici : dvc fetch -r {name} --all-commits, puis filigrane doctor"
RUN_FAILED = "Le calcul s'est arrêté (voir ci-dessus). Les décisions sont notées ; « filigrane run » reprendra."
TO_RUN = "Rien n'a été recalculé : « filigrane run » refait ce qui manque."
