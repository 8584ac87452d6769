"""The committed project → throw-away clones to measure in, never the working tree."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


@contextmanager
def clone() -> Iterator[Path]:
    """Give a fresh clone of the last commit, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="filigrane-") as folder:
        place = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(HERE), str(place)], check=True)
        (place / "dvc.lock").unlink(missing_ok=True)
        yield place


def run(place: Path, *command: str, python: str = sys.executable, **variables: str) -> float:
    """Run a command of the project's environment in a clone; gives the seconds it took."""
    scripts = str(Path(python).parent)
    environment = os.environ | {"PATH": f"{scripts}:{os.environ['PATH']}", "PYTHONPATH": str(place)} | variables
    # A person's Python keeps the modules it compiled: each stage would compile the house again.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} a échoué :\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return time.perf_counter() - started
