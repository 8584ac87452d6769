"""Small studies of three hundred hostile tokens → how many of their runs stop, stage after stage in one process.

    python -m benchmarks.attack.small_studies [HOW-MANY [SEED [RECORD [REPRO]]]]

1,534 of them were tried by whoever attacked first; print how many were tried here. A stop is an exception, or an exit
code other than 0 of a stage. With a record, a line is added to it for each study, and those that it tells are not tried
again: stopped and typed again, it goes on. Of so many of them (``REPRO``, none) ``dvc repro`` is typed too, whole.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from graphlib import TopologicalSorter
from pathlib import Path

from benchmarks.attack.folders import template
from pipeline.__main__ import run
from pipeline.model.study import Study
from pipeline.run import flow
from pipeline.run.current_run import environment
from pipeline.run.flow import COMPANIONS, STAGES

LAST = "leaks"  # reads all that was made
OF_THE_GRID = "definitions"  # tells nothing of interviews: done once
TOKENS, TURNS, EACH = 300, (1, 12), (1, 3)
WORDS = (
    "on court tout le temps je remplis les papiers à leur place et puis voilà c'est pas mon métier ça Zoé Karim Brest "
    "madame Le Goff la mairie l'école euh hein bah donc parce que aujourd'hui quelqu'un"
).split()
ODD = (
    "😀", "👩‍🦰", "🏳️‍🌈", "مرحبا", "שלום", "\u202eabc\u202c", "ﬁn", "œuvre", "e\u0301te\u0301", "Z̸͎a̷l̶g̵o̷",
    "中文", "𝒞𝓊𝓇", "½", "①",
    "0612345678", "06.12.34.56.78", "1850299123456", "FR7630006000011234567890189", "a@b.fr", "12/03/1984", "3,5",
    "1e309", "-0", "NaN", "[rires]", "(inaudible)", "<b>", "</p>", "&amp;", "&#x27;", "{{x}}", "${x}", "%s", "*a*",
    "__b__", "`c`", "| d |", "# e", "- f", "> g", "www.a.example/z?a=b#c", "\\n", "\\", "/", "''", '""', "«", "»", "“",
    "…", "...", "!!!", "???", "--", "—", "_", "\u00a0", "\u2028", "\u200b", "\ufeff", "\u00ad", "a" * 400, "ABC" * 60,
    "l'l'l'", "d’", "aujourd’hui", "Jean-", "-Pierre", "M.", "Mme", "R:", "ENQ", "E01", "null", "None", "true", "=1+1",
    "@x", "+x", "\t", "0" * 40, "IV", "xx%", "10€", "°", "ǅ", "ß", "İ", "ı", "Å", "ﷺ",
)


def interview(draw: random.Random) -> str:
    """Write an interview of hostile tokens."""
    turns, odds = draw.randint(*TURNS), draw.choice((0.1, 0.5, 0.95))
    each = max(TOKENS // turns, 1)
    labels = draw.sample(["ENQ", "R", "Q", "M.P.", "Zoé", "A1", "[Chercheur]", "Speaker 1", "😀", "مرحبا"], 2)
    mark = draw.choice([" : ", ": ", " - ", "\t", "\n"])
    said = [
        labels[n % 2] + mark + " ".join(
            draw.choice(ODD) if draw.random() < odds else draw.choice(WORDS) for _ in range(each)
        ) for n in range(turns)
    ]
    return "\n\n".join(said) + "\n"


def fresh(made: Path, draw: random.Random) -> Study:
    """Make a study of one to three interviews, by turns with the grid of the demonstration and with none."""
    place = made.with_name("study")
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(made, place)
    for number in range(draw.randint(*EACH)):
        suffix = draw.choice([".txt", ".txt", ".md"])
        (place / f"transcripts/E{number:02}{suffix}").write_text(interview(draw), "utf-8")
    return Study(place)


def in_order() -> list[str]:
    """Give the stages, each after those whose work it reads."""
    makers = {made: name for name in STAGES for made in (name, *COMPANIONS.get(name, ()))}
    return list(TopologicalSorter({
        name: {*STAGES[:-1]} if name == LAST else {makers[i] for i in flow.stage(name).inputs if i in makers}
        for name in STAGES
    }).static_order())


def stopped(study: Study) -> str:
    """Run every stage; gives the one that stops and why, or nothing."""
    heard = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    for stage in (one for one in in_order() if one != OF_THE_GRID):
        with contextlib.redirect_stderr(heard), contextlib.redirect_stdout(heard):
            try:
                code = run(study, stage)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
                return f"{stage}: {type(error).__name__} {error}"[:300]
        if code:
            said = heard.buffer.getvalue().decode("utf-8", "replace")
            return f"{stage}: exit code {code}: {said[-300:]}"
    return ""


def repro(study: Study) -> str:
    """Type « dvc repro »; gives the end of what it says when it stops, or nothing."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "dvc", "repro"], cwd=study.root, env=environment(), capture_output=True, text=True,
        check=False,
    )
    return f"dvc repro: {(done.stdout + done.stderr)[-300:]}" if done.returncode else ""


def main(many: int, seed: int, record: Path | None, whole: int) -> int:
    """Try as many studies as asked; those that stop are told; gives the exit code."""
    lines = record.read_text("utf-8").splitlines() if record and record.exists() else []
    done: dict[int, str] = {one["seed"]: one["why"] for one in map(json.loads, lines)}
    with tempfile.TemporaryDirectory() as root:
        made, began = template(Path(root) / "template"), time.monotonic()
        params = made / "params.yaml"
        written = re.sub(r"(backend: (?:&\w+ )?)(?!\*)\w+", r"\1lexical", params.read_text("utf-8"))
        params.write_text(written, "utf-8")
        with contextlib.redirect_stdout(io.StringIO()):
            run(Study(made), OF_THE_GRID)
        for number in (n for n in range(seed, seed + many) if n not in done):
            study = fresh(made, random.Random(number))  # noqa: S311 - chance that can be drawn again
            gc.disable()  # the little that a study leaves is collected at its end
            done[number] = stopped(study) or (repro(study) if number - seed < whole else "")
            gc.enable()
            if done[number]:
                print(f"{number}: {done[number]}", flush=True)
            if record:
                with record.open("a", encoding="utf-8") as opened:
                    opened.write(json.dumps({"seed": number, "why": done[number]}) + "\n")
            if len(done) % 25 == 0:
                print(f"{len(done)} tried, {time.monotonic() - began:.0f} s", flush=True)
    wrong = sum(bool(done[n]) for n in range(seed, seed + many))
    print(f"{many} studies of {TOKENS} tokens, {min(whole, many)} of them by dvc repro too: {wrong} stops")
    return int(bool(wrong))


if __name__ == "__main__":
    typed = sys.argv[1:]
    how_many, first, by_dvc = (int(one) for one in (*typed[:2], *("100", "0")[len(typed[:2]):], *(typed[3:] or ["0"])))
    sys.exit(main(how_many, first, Path(typed[2]) if typed[2:] else None, by_dvc))
