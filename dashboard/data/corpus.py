"""Tables of a run → one corpus that the screens ask: who speaks, what was said, what was coded."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from dashboard.words import ui_words
from pipeline.codebook.grid import Code, Codebook, Theme
from pipeline.language.folds import fold_for_search
from pipeline.model.contracts import (
    AnonymisedTurn,
    Answer,
    Coding,
    Excerpt,
    Grouping,
    GroupingMerge,
    GroupingModel,
    GuideCoverage,
    Orphan,
    Participant,
    ProfileWord,
    ReinertClass,
    ReinertPassage,
    SessionOrder,
    SimilarGroupings,
    Specificity,
    Suggestion,
    ThemeDistance,
    Topic,
    TopicCount,
    WordFrequency,
    WordLink,
)
from pipeline.model.lazy import by_session
from pipeline.pseudonymise.people import titles
from pipeline.pseudonymise.people.attributes import UNKNOWN, WITHHELD
from pipeline.pseudonymise.people.speakers import Material, interview, material, people


class Turns(Mapping[str, dict[int, AnonymisedTurn]]):
    """Sessions → their turns by number; those of a session are arranged when it is opened."""

    def __init__(self, said_in: Mapping[str, Sequence[AnonymisedTurn]]) -> None:
        self._said_in = said_in
        self._opened: dict[str, dict[int, AnonymisedTurn]] = {}

    def __getitem__(self, session: str) -> dict[int, AnonymisedTurn]:
        if session not in self._opened:
            self._opened[session] = {t.turn: t for t in self._said_in[session]}
        return self._opened[session]

    def __contains__(self, session: object) -> bool:
        return session in self._said_in

    def __iter__(self) -> Iterator[str]:
        return iter(self._said_in)

    def __len__(self) -> int:
        return len(self._said_in)


KIND = "type"  # the attribute that tells interviews from groups, questionnaires and field notes


@dataclass(frozen=True, slots=True)
class ClosedQuestion:
    """A closed question of the questionnaire: its heading, how screens put it, its answers in their order."""

    name: str
    label: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """
    What ``params.yaml`` says of the study itself, and the attributes of people in the order it declares them.

    Attributes:
        saturation: whether the approach has any use for saturation.
        questions: the closed questions, in the order they are declared.
    """

    title: str
    fictional: bool
    suggestions: bool = True
    attributes: tuple[str, ...] = ()
    saturation: bool = True
    questions: tuple[ClosedQuestion, ...] = ()


@dataclass(frozen=True)
class Corpus:
    """
    Everything a screen may show, as the last run left it.

    Attributes:
        arrived: sessions in the order they came into the study.
        signed: sessions whose pseudonymisation a person signed.
        opened: the turns that a corpus of the same texts has opened already; none for other texts.
    """

    settings: Settings
    codebook: Codebook
    themes: tuple[Theme, ...] = ()
    anonymised: Sequence[AnonymisedTurn] = ()
    participants: tuple[Participant, ...] = ()
    answers: tuple[Answer, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    codings: tuple[Coding, ...] = ()
    orphans: tuple[Orphan, ...] = ()
    topics: tuple[Topic, ...] = ()
    groupings: tuple[Grouping, ...] = ()
    guide_coverage: tuple[GuideCoverage, ...] = ()
    session_order: tuple[SessionOrder, ...] = ()
    theme_distances: tuple[ThemeDistance, ...] = ()
    topic_counts: tuple[TopicCount, ...] = ()
    profiles: tuple[ProfileWord, ...] = ()
    specificities: tuple[Specificity, ...] = ()
    reinert_classes: tuple[ReinertClass, ...] = ()
    reinert_passages: tuple[ReinertPassage, ...] = ()
    reinert_profiles: tuple[ProfileWord, ...] = ()
    grouping_model: tuple[GroupingModel, ...] = ()
    grouping_merges: tuple[GroupingMerge, ...] = ()
    similar_groupings: tuple[SimilarGroupings, ...] = ()
    word_frequencies: tuple[WordFrequency, ...] = ()
    word_links: tuple[WordLink, ...] = ()
    arrived: tuple[str, ...] = ()
    signed: frozenset[str] = field(default_factory=frozenset)
    opened: Turns | None = None

    @cached_property
    def said_in(self) -> Mapping[str, Sequence[AnonymisedTurn]]:
        """Sessions → their turns in order."""
        return by_session(self.anonymised)

    @cached_property
    def turns(self) -> Turns:
        """Sessions → their turns by number."""
        return Turns(self.said_in) if self.opened is None else self.opened

    @cached_property
    def sessions(self) -> tuple[str, ...]:
        """Sessions in the one order in which every page lists them."""
        return tuple(titles.ordered(self.said_in, {f.session: f.rank for f in self.session_order}, self.arrived))

    @cached_property
    def order_of(self) -> Mapping[str, int]:
        """Sessions → their place in that order."""
        return {session: place for place, session in enumerate(self.sessions)}

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Participants of interviews and groups, each once; who answered a questionnaire is not one of them."""
        return tuple(sorted(people(p.participant for p in self.participants)))

    @cached_property
    def interviewed(self) -> tuple[Participant, ...]:
        """Each participant in each of their interviews and groups."""
        among = frozenset(self.people)
        return tuple(p for p in self.participants if p.participant in among)

    @cached_property
    def interviews(self) -> tuple[str, ...]:
        """Sessions that are interviews or groups: neither questionnaires nor field notes."""
        return tuple(s for s in self.sessions if interview(self.kind(s)))

    def made_of(self, some: Iterable[str]) -> Material:
        """Count some sessions by what each is."""
        return material(map(self.kind, some))

    @cached_property
    def material(self) -> Material:
        """What the whole corpus is made of."""
        return self.made_of(self.sessions)

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        """Attributes of which somebody told something, in the order they are declared."""
        values: dict[str, set[str]] = defaultdict(set)
        for participant in self.participants:
            for name, value in participant.attributes.items():
                values[name].add(value)
        known = [*self.settings.attributes, *sorted(values)]
        return tuple(name for name in dict.fromkeys(known) if values.get(name, set()) - {"", UNKNOWN})

    @cached_property
    def kept_back(self) -> tuple[str, ...]:
        """Attributes that are not told of everyone, so that enough people share what is told of each."""
        return tuple(a for a in self.attributes if any(p.attributes.get(a) == WITHHELD for p in self.interviewed))

    @cached_property
    def bearing(self) -> dict[tuple[str, str], dict[str, str]]:
        """A participant in a session → their attributes."""
        return {(p.participant, p.session): p.attributes for p in self.participants}

    @cached_property
    def codes(self) -> dict[str, Code]:
        """Codes in force, by id, in the order of the grid."""
        return {code.id: code for code in self.codebook.codes}

    @cached_property
    def offered(self) -> dict[str, Code]:
        """Codes in use, by id, in the order of the grid: retired ones are told apart, and offered no more."""
        return {code.id: code for code in self.codebook.offered}

    @cached_property
    def by_id(self) -> dict[str, Excerpt]:
        """Excerpts by id."""
        return {excerpt.excerpt: excerpt for excerpt in self.excerpts}

    @cached_property
    def unsigned(self) -> tuple[str, ...]:
        """Sessions whose pseudonymisation nobody signed yet."""
        return tuple(s for s in self.sessions if s not in self.signed)

    def reviewed(self, signed: Collection[str]) -> bool:
        """Tell whether every session holds a signature now, those that the last run did not know among them."""
        return len(self.late(signed)) == len(self.unsigned)

    def late(self, signed: Collection[str]) -> tuple[str, ...]:
        """Give the sessions signed since the last run, which it did not know."""
        return tuple(s for s in self.unsigned if s in signed)

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """Sessions → what each is, as far as its participants tell."""
        return {p.session: p.attributes.get(KIND, "") for p in reversed(self.participants)}

    def speakers_of(self, session: str) -> tuple[str, ...]:
        """Name the people who take part in a session."""
        return self.speakers_in.get(session, ())

    @cached_property
    def speakers_in(self) -> dict[str, tuple[str, ...]]:
        """Sessions → the people who take part in each, in order."""
        found: dict[str, set[str]] = defaultdict(set)
        for p in self.interviewed:
            found[p.session].add(p.participant)
        return {session: tuple(sorted(who)) for session, who in found.items()}

    def kind(self, session: str) -> str:
        """Say what a session is, as far as its participants tell."""
        return self.kind_of.get(session, "")

    def label_of(self, code: str) -> str:
        """Name a code as people read it, its id first, and say that it was retired; an unknown code keeps its id."""
        if code not in self.codes:
            return code
        retired = f" ({ui_words.RETIRED_CODE})" if self.codes[code].retired else ""
        return f"{code} {self.codes[code].label}{retired}"

    def asks(self, question: str) -> str:
        """Name a question as people read it: as it is declared, else its heading in words."""
        declared = {q.name: q.label for q in self.settings.questions}
        return declared.get(question, question.replace("_", " "))

    def values_of(self, attribute: str) -> tuple[str, ...]:
        """List the values that an attribute takes: by number where they hold one, else in alphabetical order."""
        return self._values.get(attribute, ())

    @cached_property
    def _values(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, set[str]] = defaultdict(set)
        for name, value in chain.from_iterable(p.attributes.items() for p in self.participants):
            found[name].add(value)
        return {name: tuple(sorted(values - {""}, key=rank)) for name, values in found.items()}

    def situating(self, person: str, session: str) -> list[str]:
        """List what situates a person in a session, as far as it is told, in the order the attributes are declared."""
        bears = self.bearing.get((person, session), {})
        return [bears[a] for a in self.attributes if bears.get(a, UNKNOWN) not in {"", UNKNOWN, WITHHELD}]


def rank(value: str) -> tuple[float, str]:
    """
    Order bands by their numbers, and words by themselves; what has no lower bound comes first.

    >>> sorted(["60 ans et plus", "5 à 14 ans", "moins de 5 ans"], key=rank)
    ['moins de 5 ans', '5 à 14 ans', '60 ans et plus']
    """
    number = re.search(r"\d+", value)
    unbounded = 0.0 if not number or number.start() == 0 else 0.5
    return (int(number.group()) - unbounded if number else 0.0), fold_for_search(value)
