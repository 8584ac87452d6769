"""Formats ↔ readers; ``transcripts/`` → its sessions and questionnaires, every file read or set aside with a reason."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.anchoring.decisions import interviews, withdrawals
from pipeline.ingest.readers import metadata, spreadsheet
from pipeline.ingest.readers.common import refused_files
from pipeline.ingest.readers.common.encoding import decode
from pipeline.ingest.readers.received_files import (
    FOLDER,
    SUFFIXES,
    TEMPORARY,
    NamedReader,
    OpenAnswers,
    Readable,
    Reader,
    Unreadable,
    content,
    declared,
    no_file,
    passed_over,
    questionnaire,
    read,
    told_apart,
    written_name,
)
from pipeline.ingest.session import GuideLine, Questionnaire, Session
from pipeline.ingest.withdrawals import SESSION, refuses
from pipeline.language.transcript_conventions import names_nobody
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.study import OPAQUE, Study
from pipeline.model.study_key import study_key

METADATA = "sessions.csv"
GUIDE = "guide.csv"
TABLES = {METADATA, GUIDE}
WITH_FRONT_MATTER = (".txt", ".md")


def opaque(study: Study, name: str) -> str:
    """Give the identifier of an interview known by a name that may be someone's: identifiers leave the private half."""
    return "S" + hmac.new(study_key(study), name.encode(), hashlib.sha256).hexdigest()[:6]


def opaque_unless_nameless(study: Study, chosen: str) -> str:
    """Give an interview the identifier that somebody chose for it, but one that could name someone."""
    return chosen if names_nobody(chosen) or OPAQUE.fullmatch(chosen) else opaque(study, chosen)


@dataclass
class Survey:
    """What stands in ``transcripts/``; every file is in one of the three."""

    readable: dict[str, Readable] = field(default_factory=dict)
    unreadable: dict[str, Unreadable] = field(default_factory=dict)
    questionnaires: list[Questionnaire] = field(default_factory=list)


