"""An import that is killed anywhere leaves a study as it was, once anybody comes back to it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.model import files
from pipeline.model.files import BEFORE_IMPORT, FilesBefore
from pipeline.model.study import Study
from pipeline.projects.bringing_in import bring, left_half_way
from pipeline.projects.refi import read_refi
from tests.test_projects_in import QUOTES, SAID, empty, inline, project, selection, snapshot, study

__all__ = ["empty", "study"]
KILLED = """
import os, sys
from pathlib import Path
from pipeline.model import files
from pipeline.model.study import Study
from pipeline.projects.bringing_in import bring
from pipeline.projects.refi import read_refi
left = int(sys.argv[2])
put = files.put_in_place
def dying(temporary, path):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), 9)
    put(temporary, path)
files.put_in_place = dying
bring(Study("."), read_refi(Path(sys.argv[1])))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="ce système ne tue pas un processus ainsi")
def test_what_was_killed_is_put_back(study: Study, tmp_path: Path) -> None:
    """Killed at each of its writings in turn, an import leaves nothing, and the same import then comes in whole."""
    path = project(tmp_path, inline(SAID, *(selection(SAID, quote, n) for n, quote in enumerate(QUOTES))))
    before = snapshot(study)
    killed = 0
    for writings in (0, 1, 3, 5, 7, 9, 11):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(path), str(writings)], cwd=study.root, check=False, timeout=120,
        )
        if done.returncode == 0:
            break
        killed += 1
        left_half_way(study)
        assert snapshot(study) == before, writings
    assert killed > 2
    brought = bring(study, read_refi(path))
    assert brought.lines
    assert brought.lines.placed == len(QUOTES)
    assert not (study / BEFORE_IMPORT).exists()


def test_files_are_put_back_twice_alike(tmp_path: Path) -> None:
    """One that was there holds what it held, one that was not is gone; what is over is forgotten."""
    (tmp_path / "a").write_bytes(b"\n\nun")
    held = FilesBefore(tmp_path, tmp_path / "avant")
    assert (held.keep("a"), held.keep("b")) == (b"\n\nun", None)
    for name in ("a", "b"):
        files.write_whole(tmp_path / name, b"deux")
    held.put_back()
    held.put_back()
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").exists()) == (b"\n\nun", False)
    held.keep("a")
    files.write_whole(tmp_path / "a", b"trois")
    held.forget()
    FilesBefore(tmp_path, tmp_path / "avant").put_back()
    assert (tmp_path / "a").read_bytes() == b"trois"
