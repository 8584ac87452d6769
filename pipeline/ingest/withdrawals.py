"""Withdrawals, turns, the study's key → who and what is withdrawn where, even after the text was edited or renamed.

No line of ``decisions/withdrawals`` holds a name or a word.
A voice is known by a keyed mark of its session and label, or by a keyed sketch of its words: the smallest
marks of its runs of eight words, as in A. Broder, *On the resemblance and containment of documents* (1997).
"""

from __future__ import annotations

import hmac
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.anchoring import anchors
from pipeline.language.folds import fold_in_place
from pipeline.language.sentences import last_words
from pipeline.model.contracts import CONSENTS, Consent, Identifier, Restriction, Turn
from pipeline.model.decision_rows import Extent, WithdrawalDecision

Voice = tuple[str, str]  # a session, a speaker label
Place = tuple[str, int]  # a session, a turn
LEVELS: dict[Extent, Consent] = {
    Extent.PUBLICATION: "not_quotable", Extent.ANALYSIS: "not_analysed", Extent.EVERYTHING: "erased",
}
GONE: frozenset[Consent] = frozenset({"not_analysed", "erased"})
SHOWN = "[tour retiré]"
VOICE, SESSION = "voice-", "session-"
DIGITS = 16
RUN, KEPT, FEWEST = 8, 24, 4  # words in a run; marks in a sketch; marks that prove something
WORD = re.compile(r"[^\W_]+")


def mark(key: bytes, *parts: str) -> str:
    """Give a keyed mark of some words, folded: nobody without the key can try words against it."""
    return hmac.digest(key, "\0".join(map(fold_in_place, parts)).encode(), "sha256").hex()[:DIGITS]


def voice(key: bytes, session: str, label: str) -> str:
    """
    Name a speaker of a session without naming anyone.

    Args:
        key: of the study: without it nobody tries labels against the mark.
        session: the same label is another voice elsewhere.
        label: as the transcript writes it.
    """
    return f"{VOICE}{mark(key, 'voice', session, label)}"


def session_mark(key: bytes, session: str) -> str:
    """Name a session whose transcript was withdrawn."""
    return f"{SESSION}{mark(key, 'session', session)}"


def runs(text: str, length: int = RUN) -> set[str]:
    """List the runs of ``length`` folded words of a text."""
    words = WORD.findall(fold_in_place(text))
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


def sketch(key: bytes, texts: Iterable[str]) -> str:
    """Give what knows these words again, from one run in many, and tells none of them."""
    return "+".join(sorted(_marks(key, texts))[:KEPT])


def _marks(key: bytes, texts: Iterable[str]) -> set[str]:
    return {mark(key, "words", run) for text in texts for run in runs(text)}


def _alike(kept: str, found: set[str]) -> bool:
    wanted = set(kept.split("+")) - {""}
    return len(wanted) >= FEWEST and 2 * len(wanted & found) >= len(wanted)


def refuses(withdrawals: Iterable[WithdrawalDecision], key: bytes, session: str, texts: Sequence[str]) -> bool:
    """
    Tell whether a transcript was withdrawn whole: by its session, or by its words under another name.

    Args:
        withdrawals: of the study; only those of whole sessions count.
        key: of the study, in bytes.
        session: its present identifier.
        texts: all that is said in it.
    """
    whole_withdrawals = [w for w in withdrawals if w.who.startswith(SESSION)]
    found = _marks(key, texts) if whole_withdrawals else set()
    return any(w.who == session_mark(key, session) or _alike(w.check, found) for w in whole_withdrawals)


def voices(turns: Sequence[Turn], withdrawals: Sequence[WithdrawalDecision], key: bytes) -> dict[Voice, Consent]:
    """
    Give the level that each voice was withdrawn to, under its own label or, by its words, under another.

    Args:
        turns: of the whole study; a voice is known again by all its words.
        withdrawals: those of passages and of names are left aside.
        key: of the study, in bytes.
    """
    lines = [w for w in withdrawals if w.who.startswith(VOICE) and w.extent in LEVELS]
    said: dict[Voice, list[str]] = defaultdict(list)
    for turn in turns if lines else ():
        if turn.speaker:
            said[turn.session, turn.speaker].append(turn.text)
    found: dict[Voice, Consent] = {}
    for one, texts in said.items():
        own = voice(key, *one)
        marks = _marks(key, texts)
        levels = [LEVELS[line.extent] for line in lines if line.who == own or _alike(line.check, marks)]
        if levels:
            found[one] = max(levels, key=CONSENTS.index)
    return found


def restricted(
    turns: Sequence[Turn], identifiers: Iterable[Identifier], withdrawals: Sequence[WithdrawalDecision], key: bytes
) -> dict[Place, set[Restriction]]:
    """
    Give the words that withdrawals are about: all those of a voice, a passage, a sentence that names someone.

    Args:
        turns: of the whole study.
        identifiers: the names found in them, for sentences that name who withdrew.
        withdrawals: of voices, passages and people; places are a session and the number of a turn.
        key: of the study, in bytes.
    """
    found: dict[Place, set[Restriction]] = defaultdict(set)
    levels = voices(turns, withdrawals, key)
    for turn in turns if withdrawals else ():
        level = levels.get((turn.session, turn.speaker))
        count = len(anchors.words(turn.text))
        if level and count:
            found[turn.session, turn.turn].add(Restriction(0, count - 1, level))
    for place, restriction in (*_passages(turns, withdrawals, key), *_mentions(turns, identifiers, withdrawals, key)):
        found[place].add(restriction)
    return dict(found)


def _passages(
    turns: Sequence[Turn], withdrawals: Iterable[WithdrawalDecision], key: bytes
) -> Iterator[tuple[Place, Restriction]]:
    for line in withdrawals:
        if not line.who and line.stands_on_words and line.extent in LEVELS:
            # The words, wherever they went; where they were edited, the place: something is hidden rather than shown.
            there = [t for t in turns if t.session == line.session]
            same = [t for t in there if anchors.check(t.text, key) == line.check]
            for turn in same or [t for t in there if t.turn == line.turn]:
                last = len(anchors.words(turn.text)) - 1
                end = min(line.last_word, last) if line.last_word >= 0 else last
                if max(0, line.first_word) <= end:
                    yield (turn.session, turn.turn), Restriction(max(0, line.first_word), end, LEVELS[line.extent])


def _mentions(
    turns: Sequence[Turn], identifiers: Iterable[Identifier], withdrawals: Iterable[WithdrawalDecision], key: bytes
) -> Iterator[tuple[Place, Restriction]]:
    lines = {w for w in withdrawals if w.who and not w.who.startswith((VOICE, SESSION)) and w.extent in LEVELS}
    texts = {(t.session, t.turn): t.text for t in turns}
    for i in identifiers if lines else ():
        text = texts.get((i.session, i.turn), "")
        for line in lines if text else ():
            if i.entity == line.who or mark(key, "name", text[i.start : i.end]) in line.check.split("+"):
                # All of the sentence that names them.
                word = next(n for n, (_, end) in enumerate(anchors.words(text)) if end > i.start)
                first, last = next((a + 1, b) for a, b in pairwise([-1, *last_words(text)]) if word <= b)
                yield (i.session, i.turn), Restriction(first, last, LEVELS[line.extent])


def whole(about: Iterable[Restriction], count: int) -> bool:
    """Tell whether a withdrawal takes a turn of ``count`` words out whole."""
    return any(r.level in GONE and r.first_word == 0 and r.last_word == count - 1 for r in about)