class Surveyor:
    """Goes through the files in order of name: of two with one identifier, the second is set aside."""

    def __init__(self, study: Study, readers: dict[str, Reader], describing: frozenset[str]) -> None:
        self.study, self.readers, self.describing = study, readers, describing
        self.folder = study / FOLDER
        self.survey = Survey()
        self.taken: dict[str, str] = {}
        self.set_aside: list[tuple[str, str]] = []
        table = self.folder / METADATA
        self.tabled = metadata.table(table.read_bytes(), f"{FOLDER}/{METADATA}") if table.is_file() else []
        self.whole_withdrawals = [w for w in withdrawals(study) if w.who.startswith(SESSION)]

    def go(self) -> Survey:
        """Survey the whole folder."""
        for path in sorted(self._offered(), key=self._name):
            if reason := no_file(path):
                self.set_aside.append((self._name(path), f"{self._name(path)} {reason}"))
            else:
                self._take(path)
        for values in self.tabled:
            file = str(values.get("fichier") or values["session"])
            why = f"{METADATA} parle de « {file} », absent de {FOLDER}/ : posez-y le fichier, ou retirez la ligne."
            self.set_aside.append((file, why))
        # Named last: a file set aside never takes the identifier of one that can be read.
        for file, reason in self.set_aside:
            stem = Path(file).stem
            free = metadata.like_an_identifier(stem) and stem.lower() not in self.taken
            if free:
                identifier = self._claim(stem, file)
            else:
                # One name in composed characters and in others are two files: neither takes the place of the other.
                names = (opaque(self.study, f"{file}{again or ''}") for again in itertools.count())
                identifier = self._claim(next(i for i in names if i.lower() not in self.taken), file)
            self.survey.unreadable[identifier] = Unreadable(file, reason)
        self.survey.questionnaires = told_apart(self.survey.questionnaires)
        return self.survey

    def _offered(self) -> Iterator[Path]:
        """Give what stands in the folder but folders, hidden files, notices and tables of metadata."""
        for place, folders, files in os.walk(self.folder):
            here = Path(place)
            # What is behind a link may be the whole disk, or this very folder.
            linked = [name for name in folders if os.path.islink(here / name)]  # noqa: PTH114 - a path may be too long
            folders[:] = [name for name in folders if not name.startswith(TEMPORARY) and name not in linked]
            yield from (here / name for name in [*files, *linked] if not (passed_over(name) or name.lower() in TABLES))

    def _name(self, path: Path) -> str:
        return written_name(path, self.folder)

    def _take(self, path: Path) -> None:
        file = self._name(path)
        suffix = path.suffix.lower()
        own: dict[str, Any] = {}
        described: dict[str, Any] = {}
        try:
            if suffix in WITH_FRONT_MATTER:
                own = metadata.split_front_matter(decode(content(path, file), file), file)[0]
            told = metadata.completed(own, self._told_of(file, own.get("session")))
            if suffix in self.describing:
                described = read(self.readers[suffix], content(path, file), file).described
            values = metadata.with_described(told, described)
            self._keep(path, self._described(file, values))
        except UnreadableTranscript as error:
            self._told_of(file, None)
            self.set_aside.append((file, str(error)))

    def _told_of(self, file: str, session: object) -> dict[str, Any]:
        stem = Path(file).stem
        for values in self.tabled:
            by_file = values.get("fichier") in {file, stem}
            if by_file or ("fichier" not in values and values["session"] in {session, stem}):
                self.tabled.remove(values)
                return values
        return {}

    def _described(self, file: str, values: dict[str, Any]) -> Session:
        stem = Path(file).stem
        chosen = str(values.get("session") or "") or (stem if metadata.IDENTIFIED.fullmatch(stem) else "")
        if chosen and not metadata.IDENTIFIER.fullmatch(chosen):
            raise UnreadableTranscript(
                f"{file} : l'identifiant de session « {chosen} » ne convient pas. "
                "Choisissez des lettres sans accent, des chiffres et des tirets, comme E01, et aucun nom de personne."
            )
        identifier = opaque_unless_nameless(self.study, chosen) if chosen else opaque(self.study, file)
        other = self.taken.get(identifier.lower())
        if other is not None:
            raise UnreadableTranscript(
                f"{file} porte le même identifiant de session ({chosen or identifier}) que {other}. "
                "Donnez-lui-en un autre (« session: » de son en-tête, ou sessions.csv), ou retirez l'un des deux."
            )
        described = metadata.session(identifier, file, values)
        return described if identifier == chosen else replace(described, chosen=chosen)

    def _claim(self, identifier: str, file: str) -> str:
        self.taken[identifier.lower()] = file
        return identifier

    def _keep(self, path: Path, described: Session) -> None:
        suffix = path.suffix.lower()
        self._refuse_withdrawn(path, described)
        tabled = suffix in SUFFIXES
        if tabled and not declared(path, described) and spreadsheet.holds_turns(path.read_bytes(), described.file):
            self.survey.readable[described.session] = Readable(path, described, spreadsheet.read)
        elif tabled:
            self.survey.questionnaires.append(questionnaire(path, described))
        elif suffix in self.readers:
            self.survey.readable[described.session] = Readable(path, described, self.readers[suffix])
        else:
            raise UnreadableTranscript(f"{described.file} : " + (refused_files.advice(suffix) or (
                f"Filigrane ne lit pas le format « {suffix or 'sans suffixe'} ». "
                f"Enregistrez-le dans l'un de ceux-ci : {', '.join(sorted(self.readers))} ; ou retirez-le du dossier."
            )))
        self._claim(described.session, described.file)

    def _refuse_withdrawn(self, path: Path, described: Session) -> None:
        if self.whole_withdrawals and path.suffix.lower() in self.readers:
            reading = read(self.readers[path.suffix.lower()], content(path, described.file), described.file)
            said = " ".join(p.text for p in reading.paragraphs)
            if refuses(self.whole_withdrawals, study_key(self.study), described.session, [said]):
                raise UnreadableTranscript(
                    f"{described.file} : cette transcription a été retirée de l'enquête à la demande d'une personne "
                    "(decisions/withdrawals), et n'est plus lue. Retirez le fichier ; si c'est un autre entretien, "
                    "donnez-lui un autre identifiant de session."
                )


