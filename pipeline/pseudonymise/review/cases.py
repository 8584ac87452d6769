"""turns, identifiers, proposals → what a person looks at: the doubtful first; words left that look like names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.anchoring import anchors
from pipeline.language.folds import fold_for_search
from pipeline.language.lexicon import known_word, ordinary
from pipeline.language.name_phrases import WORD, Phrase, phrase
from pipeline.language.sentences import cased, proper
from pipeline.language.voices import CALLED
from pipeline.model.contracts import (
    Action,
    AnonymisedTurn,
    Identifier,
    IdentifierType,
    Proposal,
    ProposalSource,
    Turn,
    Unsettled,
)
from pipeline.pseudonymise.people.speakers import UNSAID

Doubt = Literal["caught", "only_ner", "only_names", "lower_case", "ordinary", "misc"]
DOUBTED_WORD = re.compile(r"[^\W\d_]+")
# What has a form of its own is not told by a capital: an address, a number.
WRITTEN: frozenset[IdentifierType] = frozenset({"person", "place", "organisation", "misc"})


def doubts(said: str, kind: IdentifierType, sources: Collection[ProposalSource]) -> tuple[Doubt, ...]:
    """
    Say why a proposal is doubtful; nothing when it is not.

    Args:
        said: the words.
        kind: what they would name.
        sources: which proposers saw them.

    >>> doubts("Rose", "person", {"names"})
    ('only_names', 'ordinary')
    >>> doubts("Mme Fournel", "person", {"ner", "trigger"})
    ()
    """
    words = DOUBTED_WORD.findall(said)
    written = kind in WRITTEN
    reasons: dict[Doubt, bool] = {
        "only_ner": set(sources) == {"ner"},
        "only_names": set(sources) == {"names"},
        "lower_case": written and not any(character.isupper() for character in said),
        "ordinary": written and len(words) == 1 and ordinary(words[0]),
        "misc": kind == "misc",
    }
    return tuple(doubt for doubt, doubtful in reasons.items() if doubtful)


KEPT = "kept-"  # how the entity of what the settings keep on purpose begins (``mentions.kept_entity``)
Place = tuple[str, int]
Spot = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """A span of a turn on which a person decides; words are those of the source (``anchors.words``)."""

    session: str
    turn: int
    start: int
    end: int
    first_word: int
    last_word: int
    said: str
    type: IdentifierType
    entity: str = ""
    action: Action = "replace"
    replacement: str = ""
    source: ProposalSource = "person"
    doubts: tuple[Doubt, ...] = ()

    @property
    def spot(self) -> Spot:
        return self.session, self.turn, self.start, self.end

    @property
    def phrase(self) -> Phrase:
        return phrase(self.said)

    @property
    def on_purpose(self) -> bool:
        """Whether the settings keep it, as an institution that the study is about."""
        return self.action == "keep" and self.entity.startswith(KEPT)


def cases(turns: Iterable[Turn], identifiers: Iterable[Identifier], proposals: Iterable[Proposal]) -> list[ReviewCase]:
    """
    Give what was proposed in some turns, in the order of reading.

    Args:
        turns: those to review.
        identifiers: of the stage, of any turns.
        proposals: of the stage before, for who proposed what.
    """
    texts = {(t.session, t.turn): t.text for t in turns}
    by_turn: dict[Place, list[Proposal]] = defaultdict(list)
    for p in proposals:
        by_turn[p.session, p.turn].append(p)
    made: list[ReviewCase] = []
    for row in (i for i in identifiers if i.turn != UNSAID and (i.session, i.turn) in texts):
        text = texts[row.session, row.turn]
        proposed = by_turn[row.session, row.turn]
        sources = {p.source for p in proposed if p.start < row.end and p.end > row.start} or {row.source}
        first, last = words_of(text, row.start, row.end)
        said = text[row.start : row.end]
        made.append(ReviewCase(
            row.session, row.turn, row.start, row.end, first, last, said, row.type, row.entity, row.action,
            row.replacement, row.source, doubts(said, row.type, sources),
        ))
    return sorted(made, key=lambda c: c.spot)


def caught(
    turns: Iterable[Turn], asked: Iterable[Unsettled], shown: Iterable[AnonymisedTurn]
) -> Iterator[ReviewCase]:
    """
    Give the words that `anonymised` masked of itself, for no proposal named them: a person has never seen them.

    Args:
        turns: what was said.
        asked: the words that the last check found outside every proposal.
        shown: the turns that the team reads, which tell those of them that are masked all the same.
    """
    texts = {(t.session, t.turn): t.text for t in turns}
    read = {(t.session, t.turn): t for t in shown}
    for row in asked:
        text = texts.get((row.session, row.turn))
        turn = read.get((row.session, row.turn))
        if row.written or text is None or turn is None:
            continue
        replaced = (a for a in turn.anchors if a.replaced)
        covering = (a for a in replaced if a.first_word <= row.first_word and row.last_word <= a.last_word)
        mask = next(covering, None)
        if mask:
            spans = anchors.words(text)
            start, end = spans[row.first_word][0], spans[row.last_word][1]
            yield ReviewCase(
                row.session, row.turn, start, end, row.first_word, row.last_word, text[start:end], row.kind,
                replacement=turn.text[mask.start : mask.end], source="propagated", doubts=("caught",),
            )


def words_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the first and last source word that characters ``start:end`` touch; -1 twice when they touch none."""
    touched = anchors.touched(anchors.words(text), start, end)
    return (touched[0], touched[-1]) if touched else (-1, -1)


