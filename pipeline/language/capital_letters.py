"""A text and a place in it → whether a capital there says « proper name »."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from pipeline.language import first_names, places
from pipeline.language.folds import fold_for_search
from pipeline.language.lexicon import known_word
from pipeline.model.contracts import Turn

# After a full stop, a quotation mark or bracket that opens, what the transcriber notes (« [rires] »), an emoji.
SENTENCE_START = re.compile(
    r"(?:^|[.?!…:;\n])[\s«»\"“”()\[\]—–-]*$|[«“\"(\[—–\])]\s*$|[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]\s*$"
)
# « 1- D'accord », « 2) Rendez-vous », « a. Oui »: what numbers an answer opens it; no word was said before.
NUMBERED = re.compile(r"[\W_]*(?:\d{1,3}|[a-z])[ ]?[-–—.):/°]+[\W_]*")
WORD = re.compile(r"[^\W\d_]{2,}")
SHARE_OF_CAPITALS, SHARE_BY_CHANCE = 0.03, 0.002
LEAST_SHOUTED = 4  # words
LEAST_WORDS = 20  # of a voice: fewer do not tell how it is written
# Ordinary words that one writes with a capital inside a sentence, out of respect or habit: they name nobody.
RESPECTED = frozenset("""
état états internet intranet web net région département commune ville mairie préfecture sous-préfecture métropole
conseil maire président présidente premier première second seconde ministre ministère gouvernement parlement
assemblée sénat député république nation nationale national europe union guerre mondiale mondial histoire révolution
résistance libération constitution loi code justice police gendarmerie tribunal cour procureur juge éducation
sécurité sociale social santé solidarité emploi travail service services direction directeur directrice pôle bureau
groupe projet produit plan système monsieur madame mademoiselle maman papa mamie papi papy mémé pépé tata tonton
maître docteur professeur père mère sœur dieu seigneur bible coran évangile torah noël pâques toussaint ascension
pentecôte ramadan carême chabbat jésus vierge terre lune soleil nord sud ouest occident orient lundi mardi mercredi
jeudi vendredi samedi dimanche janvier février mars avril juin juillet août septembre octobre novembre décembre bac
licence master doctorat brevet certificat université fac lycée collège école crèche maison espace accueil compte
carte vitale livret parcours dossier fichier test mot excel word français française françaises anglais anglaise
allemand arabe espagnol italien portugais turc russe chinois berbère créole africain africaine européen européens
européenne américain américains américaine maghrébin rom roms gitan gitans juif juive juifs musulman musulmane
chrétien catholique protestant blanc blanche noir noire covid euro euros digital design business data marketing
manager designer content user live score management engineering église églises évêque évêché pape abbé curé
communication affaires finances stratégie réseau réseaux client accessibilité numérique évaluation compétence
candidat satisfaction objectif objectifs citoyen citoyens épisode article chapitre partie annexe note dernière
dernier chef cheffe groupes atelier ateliers quel comment aujourd comité commission cabinet agence office institut
fondation fédération syndicat association centre foyer hôpital clinique
""".split())

RESPECTED_FOLDED = frozenset(map(fold_for_search, RESPECTED))


def respected(word: str) -> bool:
    """
    Tell whether a word, accents aside, is one that is written with a capital and names nobody.

    >>> respected("Eglise"), respected("État"), respected("Églises"), respected("Passerelle")
    (True, True, True, False)
    """
    return fold_for_search(word) in RESPECTED_FOLDED


def capitalised(text: str, start: int) -> bool:
    """Tell whether the character at ``start`` is a capital."""
    return text[start : start + 1].isupper()


def sentence_start(text: str, start: int) -> bool:
    """Tell whether a capital at ``start`` is due to the beginning of a sentence or a quotation."""
    before = text[:start]
    opens = SENTENCE_START.search(before[-12:]) or NUMBERED.fullmatch(before)
    return bool(opens) or not re.search(r"\w", before)


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
    if capitals <= SHARE_BY_CHANCE * len(words):
        return False
    lists = (first_names.phrases(), places.phrases())
    named = ((text, m) for text in said for names in lists for m in names.find(text) if not known_word(m.phrase[0]))
    found = [text[m.start] for text, m in named]
    return sum(map(str.isupper, found)) >= len(found) / 2


def shouted(text: str) -> bool:
    """
    Tell whether a turn is all in capitals, which then say nothing of its words.

    >>> shouted("J'AI APPELÉ MARYSE À BREST."), shouted("La CAF, le RSA"), shouted("OUI OUI")
    (True, False, False)
    """
    words = WORD.findall(text)
    return len(words) >= LEAST_SHOUTED and all(map(str.isupper, words))


def lowered(text: str) -> str:
    """Write a text without capitals, every offset kept."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def voices_with_capitals(turns: Iterable[Turn]) -> dict[str, bool]:
    """
    Tell who of a session is written with capitals: one hand may write the questions, a machine the answers.

    A voice that says little is written as the whole session is.
    """
    said: dict[str, list[str]] = defaultdict(list)
    for turn in turns:
        said[turn.speaker].append(turn.text)
    whole = cased(text for texts in said.values() for text in texts)
    words = {who: sum(len(WORD.findall(text)) for text in texts) for who, texts in said.items()}
    return {who: cased(texts) if words[who] >= LEAST_WORDS else whole for who, texts in said.items()}
