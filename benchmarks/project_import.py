"""A project of another tool, 200 documents of 60 kB and 20,000 codings → how long it takes to come in, and in how much.

``uv run python -m benchmarks.project_import [DOCUMENTS] [CODINGS]``
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from pipeline.cli import main
from pipeline.model.study import Study
from pipeline.projects.bringing_in import bring
from pipeline.projects.project_reception import tell
from pipeline.projects.refi import read_refi

LETTERS, DOCUMENTS, CODINGS, CODES = 60_000, 200, 20_000, 60
WORDS = "le temps manque toujours on court entre deux dossiers et personne ne voit ce que ça coûte aux autres".split()


def interview(chance: random.Random) -> str:
    """Write an interview of two voices, as long as two hours of speech."""
    turns: list[str] = []
    length = 0
    while length < LETTERS:
        said = " ".join(chance.choices(WORDS, k=chance.randint(4, 120)))
        turns.append(f"{'ENQ' if len(turns) % 2 == 0 else 'Léa'} : {said}.")
        length += len(turns[-1].encode()) + 1
    return "\n".join(turns) + "\n"


def write(path: Path, documents: int, codings: int) -> None:
    """Write the project, selections on words, counted as the standard says."""
    chance = random.Random(4)  # noqa: S311 - a measure, the same each time
    codes = "".join(f'<Code guid="c{n}" name="Code {n}" isCodable="true"/>' for n in range(CODES))
    sources = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(documents):
            text = interview(chance)
            archive.writestr(f"sources/t{n}.txt", text)
            spaces = [at for at, sign in enumerate(text) if sign == " "]
            found = []
            for k in range(codings // documents):
                first = chance.randrange(len(spaces) - 40)
                start, end = spaces[first] + 1, spaces[first + chance.randint(3, 39)]
                found.append(
                    f'<PlainTextSelection guid="s{n}-{k}" startPosition="{start}" endPosition="{end}">'
                    f'<Coding guid="k{n}-{k}" creatingUser="u{k % 2}" creationDateTime="2024-03-02T10:05:00Z">'
                    f'<CodeRef targetGUID="c{chance.randrange(CODES)}"/></Coding></PlainTextSelection>'
                )
            sources.append(f'<TextSource guid="t{n}" name="E{n:03}" plainTextPath="internal://t{n}.txt">{"".join(found)}'
                           "</TextSource>")
        archive.writestr("project.qde", (
            '<Project xmlns="urn:QDA-XML:project:1.0" name="Mesure"><Users><User guid="u0" name="Ana"/>'
            f'<User guid="u1" name="Basile"/></Users><CodeBook><Codes>{codes}</Codes></CodeBook>'
            f'<Sources>{"".join(sources)}</Sources></Project>'))


def measure(documents: int = DOCUMENTS, codings: int = CODINGS) -> None:
    """Make the project, bring it in, and print both measures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mesure.qdpx"
        write(path, documents, codings)
        main(["new", f"{folder}/etude", "--demarche", "grille", "--titre", "Mesure", "--grille", "vide"])
        started = time.perf_counter()
        cpu = time.process_time()
        done = bring(Study(Path(folder) / "etude"), read_refi(path))
        print("\n".join(tell(done)))
        print(f"{time.perf_counter() - started:.1f} s ({time.process_time() - cpu:.1f} s de calcul), "
              f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} Mo")


if __name__ == "__main__":
    measure(*map(int, sys.argv[1:]))
