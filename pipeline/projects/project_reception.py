"""A file or a folder of another tool → its project, read; and what its import did, accounts first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.ingest.reception import import_words as words
from pipeline.ingest.reception.import_words import counted_pieces
from pipeline.model.errors import FiligraneError
from pipeline.projects.bringing_in import Brought
from pipeline.projects.databases import INSIDE, read_database
from pipeline.projects.marked_texts import PAGES, TEXTS, is_marked, read_marked
from pipeline.projects.positions import ReadingChoice, ReadingEvidence
from pipeline.projects.project import Project
from pipeline.projects.project_lines import ProjectLines
from pipeline.projects.refi import read_refi
from pipeline.projects.sonal import CORPUS, INTERVIEW, read_sonal

REFI = frozenset({".qdpx", ".qde"})
SONAL = frozenset({CORPUS, INTERVIEW})
DATABASES = frozenset({".qda", ".sqlite3", ".sqlite", ".db", ".rqda"})


def is_project(path: Path) -> bool:
    """Tell whether a file, or a folder, is a project of another tool."""
    if path.is_dir():
        return (path / INSIDE).is_file() or len(_corpora(path)) == 1
    return path.is_file() and (path.suffix.lower() in REFI | DATABASES | SONAL or is_marked(path))


def projects_among(given: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Set projects apart from other files; the interviews of a corpus of Sonal come in with it, and not twice."""
    found: list[Path] = []
    others: list[Path] = []
    for path in given:
        (found if is_project(path) else others).append(path)
    corpora = {path.parent for path in found if path.suffix.lower() == CORPUS}
    return [p for p in found if p.suffix.lower() != INTERVIEW or p.parent not in corpora], others


def read_project(path: Path) -> Project:
    """
    Read a project, whatever tool wrote it.

    Raises:
        FiligraneError: it is none, or cannot be read.
    """
    if not is_project(path):
        raise FiligraneError(words.UNKNOWN_PROJECT.format(file=path.name, known=words.KNOWN_PROJECTS))
    if path.is_dir() and not (path / INSIDE).is_file():
        return read_sonal(_corpora(path)[0])
    suffix = path.suffix.lower()
    if suffix in REFI:
        return read_refi(path)
    if suffix in SONAL:
        return read_sonal(path)
    return read_marked(path) if suffix in PAGES | TEXTS else read_database(path)


def _corpora(folder: Path) -> list[Path]:
    return [p for p in folder.iterdir() if p.suffix.lower() == CORPUS]


def tell(done: Brought) -> Iterator[str]:
    """Tell what came in, what stands nowhere, what was set aside, and what has no place here."""
    project = done.project
    people = sum(1 for name in (done.lines.coders.values() if done.lines else ()) if name)
    yield words.PROJECT_HEAD.format(
        name=project.name, tool=words.TOOL.format(tool=project.tool) if project.tool else "",
        texts=counted_pieces(len(project.texts) + len(project.missing), "texts"),
        codes=counted_pieces(sum(b.codable for b in project.branches), "codes"),
        people=counted_pieces(people, "people"),
    )
    yield words.NEW_TEXTS.format(new=len(done.new), there=len(done.there))
    if project.missing:
        names = ", ".join(project.missing[: words.MANY]) + ("…" if len(project.missing) > words.MANY else "")
        yield words.MISSING.format(number=len(project.missing), names=names)
    if done.notes:
        yield words.NOTES.format(files=", ".join(sorted(done.notes)[: words.MANY]))
    for file, reason in done.refused.items():
        yield words.PROJECT_REFUSED.format(file=file, reason=reason)
    if done.choice:
        yield from _positions(done.choice)
    yield words.GRID.format(new=counted_pieces(done.new_codes, "new"), there=done.known_codes)
    yield from done.remarks
    if done.lines:
        yield from _account(done.lines)
    if done.columns:
        yield words.ATTRIBUTES.format(names=", ".join(done.columns))
    if done.speakers:
        yield words.SPEAKERS.format(number=done.speakers)
    left = [f"{n} {words.LEFT[kind][n > 1]}" for kind, n in sorted(project.left.items()) if n]
    if left:
        yield words.LEFT_BEHIND.format(what=", ".join(left))
    if not done.written:
        yield words.PREVIEW


def _positions(choice: ReadingChoice) -> Iterator[str]:
    kept, other = choice.kept, choice.other
    yield words.POSITIONS.format(
        how=_how(kept), n=counted_pieces(kept.passages, "passages"), starts=kept.starts, lines=kept.lines,
        ends=kept.ends, quoted=_quoted(kept),
    )
    if other:
        yield words.OTHERWISE.format(how=_how(other), starts=other.starts, ends=other.ends, quoted=_quoted(other))
    if other and choice.close:
        yield words.CLOSE
        yield from (words.BOTH.format(one=one, other=two) for one, two in choice.examples)


def _how(of: ReadingEvidence) -> str:
    reading = of.reading
    marked = words.MARKED if reading.marked else ""
    return words.UNITS[reading.unit] + marked + words.BREAKS[reading.breaks] + words.INCLUSIVE[reading.inclusive]


def _quoted(of: ReadingEvidence) -> str:
    return words.QUOTED.format(quoted=of.quoted, told=of.told) if of.told else ""


def _account(lines: ProjectLines) -> Iterator[str]:
    yield words.ACCOUNT.format(
        read=lines.project.codings, placed=lines.placed, orphans=lines.orphans, aside=lines.aside.total(),
        already=words.ALREADY.format(already=lines.already) if lines.already else "",
    )
    if lines.orphans:
        yield words.ORPHANS.format(number=lines.orphans)
    yield from (words.LINES_ASIDE.format(number=n, why=why) for why, n in lines.aside.most_common() if n)
    if lines.by_coder:
        yield words.CODERS.format(coders=", ".join(f"{who} ({n})" for who, n in lines.by_coder.most_common()))
    if lines.memos:
        yield words.MEMOS.format(number=lines.memos)
    if lines.memos_left:
        yield words.MEMOS_LEFT.format(number=lines.memos_left)
    if lines.placed:
        yield words.NOT_READ_WHOLE
