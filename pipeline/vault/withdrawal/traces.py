"""What was withdrawn → the files that hold it, deleted: transcripts, what was derived of them, copies in caches."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterable
from pathlib import Path

from pipeline.ingest.readers.common.encoding import decode
from pipeline.ingest.readers.spreadsheet import DELIMITERS
from pipeline.ingest.readers.survey import FOLDER, METADATA
from pipeline.ingest.session import Session
from pipeline.model.files import normalised, write_whole
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.made_files import document, files
from pipeline.run.flow import TABLES
from pipeline.vault.withdrawal.words_to_find import Probes

CACHES = (".dvc/cache", ".dvc/tmp")
PRIVATE, PAST = "build/private", "build/previous"
DVC_NAMES = "build/private/dvc"  # where DVC remembers the names of the files it saw
BY_SESSION = ("build/private/turns", "build/private/proposals", "build/embeddings", "build/topic_embeddings")
KEYS = ("session", "fichier")


def transcripts(study: Study, emptied: Iterable[Session]) -> list[Path]:
    """List the transcripts of sessions in which nobody is left."""
    named = {s.file for s in emptied}
    return [p for p in files(study, (FOLDER,)) if _name(study, p) in named]


def by_session(study: Study, sessions: Iterable[Session]) -> dict[str, Path]:
    """Find the file of each session."""
    places = {_name(study, p): p for p in files(study, (FOLDER,))}
    return {s.session: places[s.file] for s in sessions if s.file in places}


def forget_turns(study: Study, session: str) -> None:
    """Delete what was read of a transcript before its words were taken out."""
    for folder in BY_SESSION[:2]:
        (study / f"{folder}/{session}.parquet").unlink(missing_ok=True)


def _name(study: Study, path: Path) -> str:
    # As ``survey`` names files: macOS writes accents in two characters.
    return normalised(path.relative_to(study / FOLDER).as_posix())


def delete_sessions(study: Study, emptied: list[Session]) -> list[str]:
    """Delete the transcripts of sessions, what was derived of each apart, and their lines in ``sessions.csv``."""
    doomed = transcripts(study, emptied)
    doomed += [p for s in emptied for f in BY_SESSION if (p := study / f"{f}/{s.session}.parquet").exists()]
    doomed += [study / f"{PRIVATE}/identifiers.parquet"] if emptied else []
    for path in doomed:
        path.unlink(missing_ok=True)
    if emptied:
        shutil.rmtree(study / DVC_NAMES, ignore_errors=True)
        _unlist(study, emptied)
    return [p.relative_to(study.root).as_posix() for p in doomed]


def _unlist(study: Study, emptied: list[Session]) -> None:
    path = study / f"{FOLDER}/{METADATA}"
    if not path.exists():
        return
    names = {name for s in emptied for name in (s.session, s.file, Path(s.file).stem)}
    text = decode(path.read_bytes(), METADATA)
    delimiter = max(DELIMITERS, key=text.split("\n")[0].count)
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    keys = [n for n, column in enumerate(header) if column.strip().lower() in KEYS]
    kept = [row for row in rows if not names & {row[n].strip() for n in keys if n < len(row)}]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerows([header, *kept])
    write_whole(path, buffer.getvalue().encode())


def delete_copies(study: Study, found: Probes) -> list[str]:
    """Delete what was derived for the team and what DVC cached of it, wherever withdrawn words stand."""
    # The private half is made again, and what is kept of the run before has lost its words (``previous``).
    spared = (study / PRIVATE, study / PAST)
    held = [p for p in files(study, ("build", *CACHES)) if not any(p.is_relative_to(s) for s in spared)]
    doomed = [p for p in held if _holds(study, p, found)]
    for path in doomed:
        path.unlink()
    if any(p.is_relative_to(study / TABLES) for p in doomed):
        # Tables are read together: some without the others would mislead.
        shutil.rmtree(study / TABLES)
    return [p.relative_to(study.root).as_posix() for p in doomed]


def _holds(study: Study, path: Path, found: Probes) -> bool:
    text = document(study, path).text
    return found.stand_in(text) or found.name_in(text)
