"""What stands around a name → whether it announces somebody, or shows that it is only a word that looks like a name."""

from __future__ import annotations

import re

from pipeline.language import organisations, person_names, places
from pipeline.language.folds import fold_for_search
from pipeline.language.lexicon import all_ordinary, known_word
from pipeline.language.name_phrases import Phrase, PhraseMatch
from pipeline.language.numbers import SPOKEN
from pipeline.language.sentences import capitalised, respected, sentence_start

TITLES = (
    r"(?-i:M\.|(?<!\d[ ])m\.(?=[ ][^\W\d_]{3})|Mr\.?|MM\.|M(?=[ ][A-ZÀ-Þ](?:\w|\.))|Me(?=[ ][A-ZÀ-Þ])|Dr\.?|Pr\.?)|"
    r"Mmes?\.?|Mlles?\.?|Melles?\.?|monsieur|madame|mademoiselle|messieurs|mesdames|docteure?|maître|professeure?|sœur|soeur|frère|père|mère|tonton|tata|tatie"
)
RELATIONS = (
    "collègue|chef|cheffe|directeur|directrice|mari|femme|fille|fils|sœur|soeur|frère|mère|père|tante|oncle|cousin|"
    "cousine|copine|copain|ami|amie|voisin|voisine|stagiaire|responsable|référent|référente|nièce|neveu|compagnon|"
    "compagne|belle-sœur|beau-frère|belle-mère|beau-père|belle-fille|beau-fils|gendre|bru|filleul|filleule|"
    "conjoint|conjointe|tuteur|tutrice|curateur|curatrice|patron|patronne|secrétaire|formateur|formatrice|ancienne?|"
    "aîné|aînée|cadet|cadette|petit|petite|binôme|médecin|conseiller|conseillère|collaborateur|collaboratrice"
)
OWNERS = "mon|ma|notre|ton|ta|votre|son|sa|leur|nos|mes"
INTRODUCTIONS = (
    r"(?:je m['’]appelle|tu t['’]appelles?|(?:il|elle|qui|on) s['’]appel(?:le|ait)|s['’]appelant|m['’]appelait|"
    r"m['’]appelle|vous (?:vous )?appelez|nomm[ée]e?s?|prénomm[ée]e?|surnomm[ée]e?|mon (?:pré)?nom,? c['’]est|"
    r"mon (?:pré)?nom est|son (?:pré)?nom,? c['’]est|moi,? c['’]est|moi je suis|de la part de|"
    r"appel(?:ez|le|les)-moi|ici c['’]est|(?:lui|elle|toi|ce(?:lui|lle)-(?:là|ci)),? c['’]est(?![ ]l[ae]s?[ ])|"
    r"(?:on|ils?|elles?|tout le monde|les gens|je|qui|vous|tu) (?:l['’]|m['’]|t['’]|les )"
    r"appel(?:le|les|ait|ent|aient|ez|lerai)|"
    r"(?:mon|son|ton|le|petit) surnom,? c['’](?:est|était))"
)
# « yo de yohann », « manu, de emmanuel »: a short form beside the name that it is cut from.
CUT_FROM = re.compile(r"(?<![\w'’-])(?P<short>[^\W\d_]{2,6}),?[ ](?:de|pour|comme)[ ](?P<whole>[^\W\d_]{4,})")
# After these, a noun without article is a nickname; whoever calls you by telephone calls a day.
CALLED_SO = re.compile(r"(?:on|ils|elles|monde|gens|qui) (?:l['’]|m['’]|t['’]|les )appel|surnom", re.IGNORECASE)
NO_NICKNAME = frozenset("""
maman papa chef cheffe mamie papi papy tonton tata docteur maître monsieur madame ça comme comment demain hier lundi
mardi mercredi jeudi vendredi samedi dimanche matin midi soir janvier février mars avril mai juin juillet août
septembre octobre novembre décembre pour quand parce après avant bien mal direct désormais urgence plus bébé
""".split())
TITLE_WORDS = frozenset(
    "m mm mr mme mmes mlle melle me dr pr monsieur madame mademoiselle messieurs mesdames docteur maître".split()
)
# « père », « sœur » open a name less often than a sentence: « le père doit », where « monsieur petit » is someone.
KIN = re.compile(r"(?:sœur|soeur|frère|père|mère|tonton|tata|tatie)\b", re.IGNORECASE)
TITLE = re.compile(rf"(?<![\w'’-])(?:{TITLES})[ ](?!l['’])", re.IGNORECASE)
TITLED = re.compile(rf"(?<![\w'’-])(?:{TITLES})[ ]$", re.IGNORECASE)
RELATION = re.compile(
    rf"\b(?:{OWNERS})[ ](?:[\w-]+[ ]){{0,2}}?(?:{RELATIONS})(?:[ ](?:là|à moi|à côté))?"
    r"(?:,?[ ](?:c['’](?:est|était)|(?:qui )?s['’]appel(?:le|ait))[ ]|,[ ]|[ ])",
    re.IGNORECASE,
)
INTRODUCTION = re.compile(rf"(?<![\w'’-]){INTRODUCTIONS}[ ,]{{1,2}}", re.IGNORECASE)
# Who says « je m'appelle » says a name next, be it a word too: « chancelle », « wu ».
OF_ONESELF = re.compile(
    r"(?<![\w'’-])(?:je m['’]appelle|je me nomme|tu t['’]appelles)[ ](?:euh |donc |alors |moi )?", re.IGNORECASE
)
INNER_PARTICLES = re.compile(
    r"[ ](?:(?:de la|de|du|des|le|la|el|al|aït|ait|ben|bin|ould|van|von|den|der|dos|da|di)[ ]|d['’]){1,2}(?=\w)"
)
NAME_ENDS = re.compile(r"[ ]?(?:[,.;!?…\n]|\Z|(?:et|je|j['’]ai|moi|donc|alors)\b)")
# In a text without capitals, a word that is a place and a noun is a place after these.
PLACE = re.compile(
    r"\b(?:à|aux|vers|depuis|habite|née? à|ville de|commune de|mairie de|gare de|marché des?|ccas de|dans les|"
    r"(?:sur|dans) l['’]|"
    r"(?:du côté|originaire|département|vallée|région|coin|venue?s?|venait|viennent|arrivée?s?) "
    r"(?:des?|du|de la|de l['’]))[ ]?$"
)
# After these, even a commune that is an ordinary word is meant as a place.
TOWN = re.compile(
    r"^d(?:e |['’])$|\b(?:habit\w+ à|vi[ts] à|née? à|du côté de|"
    r"(?:ville|commune|village|mairie|gare|ccas|marché|préfecture) (?:de|d['’])|"
    r"près de chez moi à|ven(?:ue?s?|ai[st]|aient|ons) de|arriv(?:ée?s?|ait) de|originaires? de|je suis de|accent de|"
    r"mont(?:ée?s?|er|ait) (?:à|sur)|déménag\w+ à|install\w+ à)[ ]?$"
)
# Nobody is there: « j'ai grandi ici, à Félix-Pyat ».
LOCATED = re.compile(
    r"\b(?:habit\w+|vi[ts]|vivai\w+|né(?:e|s|es)?|grandi\w*|logé\w*|déménag\w+|install\w+|retourn\w+|montée?s?)"
    r"(?:,?[ ](?:ici|là|juste|toujours|aussi)){0,2},?[ ]à[ ]$",
    re.IGNORECASE,
)
# A name may open with these, and hold them between its parts.
PARTICLE = r"(?:(?:de la|de|du|des|d['’]|le|la|el|al|ben|bin|ould|van|von|den|der|dos|da|di)[ ]?)"
CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w'’]*(?:-[\w'’]+)*\.?(?<!\.)"
NAME = re.compile(rf"(?:{PARTICLE}{{0,2}}(?={CAPITALISED}))?{CAPITALISED}(?:[ ]{PARTICLE}{{0,2}}{CAPITALISED}){{0,3}}")
# « une équipe nommée la DPM »: an article and letters are somewhere, not someone.
LETTERS = re.compile(r"(?:la|le|les)[ ][A-Z]{2,5}")
INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.[ -]?){1,3}(?![\w])|[A-ZÀ-Þ](?=[ ,.;:!?]|$)")
LOWER = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# After « monsieur » or « madame », these words are no name.
NOT_AFTER_TITLE = frozenset("""
bonjour bonsoir merci tout-le-monde machin truc dupont-durand maire président présidente juge préfet ministre facteur
conseiller directeur seul seule avant tous pardon oui non stop
""".split())
# « madame de la fontaine », « m. du bellay »: what follows is a surname, unless it is where someone works.
PARTICLES = re.compile(r"(?:de la|de l['’]|des?|du|d['’]|el|al|ben|van|von|(?P<article>le|la))[ ]?(?=[^\W\d_]{3})")
ONE_OF_MANY = re.compile(r"\b(?:une?|des|les|ces|deux|plusieurs|certains|quelques|autres?)[ ]$", re.IGNORECASE)
NOT_AFTER_PARTICLE = frozenset("""
maison ville cour place bureau banque poste mairie cure commerce accueil école ferme porte rue tour commune chambre
cantine gare sécurité police garde télé radio direction maire curé préfet juge chef patron prof facteur boucher
""".split())
WORDS = re.compile(r"[^\W_]+")
# Names that are something else after these words: the country of the enquiry, the feast days.
ELSEWHERE = {
    "france": re.compile(r"\b(?:en|la|équipe de|de de|tour de|île de|reste de|de toute la)[ ]$", re.IGNORECASE),
    "noel": re.compile(r"(?:c['’]est|\b(?:à|de|avant|après|pour|père|depuis|joyeux|à la))[ ]$", re.IGNORECASE),
    "toussaint": re.compile(r"\b(?:la|de)[ ]$", re.IGNORECASE),
}
# At the beginning of a sentence, a first name that is a word too is a name when it acts or stands alone.
ACTS = re.compile(
    r"(?:[.,!?…]|[ ](?:a|est|avait|était|dit|disait|va|vient|fait|m['’]|me|il|elle|qui|lui|et[ ][A-ZÀ-Þ]|comme|"
    r"c['’]est|ne|n['’]|travaille|arrive|voulait|veut|pense|sait|aussi)\b)"
)
# In a text without capitals, a confirmed first name that is a word too is that word after these.
WORD_AFTER = re.compile(
    r"(?<!c['’])\b(?:est|était|très|assez|plus|trop|temps|un|une|des|les|le|de la|d['’]|en|au|pas|si|moins|petite?|"
    r"grande?|cette|ce)[ ]?$"
)
# In a text without capitals, a first name that is a word too is called, visited, or does something.
CALLED = re.compile(
    r"\b(?:merci|bonjour|bonsoir|salut|coucou|chez|allô|appelle|appelait|prénomme|demandé? à|dit à|disais à|parlé? à|"
    r"moi et|toi et|(?:la|le)[ ](?:petite?|grande?|vieille|vieux|jeune))[ ]$"
)
# A noun without article before a verb is a name.
NAMED = re.compile(
    r"(?:^|\b(?:c['’](?:est|était)|et|mais|alors|donc|puis|que|qu['’]|quand|comme|avec|y a|voilà)[ ])$"
)
DOES = re.compile(
    r"[ ](?:qui|(?:il|elle)[ ](?:m['’]|t['’]|l['’]|s['’]|a|est|était|avait|dit|fait|va|vient)|m['’]a|m['’]avait|lui a|"
    r"nous a|a dit|disait|dit|me dit|et moi|s['’]en (?:est|occupe|va|moque|fout|sert|souvient)|"
    r"(?:est|était) (?:venue?|partie?|arrivée?|là|passée?|née?|morte?)|"
    r"travaille|habite)\b"
)
# « prune a quatorze ans », « rose, ma collègue », « victoire tu as des nouvelles »: only someone is so spoken of.
AGED = re.compile(
    rf"[ ](?:a|avait|aura|va avoir|a eu|allait avoir)[ ](?:\d+|{SPOKEN})[ ]ans\b|"
    rf",?[ ](?:c['’]est[ ])?(?:{OWNERS})[ ](?:{RELATIONS})\b"
)
ADDRESSED = re.compile(
    r",?[ ](?:tu|vous)[ ](?:as|es|vas|viens|peux|veux|sais|vois|dis|fais|penses|restes|prends|crois|connais|avez|êtes|"
    r"allez|venez|pouvez|voulez|savez|voyez|dites|faites|pensez|restez|prenez|connaissez)\b"
)
OPENS = re.compile(r"(?:^|[.!?,:;\n]|\b(?:oui|non|bon|alors|et|euh|ben|bah|mais|donc|dis|tiens|ah|oh|eh))[ ]?$")
# A place confirmed in the session is said again after these, without any article; or opens what is said of it.
PLACED = re.compile(r"\b(?:à|de|vers|sur|depuis|dis|pour|par)[ ]$")
PLACE_OPENS = re.compile(r"(?:^|\b(?:parce que|que|et|mais|quand|comme|puis|alors|donc|si|ou)[ ])$")
OF_A_PLACE = re.compile(r"[ ](?:c['’](?:est|était)|(?:il )?y a(?:vait)?|est|était|ça|reste|on)\b")
# « le conseil départemental du lot », « la caf de la manche », « vient de l'aube »: departments that are words too.
DEPARTMENT_WORDS = frozenset("allier aube cher creuse landes lot manche nord somme var vienne".split())
OF_A_DEPARTMENT = re.compile(
    r"\b(?:(?:conseil (?:départemental|général)|département|préfecture|préfet|préfète|caf|cpam|mdph|carsat|msa|pmi|"
    r"udaf|adapei|gens|champion(?:ne)?s?|équipe|originaires?|natifs?|natives?|ven(?:ue?s?|ir|ait|aient)|vien[st]|viennent|"
    r"coin|fin fond|villages?|communes?|pompiers|gendarmes|campagne|rectorat)[ ](?:du|de la|de l['’]|des)|"
    r"(?:habit\w+|vi[ts]|vivai\w+|vécu|grandi|née?s?|restée?s?|installée?s?|retournée?s?|partie?s?|mutée?s?)[ ]"
    r"(?:dans[ ](?:le|la|l['’]|les)|en))[ ]?$"
)
# « à la réunion de mardi » is no island.
MEETING = re.compile(r"[ ](?:de|du|des|d['’]|avec|sur|pour|qui|où|mensuelle|hebdomadaire|publique)\b")
COUNTRY = ("france",)
SEVERAL = re.compile(r"\b(?P<noun>[^\W\d_]{2,}[sx])[ ]de[ ]$")
OF_ALL = re.compile(r"(?P<noun>(?<!\w)[A-ZÀ-Þ][^\W\d_]+)[ ]de[ ]$")
HERS = f"{RELATIONS}|enfant|parent|gosse|gamin|gamine|affaire|papier|main"
HER_OWN = frozenset(map(fold_for_search, HERS.split("|")))
# Rare first names that everybody says as words: without a capital they name nobody.
SAID_ALL_THE_TIME = frozenset({("juste",), ("sage",), ("gaie",), ("vive",), ("douce",), ("belle",), ("bonne",)})
SINGLE_LETTERS = 2
ARTICLES = frozenset({"le", "la", "les", "l"})
SAINTS = frozenset({"saint", "sainte", "saints", "saintes"})
LONG = 4  # words: « Villeneuve sur Lot » is said of one thing only


