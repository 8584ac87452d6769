"""The same inputs → the same ``dvc.lock``: two clones, threads, processor kernels, Python versions.

Run: ``uv run python -m benchmarks.reproducibility [OTHER_PYTHON …]`` (interpreters with the same packages).
"""

from __future__ import annotations

import hashlib
import sys

from benchmarks.clones import HERE, clone, run

VARIANTS: dict[str, dict[str, str]] = {
    "un premier clone": {},
    "un second clone, un fil": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    "deux fils, noyau Haswell": {"OMP_NUM_THREADS": "2", "OPENBLAS_CORETYPE": "Haswell"},
    "un fil, noyau Prescott": {"OMP_NUM_THREADS": "1", "OPENBLAS_CORETYPE": "Prescott"},
}


def main(pythons: list[str]) -> int:
    """Print one line per variant; the exit code is 1 when two locks differ."""
    committed = (HERE / "dvc.lock").read_text("utf-8") if (HERE / "dvc.lock").exists() else ""
    locks = {"le verrou du dépôt": committed}
    for name, variables in VARIANTS.items():
        locks[name] = lock(sys.executable, variables)
    for python in pythons:
        locks[f"Python de {python}"] = lock(python, {})
    for name, text in locks.items():
        print(f"{hashlib.sha256(text.encode()).hexdigest()[:16]}  {name}{differences(committed, text)}")
    return int(len(set(locks.values())) > 1)


def lock(python: str, variables: dict[str, str]) -> str:
    """Run everything from nothing in a fresh clone and give its lock."""
    with clone() as place:
        run(place, "dvc", "repro", python=python, **variables)
        return (place / "dvc.lock").read_text("utf-8")


def differences(one: str, other: str) -> str:
    """Say in a few words how many lines two locks do not share."""
    different = set(one.splitlines()) ^ set(other.splitlines())
    return f"  ({len(different)} lignes diffèrent)" if different else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