def selected(turn: Turn, start: int, end: int, kind: IdentifierType) -> ReviewCase | None:
    """Make a case of characters that a person selected, widened to whole words; nothing when they hold no word."""
    first, last = words_of(turn.text, start, end)
    if first < 0:
        return None
    start, end = anchors.snap(turn.text, start, end)
    said = turn.text[start:end]
    return ReviewCase(turn.session, turn.turn, start, end, first, last, said, kind) if phrase(said) else None


def queue(found: Iterable[ReviewCase]) -> list[ReviewCase]:
    """
    Put what was masked unproposed first, then the doubtful, then the rest, each in the order of reading.

    What the settings keep on purpose waits for nobody.
    """
    asked = (c for c in found if not c.on_purpose)
    return sorted(asked, key=lambda c: ("caught" not in c.doubts, not c.doubts, c.spot))


def following(order: Sequence[ReviewCase], now: Spot | None, settled: Mapping[Spot, object]) -> ReviewCase | None:
    """Give the next case on which nobody has decided, from ``now`` on and round; nothing when all are decided."""
    spots = [c.spot for c in order]
    at = spots.index(now) + 1 if now in spots else 0
    return next((c for c in [*order[at:], *order[:at]] if c.spot not in settled), None)


def preceding(order: Sequence[ReviewCase], now: Spot | None) -> ReviewCase | None:
    """Give the case before ``now`` in the queue, decided or not; the first stays the first."""
    spots = [c.spot for c in order]
    at = spots.index(now) if now in spots else 0
    return order[max(0, at - 1)] if order else None


SHORTEST = 3
Words = Counter[str]


def lower_case(turns: Iterable[Turn]) -> list[str]:
    """List the sessions written without capitals, where names are found less well."""
    said: dict[str, list[str]] = defaultdict(list)
    for turn in turns:
        said[turn.session].append(turn.text)
    return sorted(session for session, texts in said.items() if not cased(texts))


def remaining(turns: Iterable[Turn], identifiers: Iterable[Identifier]) -> dict[str, Words]:
    """Count, by session, the words nobody masked that have a capital in mid-sentence or that no lexicon holds."""
    turns = list(turns)
    low = set(lower_case(turns))
    spans: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for i in identifiers:
        spans[i.session, i.turn].append((i.start, i.end))
    found: dict[str, Words] = {session: Counter() for session in sorted({t.session for t in turns})}
    for turn in turns:
        masked = spans[turn.session, turn.turn]
        written = turn.session not in low
        for word in (m for m in WORD.finditer(turn.text) if len(m.group()) >= SHORTEST and m.group().isalpha()):
            said = word.group()
            seen = not any(s < word.end() and e > word.start() for s, e in masked)
            if not seen or fold_for_search(said) in CALLED:
                continue
            # An acronym is no name; a word cut short is no word either, and is looked at.
            strange = not said.isupper() and not known_word(said) and not known_word(fold_for_search(said))
            if strange or (written and proper(turn.text, word.start())):
                found[turn.session][said] += 1
    return found
