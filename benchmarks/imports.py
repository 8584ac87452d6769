"""Two hundred text transcripts of 60 kB → seconds to import them all, beside what was measured of Taguette.

Run: ``uv run python -m benchmarks.imports``.
Taguette's figure (16 s) was measured on another day by the authors of the field notes, through its own importer, on
documents of the same number and size; it converts each to HTML and labels nobody, where we tell voices apart.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DOCUMENTS, BYTES = 200, 60_000
TAGUETTE = 16.0  # seconds
QUESTION = "ENQ : Et comment se passe une journée, ici ?\n"
ANSWER = "R : On ouvre à neuf heures, et la file est déjà là ; on court tout le temps, et personne ne le voit.\n"


def main() -> None:
    """Print seconds for a new study and for the same documents a second time."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        filigrane(place, "new", "enquete", "--demarche", "grille", "--titre", "Essai")
        write(place / "textes")
        first = filigrane(place / "enquete", "import", "../textes")
        again = filigrane(place / "enquete", "import", "../textes")
    print(f"charge de la machine : {os.getloadavg()[0]:.1f} sur {os.cpu_count()} cœurs")
    print(f"{DOCUMENTS} textes de {BYTES // 1000} ko : Filigrane {first:.1f} s (une seconde fois : {again:.1f} s), "
          f"Taguette {TAGUETTE:.0f} s (mesuré un autre jour)")


def write(folder: Path) -> None:
    """Write the documents, all different."""
    folder.mkdir()
    pair = QUESTION + ANSWER
    for number in range(DOCUMENTS):
        text = pair * (BYTES // len(pair.encode())) + f"R : fin {number}.\n"
        (folder / f"E{number:03}.txt").write_text(text, "utf-8")


def filigrane(place: Path, *arguments: str) -> float:
    """Run one command as a whole process; gives its seconds."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *arguments], cwd=place, check=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
