"""Names of artefacts → the rows they hold: columns, types, keys, order.

Each artefact is a list of one frozen dataclass; its fields are the columns, its ``KEY`` is unique and
gives the order; ``conform.py`` checks them at every save and load.
Offsets count Unicode code points.
"""

from __future__ import annotations

import typing
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

Role = Literal["interviewer", "participant", "editorial", "noise"]
IdentifierType = Literal[
    "person", "place", "organisation", "misc", "email", "phone", "nir", "iban", "date", "address",
    "case_number", "plate", "handle", "url", "age",
]
ProposalSource = Literal["ner", "pattern", "trigger", "names", "metadata", "propagated", "person"]
Action = Literal["replace", "generalise", "keep"]
CoreferenceReason = Literal[
    "first_name", "surname", "title", "diminutive", "initials", "spelling", "kind", "pseudonym", "same_name",
]
Consent = Literal["free", "unattributed", "not_quotable", "not_analysed", "erased"]
Level = Literal["probable", "to_check"]
AuthorKind = Literal["person", "registre", "model"]
Status = Literal["coded", "proposed", "accepted", "refused", "modified", "arbitrated"]
Mode = Literal["manual", "blind", "assisted", "none"]
Certainty = Literal["certain", "doubt"]
NameOrigin = Literal["metadata", "review", "machine"]
CONSENTS: tuple[Consent, ...] = typing.get_args(Consent)  # from the freest to the strictest
# Made without looking at any suggestion: the only codings that may judge the machine or another coder.
UNAIDED: tuple[Mode, ...] = ("manual", "blind")


@dataclass(frozen=True, slots=True)
class Turn:
    """One speech turn as it was read; private."""

    KEY: ClassVar = ("session", "turn")
    session: str
    turn: int
    speaker: str
    role: Role
    start_ms: int | None
    end_ms: int | None
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span of a turn that could name someone, before people and places are told apart; private."""

    KEY: ClassVar = ("session", "turn", "start", "end", "type", "source")
    session: str
    turn: int
    start: int
    end: int
    type: IdentifierType
    source: ProposalSource


@dataclass(frozen=True, slots=True)
class Identifier:
    """
    A span that could name someone, whom it names, and what becomes of it; private.

    Rows with turn -1 are not said: speaker labels and places of sessions, with a running number in
    ``start`` and ``end`` (see ``pipeline.pseudonymise.people.speakers``).
    """

    KEY: ClassVar = ("session", "turn", "start", "end")
    session: str
    turn: int
    start: int
    end: int
    type: IdentifierType
    entity: str
    source: ProposalSource
    action: Action
    replacement: str


@dataclass(frozen=True, slots=True)
class CoreferenceCandidate:
    """
    Two people or places that may be one: a person decides; private.

    Attributes:
        reason: what ``other`` has of ``entity``: its first name, its surname, that with a title, a diminutive,
            its initials, another spelling, its name without its kind, its whole name; ``pseudonym`` warns that
            ``other`` truly is called as ``entity`` is shown.
        mentions: how many times ``other`` is named.
    """

    KEY: ClassVar = ("entity", "other", "reason")
    entity: str
    other: str
    reason: CoreferenceReason
    mentions: int


@dataclass(frozen=True, slots=True)
class Unsettled:
    """
    A word that may be a private name, standing bare where the team reads it, for a person to settle; private.

    Attributes:
        id: a keyed mark of the file, the words and their sentence: the same from one run to the next.
        file: where it stands, in the study; ``session`` and ``turn`` too when it is a turn (else empty and -1).
        line: of the file, from 1; 0 where there are no lines.
        start, end: characters of ``sentence`` that hold the word.
        kind: what it names.
        certainty: ``certain`` for a name of the metadata or of a signed review, or a number that identifies.
        origin: who says that it is a name.
        written: whether it stands in a text that a person wrote (grid, memo, setting), which nothing rewrites.
        said_in, said_turn, first_word, last_word: a place of the transcripts where the words were said, in source
            words, for a decision about them; empty and -1 when they were never said.
        check: a keyed mark of the words, which decisions bear instead of them.
    """

    KEY: ClassVar = ("id",)
    id: str
    file: str
    session: str
    turn: int
    line: int
    start: int
    end: int
    kind: IdentifierType
    certainty: Certainty
    origin: NameOrigin
    written: bool
    word: str
    sentence: str
    said_in: str
    said_turn: int
    first_word: int
    last_word: int
    check: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """
    Characters ``start:end`` of a pseudonymised turn stand for source words ``first_word..last_word``.

    Spans kept on purpose have an anchor too (``replaced`` is false): a quote written when they were
    still replaced must be recognised.
    """

    start: int
    end: int
    first_word: int
    last_word: int
    replaced: bool


@dataclass(frozen=True, slots=True)
class Restriction:
    """What the speaker allows for source words ``first_word..last_word`` of a turn."""

    first_word: int
    last_word: int
    level: Consent


@dataclass(frozen=True, slots=True)
class AnonymisedTurn:
    """
    A turn the team may read.

    ``sentences`` holds the last source word of each sentence; ``check`` is a keyed hash of the source words,
    the same as long as the transcript of this turn is, whatever its pseudonyms.
    """

    KEY: ClassVar = ("session", "turn")
    session: str
    turn: int
    speaker: str
    role: Role
    start_ms: int | None
    end_ms: int | None
    text: str
    consent: tuple[Restriction, ...]
    anchors: tuple[Anchor, ...]
    sentences: tuple[int, ...]
    check: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """A participant in a session, under a pseudonym; ``attributes`` become one column each."""

    KEY: ClassVar = ("participant", "session")
    participant: str
    session: str
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class GuideCoverage:
    """Whether a question of the interview guide was put to a participant in a session."""

    KEY: ClassVar = ("session", "participant", "question")
    session: str
    participant: str
    question: str
    asked: bool


@dataclass(frozen=True, slots=True)
class SessionOrder:
    """The rank of a session in the order of the field; 0 when its day is not known. The day itself never leaves."""

    KEY: ClassVar = ("session",)
    session: str
    rank: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one closed question."""

    KEY: ClassVar = ("participant", "question")
    participant: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Mask:
    """Characters ``start:end`` of an excerpt that stand for something replaced."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A codable passage; its id is ``SESSION:TURN:wFIRST-wLAST`` in source words."""

    KEY: ClassVar = ("excerpt",)
    excerpt: str
    session: str
    turn: int
    start: int
    end: int
    speaker: str
    text: str
    question: str
    consent: Consent
    masks: tuple[Mask, ...]


