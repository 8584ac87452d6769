"""Transcripts → what was understood of each, what was set aside and why, as lines for people to read."""

from __future__ import annotations

import itertools
import re
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from tqdm import tqdm

from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import RoleDecision
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.readers.received_files import Unreadable
from pipeline.ingest.readers.registry import Part, asked, transcripts, unused_columns
from pipeline.ingest.reception import import_words as words
from pipeline.ingest.session import QUESTIONNAIRE, Aside, Session, Transcript
from pipeline.ingest.speech import understood
from pipeline.ingest.speech.cutting import Cutting, cut
from pipeline.ingest.speech.draft_turns import untold
from pipeline.ingest.speech.understood import Understood, Voice, shortened
from pipeline.language.folds import fold_for_search
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.files import normalised
from pipeline.model.study import OPAQUE, Study, typed

WORDS_IN_A_RUN = 6  # words in a row
SHARE_ALIKE = 0.7  # of the runs of the shorter one that the longer one has too
FEWEST_RUNS = 8  # runs under which two short texts are alike by chance
ONE_RUN_IN = 4  # runs kept, by their sum: enough to compare, and few to hold


@dataclass(frozen=True, slots=True)
class DuplicateSessions:
    """Two sessions that say the same words; ``share`` is that of the shorter one that both say."""

    session: str
    other: str
    share: float


def twice(texts: Mapping[str, str]) -> list[DuplicateSessions]:
    """
    Find the interviews that are there twice.

    Args:
        texts: what is said in each session.

    >>> said = "je suis arrivée un matin de mars et il pleuvait sur la rade comme toujours en cette saison là"
    >>> [(t.session, t.other) for t in twice({"E01": said, "E02": said + " voilà", "E03": "rien de tel"})]
    [('E01', 'E02')]
    """
    runs = {session: _runs(text) for session, text in texts.items()}
    found = []
    for one, other in itertools.combinations(sorted(runs), 2):
        fewest = min(len(runs[one]), len(runs[other]))
        share = len(runs[one] & runs[other]) / fewest if fewest else 0.0
        if share >= SHARE_ALIKE:
            found.append(DuplicateSessions(one, other, round(share, 2)))
    return found


def _runs(text: str) -> set[int]:
    words = re.findall(r"\w+", fold_for_search(text))
    every = {
        zlib.crc32(" ".join(words[n : n + WORDS_IN_A_RUN]).encode()) for n in range(len(words) - WORDS_IN_A_RUN + 1)
    }
    if len(every) < FEWEST_RUNS:
        return set()
    kept = {run for run in every if run % ONE_RUN_IN == 0}
    return kept if len(kept) >= FEWEST_RUNS else every


@dataclass(frozen=True, slots=True)
class SetAside:
    """What is in no turn for one reason: how many pieces, how many characters but spaces, and the first of them."""

    reason: str
    pieces: int
    characters: int
    sample: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was understood of one file; characters are counted without spaces."""

    session: Session
    format: str
    encoding: str
    understood: Understood
    aside: tuple[SetAside, ...]
    alternated: int
    read: int
    in_turns: int

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Give the voices of the file."""
        return self.understood.voices

    @property
    def turns(self) -> int:
        """Count the turns."""
        return len(self.understood.turns)

    @property
    def set_aside(self) -> int:
        """Count the characters set aside."""
        return sum(a.characters for a in self.aside)

    @property
    def lost(self) -> int:
        """Count the characters that are nowhere: 0, or a fault of the reader."""
        return self.read - self.in_turns - self.set_aside


def report(transcript: Transcript, decisions: Sequence[RoleDecision], cutting: Cutting) -> Report:
    """
    Tell what a file gave: its voices with their roles, and every character of it.

    Args:
        transcript: as its reader gave it.
        decisions: of its session.
        cutting: settings of the stage ``turns``.

    Raises:
        UnreadableTranscript: nothing tells who speaks.
    """
    found = cut(transcript, decisions, cutting)
    told = understood.of(found, transcript.session, decisions, cutting)
    prompts = "interviewer" if transcript.table else None
    said = [d.text for d in found.drafts if prompts is None or d.role != prompts]
    reading = transcript.reading
    cells = untold(transcript.table, **cutting.open_answers) if transcript.table else ()
    labels = [Aside(d.aside, "label", d.place) for d in found.drafts if d.aside.strip()]
    by_reason: dict[str, list[Aside]] = defaultdict(list)
    for aside in (*reading.asides, *cells, *found.notices, *labels):
        by_reason[aside.reason].append(aside)
    set_aside = tuple(
        SetAside(reason, len(asides), characters(*(a.text for a in asides)), shortened(asides[0].text))
        for reason, asides in by_reason.items()
    )
    return Report(
        transcript.session, reading.format, reading.encoding, told, set_aside,
        sum(d.alternated for d in found.drafts), reading.characters, characters(*said),
    )


