"""The reading, decisions and two coders → what they differ on, and what the screen shows of one disagreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import Decided, Lines, held, laid
from dashboard.data.freshness import worked_out
from dashboard.data.marks import Layer, segments
from dashboard.data.passages import CorpusReading
from dashboard.data.titles import voice
from dashboard.ui.sentences import coding_phrases as phrases
from dashboard.words import coding_words as wording
from pipeline.anchoring.anchors import words
from pipeline.anchoring.word_places import excerpt_id
from pipeline.coding.codings_in_place import sessions_read, unaided
from pipeline.coding.disagreements import Disagreement, disagreements, place_of, rulings
from pipeline.model.contracts import AnonymisedTurn, Coding
from pipeline.model.decision_rows import Arbitration, CodingDecision
from pipeline.model.lazy import Same

Coders = tuple[str, str]


@dataclass(frozen=True, eq=False)
class TwoCoders:
    """
    What two coders differ on.

    Attributes:
        coders: the two.
        common: sessions that both marked as read.
        hidden: sessions that one of them has not read, with who.
        codings: codes on passages of the common sessions, of everyone, as decided now.
        found: their disagreements, by code.
    """

    coders: Coders
    common: tuple[str, ...]
    hidden: dict[str, str]
    codings: tuple[Coding, ...]
    found: tuple[Disagreement, ...]


def coders(lines: Sequence[CodingDecision]) -> list[str]:
    """Name those who marked sessions as read without suggestions in sight."""
    return sorted(sessions_read(lines))


def double(reading: CorpusReading, lines: Lines, two: Coders) -> TwoCoders:
    """Lay the codings of two coders over each other, on the sessions that both read."""
    return _double(reading, Same(lines), two)


@worked_out(4)
def _double(reading: CorpusReading, now: Same[Lines], two: Coders) -> TwoCoders:
    lines = now.it
    read = sessions_read(lines)
    first, second = (read.get(name, set()) for name in two)
    common = sorted(first & second)
    hidden = {s: two[1] if s in first else two[0] for s in sorted(first ^ second)}
    codings = held(reading, lines, common)
    found = disagreements(codings, two, common, laid(reading, common), reading.corpus.codebook)
    return TwoCoders(two, tuple(common), hidden, codings, tuple(found))


def shown(corpus: Corpus, on: TwoCoders, one: Disagreement, ruled: Sequence[Arbitration]) -> dict[str, Any]:
    """
    Write what the screen shows of one disagreement.

    Args:
        corpus: what the last run left.
        on: what the two coders differ on.
        one: the disagreement in hand.
        ruled: the rulings on it that hold now.
    """
    first = min(c.turn for c in one.codings)
    last = max(c.last_turn for c in one.codings)
    turns = [t for n, t in sorted(corpus.turns[one.session].items()) if first <= n <= last]
    put = {on.coders[0]: one.first, on.coders[1]: one.second}
    code = corpus.codes.get(one.code)
    asked = corpus.turns[one.session].get(first - 1)
    question = None
    if asked and asked.role == "interviewer":
        question = {"voice": voice(corpus, asked), "text": asked.text}
    return {
        "kind": phrases.disagreement_kind(one, on.coders), "session": titles.short(corpus, one.session),
        "code": corpus.label_of(one.code),
        "definition": code.definition if code else "", "link": _link(corpus, one),
        "question": question, "ruled": phrases.rulings(ruled, labels(corpus)),
        "sides": [
            _side(corpus, name, coding, turns, one) | {"others": "" if coding else _others(corpus, on, name, one)}
            for name, coding in put.items()
        ],
    }


def _link(corpus: Corpus, one: Disagreement) -> str:
    # The page that reads a session marks the passage of its address: words of one turn.
    here, turns = one.codings[0], corpus.turns[one.session]
    end = here.end if here.turn == here.last_turn else len(turns[here.turn].text)
    place = place_of(turns, replace(here, last_turn=here.turn, end=end))
    passage = excerpt_id(one.session, place.turn, place.first_word, place.last_word)
    return f"lecture?{urlencode({'entretien': one.session, 'passage': passage})}"


def labels(corpus: Corpus) -> dict[str, str]:
    """Give the labels of codes."""
    return {code: corpus.label_of(code) for code in corpus.codes}


def _side(
    corpus: Corpus, name: str, coding: Coding | None, turns: Sequence[AnonymisedTurn], one: Disagreement,
) -> dict[str, Any]:
    return {
        "coder": name, "code": corpus.label_of(coding.code) if coding else "",
        "absent": "" if coding else f"{name} {wording.NOT_PUT}",
        "turns": [_turn(corpus, t, coding or one.codings[0], "put" if coding else "here") for t in turns],
    }


def _others(corpus: Corpus, on: TwoCoders, name: str, one: Disagreement) -> str:
    # What somebody put instead on these words: silence is not the same as another reading.
    here = one.codings[0]
    others = dict.fromkeys(
        corpus.label_of(c.code) for c in unaided(on.codings, name) if c.session == one.session
        and (c.turn, c.start) < (here.last_turn, here.end) and (here.turn, here.start) < (c.last_turn, c.end)
    )
    return f"{name} {wording.ALSO} : {', '.join(others)}" if others else ""


def _turn(corpus: Corpus, turn: AnonymisedTurn, coding: Coding, kind: str) -> dict[str, Any]:
    reserve = "" if all(r.level == "free" for r in turn.consent) else wording.RESERVED
    # Where one coder put nothing, the other's words are shown as a place only: both texts are read at one height.
    pieces = [(turn.text, "")]
    if coding.turn <= turn.turn <= coding.last_turn:
        start = coding.start if turn.turn == coding.turn else 0
        end = coding.end if turn.turn == coding.last_turn else len(turn.text)
        pieces = [(s.text, kind if s.layers else "") for s in segments(turn.text, [Layer(start, end, "person")])]
    return {
        "turn": turn.turn, "voice": voice(corpus, turn), "text": turn.text, "words": words(turn.text),
        "pieces": pieces, "reserve": reserve,
    }


def left(
    on: TwoCoders, rulings: Mapping[str, Sequence[Arbitration]], code: str, *, settled: bool,
) -> list[Disagreement]:
    """
    Give the disagreements to go through: of a code or of all, those already ruled on only if asked for.

    Args:
        on: what two coders put apart.
        rulings: disagreement → its arbitrations.
        code: its id; empty for all.
        settled: give those already ruled on, too.
    """
    return [d for d in on.found if code in {"", d.code} and (settled or d.name not in rulings)]


# Beyond, laying codings over each other takes longer than the first screen may: the page Double codage counts them.
MOST_LINES = 3000


@worked_out(2)
def to_arbitrate(reading: CorpusReading, decided: Decided) -> int:
    """Count the disagreements of every two coders who read the same sessions, those ruled on left out; 0 for many."""
    if len(decided.every) > MOST_LINES:
        return 0
    lines, ruled = decided.in_force, rulings(decided.rulings)
    pairs = combinations(coders(lines), 2)
    return sum(len(left(double(reading, lines, two), ruled, "", settled=False)) for two in pairs)
