"""A text and a place in it → whether a capital there says « proper name »."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.french import first_names
from pipeline.french.lexicon import known_word

# After a full stop, a quotation mark or bracket that opens, or what the transcriber notes: « [rires] ».
SENTENCE_START = re.compile(r"(?:^|[.?!…:;\n])[\s«»\"“”()\[\]—–-]*$|[«“\"(\[—–\])]\s*$")
WORD = re.compile(r"[^\W\d_]{2,}")
SHARE_OF_CAPITALS, SHARE_BY_CHANCE = 0.03, 0.002
# Ordinary words that one writes with a capital inside a sentence, out of respect or habit: they name nobody.
RESPECTED = frozenset("""
état internet intranet web net région département commune ville mairie préfecture sous-préfecture métropole conseil
maire président présidente premier première second seconde ministre ministère gouvernement parlement assemblée sénat
député république nation nationale national europe union guerre mondiale mondial histoire révolution résistance
libération constitution loi code justice police gendarmerie tribunal cour procureur juge éducation sécurité sociale
social santé solidarité emploi travail service services direction directeur directrice pôle bureau groupe projet
produit plan système monsieur madame mademoiselle maman papa mamie papi papy mémé pépé tata tonton maître docteur
professeur père mère sœur dieu seigneur bible coran évangile torah noël pâques toussaint ascension pentecôte ramadan
carême chabbat jésus vierge terre lune soleil nord sud ouest occident orient lundi mardi mercredi jeudi vendredi
samedi dimanche janvier février mars avril juin juillet août septembre octobre novembre décembre bac licence master
doctorat brevet certificat université fac lycée collège école crèche maison espace accueil compte carte vitale livret
parcours dossier fichier test mot excel word français française anglais anglaise allemand arabe espagnol italien
portugais turc russe chinois berbère créole africain africaine européen européenne américain américaine maghrébin rom
roms gitan gitans juif juive juifs musulman musulmane chrétien catholique protestant blanc blanche noir noire covid
euro euros digital design business data marketing manager designer content user live score management engineering
communication affaires finances stratégie réseau réseaux client accessibilité numérique évaluation compétence candidat
satisfaction objectif objectifs citoyen citoyens épisode article chapitre partie annexe note dernière dernier chef
cheffe groupes atelier ateliers quel comment aujourd comité commission cabinet agence office institut fondation
fédération syndicat association centre foyer hôpital clinique
""".split())


def capitalised(text: str, start: int) -> bool:
    """Tell whether the character at ``start`` is a capital."""
    return text[start : start + 1].isupper()


def sentence_start(text: str, start: int) -> bool:
    """Tell whether a capital at ``start`` is due to the beginning of a sentence or a quotation."""
    return bool(SENTENCE_START.search(text[max(0, start - 12) : start])) or not text[:start].strip(' «"“(')


def proper(text: str, start: int) -> bool:
    """Tell whether a capital at ``start`` is one that only a proper name explains."""
    return capitalised(text, start) and not sentence_start(text, start)


def cased(texts: Iterable[str]) -> bool:
    """
    Tell whether a session is written with capitals; many automatic transcripts are not.

    Where sentences begin without a capital and few names are said, the names themselves tell.
    """
    said = list(texts)
    words = [w for text in said for w in WORD.findall(text)]
    capitals = sum(w[0].isupper() and not w.isupper() for w in words)
    if capitals >= SHARE_OF_CAPITALS * max(1, len(words)):
        return True
    return capitals > SHARE_BY_CHANCE * len(words) and _names_capitalised(said)


def _names_capitalised(texts: list[str]) -> bool:
    found = [text[m.start] for text in texts for m in first_names.phrases().find(text) if not known_word(m.phrase[0])]
    return sum(map(str.isupper, found)) >= len(found) / 2
