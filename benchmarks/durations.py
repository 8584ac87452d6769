"""The demonstration corpus → seconds: nothing changed, one word (by stage too), one decision, from nothing.

Run: ``uv run python -m benchmarks.durations``.
"""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

from benchmarks.clones import clone, run
from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import CodingDecision
from pipeline.model.decision_rows import CodingVerb
from pipeline.model.study import Study
from pipeline.run.flow import STAGES

# What `participants` reads comes after it in the list, which is that of the flow's picture.
IN_ORDER = ("answers", *(stage for stage in STAGES if stage != "answers"))


def main() -> None:
    """Print one line per measure, beside the load of the machine."""
    print(f"charge de la machine au départ : {os.getloadavg()[0]:.1f} sur {os.cpu_count()} cœurs")
    with clone() as place:
        print(f"de rien à la fin (dvc repro) : {run(place, 'dvc', 'repro'):.1f} s")
        print(f"rien n'a changé : {run(place, 'dvc', 'repro'):.2f} s")
        change_one_word(place, " et ", " et donc ")
        print(f"un mot change, jusqu'à excerpts : {told(place, 'dvc', 'repro', 'excerpts')}")
        print(f"  puis jusqu'à la fin : {told(place, 'dvc', 'repro')}")
        change_one_word(place, " et donc ", " et alors ")
        print("un mot change, étape par étape, sans DVC :")
        for stage in IN_ORDER:
            print(f"  {stage} : {told(place, 'python', '-P', '-m', 'pipeline', stage)}")
        run(place, "dvc", "repro")
        before = stamps(place)
        add_one_decision(place)
        print(f"une décision de codage de plus : {run(place, 'dvc', 'repro'):.1f} s")
        print(f"  refaits : {', '.join(sorted(n for n, t in stamps(place).items() if before.get(n) != t))}")
    with clone() as place:
        print("de rien, étape par étape, sans DVC :")
        for stage in IN_ORDER:
            print(f"  {stage} : {told(place, 'python', '-P', '-m', 'pipeline', stage)}")


def told(place: Path, *command: str) -> str:
    """Run a command; say how long it took, the processor time of all it started, and the load of the machine."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = run(place, *command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{seconds:.1f} s (processeur {worked:.1f} s, charge {os.getloadavg()[0]:.1f})"


def change_one_word(place: Path, word: str, other: str) -> None:
    """Change one word of a Markdown transcript, in a turn that nobody coded: a coding that is lost stops a run."""
    path = min((place / "transcripts").glob("[A-Z]*.md"))
    coded = {d.quote[:20] for d in decisions.codings(Study(place)) if d.session == path.stem and d.quote}
    lines = path.read_text("utf-8").split("\n")
    found = (n for n, line in enumerate(lines) if word in line and not any(quote in line for quote in coded))
    at = max(found)
    lines[at] = lines[at].replace(word, other, 1)
    path.write_text("\n".join(lines), "utf-8")


def add_one_decision(place: Path) -> None:
    """Let a new coder mark one session as read."""
    line = CodingDecision(
        id="mesure", at=time.strftime("%Y-%m-%dT%H:%M:%S"), session="E01", turn=-1, first_word=-1, last_turn=-1,
        last_word=-1, quote="", code="", decision=CodingVerb.READ, mode="manual", definition="",
    )
    decisions.append(Study(place), "mesure", [line])


def stamps(place: Path) -> dict[str, int]:
    """Tell when each artefact was last written."""
    made = [*(place / "build").glob("*"), *(place / "build/private").glob("*")]
    return {p.name: p.stat().st_mtime_ns for p in made if p.is_file()}


if __name__ == "__main__":
    main()
