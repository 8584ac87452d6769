"""Proposals, and what people decided of them → mentions, none overlapping another, as people ruled."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from pipeline.anchoring import anchors
from pipeline.language.disguises import begins
from pipeline.language.folds import fold_in_place
from pipeline.language.lexicon import grammatical
from pipeline.language.name_phrases import Phrase, phrase
from pipeline.model.contracts import Action, Identifier, IdentifierType, Proposal, ProposalSource, Turn
from pipeline.model.decision_rows import IdentifierDecision, IdentifierVerb, in_time
from pipeline.pseudonymise.resolve.pseudonyms import digest

SURE_FIRST: tuple[ProposalSource, ...] = ("person", "metadata", "pattern", "trigger", "names", "ner", "propagated")
WORD = re.compile(r"[^\W_]+")
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a turn that names someone or something, and the words said there."""

    session: str
    turn: int
    start: int
    end: int
    type: IdentifierType
    source: ProposalSource
    said: str
    action: Action = "replace"
    wanted: str = ""  # the replacement a person chose
    decided: str = ""  # the entity a person named

    @property
    def phrase(self) -> Phrase:
        return phrase(self.said)


def mentions(turns: Iterable[Turn], proposals: Iterable[Proposal]) -> list[Mention]:
    """Merge the proposals of every turn."""
    texts = {(t.session, t.turn): t.text for t in turns}
    by_turn: dict[Place, list[Mention]] = defaultdict(list)
    for p in proposals:
        said = texts[p.session, p.turn][p.start : p.end]
        by_turn[p.session, p.turn].append(Mention(p.session, p.turn, p.start, p.end, p.type, p.source, said))
    return [m for place in sorted(by_turn) for m in merge(texts[place], by_turn[place])]


def merge(text: str, found: Iterable[Mention]) -> list[Mention]:
    """Keep the longest of overlapping mentions, and what they leave uncovered of the others."""
    kept: list[Mention] = []
    # Of one length, a type that tells comes first, then who proposed it most surely.
    longest = sorted(
        found, key=lambda m: (m.start - m.end, m.type == "misc", SURE_FIRST.index(m.source), m.start, m.type)
    )
    for mention in longest:
        overlapping = [k for k in kept if k.start < mention.end and k.end > mention.start]
        start = mention.start
        for k in sorted(overlapping, key=lambda k: k.start):
            kept += _piece(text, mention, start, k.start)
            start = max(start, k.end)
        kept += _piece(text, mention, start, mention.end)
    return _from_their_beginning(text, sorted(kept, key=lambda m: m.start))


def _from_their_beginning(text: str, found: Iterable[Mention]) -> list[Mention]:
    whole: list[Mention] = []
    for m in found:
        start = begins(text, m.start) if m.source != "person" else m.start
        while whole and start <= whole[-1].start and whole[-1].source != "person":
            whole.pop()  # « Ben- Benali »: what was taken of the beginning goes with the name
        whole.append(replace(m, start=start) if not whole or whole[-1].end <= start else m)
    return whole


def _piece(text: str, mention: Mention, start: int, end: int) -> Iterator[Mention]:
    if (start, end) == (mention.start, mention.end):
        yield mention
        return
    words = [m for m in WORD.finditer(text, start, max(start, end)) if not grammatical(m.group())]
    if words:
        first, last = anchors.snap(text, words[0].start(), words[-1].end())
        yield replace(mention, start=first, end=last, said=text[first:last])


CHECKED_WORD = re.compile(r"\w+")
KEPT_DIGITS = 32


@dataclass(frozen=True, slots=True)
class IdentifierRuling:
    """A decision whose words are still there: where they stand, and what was decided."""

    mention: Mention
    everywhere: bool


def check(key: bytes, said: str) -> str:
    """Give the keyed mark of some words, written beside a decision instead of the words."""
    return digest(key, "check", *CHECKED_WORD.findall(fold_in_place(said)))


