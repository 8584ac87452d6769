"""How a sentence begins when it leans on the one before, and how a transcriber notes what is not said: data."""

from __future__ import annotations

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
