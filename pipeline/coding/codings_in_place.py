"""What people decided → where it stands in the current text; who read what, and said what of each code."""

from __future__ import annotations

import typing
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.anchoring.anchors import Place, Turns
from pipeline.anchoring.finding import find
from pipeline.codebook.grid import Codebook
from pipeline.model.contracts import UNAIDED, AnonymisedTurn, Coding, Excerpt, Mode, Status
from pipeline.model.decision_rows import Arbitration, CodingDecision, QuoteDecision, ThemeDecision
from pipeline.model.lazy import by_session
from pipeline.pseudonymise.consent import all_withdrawn

COUNTED: tuple[Status, ...] = ("coded", "accepted", "modified", "arbitrated")


def counted(codings: Iterable[Coding]) -> list[Coding]:
    """Keep the codings that a person made or accepted: the only ones that figures may count."""
    return [c for c in codings if c.author_kind == "person" and c.status in COUNTED]


def pairs(codings: Iterable[Coding], excerpts: Iterable[Excerpt]) -> Iterator[tuple[Coding, Excerpt]]:
    """Give each coding with each excerpt that it shares words with."""
    by_session: dict[str, list[Excerpt]] = defaultdict(list)
    for excerpt in excerpts:
        by_session[excerpt.session].append(excerpt)
    for coding in codings:
        for excerpt in by_session[coding.session]:
            if touch(coding, excerpt):
                yield coding, excerpt


def touch(coding: Coding, excerpt: Excerpt) -> bool:
    """Tell whether a coding and an excerpt share characters of a turn."""
    return (
        coding.session == excerpt.session
        and (coding.turn, coding.start) < (excerpt.turn, excerpt.end)
        and (excerpt.turn, excerpt.start) < (coding.last_turn, coding.end)
    )


@dataclass(frozen=True)
class AnswerGrid:
    """The excerpts and codes that tables of answers (excerpts × codes) are about."""

    excerpts: tuple[Excerpt, ...]
    codes: tuple[str, ...]

    @property
    def sessions(self) -> tuple[str, ...]:
        """Name the sessions of the excerpts, in order."""
        return tuple(sorted({e.session for e in self.excerpts}))

    def within(self, sessions: Iterable[str]) -> AnswerGrid:
        """Keep the excerpts of some sessions."""
        kept = set(sessions)
        return AnswerGrid(tuple(e for e in self.excerpts if e.session in kept), self.codes)

    def marked(self, codings: Iterable[Coding]) -> np.ndarray:
        """Tell where codings stand (true where one does)."""
        return self.at((e.excerpt, c.code) for c, e in pairs(codings, self.excerpts))

    def at(self, cells: Iterable[tuple[str, str]]) -> np.ndarray:
        """Tell which excerpts have which codes, from pairs of ids; those outside the grid are left out."""
        rows = {e.excerpt: i for i, e in enumerate(self.excerpts)}
        columns = {code: j for j, code in enumerate(self.codes)}
        marks = np.zeros((len(rows), len(columns)), dtype=bool)
        for excerpt, code in cells:
            if excerpt in rows and code in columns:
                marks[rows[excerpt], columns[code]] = True
        return marks

    def by_session(self, marks: np.ndarray) -> np.ndarray:
        """Count marks by session (sessions × codes)."""
        places = {s: i for i, s in enumerate(self.sessions)}
        counts = np.zeros((len(places), marks.shape[1]), dtype=np.int64)
        np.add.at(counts, [places[e.session] for e in self.excerpts], marks)
        return counts


def grid(excerpts: Sequence[Excerpt], codebook: Codebook) -> AnswerGrid:
    """Lay the grid of all excerpts and all codes."""
    return AnswerGrid(tuple(sorted(excerpts, key=lambda e: e.excerpt)), tuple(c.id for c in codebook.codes))


def numbered_turns(excerpts: Iterable[Excerpt]) -> np.ndarray:
    """Number the turns of excerpts, in the order in which they come."""
    numbers: dict[tuple[str, int], int] = {}
    return np.array([numbers.setdefault((e.session, e.turn), len(numbers)) for e in excerpts], dtype=np.int64)


def sessions_read(decisions: Iterable[CodingDecision]) -> dict[str, set[str]]:
    """Give the sessions that each coder says they read whole, unaided."""
    read: dict[str, set[str]] = {}
    for d in decisions:
        if d.marks_read and d.unaided:
            read.setdefault(d.author, set()).add(d.session)
    return read


