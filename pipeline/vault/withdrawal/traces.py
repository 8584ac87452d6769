"""What was withdrawn → the files that hold it, deleted or rewritten, and the proof of what was searched."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.anchoring import decisions
from pipeline.changes.past_tables import COMPARED, KEPT_LOCK, LOCK, PREVIOUS, RUN
from pipeline.ingest.readers.common.encoding import decode
from pipeline.ingest.readers.received_files import FOLDER
from pipeline.ingest.readers.registry import METADATA
from pipeline.ingest.readers.spreadsheet import DELIMITERS
from pipeline.ingest.withdrawals import SHOWN, Place
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Coding, Excerpt, Orphan, ThemeSummary
from pipeline.model.decision_rows import Extent
from pipeline.model.files import normalised, write_whole
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.made_files import document, files
from pipeline.run.flow import TABLES
from pipeline.vault import copies
from pipeline.vault.copies import holding, remotes
from pipeline.vault.withdrawal import words_to_find
from pipeline.vault.withdrawal import words_to_find as say
from pipeline.vault.withdrawal.words_to_find import WithdrawnPhrases

# A document of a word processor is not rewritten: what it keeps of past versions would stay in it.
PLAIN = frozenset({".txt", ".md"})


def clear(path: Path, turns: Mapping[int, str]) -> list[int]:
    """
    Take whole turns out of a transcript in plain text, their labels left before them.

    Args:
        path: the transcript.
        turns: the number of each turn to take out, and its words.

    Returns:
        the turns that could not be told apart in the file, and are left to be taken out by hand.
    """
    try:
        text = path.read_bytes().decode("utf-8") if path.suffix.lower() in PLAIN else None
    except UnicodeDecodeError:
        text = None
    if text is None:
        return sorted(turns)
    new, left = cleared(text, turns)
    if new != text:
        write_whole(path, new.encode())
    return left


def cleared(text: str, turns: Mapping[int, str]) -> tuple[str, list[int]]:
    r"""
    Replace each turn that stands once, and once only, in a text; lines may break anywhere in it.

    >>> cleared("A : Oui, je\nveux.\n\nB : Non.\n", {0: "Oui, je veux."})
    ('A : [tour retiré]\n\nB : Non.\n', [])
    """
    left: list[int] = []
    for number, said in sorted(turns.items()):
        found = list(re.finditer(r"\s+".join(map(re.escape, said.split())), text)) if said.strip() else []
        if len(found) == 1:
            text = text[: found[0].start()] + SHOWN + text[found[0].end() :]
        else:
            left.append(number)
    return text, left


CACHES = (".dvc/cache", ".dvc/tmp")
PRIVATE, PAST = "build/private", "build/previous"
DVC_NAMES = "build/private/dvc"  # where DVC remembers the names of the files it saw
BY_SESSION = ("build/private/turns", "build/private/proposals", "build/embeddings", "build/topic_embeddings")
KEYS = ("session", "fichier")


Files = Mapping[str, str]  # the file of a session, by its name inside ``transcripts/``


def by_session(study: Study, sessions: Files) -> dict[str, Path]:
    """Find the transcript of each session, where it is there."""
    # As ``survey`` names files: macOS writes accents in two characters.
    places = {normalised(p.relative_to(study / FOLDER).as_posix()): p for p in files(study, (FOLDER,))}
    return {session: places[file] for session, file in sessions.items() if file in places}


def forget_turns(study: Study, session: str) -> None:
    """Delete what was read of a transcript before its words were taken out."""
    for folder in BY_SESSION[:2]:
        (study / f"{folder}/{session}.parquet").unlink(missing_ok=True)


def delete_sessions(study: Study, emptied: Files) -> list[str]:
    """Delete the transcripts of sessions, what was derived of each apart, and their lines in ``sessions.csv``."""
    doomed = [*by_session(study, emptied).values()]
    doomed += [p for s in emptied for f in BY_SESSION if (p := study / f"{f}/{s}.parquet").exists()]
    doomed += [study / f"{PRIVATE}/identifiers.parquet"] if emptied else []
    for path in doomed:
        path.unlink(missing_ok=True)
    if emptied:
        shutil.rmtree(study / DVC_NAMES, ignore_errors=True)
        _unlist(study, emptied)
    return [p.relative_to(study.root).as_posix() for p in doomed]


def _unlist(study: Study, emptied: Files) -> None:
    path = study / f"{FOLDER}/{METADATA}"
    if not path.exists():
        return
    names = {name for session, file in emptied.items() for name in (session, file, Path(file).stem)}
    text = decode(path.read_bytes(), METADATA)
    delimiter = max(DELIMITERS, key=text.split("\n")[0].count)
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    keys = [n for n, column in enumerate(header) if column.strip().lower() in KEYS]
    kept = [row for row in rows if not names & {row[n].strip() for n in keys if n < len(row)}]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerows([header, *kept])
    write_whole(path, buffer.getvalue().encode())


def delete_copies(study: Study, found: WithdrawnPhrases) -> list[str]:
    """Delete what was derived for the team and what DVC cached of it, wherever withdrawn words stand."""
    # The private half is made again, and what is kept of the run before has lost its words (``previous``).
    spared = (study / PRIVATE, study / PAST)
    held = [p for p in files(study, ("build", *CACHES)) if not any(p.is_relative_to(s) for s in spared)]
    texts = ((p, document(study, p).text) for p in held)
    doomed = [p for p, text in texts if found.stand_in(text) or found.name_in(text)]
    for path in doomed:
        path.unlink()
    if any(p.is_relative_to(study / TABLES) for p in doomed):
        # Tables are read together: some without the others would mislead.
        shutil.rmtree(study / TABLES)
    return [p.relative_to(study.root).as_posix() for p in doomed]


def keep_previous(study: Study, gone: Collection[Place]) -> None:
    """Replace what is kept of the run before by the run of today, where withdrawn passages have a place and no word."""
    now = study / TABLES
    shutil.rmtree(study / PREVIOUS, ignore_errors=True)
    if (now / RUN).exists():
        there = [name for name in COMPARED if (now / f"{name}.parquet").exists()]
        tables = {name: [_blank(r, gone) for r in store.read(name, now / f"{name}.parquet")] for name in there}
        if (study / LOCK).exists():
            (study / KEPT_LOCK).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(study / LOCK, study / KEPT_LOCK)
        store.save_tables(study / PREVIOUS, {"tables": tables, "run": store.load_json(now / RUN)})


def _blank(row: Any, gone: Collection[Place]) -> Any:
    if isinstance(row, ThemeSummary):
        return row
    if isinstance(row, Orphan):
        return replace(row, quote="")
    last = row.last_turn if isinstance(row, Coding) else row.turn
    if not any((row.session, n) in gone for n in range(row.turn, last + 1)):
        return row
    if isinstance(row, AnonymisedTurn):
        return replace(row, text="", anchors=(), sentences=())
    return replace(row, text="", question="", masks=()) if isinstance(row, Excerpt) else replace(row, text="")


EXPORTS = ("exports",)
BY_HAND = ("codebook", "params.yaml")
CLEARED = ("build", "decisions", ".dvc", ".filigrane", "dvc.lock", "transcripts")
SAID = ("transcripts", "build/private")


def recall(study: Study, found: words_to_find.WithdrawnPhrases) -> None:
    """List the exports and the memos that hold withdrawn words."""
    for title, where in ((say.RECALL, EXPORTS), (say.BY_HAND, BY_HAND)):
        held = words_to_find.places(study, where, found)
        if held:
            print("\n".join([title, *(f"  {place}" for place in held)]))


def elsewhere(study: Study, sessions: Files) -> None:
    """Say what to type for the remotes and for git's history, which no command of this machine clears by itself."""
    for remote in remotes(study):
        print(say.REMOTE.format(name=remote.name, url=remote.url))
    touched = [f"transcripts/{file}" for file in sessions.values()]
    touched += [f"decisions/{w.who}" for w in decisions.withdrawals(study) if w.extent == Extent.MIGRATION]
    past = {place: commits for place in dict.fromkeys(touched) if (commits := copies.commits_of(study, place))}
    if past:
        paths = " ".join(f"--path '{place}'" for place in past)
        number = len({commit for commits in past.values() for commit in commits})
        print("\n".join([say.HISTORY.format(commits=number), say.FILTER.format(paths=paths), say.AFTERWARDS]))
    print(say.COPIES)


