"""The shapes of what identifies without being a name: telephone, e-mail, social security number…

Order matters: what an earlier pattern covers, a later one does not see again.
"""

from __future__ import annotations

import re

from pipeline.model.contracts import IdentifierType

MONTHS = "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre"
DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
UNITS = (
    "zéro|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|vingts|"
    "trente|quarante|cinquante|soixante|cent|cents|mille"
)
NUMBER = rf"(?:{UNITS})(?:(?:[ -]| et )(?:{UNITS}))*"
STREET = (
    "rue|avenue|av\\.|boulevard|bd|impasse|allée|allées|place|chemin|route|cours|quai|square|passage|lotissement|"
    "faubourg|sentier|traverse|montée|esplanade|promenade|rond-point|résidence|cité|villa|voie|chaussée|ruelle|venelle"
)
LINK = r"(?:(?:de la|de l['’]|du|des|de|d['’]|la|le|les|l['’]|aux?|et|en|sur|sous)[ ]?)"
PROPER = r"(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]*"
SAID_DIGIT = r"(?:zéro|un|deux|trois|quatre|cinq|six|sept|huit|neuf)"
SPOKEN_STREET = r"(?:rue|avenue|boulevard|impasse|allée|chemin|quai|route|place|square)"
NUMBERED = rf"\b\d{{1,4}}(?:[ ]?(?:bis|ter|quater|[a-d])\b)?[ ]?,?[ ](?:{STREET})[ ]"
INTRODUCED = (
    r"(?:num[ée]ros?|n°|dossiers?|allocataires?|matricules?|identifiants?|références?|réf\.?|bénéficiaires?|contrats?|"
    r"caf|msa|siret|siren|passeport|titre de séjour|récépissé|badge)"
)

