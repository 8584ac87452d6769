"""Files of the disk → the same files in ``transcripts/``, none replaced, none brought in that cannot be read."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.ingest.readers.survey import FOLDER
from pipeline.model.study import Study


@dataclass
class Deposit:
    """What was brought into a study: names inside ``transcripts/``, those copied just now, and what went wrong."""

    folder: Path
    names: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

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
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, target)
                    done.copied.append(name)
                done.names.append(name)
    return done


def _files(path: Path, done: Deposit) -> Iterator[tuple[Path, str]]:
    if path.is_dir():
        yield from ((p, p.relative_to(path.parent).as_posix()) for p in sorted(path.rglob("*")) if p.is_file())
    elif path.is_file():
        yield path, path.name
    else:
        done.absent.append(str(path))