def prove(study: Study, found: words_to_find.WithdrawnPhrases) -> bool:
    """Search everything there is and say what was searched; gives whether something is left that should not be."""
    left = words_to_find.places(study, CLEARED, found)
    past = copies.search(study, found.stand_in) if copies.under_git(study) else None
    here = [r for r in remotes(study) if r.folder]
    far = [f"{r.name} : {place}" for r in here for place in holding(r, found.stand_in)]
    names = [r.name for r in here]
    read = (say.COMMITS if past.whole else say.COMMITS_LEFT).format(read=past.read) if past else ""
    where = say.REMOTES.format(names=", ".join(names)) if names else ""
    number = len(files(study, (*CLEARED, *EXPORTS, *BY_HAND)))
    print(say.SEARCHED.format(files=number, commits=read, remotes=where))
    commits = [f"git : {', '.join(past.found)}"] if past and past.found else []
    listed = [*left, *words_to_find.places(study, (*EXPORTS, *BY_HAND), found), *commits, *far]
    print("\n".join([say.FOUND, *(f"  {place}" for place in listed)]) if listed else say.CLEAN)
    for remote in (r for r in remotes(study) if not r.folder):
        print(say.ELSEWHERE.format(name=remote.name, url=remote.url))
    # What others said stands in the transcript too: it was said how to take her turns out of it by hand.
    return any(not place.startswith(SAID) for place in left)
