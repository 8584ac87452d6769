"""A text → the last word of each of its sentences."""

from __future__ import annotations

import re

from pipeline.anchoring.anchors import WORD

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
