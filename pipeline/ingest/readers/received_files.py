"""Files of the disk → ``transcripts/``, none replaced; one of its files → what ``turns`` loads, or why it cannot."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.ingest.readers import spreadsheet
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.readers.common.refused_files import LARGEST_FILE, MOST_PARAGRAPHS, bounded, too_large
from pipeline.ingest.session import QUESTIONNAIRE, Questionnaire, ReadTranscript, Session, Transcript
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.files import normalised, put_in_place, unfinished
from pipeline.model.study import Study

FOLDER = "transcripts"
Reader = Callable[[bytes, str], ReadTranscript]
SUFFIXES = frozenset({".csv", ".tsv", ".xlsx"})
FORMAT = "questionnaire ({suffix})"
OF_SYSTEMS = {"thumbs.db", "desktop.ini"}
NOTICES = ("lisezmoi", "readme")
TEMPORARY = (".", "~$")  # hidden, or the lock of a document that is open
LONGEST_NAME = 200  # bytes: systems take 255, and what is made of a file is called after it
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # by Windows
UNWRITABLE = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff<>:"|?*]')


def passed_over(name: str) -> bool:
    """Tell whether a file is no transcript by its name: hidden, temporary, of a system, a notice."""
    stem = Path(name).stem.lower()
    return name.startswith(TEMPORARY) or name.lower() in OF_SYSTEMS or stem in NOTICES


def name_inside(given: str) -> str:
    r"""
    Make the name of a file of ``transcripts/`` of what a browser gives: a name, whatever path it has, for any system.

    >>> name_inside("C:\\docs\\E01.txt"), name_inside("../E\n1.txt"), name_inside("CON.txt"), name_inside("..")
    ('E01.txt', 'E_1.txt', '_CON.txt', '')
    """
    name = UNWRITABLE.sub("_", given.replace("\\", "/").rpartition("/")[2]).strip().rstrip(". ")
    if RESERVED.fullmatch(name):
        name = f"_{name}"
    stem, dot, suffix = name.rpartition(".")
    longest = LONGEST_NAME - len((dot + suffix).encode())
    if len(name.encode()) <= LONGEST_NAME:
        return name
    return stem.encode()[: max(longest, 1)].decode("utf-8", "ignore") + dot + suffix[:LONGEST_NAME]


def written_name(path: Path, folder: Path) -> str:
    """Name a file as a person reads it, the same on every machine: macOS writes accents in two characters."""
    name = path.relative_to(folder).as_posix()
    return normalised(os.fsencode(name).decode("utf-8", "replace"))


def no_file(path: Path) -> str:
    """Say why what stands in a folder cannot be opened as a file, and what to do; empty where it can."""
    try:
        os.fsencode(path).decode("utf-8")
        if path.is_symlink() and not path.exists():
            return "est un raccourci vers un fichier qui n'est plus là : déposez le fichier lui-même, ou retirez-le."
        if path.is_symlink() and path.is_dir():
            return "est un raccourci vers un dossier, qui n'est pas suivi : copiez-y les fichiers eux-mêmes."
        return "" if path.is_file() else "n'est pas un fichier où lire des paroles : retirez-le."
    except UnicodeDecodeError:
        return (
            "a un nom, ou un dossier, écrit avec d'autres lettres que celles de cette machine : "
            "renommez-le, sans accents."
        )
    except OSError as error:
        return f"ne s'ouvre pas ({error.strerror}) : rapprochez-le du dossier transcripts/, ou donnez-lui un nom court."


def content(path: Path, file: str) -> bytes:
    """
    Give the bytes of a file that is no larger than a transcript can be.

    Raises:
        UnreadableTranscript: it is larger, or the system refuses to open it.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        raise UnreadableTranscript(f"{file} ne s'ouvre pas ({error.strerror}). Vérifiez ses droits d'accès.") from error
    if size > LARGEST_FILE:
        raise too_large(file, size, LARGEST_FILE)
    return data


@dataclass(frozen=True)
class NamedReader:
    """A reader, ``module:function``: most studies have one or two formats, and the others are never imported."""

    name: str

    def __call__(self, data: bytes, file: str) -> ReadTranscript:
        module, function = self.name.split(":")
        found: Reader = getattr(import_module(module), function)
        return found(data, file)


