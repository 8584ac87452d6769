"""What may be labels, line by line → those that are, learnt from the file: recurrence, alternation, layout.

A word is no label, or one, by what it does in this transcript: it opens lines again and again, answers another
label, stands in the same layout. What the words themselves are like only says how much of that is asked for.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from pipeline.ingest.speech.heads import FIRM, NICKNAME, Head, Layout, extends
from pipeline.ingest.speech.lines import TranscriptLine
from pipeline.ingest.speech.plausible import Likelihood, like, likelihood, speaks_for_once, spoken_of

FEWEST_GAPS = 0.3  # share of its turns in which an odd label stands between two turns of one other voice
LEAST_COVER, MOST_COVER = 0.25, 0.6  # shares of the paragraphs that a layout opens: to be used, to be accepted
FEWEST_COVERED = 3  # lines
LEAST_ALTERNATION = 0.3
MOST_RIVALS = 6
OFTEN = 4  # times from which even what somebody may speak of is accepted to speak
WORDS_ALONE = 4
SHAPED: frozenset[Layout] = frozenset({"tab", "brackets", "alone", "time", "look", "semicolon", "chevron"})
Spot = tuple[int, Head]  # number of a line, what may be its label


@dataclass(frozen=True)
class RejectedLabel:
    """What opens lines as a label would, and was not accepted: how often, where first, and that line."""

    label: str
    times: int
    place: str
    sample: str


@dataclass
class AcceptedLabels:
    """
    What was learnt of a file's labels.

    Attributes:
        heads: the label that opens each line; None for a line that goes on.
        once: keys of labels met once only, accepted for want of another reading.
        rejected: what was not accepted, the most frequent first.
    """

    heads: list[Head | None]
    once: set[str] = field(default_factory=set)
    rejected: tuple[RejectedLabel, ...] = ()


def accept_labels(
    lines: Sequence[TranscriptLine], candidates: Sequence[Sequence[Head]], known: Collection[str],
    refused: Collection[str], recurrence: int,
) -> AcceptedLabels:
    """
    Tell which candidates are labels.

    Args:
        lines: those of the transcript.
        candidates: for each line, what may be its label, the likeliest layout first.
        known: folded labels that the metadata, a heading or a person declare.
        refused: folded labels that a person said to be none.
        recurrence: how often an unknown label must stand before it is accepted.
    """
    return _Evidence(lines, candidates, frozenset(known), frozenset(refused), recurrence).weigh()


class _Evidence:
    """The candidates of one file, and what each does in it."""

    def __init__(
        self, lines: Sequence[TranscriptLine], candidates: Sequence[Sequence[Head]], known: frozenset[str],
        refused: frozenset[str], recurrence: int,
    ) -> None:
        self.lines, self.known, self.refused, self.recurrence = lines, known, refused, recurrence
        self.spots: dict[Layout, list[Spot]] = defaultdict(list)
        for n, found in enumerate(candidates):
            for head in found:
                possible = head.key in self.known or likelihood(head.label) > Likelihood.NEVER
                if possible and head.key and head.key not in self.refused:
                    self.spots[head.layout].append((n, head))
        self.paragraphs = sum(line.begins for line in lines)
        self.accepted: dict[Layout, set[str]] = {}
        self.once: set[str] = set()

    def weigh(self) -> AcceptedLabels:
        firm = sorted((spot for layout in ("colon", "timed", "tag") for spot in self.spots[layout]), key=itemgetter(0))
        accepted = self._firm(firm)
        self.accepted = dict.fromkeys(("colon", "timed", "tag"), accepted)
        for layout in [layout for layout in self.spots if layout not in self.accepted]:
            self.accepted[layout] = self._soft(layout, accepted)
        self._once(firm, accepted)
        return AcceptedLabels(self._heads(), self.once, self._rejected(firm))

    # Firm layouts: a colon, a time.

    def _firm(self, spots: Sequence[Spot]) -> set[str]:
        times = Counter(head.key for _, head in spots)
        first = {head.key: head for _, head in reversed(spots)}
        likely = {key: likelihood(head.label) for key, head in first.items()}
        again = {key for key, n in times.items() if n >= self.recurrence and likely[key] >= Likelihood.PLAIN}
        again = {key for key in again if times[key] >= OFTEN or not spoken_of(first[key].label)}
        accepted = again | {key for key in times if key in self.known or likely[key] is Likelihood.SURE}
        # Believe odd words that answer a label again and again, one by one, the most frequent first.
        added: set[str] = set()
        odd = {key for key, n in times.items() if n >= self.recurrence and key not in accepted}
        if not accepted:
            added |= self._pair(spots, odd, times)
        while left := odd - added:
            trusted = accepted | added
            ranked = sorted(left, key=lambda key: (-times[key], _distance(spots, key, trusted), key))
            chosen = next((key for key in ranked if _gaps(spots, key, trusted) >= FEWEST_GAPS), None)
            if chosen is None:
                break
            added.add(chosen)
        accepted |= added
        # Somebody speaks under a slip too, and under their name in full before it is shortened.
        slips = {
            key for key, head in first.items() if key not in accepted and likely[key] >= Likelihood.PLAIN
            and any(like(key, one) or extends(head.label, one) for one in accepted)
        }
        return accepted | slips

    def _pair(self, spots: Sequence[Spot], odd: set[str], times: Mapping[str, int]) -> set[str]:
        """Give the two odd words that answer each other and open most of the paragraphs, where no label is accepted."""
        often = sorted(odd, key=lambda key: (-times[key], key))[:MOST_RIVALS]
        pairs = [
            pair for pair in map(set, itertools.combinations(often, 2))
            if sum(times[key] for key in pair) >= LEAST_COVER * self.paragraphs
            and _alternation([head.key for _, head in spots if head.key in pair]) >= LEAST_ALTERNATION
        ]
        likely = {head.key: likelihood(head.label) for _, head in spots}
        first = {head.key: n for n, head in reversed(spots)}
        # Of those that stand as often, names come before other words, and who speaks first before what they speak of.
        return min(pairs, default=set(), key=lambda pair: (
            -sum(times[key] for key in pair), -sum(likely[key] for key in pair), sum(first[key] for key in pair)
        ))

    # Other layouts: a dash, a tab, spaces, a line of its own, a typography.

    def _soft(self, layout: Layout, accepted: set[str]) -> set[str]:
        spots = self.spots[layout]
        if layout == "alone":
            spots = [spot for spot in spots if self._stands_alone(*spot)]
        times = Counter(head.key for _, head in spots)
        likely = {head.key: likelihood(head.label) for _, head in spots}
        again = {key for key, n in times.items() if n >= self.recurrence}
        turns = [head.key for _, head in spots if head.key in again]
        cover = len(turns) / max(1, self.paragraphs)
        used = len(set(turns)) > 1 and _alternation(turns) >= LEAST_ALTERNATION and len(turns) >= FEWEST_COVERED
        trusted = {k for k in again if k in self.known or likely[k] is Likelihood.SURE}
        expected = {k for k in times if k in self.known or likely[k] is Likelihood.SURE}
        # Declared people are accepted in every shape: once where the shape is a label's, or beside another of them.
        if layout in SHAPED or (len(expected) > 1 and expected & self.known):
            trusted |= expected if len(expected) > 1 else self.known & times.keys()
        # Labels in a firm layout may open the transcript's paragraphs already.
        opened = sum(head.key in accepted for firm in FIRM for _, head in self.spots[firm])
        covered = opened >= LEAST_COVER * self.paragraphs and len(accepted) > 1
        if used and cover >= MOST_COVER:
            found = again | {k for k in times if k in self.known or likely[k] >= Likelihood.PERSON}
        elif used and cover >= LEAST_COVER and not covered:
            found = {k for k in again if likely[k] >= Likelihood.PLAIN} | trusted
        else:
            found = trusted
        return found | {key for key in accepted & times.keys() if layout in {"tab", "semicolon"}}

    def _stands_alone(self, n: int, head: Head) -> bool:
        followed = n + 1 < len(self.lines)
        bare = NICKNAME.sub("", re.sub(r"\([^()]*\)", "", head.label))
        short = len(bare.split()) <= WORDS_ALONE or likelihood(head.label) >= Likelihood.PERSON
        return followed and short and not re.search(r"\w{3,}\.\Z", head.label)

    # Labels met once.

    def _once(self, spots: Sequence[Spot], accepted: set[str]) -> None:
        times = Counter(head.key for _, head in spots)
        opened = sum(head.key in accepted for _, head in spots)
        self.once |= {key for key in accepted & times.keys() if times[key] == 1 and key not in self.known}
        if opened < FEWEST_COVERED and len(accepted) < 2:
            self._only_pair(spots, accepted)
            return
        timed = all(line_has_time(self.lines[n], head) for n, head in spots if head.key in accepted)
        for n, head in spots:
            alike = timed and line_has_time(self.lines[n], head)
            if times[head.key] == 1 and head.key not in accepted and (alike or speaks_for_once(head.label)):
                self.once.add(head.key)
                accepted.add(head.key)

    def _only_pair(self, spots: Sequence[Spot], accepted: set[str]) -> None:
        """In an exchange of two or three turns nothing recurs: accept what opens every paragraph."""
        openers = {n: head for n, head in spots if self.lines[n].begins}
        plain = {head.key for head in openers.values() if likelihood(head.label) >= Likelihood.PLAIN}
        odd = {head.key for head in openers.values()}
        alone = openers.get(0)
        if len(openers) == 1 and alone and likelihood(alone.label) >= Likelihood.PERSON:
            # Somebody tells, from the first line to the last.
            self.once.add(alone.key)
            accepted.add(alone.key)
            return
        found = plain if len(plain) > 1 else odd if len(openers) >= self.paragraphs and accepted else set()
        if len(openers) > 1 and len(openers) >= 0.5 * self.paragraphs and len(found) > 1:
            self.once |= found - accepted
            accepted |= found

    # What came of it.

    def _heads(self) -> list[Head | None]:
        chosen: dict[int, Head] = {}
        for layout, spots in self.spots.items():
            for n, head in spots:
                if head.key not in self.accepted.get(layout, set()):
                    continue
                if layout == "alone" and not self._stands_alone(n, head):
                    continue
                if n not in chosen or (head.firm and not chosen[n].firm):
                    chosen[n] = head
        return [chosen.get(n) for n in range(len(self.lines))]

    def _rejected(self, spots: Sequence[Spot]) -> tuple[RejectedLabel, ...]:
        accepted = self.accepted["colon"]
        left: dict[str, list[Spot]] = defaultdict(list)
        for n, head in spots:
            if head.key not in accepted:
                left[head.key].append((n, head))
        kept = [found for found in left.values() if len(found) > 1 or likelihood(found[0][1].label) > Likelihood.ODD]
        told = []
        for found in kept:
            n, head = found[0]
            told.append(RejectedLabel(head.label, len(found), self.lines[n].paragraph.place, self.lines[n].text))
        return tuple(sorted(told, key=lambda u: (-u.times, u.label)))


def line_has_time(line: TranscriptLine, head: Head) -> bool:
    """Tell whether a time stands before or behind a label."""
    return line.start_ms is not None or head.start_ms is not None


def _gaps(spots: Sequence[Spot], key: str, trusted: set[str]) -> float:
    """Give the share of a label's turns that stand between two turns of one other voice."""
    voices = (head.key for _, head in spots if head.key in trusted or head.key == key)
    blocks = [voice for voice, _ in itertools.groupby(voices)]
    inner = [n for n in range(1, len(blocks) - 1) if blocks[n] == key]
    if blocks.count(key) < 2 or not inner:
        return 0.0
    return sum(blocks[n - 1] == blocks[n + 1] for n in inner) / len(inner)


def _distance(spots: Sequence[Spot], key: str, trusted: set[str]) -> float:
    """Give how many lines stand, on average, between a label and the one before it: an answer follows its question."""
    before, distances = None, []
    for n, head in spots:
        if head.key == key and before is not None:
            distances.append(n - before)
        if head.key in trusted or head.key == key:
            before = n
    return sum(distances) / len(distances) if distances else 0.0


def _alternation(turns: Sequence[str]) -> float:
    pairs = list(itertools.pairwise(turns))
    return sum(a != b for a, b in pairs) / len(pairs) if pairs else 0.0
