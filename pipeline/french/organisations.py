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
    "entraide|collectif|club|chantier|régie de quartier|boutique|ressourcerie|supermarché|tabac|brasserie|agence"
)
LINK = r"(?:de la|de l['’]|du|des|de|d['’]|la|le|les|l['’]|aux?|à la|et|en|à|sur)"
PROPER = r"[A-ZÀ-ÖØ-Þ][\w'’]*(?:-[\w'’]+)*"
# In a text with capitals: the kind, then a proper name and what it links.
CASED = re.compile(
    rf"(?<![\w'’-])(?P<kind>(?i:{KINDS}))[ ](?:«[ ]?|\")?(?P<name>(?:(?:[Ll]['’]|[Ll]a|[Ll]es?|[Dd]es|[Dd]u)[ ]?)?"
    rf"{PROPER}(?:[ ](?:{LINK}[ ]?){{0,2}}{PROPER})*)"
)
# « le centre social de la Palmeraie » : linked, one proper name.
LINKED = re.compile(
    rf"(?<![\w'’-])(?P<kind>(?i:{KINDS}))[ ](?P<link>de la|de l['’]|du|des|de|d['’])[ ]?(?P<name>{PROPER}(?:[ ](?:{LINK}[ ]?)?{PROPER})*)"
)
UNCASED = re.compile(
    rf"(?<![\w'’-])(?P<kind>{KINDS})[ ](?P<name>(?:(?:de la|de l['’]|du|des|de|d['’]|la|le|les|l['’])[ ]?)?"
    r"[^\W\d_]+(?:['’-][^\W\d_]+)*)",
    re.IGNORECASE,
)
