"""Turns and decisions → what speakers allow of their words; what they ask to take back, for a person to set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Turns, spans
from pipeline.anchoring.word_places import ConsentStretch, place_consent
from pipeline.codebook.markers import FoldedText, find, hear
from pipeline.language.marker_words import (
    AHEAD,
    ASKED,
    BACK,
    LONGEST_AHEAD,
    PROMISED,
    REPORTED,
)
from pipeline.language.marker_words import ASK_LISTS as CONSENT_LISTS
from pipeline.model.contracts import CONSENTS, AnonymisedTurn, Consent, Restriction, Turn
from pipeline.model.decision_rows import ConsentDecision

SHOWN = "[passage retiré]"


def restrictions(
    turns: Sequence[Turn], decisions: Iterable[ConsentDecision], key: bytes = b""
) -> dict[tuple[str, int], tuple[Restriction, ...]]:
    """
    Spread each decision over the turns it is about now (see ``consent_places``), in order of words.

    Args:
        turns: source turns of any sessions.
        decisions: of consent, in force.
        key: the secret of the study, under which turns are known again.

    Returns:
        (session, turn) → restrictions in source words.
    """
    checks = session_checks(turns, key)
    found: dict[tuple[str, int], set[Restriction]] = defaultdict(set)
    stand = [(d, place_consent(d, checks.get(d.session, {}))) for d in decisions if d.level in CONSENTS[1:]]
    for turn in turns:
        count = len(anchors.words(turn.text))
        for decision, there in stand if count else ():
            if decision.session == turn.session:
                words = (_within(turn.turn, count, s) for s in there.stretches)
                found[turn.session, turn.turn] |= {Restriction(*w, decision.level) for w in words if w}
    return {
        place: tuple(sorted(about, key=lambda r: (r.first_word, r.last_word, r.level)))
        for place, about in found.items() if about
    }


def session_checks(turns: Iterable[Turn], key: bytes) -> dict[str, dict[int, str]]:
    """Give the keyed check of the words of each turn, by session."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for turn in turns:
        found[turn.session][turn.turn] = anchors.check(turn.text, key)
    return found


def _within(turn: int, count: int, about: ConsentStretch) -> tuple[int, int] | None:
    if not about.turn <= turn <= about.last_turn:
        return None
    first = about.first_word if turn == about.turn else 0
    # No last word: to the end of the turn.
    last = about.last_word if turn == about.last_turn and about.last_word >= 0 else count - 1
    return (first, min(last, count - 1)) if first <= min(last, count - 1) else None


def withdrawn_stretches(about: Iterable[Restriction]) -> list[tuple[int, int]]:
    """Give the stretches of source words that must not be read at all, none overlapping another."""
    stretches: list[tuple[int, int]] = []
    for r in sorted((r for r in about if r.level in WITHDRAWN), key=lambda r: r.first_word):
        if stretches and r.first_word <= stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], r.last_word))
        else:
            stretches.append((r.first_word, r.last_word))
    return stretches


WITHDRAWN: tuple[Consent, ...] = ("not_analysed", "erased")


def strictest(turn: AnonymisedTurn, first_word: int, last_word: int) -> Consent:
    """
    Give the strictest level that touches source words ``first_word..last_word`` of a turn.

    Args:
        turn: with its restrictions.
        first_word: in source words.
        last_word: included.
    """
    return _strictest(r.level for r in turn.consent if r.first_word <= last_word and r.last_word >= first_word)


def strictest_on(turns: Turns, place: Place) -> Consent:
    """Give the strictest level that touches a passage, over all its turns."""
    return _strictest(strictest(turns[n], *words) for n, words in words_by_turn(turns, place))


def _strictest(levels: Iterable[Consent]) -> Consent:
    return max(levels, key=CONSENTS.index, default="free")


def withdrawn(turn: AnonymisedTurn) -> set[int]:
    """List the source words of a turn that nobody may read or analyse any more."""
    taken = [r for r in turn.consent if r.level in WITHDRAWN]
    return {word for r in taken for word in range(r.first_word, r.last_word + 1)}


def all_withdrawn(turns: Turns, place: Place) -> bool:
    """Tell whether nothing is left to read of a passage."""
    return all(
        set(range(first, last + 1)) <= withdrawn(turns[n]) for n, (first, last) in words_by_turn(turns, place)
    )


def words_by_turn(turns: Turns, place: Place) -> list[tuple[int, tuple[int, int]]]:
    """Give the first and last word of a passage in each turn it crosses."""
    crossed = [n for n in sorted(turns) if place.turn <= n <= place.last_turn]
    starts = {place.turn: place.first_word}
    ends = {place.last_turn: place.last_word}
    return [(n, (starts.get(n, 0), ends.get(n, len(spans(turns[n])) - 1))) for n in crossed]


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
    """
    Give the words on which somebody decided, « free » being an answer; a reserve that was lifted asks again.

    Args:
        turns: source turns, of the sessions asked about.
        decisions: those in force.
        key: of the study: words are known again by keyed checks.

    Returns:
        by session and turn, the words that need not be asked about.
    """
    answers = [replace(d, level=CONSENTS[1]) if d.level == CONSENTS[0] and not d.replaces else d for d in decisions]
    return restrictions(turns, answers, key)


def _in_turn(said: Sequence[Turn], n: int) -> Iterator[ConsentRequest]:
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
    words = anchors.touched(anchors.words(turn.text), start, end)
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


def _about(said: Sequence[Turn], n: int, heard: FoldedText) -> tuple[int, int]:
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