def read(reader: Reader, data: bytes, file: str) -> ReadTranscript:
    """Read a file, whose words a format may write in pieces, with its words as everywhere: composed, and seen."""
    bounded(file, data.count(b"\n"), "lignes")
    found = reader(data, file)
    bounded(file, len(found.paragraphs), "paragraphes", MOST_PARAGRAPHS)
    said = (replace(p, text=normalised(p.text), speaker=normalised(p.speaker)) for p in found.paragraphs)
    return replace(
        found, paragraphs=tuple(said), described=_written(found.described),
        asides=tuple(replace(a, text=normalised(a.text)) for a in found.asides),
    )


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _written(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [_written(inside) for inside in value]
    return normalised(value) if isinstance(value, str) else value


@dataclass(frozen=True)
class Readable:
    """A transcript known by its bytes and its metadata, read only when its turns must be redone."""

    path: Path
    session: Session
    read: Reader

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.path.read_bytes() + b"\0" + repr(self.session).encode()).hexdigest()

    def load(self) -> Transcript:
        """
        Read what the file holds.

        Raises:
            UnreadableTranscript: the file cannot be read; the message says what to do.
        """
        return Transcript(self.session, read(self.read, content(self.path, self.session.file), self.session.file))


@dataclass(frozen=True)
class Unreadable:
    """A file that was set aside before it was read, with the reason in the user's words."""

    file: str
    reason: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.reason.encode()).hexdigest()

    def load(self) -> Transcript:
        raise UnreadableTranscript(self.reason)


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
        counted = characters(*self.table.header, *(cell for row in self.table.rows for cell in row))
        read = ReadTranscript(
            (), (), counted, FORMAT.format(suffix=Path(self.session.file).suffix.lower()),
        )
        return Transcript(self.session, read, self.table)


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
    header, rows = spreadsheet.read_table(path.read_bytes(), described.file)
    return Questionnaire(replace(described, type=QUESTIONNAIRE), header, rows)


def told_apart(tables: Iterable[Questionnaire]) -> list[Questionnaire]:
    """Give the questionnaires in order; respondents of several bear the name of theirs before their number."""
    ordered = sorted(tables, key=lambda t: t.session.session)
    return ordered if len(ordered) < 2 else [replace(t, prefix=f"{t.session.session}-") for t in ordered]


@dataclass
class Deposit:
    """What was brought into a study: names inside ``transcripts/``, those copied just now, and what went wrong."""

    folder: Path
    names: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    spared: list[str] = field(default_factory=list)  # never read, by their names

    def take_back(self, refused: Collection[str]) -> None:
        """Remove the copies of files that cannot be read: their originals stay where they are."""
        for name in self.copied:
            if name in refused:
                (self.folder / name).unlink()


def deposit(study: Study, paths: Sequence[Path]) -> Deposit:
    """Copy files, or the files of folders, into ``transcripts/``; one that is already there is only named."""
    done = Deposit(study / FOLDER)
    done.folder.mkdir(exist_ok=True)
    inside = done.folder.resolve()
    for given in paths:
        for path, name in _files(given, done):
            target = done.folder / name
            if path.resolve().is_relative_to(inside):
                done.names.append(path.resolve().relative_to(inside).as_posix())
            elif target.exists() and target.read_bytes() != path.read_bytes():
                done.kept.append(name)
            else:
                if not target.exists():
                    # Beside, then renamed: an interview cut by a full disk would be read as if it were whole.
                    beside = unfinished(target)
                    try:
                        shutil.copyfile(path, beside)
                        put_in_place(beside, target)
                    finally:
                        beside.unlink(missing_ok=True)
                    done.copied.append(name)
                done.names.append(name)
    return done


def _files(path: Path, done: Deposit) -> Iterator[tuple[Path, str]]:
    if path.is_dir():
        yield from ((p, p.relative_to(path.parent).as_posix()) for p in sorted(path.rglob("*")) if p.is_file())
    elif passed_over(path.name):
        done.spared.append(path.name)
    elif path.is_file():
        yield path, path.name
    else:
        done.absent.append(str(path))
