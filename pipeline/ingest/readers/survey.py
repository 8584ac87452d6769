"""The folder ``transcripts/`` → every file in it: read, set aside with a reason, or known not to be a transcript."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.anchoring.decisions import withdrawals
from pipeline.ingest.readers import metadata, spreadsheet
from pipeline.ingest.readers.common import refused_files
from pipeline.ingest.readers.common.encoding import decode
from pipeline.ingest.readers.received_files import (
    SUFFIXES,
    Readable,
    Reader,
    Unreadable,
    content,
    declared,
    questionnaire,
    read,
    told_apart,
)
from pipeline.ingest.session import Questionnaire, Session
from pipeline.ingest.withdrawals import SESSION, refuses
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.files import normalised
from pipeline.model.study import Study
from pipeline.model.study_key import study_key

FOLDER = "transcripts"
METADATA = "sessions.csv"
GUIDE = "guide.csv"
NOT_TRANSCRIPTS = {METADATA, GUIDE, "thumbs.db", "desktop.ini"}
NOTICES = ("lisezmoi", "readme")
TEMPORARY = (".", "~$")
WITH_FRONT_MATTER = (".txt", ".md")


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
        self.tabled = metadata.table(table.read_bytes(), f"{FOLDER}/{METADATA}") if table.exists() else []
        self.tombs = [w for w in withdrawals(study) if w.who.startswith(SESSION)]

    def go(self) -> Survey:
        """Survey the whole folder."""
        for path in sorted((p for p in self.folder.rglob("*") if p.is_file()), key=self._name):
            hidden = any(part.startswith(TEMPORARY) for part in path.relative_to(self.folder).parts)
            if not hidden and path.name.lower() not in NOT_TRANSCRIPTS and path.stem.lower() not in NOTICES:
                self._take(path)
        for values in self.tabled:
            file = str(values.get("fichier") or values["session"])
            why = f"{METADATA} parle de « {file} », absent de {FOLDER}/ : posez-y le fichier, ou retirez la ligne."
            self.set_aside.append((file, why))
        # Named last: a file set aside never takes the identifier of one that can be read.
        for file, reason in self.set_aside:
            stem = Path(file).stem
            free = metadata.LIKE_AN_IDENTIFIER.fullmatch(stem) and stem.lower() not in self.taken
            identifier = self._claim(stem if free else self._opaque(file), file)
            self.survey.unreadable[identifier] = Unreadable(file, reason)
        self.survey.questionnaires = told_apart(self.survey.questionnaires)
        return self.survey

    def _name(self, path: Path) -> str:
        # The same on every machine: macOS writes accents in two characters.
        return normalised(path.relative_to(self.folder).as_posix())

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
            self._keep(path, metadata.session(self._identifier(file, values), file, values))
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

    def _identifier(self, file: str, values: dict[str, Any]) -> str:
        identifier = str(values.get("session") or "")
        if not identifier:
            stem = Path(file).stem
            identifier = stem if metadata.LIKE_AN_IDENTIFIER.fullmatch(stem) else self._opaque(file)
        if not metadata.IDENTIFIER.fullmatch(identifier):
            raise UnreadableTranscript(
                f"{file} : l'identifiant de session « {identifier} » ne convient pas. "
                "Choisissez des lettres sans accent, des chiffres et des tirets, comme E01, et aucun nom de personne."
            )
        other = self.taken.get(identifier.lower())
        if other is not None:
            raise UnreadableTranscript(
                f"{file} porte le même identifiant de session ({identifier}) que {other}. "
                "Donnez-lui-en un autre (« session: » de son en-tête, ou sessions.csv), ou retirez l'un des deux."
            )
        return identifier

    def _opaque(self, file: str) -> str:
        # A file name may hold someone's name, and identifiers leave the private half.
        return "S" + hmac.new(study_key(self.study), file.encode(), hashlib.sha256).hexdigest()[:6]

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
        if self.tombs and path.suffix.lower() in self.readers:
            reading = read(self.readers[path.suffix.lower()], content(path, described.file), described.file)
            said = " ".join(p.text for p in reading.paragraphs)
            if refuses(self.tombs, study_key(self.study), described.session, [said]):
                raise UnreadableTranscript(
                    f"{described.file} : cette transcription a été retirée de l'enquête à la demande d'une personne "
                    "(decisions/withdrawals), et n'est plus lue. Retirez le fichier ; si c'est un autre entretien, "
                    "donnez-lui un autre identifiant de session."
                )
