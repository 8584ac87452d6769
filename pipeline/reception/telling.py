"""Transcripts of a study → the lines that tell what was understood of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from tqdm import tqdm

from pipeline import decisions
from pipeline.errors import UnreadableTranscript
from pipeline.language.normalise import normalised
from pipeline.readers.folder.parts import Unreadable
from pipeline.readers.registry import Part, asked, transcripts, unused_columns
from pipeline.readers.session import QUESTIONNAIRE
from pipeline.reception import words
from pipeline.reception.report import Report, Voice, report
from pipeline.speech.cutting import Cutting
from pipeline.study import Study


@dataclass
class Told:
    """What there is to say of some files: a report of each, or why it could not be read; and of the tables beside."""

    reports: list[Report] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def tellings(study: Study, names: Collection[str] | None = None) -> Told:
    """Read the files named, or all there are; a bad file stops that file only."""
    told = Told(remarks=list(_remarks(study)))
    cutting = Cutting(**study.params("turns"))
    ruled = decisions.roles(study)
    wanted = None if names is None else {normalised(n) for n in names}
    parts = [p for p in transcripts(study).values() if wanted is None or _file(p) in wanted]
    for part in tqdm(parts, desc=words.PROGRESS, unit="fichier", disable=None, leave=False):
        try:
            read = part.load()
            told.reports.append(report(read, [d for d in ruled if d.session == read.session.session], cutting))
        except UnreadableTranscript as error:
            told.refused[_file(part)] = str(error)
    return told


def _file(part: Part) -> str:
    return part.file if isinstance(part, Unreadable) else part.session.file


def _remarks(study: Study) -> Iterator[str]:
    declared = {str(a["from"]) for a in study.params("participants").get("attributes", {}).values()}
    if unused := [c for c in unused_columns(study) if c not in declared]:
        yield words.COLUMNS.format(columns=", ".join(unused))
    if strange := {a.session for a in asked(study)} - transcripts(study).keys():
        yield words.GUIDE_SESSIONS.format(sessions=", ".join(sorted(strange)))


def tell(told: Told) -> Iterator[str]:
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
    yield words.HEAD.format(file=session.file, session=session.session)
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
    elif not any(v.label for v in one.voices):
        yield words.NO_VOICE.format(turns=one.turns)
    if one.alternated:
        yield words.ALTERNATED.format(turns=words.counted(one.alternated, "tour"))
    for voice in one.voices:
        yield from _names(voice, one.session.session)
    if any(v.because in {"questions", "default"} for v in one.voices):
        yield words.ROLE_COMMAND.format(session=one.session.session)


def _names(voice: Voice, session: str) -> Iterator[str]:
    """Say which labels may be those of one voice, and which were taken to be, each with the command that settles it."""
    if voice.slip_for:
        yield words.SLIP.format(label=voice.label, meant=voice.slip_for)
        yield words.SLIP_COMMAND.format(session=session, label=voice.label, meant=voice.slip_for)
    for other in voice.also:
        yield words.ALSO.format(label=voice.label, other=other)
        yield words.ALSO_COMMAND.format(session=session, other=other)


def _voice(voice: Voice) -> str:
    because = f" ({words.BECAUSE[voice.because]})" if words.BECAUSE[voice.because] else ""
    return words.VOICE.format(
        label=voice.label or words.NOBODY[voice.role], turns=words.counted(voice.turns, "tour"),
        words=words.counted(voice.words, "mot"),
        role=words.ROLES[voice.role], because=because,
    )
