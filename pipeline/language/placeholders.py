"""What was said, and what comes before it → what readers see in its place, elided and made to agree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.language.folds import fold_for_search
from pipeline.language.identifier_patterns import STREET
from pipeline.language.organisations import KINDS
from pipeline.model.contracts import IdentifierType

# French names whose h is mute; others that begin with h keep « de » whole.
MUTE_H = re.compile(r"h(?:elen|enri|erve|ubert|ortens|onor|ippolyt|uguette|ilair|ermin|ector|eloi|yacinth|ugo|erault)")
VOWEL = re.compile(r"[aeiou]|y[^aeiou]")


def elides(name: str) -> bool:
    """
    Tell whether a name begins with a vowel sound.

    >>> elides("Élodie"), elides("Hélène"), elides("Hamid"), elides("Yanis")
    (True, True, False, False)
    """
    folded = fold_for_search(name).lstrip("[«\"' ")
    return bool(VOWEL.match(folded) or MUTE_H.match(folded))


BEFORE = re.compile(r"(?:^|[^\w'’])(?P<word>[^\W\d_]+['’]|[^\W\d_]+[ ])$")
DETERMINERS = frozenset("""
le la les un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
chaque quel quelle quelque aucun aucune autre même petit petite grand grande vieux vieille
""".split())
FEMININE_DETERMINERS = frozenset("la une cette ma ta sa quelle aucune petite grande vieille".split())
MASCULINE_DETERMINERS = frozenset("le un du au ce cet mon ton son aucun petit grand vieux".split())
PLURAL_DETERMINERS = frozenset("les des aux ces mes tes ses nos vos leurs".split())
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
    Choose the form that reads well after ``before``, the text that precedes; « de » and « en » follow (``joined``).

    >>> town = Nominal("petite ville", feminine=True, rest="du Nord", other="bourg")
    >>> [fitted(town, t) for t in ("à ", "la mairie de ", "au ", "C'est l'")]
    ['une petite ville du Nord', 'une petite ville du Nord', 'bourg du Nord', 'endroit du Nord']
    """
    word = preceding(before)
    if nominal.own and word in DETERMINERS | {"l'"}:
        return nominal.bare
    if word == "l'":
        return nominal.bare if elides(nominal.noun) else f"endroit {nominal.rest}".strip()
    if word not in DETERMINERS:
        return nominal.indefinite
    if word in PLURAL_DETERMINERS:
        return f"{nominal.plural or nominal.noun} {nominal.rest}".strip()
    clashes = word in MASCULINE_DETERMINERS if nominal.feminine else word in FEMININE_DETERMINERS
    return f"{nominal.other} {nominal.rest}".strip() if clashes and nominal.other else nominal.bare


# What a place or an organisation is said to be when its name is not.
TOWNS = {
    "village": Nominal("village", other="commune", plural="villages"),
    "small": Nominal("petite ville", feminine=True, other="bourg", plural="petites villes"),
    "medium": Nominal("ville moyenne", feminine=True, other="chef-lieu", plural="villes moyennes"),
    "large": Nominal("grande ville", feminine=True, other="grand centre", plural="grandes villes"),
}
TOWN = Nominal("ville", feminine=True, other="lieu", plural="villes")
COUNTRY = Nominal("pays", other="nation", plural="pays")
DEPARTMENT = Nominal("département", other="campagne", plural="départements")
REGION = Nominal("région", feminine=True, other="territoire", plural="régions")
PLACE = Nominal("lieu", other="commune", plural="lieux")
ORGANISATION = Nominal("structure", feminine=True, other="service", plural="structures")
SOMEONE = Nominal("personne", feminine=True, other="proche", plural="personnes")
OF_A_LARGE_TOWN = "d'une grande ville"
LIE_IN_TOWNS = frozenset({"quartier", "gare"})
# Kinds of places and organisations that are feminine; the others are masculine.
FEMININE = frozenset("""
rue avenue av. impasse allée allées place route traverse montée esplanade promenade résidence résidences cité villa
voie chaussée ruelle venelle porte rocade gare barre association asso école crèche maison médiathèque bibliothèque
clinique polyclinique fondation mission pharmacie boulangerie entreprise société ferme université fac église mosquée
paroisse pension épicerie entraide régie boutique usine scierie ressourcerie brasserie agence mecs mjc
""".split())
LABELS: dict[IdentifierType, str] = {
    "email": "[courriel]", "phone": "[téléphone]", "nir": "[numéro de sécurité sociale]", "iban": "[IBAN]",
    "date": "[date]", "address": "[adresse]", "case_number": "[numéro de dossier]", "plate": "[immatriculation]",
    "handle": "[pseudo]", "url": "[adresse web]", "misc": "[nom]",
    "person": "[personne]", "place": "[lieu]", "organisation": "[structure]", "age": "[âge]",
}
KIND = re.compile(rf"(?P<kind>{KINDS}|{STREET}|porte|pont|col|rocade|métro|quartier|gare|barre)(?=[ ])", re.IGNORECASE)


