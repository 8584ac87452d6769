"""What a person can decide, one row type per folder of ``decisions/``, its words and its columns on disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeVar

from pipeline.model.contracts import UNAIDED, Consent, IdentifierType, Mode, Role

NOWHERE = -1  # the turn, or the word, of a line that stands on no word
UNDO = "undo"  # the verb of every kind of line that takes another back
VoiceRole = Role | Literal["", "none"]
NO_LABEL: VoiceRole = "none"  # a role that no voice has: what is said of words that are no label
NamedType = IdentifierType | Literal[""]


class CodingVerb(StrEnum):
    """What a coder does: with a code, with a suggestion, with a passage, with a session, with a line of theirs."""

    ADD = "add"
    ACCEPT = "accept"
    REFUSE = "refuse"
    MODIFY = "modify"
    UNSURE = "unsure"
    REMOVE = "remove"
    UNDO = UNDO
    STAR = "star"
    UNSTAR = "unstar"
    MEMO = "memo"
    READ = "read"
    NONE = "none"  # this passage was read, and bears no code


class IdentifierVerb(StrEnum):
    """What becomes of words that could name someone; or what is said of the review of a whole session."""

    REPLACE = "replace"
    GENERALISE = "generalise"
    KEEP = "keep"
    SIGN = "sign"  # the session was read again whole
    OUTDATED = "outdated"  # a signature of other words, or of other decisions, than those of today; on no disk
    FIX = "fix"  # a pseudonym stays what it is
    UNDO = UNDO


class Scope(StrEnum):
    """How far a decision about words goes: this place, or wherever they are said."""

    HERE = "here"
    EVERYWHERE = "everywhere"
    SESSION = ""  # about no words: a session was signed


class ArbitrationVerb(StrEnum):
    """What an arbiter makes of two readings: one is kept, neither is, another is put in their place."""

    ADD = "add"
    KEEP = "keep"  # the same, as somebody may write it who fills the file by hand
    REFUSE = "refuse"
    MODIFY = "modify"
    REMOVE = "remove"
    UNDO = UNDO


class CorrectionVerb(StrEnum):
    """What is mended in a transcript: words, or where turns begin."""

    WORDS = "words"  # these words read otherwise
    CUT = "cut"  # another turn begins with this word
    JOIN = "join"  # this turn goes on the one before
    UNDO = UNDO


class ThemeVerb(StrEnum):
    """What a passage is to a theme; or a memo on it."""

    TYPICAL = "typical"
    CONTRARY = "contrary"
    MEMO = "memo"
    UNDO = UNDO


class QuoteVerb(StrEnum):
    """What is chosen of a quote."""

    ATTRIBUTES = "attributes"
    CUTS = "cuts"
    NAME = "name"
    COLLEAGUE = "colleague"
    UNDO = UNDO


class Extent(StrEnum):
    """What somebody takes their words back from; or, of a file, that a withdrawal rewrote it."""

    PUBLICATION = "publication"
    ANALYSIS = "analysis"
    EVERYTHING = "everything"
    MIGRATION = "migration"


class VerdictKind(StrEnum):
    """What interviews and questionnaire are to each other; nothing when a verdict is taken back."""

    CONVERGENCE = "convergence"
    COMPLEMENT = "complement"
    CONTRADICTION = "contradiction"
    NONE = ""


class LeakVerb(StrEnum):
    """What is made of a word that may be a private name."""

    MASK = "mask"
    NOT_A_NAME = "not_a_name"
    ON_PURPOSE = "on_purpose"
    UNDO = UNDO


class InterviewVerb(StrEnum):
    """What is said of an interview: how it was read, what it comes from, what it is called."""

    KNOWN = "known"
    FOLLOWS = "follows"
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """
    A line that a person wrote.

    Attributes:
        at: when, ISO 8601 (``clock``): all lines of one gesture share it.
        turn: the first turn that it is about, ``NOWHERE`` when it stands on no word.
        replaces: the line it corrects or undoes.
        author, file, line: where it was read; the file's name is its author.
    """

    id: str
    at: str
    session: str
    turn: int
    replaces: str = ""
    author: str = ""
    file: str = ""
    line: int = 0

    @property
    def stands_on_words(self) -> bool:
        """Whether it is about words, and not about a whole session, a label, or nothing that was said."""
        return self.turn > NOWHERE

    @property
    def by_gesture(self) -> bool:
        """
        Whether it was made on a screen, where a gesture can be taken back.

        What a command, a table or a hand wrote has a date without a fraction of a second.
        """
        return "." in self.at

    @property
    def undoes(self) -> bool:
        """Whether it takes back the line that it replaces."""
        # What a person decides of a name is its ``action``, of anything else its ``decision``.
        return UNDO in {getattr(self, "decision", ""), getattr(self, "action", "")}


D = TypeVar("D", bound=Decision)


def in_time(decisions: Iterable[D]) -> list[D]:
    """Put decisions in order of time, those of one moment by author and line."""
    return sorted(decisions, key=lambda d: (d.at, d.author, d.line))


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingDecision(Decision):
    """
    A code put on a passage, a suggestion accepted or refused, a session marked read…

    ``check`` knows again the turns it stands in (``anchors.checks``); a line written by hand may lack it.
    A ``mode`` that does not exist is kept as it stands: the line is then an orphan.
    ``person`` is the pseudonym of whom a memo is about, when it is about somebody.
    """

    first_word: int
    last_turn: int
    last_word: int
    quote: str
    code: str
    decision: CodingVerb
    mode: Mode
    definition: str
    memo: str = ""
    check: str = ""
    person: str = ""

    @property
    def puts_a_code(self) -> bool:
        """Whether it puts a code on a passage: added, accepted or modified."""
        return self.decision in {CodingVerb.ADD, CodingVerb.ACCEPT, CodingVerb.MODIFY}

    @property
    def marks_read(self) -> bool:
        """Whether it says that a session was read whole: what is not coded there is a « no »."""
        return self.decision == CodingVerb.READ

    @property
    def unaided(self) -> bool:
        """Whether it was made without looking at any suggestion."""
        return self.mode in UNAIDED


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierDecision(Decision):
    """What becomes of words that could name someone; never holds a name in clear."""

    first_word: int
    last_word: int
    type: NamedType
    action: IdentifierVerb
    entity: str
    replacement: str
    scope: Scope
    check: str

    @property
    def everywhere(self) -> bool:
        """Whether it holds wherever these words are said, and not at this place alone."""
        return self.scope == Scope.EVERYWHERE

    @property
    def signs(self) -> bool:
        """Whether it says that the session was read again whole."""
        return self.action == IdentifierVerb.SIGN

    @property
    def signed_before(self) -> bool:
        """Whether it signed the session as it was, and not as it is."""
        return self.action == IdentifierVerb.OUTDATED

    @property
    def rules_words(self) -> bool:
        """Whether it says what becomes of words: neither a signature, nor a pseudonym fixed, nor an undoing."""
        return self.action in {IdentifierVerb.REPLACE, IdentifierVerb.GENERALISE, IdentifierVerb.KEEP}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDecision(Decision):
    """
    What a speaker allows for a passage.

    ``check`` knows its turns again after an edit (``consent_places``); a line written by hand may lack it.
    """

    first_word: int
    last_turn: int
    last_word: int
    level: Consent
    reason: str
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleDecision(Decision):
    """
    Who a label of a session is (it then stands on no word), or whose one turn is.

    Attributes:
        label: as the transcript writes it; empty for a turn of nobody.
        role: one of ``contracts.Role``, ``NO_LABEL``, or nothing.
        same_as: the label or the name under which it stands; for a turn, who speaks it.
        check: the shape of the turn (``assigned``), to know it again.
        written: the turn and the check of its line on disk, where another was found since (``present_places``).
    """

    label: str
    role: VoiceRole
    same_as: str
    check: str = ""
    written: tuple[int, str] = (NOWHERE, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionDecision(Decision):
    """
    Words of a transcript that read otherwise, or a turn that begins elsewhere; the file received stays as it was.

    Attributes:
        turn, first_word, last_word: where, as the interview read once all that was mended before was mended.
        text: what stands there from then on.
        speaker: who speaks the turn that a cut begins; empty: who spoke the whole.
        check: knows the words again (``ingest.speech.corrections``) and tells none; empty, it holds nowhere.
    """

    first_word: int = NOWHERE
    last_word: int = NOWHERE
    decision: CorrectionVerb
    text: str = ""
    speaker: str = ""
    check: str = ""

    @property
    def stands_on_words(self) -> bool:
        """Never: it finds its own words, in what was received; elsewhere it is about a whole interview."""
        return False

    @property
    def brings_words(self) -> bool:
        """Whether it puts words into the transcript, that nobody who signed before has read again."""
        return self.decision == CorrectionVerb.WORDS and bool(self.check)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arbitration(Decision):
    """
    The reading kept when two coders disagree; both originals stay.

    ``about`` names the codings that it rules on, joined by « + »; a line written by hand may lack it, and ``check``.
    """

    first_word: int
    last_turn: int
    last_word: int
    quote: str
    code: str
    decision: ArbitrationVerb
    reason: str
    about: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeDecision(Decision):
    """
    A passage that a person holds for a contrary case of a theme, or for a typical one; or a memo on a theme.

    ``theme`` is the id of the theme in ``codebook/themes.yaml``; a memo stands on no word.
    ``check`` knows its turns again, as for a coding.
    """

    first_word: int
    last_turn: int
    last_word: int
    quote: str
    theme: str
    decision: ThemeVerb
    memo: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteDecision(Decision):
    """
    How a passage is quoted: what is told of the speaker, what is cut, under which name.

    Attributes:
        value: what was chosen.
        shown: what the reader would know when « Un collègue le reconnaîtrait-il ? » was answered: of something else,
            it has to be asked again.
    """

    first_word: int
    last_turn: int
    last_word: int
    quote: str
    decision: QuoteVerb
    value: str
    shown: str = ""
    reason: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalDecision(Decision):
    """
    What someone took back, and from what; never holds a name nor a word in clear (see ``withdrawals``).

    ``who`` is a keyed mark: of a voice, of someone spoken of, or of a whole transcript (``session`` is then
    empty); it is empty for a passage.
    ``check`` is a keyed mark of words.
    A line of extent ``migration`` tells that a file of decisions (``who``) was rewritten, and the hash it had.
    """

    first_word: int
    last_word: int
    who: str
    extent: Extent
    reason: str
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryDecision(Decision):
    """
    What a person writes of a case under a theme: a cell of the framework view; an empty summary takes it back.

    ``participant`` is empty when the case is the whole session; ``quotes`` names the excerpts that it rests on,
    joined by « + ».
    """

    turn: int = NOWHERE
    participant: str
    theme: str
    summary: str
    quotes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictDecision(Decision):
    """
    What a person makes of interviews and questionnaire on a theme, with the reason.

    Without a verdict, it takes the former back.
    """

    session: str = ""
    turn: int = NOWHERE
    theme: str
    verdict: VerdictKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakDecision(Decision):
    """
    What a person makes of a word that may be a private name where the team reads it (``contracts.Unsettled``).

    ``question`` is the id of that row, ``check`` a keyed mark of its words; « on purpose » has a
    reason.
    """

    turn: int = NOWHERE
    question: str
    decision: LeakVerb
    check: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewDecision(Decision):
    """
    What an interview is known by, and is called.

    Attributes:
        decision: ``known`` (``content`` is its fingerprint from then on), ``follows`` (``content`` tells where the
            sentences of the line ``of`` stand from then on), both written by the machine; ``title``, by a person.
        content: see ``interview_fingerprint`` and ``interview_alignment``; or the title.
        of: the line ``known`` that a line ``follows`` is about.
        people: a keyed mark of whom the metadata say takes part.
    """

    turn: int = NOWHERE
    decision: InterviewVerb
    content: str
    of: str = ""
    people: str = ""


HEADERS: dict[type[Decision], tuple[str, ...]] = {
    CodingDecision: (
        "id", "at", "session", "turn", "first_word", "last_turn", "last_word", "quote", "code", "decision", "mode",
        "definition", "replaces", "memo", "check", "person",
    ),
    IdentifierDecision: (
        "id", "at", "session", "turn", "first_word", "last_word", "type", "action", "entity", "replacement", "scope",
        "check", "replaces",
    ),
    ConsentDecision: (
        "id", "at", "session", "turn", "first_word", "last_turn", "last_word", "level", "reason", "replaces",
        "check",
    ),
    RoleDecision: ("id", "at", "session", "turn", "label", "role", "same_as", "replaces", "check"),
    CorrectionDecision: (
        "id", "at", "session", "turn", "first_word", "last_word", "decision", "text", "speaker", "check", "replaces",
    ),
    Arbitration: (
        "id", "at", "session", "turn", "first_word", "last_turn", "last_word", "quote", "code", "decision", "reason",
        "replaces", "about", "check",
    ),
    ThemeDecision: (
        "id", "at", "session", "turn", "first_word", "last_turn", "last_word", "quote", "theme", "decision", "replaces",
        "memo", "check",
    ),
    QuoteDecision: (
        "id", "at", "session", "turn", "first_word", "last_turn", "last_word", "quote", "decision", "value", "shown",
        "reason", "replaces", "check",
    ),
    WithdrawalDecision: (
        "id", "at", "session", "turn", "first_word", "last_word", "who", "extent", "reason", "check", "replaces",
    ),
    SummaryDecision: ("id", "at", "session", "participant", "theme", "summary", "quotes", "replaces"),
    VerdictDecision: ("id", "at", "theme", "verdict", "reason", "replaces"),
    LeakDecision: ("id", "at", "session", "question", "decision", "check", "reason", "replaces"),
    InterviewDecision: ("id", "at", "session", "decision", "content", "of", "people", "replaces"),
}
OPTIONAL: dict[type[Decision], tuple[str, ...]] = {
    CodingDecision: ("check", "person"), ConsentDecision: ("check",), Arbitration: ("about", "check"),
    ThemeDecision: ("check",), QuoteDecision: ("check",), RoleDecision: ("check",),
}
FOLDERS: dict[type[Decision], str] = {
    CodingDecision: "codings", IdentifierDecision: "identifiers", ConsentDecision: "consent", RoleDecision: "roles",
    Arbitration: "arbitrations", ThemeDecision: "themes", WithdrawalDecision: "withdrawals",
    SummaryDecision: "framework", VerdictDecision: "verdicts", QuoteDecision: "quotes", LeakDecision: "leaks",
    InterviewDecision: "interviews", CorrectionDecision: "corrections",
}