def names_something(text: str, match: PhraseMatch, *, cased: bool, confirmed: bool = False) -> bool:
    """
    Tell whether a match is a proper name where it stands.

    A name that is also an ordinary word needs a capital, and not the one that opens a sentence, unless
    ``confirmed`` says that this session uses it as a name or unless what follows shows someone acting.

    Args:
        text: the turn.
        match: the name found in it.
        cased: whether who speaks is written with capitals (``capital_letters.voices_with_capitals``).
        confirmed: whether the session uses it as a name elsewhere.
    """
    if something_else(text, match):
        return False
    if not is_word(text, match):
        return not cased or capitalised(text, _last_word(text, match)) or not known_word(text[match.start : match.end])
    if not cased and match.phrase in SAID_ALL_THE_TIME:
        return False
    if not cased:
        before = text[: match.start]
        if match.phrase in person_names.phrases():
            called = (
                CALLED.search(before) or (NAMED.search(before) and DOES.match(text, match.end))
                or (OPENS.search(before) and ADDRESSED.match(text, match.end))
                or (bare(text, match) and AGED.match(text, match.end))
            )
            return bool(called) or (confirmed and bare(text, match))
        if match.phrase[-1] in DEPARTMENT_WORDS and OF_A_DEPARTMENT.search(before):
            return True
        opens = PLACE_OPENS.search(before) and OF_A_PLACE.match(text, match.end)
        return confirmed and len(match.phrase) == 1 and bool(PLACED.search(before) or opens)
    if not capitalised(text, _last_word(text, match)):
        return False
    return confirmed or not sentence_start(text, match.start)


