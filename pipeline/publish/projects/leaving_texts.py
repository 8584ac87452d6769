"""Turns, what speakers allow, what waits → whole interviews as they leave, and where each coding stands in them.

Words that a speaker reserved, or gave without attribution, are not in a text that says who speaks: a mark stands
in their place. Every position counts characters of the text that leaves, the end left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.anchoring.anchors import spans
from pipeline.anchoring.publishable import UNATTRIBUTED, publishable
from pipeline.codebook.grid import Codebook
from pipeline.model.contracts import AnonymisedTurn, Coding, Role
from pipeline.pseudonymise.consent import WITHDRAWN
from pipeline.pseudonymise.people.speakers import people as interviewed
from pipeline.publish.held_back import HeldBack
from pipeline.publish.passages.leaving_passages import CodedMaterial

RESERVED = "[passage réservé]"
UNKNOWN_VOICE = "Voix inconnue"
LABEL = "{voice} : "
# Signs that XML cannot carry, each given way to one sign: no position moves.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
REPLACEMENT = "\ufffd"
# At the head of a file it would be taken for the mark of UTF-8; the word joiner means the same.
MARK, JOINER = "\ufeff", "\u2060"


def carried(text: str) -> str:
    r"""
    Write a text as any file may carry it: one kind of line break, no sign that XML refuses.

    >>> carried("a\r\nb\x0c")
    'a\nb�'
    """
    return FORBIDDEN.sub(REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n").replace(MARK, JOINER))


@dataclass(frozen=True, slots=True)
class Flavour:
    """How a tool writes texts, counts their characters, and whether it takes turns as a case's (others: as notes)."""

    line_break: str
    unit: str
    turns_of_cases: bool = False

    def written(self, text: str) -> str:
        """Write a text as this tool does."""
        return text.replace("\n", self.line_break)

    def length(self, text: str) -> int:
        """Count a text in units of this tool."""
        there = self.written(text)
        return len(there.encode("utf-16-le")) // 2 if self.unit == "utf-16" else len(there)

    def positions(self, text: str, offsets: Iterable[int]) -> Mapping[int, int]:
        """Give positions in units of this tool for offsets in code points of the text, read once."""
        found: dict[int, int] = {}
        done = length = 0
        for offset in sorted(set(offsets)):
            length += self.length(text[done:offset])
            found[offset] = length
            done = offset
        return found


STANDARD, NVIVO, MAXQDA = "refi", "nvivo", "maxqda"
FLAVOURS = {
    STANDARD: Flavour("\n", "code point"), NVIVO: Flavour("\r\n", "utf-16", turns_of_cases=True),
    MAXQDA: Flavour("\r\n", "code point"),
}


@dataclass(frozen=True, slots=True)
class ReservedSpan:
    """Characters ``start:end`` of a turn that give way to a mark."""

    start: int
    end: int


@dataclass(frozen=True)
class LeavingTurn:
    """
    A turn as it leaves.

    Attributes:
        voice: who speaks, under a pseudonym; empty for what nobody says.
        said: the turn as the team reads it.
        at: where its words begin in the text of the interview.
    """

    turn: int
    voice: str
    role: Role
    said: str
    at: int
    start_ms: int | None = None
    end_ms: int | None = None
    reserves: tuple[ReservedSpan, ...] = ()

    @cached_property
    def text(self) -> str:
        """Its words as they leave."""
        return self._until(len(self.said))

    def place(self, offset: int) -> int:
        """Give where a character of the turn stands in the text of the interview; a mark stands for all it hides."""
        return self.at + len(self._until(offset))

    def _until(self, offset: int) -> str:
        pieces: list[str] = []
        done = 0
        for r in self.reserves:
            if offset <= r.start:
                break
            pieces += [carried(self.said[done : r.start]), RESERVED]
            done = r.end
        return "".join([*pieces, carried(self.said[done:offset])])

    def whole(self, start: int, end: int) -> bool:
        """Tell whether nothing between two characters gave way to a mark."""
        return not any(r.start < end and r.end > start for r in self.reserves)


@dataclass(frozen=True)
class LeavingText:
    """An interview as it leaves."""

    session: str
    title: str
    turns: tuple[LeavingTurn, ...]

    @cached_property
    def text(self) -> str:
        """All of it: a line for each turn, who speaks first."""
        return "".join(f"{label(t.voice)}{t.text}\n" for t in self.turns)

    @cached_property
    def by_number(self) -> dict[int, LeavingTurn]:
        """The turns by their number."""
        return {t.turn: t for t in self.turns}

    def span(self, turn: int, start: int, last_turn: int, end: int) -> tuple[int, int] | None:
        """Give the characters of the text where a passage of its turns stands; none where some of its words stay."""
        crossed = [self.by_number[n] for n in range(turn, last_turn + 1) if n in self.by_number]
        if not crossed:
            return None
        first, last = crossed[0], crossed[-1]
        for t in crossed:
            if not t.whole(start if t is first else 0, end if t is last else len(t.said)):
                return None
        return first.place(start), last.place(end)


def label(voice: str) -> str:
    """Write who speaks before their words."""
    return LABEL.format(voice=voice) if voice else ""


@dataclass(frozen=True, slots=True)
class PlacedCoding:
    """A coding on characters ``start:end`` of a text that leaves."""

    coding: Coding
    start: int
    end: int


