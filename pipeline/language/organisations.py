"""Institutions, acronyms, words that open the name of a structure → which are kept, and which name somewhere."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from pipeline.language.name_phrases import Phrase, PhraseMatch, Phrases, phrase

INSTITUTIONS_FILE = Path(__file__).with_name("institutions.csv")


# Names that people bear too (« Renault », « Michelin ») are marked « borne »: they are firms after these only.
FIRM = re.compile(
    r"\b(?:chez|une|les|usines?|magasins?|groupe|garage|voitures?|camions?|concession(?:naire)?|éditions|ouvriers? de|"
    r"boîte|marque)[ ]$",
    re.IGNORECASE,
)


# « j'habite à Évian, près d'Orange »: firms that are towns too.
TOWNS_TOO = frozenset({("orange",), ("evian",)})
SOMEWHERE = re.compile(
    r"(?:\b(?:à|vers)[ ]|\b(?:près|mairie|ville|gare|ccas|commune|marché|originaires?|ven\w+|vien\w+|côté)[ ]d['’])$",
    re.IGNORECASE,
)


@cache
def institution_reasons() -> dict[str, str]:
    """Give each institution kept with the reason why."""
    return {r["name"]: r["reason"] for r in _listed()}


@cache
def institutions() -> Phrases:
    """Give the institutions kept in a form to search texts with."""
    return Phrases(map(phrase, institution_reasons()))


@cache
def _listed() -> list[dict[str, str]]:
    with INSTITUTIONS_FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _borne() -> frozenset[Phrase]:
    return frozenset(phrase(r["name"]) for r in _listed() if r["borne"])


# Every guard asks it of the same turn, name after name.
@lru_cache(maxsize=64)
def kept(text: str) -> list[PhraseMatch]:
    """Give the places of a text where an institution is named."""
    return [
        m for m in institutions().find(text)
        if (m.phrase not in _borne() or FIRM.search(text[: m.start]))
        and not (m.phrase in TOWNS_TOO and SOMEWHERE.search(text[: m.start]))
    ]


# Acronyms of law, school, work and trades, which are said everywhere and identify nobody, written for this project from
# general knowledge. Local structures called by their letters are not in it: « l'ADSEA » stays masked.
ACRONYMS_FILE = Path(__file__).with_name("acronyms.csv")
# Classes, sizes, levels and centuries: « un T2 », « en 3D », « le G1 », « 5G », « N+2 », « XIXe ».
LEVEL = re.compile(r"[A-Z]\d|\d[A-Z]|N[+-]\d|[IVX]{1,5}(?:e|er|ème|ième)")
SHAPE = re.compile(r"[A-Z][A-Z0-9&]{1,4}s?")
LETTER_BY_LETTER = 3  # longer acronyms may be said, and written, as words
# « des ZRXP », « le logiciel ZRX », « une allocation ZRX »: one of a kind, or named by what serves everyone.
OF_A_KIND = re.compile(
    r"\b(?:un|une|des|ces|mes|tes|ses|plusieurs|quelques|chaque|(?:de|à|pour|avec)[ ](?:nos|vos|leurs)|"
    r"(?:logiciel|diplôme|formation|loi|norme|allocation|prestation|contrat|statut|permis|concours|examen|dispositif|"
    r"filière|série|licence|master|bac|droit|réforme|taxe|carte|agrément)s?(?:[ ](?:du|de la|de))?)[ ]$",
    re.IGNORECASE,
)


@cache
def acronyms() -> frozenset[str]:
    """Give the acronyms of the list."""
    with ACRONYMS_FILE.open(encoding="utf-8", newline="") as file:
        return frozenset(r["name"] for r in csv.DictReader(file))


def known_acronym(said: str) -> bool:
    """
    Tell whether some letters are a known acronym, or several joined by a stroke, whatever their number.

    >>> [known_acronym(said) for said in ("UX", "OKRs", "UX/UI", "3D", "Comex", "ADSEA", "JB")]
    [True, True, True, True, True, False, False]
    """
    parts = re.split(r"[/-]", said)
    # « Comex », « Copil »: said as words, they are written so.
    letters = [p.upper() if len(p) > LETTER_BY_LETTER and p.istitle() else p.removesuffix("s") for p in parts]
    return all(known in acronyms() or LEVEL.fullmatch(p) for known, p in zip(letters, parts, strict=True))


def common_acronym(text: str, start: int, end: int) -> bool:
    """
    Tell whether an acronym is a common noun where it stands: one among several of a kind, a diploma, a tool, a law.

    >>> common_acronym("on a des ZRXP ici", 9, 13), common_acronym("le logiciel ZRX", 12, 15)
    (True, True)
    >>> common_acronym("voir l'AJP", 7, 10), common_acronym("voir JB", 5, 7)
    (False, False)
    """
    return bool(SHAPE.fullmatch(text[start:end]) and OF_A_KIND.search(text[:start]))


# Words that open the name of a local organisation: « foyer Les Mascarets », « lycée Albert-Dhénin ».
# Those that lodge, teach, care for or receive: what follows « les » or « la », even an ordinary noun, is their name.
HOUSES = (
    "foyers?|résidences?|foyer-résidence|foyer-logement|résidence autonomie|résidence sociale|foyer de vie|"
    "foyer de jeunes travailleurs|"
    "ehpad|esat|chrs|chu|ime|mecs|itep|savs|samsah|fjt|cada|cmp|maison de retraite|"
    "maison relais|pension de famille|maison de quartier|maison pour tous|centre social|centre socioculturel|"
    "centre culturel|centre d'hébergement|centre de loisirs|accueil de jour|accueil de nuit|halte de nuit|"
    "halte-garderie|"
    "crèche|micro-crèche|jardin d'enfants|école maternelle|école primaire|collège|lycée|clinique|polyclinique|hôpital|"
    "épicerie sociale|épicerie solidaire|ressourcerie|recyclerie|gaec|earl|camping|gîte|auberge de jeunesse|mjc|"
    "médiathèque|ludothèque|village de vacances|hôtel social|internat|hospice|usld|maison médicale|"
    "maison de santé"
)
# Those that a name follows at once, without « de » nor article: « l'association solidarité femmes ».
GROUPS = (
    "associations?|assos?|collectif|compagnie|amicale|coopérative|entreprise d'insertion|entreprise|société|club"
)
OTHERS = (
    "ccas|cias|école|centre de formation|centre médico-social|centre de santé|centre communal|centre hospitalier|"
    "centre d'accueil|"
    "maison des droits|maison des solidarités|maison de la solidarité|maison des associations|maison de l'emploi|"
    "maison d'arrêt|maison d'enfants|espace numérique|espace public numérique|espace|bibliothèque|institut|fondation|"
    "mission locale|pharmacie|boulangerie|boulangerie-pâtisserie|boucherie|épicerie|pizzeria|supérette|pressing|"
    "laverie|"
    "garage|auto-école|salon|café|bar|restaurant|hôtel|grand hôtel|auberge|transports|taxis|ambulances|établissements|"
    "ets|cabinet|étude|ferme|domaine|château|relais|institut de travail social|université|fac|faculté|iut|cfa|irts|"
    "campus|gymnase|stade|piscine|théâtre|cinéma|musée|église|cathédrale|basilique|chapelle|temple|synagogue|mosquée|"
    "paroisse|couvent|monastère|entraide|comité|fédération|mutuelle|syndicat|chantiers?|chantiers navals|"
    "chantier d'insertion|régie de quartier|régie|boutique|boutique solidarité|vestiaire|maison|usine|scierie|atelier|"
    "imprimerie|librairie|laboratoire|supermarché|hypermarché|tabac|tabac-presse|brasserie|agence|bailleur|cyberbase|"
    "cybercentre|tiers-lieu|fab lab|fablab|halte|fournil|jardins?|maternité|dispensaire|cantine|cercle|chorale|"
    "troupe|radio|éditions|studio"
)
KINDS = "|".join(sorted(f"{HOUSES}|{GROUPS}|{OTHERS}".split("|"), key=lambda kind: (-len(kind), kind)))
LINK = r"(?:de la|de l['’]|du|des|de|d['’]|la|le|les|l['’]|aux?|à la|et|en|à|sur)"
FIRST = r"(?:de la|de l['’]|du|des|de|d['’]|la|le|les|l['’])"
PROPER = r"[A-ZÀ-ÖØ-Þ][\w'’]*(?:-[\w'’]+)*"
# In a text with capitals: the kind, then a proper name and what it links.
CASED = re.compile(
    rf"(?<![\w-])(?P<kind>(?i:{KINDS}))[ ](?:«[ ]?|[\"“])?(?P<name>(?:(?:[Ll]['’]|[Ll]a|[Ll]es?|[Dd]es|[Dd]u)[ ]?)?"
    rf"{PROPER}(?:[ ](?:{LINK}[ ]?){{0,2}}{PROPER})*(?:[ ](?:et fils|et frères|frères|et associés|\d{{1,3}}\b))?)"
)
# « le centre social de la Palmeraie »: linked, one proper name.
LINKED = re.compile(
    rf"(?<![\w-])(?P<kind>(?i:{KINDS}))[ ](?:{FIRST}[ ]?){{1,2}}"
    rf"(?:(?:rue|place|quartier|cité)[ ](?:{LINK}[ ]?){{0,2}})?"
    rf"(?P<name>{PROPER}(?:[ ](?:{LINK}[ ]?)?{PROPER})*)"
)
# « une association, « Une place pour tous » »: what is quoted after what it is.
QUOTED = re.compile(
    rf"(?<![\w-])(?P<kind>(?i:{HOUSES}|{GROUPS}))(?:,?[ ](?:qui s['’]appelle|appelée?|nommée?|baptisée?))?,?[ ]"
    r"[«\"“][ ]?(?P<name>[^«»\"“”.!?]{2,50}?)[ ]?[»\"”]"
)
# « Mots Croisés, l'association », « Budget Garonne, ça s'appelle »: what it is comes after.
APPOSED = re.compile(
    rf"(?P<kind>(?P<name>{PROPER}(?:[ ](?:{LINK}[ ]?)?{PROPER})*)),[ ](?:l['’](?:asso(?:ciation)?|entreprise)\b|"
    r"le (?:foyer|collectif|centre|club|bailleur)\b|la (?:structure|boîte|société|résidence)\b|"
    r"(?:ça|il|elle) s['’]appelle)"
)
# « ça s'appelle Budget Garonne »: named without being said what it is.
CALLED = re.compile(
    rf"\b(?P<kind>(?P<named>ça s['’]appel(?:le|ait) )(?P<name>(?:(?:[Ll]['’]|[Ll]a|[Ll]es?)[ ]?)?{PROPER}"
    rf"(?:[ ](?:{LINK}[ ]?)?{PROPER})*))"
)
# In a text without capitals: the kind alone; its name is what follows, up to a word no ordinary word explains.
UNCASED = re.compile(rf"(?<![\w-])(?P<kind>{KINDS})[ ]", re.IGNORECASE)
NEXT = re.compile(r"(?P<word>[^\W\d_]+)[ '’-]?")
FIRST_LINKS = frozenset("de la l du d des le les".split())
LINKS = frozenset("du des d l la".split())
MOST_WORDS = 4
# In a text without capitals, a name made of ordinary nouns: « l'esat la croix neuve », « l'association mots et toit ».
HOUSE = re.compile(rf"(?<![\w-])(?:{HOUSES})[ ](?:(?:les|la|le)[ ]|l['’])(?P<name>[^\W\d_]+)")
HOUSE_OF = re.compile(
    r"(?<![\w-])(?:gaec|earl|ehpad|esat|chrs|résidence|crèche|micro-crèche|maison de retraite|pension de famille|"
    r"centre social|maison de quartier|foyers|halte|(?:grand )?hôtel|auberge|camping|ferme|clinique|scierie)[ ]"
    r"(?:du|des|de la|de l['’])[ ]?(?:(?:deux|trois|quatre|cinq|sept|mille)[ ])?(?P<name>[^\W\d_]+)"
)
GROUP = re.compile(rf"(?<![\w-])(?:{GROUPS})[ ](?P<name>[^\W\d_]+)")
# « l'association les deux rives »: named with its article.
GROUP_THE = re.compile(
    r"(?<![\w-])(?:association|asso|collectif|compagnie|amicale)[ ](?:(?:les|la|le)[ ]|l['’])"
    r"(?:(?:deux|trois|quatre|cinq|sept|mille)[ ])?(?P<name>[^\W\d_]+)"
)
# What closes the name of a business: « bonnefoy et fils », « fontaine automobiles ».
BUSINESS = re.compile(r"[ ](?:et (?:fils|frères|associés|compagnie)|frères|automobiles?|bâtiment|transports)\b")
MORE = re.compile(
    r"[ ](?:(?P<link>du|de la|de l['’]|des|et|en|d['’])[ ]?)?(?P<word>[^\W\d_]+)(?P<number>[ ]\d{1,3}\b)?"
)
# After « foyer les », « collège le »: who is there, or when; « l'association sport » is said, « association loi ».
NOBODYS = frozenset("""
gens personnes personne enfants enfant jeunes jeune éducs éducateurs éducatrices résidents usagers matin soir midi
nuit lundi mardi mercredi jeudi vendredi samedi dimanche semaine week weekend mois année jour jours journée plupart
plus moins même mêmes dame dames monsieur messieurs famille familles parents parent mère mères père pères femme femmes
homme hommes bénévoles salariés collègues filles fille garçons garçon élèves élève profs prof professeurs vieux
vieilles infirmières infirmière médecins médecin directeur directrice chef cheffe psy psychologue éducatrice éducateur
assistante assistantes stagiaires travailleurs animateurs animatrices veilleurs cuisine première premier deuxième
dernière dernier veille fois seule seul chose choses truc trucs porte temps loi type part rue ville maire mairie
secrétaire caf mer plage montagne étudiants migrants mineurs locataires patients malades gamins gosses mamans papas
anciens petits petites grands grandes autres autre mieux seuls maîtresse instit surveillants principal proviseur cpe
concierge gardien voisine voisin
""".split())
# Ordinary words that open the names of so many structures that where one works, sleeps or is sent they name one:
# « je bosse à la passerelle », « hébergé au relais », « elle est aux tilleuls ». Without capitals, after these only.
OFTEN_A_STRUCTURE = frozenset("""
passerelle relais escale étape phare arche boussole tremplin clairière envol éclaircie ruche oasis ancre rivage halte
colombe cascade cigale hirondelle marmite récolte sauvegarde croisée traverse chrysalide coccinelle farandole
coquelicots mimosas tilleuls glycines marronniers jonquilles lilas cèdres oliviers érables bleuets magnolias peupliers
acacias bruyères genêts cerisiers pommiers amandiers platanes hortensias primevères capucines pervenches violettes
camélias orangers noisetiers châtaigniers charmilles roseaux roselière saules sapins séquoias tournesols pins
hirondelles mésanges mouettes goélands alizés embruns dunes remparts moulins
""".split())
WORKS_THERE = re.compile(
    r"\b(?:travaill\w+|boss\w+|bénévole|stage|stagiaire|service civique|hébergée?s?|logée?s?|placée?s?|envoyée?s?|"
    r"orientée?s?|accueillie?s?|admise?s?|permanence|rendez-vous|rdv|embauchée?s?|réunion|cuisine|pension|retraite|"
    r"temps partiel|mi-temps|poste|mail|téléphone|numéro|adresse|suis|est|sont|sommes|étai\w+|été|vais|va|vont|"
    r"allai\w+|vit|vivait|habite|reste|rentrée?|entrée?|directeur|directrice|chef de service|éducatrice|éducateur|"
    r"gens|résidents|résidentes|équipe|collègues)(?: (?:depuis|encore|là|maintenant|aussi|bien|ici))?[ ]"
    r"(?:(?:à la|au|aux|de la|du|des|dans les|vers la|vers le)[ ]|(?:à|de|vers) l['’])(?P<name>[^\W\d_]+)\b"
)
