"""A noun that stands for a name, and what was said just before → the form that reads well there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.language.elision import elides

BEFORE = re.compile(r"(?:^|[^\w'’])(?P<word>[^\W\d_]+['’]|[^\W\d_]+[ ])$")
DETERMINERS = frozenset("""
le la les un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
chaque quel quelle quelque aucun aucune autre même petit petite grand grande vieux vieille
""".split())
FEMININE = frozenset("la une cette ma ta sa quelle aucune petite grande vieille".split())
MASCULINE = frozenset("le un du au ce cet mon ton son aucun petit grand vieux".split())
PLURAL = frozenset("les des aux ces mes tes ses nos vos leurs".split())
ARTICLES = {False: "un", True: "une"}


@dataclass(frozen=True, slots=True)
class Nominal:
    """
    A noun with what completes it: « ville », feminine, « moyenne du Nord ».

    ``other`` is what to say where the noun's gender does not suit the article that is there: masculine for a
    feminine noun, feminine for a masculine one; ``plural`` is for « les », « aux ».
    ``own`` tells that the noun is the very word that opens the name: the article that is there suits it.
    """

    noun: str
    feminine: bool = False
    rest: str = ""
    other: str = ""
    plural: str = ""
    own: bool = False

    @property
    def bare(self) -> str:
        """Give the noun without article."""
        return f"{self.noun} {self.rest}".strip()

    @property
    def indefinite(self) -> str:
        """Give the noun with « un » or « une »."""
        return f"{ARTICLES[self.feminine]} {self.bare}"


def preceding(text: str) -> str:
    """
    Give the little word on which a name leans, folded to lower case, if any.

    >>> preceding("J'habite à "), preceding("la mairie d'"), preceding("On a vu, "), preceding("C'est le ")
    ('à', "d'", '', 'le')
    """
    found = BEFORE.search(text)
    return found["word"].strip().lower().replace("’", "'") if found else ""


def fitted(nominal: Nominal, before: str) -> str:
    """
    Choose the form that reads well after ``before``, the text that precedes; « de » and « en » follow (``joints``).

    >>> town = Nominal("petite ville", feminine=True, rest="du Nord", other="bourg")
    >>> [fitted(town, t) for t in ("à ", "la mairie de ", "au ", "C'est l'")]
    ['une petite ville du Nord', 'une petite ville du Nord', 'bourg du Nord', 'endroit du Nord']
    """
    word = preceding(before)
    if nominal.own and word in DETERMINERS | {"l'"}:
        return nominal.bare
    if word == "l'":
        return nominal.bare if elides(nominal.noun) else f"endroit {nominal.rest}".strip()
    return _agreeing(nominal, word) if word in DETERMINERS else nominal.indefinite


def _agreeing(nominal: Nominal, word: str) -> str:
    if word in PLURAL:
        return f"{nominal.plural or nominal.noun} {nominal.rest}".strip()
    clashes = word in MASCULINE if nominal.feminine else word in FEMININE
    return f"{nominal.other} {nominal.rest}".strip() if clashes and nominal.other else nominal.bare
