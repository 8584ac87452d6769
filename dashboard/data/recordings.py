"""The folder of recordings that somebody points to → the one of an interview, where it lies; its address, here only.

A voice is somebody: a recording is read where it is and nowhere else. Nothing of it is copied, kept by a cache or put
in the study, and it is served to this machine alone.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from pathlib import Path, PurePath
from urllib.parse import quote

from dashboard.access import door, permissions, study_place
from dashboard.words import ui_words
from pipeline.ingest.readers.received_files import Readable
from pipeline.ingest.readers.registry import transcripts
from pipeline.language.folds import fold_for_search
from pipeline.model.errors import FiligraneError
from pipeline.model.files import normalised, write_whole
from pipeline.model.study import Study

ROUTE = "/enregistrement"
COLUMN = "enregistrement"
# In the private half: git and DVC keep nothing of it, and no stage reads it.
KEPT = "build/private/recordings.txt"
RECEIVED = "transcripts"
SOUNDS = {
    ".mp3": "audio/mpeg", ".wav": "audio/wav", ".m4a": "audio/mp4", ".aac": "audio/aac", ".ogg": "audio/ogg",
    ".oga": "audio/ogg", ".opus": "audio/ogg", ".flac": "audio/flac", ".weba": "audio/webm",
}
PICTURES = {
    ".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg", ".mov": "video/quicktime",
}
KINDS = SOUNDS | PICTURES
# What an address is signed with: nobody guesses it, and it ends with this server.
SECRET = secrets.token_bytes(32)


def folder(study: Study) -> str:
    """Give the folder that somebody pointed to; empty when nobody did."""
    path = study / KEPT
    return path.read_text("utf-8").strip() if path.exists() else ""


def point(study: Study, typed: str) -> None:
    """
    Keep where recordings are; nothing typed forgets it.

    Raises:
        FiligraneError: it is no folder of this machine.
    """
    if typed and not Path(typed).expanduser().is_dir():
        raise FiligraneError(ui_words.NO_FOLDER.format(typed=typed))
    write_whole(study / KEPT, f"{Path(typed).expanduser() if typed else ''}\n".encode(), owner_only=True)


def stem(file: str) -> str:
    """Give the name by which the recording of a transcript is known."""
    return PurePath(file).stem


def of(study: Study, session: str) -> Path | None:
    """Find the recording of an interview: the one that ``sessions.csv`` names, else the one of the same name."""
    part = transcripts(study).get(session)
    if not isinstance(part, Readable):
        return None
    pointed = folder(study)
    places = [Path(pointed)] if pointed else []
    places.append(study / RECEIVED)
    if named := part.session.attributes.get(COLUMN, ""):
        told = [Path(named).expanduser(), *(place / named for place in places)]
        return next((path for path in told if path.is_absolute() and path.is_file() and _kind(path)), None)
    wanted = {_plain(stem(part.session.file)), _plain(session)}
    for place in places:
        found = sorted(place.iterdir()) if place.is_dir() else []
        alike = [p for p in found if _kind(p) and _plain(p.stem) in wanted and p.is_file()]
        if alike:
            return alike[0]
    return None


def _plain(name: str) -> str:
    return fold_for_search(normalised(name))


def _kind(path: Path) -> str:
    return KINDS.get(path.suffix.lower(), "")


def is_video(path: Path) -> bool:
    """Tell whether there is something to see."""
    return path.suffix.lower() in PICTURES


def address(session: str) -> str:
    """Give the address at which a page of this server hears an interview."""
    return f"{ROUTE}/{_mark(study_place.study(), session)}/{quote(session, safe='')}"


def _mark(study: Study, session: str) -> str:
    return hmac.new(SECRET, f"{study.root.resolve()}\0{session}".encode(), "sha256").hexdigest()[:32]


def asked(mark: str, session: str, headers: Mapping[str, str], client: str) -> tuple[Path, str] | None:
    """
    Give the recording that a request asks for, and its kind; nothing to whoever may not hear it.

    Args:
        mark: what the address was signed with.
        session: the interview.
        headers: of the request, as for a private page: made here, by this machine's own name, for nobody else.
        client: the address that it comes from.
    """
    said = {name.lower(): value for name, value in headers.items()}
    mine = said.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}
    if not (permissions.alone(headers) and door.loopback(client) and mine):
        return None
    tried = (study_place.own(), study_place.demonstration())
    study = next((s for s in tried if s and hmac.compare_digest(_mark(s, session), mark)), None)
    found = of(study, session) if study else None
    return (found, _kind(found)) if found else None
