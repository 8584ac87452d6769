"""A transcript and what people decided of it → who speaks, what settled that, what is left to confirm."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.anchoring.decisions import CorrectionDecision, RoleDecision
from pipeline.ingest.session import Session, Transcript
from pipeline.ingest.speech.accepted_labels import RejectedLabel
from pipeline.ingest.speech.cutting import Cut, Cutting, Way, cut, known_labels
from pipeline.ingest.speech.draft_turns import check
from pipeline.ingest.speech.plausible import slips
from pipeline.ingest.speech.speaker_roles import Because, SettledRole, roles
from pipeline.language import transcript_conventions, voices
from pipeline.language.folds import fold_in_place
from pipeline.model.contracts import Role

Kind = Literal[
    "nobody_answers", "no_voice", "one_voice", "who_asks", "article", "numbers", "alternation", "once",
    "generic_voice", "slip", "same_voice", "long_turn", "times_left", "declared_silent", "rejected",
    "lost_assignment", "lost_correction",
]
SENTENCES: dict[Kind, str] = {
    "nobody_answers": "Personne ne répond : seule parle la voix qui enquête (« {about} »). Dites qui répond.",
    "no_voice": "Rien ne dit qui parle : {count} passages sont lus sans voix. Personne n'est compté.",
    "one_voice": "Une seule voix parle (« {about} ») : dites si quelqu'un d'autre parle, et où.",
    "who_asks": "Qui enquête n'est pas sûr : à confirmer.",
    "article": (
        "Lu comme un entretien publié, sans libellés : les questions ont été reconnues à leur forme. À confirmer."
    ),
    "numbers": "Les questions ont été reconnues à leur numéro, et rien d'autre ne dit qui parle : à confirmer.",
    "alternation": (
        "{count} tours sont attribués par l'alternance des tirets, et rien d'autre : à confirmer. Écrivez le libellé "
        "après le tiret là où c'est quelqu'un d'autre."
    ),
    "once": "« {about} » ne parle qu'une fois ({place} : « {sample} ») : à confirmer.",
    "generic_voice": "« {about} » n'est personne en particulier : une seule voix, ou plusieurs ? À confirmer.",
    "slip": "« {about} » ressemble à « {sample} » : faute de frappe ?",
    "same_voice": "« {about} » et « {sample} » sont lus comme une seule voix. À confirmer.",
    "long_turn": "{place} : un tour de {count} mots ({about}). Plusieurs voix s'y cachent peut-être.",
    "times_left": "{count} repères de temps sont restés dans la parole ({place} : « {sample} »).",
    "declared_silent": "« {about} » est déclaré·e, et ne dit rien dans ce fichier : vérifiez son libellé.",
    "rejected": "« {about} : » ouvre {count} ligne(s) et n'a pas été cru ({place} : « {sample} »).",
    "lost_assignment": "Le {place}, donné à « {about} », ne se retrouve plus : le texte a changé. Redites qui parle.",
    "lost_correction": (
        "Une correction du {place} (« {about} ») ne retrouve plus ses mots : le fichier a changé. Refaites-la, ou "
        "annulez-la, à la page « Écouter et corriger »."
    ),
}
# The others inform: they leave nothing undecided.
SETTLED_BY_A_PERSON: frozenset[Kind] = frozenset({
    "nobody_answers", "no_voice", "one_voice", "who_asks", "article", "numbers", "alternation", "once",
    "generic_voice", "lost_assignment", "declared_silent", "lost_correction",
})
# Settled at once by who says that each voice does what it was read to do.
SETTLED_BY_ROLES: frozenset[Kind] = frozenset({"who_asks", "article", "numbers", "alternation"})
WORD = re.compile(r"\w+")
LONG_TURN = 1000  # words: one that long may hold several voices
TIME_LEFT = re.compile(r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?![\d:])")
FEWEST_TIMES = 3
SAMPLE = 60  # characters
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Doubt:
    """
    Something to confirm.

    Attributes:
        kind: what it is.
        about: the label, or what it is about.
        place: where it stands, as « paragraphe 12 ».
        count: turns, words or times, by kind.
        sample: the words that show it; of a slip and of a second label, that label.
    """

    kind: Kind
    about: str = ""
    place: str = ""
    count: int = 0
    sample: str = ""

    @property
    def sentence(self) -> str:
        """Say it in French."""
        said = SENTENCES[self.kind].format(
            about=self.about or "voix inconnue", place=self.place or "ce fichier", count=self.count, sample=self.sample
        )
        asking = self.kind == "who_asks" and self.about
        return f"« {self.about} » pose le plus de questions : à confirmer." if asking else said


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn; ``check`` is what a decision that gives it to somebody keeps of it."""

    turn: int
    speaker: str
    role: Role
    text: str
    place: str
    start_ms: int | None
    check: str


