"""Turns → passages that a speaker asked to take back or that only one person fits: proposed, for a person to set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.anchoring import anchors
from pipeline.codebook.markers import FoldedText, find, hear
from pipeline.language.marker_words import AHEAD, ASKED, BACK, LONGEST_AHEAD, PROMISED, REPORTED, RISKS, SPARED
from pipeline.language.marker_words import ASK_LISTS as CONSENT_LISTS
from pipeline.language.marker_words import UNIQUE_LISTS as RISK_LISTS
from pipeline.model.contracts import CONSENTS, Consent, Restriction, Turn
from pipeline.model.decision_rows import ConsentDecision
from pipeline.pseudonymise.consent.restrictions import restrictions

Turns = Sequence[Turn]


@dataclass(frozen=True, slots=True)
class ConsentRequest:
    """
    A passage that its speaker may have taken back, in whole turns.

    Attributes:
        turn: where the request is said; the passage runs from ``first_turn`` to ``last_turn``.
        level: the strictest level asked for there.
        first_word: where the request begins, in source words of ``turn``; ``last_word``: where it ends.
    """

    session: str
    turn: int
    first_word: int
    last_word: int
    first_turn: int
    last_turn: int
    level: Consent


def asked(turns: Iterable[Turn]) -> list[ConsentRequest]:
    """Propose the passages about which something is asked, in the order of reading."""
    sessions: dict[str, list[Turn]] = defaultdict(list)
    for turn in turns:
        sessions[turn.session].append(turn)
    return [a for _, said in sorted(sessions.items()) for n in range(len(said)) for a in _in_turn(said, n)]


def undecided(
    proposed: Iterable[ConsentRequest], about: Mapping[tuple[str, int], Sequence[Restriction]],
) -> list[ConsentRequest]:
    """Keep the proposals about turns of which nobody has decided anything."""
    return [a for a in proposed if not any((a.session, n) in about for n in range(a.first_turn, a.last_turn + 1))]


def answered(
    turns: Sequence[Turn], decisions: Iterable[ConsentDecision], key: bytes,
) -> dict[tuple[str, int], tuple[Restriction, ...]]:
    """Give the words on which somebody decided, « free » being an answer; a reserve that was lifted asks again."""
    answers = [replace(d, level=CONSENTS[1]) if d.level == CONSENTS[0] and not d.replaces else d for d in decisions]
    return restrictions(turns, answers, key)


def _in_turn(said: Turns, n: int) -> Iterator[ConsentRequest]:
    turn = said[n]
    markers = {"participant": ASKED, "interviewer": PROMISED}.get(turn.role, {})
    heard = hear(turn.text)
    found = [
        (level, span) for level, of in markers.items() for marker in of for span in find(marker, heard, CONSENT_LISTS)
        if _own(heard, span, turn)
    ]
    if not found:
        return
    level = max((level for level, _ in found), key=CONSENTS.index)
    start, end = heard.original(*min(span for _, span in found))
    words = [i for i, (s, e) in enumerate(anchors.words(turn.text)) if s < end and e > start]
    first, last = _about(said, n, heard)
    yield ConsentRequest(turn.session, turn.turn, words[0], words[-1], first, last, level)


def _own(heard: FoldedText, span: tuple[int, int], turn: Turn) -> bool:
    sentence = heard.sentence(span[0])
    reported = (s for marker in REPORTED for s, _ in find(marker, heard, CONSENT_LISTS) if s < span[0])
    if any(heard.sentence(s) == sentence for s in reported):
        return False
    # An interviewer's question promises nothing.
    after = turn.text[heard.original(*span)[1] :]
    return turn.role == "participant" or not after.lstrip(" \u00a0\u202f").startswith("?")


def _about(said: Turns, n: int, heard: FoldedText) -> tuple[int, int]:
    if said[n].role == "interviewer":
        before = said[max(0, n - 1)].turn
        return before, before
    if not _any(AHEAD, heard):
        return said[n].turn, said[n].turn
    ahead = said[n : n + LONGEST_AHEAD]
    ends = [t.turn for t in ahead if _any(BACK, hear(t.text))]
    return said[n].turn, ends[0] if ends else said[n].turn


def _any(markers: Iterable[str], heard: FoldedText) -> bool:
    return any(find(marker, heard, CONSENT_LISTS) for marker in markers)


@dataclass(frozen=True, slots=True, order=True)
class Risk:
    """Characters ``start:end`` of a turn, and what makes them telling; the words are never copied here."""

    session: str
    turn: int
    start: int
    end: int
    kind: str


def risks(turns: Iterable[Turn]) -> list[Risk]:
    """Give the places of what participants say that only one person fits, each once, in the order of reading."""
    found: list[Risk] = []
    for turn in (t for t in turns if t.role == "participant"):
        heard = hear(turn.text)
        taken = [span for marker in SPARED for span in find(marker, heard, RISK_LISTS)]
        # Where two markers meet, the first kind of the list says it best.
        markers = ((kind, marker) for kind, of in RISKS.items() for marker in of)
        spans = ((kind, span) for kind, marker in markers for span in find(marker, heard, RISK_LISTS))
        for kind, (start, end) in spans:
            if not any(start < e and s < end for s, e in taken):
                taken.append((start, end))
                found.append(Risk(turn.session, turn.turn, *heard.original(start, end), kind))
    return sorted(found)


def unread(
    found: Iterable[Risk], turns: Iterable[Turn], about: Mapping[tuple[str, int], Sequence[Restriction]],
) -> list[Risk]:
    """Keep the places on whose words nobody has decided anything."""
    texts = {(t.session, t.turn): t.text for t in turns}
    left: list[Risk] = []
    for risk in found:
        first, last = words_of_risk(texts[risk.session, risk.turn], risk)
        decided = about.get((risk.session, risk.turn), ())
        if not any(r.first_word <= last and r.last_word >= first for r in decided):
            left.append(risk)
    return left


def words_of_risk(text: str, risk: Risk) -> tuple[int, int]:
    """Give the first and the last source word of a place."""
    touched = [n for n, (s, e) in enumerate(anchors.words(text)) if s < risk.end and e > risk.start]
    return touched[0], touched[-1]