def bare(text: str, match: PhraseMatch) -> bool:
    """Tell whether a name that is a word stands without what would make it that word: an article, « est », « très »."""
    return not WORD_AFTER.search(text[: match.start])


def acts(text: str, match: PhraseMatch) -> bool:
    """Tell whether the first name that opens a sentence is followed by what someone does."""
    return capitalised(text, match.start) and bool(ACTS.match(text, match.end)) and not something_else(text, match)


def is_word(text: str, match: PhraseMatch) -> bool:
    """Tell whether a match, as it is written there, holds ordinary words only."""
    said = WORDS.findall(text[match.start : match.end])
    if len(said) > 1 and said[0].lower() not in ARTICLES and _holds_a_name(match.phrase):
        return False
    return all_ordinary(said) or max(map(len, said)) <= SINGLE_LETTERS


def _last_word(text: str, match: PhraseMatch) -> int:
    return match.start + [m.start() for m in WORDS.finditer(text[match.start : match.end])][-1]


def something_else(text: str, match: PhraseMatch) -> bool:
    """Tell whether a name is the country, a feast day, a meeting where it stands (« en France », « à Noël »)."""
    if match.phrase[-1] == "reunion" and not capitalised(text, match.end - len("réunion")):
        return bool(MEETING.match(text, match.end))
    before = text[: match.start]
    if match.phrase == COUNTRY:
        # « les ouvriers de France », « Axa France »; not « les enfants de France », who may have some.
        church = OF_ALL.search(before)
        if church and respected(church["noun"]):
            return True
        if several := SEVERAL.search(before):
            named = fold_for_search(several["noun"]).rstrip("sx") not in HER_OWN
        else:
            named = any(kept.end == match.start - 1 for kept in organisations.kept(text))
        if named:
            return True
    pattern = ELSEWHERE.get(match.phrase[0]) if len(match.phrase) == 1 else None
    return bool(pattern and pattern.search(before))


def _holds_a_name(name: Phrase) -> bool:
    if name in places.phrases() or any((word,) in person_names.phrases() for word in name):
        return True
    return (name[0] in SAINTS or len(name) >= LONG) and name in places.towns()
