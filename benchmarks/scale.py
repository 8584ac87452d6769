"""Numbers of sessions → made-up studies of that size: processor time, memory and bytes by stage, and how they grow.

Sentences are drawn from what real people said (the demonstration, and ``FILIGRANE_SHARED``'s interviews where they are
there), in turns and interviews as long as theirs; everybody has a fresh name. Vocabulary stops growing where theirs
does: what a real panel of 10,000 would add is rare words and names. One interview in ten is coded.
Run: ``uv run python -m benchmarks.scale 30 100 --into FOLDER [--stages suggestions leaks]``; a study already made there
is taken as it is.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from math import log
from pathlib import Path
from typing import Any

from benchmarks.clones import HERE, run
from pipeline.anchoring import decisions
from pipeline.anchoring.word_places import parse_excerpt_id
from pipeline.codebook.fired_markers import fired
from pipeline.codebook.grid import codebook
from pipeline.ingest.readers.received_files import content
from pipeline.ingest.readers.registry import READERS
from pipeline.ingest.session import Session, Transcript
from pipeline.language.person_names import first_names
from pipeline.model import store
from pipeline.model.contracts import Excerpt
from pipeline.model.decision_rows import CodingDecision, CodingVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.new_study import with_backend
from pipeline.model.study import Study
from pipeline.stages.turns import turns

CUTTING: dict[str, Any] = {"label_recurrence": 2, "question_length": 200, "question_share": 0.5, "pause_ms": 2000}
SENTENCE = re.compile(r"(?<=[.!?…])\s+")
WORDS, SPREAD = 1500, 0.35  # of an interview: the median, and the deviation of its logarithm
CODED, KEPT, ELSEWHERE = 10, 0.7, 0.02  # one interview in so many; of what a marker finds; of what none finds
TOWNS = ("Grenoble", "Limoges", "Roubaix", "Vierzon", "Tulle", "Bobigny", "Alençon", "Dole", "Sète", "Lannion")
SYLLABLES = ("bar", "cho", "del", "fou", "gri", "lan", "mar", "net", "pou", "ras", "sau", "tri", "val", "vé")
TOLD = ("Moi c'est {who}.", "Avec {other}, on travaille à {town}.", "{other} me disait la même chose à {town}.")
HEAD = """---
session: S{number:05}
type: entretien
date: 2024-0{month}-{day}
terrain: "{town}"
personnes:
  - {{locuteur: "P{number}", nom: "{who}"}}
enqueteur: "ENQ"
---
"""
# What ``participants`` reads comes after it in the list, which is that of the flow's picture.
BEFORE = ("turns", "proposals", "identifiers", "anonymised", "answers", "participants", "excerpts")
AFTER = (
    "embeddings", "topic_embeddings", "definitions", "suggestions", "codings", "topics", "reinert_classes",
    "specificities", "themes", "gold_codings", "cross_validation", "quality", "tables", "leaks",
)
# The memory of a process counts that of the one it was started by: one that holds nothing comes between.
ALONE = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(code)
"""
EMPTY_WORK = 2.0  # seconds of processor under which an exponent tells of the start of Python


@dataclass(frozen=True)
class Spoken:
    """What real people said: sentences of those who ask, of those who answer, and how long turns are (sentences)."""

    asked: list[str]
    answered: list[str]
    lengths: list[int]


@dataclass(frozen=True)
class Measured:
    """What one stage took: processor seconds, most memory held (MB), and what it wrote (MB)."""

    seconds: float
    memory: float
    written: float


def spoken() -> Spoken:
    """Read the interviews of the demonstration, and those shared with this machine."""
    shared = Path(os.environ.get("FILIGRANE_SHARED", "/nowhere")) / "corpora/entretiens_artisans"
    found = Spoken([], [], [])
    for path in sorted(chain((HERE / "transcripts").glob("E*.md"), shared.glob("*.docx"))):
        session = Session(path.stem, path.name, "entretien", "", "", (), ())
        try:
            held = READERS[path.suffix](content(path, path.name), path.name)
            read = turns(Transcript(session, held), (), open_answers={}, **CUTTING)
        except FiligraneError:
            continue
        for turn in read:
            sentences = [s for s in SENTENCE.split(turn.text) if s.strip()]
            (found.answered if turn.role == "participant" else found.asked).extend(sentences)
            if turn.role == "participant":
                found.lengths.append(len(sentences))
    return found


def interview(said: Spoken, number: int) -> str:
    """Make up an interview: who is there, then turns drawn from what people said; the same for the same number."""
    chance = random.Random(number)  # noqa: S311 - drawn the same at every run
    names = first_names()
    first, other = chance.choice(names).name, chance.choice(names).name
    who, beside = (f"{name} {''.join(chance.sample(SYLLABLES, 3)).capitalize()}" for name in (first, other))
    town = chance.choice(TOWNS)
    head = HEAD.format(number=number, who=who, town=town, month=chance.randint(1, 9), day=chance.randint(10, 19))
    told = [line.format(who=who, other=beside, town=town) for line in TOLD]
    wanted = chance.lognormvariate(log(WORDS), SPREAD)
    lines, words = [head], 0
    while words < wanted:
        answer = [chance.choice(said.answered) for _ in range(chance.choice(said.lengths))]
        if not words or chance.random() < 1 / 8:
            answer.insert(chance.randint(0, len(answer)), told[0] if not words else chance.choice(told[1:]))
        text = " ".join(answer)
        lines += [f"ENQ : {chance.choice(said.asked)}\n", f"P{number} : {text}\n"]
        words += len(text.split())
    return "\n".join(lines)