def kind(said: str) -> str:
    """
    Give the common noun that opens a name, or nothing; an acronym keeps its capitals.

    >>> kind("Foyer Les Mascarets"), kind("EHPAD Les Jonquilles"), kind("Zabelou")
    ('foyer', 'EHPAD', '')
    """
    found = KIND.match(said)
    written = found["kind"] if found else ""
    return written if written.isupper() else written.lower()


def organisation(said: str, toponym: str, before: str = "") -> str:
    """
    Name an organisation otherwise; its kind is kept, and what comes before may elide and agree as it did.

    Args:
        said: its name in the text.
        toponym: the invented name that it takes.
        before: the text up to it.
    """
    agrees = preceding(before) in MASCULINE_DETERMINERS | PLURAL_DETERMINERS
    unknown = fitted(ORGANISATION, before) if agrees else ""
    return f"{kind(said) or unknown or ('organisation' if elides(said) else 'structure')} {toponym}"


def place(said: str, toponym: str, listed: str, before: str = "") -> str:
    """
    Name a place otherwise: a town by an invented name, a country or a region with that word, a street as such.

    Args:
        said: its name in the text.
        toponym: the invented name that it takes.
        listed: what the list of places says it is (« ville », « région », « pays »), empty when it is in none.
        before: the text up to it, which tells an inhabitant from a place.

    >>> place("Marseillais", "Bramagrève", "", "avec un "), place("Lyonnais", "Alfonge", "région", "les ")
    ('habitant de Bramagrève', "habitants d'Alfonge")
    """
    if OF_A_TOWN.fullmatch(said) and preceding(before) in INHABITANTS:
        link = "d'" if elides(toponym) else "de "
        return f"{INHABITANTS[preceding(before)]} {link}{toponym}"
    if kind(said):
        return f"{kind(said)} {toponym}"
    return f"{toponym}, {listed}" if listed in {"pays", "région"} else toponym


INHABITANTS = {
    "un": "habitant", "ce": "habitant", "cet": "habitant", "une": "habitante", "cette": "habitante",
    "les": "habitants", "des": "habitants", "ces": "habitants", "aux": "habitants",
}
OF_A_TOWN = re.compile(r"[^\W\d_]+(?:ais|ois|ien|éen|ain|in)(?:e|ne)?s?")


# The little words that elide before a name, and those that must change with it.
ELIDED = re.compile(r"(?<![\w'’-])(?P<stem>d|qu|lorsqu|puisqu)['’]$", re.IGNORECASE)
WHOLE = re.compile(r"(?<![\w'’-])(?P<stem>d|qu|lorsqu|puisqu)e[ ]$", re.IGNORECASE)
IN = re.compile(r"(?<![\w'’-])(?P<word>en|à)[ ]$", re.IGNORECASE)
SOMEWHERE = re.compile(
    r"\[?une?[ ](?:(?:petite|grande)[ ])?(?:arrondissement|département|lieu|pays|quartier|région|village|ville)\b"
)
DECADE = re.compile(r"\[?années[ ]")
# « grâce à Lille », « je pense à Dakar »: nobody is there.
NOT_THERE = re.compile(
    r"\b(?:grâce|face|quant|rapport|contrairement|suite|pens\w+|ressembl\w+|tien\w+|jusque|appartien\w+)[ ]à[ ]$",
    re.IGNORECASE,
)


def joined(before: str, said: str, shown: str) -> tuple[int, str]:
    """
    Give how many characters of ``before`` must change with the name, and the text that stands for both.

    Where the name said and what stands for it elide alike, nothing does.

    Args:
        before: the text that leads to the name.
        said: the name.
        shown: what stands for it.

    >>> joined("le dossier d'", "Amina", "Louise"), joined("le dossier de ", "Samir", "Émile")
    ((2, 'de Louise'), (3, "d'Émile"))
    >>> joined("la mairie de ", "Mende", "[une petite ville]"), joined("partie en ", "Guinée", "[un pays]")
    ((3, "d'[une petite ville]"), (3, 'dans [un pays]'))
    >>> joined("le dossier d'", "Amina", "Élodie"), joined("née en ", "mai 1961", "[années 1960]")
    ((0, 'Élodie'), (3, 'dans les [années 1960]'))
    """
    inside = IN.search(before)
    if inside and SOMEWHERE.match(shown) and not NOT_THERE.search(before):
        return len(inside["word"]) + 1, f"{'Dans' if inside['word'].istitle() else 'dans'} {shown}"
    if inside and DECADE.match(shown):
        return len(inside["word"]) + 1, f"{'Dans' if inside['word'].istitle() else 'dans'} les {shown}"
    if elides(said) and not elides(shown):
        return _changed(ELIDED.search(before), "e ", shown)
    if elides(shown) and not elides(said):
        return _changed(WHOLE.search(before), "'", shown)
    return 0, shown


def _changed(found: re.Match[str] | None, ending: str, shown: str) -> tuple[int, str]:
    return (found.end() - found.start(), f"{found['stem']}{ending}{shown}") if found else (0, shown)
