"""Codings of people, turns, what waits → the passages that may leave, each with its codes and its way back.

Only codings that a person made or accepted are here: a suggestion is no coding.
The words are those of the pseudonymised turns, byte for byte.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pipeline.anchoring.anchors import Place, Turns, source_words
from pipeline.anchoring.publishable import UNATTRIBUTED, opaque_id, publishable
from pipeline.anchoring.word_places import excerpt_id, written
from pipeline.codebook.grid import Codebook, Theme
from pipeline.coding.codings_in_place import counted, joined
from pipeline.model.contracts import CONSENTS, Coding, Excerpt, GuideCoverage, Participant
from pipeline.model.errors import FiligraneError
from pipeline.publish.held_back import HeldBack
from pipeline.publish.quotes.document import StudyLabel

Where = tuple[str, int, int, int, int]  # session, turn, start, last turn, end


@dataclass(frozen=True)
class CodedMaterial:
    """
    What files of passages and tables of people are made from, as it stands now.

    Attributes:
        sessions: in the order in which every page lists them.
        held: what interviews wait for before they leave.
        about: what files say of the study, and what interviews are called.
        attributes: those one may group by, in the order they are declared.
        read: interviews that somebody says they read whole.
    """

    codebook: Codebook
    themes: Sequence[Theme]
    turns: Mapping[str, Turns]
    codings: Sequence[Coding]
    participants: Sequence[Participant]
    sessions: Sequence[str]
    held: HeldBack
    about: StudyLabel
    attributes: Sequence[str] = ()
    guide_coverage: Sequence[GuideCoverage] = ()
    read: Collection[str] = ()

    @cached_property
    def of_people(self) -> list[Coding]:
        """The codings that people made or accepted, under the codes of today."""
        return [
            c if c.code not in self.codebook.aliases else replace(c, code=self.codebook.in_force(c.code))
            for c in counted(self.codings)
        ]

    @cached_property
    def bearing(self) -> dict[tuple[str, str], dict[str, str]]:
        """A participant in a session → what is told of them."""
        return {(p.participant, p.session): p.attributes for p in self.participants}


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """What one voice says in a passage: the whole of a turn, or a part of it."""

    voice: str
    text: str


@dataclass(frozen=True, slots=True)
class LeavingPassage:
    """
    A passage as it leaves.

    Attributes:
        reference: what leads back to it; opaque where the speaker wants no attribution.
        session: the interview; ``UNATTRIBUTED`` where it may not be told.
        speaker: the only participant who speaks; empty when several do, or nobody is told.
        question: what the interviewer asked before, where it may be told.
        codes: those that people put on these very words, and ``coders`` who did.
        attributes: what is told of the speaker.
    """

    reference: str
    session: str
    turn: int
    last_turn: int
    lines: tuple[VoiceLine, ...]
    speaker: str = ""
    question: str = ""
    codes: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def attributed(self) -> bool:
        """Whether it may be told where it stands, and who speaks."""
        return self.session != UNATTRIBUTED

    @property
    def text(self) -> str:
        """The words, turns set apart by a line break."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class LeavingPassages:
    """
    The passages of a file, and what it leaves behind.

    Attributes:
        reserved: how many passages stay because the speaker wishes it.
        waiting: how many wait until interviews may leave, and ``waits`` for what.
        joined: how many codings overlapped another of the same code by the same person, and leave within it.
    """

    passages: tuple[LeavingPassage, ...]
    reserved: int = 0
    waiting: int = 0
    waits: HeldBack = field(default_factory=HeldBack)
    joined: int = 0


@dataclass(frozen=True)
class PassageChoice:
    """What one asks for; what is empty does not choose."""

    codes: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    sessions: frozenset[str] = frozenset()
    attributes: Mapping[str, frozenset[str]] = field(default_factory=dict)


def coded(of: CodedMaterial, asked: PassageChoice) -> LeavingPassages:
    """Gather what people coded and somebody asks for, in the order of interviews and turns."""
    return leaving(of, answering(of, asked))


