"""What a person concludes of a case or of a theme → the line that says it; lines → what holds of each.

One person's last word on a cell is the one that holds; nobody's replaces another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.anchoring.decisions import last_said
from pipeline.model.decision_rows import SummaryDecision, VerdictDecision, VerdictKind
from pipeline.model.decision_writer import DecisionWriter
from pipeline.model.errors import FiligraneError

VERDICTS = tuple(filter(None, VerdictKind))
AND = " + "


@dataclass(frozen=True, slots=True)
class FrameworkCase:
    """One participant in a session, or the whole session when nobody is named."""

    session: str
    participant: str = ""


Cell = tuple[FrameworkCase, str]
Cells = dict[Cell, tuple[SummaryDecision, ...]]


def summary(
    author: str, cell: Cell, text: str, quotes: Sequence[str], *, written: Iterable[SummaryDecision] = (),
) -> SummaryDecision:
    """
    Write what a person says of a case under a theme; an empty text takes their former one back.

    Args:
        author: who writes.
        cell: of whom or of which session, and under which theme.
        text: the summary.
        quotes: the excerpts that it rests on.
        written: the summaries that hold.
    """
    case, theme = cell
    own = [s for s in written if (s.author, cell_of(s)) == (author, cell)]
    return DecisionWriter(author=author).line(
        SummaryDecision, session=case.session, participant=case.participant, theme=theme,
        summary=text.strip(), quotes=AND.join(quotes), replaces=own[-1].id if own else "",
    )


def verdict(
    author: str, theme: str, said: str, reason: str, *, written: Iterable[VerdictDecision] = ()
) -> VerdictDecision:
    """
    Write what a person makes of interviews beside the questionnaire on a theme; an empty verdict takes theirs back.

    Raises:
        FiligraneError: the verdict is none of the three, or has no reason.
    """
    if said and said not in VERDICTS:
        raise FiligraneError(f"« {said} » n'est pas un verdict : choisissez parmi {', '.join(VERDICTS)}.")
    if said and not reason.strip():
        raise FiligraneError("Un verdict sans raison ne dit rien à qui vous lira : écrivez-la en une phrase.")
    own = [v for v in written if (v.author, v.theme) == (author, theme)]
    return DecisionWriter(author=author).line(
        VerdictDecision, theme=theme, verdict=VerdictKind(said), reason=reason.strip(),
        replaces=own[-1].id if own else "",
    )


def case_of(line: SummaryDecision) -> FrameworkCase:
    """Name the case that a summary is about."""
    return FrameworkCase(line.session, line.participant)


def cell_of(line: SummaryDecision) -> Cell:
    """Name the case and the theme that a summary is about."""
    return case_of(line), line.theme


def quoted(line: SummaryDecision) -> tuple[str, ...]:
    """Name the excerpts that a summary rests on."""
    return tuple(line.quotes.split(AND)) if line.quotes else ()


def cells(lines: Iterable[SummaryDecision]) -> Cells:
    """Give what holds of each case under each theme: the last words of each author, empty ones left out."""
    found: Cells = {}
    for (cell, _), line in sorted(last_said(lines, cell_of).items(), key=lambda pair: pair[1].author):
        if line.summary:
            found[cell] = (*found.get(cell, ()), line)
    return found


def held(lines: Iterable[VerdictDecision]) -> dict[str, tuple[VerdictDecision, ...]]:
    """Give the verdicts that hold on each theme: the last of each author, those taken back left out."""
    found: dict[str, tuple[VerdictDecision, ...]] = {}
    for (theme, _), line in sorted(last_said(lines, lambda v: v.theme).items()):
        if line.verdict:
            found[theme] = (*found.get(theme, ()), line)
    return found