@dataclass(frozen=True)
class Vectors:
    """
    One float32 vector per excerpt: ids (n) and matrix (n × dimensions), in the same order.

    In ``definitions`` the ids are ``CODE:RANK``, the sentences that tell what a code means; in ``scores`` a row
    holds the probability of each code, in the order of the grid.
    """

    excerpts: tuple[str, ...]
    matrix: np.ndarray


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a code is suggested: characters of the excerpt (a marker fired), or a like excerpt."""

    source: Literal["registre", "definition", "learnt"]
    start: int | None
    end: int | None
    marker: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code proposed by the machine for an excerpt, with its reasons."""

    KEY: ClassVar = ("excerpt", "code")
    excerpt: str
    code: str
    score: float
    level: Level
    sources: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on a passage, from ``start`` in ``turn`` to ``end`` in ``last_turn``."""

    KEY: ClassVar = ("coding",)
    coding: str
    session: str
    turn: int
    start: int
    last_turn: int
    end: int
    text: str
    code: str
    author: str
    author_kind: AuthorKind
    status: Status
    mode: Mode
    consent: Consent
    at: str


@dataclass(frozen=True, slots=True)
class Orphan:
    """A human decision that fits no passage any more: kept, listed, never dropped."""

    KEY: ClassVar = ("file", "line")
    file: str
    line: int
    id: str
    author: str
    session: str
    turn: int
    code: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class GoldCoding:
    """
    A code that a coder put on source words, unaided, in a session they read whole.

    A row without a code (turn -1) says that they read the session.
    """

    KEY: ClassVar = ("session", "author", "turn", "first_word", "last_turn", "last_word", "code")
    session: str
    author: str
    turn: int
    first_word: int
    last_turn: int
    last_word: int
    code: str


@dataclass(frozen=True, slots=True)
class HeldOutPrediction:
    """
    What one way of suggesting says of an excerpt read, knowing nothing of what people said of its session.

    ``scores`` are in the order of the grid: probabilities for the model, what orders excerpts for other ways.
    """

    KEY: ClassVar = ("way", "excerpt")
    way: str
    excerpt: str
    scores: tuple[float, ...]
    suggested: tuple[str, ...]
    probable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """An excerpt in a grouping by proximity."""

    KEY: ClassVar = ("excerpt", "topic")
    excerpt: str
    topic: int
    weight: float


@dataclass(frozen=True, slots=True)
class Grouping:
    """
    What a grouping by proximity holds, to be read and never called a theme.

    Attributes:
        stability: from 0 to 1, what becomes of its excerpts when a part of all is grouped afresh.
        seeds: the same from other seeds.
        words_held: the same for its words.
        characteristic: the excerpts whose words are most its own (χ²).
    """

    KEY: ClassVar = ("topic",)
    topic: int
    words: tuple[str, ...]
    nmf_words: tuple[str, ...]
    size: int
    people: int
    stability: float
    representatives: tuple[str, ...]
    sessions: int = 0
    seeds: float = 1.0
    words_held: float = 1.0
    characteristic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicCount:
    """
    A number of groupings that was tried.

    Attributes:
        asked: the number tried; ``groupings`` is how many there were.
        draws, seeds: mean adjusted Rand index, over draws of four excerpts in five and over seeds.
        coherence: mean NPMI of the words of each grouping; ``diversity``: share of words in one list only.
    """

    KEY: ClassVar = ("asked",)
    asked: int
    chosen: bool
    groupings: int
    draws: float
    seeds: float
    coherence: float
    diversity: float


@dataclass(frozen=True, slots=True)
class ProfileWord:
    """
    A word in the χ² profile of a grouping, in the manner of Reinert's readers.

    Attributes:
        inside: excerpts of the grouping that hold it; ``everywhere``: excerpts of the corpus that do.
        chi2: χ² of holding it and being of the grouping, negative when it is rarer there than elsewhere.
    """

    KEY: ClassVar = ("topic", "word")
    topic: int
    word: str
    inside: int
    everywhere: int
    chi2: float
    p: float


@dataclass(frozen=True, slots=True)
class GroupingModel:
    """
    What places a passage in a grouping without making groupings anew.

    Attributes:
        centre: the mean of the vectors of its excerpts.
        words: those that may be shown and that it holds, the heaviest first; ``weights``: their class TF-IDF.
    """

    KEY: ClassVar = ("topic",)
    topic: int
    centre: tuple[float, ...]
    words: tuple[str, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class GroupingMerge:
    """Two sets of groupings that the hierarchy puts together, the most alike first (``rank``), at a distance."""

    KEY: ClassVar = ("rank",)
    rank: int
    one: tuple[int, ...]
    other: tuple[int, ...]
    distance: float


@dataclass(frozen=True, slots=True)
class SimilarGroupings:
    """How alike two groupings are (cosines): by the ``words`` they weigh, by the ``meaning`` of their excerpts."""

    KEY: ClassVar = ("topic", "other")
    topic: int
    other: int
    words: float
    meaning: float


@dataclass(frozen=True, slots=True)
class WordFrequency:
    """
    How often people say a word: times, excerpts, people, sessions.

    Attributes:
        community: which set of words of the graph it belongs to, 0 for the largest; -1 when it is not in the graph.
    """

    KEY: ClassVar = ("word",)
    word: str
    times: int
    excerpts: int
    people: int
    sessions: int
    community: int


@dataclass(frozen=True, slots=True)
class WordLink:
    """Two words that people say in the same excerpts: how many; ``tree`` when it holds the graph together."""

    KEY: ClassVar = ("word", "other")
    word: str
    other: str
    excerpts: int
    tree: bool


@dataclass(frozen=True, slots=True)
class ReinertClass:
    """
    A class of Reinert's tree, divided or not: to be read, never called a theme.

    Attributes:
        node: its place in the tree, 0 for all passages; ``parent`` is that of the class it is a part of, -1 for none.
        division: 1 for the class divided first, 2 for the next; 0 for one that is not divided.
        chi2: χ² of its two parts by their forms.
        apart: too small to be a class.
        typical: the excerpts whose words are most its own (χ²).
    """

    KEY: ClassVar = ("node",)
    node: int
    parent: int
    division: int
    chi2: float
    apart: bool
    size: int
    people: int
    sessions: int
    typical: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReinertPassage:
    """An excerpt in the smallest class of Reinert's tree that holds it."""

    KEY: ClassVar = ("excerpt",)
    excerpt: str
    node: int


