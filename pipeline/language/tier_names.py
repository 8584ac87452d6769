"""Names of tiers and roles as corpora write them → speech, words, annotation; who asks; what is silence."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.language.folds import fold_for_search
from pipeline.language.transcript_conventions import INTERVIEWER

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
UNKNOWN = frozenset({"", "?", "inconnu", "inconnue", "inconnu·e", "unknown", "none", "x", "unk", "anonyme"})
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
