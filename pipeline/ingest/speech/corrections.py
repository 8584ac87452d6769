"""Turns as received, what people mended in them → the turns as they read now; where each word went, to the word.

Corrections are done again in the order they were made, each on what those before it had made of the interview: to take
one back is to do it no more. A line is known again by digests of its words, in the turn it names or, where the file
was edited since, in the only place that reads the same; it is otherwise lost, and told.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.anchoring import anchors
from pipeline.anchoring.word_moves import BACK, MENDED, SAME, Kind, WordMove, moves
from pipeline.ingest.speech import draft_turns
from pipeline.ingest.speech.draft_turns import DraftTurn
from pipeline.model.decision_rows import CorrectionDecision, CorrectionVerb, RoleDecision

AROUND = 3  # words on either side by which words are known again in a turn that was edited
DIGITS = 16
WordId = tuple[str, int, int]  # the line that brought it (none: the file), its turn or nothing, its rank


@dataclass(frozen=True, slots=True)
class MendedWords:
    """Words ``first`` to ``last`` of a turn, counted from 0, and what is to be read there."""

    first: int
    last: int
    text: str


def changed_words(before: str, after: str) -> list[MendedWords]:
    """
    Tell what was typed over in a turn, from the first word that differs to the last, stretch by stretch.

    >>> changed_words("Le tepms manque ,  ici", "Le temps manque, ici")
    [MendedWords(first=1, last=1, text='temps'), MendedWords(first=2, last=4, text='manque, ici')]
    """
    old = anchors.words(before)
    new = anchors.words(after)
    matcher = difflib.SequenceMatcher(None, anchors.split(before), anchors.split(after), autojunk=False)
    same = ((i + n, j + n) for i, j, size in matcher.get_matching_blocks() for n in range(size))
    pairs = [(-1, -1), *same, (len(old), len(new))]
    found: list[list[int]] = []
    for (i, j), (next_i, next_j) in pairwise(pairs):
        first, last, start, end = i + 1, next_i - 1, j + 1, next_j - 1
        if last < first or end < start:
            # Nothing stands there, before or after: a word beside is taken with it, when anything differs.
            beside = (i, last, j, end) if i >= 0 else (first, next_i, start, next_j)
            changed = last >= first or end >= start or _apart(before, old, i) != _apart(after, new, j)
            if not changed or not old or not new:
                continue
            first, last, start, end = beside
        # What stands between words differs on either side.
        if _apart(before, old, first - 1) != _apart(after, new, start - 1):
            first, start = first - 1, start - 1
        if _apart(before, old, last) != _apart(after, new, end):
            last, end = last + 1, end + 1
        if found and first <= found[-1][1]:
            first, _, start, _ = found.pop()
        found.append([first, last, start, end])
    return [MendedWords(a, b, after[new[c][0] : new[d][1]]) for a, b, c, d in found]


def _apart(text: str, words: Sequence[tuple[int, int]], left: int) -> str:
    """Give what stands between a word and the next; nothing at either end of the turn."""
    return text[words[left][1] : words[left + 1][0]] if 0 <= left < len(words) - 1 else ""


def words_check(text: str, first: int, last: int) -> str:
    """
    Give what knows words ``first`` to ``last`` of a turn again: digests of the turn and of what stands around.

    Args:
        text: of the turn before it is mended.
        first: from 0.
        last: included.
    """
    said = anchors.split(text)
    start = max(0, first - AROUND)
    end = min(len(said), last + 1 + AROUND)
    return f"{_digest(said)}/{_digest(said[start:end])}/{first - start}.{end - start}"


def join_check(texts: Sequence[str], turn: int) -> str:
    """Give what knows a turn and the one before it again."""
    return f"{_digest(anchors.split(texts[turn]))}/{_digest(anchors.split(texts[turn - 1]))}"


def _digest(words: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:DIGITS]


@dataclass
class Mended:
    """
    Turns in the making on which corrections are done, one after another.

    Attributes:
        drafts: the turns as they read so far.
        ids: what each of their words is, whatever its place.
        became: of each word that is read no more, those in its place.
        stood_for: of each line, the words that those it brought stand for.
    """

    drafts: list[DraftTurn]
    ids: list[list[WordId]] = field(default_factory=list)
    became: dict[WordId, list[WordId]] = field(default_factory=dict)
    stood_for: dict[str, list[WordId]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.drafts = [copy(d) for d in self.drafts]
        counts = [len(anchors.words(d.text)) for d in self.drafts]
        self.ids = [[("", turn, n) for n in range(count)] for turn, count in enumerate(counts)]

    def correct(self, line: CorrectionDecision) -> bool:
        """Do what a line says; tells whether its words were found."""
        if not line.check:
            return True
        if line.decision == CorrectionVerb.JOIN:
            turn = self._joined(line)
            return turn > 0 and self._join(turn)
        there = self._words(line)
        if there is None:
            return False
        if line.decision == CorrectionVerb.CUT:
            return there[1] > 0 and self._cut(there[0], there[1], line.speaker)
        return self._write(line, *there)

    def _words(self, line: CorrectionDecision) -> tuple[int, int, int] | None:
        own, around, where = line.check.split("/")
        left, size = map(int, where.split("."))
        width = line.last_word - line.first_word
        same = [n for n, d in enumerate(self.drafts) if _digest(anchors.split(d.text)) == own]
        if line.turn in same or len(same) == 1:
            turn = line.turn if line.turn in same else same[0]
            return turn, line.first_word, line.last_word
        found = []
        for turn, draft in enumerate(self.drafts):
            said = anchors.split(draft.text)
            starts = (n for n in range(len(said) - size + 1) if _digest(said[n : n + size]) == around)
            found += [(turn, n + left, n + left + width) for n in starts]
        near = [place for place in found if place[0] == line.turn] or found
        return near[0] if len(near) == 1 else None

    def _joined(self, line: CorrectionDecision) -> int:
        texts = [d.text for d in self.drafts]
        if 0 < line.turn < len(texts) and join_check(texts, line.turn) == line.check:
            return line.turn
        found = [n for n in range(1, len(texts)) if join_check(texts, n) == line.check]
        return found[0] if len(found) == 1 else 0

    def _write(self, line: CorrectionDecision, turn: int, first: int, last: int) -> bool:
        draft, ids = self.drafts[turn], self.ids[turn]
        spans = anchors.words(draft.text)
        text = draft.text[: spans[first][0]] + line.text + draft.text[spans[last][1] :]
        was = anchors.split(draft.text)
        now = anchors.split(text)
        # Words at both ends that read as they did are the same words.
        before = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
        most = min(len(was), len(now)) - before
        after = next((n for n in range(most) if was[-1 - n] != now[-1 - n]), most)
        gone = ids[before : len(was) - after]
        new = [(line.id, 0, n) for n in range(len(now) - before - after)]
        self.became |= dict.fromkeys(gone, new)
        self.stood_for[line.id] = gone
        draft.lines = [text]
        self.ids[turn] = [*ids[:before], *new, *ids[len(was) - after :]]
        return bool(now)

    def _cut(self, turn: int, word: int, speaker: str) -> bool:
        draft, ids = self.drafts[turn], self.ids[turn]
        start = anchors.words(draft.text)[word][0]
        rest = copy(draft)
        rest.lines, rest.aside, rest.head, rest.start_ms = [draft.text[start:]], "", "", None
        if speaker:
            rest.speaker, rest.role, rest.assigned = speaker, None, True
        draft.lines, draft.end_ms = [draft.text[:start]], None
        self.drafts[turn : turn + 1] = [draft, rest]
        self.ids[turn : turn + 1] = [ids[:word], ids[word:]]
        return True

    def _join(self, turn: int) -> bool:
        first, second = self.drafts[turn - 1], self.drafts[turn]
        first.lines = [f"{first.text} {second.text}"]
        first.end_ms = second.end_ms if second.end_ms is not None else first.end_ms
        first.aside += second.aside
        self.drafts[turn - 1 : turn + 1] = [first]
        self.ids[turn - 1 : turn + 1] = [self.ids[turn - 1] + self.ids[turn]]
        return True


@dataclass(frozen=True)
class Settled:
    """Turns once all that people decided of them is done; and the lines that found no turn, or no word."""

    mended: Mended
    lost_roles: tuple[RoleDecision, ...] = ()
    lost_corrections: tuple[CorrectionDecision, ...] = ()


def settled(
    drafts: Sequence[DraftTurn], roles: Sequence[RoleDecision], corrections: Sequence[CorrectionDecision]
) -> Settled:
    """
    Do what people decided of turns in the order they did it: words mended, turns cut, joined, given to somebody.

    Args:
        drafts: the turns as the file received gives them.
        roles: of this interview; those on labels are left aside.
        corrections: of this interview, in force.
    """
    mended = Mended(list(drafts))
    later: list[RoleDecision] = []
    lost: list[CorrectionDecision] = []
    given = [d for d in roles if d.stands_on_words and d.same_as]
    every: list[RoleDecision | CorrectionDecision] = [*given, *corrections]
    for line in sorted(every, key=lambda d: (d.at, d.author, d.line)) if corrections else given:
        if isinstance(line, CorrectionDecision):
            lost += [] if mended.correct(line) else [line]
        elif not corrections or not _given_then(mended.drafts, line):
            # The register tells where it stands once everything is done.
            later.append(line)
    return Settled(mended, tuple(draft_turns.assign(mended.drafts, later)), tuple(lost))


def _given_then(drafts: Sequence[DraftTurn], line: RoleDecision) -> bool:
    turn, check = line.written if line.written[1] else (line.turn, line.check)
    alike = [n for n in range(len(drafts)) if check and draft_turns.check(drafts, n) == check]
    if turn not in alike and len(alike) != 1:
        return False
    draft_turns.give(drafts[turn if turn in alike else alike[0]], line)
    return True


def word_moves(was: Mended, now: Mended) -> list[WordMove]:
    """Tell where each word of an interview stands since other corrections are in force than before."""
    places = {word: (turn, n) for turn, ids in enumerate(now.ids) for n, word in enumerate(ids)}

    def there(word: WordId, met: frozenset[WordId] = frozenset()) -> Iterator[tuple[int, int]]:
        if word in places:
            yield places[word]
        elif word not in met:
            # What a line taken back had brought gives way to what it stood for.
            for other in now.became[word] if word in now.became else was.stood_for.get(word[0], ()):
                yield from there(other, met | {word})

    def kind(word: WordId) -> Kind:
        return SAME if word in places else MENDED if word in now.became else BACK

    return moves([[(kind(word), sorted(set(there(word)))) for word in ids] for ids in was.ids])