def answering(of: CodedMaterial, asked: PassageChoice) -> list[Coding]:
    """Keep the codings of people that somebody asks for."""
    return [c for c in of.of_people if (not asked.codes or c.code in asked.codes) and _asked(of, c, asked)]


def _asked(of: CodedMaterial, coding: Coding, asked: PassageChoice) -> bool:
    if asked.sessions and coding.session not in asked.sessions:
        return False
    if not asked.people and not any(asked.attributes.values()):
        return True
    voices = speakers(of.turns[coding.session], coding.turn, coding.last_turn)
    bearers = [v for v in voices if not asked.people or v in asked.people]
    return any(
        all(of.bearing.get((v, coding.session), {}).get(a, "") in kept for a, kept in asked.attributes.items() if kept)
        for v in bearers
    )


def leaving(of: CodedMaterial, codings: Iterable[Coding], uncoded: Iterable[Excerpt] = ()) -> LeavingPassages:
    """
    Let through the passages of codings, and excerpts that bear none: one for the same words, however many put a code.

    Args:
        of: what they stand in.
        codings: those chosen.
        uncoded: excerpts that leave as they are.
    """
    bare = [
        Coding(e.excerpt, e.session, e.turn, e.start, e.turn, e.end, e.text, "", "", "person", "coded", "manual",
               e.consent, "") for e in uncoded
    ]
    by_place: dict[Where, list[Coding]] = defaultdict(list)
    several = list(codings)
    apart = joined(of.turns, several)
    for c in (*apart, *bare):
        by_place[c.session, c.turn, c.start, c.last_turn, c.end].append(c)
    rank = {session: n for n, session in enumerate(of.sessions)}
    places = sorted(by_place, key=lambda at: (rank.get(at[0], len(rank)), at))
    found: list[LeavingPassage] = []
    stay: list[str] = []
    reserved = 0
    for at in places:
        # Of all that stands on the same words, what is allowed least.
        row = max(by_place[at], key=lambda c: CONSENTS.index(c.consent))
        passed = publishable([row], purpose="export").rows
        if not passed:
            reserved += 1
        elif of.held.holds(passed[0].session):
            stay.append(passed[0].session)
        else:
            found.append(_passage(of, at, by_place[at], attributed=passed[0].session != UNATTRIBUTED))
    # Between two passages of an interview, what bears no attribution would tell where it comes from.
    told = sorted(found, key=lambda p: (not p.attributed, "" if p.attributed else p.reference))
    waits = of.held.about(set(stay)) if stay else HeldBack()
    return LeavingPassages(tuple(told), reserved, len(stay), waits, len(several) - len(apart))


def _passage(of: CodedMaterial, at: Where, codings: Sequence[Coding], *, attributed: bool) -> LeavingPassage:
    session, turn, start, last_turn, end = at
    turns = of.turns[session]
    put = {c.code for c in codings} - {""}
    codes = tuple(c.id for c in of.codebook.codes if c.id in put)
    coders = tuple(sorted({c.author for c in codings} - {""}))
    pieces = [
        VoiceLine(turns[n].speaker, turns[n].text[start if n == turn else 0 : end if n == last_turn else None])
        for n in range(turn, last_turn + 1) if n in turns
    ]
    if "\n".join(p.text for p in pieces) != codings[0].text:
        raise FiligraneError(NOT_IDENTICAL.format(session=of.about.called.get(session, session), turn=turn))
    if not attributed:
        unnamed = tuple(replace(p, voice="") for p in pieces)
        reference = opaque_id(codings[0].text)
        return LeavingPassage(reference, UNATTRIBUTED, -1, -1, unnamed, codes=codes, coders=coders)
    voices = speakers(turns, turn, last_turn)
    speaker = voices[0] if len(voices) == 1 else ""
    return LeavingPassage(
        _reference(turns, at), session, turn, last_turn, tuple(pieces), speaker,
        asked_before(turns, turn), codes, coders, of.bearing.get((speaker, session), {}),
    )