Part = Readable | OpenAnswers | Unreadable
# A new format is one module with ``read(data, file)``, and one line here.
READERS: dict[str, Reader] = {
    ".cha": NamedReader("pipeline.ingest.readers.chat:read"),
    ".conll": NamedReader("pipeline.ingest.readers.orfeo:read"),
    ".conllu": NamedReader("pipeline.ingest.readers.orfeo:read"),
    ".docx": NamedReader("pipeline.ingest.readers.word:read"),
    ".eaf": NamedReader("pipeline.ingest.readers.elan:read"),
    ".htm": NamedReader("pipeline.ingest.readers.html:read"),
    ".html": NamedReader("pipeline.ingest.readers.html:read"),
    ".json": NamedReader("pipeline.ingest.readers.whisper:read"),
    ".md": NamedReader("pipeline.ingest.readers.text:read_markdown"),
    ".odt": NamedReader("pipeline.ingest.readers.opendocument:read"),
    ".orfeo": NamedReader("pipeline.ingest.readers.orfeo:read"),
    ".otr": NamedReader("pipeline.ingest.readers.otranscribe:read"),
    ".pdf": NamedReader("pipeline.ingest.readers.portable:read"),
    ".rtf": NamedReader("pipeline.ingest.readers.richtext:read"),
    ".srt": NamedReader("pipeline.ingest.readers.captions:read_srt"),
    ".textgrid": NamedReader("pipeline.ingest.readers.textgrid:read"),
    ".trjs": NamedReader("pipeline.ingest.readers.tei:read"),
    ".trs": NamedReader("pipeline.ingest.readers.transcriber:read"),
    ".txt": NamedReader("pipeline.ingest.readers.text:read"),
    ".vtt": NamedReader("pipeline.ingest.readers.captions:read_vtt"),
    ".xml": NamedReader("pipeline.ingest.readers.tei:read"),
}
# Formats whose files declare who takes part.
DESCRIBING = frozenset({".cha", ".eaf", ".textgrid", ".trjs", ".trs", ".xml"})


def survey(study: Study) -> Survey:
    """Go through ``transcripts/``: every file is readable, a questionnaire, or set aside with a reason."""
    return Surveyor(study, READERS, DESCRIBING).go()


def transcripts(study: Study) -> dict[str, Part]:
    """Give each session its transcript, still to be read; a file set aside is there too, with its reason."""
    found = survey(study)
    tables = {q.session.session: OpenAnswers(q) for q in found.questionnaires}
    return dict(sorted((found.readable | tables | found.unreadable).items()))


def sessions(study: Study) -> list[Session]:
    """List the sessions, in order, as their metadata describe them, with the identifiers that each had."""
    found = survey(study)
    register = interviews(study)
    every = [part.session for part in found.readable.values()] + [q.session for q in found.questionnaires]
    return [replace(s, known_as=register.origins(s.session)) for s in sorted(every, key=lambda s: s.session)]


def questionnaires(study: Study) -> list[Questionnaire]:
    """List the questionnaires, in order of session."""
    return survey(study).questionnaires


def asked(study: Study) -> list[GuideLine]:
    """
    Say which question of the guide was asked in which session; nothing when there is no ``guide.csv``.

    A session that has another identifier by now is known under the one that the guide was written with too.
    """
    path, file = study / FOLDER / GUIDE, f"{FOLDER}/{GUIDE}"
    if not path.is_file():
        return []
    register = interviews(study)
    return [replace(line, session=s) for line in metadata.guide_lines(content(path, file), file)
            for s in register.called(opaque_unless_nameless(study, line.session))]


def unused_columns(study: Study) -> list[str]:
    """List the columns of ``sessions.csv`` that the pipeline has no use for by itself."""
    path, file = study / FOLDER / METADATA, f"{FOLDER}/{METADATA}"
    return metadata.unused_columns(content(path, file), file) if path.is_file() else []