def kept_entity(key: bytes, said: str) -> str:
    """
    Give the mark of what the settings keep on purpose: an institution, never a person.

    Only who holds the key can write it, for these very words: ``anonymised`` asks for it before it shows them.
    """
    return f"kept-{digest(key, 'kept', *phrase(said))[:KEPT_DIGITS]}"


def rulings(turns: Iterable[Turn], decisions: Iterable[IdentifierDecision], key: bytes) -> list[IdentifierRuling]:
    """
    Give the decisions in order of time, those that stand at their place after those that had to be sought.

    What was kept, and whose words have changed, is void: its span is replaced. What was masked is sought by its mark:
    in its interview, or in all where it was masked everywhere; whoever moves a line shows nobody's name.
    """
    texts = {(t.session, t.turn): t.text for t in turns}
    found: list[IdentifierRuling] = []
    left: list[IdentifierDecision] = []
    for d in (d for d in in_time(decisions) if d.rules_words):
        stands = _ruling(texts.get((d.session, d.turn), ""), d, key)
        if not stands and d.everywhere:
            # What was said of every place holds as long as the words are said anywhere in the interview.
            others = (replace(d, turn=turn) for session, turn in sorted(texts) if session == d.session)
            elsewhere = (_ruling(texts[other.session, other.turn], other, key) for other in others)
            stands = next(filter(None, elsewhere), None)
        found += [stands] if stands else []
        left += [d] if not stands and d.action != IdentifierVerb.KEEP else []
    return [*sought(texts, left, key), *found]


def sought(
    texts: Mapping[Place, str], decisions: Sequence[IdentifierDecision], key: bytes
) -> Iterator[IdentifierRuling]:
    """
    Find the words that people masked, and that stand no more where they were, by their keyed marks.

    Args:
        texts: what is said in each turn.
        decisions: those to be found; one of a single place is sought in its interview, and holds at all that reads so.
        key: the secret of the study.
    """
    wanted: dict[tuple[int, str], list[IdentifierDecision]] = defaultdict(list)
    for d in decisions:
        wanted[max(0, d.last_word - d.first_word), d.check].append(d)
    sizes = sorted({size for size, _ in wanted})
    everywhere = any(d.everywhere for d in decisions)
    sessions = {d.session for d in decisions}
    for session, turn in sorted(texts) if wanted else ():
        if not everywhere and session not in sessions:
            continue
        text = texts[session, turn]
        spans = anchors.words(text)
        for size in sizes:
            for n in range(len(spans) - size):
                mark = check(key, text[spans[n][0] : spans[n + size][1]])
                for d in wanted.get((size, mark), ()):
                    if d.everywhere or d.session == session:
                        here = replace(d, session=session, turn=turn, first_word=n, last_word=n + size)
                        ruling = _ruling(text, here, key)
                        yield from [ruling] if ruling else []


def span_of(text: str, decision: IdentifierDecision, key: bytes) -> tuple[int, int] | None:
    """
    Find the characters of a turn that a decision is about: where it says, else the only ones that read the same.

    A word mended before them moves them in their turn; of two that read the same, none is taken for the other.

    Args:
        text: of the turn where it was made.
        decision: with its words and their check.
        key: the secret of the study, which makes checks.
    """
    spans = anchors.words(text)
    if not 0 <= decision.first_word <= decision.last_word:
        return None
    size = decision.last_word - decision.first_word
    every = [(spans[n][0], spans[n + size][1]) for n in range(len(spans) - size)]
    here = every[decision.first_word : decision.first_word + 1]
    if here and check(key, text[slice(*here[0])]) == decision.check:
        return here[0]
    same = [span for span in every if check(key, text[slice(*span)]) == decision.check]
    return same[0] if len(same) == 1 or (same and decision.everywhere) else None


def _ruling(text: str, decision: IdentifierDecision, key: bytes) -> IdentifierRuling | None:
    span = span_of(text, decision, key)
    if not span:
        return None
    mention = Mention(
        decision.session, decision.turn, *span, decision.type or "misc", "person", text[slice(*span)],
        cast("Action", str(decision.action)), decision.replacement, decision.entity,
    )
    return IdentifierRuling(mention, decision.everywhere)