def _reference(turns: Turns, at: Where) -> str:
    session, turn, start, last_turn, end = at
    first = source_words(turns[turn], start, len(turns[turn].text) if turn < last_turn else end) or (0, 0)
    last = source_words(turns[last_turn], start if turn == last_turn else 0, end) or first
    if turn == last_turn:
        return excerpt_id(session, turn, first[0], last[1])
    return f"{session}:{written(Place(turn, first[0], last_turn, last[1]))}"


def speakers(turns: Turns, first: int, last: int) -> list[str]:
    """Name the participants who speak in some turns, in order of name."""
    crossed = (turns[n] for n in range(first, last + 1) if n in turns)
    return sorted({t.speaker for t in crossed if t.role == "participant" and t.speaker})


def asked_before(turns: Turns, turn: int) -> str:
    """Give what the interviewer last said before a turn, where all of it may be told; empty else."""
    before = (n for n in range(turn - 1, -1, -1) if n in turns and turns[n].role == "interviewer")
    asked = turns.get(next(before, -1))
    return asked.text if asked and all(r.level == "free" for r in asked.consent) else ""


TITLE = "Passages codés"
NOT_IDENTICAL = (
    "Un passage de {session}, tour {turn}, n'est plus, lettre pour lettre, dans la transcription pseudonymisée : "
    "lancez « filigrane run », puis recommencez."
)
BY = {
    "code": "par code", "theme": "par thème", "person": "par personne", "interview": "par entretien",
    "": "sans les ranger",
}
BY_ATTRIBUTE = "par {attribute}"
GROUPED = "Les passages sont rangés {by}."
TWICE = "Un passage qui porte plusieurs codes ou thèmes paraît sous chacun."
HUMAN = "Seuls comptent les codages faits ou acceptés par une personne ; les suggestions n'y sont pas."
WHAT = "Chaque passage est, lettre pour lettre, ce que dit la transcription pseudonymisée."
RESERVED_ONE = "1 passage reste ici, à la demande de la personne."
RESERVED = "{count} passages restent ici, à la demande des personnes."
JOINED_ONE = "1 codage en chevauchait un autre, du même code par la même personne : ils font un seul passage."
JOINED = (
    "{count} codages en chevauchaient un autre, du même code par la même personne : ensemble, ils font un seul passage."
)
WAITING_ONE = "1 passage attend que son entretien puisse sortir."
WAITING = "{count} passages attendent que leurs entretiens puissent sortir."
GROUP = "{name} ({people}, {passages})"
PERSON, PASSAGE = ("personne", "personnes"), ("passage", "passages")
NO_CODE, NO_THEME, NO_PERSON, NO_INTERVIEW, NO_VALUE = (
    "Sans code", "Hors des thèmes", "Plusieurs voix, ou voix inconnue", "Sans attribution", "Non renseigné",
)
CODED = "codes : {codes} ; codé par {coders}"
CODE_APART, COLUMN_APART = ", ", " | "
CELLS = (
    "référence", "rangé sous", "passage", "question", "personne", "entretien", "tour de parole", "codes", "codé par",
    "thèmes",
)
NOTHING_HERE = "Aucun passage ne peut sortir : {why}."
NO_CODING = "personne n'a encore codé de passage ; les suggestions à relire n'en sont pas"
NOTHING_ASKED = "aucun passage codé ne répond à ce qui est demandé"
ALL_RESERVED = "les personnes réservent tout ce qui répond"
WRITTEN = "Passages exportés : {count}."
NO_SUCH = "« {typed} » n'est pas {kind} de l'enquête. Choisissez parmi : {known}."
KIND_CODE, KIND_THEME, KIND_PERSON, KIND_BY = "un code", "un thème", "une personne", "une manière de ranger"
KIND_ATTRIBUTE = "un attribut (écrivez attribut=valeur)"
KIND_FILE = "{path} : choisissez un nom qui finit par {kinds}."
