"""The same inputs → the same ``dvc.lock`` on any kernel, thread or Python; or the first stage that differs.

Run: ``uv run python -m benchmarks.reproducibility [INTERPRETER …]``.  Some minutes a variant.  Other interpreters, with
the same packages, run the demonstration too (``python3.13 -m venv E``, then the two lines of README's « Sans uv »).
``--from-stage topics`` computes all of it once, and for each variant that stage and what follows it only.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from benchmarks.clones import HERE, clone, run
from pipeline.run.flow import STAGES

# Of OpenBLAS: what it computes with on processors from 2004 to today, of two makers.
KERNELS = ("Prescott", "Nehalem", "Sandybridge", "Haswell", "Zen", "SkylakeX")
THREADS = ("1", "2")
# NumPy has instructions of its own, chosen apart from those of OpenBLAS.
SPARED = "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX2 FMA3"
OLD = {"NPY_DISABLE_CPU_FEATURES": SPARED, "OPENBLAS_CORETYPE": "Nehalem", "BLIS_ARCH_TYPE": "generic"}
PYTHONS = ("3.11", "3.12", "3.13")
Made = dict[str, str]


def main(arguments: list[str]) -> int:
    """Print one line a variant; the exit code is 1 when one does not arrive where the committed lock does."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("pythons", nargs="*", help="other interpreters, with the same packages")
    asked.add_argument("--from-stage", default="", help="compute only this stage and what follows, on the same inputs")
    wanted = asked.parse_args(arguments)
    say_what_is_absent([sys.executable, *wanted.pythons])
    expected = made(yaml.safe_load((HERE / "dvc.lock").read_text("utf-8")))
    different = 0
    for name, found in computed(wanted.pythons, wanted.from_stage):
        stage = first_difference(expected, found)
        different += bool(stage)
        print(f"{name:40} {f'diffère, et d’abord à l’étape « {stage} »' if stage else 'les mêmes octets'}", flush=True)
    return int(different > 0)


def computed(pythons: list[str], from_stage: str) -> Iterator[tuple[str, Made]]:
    """Give what each variant makes, each in a clone of its own, from nothing or from one stage on."""
    with clone() as first:
        run(first, "dvc", "repro")
        yield "ce processeur", made(lock(first))
        for kernel, threads in product(KERNELS, THREADS):
            variables = {"OPENBLAS_CORETYPE": kernel, "OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads}
            yield f"noyau {kernel}, fils : {threads}", again(first, from_stage, sys.executable, variables)
        yield "ni AVX ni AVX2 ni AVX-512", again(first, from_stage, sys.executable, OLD)
        for python in pythons:
            yield f"Python de {python}", again(first, from_stage, python, {})


def again(first: Path, from_stage: str, python: str, variables: Mapping[str, str]) -> Made:
    """Compute in a clone, all of it or, on a copy of what was made first, one stage and what follows it."""
    with clone() as place:
        if not from_stage:
            run(place, "dvc", "repro", python=python, **variables)
            return made(lock(place))
        shutil.copytree(first / "build", place / "build", dirs_exist_ok=True)
        shutil.copy(first / "dvc.lock", place / "dvc.lock")
        run(place, "dvc", "repro", "--force", "--downstream", from_stage, python=python, **variables)
        return made(lock(place))


def lock(place: Path) -> Any:
    """Read the lock of a clone."""
    return yaml.safe_load((place / "dvc.lock").read_text("utf-8"))


def made(read: Mapping[str, Any]) -> Made:
    """Give what each stage of a lock made: its name → the marks of its outs, in the order in which stages run."""
    return {name: str([(out["path"], out["md5"]) for out in known.get("outs", [])])
            for name, known in read["stages"].items()}


def first_difference(expected: Made, found: Made) -> str:
    """
    Name the first stage whose outs are not the same, or nothing.

    >>> first_difference({"turns": "a", "topics": "b"}, {"topics": "c", "turns": "a"})
    'topics'
    """
    return next((name for name in STAGES if expected.get(name) != found.get(name)), "")


def say_what_is_absent(pythons: list[str]) -> None:
    """Name the versions of Python that no interpreter given has: they are not tried."""
    given = {version(python) for python in pythons}
    for absent in sorted(set(PYTHONS) - given):
        print(f"Python {absent} : aucun interprète donné, non essayé")


def version(python: str) -> str:
    """Ask an interpreter for its version."""
    said = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.run([python, "-c", said], capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
