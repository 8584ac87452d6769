"""Small studies of three hundred hostile tokens → how many of their runs stop, stage after stage in one process.

    python -m benchmarks.attack.small_studies [HOW-MANY [SEED]]

1,534 of them were tried by whoever attacked first; print how many were tried here. A stop is an exception, or an exit
code other than 0 of a stage.
"""

from __future__ import annotations

import contextlib
import io
import random
import re
import shutil
import sys
import tempfile
import time
from graphlib import TopologicalSorter
from pathlib import Path

from benchmarks.attack.folders import template
from pipeline.__main__ import run
from pipeline.model.study import Study
from pipeline.run import flow
from pipeline.run.flow import COMPANIONS, STAGES

LAST = "leaks"  # reads all that was made
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
    for stage in in_order():
        with contextlib.redirect_stderr(heard), contextlib.redirect_stdout(heard):
            try:
                code = run(study, stage)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
                return f"{stage}: {type(error).__name__} {error}"[:300]
        if code:
            said = heard.buffer.getvalue().decode("utf-8", "replace")
            return f"{stage}: exit code {code}: {said[-300:]}"
    return ""


def main(many: int, seed: int) -> int:
    """Try as many studies as asked; those that stop are kept, to be looked at."""
    with tempfile.TemporaryDirectory() as root:
        made, wrong, began = template(Path(root) / "template"), 0, time.monotonic()
        params = made / "params.yaml"
        written = re.sub(r"(backend: (?:&\w+ )?)(?!\*)\w+", r"\1lexical", params.read_text("utf-8"))
        params.write_text(written, "utf-8")
        for number in range(seed, seed + many):
            study = fresh(made, random.Random(number))  # noqa: S311 - chance that can be drawn again
            if why := stopped(study):
                wrong += 1
                print(f"{number}: {why}", flush=True)
            if (number - seed + 1) % 25 == 0:
                print(f"{number - seed + 1} tried, {wrong} stopped, {time.monotonic() - began:.0f} s", flush=True)
    print(f"{many} studies of {TOKENS} tokens: {wrong} stops")
    return int(bool(wrong))


if __name__ == "__main__":
    asked = [int(one) for one in sys.argv[1:]]
    sys.exit(main(*[*asked, *(100, 0)[len(asked) :]]))
