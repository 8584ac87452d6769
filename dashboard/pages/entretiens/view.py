"""A reading and what coders hold → each interview and group, how far the work has gone, and the table of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.counting import ToRead, to_read_by_session
from dashboard.data.decisions_read import Decided
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from dashboard.data.search import FoundPassages
from dashboard.ui.html import Html, element, join, link
from dashboard.ui.sentences import reading_phrases
from dashboard.ui.sentences.phrases import counted
from dashboard.words import ui_words

State = Literal["nonlu", "lu", "suggestions", "nonsigne"]


@dataclass(frozen=True, slots=True)
class Interview:
    """
    A session, and how far the work on it has gone.

    Attributes:
        readers: who said that they read it whole.
        coded: excerpts that a person coded, of ``excerpts``.
        waiting: suggestions left to read.
        signed: whether a person signed the review of its pseudonymisation.
        memos: what people noted on it as a whole.
    """

    session: str
    kind: str
    people: tuple[str, ...]
    turns: int
    excerpts: int
    coded: int
    waiting: ToRead
    readers: tuple[str, ...]
    signed: bool
    memos: tuple[str, ...] = ()

    def stands(self, state: State) -> bool:
        """Tell whether the work on it is at some point."""
        return {
            "nonlu": not self.readers, "lu": bool(self.readers), "suggestions": self.waiting.total > 0,
            "nonsigne": not self.signed,
        }[state]


@worked_out(2)
def interviews(reading: CorpusReading, decided: Decided) -> tuple[Interview, ...]:
    """List every session, in the order of its name."""
    corpus, waiting = reading.corpus, to_read_by_session(reading)
    excerpts = Counter(p.excerpt.session for p in reading.counted)
    coded = Counter(p.excerpt.session for p in reading.counted if p.decided)
    found: dict[str, list[str]] = defaultdict(list)
    noted: dict[str, list[str]] = defaultdict(list)
    for coder, state in sorted(decided.now.by_coder.items()):
        for session in state.read:
            found[session].append(coder)
        for line in state.memos:
            if line.session and not line.stands_on_words:
                noted[line.session].append(f"{line.memo} ({coder})")
    read = {session: tuple(who) for session, who in found.items()}
    people: dict[str, set[str]] = defaultdict(set)
    for p in corpus.interviewed:
        people[p.session].add(p.participant)
    return tuple(
        Interview(
            s, corpus.kind_of.get(s, ""), tuple(sorted(people.get(s, ()))), len(corpus.said_in[s]), excerpts[s],
            coded[s], waiting.get(s, ToRead()), read.get(s, ()), s in corpus.signed,
            tuple(noted.get(s, ())),
        )
        for s in corpus.sessions
    )


def answering(found: FoundPassages) -> Counter[str]:
    """Count what is found in each session, suggestions too where they show; what bears no attribution is nowhere."""
    return Counter(p.excerpt.session for p in (*found.shown, *found.suggested) if p.place)


def table(corpus: Corpus, shown: Iterable[Interview], answers: Counter[str] | None) -> Html:
    """Lay interviews out; ``answers`` counts the extracts of each that answer the filters, if there are any."""
    head = element("tr", [element("th", name, scope="col") for name in COLUMNS])
    rows = []
    for one in shown:
        width = 100 * one.coded // one.excerpts if one.excerpts else 0
        gauge = element("span", element("span", "", class_="plein", style=f"width:{width}%"), class_="jauge")
        cells = (
            _who(corpus, one), join(", ".join(one.readers) or _discreet(NOBODY_READ)),
            join(reading_phrases.coded(one.coded, one.excerpts), gauge), _waiting(one),
            join(ui_words.SIGNED if one.signed else _discreet(ui_words.UNSIGNED)),
        )
        name = element("th", _name(corpus, one, answers), scope="row")
        rows.append(element("tr", name, [element("td", cell) for cell in cells]))
    return element("table", element("thead", head), element("tbody", rows), class_="entretiens")


def _name(corpus: Corpus, one: Interview, answers: Counter[str] | None) -> Html:
    about = " · ".join(filter(None, (one.kind, reading_phrases.turns(one.turns))))
    called = link(titles.title(corpus, one.session), "lecture", entretien=one.session)
    parts = [element("strong", called), element("div", _discreet(about))]
    if one.memos:
        said = element("summary", counted(len(one.memos), "mémo", "mémos"))
        parts.append(element("details", said, [element("p", memo) for memo in one.memos], class_="discret"))
    if answers is not None:
        found = reading_phrases.answering(answers[one.session])
        parts.append(element("div", link(found, "extraits", entretiens=one.session)))
    return join(parts)


def _who(corpus: Corpus, one: Interview) -> Html:
    if not one.people:
        return _discreet(ui_words.NOTES if not one.kind else one.kind)
    return join(element("div", element("strong", p), " ", _discreet(" · ".join(corpus.situating(p, one.session)[:3])))
                for p in one.people)


def _waiting(one: Interview) -> Html:
    of = one.waiting
    if not of.total:
        return _discreet(NO_SUGGESTION)
    told = reading_phrases.to_read(of.total, of.hidden)
    # What stands on reserved passages is read in the session itself.
    return link(told, "suggestions" if of.shown else "lecture", entretien=one.session)


def _discreet(said: str) -> Html:
    return element("span", said, class_="discret")


STATE = "Où en est le travail"
STATES = {
    "nonlu": "personne ne l'a lu en entier", "lu": "lu en entier", "suggestions": "suggestions à relire",
    "nonsigne": "pseudonymisation non relue",
}
COLUMNS = (
    "Entretien, groupe ou questionnaire", "Qui parle", "Lu en entier par", "Codage", "Suggestions", "Pseudonymisation",
)
NOBODY_READ, NO_SUGGESTION = "personne encore", "aucune"
NO_INTERVIEW = "Aucun entretien ne répond à tous ces filtres. Retirez-en un."
PROGRESS_HELP = (
    "Un entretien est « lu en entier » quand quelqu'un l'a dit, en bas de la page Lecture : ce qui n'y est pas codé "
    "compte alors comme un « non »."
)
