"""Lines of coders and arbiters → the journal one reads: what was decided and noted, by whom, on which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from dashboard import journal_wording as wording
from dashboard.view.corpus import Corpus
from dashboard.view.decided import Decided
from dashboard.view.passages import Reading
from pipeline.anchors import Place, quote
from pipeline.codebook import Codebook
from pipeline.consents import strictest_on
from pipeline.decision_rows import Arbitration, CodingDecision
from pipeline.decisions import in_force
from pipeline.overlap import excerpt_id
from pipeline.placing import standing_place
from pipeline.publishable import may_pass

# A spreadsheet that came in is told in one row: its lines bear one date, without a fraction of a second.
SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the journal; ``holds`` says whether no later line took it back."""

    line: CodingDecision | Arbitration
    kind: str
    code: str
    memo: str
    holds: bool

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


@dataclass(frozen=True, slots=True)
class Said:
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
class Wanted:
    """What a reader looks for; what is empty does not filter."""

    authors: frozenset[str] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)
    codes: frozenset[str] = field(default_factory=frozenset)
    sessions: frozenset[str] = field(default_factory=frozenset)


@lru_cache(maxsize=2)
def rows(reading: Reading, decided: Decided) -> tuple[Row, ...]:
    """Tell everything that was decided and noted, the latest first."""
    codebook, held = reading.corpus.codebook, {id(d) for d in in_force(decided.every)}
    told = [_of_coder(d, codebook, holds=id(d) in held) for d in decided.every]
    told += [Row(a, "arbitration", codebook.in_force(a.code), a.reason, holds=True) for a in decided.rulings]
    return tuple(sorted(told, key=lambda r: (r.at, r.author, r.line.line), reverse=True))


def _of_coder(d: CodingDecision, codebook: Codebook, *, holds: bool) -> Row:
    kind = "taken" if d.decision in wording.TAKEN else d.decision
    return Row(d, kind, codebook.in_force(d.code) if d.code else "", d.memo, holds)


def said(corpus: Corpus, row: Row) -> Said:
    """Give the words that a line is about; only what may be quoted is given."""
    turns = corpus.turns.get(row.session, {})
    place = standing_place(row.line, turns) if row.line.turn >= 0 else ""
    if isinstance(place, str):
        return Said()
    if may_pass(strictest_on(turns, place), "typical"):
        return Said(quote(turns, place), place=place)
    return Said(reserved=True, place=place)


def wanted(found: Iterable[Row], by: Wanted) -> list[Row]:
    """Keep the rows that satisfy every choice; a decision with a memo is a memo too."""
    return [
        r for r in found
        if _among(r.author, by.authors) and _among(r.code, by.codes) and _among(r.session, by.sessions)
        and (_among(r.kind, by.kinds) or ("memo" in by.kinds and r.memo))
    ]


def _among(value: str, chosen: frozenset[str]) -> bool:
    return not chosen or value in chosen


def told_together(found: Iterable[Row]) -> list[tuple[Row, ...]]:
    """Put in one the lines that came in together from a spreadsheet; each other line stands alone."""
    together: list[tuple[Row, ...]] = []
    for (at, *_), some in groupby(found, key=lambda r: (r.at, r.author, r.kind, r.memo)):
        group = tuple(some)
        whole = "." not in at and len(group) > SEVERAL
        together += [group] if whole else [(r,) for r in group]
    return together


def values(found: Sequence[Row], corpus: Corpus) -> Mapping[str, list[str]]:
    """List what the rows can be chosen by: authors, kinds, codes, sessions that occur in them."""
    occur = {name: {getattr(r, name) for r in found} for name in ("author", "kind", "code", "session")}
    return {
        "par": sorted(occur["author"]), "quoi": [k for k in wording.KINDS if k in occur["kind"]],
        "code": [c for c in corpus.codes if c in occur["code"]], "entretien": sorted(occur["session"] - {""}),
    }
