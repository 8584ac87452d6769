"""Random histories of a study masked by hand and signed → masked words that the team could read, wrong signatures.

python -m benchmarks.masks_stay [HISTORIES [FIRST SEED [RECORD]]]

With a record, a line is added to it for each history, and those that it tells are not done again: stopped and typed
again, it goes on. The study is small, and what depends on nothing but what is on disk is worked out once for each state
of the disk: the same stages, on the same rows.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline.anchoring import decisions
from pipeline.changes.continuity import observed
from pipeline.ingest.readers import registry
from pipeline.model.contracts import Turn
from pipeline.model.study import Study
from pipeline.run.flow import stage
from pipeline.run.incremental import SessionRows, SessionTask, work
from tests.followed_study import Followed
from tests.mask_histories import history

ASKED = 4  # questions of each interview


def on_disk(study: Study) -> tuple[tuple[str, bytes], ...]:
    """Give all that people wrote of a study."""
    folders = (study / "transcripts", study / "decisions")
    return tuple((str(p), p.read_bytes()) for f in folders for p in sorted(f.rglob("*")) if p.is_file())


def once(make: Callable[[Study], Any]) -> Callable[[Study], Any]:
    """Work something out once for each state of the disk."""
    last: list[Any] = [None, None]

    def made(study: Study) -> Any:
        if last[0] != (now := on_disk(study)):
            last[:] = [now, make(study)]
        return last[1]

    return made


@contextlib.contextmanager
def quick() -> Iterator[None]:
    """Cut each text once, look at the folder once for each state of it, and wait for no disk."""
    cuts: dict[str, Any] = {}

    def cut(task: SessionTask) -> Any:
        if task.key not in cuts:
            cuts[task.key] = work(task)
        return cuts[task.key]

    def turns(study: Study) -> dict[str, list[Turn]]:
        settings = {s: study.params("turns")[s] for s in stage("turns").settings}
        every = (decisions.roles(study), decisions.corrections(study))
        return {
            name: cut(SessionTask("turns", (part, *(
                SessionRows(tuple(d for d in lines if d.session == name)) for lines in every
            )), settings))
            for name, part in registry.transcripts(study).items()
        }

    seen = once(turns)
    with (
        patch.object(registry, "survey", once(registry.survey)), patch.object(observed, "work", cut),
        patch.object(Followed, "turns", lambda on: seen(on.study)), patch.object(os, "fsync", lambda _: None),
    ):
        yield


def tried(seed: int) -> tuple[int, list[str]]:
    """Live one history; gives how many states it went through, and what was wrong in each."""
    states, wrong = 0, list[str]()
    gc.disable()  # the little that a history leaves is collected at its end
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()), quick():
        for told, made in history(Path(folder) / "study", seed, asked=ASKED):
            if told == "begun":
                continue  # nothing was done to it yet
            states += 1
            wrong += [f"{told}: {word} shown" for word in sorted(made.shown_bare())]
            wrong += [f"{told}: {session} signed" for session in made.wrongly_signed()]
    gc.enable()
    return states, wrong


def main(histories: int, first: int, record: Path | None) -> int:
    """Print what went wrong, as it goes, and the counts; gives the exit code."""
    began, spent = time.time(), time.process_time()
    lines = record.read_text("utf-8").splitlines() if record and record.exists() else []
    told = [json.loads(line) for line in lines]
    done: dict[int, tuple[int, list[str]]] = {one["seed"]: (one["states"], one["wrong"]) for one in told}
    here = 0
    for seed in range(first, first + histories):
        if seed in done:
            continue
        states, wrong = done[seed] = tried(seed)
        here += 1
        for one in wrong:
            print(f"seed {seed}, {one}", file=sys.stderr, flush=True)
        if record:
            with record.open("a", encoding="utf-8") as opened:
                opened.write(json.dumps({"seed": seed, "states": states, "wrong": wrong}) + "\n")
    asked = [done[seed] for seed in range(first, first + histories)]
    wrong = [one for _, found in asked for one in found]
    print(
        f"{histories} histories, {sum(states for states, _ in asked)} states: "
        f"{sum(one.endswith('shown') for one in wrong)} masked words shown, "
        f"{sum(one.endswith('signed') for one in wrong)} signatures on words that nobody signed; {here} lived now, "
        f"{time.process_time() - spent:.0f} s of processor in {time.time() - began:.0f} s, "
        f"load {os.getloadavg()[0]:.1f}"
    )
    return int(bool(wrong))


if __name__ == "__main__":
    typed = sys.argv[1:]
    how_many, start = (int(one) for one in [*typed[:2], *("200", "0")[len(typed):]])
    sys.exit(main(how_many, start, Path(typed[2]) if len(typed) > 2 else None))
