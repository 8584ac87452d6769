"""Random turns and codings → each flavour of REFI-QDA and back: how many came back to the character.

Run: ``uv run python -m benchmarks.round_trips [CODINGS]`` (10,000).
"""

from __future__ import annotations

import random
import sys
import time

from pipeline.publish.projects.leaving_texts import FLAVOURS, carried, leaving_project
from pipeline.publish.projects.refi_project import qdpx
from tests.leaving_study import coding, study, turn
from tests.test_project_files import read_back

SIGNS = [
    *"abcdeéàç .,;:!?'’«»-<>&\"", "\r\n", "\n", "\r", "\ufeff", "e\u0301", "🏃🏽", "👩‍🦰", "𝒳", "\u2028", "\x85",
    "\u202f", "\x0b",
]
SEED, TURNS, LONGEST, A_TIME = 20150317, 20, 120, 500


def main(codings: int = 10_000) -> None:
    """Draw, write, read back by positions alone, count."""
    drawn = random.Random(SEED)  # noqa: S311 - nothing secret is drawn
    exact = dict.fromkeys(FLAVOURS, 0)
    done = 0
    began = time.perf_counter()
    while done < codings:
        turns = [turn(n, "".join(drawn.choices(SIGNS, k=drawn.randint(1, LONGEST)))) for n in range(TURNS)]
        put = []
        for number in range(min(A_TIME, codings - done)):
            at = turns[drawn.randrange(TURNS)]
            start = drawn.randrange(len(at.text))
            end = drawn.randint(start + 1, len(at.text))
            put.append(coding(turns, (at.turn, start), (at.turn, end), coding=f"c{number}", author=f"a{number}"))
        said = {t.turn: t.text for t in turns}
        wanted = {c.author: carried(said[c.turn][: c.end])[len(carried(said[c.turn][: c.start])) :] for c in put}
        project = leaving_project(study(turns, put))
        for flavour, how in FLAVOURS.items():
            back = read_back(qdpx(project, flavour=flavour), flavour)
            found = {who: words for words, name, who in back if words == name}
            exact[flavour] += sum(how.written(wanted[who]) == found.get(who) for who in wanted)
        done += len(put)
    for flavour, count in exact.items():
        print(f"{flavour}: {count} / {done}")
    print(f"{time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
