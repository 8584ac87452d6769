"""The demonstration corpus → seconds: from nothing by stage, nothing changed, one word, one decision.

Run: ``uv run python -m benchmarks.durations``.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from benchmarks.clones import clone, run
from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import CodingDecision
from pipeline.model.decision_rows import CodingVerb
from pipeline.model.study import Study
from pipeline.run.flow import STAGES


def main() -> None:
    """Print one line per measure, beside the load of the machine."""
    print(f"charge de la machine au départ : {os.getloadavg()[0]:.1f} sur {os.cpu_count()} cœurs")
    with clone() as place:
        print(f"de rien à la fin (dvc repro) : {run(place, 'dvc', 'repro'):.1f} s")
        print(f"rien n'a changé : {run(place, 'dvc', 'repro'):.2f} s")
        change_one_word(place)
        print(f"un mot change, jusqu'à excerpts : {run(place, 'dvc', 'repro', 'excerpts'):.1f} s")
        print(f"  puis jusqu'à la fin : {run(place, 'dvc', 'repro'):.1f} s")
        before = stamps(place)
        add_one_decision(place)
        print(f"une décision de codage de plus : {run(place, 'dvc', 'repro'):.1f} s")
        print(f"  refaits : {', '.join(sorted(n for n, t in stamps(place).items() if before.get(n) != t))}")
    with clone() as place:
        for stage in STAGES:
            print(f"  {stage} : {run(place, 'python', '-m', 'pipeline', stage):.1f} s")

def change_one_word(place: Path) -> None:
    """Change one word of the first Markdown transcript."""
    path = min((place / "transcripts").glob("[A-Z]*.md"))
    text = path.read_text("utf-8")
    head, body = text[: len(text) // 2], text[len(text) // 2 :]
    path.write_text(head + body.replace(" et ", " et donc ", 1), "utf-8")

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
