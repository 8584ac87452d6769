"""Lines of every kind that people wrote → rows of the journal, the latest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.data.decisions_read import Beside, Decided
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from dashboard.pages.journal import words as wording
from dashboard.words.compare_words import VERDICT_KINDS
from dashboard.words.ui_words import CONSENTS
from pipeline.codebook.grid import Codebook
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

TAKEN, FREE = "taken", "free"
LEVELS = {FREE: wording.NO_RESERVE, **CONSENTS}


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
def rows(reading: CorpusReading, decided: Decided, beside: Beside) -> tuple[JournalRow, ...]:
    """Tell everything that was decided and noted, the latest first."""
    codebook, held = reading.corpus.codebook, {id(d) for d in decided.in_force}
    told = [_of_coder(d, codebook, holds=id(d) in held) for d in decided.every]
    told += _beside(codebook, beside)
    return tuple(sorted(told, key=lambda r: (r.at, r.author, r.line.line), reverse=True))


def _of_coder(d: CodingDecision, codebook: Codebook, *, holds: bool) -> JournalRow:
    kind = TAKEN if d.decision in wording.TAKEN else d.decision
    return JournalRow(d, kind, codebook.in_force(d.code) if d.code else "", d.memo, holds)


def _beside(codebook: Codebook, beside: Beside) -> Iterator[JournalRow]:
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
                yield _verdict(line, holds=holds)
            case QuoteDecision():
                yield _quote(line, holds=holds)
            case ConsentDecision():
                yield _consent(line, holds=holds)


def _verdict(line: VerdictDecision, *, holds: bool) -> JournalRow:
    kind = "verdict" if line.verdict else TAKEN
    return JournalRow(line, kind, "", line.reason, holds, line.theme, VERDICT_KINDS.get(line.verdict, line.verdict))


def _quote(line: QuoteDecision, *, holds: bool) -> JournalRow:
    kind = TAKEN if line.decision in wording.TAKEN else "quote"
    return JournalRow(line, kind, "", line.reason, holds, detail=wording.QUOTES.get(line.decision, ""))


def _consent(line: ConsentDecision, *, holds: bool) -> JournalRow:
    kind = TAKEN if line.level == FREE else "consent"
    return JournalRow(line, kind, "", line.reason, holds, detail=LEVELS.get(line.level, line.level))
