"""French words that are also names, and words that call a speaker without naming anyone: data of the last check.

From general knowledge of French surnames and first names; the words that a corpus itself says in lower
case are added to them when the check runs.
"""

from __future__ import annotations

from pipeline.french.folding import fold

TRADES = """
berger bergere boucher boulanger boulangere caron carpentier chapelier charpentier charron cordier couturier
fabre facteur fournier forestier jardinier laboureur lemaire lefevre marchand marchande marechal masson maçon
mercier messager meunier pasteur pelletier pecheur potier sergent serrurier tailleur teinturier tissier
tisserand tonnelier vacher vigneron voisin
"""
LOOKS = """
beau bel belle blanc blanche blond bon bonne brun brune chauvin court doux fort gras grand grande gros
jaune jeune joli jolie joly long maigre mignon moreau noir noire petit petite roux rousse rouge sage vaillant vert
vieux
"""
THINGS = """
avril bois bouquet bourg buisson caillou camus campagne champ chardon château chêne cloche colin colline côte croix
dimanche dupont étoile fleur fontaine forêt fougère gare granger hiver hôpital janvier jour lac lion lune mai maison
marais mars marin mer midi mont montagne moulin mouton noël oiseau olive papillon paris pays perle pierre pin place
plante poirier pomme pont port prairie pré printemps puits renard rivière roche roi rose rosier ruisseau samedi soleil
orange sens source tour tours vallée verger village ville vigne
"""
QUALITIES = """
amour ange angélique aimé aimée aurore bonheur céleste charité clément clémence constance constant désiré désirée
espérance fidèle félicité firmin foi franc france grâce honoré innocent innocente joie juste juillet juin liberté
lumière marguerite merveille mignonne modeste parfait patience pâquerette prosper prudence prudent quentin reine
sagesse sincère sol tendresse victoire violette capucine iris jasmin jade ambre perle églantine hortense lilas
"""
NUMBERS = "deux trois quatre cinq six sept huit neuf dix onze douze treize vingt trente cent mille premier second"
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
    return frozenset(fold(word) for words in lists for word in words.split())


ALSO_WORDS = _words(TRADES, LOOKS, THINGS, QUALITIES, NUMBERS)
CALLED = _words(SPEAKERS, PARTICLES)
NAMING_FILES = _words(SPEAKERS, FILES)