@dataclass(frozen=True, slots=True)
class Specificity:
    """
    How far a word belongs to those who share a value of an attribute (Lafon 1980).

    Attributes:
        inside: how many times they say it, of ``part`` words; ``everywhere``: how many times it is said.
        people: how many of them say it.
        score: log10 of the probability of as many or more, its sign changed; of as few or fewer when negative.
    """

    KEY: ClassVar = ("attribute", "value", "word")
    attribute: str
    value: str
    word: str
    inside: int
    everywhere: int
    part: int
    people: int
    score: float


@dataclass(frozen=True, slots=True)
class ThemePassage:
    """An excerpt in a theme, through a code or a grouping that a person attached to it."""

    KEY: ClassVar = ("excerpt", "theme", "through")
    excerpt: str
    theme: str
    through: str


@dataclass(frozen=True, slots=True)
class ThemeDistance:
    """How far an excerpt that a person put in a theme is from the centre of that theme's excerpts: 1 − cosine."""

    KEY: ClassVar = ("excerpt", "theme")
    excerpt: str
    theme: str
    distance: float


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session in figures; ``authors`` signed the review of its pseudonymisation."""

    KEY: ClassVar = ("session",)
    session: str
    type: str
    place: str
    turns: int
    excerpts: int
    people: int
    coded: int
    to_review: int
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeSummary:
    """A code of the grid in figures: people, sessions and excerpts that persons coded; ``to_review`` stands apart."""

    KEY: ClassVar = ("rank",)
    rank: int
    code: str
    label: str
    family: str
    family_label: str
    definition: str
    colour: str
    people: int
    sessions: int
    excerpts: int
    to_review: int


@dataclass(frozen=True, slots=True)
class ThemeSummary:
    """A theme that a person wrote, in figures; ``typical`` names excerpts that may be shown for it."""

    KEY: ClassVar = ("rank",)
    rank: int
    theme: str
    label: str
    definition: str
    codes: tuple[str, ...]
    people: int
    sessions: int
    excerpts: int
    to_review: int
    typical: tuple[str, ...]


@dataclass(frozen=True)
class Artefact:
    """Where an artefact's rows go: their type, their half, one file or one file per session."""

    row: type
    private: bool = False
    by_session: bool = False

    def path(self, name: str) -> str:
        half = "build/private/" if self.private else "build/"
        return f"{half}{name}" if self.by_session else f"{half}{name}.parquet"