PATTERNS: tuple[tuple[IdentifierType, str], ...] = (
    ("email", r"[\w.+-]+(?:@|[ ]@[ ])[\w-]+(?:\.[\w-]+)+"),
    ("email", (
        rf"\b[\w.-]+(?: (?:point|tiret|underscore|tiret du (?:bas|six)|souligné) [\w.-]+)*(?: {NUMBER})? "
        r"(?:arr?obase|arr?obas|at) [\w-]+(?: tiret [\w-]+)*(?:(?:\.| ?point )\w+)+"
    )),
    ("handle", r"(?<![\w.])@\w+(?:[.-]\w+)*"),
    ("url", r"\b(?:https?://|www\.)[^\s»\")]+[^\s»\").,;:!?…]"),
    ("url", r"\b(?:[\w-]+\.)+(?:fr|com|org|net|eu|info|io|re|ch|be)\b(?:/[^\s»\")]*[\w/])?"),
    ("url", r"\b[a-z][\w-]{2,}(?: tiret [\w-]+)* point (?:fr|com|org|net|eu)\b"),
    ("iban", r"\b[a-z]{2}[ ]?\d{2}(?:[ .-]?(?=\w*\d)\w{4}){3,7}(?:[ .-]?(?=\w*\d)\w{1,4}){0,2}\b"),
    ("nir", (
        r"\b[1-478][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d{2}|2[ab])[ .-]?\d{3}[ .-]?\d{3}"
        r"(?:[ .,-]{0,2}(?:clé[ ])?\d{2})?\b"
    )),
    ("date", r"(?<=\bné le )\d{1,2}[ ./-]\d{1,2}[ ./-](?:19|20)?\d{2}\b"),
    ("date", r"(?<=\bnée le )\d{1,2}[ ./-]\d{1,2}[ ./-](?:19|20)?\d{2}\b"),
    ("date", rf"(?<=\bné en )(?:{MONTHS})[ ](?:19|20)?\d{{2}}\b"),
    ("date", rf"(?<=\bnée en )(?:{MONTHS})[ ](?:19|20)?\d{{2}}\b"),
    ("phone", r"(?<![\w.])(?:\+[ ]?33|00[ ]?33|0)[ .-]?(?:\(0\)[ ]?)?[1-9](?:[ ./-]{0,2}\d{2}){4}(?!\d)"),
    ("phone", r"(?<![\w.])0[1-9](?:[ .-]\d{2}){2,3}(?![\d ]*\d)"),
    ("phone", rf"\bplus[ -]trente[ -]trois(?:[ ,-]+{NUMBER}){{2,}}\b"),
    ("phone", rf"\bzéro[ -](?:un|deux|trois|quatre|cinq|six|sept|huit|neuf)(?:[ ,-]+{NUMBER}){{2,}}\b"),
    ("date", (
        rf"\b(?:(?:{DAYS})[ ])?(?:1er|[12]?\d|3[01]|0\d)[ ](?:{MONTHS})(?:[ ](?:de l'année )?(?:19|20)?\d{{2}})?\b"
    )),
    ("date", (
        rf"\b(?:(?:{DAYS})[ ])?(?:premier|{NUMBER})[ ](?:{MONTHS})[ ](?:(?:19|20)\d{{2}}|(?:mille|deux mille) ?"
        rf"(?:{NUMBER})?|{NUMBER})\b"
    )),
    ("date", r"\b(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:(?:19|20)\d{2}|\d{2})\b"),
    ("address", (
        rf"{NUMBERED}{LINK}{{0,2}}(?:{PROPER}(?:[ ]{LINK}?{PROPER})*|[\w'’-]+)"
        rf"(?:,?[ ](?:à[ ])?\d{{5}}(?:[ ]{PROPER}(?:[ ]{PROPER})*)?)?"
    )),
    ("address", (
        rf"\b(?!une?[ ]){NUMBER}(?:[ ](?:bis|ter))?[ ]{SPOKEN_STREET}[ ]{LINK}{{0,2}}"
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
    r"(?<!la )(?<!leur )(?<!ma )(?<!sa )(?<!ta )(?<!notre )(?<!votre )place[ ])"
    r"(?P<name>[^\W\d_]+(?:[’'-][^\W\d_]+)*)",
    re.IGNORECASE,
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
# « Gwénaëlle, G W E N A tréma E », « K.E.R.D.O.N.C.U.F.F »: a name is spelt aloud, letter by letter.
_SIGN = (
    r"(?:(?:accent )?(?:tréma|aigu|grave|circonflexe|cédille)|apostrophe|tiret|trait d['’]union|majuscule|deux|double)"
)
SPELT = re.compile(
    rf"(?<![\w.'’-])[^\W\d_](?:[ .,-]{{1,2}}(?:{_SIGN}[ ,]{{1,2}})?[^\W\d_](?![\w'’])){{4,}}", re.IGNORECASE
)
# Words of one letter: « il y a, y a, à y… » spells nothing.
ONE_LETTER_WORDS = frozenset("aàâyoôcdjlmnst")
# « Entretien 01 24.10.03 01 »: a file and its numbers, alone on a line.
DATED_TITLE = re.compile(
    r"^[ \t]*(?:(?:entretien|interview|enregistrement|séance|session|transcription|retranscription|fichier|"
    r"focus[ -]group|groupe|document|questionnaire|notes?)s?[ ]?(?:n°[ ]?|num[ée]ro[ ])?)+(?:[\d ._/–-]|\b[a-z]\b)+$",
    re.IGNORECASE | re.MULTILINE,
)
# A date between spaces, among figures that other signs part: « 01 24.10.03 01 » is no telephone number.
DATE_INSIDE = re.compile(r"(?<![\d./-])(?P<first>\d\d)(?P<sign>[./-])(?P<month>\d\d)(?P=sign)(?P<last>\d\d)(?![\d./-])")
YEARS = re.compile(r"(?:19|20)\d\d[ ./-]+(?:19|20)\d\d")
