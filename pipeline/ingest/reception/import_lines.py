"""Transcripts of a study → the lines that tell what was understood of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from tqdm import tqdm

from pipeline.anchoring import decisions
from pipeline.ingest.readers.folder.received_files import Unreadable
from pipeline.ingest.readers.registry import Part, asked, transcripts, unused_columns
from pipeline.ingest.reception import import_words as words
from pipeline.ingest.reception.import_report import Report, report
from pipeline.ingest.reception.twice import twice
from pipeline.ingest.session import QUESTIONNAIRE
from pipeline.ingest.speech.cutting import Cutting
from pipeline.ingest.speech.understood import Voice
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.files import normalised
from pipeline.model.study import OPAQUE, Study, typed


@dataclass
class ImportReport:
    """What there is to say of some files: a report of each, or why it could not be read; and of the tables beside."""

    reports: list[Report] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def tellings(study: Study, names: Collection[str] | None = None) -> ImportReport:
    """Read the files named, or all there are; a bad file stops that file only."""
    told = ImportReport(remarks=list(_remarks(study)))
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


def _remarks(study: Study) -> Iterator[str]:
    declared = {str(a["from"]) for a in study.params("participants").get("attributes", {}).values()}
    if unused := [c for c in unused_columns(study) if c not in declared]:
        yield words.COLUMNS.format(columns=", ".join(unused))
    if strange := {a.session for a in asked(study)} - transcripts(study).keys():
        yield words.GUIDE_SESSIONS.format(sessions=", ".join(sorted(strange)))


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
    yield from map(_voice, shown)
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


def _voice(voice: Voice) -> str:
    because = f" ({words.BECAUSE[voice.because]})" if words.BECAUSE[voice.because] else ""
    return words.VOICE.format(
        label=voice.label or words.NOBODY[voice.role], turns=words.counted(voice.turns, "tour"),
        words=words.counted(voice.words, "mot"),
        role=words.ROLES[voice.role], because=because,
    )
