"""A study ↔ the bytes of one archive: what git does not hold, and what is needed to start again from it."""

from __future__ import annotations

import io
import tarfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from pipeline.model.errors import FiligraneError
from pipeline.model.files import OWNER_ONLY
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.made_files import files

PLACES = (
    "transcripts", "secrets", "decisions", "codebook", "params.yaml", "dvc.lock", ".gitignore", ".gitattributes",
    ".filigrane/key-fingerprint", ".dvcignore", ".dvc/config", ".dvc/.gitignore", ".streamlit/config.toml",
)
PRIVATE = ("transcripts", "secrets")
TEAM = 0o644
UNSAFE = "{place} contient « {name} », qui ne va pas dans une enquête : ce n'est pas une sauvegarde sûre. Rien d'écrit."


def pack(study: Study) -> bytes:
    """Put the files of a study in one archive, in order; links are followed, times and owners are left out."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for path in files(study, PLACES):
            content = path.read_bytes()
            member = tarfile.TarInfo(path.relative_to(study.root).as_posix())
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def unpack(packed: bytes, place: str) -> dict[str, bytes]:
    """
    Read an archive: the content of each file by its path in the study.

    Raises:
        FiligraneError: it is no archive of a study, or one of its paths leads elsewhere.
    """
    try:
        with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as archive:
            members = archive.getmembers()
            for member in members:
                parts = PurePosixPath(member.name).parts
                strange = "\\" in member.name or ":" in parts[0] or ".." in parts or member.name.startswith("/")
                known = any(PurePosixPath(member.name).is_relative_to(p) for p in PLACES)
                if strange or not known or not member.isfile():
                    raise FiligraneError(UNSAFE.format(place=place, name=member.name))
            opened = ((member.name, archive.extractfile(member)) for member in members)
            return {name: file.read() if file else b"" for name, file in opened}
    except (tarfile.TarError, EOFError, OSError) as error:
        raise FiligraneError(f"{place} s'ouvre, mais n'est pas une sauvegarde d'enquête. Vérifiez son nom.") from error


def write(root: Path, contents: dict[str, bytes]) -> None:
    """Write files under a folder, none replaced; what is private is for its owner alone."""
    for place, content in contents.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=OWNER_ONLY, exist_ok=False)
        path.write_bytes(content)
        if not place.startswith(PRIVATE):
            path.chmod(TEAM)


def counted(places: Iterable[str]) -> dict[str, int]:
    """Count files by the first part of their path."""
    return dict(sorted(Counter(PurePosixPath(p).parts[0] for p in places).items()))
