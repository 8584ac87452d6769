"""Themes that people wrote → what is said of one, as a line, the passages it means, how far each is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from pipeline.anchoring.anchors import Place, Turns
from pipeline.anchoring.word_places import parse_excerpt_id
from pipeline.coding.coding_writer import CodingWriter, quoted
from pipeline.coding.placing import standing_place
from pipeline.model.contracts import Excerpt, ThemeDistance, ThemePassage, Vectors
from pipeline.model.decision_rows import NOWHERE, ThemeDecision, ThemeVerb, in_time

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

    def memos_of(self, theme: str) -> list[ThemeDecision]:
        """List the memos on a theme."""
        return [m for m in self.memos if m.theme == theme]


def mark(writer: CodingWriter, theme: str, excerpt: str, decision: ThemeVerb, memo: str = "") -> ThemeDecision:
    """
    Hold a passage for typical of a theme, or for a contrary case of it.

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
    """Place what is in force of people's lines; each passage is found again as a coding is."""
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