def make(place: Path, sessions: int) -> None:
    """Write a study of so many interviews, with lexical vectors and the grid of the demonstration."""
    run(place.parent, sys.executable, "-m", "pipeline.cli", "new", str(place), PYTHONPATH=str(HERE))
    for name in ("codebook.yaml", "themes.yaml"):
        shutil.copy(HERE / "codebook" / name, place / "codebook" / name)
    params = place / "params.yaml"
    text = with_backend(params.read_text("utf-8"), "lexical")
    params.write_text(re.sub(r"(topic_embeddings:\n(?:.*\n)??  backend: )\w+", r"\1lexical", text), "utf-8")
    said = spoken()
    for number in range(sessions):
        (place / f"transcripts/S{number:05}.md").write_text(interview(said, number), "utf-8")


def code(place: Path) -> None:
    """Let somebody read one interview in ten whole, and code most of what a marker finds, and a little besides."""
    study, chance = Study(place), random.Random(2015)  # noqa: S311 - drawn the same at every run
    grid = codebook(study)
    every: list[Excerpt] = store.load(study, "excerpts")
    through = sorted({e.session for e in every})[::CODED]
    read = [e for e in every if e.session in through]
    columns = range(len(grid.codes))
    heard = [t for t in store.load(study, "anonymised") if t.session in through]
    marked = dict(fired(read, heard, grid).matches.keys())
    lines = [_line(session, "", None) for session in through]
    for row, excerpt in enumerate(read):
        if chance.random() < (KEPT if row in marked else ELSEWHERE):
            lines.append(_line(excerpt.session, grid.codes[marked.get(row, chance.choice(columns))].id, excerpt))
    decisions.append(study, "mesure", lines)


def _line(session: str, code: str, excerpt: Excerpt | None) -> CodingDecision:
    place = parse_excerpt_id(excerpt.excerpt) if excerpt else None
    turn, first, last = (place.turn, place.first_word, place.last_word) if place else (-1, -1, -1)
    return CodingDecision(
        id=f"{session}-{turn}-{first}", at="2026-01-01T10:00:00.000001", session=session, turn=turn, first_word=first,
        last_turn=turn, last_word=last, quote=excerpt.text if excerpt else "", code=code,
        decision=CodingVerb.ADD if excerpt else CodingVerb.READ, mode="manual", definition="",
    )


def measured(place: Path, stage: str) -> Measured:
    """Run one stage in a process of its own."""
    began = time.time()
    command = [sys.executable, "-S", "-c", ALONE, sys.executable, "-P", "-m", "pipeline", stage]
    environment = os.environ | {"PYTHONPATH": str(HERE)}
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{stage} : {done.stderr[-3000:]}")
    seconds, memory = map(float, done.stdout.split()[-2:])
    written = sum(p.stat().st_size for p in (place / "build").rglob("*") if p.is_file() and p.stat().st_mtime >= began)
    return Measured(seconds, memory, written / 1e6)


def study(into: Path, sessions: int, wanted: list[str]) -> Iterator[tuple[str, Measured]]:
    """Make a study where there is none, and give what each stage takes."""
    place = into / f"scale_{sessions}"
    if not place.exists():
        make(place, sessions)
    run(place, sys.executable, "-m", "pipeline.cli", "upgrade", PYTHONPATH=str(HERE))
    for stage in (s for s in BEFORE if s in wanted):
        yield stage, measured(place, stage)
    if not (place / "decisions/codings/mesure.csv").exists():
        code(place)
    for stage in (s for s in AFTER if s in wanted):
        yield stage, measured(place, stage)


def exponent(one: float, other: float, ratio: float) -> float:
    """Give the power of size by which a figure grows."""
    return log(other / one) / log(ratio) if one > 0 and other > 0 else 0.0


def main() -> None:
    """Print a line by stage and size as soon as it is known, then how each stage grows from size to size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sessions", type=int, nargs="+")
    parser.add_argument("--into", type=Path, required=True, help="where studies are made, and found again")
    parser.add_argument("--stages", nargs="*", default=[*BEFORE, *AFTER])
    arguments = parser.parse_args()
    found: dict[int, dict[str, Measured]] = {}
    for size in arguments.sessions:
        print(f"{size} entretiens (charge {os.getloadavg()[0]:.1f} sur {os.cpu_count()} cœurs)", flush=True)
        found[size] = {}
        for stage, one in study(arguments.into.resolve(), size, arguments.stages):
            found[size][stage] = one
            figures = f"{one.seconds:8.1f} s {one.memory:7.0f} Mo {one.written:8.2f} Mo écrits"
            print(f"  {stage:18} {figures}", flush=True)
    for small, large in zip(arguments.sessions, arguments.sessions[1:], strict=False):
        print(f"de {small} à {large} : exposant du processeur, mémoire multipliée par")
        for stage, one in found[small].items():
            other = found[large][stage]
            power = exponent(one.seconds, other.seconds, large / small)
            short = " (démarrage surtout)" if one.seconds < EMPTY_WORK else ""
            print(f"  {stage:18} {power:6.2f} {other.memory / one.memory:6.2f}{short}", flush=True)


if __name__ == "__main__":
    main()