@dataclass
class ImportReport:
    """What there is to say of some files: a report of each, or why it could not be read; and of the tables beside."""

    reports: list[Report] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def tellings(study: Study, names: Collection[str] | None = None) -> ImportReport:
    """Read the files named, or all there are; a bad file stops that file only."""
    told = ImportReport()
    declared = {str(a["from"]) for a in study.params("participants").get("attributes", {}).values()}
    if unused := [c for c in unused_columns(study) if c not in declared]:
        told.remarks.append(words.COLUMNS.format(columns=", ".join(unused)))
    if strange := {a.session for a in asked(study)} - transcripts(study).keys():
        told.remarks.append(words.GUIDE_SESSIONS.format(sessions=", ".join(sorted(strange))))
    cutting = Cutting(**study.params("turns"))
    ruled = decisions.roles(study)
    wanted = None if names is None else {normalised(n) for n in names}
    every = list(transcripts(study).values())
    parts = [p for p in every if wanted is None or _file(p) in wanted]
    for part in tqdm(parts, desc=words.PROGRESS, unit="fichier", disable=None, leave=False):
        try:
            read = part.load()
            told.reports.append(report(read, [d for d in ruled if d.session == read.session.session], cutting))
        except UnreadableTranscript as error:
            told.refused[_file(part)] = str(error)
    told.remarks += _twice(told.reports, [p for p in every if p not in parts])
    return told


def _twice(reports: Iterable[Report], others: Iterable[Part]) -> Iterator[str]:
    """Say which of the files told of are there twice, under whatever name."""
    texts = {r.session.file: " ".join(t.text for t in r.understood.turns) for r in reports}
    new = set(texts)
    for part in others:
        with suppress(UnreadableTranscript):
            texts[_file(part)] = " ".join(p.text for p in part.load().reading.paragraphs)
    for found in twice(texts):
        if {found.session, found.other} & new:
            yield words.TWICE.format(one=found.session, other=found.other, share=round(100 * found.share))


def _file(part: Part) -> str:
    return part.file if isinstance(part, Unreadable) else part.session.file


def tell(told: ImportReport) -> Iterator[str]:
    """Write what there is to say, file by file."""
    for one in told.reports:
        yield from (*_about(one), "")
    for file, reason in told.refused.items():
        yield from (words.REFUSED.format(file=file, reason=reason), "")
    yield from told.remarks
    yield words.SUMMARY.format(read=len(told.reports), refused=len(told.refused))
    if told.reports:
        yield words.NEXT


def _about(one: Report) -> Iterator[str]:
    session = one.session
    encoding = words.ENCODING.format(encoding=one.encoding) if one.encoding else ""
    head = words.HEAD_ALONE if OPAQUE.fullmatch(session.session) else words.HEAD
    yield head.format(file=session.file, session=session.session)
    if session.chosen:
        yield words.CHOSEN.format(chosen=session.chosen)
    yield words.WHAT.format(format=one.format, encoding=encoding, type=session.type)
    yield from _voices(one)
    for a in one.aside:
        yield words.ASIDE.format(
            reason=words.REASONS[a.reason], pieces=a.pieces, characters=a.characters, sample=a.sample
        )
    yield words.TOTAL.format(read=one.read, in_turns=one.in_turns, set_aside=one.set_aside)
    if one.lost:
        yield words.LOST.format(lost=one.lost)


def _voices(one: Report) -> Iterator[str]:
    # A questionnaire has as many voices as answers: their number says enough.
    shown = one.voices if len(one.voices) <= words.MOST_VOICES else ()
    for voice in shown:
        because = f" ({words.BECAUSE[voice.because]})" if words.BECAUSE[voice.because] else ""
        yield words.VOICE.format(
            label=voice.label or words.NOBODY[voice.role], turns=words.counted(voice.turns, "tour"),
            words=words.counted(voice.words, "mot"), role=words.ROLES[voice.role], because=because,
        )
    if one.voices and not shown:
        yield words.MANY_VOICES.format(voices=len(one.voices), turns=one.turns)
    if one.session.type == QUESTIONNAIRE and not one.turns:
        yield words.NO_OPEN_ANSWER
    if one.understood.way == "notes":
        yield words.FIELD_NOTES.format(turns=one.turns)
    for doubt in one.understood.doubts[: words.MOST_DOUBTS]:
        yield words.DOUBT.format(sentence=doubt.sentence)
        if command := words.COMMANDS.get(doubt.kind):
            yield command.format(session=_typed(one), about=doubt.about, other=doubt.sample)
    if more := one.understood.doubts[words.MOST_DOUBTS :]:
        yield words.MORE_DOUBTS.format(more=len(more))
    if any(v.because in {"questions", "default"} for v in one.voices):
        yield words.ROLE_COMMAND.format(session=_typed(one))


def _typed(one: Report) -> str:
    """Name an interview as one types it: by its file where nobody chose an identifier."""
    session = one.session
    return typed(session.file) if OPAQUE.fullmatch(session.session) else session.session