@dataclass(frozen=True, slots=True)
class Voice:
    """
    Someone who speaks: their turns and words, their role and what settled it.

    Attributes:
        label: as shown; empty for nobody: an unknown voice, what is editorial, noise.
        samples: three turns at most, in order, the longest among them.
        spellings: the labels of the file under which it stands.
        slip_for: the label it may be a slip for, or nothing.
        also: labels that were taken for the same voice, and that nobody declared to be.
        once: its label was met once.
    """

    label: str
    role: Role
    because: Because | None
    turns: int
    words: int
    samples: tuple[Spoken, ...]
    spellings: tuple[str, ...]
    slip_for: str = ""
    also: tuple[str, ...] = ()
    once: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of one transcript; ``doubts`` come in the order in which they matter."""

    session: str
    file: str
    way: Way
    voices: tuple[Voice, ...]
    turns: tuple[Spoken, ...]
    rejected: tuple[RejectedLabel, ...]
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def to_confirm(self) -> bool:
        """Tell whether a person has something to settle."""
        return self.to_settle > 0

    @property
    def to_settle(self) -> int:
        """Count what a person has to settle."""
        return sum(doubt.kind in SETTLED_BY_A_PERSON for doubt in self.doubts)


def understood(
    transcript: Transcript, decisions: Sequence[RoleDecision], cutting: Cutting,
    corrections: Sequence[CorrectionDecision] = (),
) -> Understood:
    """
    Say who speaks in a transcript.

    Raises:
        UnreadableTranscript: nothing tells who speaks.
    """
    return of(cut(transcript, decisions, cutting, corrections), transcript.session, decisions, cutting)


def of(found: Cut, session: Session, decisions: Sequence[RoleDecision], cutting: Cutting) -> Understood:
    """
    Say who speaks in a transcript that was cut already.

    Args:
        found: the transcript, cut with the same decisions and settings.
        session: its people and its interviewers, as declared.
        decisions: of this session.
        cutting: settings of the stage.
    """
    settled = roles(found.drafts, session, decisions, cutting.question_share, found.told)
    turns = tuple(
        Spoken(n, d.speaker, d.role or settled[d.speaker].role, d.text, d.place, d.start_ms, check(found.drafts, n))
        for n, d in enumerate(found.drafts)
    )
    heard = _voices(found, turns, settled, known_labels(session, decisions))
    ruled = {transcript_conventions.folded_label(d.label) for d in decisions if not d.stands_on_words}
    doubts = tuple(_doubts(found, heard, turns, session, ruled))
    return Understood(session.session, session.file, found.way, heard, turns, found.rejected, doubts)


def _voices(
    found: Cut, turns: Sequence[Spoken], settled: dict[str, SettledRole], known: Collection[str]
) -> tuple[Voice, ...]:
    grouped: dict[tuple[str, Role], list[Spoken]] = defaultdict(list)
    for turn in turns:
        grouped[turn.speaker, turn.role].append(turn)
    meant = slips({label: len(listed) for (label, _), listed in grouped.items() if label in settled})
    spelt: dict[str, dict[str, None]] = defaultdict(dict)
    for draft in found.drafts:
        if draft.head:
            spelt[draft.speaker].setdefault(draft.head)
    heard = []
    for (label, role), listed in grouped.items():
        longest = max(listed, key=lambda t: (len(t.text), -t.turn))
        samples = {t.turn: t for t in (longest, listed[0], listed[-1])}
        keys = {s: transcript_conventions.folded_label(s) for s in spelt[label]}
        # Labels taken for the same voice that nobody declared to be its own.
        declared = {transcript_conventions.folded_label(label), *known}
        others = {key: s for s, key in keys.items() if key not in declared}
        heard.append(Voice(
            label, role, settled[label].because if label in settled else None, len(listed),
            sum(len(WORD.findall(t.text)) for t in listed), tuple(samples[n] for n in sorted(samples)), tuple(keys),
            meant.get(label, ""), tuple(others.values()),
            once=len(listed) == 1 and not found.once.isdisjoint(keys.values()),
        ))
    return tuple(heard)


def _doubts(
    found: Cut, heard: Sequence[Voice], turns: Sequence[Spoken], session: Session, ruled: Collection[str]
) -> Iterator[Doubt]:
    speaking = [v for v in heard if v.role in {"interviewer", "participant"}]
    if found.way not in {"notes", "questionnaire"}:
        yield from _whole(found, speaking, turns, ruled)
    for voice in speaking:
        yield from _of(voice, ruled)
    for turn in turns:
        words = len(WORD.findall(turn.text)) if turn.role in {"interviewer", "participant"} else 0
        if words > LONG_TURN:
            yield Doubt("long_turn", turn.speaker, turn.place, words, shortened(turn.text))
    times = [(t, m) for t in turns if t.role != "editorial" for m in TIME_LEFT.finditer(t.text)]
    if len(times) >= FEWEST_TIMES:
        turn, time = times[0]
        yield Doubt("times_left", time[0], turn.place, len(times), shortened(turn.text[max(0, time.start() - 20) :]))
    # People that the metadata declare and that say nothing.
    said = {transcript_conventions.folded_label(spelling) for v in heard for spelling in (v.label, *v.spellings)}
    for person in session.people:
        called = {transcript_conventions.folded_label(person.label), transcript_conventions.folded_label(person.name)}
        if not called & said and LETTER.search(person.label):
            yield Doubt("declared_silent", person.label)
    for one in found.rejected:
        yield Doubt("rejected", one.label, one.place, one.times, one.sample)
    for decision in found.lost:
        yield Doubt("lost_assignment", decision.same_as, f"tour {decision.turn}", decision.turn)
    for correction in found.lost_corrections:
        about = shortened(correction.text or correction.speaker)
        yield Doubt("lost_correction", about, f"tour {correction.turn}", correction.turn)


def _whole(
    found: Cut, speaking: Sequence[Voice], turns: Sequence[Spoken], ruled: Collection[str]
) -> Iterator[Doubt]:
    """Doubts about the whole file: how it was read, whether anybody answers, who asks."""
    named = [v for v in speaking if v.label]
    # Somebody who ruled on every voice has looked at how the file was read.
    looked_at = bool(named) and all(transcript_conventions.folded_label(v.label) in ruled for v in named)
    if found.way in {"article", "numbers"} and not looked_at:
        yield Doubt(found.way, count=len(turns))
    alternated = sum(d.alternated and not d.assigned for d in found.drafts)
    if alternated and not looked_at:
        yield Doubt("alternation", count=alternated)
    if not named:
        yield Doubt("no_voice", count=len(turns))
    elif not any(v.role == "participant" for v in speaking):
        yield Doubt("nobody_answers", named[0].label, count=named[0].turns)
    elif len(named) == 1 and not any(v.role == "interviewer" for v in named) and found.way != "format":
        yield Doubt("one_voice", named[0].label, count=named[0].turns)
    elif len(named) > 1 and not any(v.role == "interviewer" for v in named):
        yield Doubt("who_asks")
    for voice in named:
        if voice.because == "questions" and voice.role == "interviewer":
            yield Doubt("who_asks", voice.label, count=voice.turns)


def _of(voice: Voice, ruled: Collection[str]) -> Iterator[Doubt]:
    first = voice.samples[0]
    if transcript_conventions.folded_label(voice.label) in ruled or voice.because == "decision":
        return
    if voice.once:
        yield Doubt("once", voice.label, first.place, voice.turns, shortened(first.text))
    folded = fold_in_place(voice.label)
    if folded in voices.UNKNOWN or re.search(r"\b(?:unknown|inconnue?)\b", folded):
        yield Doubt("generic_voice", voice.label, first.place, voice.turns, shortened(first.text))
    if voice.slip_for:
        yield Doubt("slip", voice.label, first.place, voice.turns, voice.slip_for)
    for other in voice.also:
        yield Doubt("same_voice", voice.label, "", voice.turns, other)


def shortened(text: str) -> str:
    """Give the first words of a text, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= SAMPLE else f"{words[:SAMPLE]}…"