@dataclass(frozen=True)
class LeavingProject:
    """
    The interviews of a study that may leave, with what people coded in them.

    Attributes:
        of: what they come from.
        texts: in the order in which every page lists them.
        codings: session → its codings, in the order of the text.
        suggestions: those of the machine, apart; none unless they are asked for.
        reserved: how many codings stay because some of their words do.
        stays: what the interviews that stay wait for.
    """

    of: CodedMaterial
    texts: tuple[LeavingText, ...]
    codings: dict[str, list[PlacedCoding]]
    suggestions: dict[str, list[PlacedCoding]] = field(default_factory=dict)
    reserved: int = 0
    stays: HeldBack = field(default_factory=HeldBack)

    def people(self, text: LeavingText) -> list[str]:
        """Name the people interviewed who are heard in a text, in order of name."""
        heard = interviewed(t.voice for t in text.turns if t.role == "participant")
        return sorted(voice for voice in heard if (voice, text.session) in self.of.bearing)

    def told(self, person: str) -> dict[str, str]:
        """Say what is told of a person: attribute → its value, or its values where interviews differ."""
        found: dict[str, dict[str, None]] = {}
        for text in self.texts:
            for name, value in self.of.bearing.get((person, text.session), {}).items():
                if value:
                    found.setdefault(name, {})[value] = None
        return {name: ", ".join(values) for name, values in found.items()}

    @property
    def everyone(self) -> list[str]:
        """The participants of all the texts, in order of name."""
        return sorted({person for text in self.texts for person in self.people(text)})

    @property
    def attributes(self) -> list[str]:
        """The attributes of which something is told, in the order of the study."""
        known = {name for person in self.everyone for name in self.told(person)}
        return [a for a in self.of.attributes if a in known]

    def own_turns(self, text: LeavingText, person: str) -> list[int]:
        """Number the turns of a person where several take part: elsewhere the whole interview is theirs."""
        if len(self.people(text)) < 2:
            return []
        return [t.turn for t in text.turns if t.voice == person and t.role == "participant" and t.text]

    def coders(self) -> list[str]:
        """Name those who coded what leaves."""
        return sorted({p.coding.author for placed in self.codings.values() for p in placed})


def leaving_project(of: CodedMaterial, *, suggestions: bool = False) -> LeavingProject:
    """
    Gather the interviews that may leave, whole, and what people coded in them.

    Args:
        of: the study.
        suggestions: whether what the machine proposes leaves too, apart.
    """
    going = [s for s in of.sessions if not of.held.holds(s) and s in of.turns]
    called = of.about.called
    texts = tuple(_text(s, called.get(s, s), of.turns[s].values()) for s in going)
    placed, reserved = _placed(texts, of.of_people)
    proposed = [c for c in of.codings if c.author_kind != "person" and c.status == "proposed"] if suggestions else []
    return LeavingProject(of, texts, placed, _placed(texts, proposed)[0], reserved, of.held.about(of.sessions))


def _text(session: str, title: str, turns: Iterable[AnonymisedTurn]) -> LeavingText:
    made: list[LeavingTurn] = []
    at = 0
    for t in sorted(turns, key=lambda t: t.turn):
        voice = carried(t.speaker) or (UNKNOWN_VOICE if t.role == "participant" else "")
        at += len(label(voice))
        one = LeavingTurn(t.turn, voice, t.role, t.text, at, t.start_ms, t.end_ms, _reserves(t))
        made.append(one)
        at += len(one.text) + 1
    return LeavingText(session, title, tuple(made))


def _reserves(turn: AnonymisedTurn) -> tuple[ReservedSpan, ...]:
    # What nobody may read any more is a mark already in what the team reads.
    kept = [r for r in turn.consent if r.level != "free" and r.level not in WITHDRAWN]
    stand = spans(turn) if kept else []
    last = len(stand) - 1
    found: list[ReservedSpan] = []
    stretches = ((stand[r.first_word][0], stand[min(r.last_word, last)][1]) for r in kept if r.first_word <= last)
    for start, end in sorted(stretches):
        if found and start <= found[-1].end:
            found[-1] = ReservedSpan(found[-1].start, max(found[-1].end, end))
        else:
            found.append(ReservedSpan(start, end))
    return tuple(found)


def _placed(texts: Sequence[LeavingText], codings: Iterable[Coding]) -> tuple[dict[str, list[PlacedCoding]], int]:
    known = {text.session: text for text in texts}
    found: dict[str, list[PlacedCoding]] = {text.session: [] for text in texts}
    here = [c for c in codings if c.session in known]
    out = publishable(here, purpose="export")
    reserved = out.withheld
    for c in out.rows:
        span = known[c.session].span(c.turn, c.start, c.last_turn, c.end) if c.session != UNATTRIBUTED else None
        if span is None:
            reserved += 1
        else:
            found[c.session].append(PlacedCoding(c, *span))
    for placed in found.values():
        placed.sort(key=lambda p: (p.start, p.end, p.coding.author, p.coding.code, p.coding.coding))
    return found, reserved


def called(book: Codebook) -> dict[str, str]:
    """Name codes by their labels; those whose label names something else too, by their id besides."""
    labels = Counter([*(f.label for f in book.families), *(c.label for c in book.codes)])
    return {c.id: c.label if labels[c.label] == 1 else f"{c.label} ({c.id})" for c in book.codes}