ARTEFACTS: dict[str, Artefact] = {
    "turns": Artefact(Turn, private=True, by_session=True),
    "proposals": Artefact(Proposal, private=True, by_session=True),
    "identifiers": Artefact(Identifier, private=True),
    "coreference_candidates": Artefact(CoreferenceCandidate, private=True),
    "to_settle": Artefact(Unsettled, private=True),
    "anonymised": Artefact(AnonymisedTurn),
    "participants": Artefact(Participant),
    "guide_coverage": Artefact(GuideCoverage),
    "session_order": Artefact(SessionOrder),
    "answers": Artefact(Answer),
    "excerpts": Artefact(Excerpt),
    "embeddings": Artefact(Vectors, by_session=True),
    "topic_embeddings": Artefact(Vectors, by_session=True),
    "definitions": Artefact(Vectors),
    "suggestions": Artefact(Suggestion),
    "gold_codings": Artefact(GoldCoding),
    "cross_validation": Artefact(HeldOutPrediction),
    "scores": Artefact(Vectors),
    "codings": Artefact(Coding),
    "orphans": Artefact(Orphan),
    "topics": Artefact(Topic),
    "groupings": Artefact(Grouping),
    "topic_counts": Artefact(TopicCount),
    "profiles": Artefact(ProfileWord),
    "grouping_model": Artefact(GroupingModel),
    "grouping_merges": Artefact(GroupingMerge),
    "similar_groupings": Artefact(SimilarGroupings),
    "word_frequencies": Artefact(WordFrequency),
    "word_links": Artefact(WordLink),
    "reinert_classes": Artefact(ReinertClass),
    "reinert_passages": Artefact(ReinertPassage),
    "reinert_profiles": Artefact(ProfileWord),
    "specificities": Artefact(Specificity),
    "themes": Artefact(ThemePassage),
    "theme_distances": Artefact(ThemeDistance),
    # Made by the stage ``tables`` for first screens, and kept in its folder only.
    "session_summaries": Artefact(SessionSummary),
    "code_summaries": Artefact(CodeSummary),
    "theme_summaries": Artefact(ThemeSummary),
}
