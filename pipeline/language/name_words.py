"""Words that stand beside names, call a speaker or title a file, and name nobody: data of the last check."""

from __future__ import annotations

from pipeline.language.folds import fold_for_search

SPEAKERS = """
animateur animatrice assistant chercheur chercheuse coanimateur coanimatrice enquêteur enquêteuse enquêtrice
enquêté enquêtée femme homme inconnu inconnue interlocuteur interlocutrice intervenant intervenante interview
interviewer intervieweur intervieweuse interviewé interviewée locuteur locutrice médiateur modérateur modératrice
narrateur participant participante personne question réponse rice speaker témoin voix
"""
# Of a name, but no one's.
PARTICLES = """
al ben bin da das de del della den der di docteur dos du el et la le les l d ibn madame mademoiselle maitre me mesdames
messieurs mlle mme monsieur mr professeur sainte saint soeur ter van von
"""
FILES = """
article collectif corpus document enregistrement entretien entretiens extrait fichier focus groupe group guide journal
mémo note notes observation page pages questionnaire relance retranscription séance session terrain texte
transcript transcription verbatim version
"""


def _words(*lists: str) -> frozenset[str]:
    return frozenset(fold_for_search(word) for words in lists for word in words.split())


CALLED = _words(SPEAKERS, PARTICLES)
NAMING_FILES = _words(SPEAKERS, FILES)
