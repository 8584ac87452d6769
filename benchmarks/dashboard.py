"""The dashboard on a large made-up study: every page, filters, a long interview, memory, with Taguette's points beside.

``python -m benchmarks.dashboard`` writes 1,000 sessions, 100,000 excerpts and 20,000 codings in a temporary folder,
opens every page in a process of their own, and prints seconds of script with the bar of each: those of the first page
and of a filter or a search are asked for; that of the first visit of another page is our own. A size may be given:
``python -m benchmarks.dashboard 100`` makes 100 sessions.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import dashboard_corpus
from pipeline.anchoring import decisions
from pipeline.model.decision_rows import CodingVerb
from pipeline.model.study import Study

SCREENS = Path(__file__).parents[1] / "dashboard/pages"
TIMES = 5
LONG = dashboard_corpus.LONG
# What is asked of a page, by the words of the address and by what was typed before, and the seconds it may take.
Asked = tuple[str, str, dict[str, Any], float]
NAMED = "état:"  # before what is kept by the window and not by the address
CODER, ARBITER = {f"{NAMED}coder": "claire"}, {f"{NAMED}coder": "ines"}
MERGE = {f"{NAMED}grille:view": "operate", f"{NAMED}grille:operation": "merge", f"{NAMED}grille:A3:into": "B1"}
READ = 100  # sessions that both coders read whole
FIRST: Asked = ("première page (L'enquête), après le démarrage", "enquete", {}, 3.0)
OPENED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("Entretiens", "entretiens", {}), ("Extraits", "extraits", {}), ("Lecture", "lecture", {}),
    ("Grille de codage", "grille", {}), ("Suggestions, sous un nom", "suggestions", CODER),
    ("Double codage, sous un nom", "double_codage", ARBITER), ("Journal de bord", "journal", {}),
    ("Thèmes", "themes", {}), ("Matrice", "matrice", {}), ("Cooccurrences, par mots", "cooccurrences", {}),
    ("Regroupements", "regroupements", {}), ("Questionnaire et entretiens", "questionnaire", {}),
    ("Saturation", "saturation", {}), ("Pseudonymisation", "pseudonymisation", {}),
    ("Accords et limites", "accords", {}), ("Qu'est-ce qui a changé ?", "changements", {}),
    ("Mettre à jour", "mise_a_jour", {}),
    ("Citations, sous un nom", "citations", CODER), ("Rapport", "rapport", {}), ("Tables", "tables", {}),
)
OPENING = 3.0
ASKED: tuple[Asked, ...] = (
    ("Extraits : un mot", "extraits", {"mots": "mot12"}, 0.3),
    ("Extraits : des mots à la suite", "extraits", {"mots": "« mot1 mot2 »"}, 0.3),
    ("Extraits : un code", "extraits", {"code": ["A3"]}, 0.3),
    ("Extraits : deux codes, tous, sauf un champ", "extraits",
     {"code": ["A1", "A3"], "codes": "tous", "sauf.attribut": ["champ=budget"]}, 0.3),
    ("Extraits : un champ, à citer", "extraits", {"a.champ": ["budget"], "citer": ["oui"]}, 0.3),
    ("Extraits : concordance", "extraits", {"mots": "mot12", "vue": "concordance", "tri": "apres"}, 0.3),
    ("Entretiens : un code", "entretiens", {"code": ["A3"]}, 0.3),
    ("Entretiens : une page sans filtre", "entretiens", {}, 0.3),
    ("Lecture : une session de 300 000 caractères", "lecture", {"entretien": LONG}, 1.0),
    ("Grille : un code", "grille", {"code": ["A3"]}, 0.3),
    ("Grille : une fusion de 6 700 codages, avant de signer", "grille", {"code": ["A3"]} | CODER | MERGE, 0.3),
    ("Suggestions : un code", "suggestions", {"code": ["A3"]} | CODER, 0.3),
    ("Suggestions : au hasard", "suggestions", {"ordre": ["hasard"]} | CODER, 0.3),
    ("Double codage : un code", "double_codage", {"code": ["A3"]} | ARBITER, 0.3),
    ("Journal : une personne", "journal", {"par": ["claire"]}, 0.3),
    ("Thèmes : un thème, un attribut", "themes", {"theme": ["temps"], "selon": ["champ"]}, 0.3),
    ("Matrice : les codes, par champ", "matrice", {"lignes": ["code"], "colonnes": ["champ"]}, 0.3),
    ("Cooccurrences : par extrait", "cooccurrences", {"ensemble": ["excerpt"]}, 0.3),
    ("Cooccurrences : par échange", "cooccurrences", {"ensemble": ["exchange"]}, 0.3),
    ("Questionnaire : un thème", "questionnaire", {"theme": ["temps"]}, 0.3),
    ("Saturation : sur cinq entretiens", "saturation", {"base": ["5"]}, 0.3),
    ("Accords : par phrase", "accords", {"unite": ["sentences"]}, 0.3),
    ("Citations : celles d'une personne", "citations", {"par": ["claire"]} | CODER, 0.3),
    ("Rapport : une autre visite", "rapport", {}, 0.3),
    ("Tables : les codes, par lieu", "tables", {"selon": ["lieu"]}, 0.3),
)
MEMORY = 1.5  # GB
# Points measured apart, not in this run: another tool, another gesture, the same order of size.
TAGUETTE = (
    "À côté, mesuré à part sur Taguette 1.5.2 (200 documents de 60 ko) : 59 ms par passage codé, un temps qui croît "
    "avec la longueur du document."
)


def main(arguments: list[str]) -> int:
    """Make the study, open it in another process, print what it took."""
    if arguments[:1] == ["pages"]:
        return pages()
    sessions = int(arguments[0]) if arguments else 1000
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        counts = dashboard_corpus.write(Path(folder), sessions)
        _read_whole(Study(folder), min(READ, sessions))
        print(f"{counts}, écrits en {time.perf_counter() - started:.0f} s\n", flush=True)
        variables = os.environ | {"FILIGRANE_STUDY": folder}
        return subprocess.call([sys.executable, "-m", "benchmarks.dashboard", "pages"], env=variables)


def _read_whole(study: Study, sessions: int) -> None:
    # Two coders are compared on what both read.
    one = decisions.codings(study)[0]
    for coder in ("claire", "noe"):
        decisions.append(study, coder, [
            replace(one, id=f"{coder}-read-{n}", session=f"S{n:04}", turn=-1, first_word=-1, last_turn=-1, last_word=-1,
                    quote="", code="", decision=CodingVerb.READ, mode="blind", author=coder) for n in range(sessions)
        ])


def pages() -> int:
    """Open every page asked for, in this process, and print what each took."""
    logging.disable(logging.WARNING)
    print(f"{'ce qui est fait':<56} {'médiane':>8} {'pire':>8} {'barre':>8}")
    late = [not _line(FIRST, [_opened(FIRST[1], FIRST[2])])]
    for name, screen, says in OPENED:
        late.append(not _line((f"{name} : première visite", screen, says, OPENING), [_opened(screen, says)]))
    for asked in ASKED:
        _opened(asked[1], asked[2])
        late.append(not _line(asked, [_opened(asked[1], asked[2], turn) for turn in range(TIMES)]))
    used = _peak()
    print(f"{'mémoire (Go)':<56} {used:>8.2f} {'':>8} {MEMORY:>8.2f}{'' if used <= MEMORY else '  ← au-dessus'}")
    print(f"\n{TAGUETTE}")
    return int(any(late) or used > MEMORY)


def _line(asked: Asked, took: list[float]) -> bool:
    name, _, _, bar = asked
    held = median(took) <= bar
    print(f"{name:<56} {median(took):>8.3f} {max(took):>8.3f} {bar:>8.1f}{'' if held else '  ← au-dessus'}", flush=True)
    return held


# Only the script of the page is timed, as the server runs it, and in seconds of processor: others share the machine.
TIMED = """
import runpy, time
from benchmarks.dashboard import TOOK
began = time.thread_time()
try:
    runpy.run_path({path!r})
finally:
    TOOK.append(time.thread_time() - began)
"""
TOOK: list[float] = []


def _opened(screen: str, says: dict[str, Any], turn: int = 0) -> float:
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - a server has imported Streamlit before anyone comes

    page = AppTest.from_string(TIMED.format(path=str(SCREENS / f"{screen}/page.py")), default_timeout=600)
    for key, value in (says | {"page": str(turn + 1)}).items():
        if key.startswith(NAMED):
            page.session_state[key.removeprefix(NAMED)] = value
        else:
            page.query_params[key] = value
    page.run()
    if page.exception:
        raise RuntimeError(json.dumps([e.message for e in page.exception]))
    return _took().pop()


def _took() -> list[float]:
    # The module that the script sees is not the one that runs as « __main__ ».
    return importlib.import_module("benchmarks.dashboard").TOOK  # type: ignore[no-any-return]


def _peak() -> float:
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else ["VmHWM: 0 kB"]
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024**2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
