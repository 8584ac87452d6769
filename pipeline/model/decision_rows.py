"""What a person can decide, one row type per folder of ``decisions/``, and the columns on disk."""

from __future__ import annotations

from dataclasses import dataclass

# The action of the line that signs the review of a session.
SIGN = "sign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A line that a person wrote; ``replaces`` names the line it corrects or undoes."""

    id: str
    at: str
    session: str
    turn: int
    replaces: str = ""
    author: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingDecision(Decision):
    """
    A code put on a passage, a suggestion accepted or refused, a session marked read…

    ``check`` knows again the turns it stands in (``anchors.checks``); a line written by hand may lack it.
    """

    first_word: int
    last_turn: int
    last_word: int
    quote: str
    code: str
    decision: str
    mode: str
    definition: str
    memo: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierDecision(Decision):
    """What becomes of words that could name someone; never holds a name in clear."""

    first_word: int
    last_word: int
    type: str
    action: str
    entity: str
    replacement: str
    scope: str
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDecision(Decision):
    """
    What a speaker allows for a passage.

    ``check`` knows its turns again after an edit (``consent_places``); a line written by hand may lack it.
    """

    first_word: int
    last_turn: int
    last_word: int
    level: str
    reason: str
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleDecision(Decision):
    """
    Who a label of a session is (``turn`` is -1), or whose one turn is.

    Attributes:
        label: as the transcript writes it; empty for a turn of nobody.
        role: one of ``contracts.Role``, or ``none`` for what is no label.
        same_as: the label or the name under which it stands; for a turn, who speaks it.
        check: the shape of the turn (``assigned``), to know it again.
    """

    label: str
    role: str
    same_as: str
    check: str = ""


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
    decision: str
    reason: str
    about: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeDecision(Decision):
    """
    A passage that a person holds for a contrary case of a theme, or for a typical one; or a memo on a theme.

    ``theme`` is the id of the theme in ``codebook/themes.yaml``; a memo stands on no word (``turn`` is -1).
    ``check`` knows its turns again, as for a coding.
    """

    first_word: int
    last_turn: int
    last_word: int
    quote: str
    theme: str
    decision: str
    memo: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteDecision(Decision):
    """
    How a passage is quoted: what is told of the speaker, what is cut, under which name.

    Attributes:
        decision: ``attributes``, ``cuts``, ``name``, ``colleague`` or ``undo`` (``quote_decisions``).
        value: what was chosen.
        shown: what the reader would know when « Un collègue le reconnaîtrait-il ? » was answered: of something else,
            it has to be asked again.
    """

    first_word: int
    last_turn: int
    last_word: int
    quote: str
    decision: str
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
    extent: str
    reason: str
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryDecision(Decision):
    """
    What a person writes of a case under a theme: a cell of the framework view; an empty summary takes it back.

    ``participant`` is empty when the case is the whole session; ``quotes`` names the excerpts that it rests on,
    joined by « + ».
    """

    turn: int = -1
    participant: str
    theme: str
    summary: str
    quotes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictDecision(Decision):
    """
    What a person makes of interviews and questionnaire on a theme, with the reason.

    ``verdict`` is ``convergence``, ``complement`` or ``contradiction``; empty, it takes the former back.
    """

    session: str = ""
    turn: int = -1
    theme: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakDecision(Decision):
    """
    What a person makes of a word that may be a private name where the team reads it (``contracts.Unsettled``).

    ``question`` is the id of that row, ``check`` a keyed mark of its words; ``decision`` is ``mask``, ``not_a_name``,
    ``on_purpose`` (with a reason) or ``undo``.
    """

    turn: int = -1
    question: str
    decision: str
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

    turn: int = -1
    decision: str
    content: str
    of: str = ""
    people: str = ""


HEADERS: dict[type[Decision], tuple[str, ...]] = {
    CodingDecision: (
        "id", "at", "session", "turn", "first_word", "last_turn", "last_word", "quote", "code", "decision", "mode",
        "definition", "replaces", "memo", "check",
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
    CodingDecision: ("check",), ConsentDecision: ("check",), Arbitration: ("about", "check"),
    ThemeDecision: ("check",), QuoteDecision: ("check",), RoleDecision: ("check",),
}
FOLDERS: dict[type[Decision], str] = {
    CodingDecision: "codings", IdentifierDecision: "identifiers", ConsentDecision: "consent", RoleDecision: "roles",
    Arbitration: "arbitrations", ThemeDecision: "themes", WithdrawalDecision: "withdrawals",
    SummaryDecision: "framework", VerdictDecision: "verdicts", QuoteDecision: "quotes", LeakDecision: "leaks",
    InterviewDecision: "interviews",
}