def added(rules: Iterable[IdentifierRuling]) -> list[Mention]:
    """Give the mentions that people add by deciding to replace them."""
    return [r.mention for r in rules if r.mention.action != "keep"]


def kept_everywhere(rules: Iterable[IdentifierRuling]) -> list[Phrase]:
    """Give the names that people keep on purpose wherever they are said."""
    last = {r.mention.phrase: r.mention.action for r in rules if r.everywhere}
    return sorted(name for name, action in last.items() if action == "keep")


def cleared(turns: Iterable[Turn], decisions: Iterable[IdentifierDecision], key: bytes) -> Callable[[Identifier], bool]:
    """
    Give what tells whether a span may be shown: by a person's decision, still valid, or by the settings.

    Args:
        turns: as they were said.
        decisions: of people on identifiers.
        key: the secret of the study.
    """
    turns = list(turns)
    texts = {(t.session, t.turn): t.text for t in turns}
    kept = [r for r in rulings(turns, decisions, key) if r.mention.action == "keep"]
    here = {(r.mention.session, r.mention.turn, r.mention.start, r.mention.end) for r in kept}
    everywhere = {r.mention.phrase for r in kept if r.everywhere}

    def allowed(row: Identifier) -> bool:
        said = texts[row.session, row.turn][row.start : row.end]
        by_person = (row.session, row.turn, row.start, row.end) in here or phrase(said) in everywhere
        return by_person or (row.type != "person" and row.entity == kept_entity(key, said))

    return allowed


def kept_by_settings(texts: dict[tuple[str, int], str], rows: Iterable[Identifier], key: bytes) -> list[Phrase]:
    """
    Give the names that the settings keep on purpose, as the corpus says them.

    Args:
        texts: source text, by session and turn.
        rows: identifiers; only those kept are looked at.
        key: of the study, under which what the settings keep is named.
    """
    said = ((row.entity, texts[row.session, row.turn][row.start : row.end]) for row in rows if row.action == "keep")
    return sorted({phrase(text) for entity, text in said if entity == kept_entity(key, text)})


def apply_rulings(found: Iterable[Mention], rules: Iterable[IdentifierRuling]) -> list[Mention]:
    """Apply decisions to mentions: those of one place, and those made for every place with the same words."""
    rules = list(rules)
    here = {(r.mention.session, r.mention.turn, r.mention.start, r.mention.end): r.mention for r in rules}
    everywhere = {r.mention.phrase: r.mention for r in rules if r.everywhere}
    ruled: list[Mention] = []
    for m in found:
        rule = here.get((m.session, m.turn, m.start, m.end)) or everywhere.get(m.phrase)
        ruled.append(
            replace(m, type=rule.type, source="person", action=rule.action, wanted=rule.wanted, decided=rule.decided)
            if rule else m
        )
    return ruled


def settled(rules: Iterable[IdentifierRuling]) -> list[Mention]:
    """Give the mentions whose replacement a person chose for every place: the pseudonym of whom they name."""
    return [r.mention for r in rules if r.everywhere and r.mention.wanted and r.mention.action != "keep"]


@dataclass(frozen=True, slots=True)
class LabelRuling:
    """A decision about a label: the entity its speaker joins, the pseudonym a person chose; empty: as proposed."""

    session: str
    label: str
    entity: str
    pseudonym: str


def label_rulings(
    labels: Iterable[tuple[str, str]], decisions: Iterable[IdentifierDecision], key: bytes
) -> list[LabelRuling]:
    """
    Give the decisions about labels in order of time, the last of each label alone.

    Args:
        labels: the session and the label of everyone who takes part.
        decisions: the lines in force.
        key: the secret of the study.
    """
    marks = {(session, check(key, label)): label for session, label in labels}
    found: dict[tuple[str, str], LabelRuling] = {}
    for d in in_time(d for d in decisions if d.rules_words and not d.stands_on_words):
        label = marks.get((d.session, d.check))
        if label is not None:
            found[d.session, label] = LabelRuling(d.session, label, d.entity, d.replacement)
    return list(found.values())