def unaided(codings: Iterable[Coding], author: str = "") -> list[Coding]:
    """Keep what people coded without looking at suggestions (one person's when named)."""
    kept = [c for c in codings if c.author_kind == "person" and c.mode in UNAIDED]
    return [c for c in kept if c.status in ("coded", "modified") and author in ("", c.author)]


Coded = CodingDecision | Arbitration
Said = Coded | QuoteDecision | ThemeDecision
MODES = typing.get_args(Mode)
UNKNOWN_SESSION = "cet entretien n'est pas (ou plus) dans l'enquête"
UNKNOWN_CODE = "ce code n'est pas dans la grille : corrigez-le, ou ajoutez un alias dans codebook.yaml"
UNKNOWN_MODE = "ce mode de codage n'existe pas (manual, blind ou assisted)"
NOWHERE = "ces mots ne se trouvent plus dans l'entretien, ou s'y trouvent à plusieurs endroits"
TAKEN_AWAY = "passage retiré"
TWICE = "une autre ligne porte déjà cet identifiant"


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision with the place where its words stand now and its code in force."""

    decision: Coded
    place: Place
    code: str

    @property
    def session(self) -> str:
        return self.decision.session

    @property
    def turn(self) -> int:
        return self.place.turn

    @property
    def first_word(self) -> int:
        return self.place.first_word

    @property
    def last_turn(self) -> int:
        return self.place.last_turn

    @property
    def last_word(self) -> int:
        return self.place.last_word


def turns_by_session(
    anonymised: Sequence[AnonymisedTurn], wanted: Collection[str] | None = None,
) -> dict[str, dict[int, AnonymisedTurn]]:
    """Arrange turns by session and number; where some sessions are wanted, those only are looked at."""
    return {
        session: {turn.turn: turn for turn in turns} for session, turns in by_session(anonymised).items()
        if wanted is None or session in wanted
    }


def place_decision(decision: Coded, turns: Turns, codebook: Codebook) -> Placed | str:
    """
    Place a decision among the turns of its session; a text tells why it has no place.

    Args:
        decision: a coding or an arbitration.
        turns: those of its session, by number.
        codebook: the grid; former ids lead to those in force.

    Returns:
        the decision in its place, or the reason of an orphan.
    """
    code = codebook.in_force(decision.code)
    if not turns:
        return UNKNOWN_SESSION
    if code not in {c.id for c in codebook.codes}:
        return UNKNOWN_CODE
    if isinstance(decision, CodingDecision) and decision.mode not in MODES:
        return UNKNOWN_MODE
    place = standing_place(decision, turns)
    return place if isinstance(place, str) else Placed(decision, place, code)


def standing_place(decision: Said, turns: Turns) -> Place | str:
    """Find where the words of a decision stand now, whatever it says of them; a text tells why they stand nowhere."""
    if not turns:
        return UNKNOWN_SESSION
    stored = Place(decision.turn, decision.first_word, decision.last_turn, decision.last_word)
    place = find(turns, stored, decision.quote, getattr(decision, "check", ""))
    if place is None:
        return NOWHERE
    return TAKEN_AWAY if all_withdrawn(turns, place) else place


def joined(turns: Mapping[str, Turns], codings: Iterable[Coding]) -> list[Coding]:
    """
    Make one coding of those that overlap, of one code by one person: the same words would be quoted twice.

    Words of different consents stay apart: those that may be quoted are not held back by the others.
    """
    alike: dict[tuple[str, str, str, str, str], list[Coding]] = defaultdict(list)
    for c in codings:
        alike[c.session, c.code, c.author, c.author_kind, c.consent].append(c)
    found: list[Coding] = []
    for same in alike.values():
        wide: list[Coding] = []
        for c in sorted(same, key=lambda c: (c.turn, c.start, c.last_turn, c.end)):
            before = wide[-1] if wide else None
            if before and (c.turn, c.start) < (before.last_turn, before.end):
                last_turn, end = max((before.last_turn, before.end), (c.last_turn, c.end))
                said = turns[c.session]
                text = "\n".join(
                    said[n].text[before.start if n == before.turn else 0 : end if n == last_turn else None]
                    for n in range(before.turn, last_turn + 1) if n in said
                )
                wide[-1] = replace(before, last_turn=last_turn, end=end, text=text)
            else:
                wide.append(c)
        found += wide
    return found
