"""Who may stand before a colon without being named; names of tiers and roles, as corpora write them.

Data that count for a label: kin, professions, several at once, titles, unknown voices; no list says what cannot be one.
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline.language.folds import fold_for_search, fold_in_place
from pipeline.language.name_phrases import phrase
from pipeline.language.transcript_conventions import INTERVIEWER


def _words(listed: str) -> frozenset[str]:
    return frozenset(fold_in_place(word) for word in listed.split())


KIN = """
mari femme épouse époux conjoint conjointe compagnon compagne copain copine ami amie père mère papa maman fils fille
frère sœur soeur grand-père grand-mère papi mamie papy mamy oncle tante cousin cousine neveu nièce beau-père
belle-mère beau-frère belle-sœur beau-fils belle-fille gendre bru parent enfant bébé garçon ado
adolescent adolescente jumeau jumelle voisin voisine veuf veuve aîné aînée cadet cadette petit-fils petite-fille
"""
PROFESSIONS = """
acteur aide agent agente agricultrice agriculteur aidant aidante aide-soignant aide-soignante animateur animatrice
artisan artisane assistant assistante avocat avocate auxiliaire boulanger boulangère bénévole cadre caissière chargé
chargée chauffeur chauffeuse chef cheffe chercheur chercheuse coach collaborateur collaboratrice collègue collègues
commerçant commerçante comptable conseiller conseillère coordinateur coordinatrice coordonnateur coordonnatrice
directeur directrice docteur docteure doctorant doctorante dirigeant dirigeante dg drh élève élu élue employé employée
enseignant enseignante éducateur éducatrice étudiant étudiante expert experte facteur factrice formateur formatrice
gardien gardienne gestionnaire guide habitant habitante infirmier infirmière ingénieur ingénieure inspecteur
inspectrice institutrice instituteur interprète journaliste juge jeune locataire maire maître maîtresse manager
médecin médiateur médiatrice menuisier modérateur modératrice moniteur monitrice mécanicien mécanicienne narrateur
narratrice notaire observateur observatrice ouvrier ouvrière patient patiente patron patronne pasteur pêcheur
pharmacien pharmacienne photographe policier policière président présidente prêtre principal principale prof
professeur professeure proviseur proviseure psychologue psychiatre représentant représentante responsable retraité
retraitée référent référente salarié salariée secrétaire serveur serveuse sociologue stagiaire surveillant
surveillante technicien technicienne thérapeute traducteur traductrice travailleur travailleuse trésorier trésorière
tuteur tutrice usager usagère vendeur vendeuse vice-président vice-présidente visiteur visiteuse demandeur demandeuse
détenu détenue délégué déléguée cogérant cogérante gérant gérante client cliente bibliothécaire kinésithérapeute kiné
orthophoniste concierge cuisinier cuisinière ethnologue anthropologue historien historienne soignant soignante
soigneur militant militante syndicaliste
"""
IN_AN_INTERVIEW = """
enquêteur enquêtrice enquêteuse enquêté enquêtée interviewé interviewée interviewer intervieweur intervieweuse
interlocuteur interlocutrice intervenant intervenante invité invitée locuteur locutrice participant participante
personne répondant répondante témoin voix speaker orateur oratrice informateur informatrice sujet homme femme dame
monsieur madame mademoiselle quelqu'un auditeur auditrice membre spectateur spectatrice transcripteur
transcriptrice candidat candidate
host guest narrator unidentified unknown loc spk resp part pers interviewee respondent moderator
"""
TOGETHER = """
tous toutes ensemble plusieurs groupe salle public assemblée assistance chœur choeur classe foule
"""
KINDRED = _words(KIN)
PERSONS = _words(KIN) | _words(PROFESSIONS) | _words(IN_AN_INTERVIEW)
COLLECTIVE = _words(TOGETHER)
# Professions and relatives that families are called too: alone and with a capital, they may name somebody.
ALSO_SURNAMES = _words(
    "boulanger boulangère cousin maire prêtre juge chef page facteur gendre cadet parent pasteur jeune"
)
# Before or behind such a word in a label: « Une autre collègue », « La jeune fille », « Voix off ».
BESIDE = _words("""
autre autres jeune jeunes vieux vieille petit petite grand grande ancien ancienne premier première deuxième second
seconde troisième même adjoint adjointe off inconnu inconnue sociale social spécialisé spécialisée
principal principale général générale un une le la l'
""")
# Without their accents these would be a verb and a person: « à la région », « la retraite ».
FOLDED_AS_ANOTHER = frozenset({"à", "retraite"})
ARTICLES = _words("le la l' un une")
TITLES = _words("m mr mme mmes mlle melle me dr pr prof professeur professeure docteur docteure monsieur madame "
                "mademoiselle maître sœur soeur frère père mère dame sir mrs ms maire abbé")
# What is written where nobody knows who spoke.
UNKNOWN = _words("? ?? ??? x xx xxx inconnu inconnue inconnu·e inconnu(e) unknown indistinct nsp")
# A label of several words holds none of these: it would be a sentence.
SENTENCE = _words("""
je j' tu t' il ils elles on nous vous c' ce ça ca cela que qu' qui quoi dont où est était sont ont a ai as avait avais
avons avez sera serait fait fais font faut dit dis disait dire répond répondu pas ne n' se s' me m' te y si mais donc
car parce quand comme comment pourquoi alors puis ensuite enfin bon bah ben voilà voici bref cette ces mon ma mes ton ta
tes son sa ses notre votre leur leurs plus moins très trop aussi encore toujours jamais rien tout quel quelle quels
quelles combien deuxièmement premièrement autrement parfois souvent
""")
PRONOUNS = _words("moi toi lui elle elles nous vous eux soi on il ils je tu autre autres personne quelqu'un")
WORD = re.compile(r"[^\s,/&+’'_-]+(?:-[^\s,/&+]+)?")
EXAMPLES = {
    "Le directeur": True, "Une collègue": True, "Tous": True, "La mère": True, "Voix off": True,
    "Responsable du service social de la mairie": True, "MARI": True,
    "Le problème": False, "Par exemple": False, "Ma mère": False, "Résultat": False, "La preuve": False,
}
# Of these, the ones that say that nobody knows who spoke; « X » may be how a transcriber calls somebody.
NOBODY_KNOWN = UNKNOWN - _words("x xx xxx")


def one_person(label: str) -> bool:
    """
    Tell whether a label is somebody's: neither several people's at once, nor an unknown voice's.

    >>> [one_person(label) for label in ("Tous", "Le groupe", "Plusieurs", "?", "Inconnue", "Unknown Speaker")]
    [False, False, False, False, False, False]
    >>> [one_person(label) for label in ("Marthe", "Une collègue", "X", "Groupe 2", "Tous Martin")]
    [True, True, True, True, True]
    """
    words = fold_in_place(re.sub(r"\([^()]*\)|[.…!]+\s*\Z", "", label)).split()
    known = COLLECTIVE | ARTICLES | _words("en tout monde voix")
    several = any(word in COLLECTIVE for word in words) and all(word in known for word in words)
    everybody = words in (["tout", "le", "monde"], ["plusieurs", "voix"])
    unknown = any(word in NOBODY_KNOWN for word in words) and all(word in NOBODY_KNOWN | PERSONS for word in words)
    return not (several or everybody or unknown)


def names_nobody(label: str) -> bool:
    """
    Tell whether a label says what somebody is in the interview, and holds no name.

    >>> [names_nobody(label) for label in ("Le directeur", "Une collègue", "Elle", "Tous", "Voix 1", "Locuteur X")]
    [True, True, True, True, True, True]
    >>> [names_nobody(label) for label in ("Infirmière Le Gall", "Tonton Yves", "Petit", "Mme B.", "Boulanger")]
    [False, False, False, False, False]
    """
    said = WORD.findall(re.sub(r"\([^()]*\)", "", label))
    folded = [fold_in_place(word).rstrip(".") for word in said]
    if not folded or (len(folded) == 1 and folded[0] in ALSO_SURNAMES):
        return False
    while folded[:-1] and (folded[0] in ARTICLES or folded[0] in BESIDE or len(folded[0]) == 1):
        said, folded = said[1:], folded[1:]
    known = folded[0] in PERSONS | COLLECTIVE | PRONOUNS | UNKNOWN or (len(folded) > 1 and folded[0] in BESIDE)
    rest = zip(said[1:], folded[1:], strict=True)
    return known and all(w[:1].islower() or w.isdigit() or len(w) == 1 or f in BESIDE | PERSONS for w, f in rest)


# Words that stand beside names, call a speaker or title a file, and name nobody: data of the last check.
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


INCLUSIVE = re.compile(r"[·•‧]\w+")
ROLES = re.compile(
    r"(?:(?:enqu|anim|interview|cherch|locut|speaker|partici|usag|benev|cadre|mediat|conseill|assist|educ|form|agent|"
    r"respons|direct|secret|travail|interven|person|homme|femme|voix|quest|repon|modera|observ|coord|accueil|psy)[a-z]*"
    r"|spk|as|cip|cesf|es|me|enq|sp|int|[a-z])(?: sociale?s?| publi[a-z]*)? ?\d*"
)


def is_role(label: str) -> bool:
    """Tell whether a label says what someone is there (« Animateur », « AS1 », « Enquêté·e »), not who."""
    return bool(ROLES.fullmatch(" ".join(phrase(INCLUSIVE.sub("", label))))) or names_nobody(label)


def _folded_words(*lists: str) -> frozenset[str]:
    return frozenset(fold_for_search(word) for words in lists for word in words.split())


CALLED = _folded_words(SPEAKERS, PARTICLES)
NAMING_FILES = _folded_words(SPEAKERS, FILES)
Kind = Literal["speech", "words", "annotation"]
# All folded. One of these words in the name of a tier makes it a layer of words already said in another.
WORDS = frozenset({
    "form", "forme", "formes", "forms", "mot", "mots", "ort", "token", "tokens", "tokensalign", "word", "words",
})
# One of these makes it a layer that describes what is said, or what is heard beside.
ANNOTATIONS = frozenset({
    "accent", "accents", "action", "actions", "annotation", "annotations", "api", "background", "bruit", "bruits",
    "chunks", "code", "codes", "comment", "commentaire", "commentaires", "comments", "conll", "cpostag", "deprel",
    "deps", "event", "events", "evenement", "evenements", "feats", "fluency", "geste", "gestes", "gesture",
    "gestures", "gloss", "glose", "gloses", "head", "intonation", "ipa", "kan", "lemma", "lemmas", "lemme", "lemmes",
    "lieu", "mau", "misc", "morpho", "morphologie", "noise", "noises", "note", "notes", "pause", "pauses", "phon",
    "phone", "phoneme", "phonemes", "phones", "phonesalign", "phonetic", "phonetique", "phono", "pitch", "pos",
    "postag", "prosodie", "prosody", "regard", "regards", "remarque", "remarques", "rire", "rires", "sampa",
    "section", "sections", "silence", "silences", "syll", "syllabe", "syllabes", "syllable", "syllables", "syntax",
    "syntaxe", "tag", "tags", "theme", "themes", "tokenalign", "tones", "topic", "topics", "traduction",
    "translation", "turn", "turns", "upos", "xpos",
})
# A tier named by these words alone holds speech, and says nothing of whose.
NOBODY = frozenset({
    "align", "audio", "dialogue", "enonce", "enonces", "entretien", "ipu", "ipus", "ortho", "orthographe",
    "orthographic", "parole", "paroles", "phrase", "phrases", "segment", "segments", "sentence", "sentences",
    "speech", "text", "texte", "trans", "transcript", "transcription", "trn", "utterance", "utterances", "untitled",
})
# What an interval of silence holds.
SILENCES = frozenset({
    "<p:>", "<sil>", "<sp>", "<usb>", "blank", "pause", "sil", "silence", "silences", "sp", "spn", "vide",
})
LONGEST_SILENCE = 12
# Roles of CHAT (CHAT manual, 7.2): words that stand where a name would, and name nobody.
CHAT_ROLES = frozenset({
    "adult", "attorney", "audience", "aunt", "babysitter", "brother", "caller", "caretaker", "child", "clinician",
    "cousin", "doctor", "environment", "family_friend", "father", "female", "friend", "girl", "boy", "grandfather",
    "grandmother", "group", "guest", "host", "informant", "interviewer", "interviewee", "investigator", "justice",
    "leader", "male", "media", "member", "mother", "narrator", "non_human", "nurse", "observer", "participant",
    "partner", "patient", "playmate", "player", "playrole", "relative", "sibling", "sister", "speaker", "student",
    "subject", "target_adult", "target_child", "teacher", "teenager", "text", "toy", "uncertain", "uncle",
    "unidentified", "visitor", "experimenter",
})
CHAT_ASKS = frozenset({"interviewer", "investigator"})
# Variables of IRaMuTeQ that name a person, the clearest first.
PERSON_VARIABLES = (
    "loc", "locuteur", "locutrice", "ind", "individu", "participant", "participante", "part", "sujet", "suj",
    "enquete", "enquetee", "enq", "repondant", "personne", "pers", "entretien", "entr", "ent", "interview", "itw",
    "nom", "prenom", "pseudo", "pseudonyme", "id", "identifiant", "num", "numero",
)
NAMES = frozenset({"nom", "prenom"})
# Names given to whoever is not known.
UNKNOWN_TIERS = frozenset({"", "?", "inconnu", "inconnue", "inconnu·e", "unknown", "none", "x", "unk", "anonyme"})
BRACKETED = re.compile(r"[(\[{]([^)\]}]{0,60})[)\]}]")
PIECE = re.compile(r"[^\W_]+")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def kind(name: str) -> Kind:
    """
    Tell what a tier holds by its name.

    >>> kind("Léa Roux (ENQ)"), kind("Léa-mots"), kind("Syllabes")
    ('speech', 'words', 'annotation')
    """
    pieces = set(PIECE.findall(fold_for_search(name)))
    if pieces & ANNOTATIONS:
        return "annotation"
    return "words" if pieces & WORDS else "speech"


def voice(name: str) -> str:
    """
    Give the label of who speaks in a tier: its name as written, without what says that it holds words.

    >>> voice("Léa Roux (ENQ)"), voice("Léa-mots"), voice("transcription")
    ('Léa Roux (ENQ)', 'Léa', '')
    """
    pieces = PIECE.findall(name)
    said = {fold_for_search(piece) for piece in pieces}
    if said <= WORDS | NOBODY:
        return ""
    if not said & WORDS:
        return name.strip()
    left = PIECE.sub(lambda found: "" if fold_for_search(found.group()) in WORDS else found.group(), name)
    return left.strip(" -_.:@()[]")


def asks(name: str) -> bool:
    """
    Tell whether the name of a tier declares an interviewer, in brackets or as its last word.

    >>> asks("Léa Roux (ENQ)"), asks("Léa Roux Enq."), asks("Léa Roux")
    (True, True, False)
    """
    last = PIECE.findall(name)[1:][-1:]
    marks = [fold_for_search(mark).strip(" .") for mark in BRACKETED.findall(name) + last]
    return any(len(mark) > 1 and INTERVIEWER.fullmatch(mark) for mark in marks)


def unmarked(name: str) -> str:
    """Give the name of an interviewer without the mark that says so: « Léa Roux (ENQ) » is « Léa Roux »."""
    bare = BRACKETED.sub("", name).strip(" .")
    return bare.rsplit(None, 1)[0] if bare and asks(bare) else bare


def silent(text: str) -> bool:
    """Tell whether the text of an interval stands for silence: no letter nor digit, or one of the usual signs."""
    if any(map(str.isalnum, text)):
        return len(text) < LONGEST_SILENCE and fold_for_search(text.strip()) in SILENCES
    return True


def full_name(label: str) -> str:
    """
    Give the name that a label spells with underscores, or nothing.

    >>> full_name("Léa_Roux-Martin"), full_name("spk_1"), full_name("LEA")
    ('Léa Roux-Martin', '', '')
    """
    parts = [part for part in label.split("_") if part]
    named = len(parts) > 1 and parts[0][0].isupper() and not any(map(str.isdigit, label))
    return " ".join(parts) if named else ""
