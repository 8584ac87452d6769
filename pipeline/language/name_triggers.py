"""What announces a name: titles, kinship, colleagues, introductions.

Each pattern ends where the name begins.
"""

from __future__ import annotations

import re

TITLES = (
    r"(?-i:M\.|Mr\.?|MM\.|M(?=[ ][A-ZÀ-Þ](?:\w|\.))|Me(?=[ ][A-ZÀ-Þ])|Dr\.?|Pr\.?)|Mmes?\.?|Mlles?\.?|Melles?\.?|"
    r"monsieur|madame|"
    r"mademoiselle|messieurs|mesdames|docteure?|maître|professeure?|sœur|soeur|frère|père|mère|tonton|tata|tatie"
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
    r"appel(?:ez|le|les)-moi|ici c['’]est)"
)
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
# In a text without capitals, a word that is a place and a noun is a place after these.
PLACE = re.compile(r"\b(?:à|vers|depuis|habite|née? à|ville de|commune de|mairie de|gare de|marché de|ccas de)[ ]$")
# After these, even a commune that is an ordinary word is meant as a place.
TOWN = re.compile(
    r"\b(?:habit\w+ à|vi[ts] à|née? à|du côté de|"
    r"(?:ville|commune|village|mairie|gare|ccas|marché|préfecture) (?:de|d['’])|"
    r"près de chez moi à|venue? de|arrivée? de|originaire de|je suis de)[ ]?$"
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
