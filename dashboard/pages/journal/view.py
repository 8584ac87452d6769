"""Lines of every kind that people wrote → rows of the journal, the latest first, and the words that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import Decided, OtherDecisions
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from dashboard.pages.journal import words as wording
from dashboard.words.ui_words import CONSENTS, VERDICT_KINDS
from pipeline.anchoring.anchors import Place, quote
from pipeline.anchoring.publishable import may_pass
from pipeline.anchoring.word_places import excerpt_id, place_consent
from pipeline.codebook.grid import Codebook
from pipeline.coding.codings_in_place import standing_place
from pipeline.model.decision_rows import (
    Arbitration,
    CodingDecision,
    ConsentDecision,
    Decision,
    QuoteDecision,
    SummaryDecision,
    ThemeDecision,
    VerdictDecision,
)
from pipeline.pseudonymise.consent import strictest_on

TAKEN, FREE = "taken", "free"
LEVELS = {FREE: wording.NO_RESERVE, **CONSENTS}
ON_WORDS = (CodingDecision, Arbitration, QuoteDecision, ThemeDecision)
# A spreadsheet that came in is told in one row: its lines bear one date, without a fraction of a second.
SEVERAL = 3


@dataclass(frozen=True, slots=True)
class JournalRow:
    """
    A line of the journal.

    Attributes:
        memo: what its author says in their own words: a memo, a summary, a reason.
        holds: whether no later line took it back.
        theme: the id of the theme that it is about, if any.
        detail: what was chosen, in a word or two of the screen.
    """

    line: Decision
    kind: str
    code: str
    memo: str
    holds: bool
    theme: str = ""
    detail: str = ""

    @property
    def at(self) -> str:
        """When it was written."""
        return self.line.at

    @property
    def author(self) -> str:
        """Who wrote it."""
        return self.line.author

    @property
    def session(self) -> str:
        """The session it is about, if any."""
        return self.line.session


@worked_out(2)
def rows(reading: CorpusReading, decided: Decided, beside: OtherDecisions) -> tuple[JournalRow, ...]:
    """Tell everything that was decided and noted, the latest first."""
    codebook, held = reading.corpus.codebook, {id(d) for d in decided.in_force}
    told = [
        JournalRow(
            d, TAKEN if d.decision in wording.TAKEN else d.decision, codebook.in_force(d.code) if d.code else "",
            d.memo, id(d) in held,
        )
        for d in decided.every
    ]
    told += _beside(codebook, beside)
    return tuple(sorted(told, key=lambda r: (r.at, r.author, r.line.line), reverse=True))


def _beside(codebook: Codebook, beside: OtherDecisions) -> Iterator[JournalRow]:
    for line in beside.lines:
        holds = id(line) in beside.held
        match line:
            case Arbitration():
                yield JournalRow(line, "arbitration", codebook.in_force(line.code), line.reason, holds)
            case ThemeDecision():
                kind = TAKEN if line.decision in wording.TAKEN else line.decision
                yield JournalRow(line, kind, "", line.memo, holds, line.theme)
            case SummaryDecision():
                yield JournalRow(line, "summary" if line.summary else TAKEN, "", line.summary, holds, line.theme)
            case VerdictDecision():
                kind = "verdict" if line.verdict else TAKEN
                verdict = VERDICT_KINDS.get(line.verdict, line.verdict)
                yield JournalRow(line, kind, "", line.reason, holds, line.theme, verdict)
            case QuoteDecision():
                kind = TAKEN if line.decision in wording.TAKEN else "quote"
                yield JournalRow(line, kind, "", line.reason, holds, detail=wording.QUOTES.get(line.decision, ""))
            case ConsentDecision():
                kind = TAKEN if line.level == FREE else "consent"
                yield JournalRow(line, kind, "", line.reason, holds, detail=LEVELS.get(line.level, line.level))


@dataclass(frozen=True, slots=True)
class LineWords:
    """
    The words that a line is about, as they read today.

    Attributes:
        quote: the words, when they may be quoted.
        reserved: whether they may only be read in their session.
        place: where they stand; none when they stand nowhere, or when the line is about no words.
    """

    quote: str = ""
    reserved: bool = False
    place: Place | None = None

    def passage(self, session: str) -> str:
        """Name the passage as an address does."""
        p = self.place
        return excerpt_id(session, p.turn, p.first_word, p.last_word) if p and p.turn == p.last_turn else ""


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """What a reader looks for; what is empty does not filter."""

    authors: frozenset[str] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)
    codes: frozenset[str] = field(default_factory=frozenset)
    sessions: frozenset[str] = field(default_factory=frozenset)


def said(corpus: Corpus, row: JournalRow) -> LineWords:
    """Give the words that a line is about; only what may be quoted is given."""
    turns, line = corpus.turns.get(row.session, {}), row.line
    if isinstance(line, ConsentDecision):
        # Words that someone reserves are never repeated, even when the reserve was lifted since.
        there = place_consent(line, {n: t.check for n, t in sorted(turns.items()) if t.check}).stretches[0]
        reserved = Place(there.turn, there.first_word, there.last_turn, there.last_word)
        return LineWords(reserved=True, place=reserved) if there.turn in turns else LineWords()
    if line.turn < 0 or not isinstance(line, ON_WORDS):
        return LineWords()
    place = standing_place(line, turns)
    if isinstance(place, str):
        return LineWords()
    if may_pass(strictest_on(turns, place), "typical"):
        return LineWords(quote(turns, place), place=place)
    return LineWords(reserved=True, place=place)


def wanted(found: Iterable[JournalRow], by: JournalFilter) -> list[JournalRow]:
    """Keep the rows that satisfy every choice; a decision with a memo is a memo too."""
    return [
        r for r in found
        if _among(r.author, by.authors) and _among(r.code, by.codes) and _among(r.session, by.sessions)
        and (_among(r.kind, by.kinds) or ("memo" in by.kinds and r.memo))
    ]


def _among(value: str, chosen: frozenset[str]) -> bool:
    return not chosen or value in chosen


def told_together(found: Iterable[JournalRow]) -> list[tuple[JournalRow, ...]]:
    """Put in one the lines that came in together from a spreadsheet; each other line stands alone."""
    together: list[tuple[JournalRow, ...]] = []
    for (at, *_), some in groupby(found, key=lambda r: (r.at, r.author, r.kind, r.memo)):
        group = tuple(some)
        whole = "." not in at and len(group) > SEVERAL
        together += [group] if whole else [(r,) for r in group]
    return together


def values(found: Sequence[JournalRow], corpus: Corpus) -> Mapping[str, list[str]]:
    """List what the rows can be chosen by: authors, kinds, codes, sessions that occur in them."""
    occur = {name: {getattr(r, name) for r in found} for name in ("author", "kind", "code", "session")}
    # What was decided of an interview that is no more comes last.
    return {
        "par": sorted(occur["author"]), "quoi": [k for k in wording.KINDS if k in occur["kind"]],
        "code": [c for c in corpus.codes if c in occur["code"]],
        "entretien": sorted(occur["session"] - {""}, key=lambda s: (corpus.order_of.get(s, len(corpus.sessions)), s)),
    }


def theme(corpus: Corpus, row: JournalRow) -> str:
    """Name the theme that a row is about, if any; one that is no more keeps its id."""
    return next((t.label for t in corpus.themes if t.id == row.theme), row.theme)
