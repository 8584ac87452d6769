"""A text → what identifies without being a name: telephone, e-mail, social security number…; its dates and its ages.

Order matters: what an earlier pattern covers, a later one does not see again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.language.folds import fold_for_search
from pipeline.language.numbers import MONTHS, SPOKEN, spoken_number
from pipeline.model.contracts import IdentifierType

ANY_MONTH = "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre"
DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
UNITS = (
    "zéro|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|vingts|"
    "trente|quarante|cinquante|soixante|cent|cents|mille"
)
ANY_NUMBER = rf"(?:{UNITS})(?:(?:[ -]| et )(?:{UNITS}))*"
STREET = (
    "rue|avenue|av\\.|boulevard|bd|impasse|allée|allées|place|chemin|route|cours|quai|square|passage|lotissement|"
    "faubourg|sentier|traverse|montée|esplanade|promenade|rond-point|résidence|cité|villa|voie|chaussée|ruelle|venelle"
)
LINK = r"(?:(?:de la|de l['’]|du|des|de|d['’]|la|le|les|l['’]|aux?|et|en|sur|sous)[ ]?)"
PROPER = r"(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]*"
SAID_DIGIT = r"(?:zéro|un|deux|trois|quatre|cinq|six|sept|huit|neuf)"
SPOKEN_STREET = r"(?:rue|avenue|boulevard|impasse|allée|chemin|quai|route|place|square)"
NUMBERED = rf"\b\d{{1,4}}(?:[ ]?(?:bis|ter|quater|[a-d])\b)?[ ]?,?[ ](?:{STREET})[ ]"
# « x point y », « x tiret bas y »: how the signs of an address are said.
SAID_MARK = r"(?:point|tiret(?: (?:du )?(?:bas|six))?|underscore|souligné)"
SAID_PART = rf"[\w.-]+(?: {ANY_NUMBER}){{0,4}}"
ENDS = "fr|com|org|net|eu|info|io|re|ch|be|bzh|paris|coop|asso|tv|app|pro|ca|uk|de|es|it|lu|online|site"
INTRODUCED = (
    r"(?:num[ée]ros?|n°|dossiers?|allocataires?|matricules?|identifiants?|références?|réf\.?|bénéficiaires?|contrats?|"
    r"caf|msa|siret|siren|passeport|titre de séjour|récépissé|badge)"
)
PATTERNS: tuple[tuple[IdentifierType, str], ...] = (
    ("email", r"[\w.+-]+(?:@|[ ]@[ ])[\w-]+(?:\.[\w-]+)+"),
    ("email", (
        rf"\b{SAID_PART}(?: {SAID_MARK} {SAID_PART})* "
        r"(?:arr?oba[sz]e?|at) [\w-]+(?: tiret [\w-]+)*(?:(?:\.| ?point )\w+)+"
    )),
    ("email", (
        r"[\w.+-]+[ ]?[\[({][ ]?(?:at|a|arobase|@)[ ]?[\])}][ ]?"
        r"[\w-]+(?:(?:\.|[ ]?[\[({][ ]?(?:dot|point)[ ]?[\])}][ ]?)[\w-]+)+"
    )),
    ("handle", r"(?<![\w.])@\w+(?:[.-]\w+)*"),
    ("url", r"(?<=\]\()/[^\s)]*\w[^\s)]*"),  # « [Marie](/marie-pourcher/) »
    ("url", r"\b(?:https?://|www\.)[^\s»\")]+[^\s»\").,;:!?…]"),
    ("url", rf"\b(?:[\w-]+\.)+(?:{ENDS})\b(?:/[^\s»\")]*[\w/])?"),
    ("url", r"\b[a-z][\w-]{2,}(?: tiret [\w-]+)* point (?:fr|com|org|net|eu|bzh)\b"),
    ("iban", r"\b[a-z]{2}[ ]?\d{2}(?:[ .-]?(?=\w*\d)\w{4}){3,7}(?:[ .-]?(?=\w*\d)\w{1,4}){0,2}\b"),
    ("nir", (
        r"\b[1-478][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d{2}|2[ab])[ .-]?\d{3}[ .-]?\d{3}"
        r"(?:[ .,-]{0,2}(?:clé[ ])?\d{2})?\b"
    )),
    ("date", r"(?<=\bné le )\d{1,2}[ ./-]\d{1,2}[ ./-](?:19|20)?\d{2}\b"),
    ("date", r"(?<=\bnée le )\d{1,2}[ ./-]\d{1,2}[ ./-](?:19|20)?\d{2}\b"),
    ("date", rf"(?<=\bné en )(?:{ANY_MONTH})[ ](?:19|20)?\d{{2}}\b"),
    ("date", rf"(?<=\bnée en )(?:{ANY_MONTH})[ ](?:19|20)?\d{{2}}\b"),
    ("phone", (
        r"(?<!entretien )(?<![\w.])(?:\+[ ]?33|00[ ]?33|0)[ .-]?(?:\(0\)[ ]?)?[1-9]"
        r"(?:(?:[ ./-]{0,2}|[ ]?\n[ ]?)\d{2}){4}(?!\d)"
    )),
    ("phone", r"(?<!entretien )(?<![\w.])0[1-9](?:[ .-]\d{2}){2,3}(?![\d ]*\d)"),
    ("phone", rf"\bplus[ -]trente[ -]trois(?:[ ,-]+{ANY_NUMBER}){{2,}}\b"),
    ("phone", rf"\bzéro[ -](?:un|deux|trois|quatre|cinq|six|sept|huit|neuf)(?:[ ,-]+{ANY_NUMBER}){{2,}}\b"),
    ("date", (
        rf"\b(?:(?:{DAYS})[ ])?(?:1er|[12]?\d|3[01]|0\d)[ ](?:{ANY_MONTH})(?:[ ](?:de l'année )?(?:19|20)?\d{{2}})?\b"
    )),
    ("date", (
        rf"\b(?:(?:{DAYS})[ ])?(?:premier|{ANY_NUMBER})[ ](?:{ANY_MONTH})[ ](?:(?:19|20)\d{{2}}|(?:mille|deux mille) ?"
        rf"(?:{ANY_NUMBER})?|{ANY_NUMBER})\b"
    )),
    ("date", r"\b(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:(?:19|20)\d{2}|\d{2})\b"),
    ("address", (
        rf"{NUMBERED}{LINK}{{0,2}}(?:{PROPER}(?:[ ]{LINK}?{PROPER})*|[\w'’-]+)"
        rf"(?:,?[ ](?:à[ ])?\d{{5}}(?:[ ]{PROPER}(?:[ ]{PROPER})*)?)?"
    )),
    ("address", (
        rf"\b(?!une?[ ]){ANY_NUMBER}(?:[ ](?:bis|ter))?[ ]{SPOKEN_STREET}[ ]{LINK}{{0,2}}"
        rf"(?:{PROPER}(?:[ ]{LINK}?{PROPER})*|[\w'’-]+)"
    )),
    ("place", rf"\b(?:0[1-9]|[1-8]\d|9[0-8])\d{{3}}[ ]{PROPER}(?:[ ]{PROPER})*"),
    ("place", r"(?<=\bcode postal )\d{5}\b"),
    ("place", (
        rf"\b(?:{STREET}|porte|pont|col|rocade|métro|quartier|gare|barre)[ ](?!en[ ]|à[ ]){LINK}{{0,2}}{PROPER}"
        rf"(?:[ ]{LINK}{{0,2}}{PROPER})*(?:,?[ ]au[ ]\d{{1,4}}\b)?"
    )),
    ("place", r"(?<=\bmairie du )\d{1,2}(?:e|er|ème)\b"),
    ("place", r"\b\d{1,2}(?:e|er|ème)[ ]arrondissement\b"),
    # A station said without article, as one says where one meets: « à République », « vers nation ».
    ("place", (
        r"(?:(?<=\bà )|(?<=\bvers )|(?<=\bmétro )|(?<=\bstation )|(?<=\bentre )|(?<=\bou )(?=(?-i:[A-Z])))"
        r"(?:république|nation|bastille|opéra|concorde|châtelet|invalides|convention|télégraphe|pyrénées|glacière|"
        r"plaisance|daumesnil|gambetta|jaurès|volontaires|tuileries)\b(?![ '’-]?(?:des|de|du|française|centrafricaine))"
    )),
    # « le neuf-trois »: a department by its figures.
    ("place", (
        r"(?:(?<=\ble )|(?<=\bdu )|(?<=\bau ))neuf[ -](?:un|deux|trois|quatre|cinq)\b"
        r"(?![ ,-]+(?:zéro|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|trente|cent|mille))"
    )),
    ("place", (
        r"\b(?:région|banlieue|agglomération|métropole)[ ](?:parisienne|lyonnaise|marseillaise|lilloise|toulousaine|"
        r"bordelaise|nantaise|rennaise|strasbourgeoise|grenobloise|niçoise|orléanaise|rouennaise|stéphanoise|"
        r"nancéienne|messine|dijonnaise|tourangelle|montpelliéraine|toulonnaise|clermontoise|havraise|brestoise|"
        r"angevine|mancelle)\b"
    )),
    ("place", r"\bsainte?-[^\W\d_]+(?:-[^\W\d_]+)*"),
    ("plate", r"(?<![\w-])[a-hj-np-tv-z]{2}[ -]\d{3}[ -][a-hj-np-tv-z]{2}(?![\w-])"),
    ("plate", r"(?<![\w-])\d{2,4}[ -][a-hj-np-tv-z]{2,3}[ -](?:\d{2}|2[ab])(?![\w-])"),
    ("case_number", r"\b\d[ .]?\d{3}[ .]?\d{3}[ ]?(?![ay]\b)[a-z]\b(?!['’])"),
    ("case_number", r"\b(?=(?:[\w/-]*\d){4})[a-z0-9]{2,}(?:[-/][a-z0-9]+){2,}\b"),
    ("case_number", r"\b(?=(?:[\w/-]*\d){6})[a-z0-9]{2,}[-/][a-z0-9]+\b"),
    ("case_number", r"\b0\d{2,}(?:[ .-]?\d{2,})+\b"),
    ("case_number", r"\b\d{8,}(?:[ ]?[a-z]\b)?"),
    ("case_number", r"\b(?-i:[A-Z]{1,4})[ -]?\d{5,}\b"),
    ("case_number", r"\b(?=\w*\d\w*\d\w*\d)(?=\w*(?-i:[A-Z]))(?-i:[A-Z0-9]{7,})\b"),
    ("case_number", r"\b(?=(?:\d[ ]?){9})\d{2,4}(?:[ ]\d{2,4}){2,}\b(?![ ](?:euros?|€|francs?|habitants?|personnes?))"),
)
# A number that only what is said before it makes a case number: the group « number » is the span.
AFTER = re.compile(
    rf"\b{INTRODUCED}\b[^\d.!?\n]{{0,40}}?\b(?P<number>(?:(?-i:[A-Z]{{1,4}})[ -]?)?(?=(?:[ ./-]?\d){{5}})\d[\d ./-]*\d"
    r"(?:[ -]?[a-z]\b(?!['’]))?)",
    re.IGNORECASE,
)
# What is said of one file, one person: any shape with a figure in it, right after.
ONES_OWN = (
    r"(?:dossier|matricule|identifiant|référence|réf|allocataire|bénéficiaire|récépissé|badge|agrément|passeport|"
    r"procédure|plainte|titre de séjour|contrat|licence|chemise|écrou)"
)
# « dossier 4512 personnes », « dossier 2016 »: a quantity, a year.
COUNTED = (
    r"(?:euros?|€|francs?|habitants?|personnes?|fois|ans?|mois|jours?|heures?|minutes?|semaines?|pages?|%|pour cent)"
)
CALLED_BY = re.compile(
    rf"\b{ONES_OWN}(?:[ ](?:numéro|n°|no|num))?(?:[ ](?:c['’]est|c['’]était|est|était)(?:[ ]le)?)?,?[ ]?:?[ ]"
    r"(?P<number>(?!(?:19|20)\d\d\b(?![-/]))(?=[\w/.-]*\d)(?=(?:[/.-]?\w){3,})(?=[\w/.-]*\d[\w/.-]*\d)"
    rf"[\w]+(?:[/.-]\w+)*)\b(?![ ]{COUNTED}\b)",
    re.IGNORECASE,
)
CALLED_BY_WORDS = re.compile(
    rf"\b(?:{ONES_OWN}(?:[ ]numéro)?|numéro (?:de dossier|d['’]allocataire|de sécu|de matricule))"
    r"(?:[ ](?:c['’]est|c['’]était|est|était)(?:[ ]le)?)?,?[ ]"
    rf"(?P<number>(?:{UNITS})(?:(?:[ ,-]{{1,2}}|[ ]et[ ])(?:{UNITS})){{2,}})\b(?![ ]{COUNTED}\b)",
    re.IGNORECASE,
)
# What someone writes on a folder: « elle avait écrit dessus 45-2017-B ».
WRITTEN_ON = re.compile(
    r"\b(?:écrit|marqué|noté|inscrit|tamponné)e?s?(?:[ ](?:dessus|dessous|derrière|au dos|en (?:haut|bas)|:))+,?[ ]"
    r"(?P<number>(?=(?:[/. -]?\w)*?\d)(?=(?:[/.-]?\w){4,})(?!(?:19|20)\d\d\b(?![-/]))(?=[\w/.-]*\d[\w/.-]*\d)"
    rf"\w+(?:[/.-]\w+)*)\b(?![ ]{COUNTED}\b)",
    re.IGNORECASE,
)
# Eight words of numbers in a row, or six digits one by one, are a number that someone dictates.
DICTATED = re.compile(
    rf"\b(?:(?:(?:{UNITS})[ ,-]+(?:et )?){{8,}}(?:{UNITS})|(?:{SAID_DIGIT}[ ,-]+){{5,}}{SAID_DIGIT})\b", re.IGNORECASE
)
# « entre mille neuf cent vingt et mille neuf cent trente »: years, not a number.
SPOKEN_YEAR = re.compile(r"\b(?:mille neuf cents?|dix-neuf cents?|deux mille)\b", re.IGNORECASE)
# « rue kléber », « place gambetta »: without number nor capital, a word that no ordinary word explains.
STREET_NAME = re.compile(
    r"\b(?:(?:rue|avenue|boulevard|impasse|allée|quai|square)[ ]"
    r"(?:(?:de la|de l['’]|du|des|de|d['’]|la|le|les|l['’])[ ]?){0,2}|"
    r"(?:passage|faubourg|cours|villa|cité|métro|station)[ ]|"
    r"(?:porte|pont|gare|quartier|canal|forêt|abattoirs|halles|butte|rocade|lac|île|col)[ ]"
    r"(?:de la|de l['’]|du|des|de|d['’])[ ]?|"
    r"(?<!la )(?<!leur )(?<!ma )(?<!sa )(?<!ta )(?<!notre )(?<!votre )place[ ])"
    r"(?P<name>[^\W\d_]+(?:[’'-][^\W\d_]+)*)",
    re.IGNORECASE,
)
POSTCODE = re.compile(r",?[ ](?:à[ ])?\d{5}(?=[ ])")
SITE_PATH = re.compile(r"\A(?:https?://)?|/.*\Z")
OF_SITES = frozenset(
    "www http https fr com org net eu info point tiret mon espace portail intranet extranet mail login asso".split()
)
NEXT_WORD = re.compile(r",?[ ](?P<name>[^\W\d_]+(?:[’'-][^\W\d_]+)*)")
COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in PATTERNS)
# Names one chooses on line: joined by underscores, or by dots with a number in them.
HANDLE = re.compile(r"(?<![\w@.])(?:\w*[^\W_]_[^\W_]\w*|(?=[\w.]*\d)[^\W\d_][\w]+(?:\.\w{2,}){1,}\w*)")
# Where one is found on line: a name with a figure in it.
ACCOUNT = re.compile(
    r"\b(?:insta(?:gram)?|snap(?:chat)?|tik[ ]?tok|twitter|facebook|fb|telegram|discord|messenger|pseudo)\b"
    r"[^.!?\n\d]{0,20}?[ ](?P<number>(?=\w*\d)(?=\w*[^\W\d_])\w{4,})\b",
    re.IGNORECASE,
)
# « Entretien 01 24.10.03 01 »: a file and its numbers, alone on a line.
DATED_TITLE = re.compile(
    r"^[ \t]*(?:(?:entretien|interview|enregistrement|séance|session|transcription|retranscription|fichier|"
    r"focus[ -]group|groupe|document|questionnaire|notes?)s?[ ]?(?:n°[ ]?|num[ée]ro[ ])?)+(?:[\d ._/–-]|\b[a-z]\b)+$",
    re.IGNORECASE | re.MULTILINE,
)
# A date between spaces, among figures that other signs part: « 01 24.10.03 01 » is no telephone number.
DATE_INSIDE = re.compile(r"(?<![\d./-])(?P<first>\d\d)(?P<sign>[./-])(?P<month>\d\d)(?P=sign)(?P<last>\d\d)(?![\d./-])")
YEARS = re.compile(r"(?:19|20)\d\d[ ./-]+(?:19|20)\d\d")
FOLDED = {fold_for_search(name): number for number, name in enumerate(MONTHS, 1)}
IN_DIGITS = re.compile(r"\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2})\b")
IN_WORDS = re.compile(
    rf"(?:(?P<day>1er|\d{{1,2}}|{SPOKEN})[ ])?(?P<month>{'|'.join(FOLDED)})(?:[ ](?:de l'annee )?"
    rf"(?P<year>\d{{4}}|\d{{2}}|{SPOKEN}))?(?!\w)"
)
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
# The date that follows says when someone was born.
BIRTH = re.compile(
    r"(?:\bn[ée]e?s?\b|\bnaissance\b|\bnaquit\b|\bnaître\b|\bnaissent\b|\bDDN\b)[^.!?;\d]{0,30}$", re.IGNORECASE
)
CENTURY, TURN = 100, 30  # « 77 » is 1977, « 14 » is 2014


@dataclass(frozen=True, slots=True)
class SaidDate:
    """What was said of a date; None for what was not."""

    month: int | None
    year: int | None


def said_date(text: str) -> SaidDate:
    """
    Read a date.

    >>> said_date("le 12 mars 2014"), said_date("12/03/77"), said_date("douze mars mille neuf cent quatre-vingt-deux")
    (SaidDate(month=3, year=2014), SaidDate(month=3, year=1977), SaidDate(month=3, year=1982))
    >>> said_date("quatre-vingt-quatre"), said_date("deux mille neuf")
    (SaidDate(month=None, year=1984), SaidDate(month=None, year=2009))
    """
    folded = fold_for_search(text)
    found = IN_DIGITS.search(folded)
    if found:
        return SaidDate(int(found["month"]), _year(found["year"]))
    named = IN_WORDS.search(folded)
    if named:
        return SaidDate(FOLDED[named["month"]], _year(named["year"]))
    alone = YEAR.search(text)
    return SaidDate(None, int(alone.group()) if alone else _year(text))


def _year(text: str | None) -> int | None:
    number = spoken_number(text) if text else None
    if number is None or number >= CENTURY:
        return number
    return number + (2000 if number < TURN else 1900)


def births(before: str) -> bool:
    """
    Tell whether a date that follows this text is someone's birth.

    >>> births("Je suis née le "), births("sa date de naissance, c'est le "), births("On s'est vus le ")
    (True, True, False)
    """
    return bool(BIRTH.search(before))


AGE_NUMBER = rf"(?:\d{{1,3}}|{SPOKEN})"
# « j'ai 38 ans », « à trente ans », « une dame de 80 ans »: not « depuis 12 ans », « pendant 3 ans », « 20 ans après ».
OWNS = (
    r"(?:\b(?:j['’]ai|j['’]avais|tu as|(?:il|elle|on|qui|mère|père|fille|fils|mari|femme|sœur|frère) (?:a|avait)|"
    r"(?:ils|elles) ont|(?:nous|vous) av(?:ons|ez)|aura|avoir|ayant|mes|ses|âgée?s? de|"
    r"à (?:l['’]âge de )?|l['’]âge de|dès|de)[ ]?(?:presque |bientôt |environ |déjà |à peine |que )?)"
)
LASTS = (
    r"d['’](?:ancienneté|expérience|écart|attente|études|affilée)|de (?:métier|carrière|service|boulot|prison|mariage|"
    r"boîte|pratique|retard|la retraite|là)|près|plus tard|après|avant|que|ferme|en arrière|durant"
)
AGE = re.compile(rf"{OWNS}(?P<age>(?P<years>{AGE_NUMBER})[ ]ans)\b(?![ ](?:{LASTS})\b)", re.IGNORECASE)
LASTING = re.compile(
    r"\b(?:plus|moins|bout|près|durée|contrat|depuis|période|plan|expérience|pendant|bail) (?:de|d['’])?[ ]?$",
    re.IGNORECASE,
)
OLDEST, ADULT, TEN = 90, 18, 10


def ages(text: str) -> Iterator[tuple[int, int]]:
    """Give the start and end of each age said: « 38 ans »."""
    for found in AGE.finditer(text):
        lasts = LASTING.search(text[: found.start("age")])
        if not lasts and spoken_number(found["years"]) is not None:
            yield found.span("age")


def age_band(said: str) -> str:
    """
    Say an age by ten years; minors and the very old by one word each.

    >>> age_band("trente-huit ans"), age_band("14 ans"), age_band("94 ans")
    ('30-39 ans', 'moins de 18 ans', '90 ans ou plus')
    """
    found = re.match(AGE_NUMBER, said, re.IGNORECASE)
    years = spoken_number(found.group()) if found else None
    if years is None:
        return "âge"
    if years >= OLDEST:
        return f"{OLDEST} ans ou plus"
    lowest = years // TEN * TEN
    return f"moins de {ADULT} ans" if years < ADULT else f"{max(lowest, ADULT)}-{lowest + TEN - 1} ans"
