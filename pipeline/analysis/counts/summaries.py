"""Public rows → the figures of first screens: sessions, codes and themes, counted in people first.

Counts use only codings that a person made or accepted; what the machine proposes stands apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.analysis.counts.coded_passages import CodedPassage, coded_passages, excerpts_of
from pipeline.anchoring.publishable import may_pass
from pipeline.codebook.grid import Codebook, Theme
from pipeline.coding.codings_in_place import COUNTED
from pipeline.coding.theme_decisions import CODE
from pipeline.ingest.session import FIELD_NOTES, QUESTIONNAIRE
from pipeline.model.contracts import (
    AnonymisedTurn,
    CodeSummary,
    Coding,
    Excerpt,
    Participant,
    SessionSummary,
    Status,
    ThemePassage,
    ThemeSummary,
)
from pipeline.model.lazy import by_session
from pipeline.pseudonymise.people.speakers import people

PROPOSED: Status = "proposed"
TYPICAL = 3
UNHEARD = frozenset({QUESTIONNAIRE, FIELD_NOTES})


@dataclass(frozen=True)
class CountedRows:
    """The rows that are counted, and where they meet."""

    anonymised: Sequence[AnonymisedTurn]
    participants: list[Participant]
    excerpts: list[Excerpt]
    codings: list[Coding]
    passages: list[ThemePassage] = field(default_factory=list)

    @cached_property
    def by_turn(self) -> dict[tuple[str, int], list[Excerpt]]:
        """Give the excerpts of each turn."""
        found: dict[tuple[str, int], list[Excerpt]] = {}
        for e in self.excerpts:
            found.setdefault((e.session, e.turn), []).append(e)
        return found

    @cached_property
    def by_id(self) -> dict[str, Excerpt]:
        """Give each excerpt by its id."""
        return {e.excerpt: e for e in self.excerpts}

    @cached_property
    def written(self) -> frozenset[str]:
        """Name the sessions in which nobody was met: questionnaires and field notes."""
        return frozenset(p.session for p in self.participants if p.attributes.get("type") in UNHEARD)

    @cached_property
    def met(self) -> frozenset[str]:
        """Name the people interviewed, each once."""
        return frozenset(people(p.participant for p in self.participants))

    @cached_property
    def interviews(self) -> frozenset[str]:
        """Name the sessions in which somebody was met."""
        return frozenset({e.session for e in self.excerpts} | {c.session for c in self.codings}) - self.written

    @cached_property
    def selected(self) -> list[CodedPassage]:
        """Give the passages that people selected to code them."""
        said_in = by_session(self.anonymised)

        roles: dict[str, dict[int, str]] = {}

        def role_of(session: str, number: int) -> str:
            if session not in roles:
                roles[session] = {t.turn: t.role for t in said_in.get(session, ())}
            return roles[session].get(number, "")

        return coded_passages(self.codings, self.by_turn, role_of)

    @cached_property
    def carried(self) -> dict[tuple[str, bool], list[Excerpt]]:
        """Give the excerpts that carry each code: decided by a person (true) or proposed (false)."""
        found: dict[tuple[str, bool], dict[str, Excerpt]] = {}
        for c in self.codings:
            if c.status in COUNTED or c.status == PROPOSED:
                under = found.setdefault((c.code, c.status in COUNTED), {})
                under |= {e.excerpt: e for e in excerpts_of(c, self.by_turn)}
        return {key: list(under.values()) for key, under in found.items()}

    @cached_property
    def waiting(self) -> dict[str, list[Excerpt]]:
        """Give the excerpts where each code is proposed and nobody put it yet."""
        decided = {(code, e.excerpt) for (code, by_person), found in self.carried.items() if by_person for e in found}
        return {
            code: [e for e in found if (code, e.excerpt) not in decided]
            for (code, by_person), found in self.carried.items() if not by_person
        }


def sessions(corpus: CountedRows, signed: dict[str, tuple[str, ...]]) -> list[SessionSummary]:
    """Give the figures of each session; ``signed`` says who reviewed its pseudonymisation."""
    decided = {e.excerpt: e.session for (_, by_person), found in corpus.carried.items() if by_person for e in found}
    waiting = {e.excerpt: e.session for found in corpus.waiting.values() for e in found}
    turns = Counter(t.session for t in corpus.anonymised)
    excerpts = Counter(e.session for e in corpus.excerpts)
    coded = Counter(decided.values())
    proposed = Counter(waiting.values())
    those = by_session(corpus.participants)
    found = []
    for name in sorted(turns):
        present = those.get(name, ())
        attributes = present[0].attributes if present else {}
        found.append(SessionSummary(
            name, attributes.get("type", ""), attributes.get("lieu", ""), turns[name], excerpts[name],
            len(people(p.participant for p in present)), coded[name], proposed[name], signed.get(name, ()),
        ))
    return found


def codes(corpus: CountedRows, codebook: Codebook) -> list[CodeSummary]:
    """Give the figures of each code, in the order of the grid; those below a code count in it too."""
    found = []
    for rank, code in enumerate(codebook.codes):
        family = next((f.label for f in codebook.families if f.id == code.family), "")
        branch = codebook.branch(code.id)
        decided = {e.excerpt: e for c in branch for e in corpus.carried.get((c, True), [])}
        waiting = {e.excerpt for c in branch for e in corpus.waiting.get(c, [])} - decided.keys()
        figures = (*_people_first(decided.values(), corpus), len(waiting))
        about = (code.id, code.label, code.family, family, code.definition, code.colour)
        found.append(CodeSummary(rank, *about, *figures))
    return found


def themes(corpus: CountedRows, definitions: Iterable[Theme]) -> list[ThemeSummary]:
    """Give the figures of each theme, in the order of ``themes.yaml``."""
    return [_theme(rank, theme, corpus) for rank, theme in enumerate(definitions)]


def _theme(rank: int, theme: Theme, corpus: CountedRows) -> ThemeSummary:
    # A grouping that a person attached to a theme points to passages: it adds nobody to those who bear it.
    gathered = {p.excerpt for p in corpus.passages if p.theme == theme.id and p.through.startswith(CODE)}
    excerpts = [corpus.by_id[e] for e in sorted(gathered) if e in corpus.by_id]
    waiting = {e.excerpt for code in theme.codes for e in corpus.waiting.get(code, [])}
    figures = (*_people_first(excerpts, corpus), len(waiting - gathered))
    # Shown for a theme: the excerpts where people put most codes, one of each speaker.
    decided = Counter(e.excerpt for (_, by_person), found in corpus.carried.items() if by_person for e in found)
    allowed = [e for e in excerpts if may_pass(e.consent, "typical")]
    ordered = sorted(allowed, key=lambda e: (-decided[e.excerpt], -len(e.text), e.excerpt))
    first = {e.speaker: e for e in reversed(ordered)}
    typical = tuple(e.excerpt for e in ordered if first[e.speaker] is e)[:TYPICAL]
    return ThemeSummary(rank, theme.id, theme.label, theme.definition, tuple(theme.codes), *figures, typical)


def _people_first(excerpts: Iterable[Excerpt], corpus: CountedRows) -> tuple[int, int, int]:
    # Open answers of a questionnaire are counted on their own page, never with interviews.
    heard = [e for e in excerpts if e.session not in corpus.written]
    return len(people(e.speaker for e in heard)), len({e.session for e in heard}), len(heard)
