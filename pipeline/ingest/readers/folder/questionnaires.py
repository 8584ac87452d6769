"""A table of ``transcripts/`` that is declared a questionnaire → its answers, closed and open."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.ingest.readers.common.character_count import characters
from pipeline.ingest.readers.folder import table
from pipeline.ingest.session import QUESTIONNAIRE, Questionnaire, ReadTranscript, Session, Transcript
from pipeline.model.errors import UnreadableTranscript

SUFFIXES = frozenset({".csv", ".tsv", ".xlsx"})
FORMAT = "questionnaire ({suffix})"


@dataclass(frozen=True)
class OpenAnswers:
    """What a questionnaire brings to the stage ``turns``: its table, still to be cut into answers."""

    table: Questionnaire

    @property
    def session(self) -> Session:
        return self.table.session

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(self.table).encode()).hexdigest()

    def load(self) -> Transcript:
        read = ReadTranscript(
            (), (), _characters(self.table), FORMAT.format(suffix=Path(self.session.file).suffix.lower()),
        )
        return Transcript(self.session, read, self.table)


def _characters(table: Questionnaire) -> int:
    return characters(*table.header, *(cell for row in table.rows for cell in row))


def declared(path: Path, described: Session) -> bool:
    """Tell whether a table is declared a questionnaire, or named so."""
    return described.type == QUESTIONNAIRE or path.stem.lower().startswith(QUESTIONNAIRE)


def questionnaire(path: Path, described: Session) -> Questionnaire:
    """
    Read a table as a questionnaire when it is declared one, or named so.

    Raises:
        UnreadableTranscript: it is not declared, or cannot be read.
    """
    if not declared(path, described):
        raise UnreadableTranscript(
            f"{described.file} : ce tableau n'est pas déclaré. Si c'est un questionnaire, donnez-lui dans sessions.csv "
            "le type « questionnaire ». Si c'est une transcription, donnez-lui une ligne par tour et les titres "
            "« locuteur » et « texte », ou enregistrez-la en .srt, .vtt, .docx ou .txt. Sinon, retirez-le du dossier."
        )
    header, rows = table.read(path.read_bytes(), described.file)
    return Questionnaire(replace(described, type=QUESTIONNAIRE), header, rows)


def told_apart(tables: Iterable[Questionnaire]) -> list[Questionnaire]:
    """Give the questionnaires in order; respondents of several bear the name of theirs before their number."""
    ordered = sorted(tables, key=lambda t: t.session.session)
    return ordered if len(ordered) < 2 else [replace(t, prefix=f"{t.session.session}-") for t in ordered]
