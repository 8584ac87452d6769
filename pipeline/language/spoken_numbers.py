"""A turn → the numbers that point at something, said in words: dates and years, arrondissements of a city."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.language.folds import fold_for_search, fold_in_place
from pipeline.language.lexicon import adjective, grammatical, nominal, substantive
from pipeline.language.numbers import MONTHS, spoken_number

# All patterns read a text folded in place: lower case, no accents, every offset kept.
_UNITS = "un|une|deux|trois|quatre|cinq|six|sept|huit|neuf"
_TEENS = "dix|onze|douze|treize|quatorze|quinze|seize"
_TENS = "vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante"
_SEP = r"(?:[ -]|[ -]et[ -])"
_SMALL = rf"(?:{_UNITS}|{_TEENS}|{_TENS})"
_BELOW_HUNDRED = rf"(?:{_SMALL}(?:{_SEP}{_SMALL}){{0,3}})"
_WHOLE = (
    rf"(?:(?:mille?|dix[ -]neuf|dix[ -]huit|mille?[ -](?:neuf|huit))[ -]cents?(?:{_SEP}{_BELOW_HUNDRED})?|"
    rf"mille?[ -](?:neuf|huit)[ -]cents?(?:{_SEP}{_BELOW_HUNDRED})?|deux[ -]mille(?:{_SEP}{_BELOW_HUNDRED})?)"
)
_TWO_DIGITS = rf"(?:(?:{_TENS})(?:{_SEP}{_SMALL})*|quatre[ -]vingts?(?:{_SEP}{_SMALL}){{0,2}})"
_MONTH = "|".join(map(fold_for_search, MONTHS))
_DAY = rf"(?:\d{{1,2}}(?:er)?|premier|{_BELOW_HUNDRED})"
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_END = r"(?![\w-])"
# « le sept ou le premier mai quatre-vingt-onze », « octobre mille neuf cent soixante », « mars 68 ».
DATED = re.compile(
    rf"(?<![\w-])(?:(?:(?:{_DAYS})[ ])?(?:{_DAY}[ ](?:ou|et|au|puis)[ ](?:le[ ])?)?{_DAY}[ ])?"
    rf"(?:{_MONTH})[ ](?:en[ ]|de l'annee[ ])?(?P<year>{_WHOLE}|{_TWO_DIGITS}){_END}"
)
WHOLE = re.compile(rf"(?<![\w-])(?P<year>{_WHOLE}){_END}")
# « en soixante-sept », « depuis quarante-huit », « l'année soixante-huit »: two digits are a year after these only.
SHORT = re.compile(
    rf"\b(?:(?:jusqu'|des )?en|depuis|l'annee|fin|debut|nee?s?|arrivee?s?|mariee?s?|decedee?s?)[ ]"
    rf"(?P<year>{_TWO_DIGITS}){_END}"
)
# « avant soixante-huit », « hiver quarante et un »: a round number there counts something (« après soixante »).
PRECISE = re.compile(
    rf"\b(?:avant|apres|a partir de|jusqu'a|des|courant|guerre de|rentree|sortie de|"
    rf"hiver|ete|printemps|automne)[ ](?:de[ ])?(?P<year>{_TWO_DIGITS}){_END}"
)
# « entre cinquante-quatre et soixante », « de soixante-quatre à soixante-dix-sept »: a span of years.
SPAN = re.compile(
    rf"\b(?:entre|de)[ ](?P<year>{_TWO_DIGITS})[ ](?:et|a|jusqu'(?:a|en))[ ](?P<last>{_TWO_DIGITS}){_END}"
)
# What may stand before a year that the session has said already: no rank, no price, no bus, no thousand.
NO_YEAR = re.compile(
    rf"(?:\d|\b(?:{_SMALL}|cents?|mille|heures?|euros?|francs?|age de|le|la|les|du|des|au|aux|numero|bus|ligne|article|"
    r"plus de|moins de|environ|pres de|une?|nous|vous))[ -]$"
)
ALONE = re.compile(rf"(?<![\w-])(?P<year>{_TWO_DIGITS}){_END}")
ALONE_AT_END = re.compile(rf"^.*?(?P<year>{_WHOLE}|{_TWO_DIGITS})$")
# « du quatre-vingt-treize », « dans le neuf trois »: departments around Paris, called by their number.
AROUND_PARIS = re.compile(
    r"\b(?:(?:gens|jeunes|banlieue|viens|vient|venus?|suis|est|fin fond|cote|communes?|villes?)[ ]du|"
    r"dans[ ](?:tout[ ])?le|habit\w+[ ](?:dans[ ])?le)[ ]"
    r"(?P<name>quatre[ -]vingt[ -](?:onze|douze|treize|quatorze|quinze)|"
    rf"soixante[ -]dix[ -](?:sept|huit)|neuf[ -](?:un|deux|trois|quatre|cinq)){_END}"
)
BORN = re.compile(r"\bne(?:e|s|es)? en[ ](?P<year>(?:18|19|20)\d\d)(?!\d)")
NEXT_WORD = re.compile(r"[ ](?:et demie?[ ])?(?P<word>[^\W\d_]+)")
# « en trente ou quarante minutes »: what is counted comes after another number.
RANGE = re.compile(rf"[ ](?:ou|a|et)[ ]{_BELOW_HUNDRED}[ ](?P<word>[^\W\d_]+)")
EACH = re.compile(r"[ ]par[ ](?:mois|an|jour|semaine|personne|tête|heure|élève|enfant)\b")
COUNTED = frozenset("ans an mois jours semaines heures minutes secondes pour pourcent euros francs kilometres".split())
DATE_HINT = re.compile(r"cent|mil|vingt|trente|quarante|cinquante|soixante|[pi]tante|octante|nonante|\bn[ée]e?s? en ")
FIRST, LAST = 1880, 2035
HUNDRED = 100
LEAST_SHORT = 30  # « en vingt » counts; « en trente-six » is a year


def dates(text: str) -> Iterator[tuple[int, int]]:
    """
    Give the start and end of each date and year said in words, and of each birth year.

    >>> said = "arrivés en soixante-sept, en octobre mille neuf cent soixante, en soixante minutes"
    >>> [said[start:end] for start, end in dates(said)]
    ['octobre mille neuf cent soixante', 'soixante-sept']
    >>> said = "avant soixante-huit, entre cinquante-quatre et soixante, après soixante kilomètres"
    >>> [said[start:end] for start, end in dates(said)]
    ['cinquante-quatre', 'soixante', 'soixante-huit']
    """
    if not DATE_HINT.search(text.lower()):
        return
    folded = fold_in_place(text)
    taken: list[tuple[int, int]] = []
    for pattern in (DATED, WHOLE, SPAN, SHORT, PRECISE, BORN):
        for found in pattern.finditer(folded):
            named = ("year", "last") if pattern is SPAN else ("year",)
            if pattern is SPAN and not any(_precise(found[name]) for name in named):
                continue
            if pattern is PRECISE and not _precise(found["year"]):
                continue
            counted = _counts(text, found.end())
            for name in named:
                start, end = found.span() if pattern is DATED else found.span(name)
                apart = all(end <= first or start >= last for first, last in taken)
                if apart and not counted and _a_year(found[name], short=pattern in {SHORT, SPAN}):
                    taken.append((start, end))
                    yield start, end


def _precise(said: str) -> bool:
    number = spoken_number(said)
    return number is not None and LEAST_SHORT <= number < HUNDRED and number % 10 != 0


def years(texts: Iterable[str]) -> frozenset[int]:
    """
    Give the last two figures of the years that a session says in words, as far as they tell a year from a quantity.

    >>> sorted(years(["en mille neuf cent soixante-neuf", "depuis quarante-deux", "en soixante"]))
    [42, 69]
    """
    found = (text[start:end] for text in texts for start, end in dates(text))
    numbers = (spoken_number(ALONE_AT_END.sub(r"\g<year>", fold_in_place(said))) for said in found)
    return frozenset(n % HUNDRED for n in numbers if n and n % HUNDRED >= LEAST_SHORT and n % 10)


def years_again(text: str, known: frozenset[int]) -> Iterator[tuple[int, int]]:
    """
    Give where a turn says again, by its last two figures, a year that its session says.

    >>> said = "à soixante-neuf, le soixante-neuf, soixante-neuf ans"
    >>> [said[start:end] for start, end in years_again(said, frozenset({69}))]
    ['soixante-neuf']
    """
    if not known or not DATE_HINT.search(text.lower()):
        return
    folded = fold_in_place(text)
    for found in ALONE.finditer(folded):
        counted = NO_YEAR.search(folded[: found.start()]) or _counts(text, found.end())
        if spoken_number(found["year"]) in known and not counted:
            yield found.span("year")


def departments(text: str) -> Iterator[tuple[int, int]]:
    """
    Give where a turn names a department around Paris by its number, in words.

    >>> said = "je suis du quatre-vingt-treize, du neuf trois"
    >>> [said[start:end] for start, end in departments(said)]
    ['quatre-vingt-treize']
    """
    if re.search(r"vingt|dix|neuf", text, re.IGNORECASE):
        yield from (found.span("name") for found in AROUND_PARIS.finditer(fold_in_place(text)))


def _a_year(said: str, *, short: bool) -> bool:
    number = spoken_number(said)
    if number is None:
        return False
    if number < HUNDRED:
        return number >= LEAST_SHORT or not short
    return FIRST <= number <= LAST


def _counts(text: str, end: int) -> bool:
    if EACH.match(text, end):
        return True
    following = RANGE.match(fold_in_place(text), end) or NEXT_WORD.match(text, end)
    if not following:
        return False
    word = following["word"].lower()
    noun = substantive(word) or nominal(word.removesuffix("s"))
    return word in COUNTED or (noun and not grammatical(word))


# All patterns read a text folded in place: lower case, no accents, every offset kept.
WORDS = {
    "premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6,
    "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "onzieme": 11, "douzieme": 12, "treizieme": 13,
    "quatorzieme": 14, "quinzieme": 15, "seizieme": 16, "dix-septieme": 17, "dix-huitieme": 18, "dix-neuvieme": 19,
    "vingtieme": 20,
}
JOINED = {word.replace("-", ""): number for word, number in WORDS.items()}
MOST = 20  # arrondissements of Paris, the most of any town
ORDINAL = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(WORDS, key=len, reverse=True)).replace('-', '[- ]?')}|"
    r"\d{1,2}[ ]?(?:er|ieme|eme|e))(?![\w-])"
)
ORDINAL_HINT = re.compile(r"ième|ieme|premier|second|\d|arr|paris|lyon|marseille", re.IGNORECASE)
NAMED = re.compile(r"[ ]arr(?:ondissements?\b|t?\.)")
TOWNS = re.compile(r"\b(?:arrondissements?|paris|parisien\w*|lyon|lyonnais\w*|marseille|marseillais\w*)\b")
# Where one is, goes or lives; what a town is made of: « dans le douzième », « les écoles du treizième ».
SOMEWHERE = re.compile(
    r"\b(?:dans|vers|quitte\w*|habit\w+|connai\w+|cote|traverse\w*)[ ](?:(?:dans|tout|que|aussi|un peu)[ ])?"
    r"le[ ](?:beau[ ])?$|"
    r"\b(?:mairies?|habitants?|habitantes?|quartiers?|ecoles?|coins?|cote|rues?|fond|sorties?|commissariat|gens|"
    r"appart\w*|maire|bout|pres|haut|bas|centre)[ ]du[ ]$"
)
# A floor, more often than an arrondissement, up to the tenth.
FLOOR = re.compile(r"\bau[ ]$|\betages?\b.{0,15}$")
RANK = re.compile(r"\b(?:la|une?|ma|ta|sa|notre|votre|leur|chaque|les|des|ce|mon|ton|son)[ ]$", re.IGNORECASE)
CENTURY = re.compile(r"[^.!?\n]{0,25}\bsi[eè]cles?\b", re.IGNORECASE)
NEXT = re.compile(r"[ ](?P<word>[^\W\d_]+)")
FLOORS, FEW = 10, 2  # « au dixième »; « dans le premier, dans le deuxième » are ranks of anything


def arrondissements(texts: Iterable[str]) -> frozenset[int]:
    """
    Give the arrondissements that a session speaks of: those that it names so, or where it says one lives.

    >>> sorted(arrondissements(["J'ai toujours habité dans le treizième", "je suis née dans le neuvième mois"]))
    [13]
    """
    said = [(text, fold_in_place(text)) for text in texts if ORDINAL_HINT.search(text)]
    in_town = any(TOWNS.search(folded) for _, folded in said)
    sure: set[int] = set()
    for text, folded in said:
        for found in ORDINAL.finditer(folded):
            number = _number(found.group())
            lived = SOMEWHERE.search(folded[: found.start()]) and number > (FEW if in_town else FLOORS - 2)
            if NAMED.match(folded, found.end()) or (lived and _alone(text, found.end())):
                sure.add(number)
    # Who speaks of one arrondissement of a large town names others as easily: « comme le seizième ».
    others = range(FLOORS + 1, MOST + 1) if in_town and max(sure, default=0) >= FLOORS - 1 else ()
    return frozenset(n for n in sure | set(others) if n <= MOST)


def ordinal_places(text: str, known: frozenset[int]) -> Iterator[tuple[int, int]]:
    """
    Give where a turn names an arrondissement, among those that its session speaks of.

    >>> said = "le treizième, enfin le treizième mois"
    >>> [said[start:end] for start, end in ordinal_places(said, frozenset({13}))]
    ['treizième']
    """
    if not known or not ORDINAL_HINT.search(text):
        return
    folded = fold_in_place(text)
    for found in ORDINAL.finditer(folded):
        number = _number(found.group())
        before = folded[: found.start()]
        named = NAMED.match(folded, found.end())
        if named:
            yield found.start(), named.end()
        elif number in known and _alone(text, found.end()) and not RANK.search(text[: found.start()]):
            floor = number <= FLOORS and FLOOR.search(before)
            ranked = number <= FEW and not SOMEWHERE.search(before)
            if not floor and not ranked:
                yield found.span()


def _number(said: str) -> int:
    digits = re.match(r"\d+", said)
    return int(digits.group()) if digits else JOINED[re.sub(r"[- ]", "", said)]


def _alone(text: str, end: int) -> bool:
    # « le treizième mois », « le vingtième siècle », « le douzième jour »: what follows says of what it is the rank.
    if CENTURY.match(text, end):
        return False
    following = NEXT.match(text, end)
    if not following:
        return True
    word = following["word"]
    return grammatical(word) or not (substantive(word) or adjective(word))
