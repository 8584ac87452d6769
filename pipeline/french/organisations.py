"""Words that open the name of a local organisation: « foyer Les Mascarets », « lycée Albert-Dhénin »."""

from __future__ import annotations

import re

KINDS = (
    "association|asso|foyer|résidence|résidences|lycée|collège|école|école maternelle|école primaire|crèche|"
    "centre social|centre culturel|centre d'hébergement|centre de formation|centre médico-social|maison de quartier|"
    "maison de retraite|maison des droits|maison de la solidarité|maison des associations|maison relais|"
    "espace numérique|espace public numérique|espace|ehpad|esat|chrs|ime|mecs|itep|savs|fjt|mjc|médiathèque|"
    "bibliothèque|hôpital|clinique|polyclinique|institut|fondation|mission locale|pharmacie|boulangerie|pressing|"
    "garage|café|bar|restaurant|hôtel|grand hôtel|transports|taxis|ambulances|entreprise|société|établissements|ets|"
    "cabinet|camping|ferme|domaine|château|relais|institut de travail social|université|fac|gymnase|stade|"
    "théâtre|cinéma|église|mosquée|paroisse|foyers|accueil de jour|pension de famille|épicerie|épicerie sociale|"
    "entraide|collectif|club|chantier|régie de quartier|boutique|maison|usine|scierie|atelier|"
    "ressourcerie|supermarché|tabac|brasserie|agence"
)
LINK = r"(?:de la|de l['’]|du|des|de|d['’]|la|le|les|l['’]|aux?|à la|et|en|à|sur)"
PROPER = r"[A-ZÀ-ÖØ-Þ][\w'’]*(?:-[\w'’]+)*"
# In a text with capitals: the kind, then a proper name and what it links.
CASED = re.compile(
    rf"(?<![\w-])(?P<kind>(?i:{KINDS}))[ ](?:«[ ]?|\")?(?P<name>(?:(?:[Ll]['’]|[Ll]a|[Ll]es?|[Dd]es|[Dd]u)[ ]?)?"
    rf"{PROPER}(?:[ ](?:{LINK}[ ]?){{0,2}}{PROPER})*(?:[ ](?:et fils|et frères|frères|et associés))?)"
)
# « le centre social de la Palmeraie »: linked, one proper name.
LINKED = re.compile(
    rf"(?<![\w-])(?P<kind>(?i:{KINDS}))[ ](?:{LINK}[ ]?){{1,2}}(?:(?:rue|place|quartier|cité)[ ](?:{LINK}[ ]?){{0,2}})?"
    rf"(?P<name>{PROPER}(?:[ ](?:{LINK}[ ]?)?{PROPER})*)"
)
# « Mots Croisés, l'association »: what it is comes after.
APPOSED = re.compile(rf"(?P<kind>(?P<name>{PROPER}(?:[ ](?:{LINK}[ ]?)?{PROPER})*)),[ ]l['’]asso(?:ciation)?\b")
# In a text without capitals: the kind alone; its name is what follows, up to a word no ordinary word explains.
UNCASED = re.compile(rf"(?<![\w-])(?P<kind>{KINDS})[ ]", re.IGNORECASE)
NEXT = re.compile(r"(?P<word>[^\W\d_]+)[ '’-]?")
FIRST_LINKS = frozenset("de la l du des d le les".split())
LINKS = frozenset("du des d l la".split())
MOST_WORDS = 4
