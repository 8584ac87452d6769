"""A text → where its sentences end; a place in it → whether a capital there says « proper name »."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from pipeline.anchoring.anchors import WORD
from pipeline.language import person_names, places
from pipeline.language.folds import fold_for_search
from pipeline.language.lexicon import known_word
from pipeline.model.contracts import Turn

# After a full stop, a quotation mark or bracket that opens, what the transcriber notes (« [rires] »), an emoji.
SENTENCE_START = re.compile(
    r"(?:^|[.?!…:;\n])[\s«»\"“”()\[\]—–-]*$|[«“\"(\[—–\])]\s*$|[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]\s*$"
)
# « 1- D'accord », « 2) Rendez-vous », « a. Oui »: what numbers an answer opens it; no word was said before.
NUMBERED = re.compile(r"[\W_]*(?:\d{1,3}|[a-z])[ ]?[-–—.):/°]+[\W_]*")
LETTERED = re.compile(r"[^\W\d_]{2,}")
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
    words = [w for text in said for w in LETTERED.findall(text)]
    capitals = sum(w[0].isupper() and not w.isupper() for w in words)
    if capitals >= SHARE_OF_CAPITALS * max(1, len(words)):
        return True
    if capitals <= SHARE_BY_CHANCE * len(words):
        return False
    lists = (person_names.phrases(), places.phrases())
    named = ((text, m) for text in said for names in lists for m in names.find(text) if not known_word(m.phrase[0]))
    found = [text[m.start] for text, m in named]
    return sum(map(str.isupper, found)) >= len(found) / 2


def shouted(text: str) -> bool:
    """
    Tell whether a turn is all in capitals, which then say nothing of its words.

    >>> shouted("J'AI APPELÉ MARYSE À BREST."), shouted("La CAF, le RSA"), shouted("OUI OUI")
    (True, False, False)
    """
    words = LETTERED.findall(text)
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
    words = {who: sum(len(LETTERED.findall(text)) for text in texts) for who, texts in said.items()}
    return {who: cased(texts) if words[who] >= LEAST_WORDS else whole for who, texts in said.items()}


ENDS = frozenset(".?!…")
CLOSING = frozenset("»”\")]’'")
ABBREVIATIONS = frozenset(
    "m mm mr mme mmes mlle mlles dr pr me st ste cf etc ex p pp tél av bd no n vol chap art env réf ref".split()
)
# What may open a sentence: a capital, a number, a quotation, a bracket, a dash.
OPENING = re.compile(r"(?=\s|$)\s*[«“\"(\[—–-]*\s*(?:[A-ZÀ-ÖØ-Þ0-9«“\"(\[—–]|$)")


def last_words(text: str) -> tuple[int, ...]:
    """
    Give the number of the last word of each sentence; a text without punctuation is one sentence.

    >>> last_words("Oui. M. Fournel est là… Ah ?")
    (1, 7, 9)
    """
    words = list(WORD.finditer(text))
    ends = [i for i in range(len(words) - 1) if _ends(text, words, i)]
    return (*ends, len(words) - 1) if words else ()


def _ends(text: str, words: list[re.Match[str]], number: int) -> bool:
    # The full stop itself, or the one before the quotation marks that close here.
    mark = number
    while mark > 0 and words[mark].group() in CLOSING:
        mark -= 1
    if words[mark].group() not in ENDS or not OPENING.match(text, words[number].end()):
        return False
    following = words[number + 1].group()
    between = text[words[number].end() : words[number + 1].start()]
    attached = "\n" not in between and (following not in "\"'" or not between)
    if attached and following in ENDS | CLOSING:
        return False
    return words[mark].group() != "." or not _abbreviated(words, mark)


def _abbreviated(words: list[re.Match[str]], mark: int) -> bool:
    if mark == 0 or words[mark - 1].end() != words[mark].start():
        return False
    before = words[mark - 1].group()
    return before.lower() in ABBREVIATIONS or (len(before) == 1 and before.isupper())


# Folded as « pipeline.codebook.markers.fold » does: no accent, no capital, no apostrophe.
LINKS = (
    "et", "mais", "ou", "donc", "or", "car", "puis", "alors", "parce", "sinon", "sauf", "enfin", "bref", "voila", "bon",
    "ben", "bah", "oui", "non", "si", "ah", "oh", "euh", "hein", "apres", "pareil", "aussi", "sachant", "surtout",
    "justement", "forcement", "meme", "ensuite", "pourtant", "cependant", "tandis", "comme", "genre", "sans", "ouais",
    "d ailleurs", "du coup", "par contre", "en fait", "en plus", "au contraire", "a cote", "c est a dire", "la dedans",
)
POINTERS = (
    "ca", "cela", "ce", "c", "cet", "cette", "ces", "celui", "celle", "ceux", "celles", "elle", "elles", "ils", "lui",
    "eux", "leur", "leurs", "la", "ici", "y", "en", "son", "sa", "ses", "certains", "certaines", "d autres", "l autre",
    "un autre", "une autre", "le meme", "la meme", "les memes", "pas", "qui", "que", "dont",
)
# Anywhere in a sentence, they send back to somebody or something.
SOMEBODY = ("elle", "elles", "il", "ils", "lui", "eux", "ca", "cela", "celui", "celle", "ceux", "celles")
# « Il » alone points to someone; « il y a », « il faut » do not.
IMPERSONAL = ("il y", "il faut", "il fallait", "il faudrait", "il suffit", "il arrive", "il reste", "il pleut")
ALONE = {
    "Avant, je recevais les gens dans mon bureau.": True, "Il y a vingt personnes dans la salle d'attente.": True,
    "Je remplis des formulaires à leur place.": True, "Les gens n'osent plus demander.": True,
    "Et puis on n'a plus le temps.": False, "Mais elle n'avait pas de téléphone.": False, "Ça dépend des jours.": False,
    "Il ne vient plus.": False, "C'est devenu un métier d'écran.": False, "D'ailleurs je garde un cahier.": False,
    "Là-dedans il y a ce que je ne veux pas écrire.": False,
}
