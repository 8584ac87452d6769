"""Lines of coders and arbiters → the journal one reads: what was decided and noted, by whom, on which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from dashboard import journal_wording as wording
from dashboard.view.corpus import Corpus
from dashboard.view.passages import Reading
from pipeline.anchors import Place, Turns, quote
from pipeline.coding.journal import Entry, journal
from pipeline.consents import strictest_on
from pipeline.decision_rows import Arbitration, CodingDecision
from pipeline.overlap import excerpt_id
from pipeline.placing import standing_place
from pipeline.publishable import may_pass

# A spreadsheet that came in is told in one row: its lines bear one date, without a fraction of a second.
SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Row:
    """
    A line of the journal.

    Attributes:
        quote: the words as they read today, when they may be quoted.
        reserved: whether words stand there that may only be read in their session.
        place: where they stand; none when they stand nowhere, or when the line is about no words.
    """

    at: str
    author: str
    kind: str
    session: str
    turn: int
    code: str
    quote: str
    memo: str
    holds: bool
    reserved: bool = False
    place: Place | None = None

    @property
    def passage(self) -> str:
        """The passage as an address names it."""
        p = self.place
        return excerpt_id(self.session, p.turn, p.first_word, p.last_word) if p and p.turn == p.last_turn else ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for; what is empty does not filter."""

    authors: frozenset[str] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)
    codes: frozenset[str] = field(default_factory=frozenset)
    sessions: frozenset[str] = field(default_factory=frozenset)


@lru_cache(maxsize=2)
def rows(
    reading: Reading, lines: tuple[CodingDecision, ...], rulings: tuple[Arbitration, ...],
) -> tuple[Row, ...]:
    """Tell everything that was decided and noted, the latest first."""
    corpus = reading.corpus
    told = [_of_coder(corpus, e) for e in journal(lines, corpus.turns)] + [_of_arbiter(corpus, a) for a in rulings]
    return tuple(sorted(told, key=lambda r: (r.at, r.author), reverse=True))


def _of_coder(corpus: Corpus, e: Entry) -> Row:
    kind = "taken" if e.kind in wording.TAKEN else e.kind
    turns = corpus.turns.get(e.session, {})
    said, reserved = _quotable(turns, e.place)
    code = corpus.codebook.in_force(e.code) if e.code else ""
    return Row(e.at, e.author, kind, e.session, e.line.turn, code, said, e.memo, not e.undone, reserved, e.place)


def _of_arbiter(corpus: Corpus, a: Arbitration) -> Row:
    turns = corpus.turns.get(a.session, {})
    found = standing_place(a, turns)
    place = None if isinstance(found, str) else found
    said, reserved = _quotable(turns, place)
    code = corpus.codebook.in_force(a.code)
    return Row(a.at, a.author, "arbitration", a.session, a.turn, code, said, a.reason, True, reserved, place)


def _quotable(turns: Turns, place: Place | None) -> tuple[str, bool]:
    if place is None:
        return "", False
    free = may_pass(strictest_on(turns, place), "typical")
    return (quote(turns, place), False) if free else ("", True)


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
