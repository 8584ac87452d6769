"""``transcripts/`` and what the last run read → who answers where: the door of the pages where people tell it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.access import permissions, study_place
from dashboard.data import freshness
from dashboard.words import ui_words
from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import CorrectionDecision, RoleDecision
from pipeline.ingest.readers.received_files import FOLDER, Readable
from pipeline.ingest.readers.registry import GUIDE, METADATA, transcripts
from pipeline.ingest.speech.cutting import Cutting
from pipeline.ingest.speech.understood import Understood, understood
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS
from pipeline.model.errors import FiligraneError, UnreadableTranscript
from pipeline.model.study import Study
from pipeline.pseudonymise.describe.answerers import Answerer, lines
from pipeline.pseudonymise.describe.correcting import CorrectedTranscript, transcript
from pipeline.pseudonymise.people.titles import beside_file, study_order, study_titles

APART = {METADATA, GUIDE}


def refused() -> str:
    """Say why a page that shows what was received may not be shown; empty when it may."""
    return "" if permissions.may("own") else ui_words.MACHINE_ONLY


def own() -> None:
    """
    Refuse whoever is not at the machine of the study.

    Raises:
        FiligraneError: it is so.
    """
    if why := refused():
        raise FiligraneError(why)


def present() -> bool:
    """Tell whether anything was brought in."""
    folder = study_place.study() / FOLDER
    return any(p.is_file() and not p.name.startswith(".") and p.name not in APART for p in folder.rglob("*"))


def answerers() -> Sequence[Answerer]:
    """
    List everybody who answers; read anew when a file, a run or a decision about voices is another.

    Raises:
        FiligraneError: a table beside the transcripts cannot be read.
    """
    return _lines(str(study_place.study().root.resolve()), state())


@dataclass(frozen=True)
class UnderstoodInterviews:
    """What was understood of each interview; of those that cannot be read, why; the files they come from."""

    files: dict[str, str]
    understood: dict[str, Understood]
    unreadable: dict[str, str]
    called: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()

    def named(self, session: str) -> str:
        """Name an interview by its file, with its title beside."""
        return beside_file(session, self.files.get(session, ""), self.called)


def heard() -> UnderstoodInterviews:
    """
    Say who speaks in each interview, as decisions stand now; what did not change is not read again.

    Raises:
        FiligraneError: a table beside the transcripts cannot be read.
    """
    return _heard(str(study_place.study().root.resolve()), state())


@freshness.read(2, ui_words.LOADING)
def _heard(root: str, seen: str) -> UnderstoodInterviews:  # noqa: ARG001 - what is seen is the key
    study = Study(root)
    found = UnderstoodInterviews({}, {}, {})
    ruled: list[RoleDecision | CorrectionDecision] = [*decisions.roles(study), *decisions.corrections(study)]
    settings = study.params("turns")
    for session, part in transcripts(study).items():
        if not isinstance(part, Readable):
            continue
        found.files[session] = part.session.file
        mine = [d for d in ruled if d.session == session]
        read = _understood(f"{part.digest}\0{mine}\0{settings}", part, mine, settings)
        if isinstance(read, str):
            found.unreadable[session] = read
        else:
            found.understood[session] = read
    return replace(found, called=study_titles(study), order=tuple(study_order(study, found.files)))


# One gesture is about one interview: the others are not cut again.
@freshness.read(600)
def _understood(
    seen: str,  # noqa: ARG001 - what is seen is the key
    _part: Readable, _ruled: list[RoleDecision | CorrectionDecision], _settings: dict[str, Any],
) -> Understood | str:
    try:
        roles = [d for d in _ruled if isinstance(d, RoleDecision)]
        corrections = [d for d in _ruled if isinstance(d, CorrectionDecision)]
        return understood(_part.load(), roles, Cutting(**_settings), corrections)
    except UnreadableTranscript as error:
        return str(error)


def corrected(session: str) -> CorrectedTranscript:
    """
    Give an interview as it reads now, all that was mended included.

    Raises:
        FiligraneError: it is none of those that can be corrected.
    """
    return _corrected(str(study_place.study().root.resolve()), state(), session)


@freshness.read(4)
def _corrected(root: str, seen: str, session: str) -> CorrectedTranscript:  # noqa: ARG001 - what is seen is the key
    return transcript(Study(root), session)


def state() -> str:
    """Tell one state of what is read here from another."""
    study = study_place.study()
    whole = hashlib.sha256()
    watched = [*(study / FOLDER).rglob("*"), *(study / "decisions/roles").glob("*.csv"),
               *(study / "decisions/corrections").glob("*.csv"),
               *(study / "decisions/interviews").glob("*.csv"), study / "params.yaml"]
    for path in sorted(p for p in watched if p.is_file()):
        found = path.stat()
        whole.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    if (study / ARTEFACTS["turns"].path("turns")).exists():
        for path in store.files(study, "turns"):
            whole.update(f"{path.name}\0{path.stat().st_mtime_ns}\n".encode())
    return whole.hexdigest()


@freshness.read(2, ui_words.LOADING)
def _lines(root: str, seen: str) -> tuple[Answerer, ...]:  # noqa: ARG001 - what is seen is the key
    return tuple(lines(Study(root)))
