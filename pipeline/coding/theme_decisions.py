"""What people say of themes and of cases → the lines that say it; lines → what holds, passages meant, their distance.

One person's last word on a cell is the one that holds; nobody's replaces another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.anchoring.anchors import Place, Turns
from pipeline.anchoring.decisions import last_said
from pipeline.anchoring.word_places import parse_excerpt_id
from pipeline.coding.coding_writer import CodingWriter, quoted
from pipeline.coding.codings_in_place import standing_place
from pipeline.model.contracts import Excerpt, ThemeDistance, ThemePassage, Vectors
from pipeline.model.decision_rows import (
    NOWHERE,
    SummaryDecision,
    ThemeDecision,
    ThemeVerb,
    VerdictDecision,
    VerdictKind,
    in_time,
)
from pipeline.model.decision_writer import DecisionWriter
from pipeline.model.errors import FiligraneError

CODE = "code:"
# A centre of fewer passages is no centre: nothing is far from it.
FEWEST = 5
DECIMALS = 4
MARKS = (ThemeVerb.TYPICAL, ThemeVerb.CONTRARY)
UNKNOWN_THEME = "ce thème n'est plus dans codebook/themes.yaml"


def theme_distances(passages: list[ThemePassage], embeddings: Vectors) -> list[ThemeDistance]:
    """
    Give, for each theme of five passages or more, the distance of each to their mean: 1 − cosine, from 0 to 2.

    Only passages that are there through a code count: a grouping by proximity gathers none.
    """
    rows = {excerpt: i for i, excerpt in enumerate(embeddings.excerpts)}
    own: dict[str, set[str]] = {}
    for p in passages:
        if p.through.startswith(CODE) and p.excerpt in rows:
            own.setdefault(p.theme, set()).add(p.excerpt)
    found = []
    for theme, excerpts in ((theme, sorted(gathered)) for theme, gathered in own.items() if len(gathered) >= FEWEST):
        points = _unit(embeddings.matrix[[rows[e] for e in excerpts]].astype(np.float64))
        far = np.round(1 - points @ _unit(points.mean(axis=0, keepdims=True))[0], DECIMALS)
        found += [ThemeDistance(e, theme, abs(float(d))) for e, d in zip(excerpts, far, strict=True)]
    return found


def _unit(rows: np.ndarray) -> np.ndarray:
    # A vector of nothing but zeros has no direction: it stays, and is at 1 from everything.
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1))


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A passage that a person holds for typical or contrary, and the excerpt that it stands in."""

    line: ThemeDecision
    excerpt: str


@dataclass(frozen=True, slots=True)
class LostDecision:
    """A line that fits nowhere any more: kept, listed, never dropped."""

    line: ThemeDecision
    reason: str


@dataclass(frozen=True)
class ThemeStatements:
    """What people say of themes, in order of time."""

    marked: tuple[MarkedPassage, ...] = ()
    memos: tuple[ThemeDecision, ...] = ()
    lost: tuple[LostDecision, ...] = ()

    def of(self, theme: str, decision: ThemeVerb) -> list[MarkedPassage]:
        """List the passages of a theme that are held for something."""
        return [m for m in self.marked if (m.line.theme, m.line.decision) == (theme, decision)]


def mark(writer: CodingWriter, theme: str, excerpt: str, decision: ThemeVerb, memo: str = "") -> ThemeDecision:
    """
    Hold a passage for typical of a theme, or for a contrary case of it.

    Args:
        writer: whoever judges.
        theme: its id.
        excerpt: its id, which tells the words: they are quoted in the line, to be found again after an edit.
        decision: typical or contrary.
        memo: why; may be empty.

    Raises:
        FiligraneError: the passage is no longer in its session, or was withdrawn.
    """
    session, turn, first, last = parse_excerpt_id(excerpt)
    place = Place(turn, first, turn, last)
    quote, check = quoted(writer, session, place, "Ce passage a été retiré : il n'illustre plus rien.")
    return writer.line(
        ThemeDecision, session=session, turn=turn, first_word=first, last_turn=turn, last_word=last, quote=quote,
        theme=theme, decision=decision, memo=memo.strip(), check=check,
    )


def note(writer: CodingWriter, theme: str, text: str) -> ThemeDecision:
    """Write a memo on a theme."""
    return writer.line(
        ThemeDecision, session="", turn=NOWHERE, first_word=NOWHERE, last_turn=NOWHERE, last_word=NOWHERE, quote="",
        theme=theme, decision=ThemeVerb.MEMO, memo=text.strip(),
    )


def undo(writer: CodingWriter, line: ThemeDecision) -> ThemeDecision:
    """
    Take one's own line back.

    Raises:
        FiligraneError: it is somebody else's.
    """
    return writer.instead(line, decision=ThemeVerb.UNDO, memo="")


def said(
    decisions: Iterable[ThemeDecision], themes: Iterable[str], turns: Mapping[str, Turns], cut: Iterable[Excerpt],
) -> ThemeStatements:
    """
    Place what is in force of people's lines; each passage is found again as a coding is.

    Args:
        decisions: of people, in force.
        themes: ids of the themes that are written today.
        turns: session → its turns.
        cut: excerpts of today, which the words of a decision must touch.

    Returns:
        passages of themes, memos, and decisions that stand nowhere.
    """
    by_turn: dict[tuple[str, int], list[Excerpt]] = {}
    for e in cut:
        by_turn.setdefault((e.session, e.turn), []).append(e)
    known = set(themes)
    ordered = in_time(decisions)
    found = [_placed(d, known, turns, by_turn) for d in ordered if d.decision in MARKS]
    return ThemeStatements(
        tuple(f for f in found if isinstance(f, MarkedPassage)),
        tuple(d for d in ordered if d.decision == ThemeVerb.MEMO),
        tuple(f for f in found if isinstance(f, LostDecision)),
    )


def _placed(
    d: ThemeDecision, themes: set[str], turns: Mapping[str, Turns], by_turn: Mapping[tuple[str, int], list[Excerpt]],
) -> MarkedPassage | LostDecision:
    if d.theme not in themes:
        return LostDecision(d, UNKNOWN_THEME)
    place = standing_place(d, turns.get(d.session, {}))
    if isinstance(place, str):
        return LostDecision(d, place)
    # The excerpt that shares most words with the place, if any does.
    shared: dict[str, int] = {}
    for e in by_turn.get((d.session, place.turn), ()):
        _, _, first, last = parse_excerpt_id(e.excerpt)
        ends = place.last_word if place.last_turn == place.turn else last
        shared[e.excerpt] = min(ends, last) - max(place.first_word, first) + 1
    best = max(shared, key=lambda e: (shared[e], e), default="")
    return MarkedPassage(d, best if shared.get(best, 0) > 0 else "")


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

    Args:
        author: who concludes.
        theme: its id.
        said: one of ``VERDICTS``, or nothing to take one's own back.
        reason: why, in words.
        written: verdicts already there; one's own is replaced.

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


def passages_of(line: SummaryDecision) -> tuple[str, ...]:
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
