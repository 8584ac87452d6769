"""How French transcripts are written: labels of speakers, forms of questions, marks of the transcriber."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from pipeline.language.folds import fold_for_search

# Labels of those who ask, folded (no accent, no capital, no final point, « ·rice » as written).
INTERVIEWER = re.compile(
    r"""(?:l' | l[ea]\s)? (?: enq | enquet(?:eur|rice|eur[·.(/-]?(?:rice|euse)\)?) | q | quest | question | itw | int
    | interview(?:eur|euse|er|eur[·.(/-]?(?:se|euse)\)?) | chercheu(?:r|se|r[·.(/-]?se\)?)
    | mod | moderat(?:eur|rice) | anim | animat(?:eur|rice|eur[·.(/-]?rice\)?) | facilitat(?:eur|rice)
    | sociologue | anthropologue | ethnologue | ethnographe | doctorante? | journaliste | redaction )[\s_-]*\d*""",
    re.VERBOSE,
)
# The same, unless a clearer label of an interviewer stands in the session: « E » is then « Enquêté ».
PERHAPS_INTERVIEWER = re.compile(r"(?:e|i|moi)\d?")
# Labels of those who answer.
PARTICIPANT = re.compile(
    r"""(?: (?:r|rep|reponse)\d*
    | (?:interviewe|enquete|repondant|participant|informat(?:eur|rice)|temoin)[·.(-]?e?\)?\s*\d*
    | (?:speaker|spk|intervenant|intervenante|locuteur|locutrice|personne|voix|sujet|orateur|h|f)[\s_]*\d+ )""",
    re.VERBOSE,
)
# Descriptions of those who answer, in a heading.
ANSWERS = re.compile(
    r"(?:personne|interroge|enquete|interviewe|repondant|temoin|informat(?:eur|rice)|invite)[·.(-]?e?\)?s?"
)
# Words that transcribers write in full as labels: a slip for one of them can be told.
ROLE_WORDS = (
    "Animateur", "Animatrice", "Chercheur", "Chercheuse", "Enquêté", "Enquêtée", "Enquêteur", "Enquêtrice",
    "Interviewé", "Interviewée", "Interviewer", "Intervieweur", "Intervieweuse", "Intervenant", "Intervenante",
    "Locuteur", "Locutrice", "Modérateur", "Modératrice", "Participant", "Participante", "Question", "Réponse",
    "Répondant", "Répondante", "Sociologue", "Speaker", "Témoin",
)
# What only a label looks like: initials (M.P., J.-B.T.), or a role and a number (P1, AS2).
INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[\s-]?){2,4}")
ROLE_AND_NUMBER = re.compile(r"[^\W\d_]{1,4}\d{1,2}")
# What has the shape of a label and may open a sentence: believed only when it recurs.
NOTES = frozenset({"n.b", "p.s", "question", "reponse"})
# First words of a sentence that runs on after a colon: never the first word of a label.
OPENERS = frozenset({
    "a", "adresse", "afin", "age", "ah", "ai", "ailleurs", "ainsi", "alors", "annee", "annexe", "aout", "apres",
    "arrivee", "as", "attention", "au", "aucun", "aussi", "autant", "autre", "autres", "aux", "avant", "avantage",
    "avantages", "avec", "avril", "bah", "beaucoup", "bilan", "bon", "bonjour", "bref", "ca", "car", "cas", "ce",
    "cela", "celle", "celui", "certains", "ces", "cet", "cette", "chaque", "chez", "chose", "choses", "citation",
    "combien", "comme", "comment", "conclusion", "concretement", "contexte", "coup", "d", "dans", "date", "de",
    "debut", "decembre", "demain", "depart", "depuis", "dernier", "derniere", "derniers", "des", "deux", "deuxieme",
    "deuxiemement", "dimanche", "donc", "dont", "du", "duree", "elle", "elles", "en", "encore", "enfin", "ensuite",
    "entre", "entretien", "est", "et", "etape", "euh", "evidemment", "exemple", "exemples", "extrait", "fevrier",
    "fin", "fois", "franchement", "genre", "grosso", "hein", "heure", "hier", "honnetement", "ici", "idee", "il",
    "ils", "inconvenient", "inconvenients", "j", "jamais", "janvier", "je", "jeudi", "juillet", "juin", "justement",
    "l", "la", "le", "les", "leur", "leurs", "lieu", "lundi", "ma", "mai", "mail", "mais", "mardi", "mars", "matin",
    "mel", "mercredi", "mes", "midi", "mieux", "mon", "moralite", "n", "nb", "ne", "ni", "nom", "nos", "note",
    "notes", "notre", "nous", "novembre", "objet", "octobre", "on", "or", "ou", "oui", "page", "par", "paragraphe",
    "parce", "pareil", "parfois", "partie", "petit", "petite", "pire", "plus", "point", "pour", "pourquoi",
    "premier", "premiere", "premierement", "prenom", "preuve", "probleme", "problemes", "profession", "ps", "puis",
    "quand", "quant", "que", "quel", "quelle", "quelqu", "quelque", "quelques", "qui", "quoi", "raison", "remarque",
    "reste", "resultat", "resultats", "retour", "rubrique", "s", "sa", "samedi", "sans", "sauf", "se", "selon",
    "septembre", "ses", "session", "si", "simplement", "sinon", "soir", "soit", "solution", "son", "source",
    "sources", "sous", "souvent", "style", "sujet", "sur", "surtout", "ta", "tarif", "tel", "telephone", "telle",
    "tes", "theme", "titre", "ton", "total", "toujours", "tous", "tout", "toute", "toutes", "tres", "trois",
    "troisieme", "troisiemement", "tu", "typiquement", "un", "une", "variante", "vendredi", "verdict", "vers",
    "voici", "voila", "vos", "votre", "vous", "y",
})
# Forms of a question, for recordings typed without punctuation; a long turn that has one tells of a question.
LONGEST_QUESTION = 40  # words
QUESTION = re.compile(
    r"""\? | \b(?: est-ce\s+qu | qu'est-ce | c'est\s+quoi | ca\s+veut\s+dire\s+quoi
    | (?:pouvez|pourriez|peux)-?\s?(?:vous|tu)
    | vous\s+pou(?:vez|rriez) | tu\s+peux | racontez | raconte-moi | parlez-(?:moi|nous) | parle-(?:moi|nous)
    | decrivez | dites-(?:moi|nous) | expliquez )""",
    re.VERBOSE,
)
RISING = re.compile(r"\w/\Z")  # the voice rises at the end (ICOR)
ASKED_WITHOUT_MARK = re.compile(
    r"(?:parle[zs]?|raconte[zs]?|decri(?:vez|s|re)|expliquez?|presentez?|dites|dis|pouvez|pourriez|peux)[-\s]"
)
# Titles of an interview told as an article, and what closes it.
INTRODUCER = re.compile(
    r"""(?:temoignages? | portraits? | entretien | interview | rencontre | paroles? | episode\s+\d+
    | aujourd'hui )(?:\s+(?:avec|de|a|d'))?\s*(?:[:,–—-]\s*)?""",
    re.VERBOSE,
)
CLOSING = re.compile(r"(?:propos\s+(?:recueillis|retranscrits)|entretien\s+realise|interview\s+realisee)\b")
NOBODY = ""
INTERVIEWER_OF_ARTICLE = "Enquêteur·rice"
PARTICIPANT_OF_ARTICLE = "Enquêté·e"
QUESTIONNAIRE = "Questionnaire"
VOICES = ("Voix 1", "Voix 2")  # of a dialogue where nothing but dashes tells who speaks
NO_LABEL = (
    "{file} : rien ne dit qui parle. Commencez chaque tour de parole par un libellé suivi de deux-points, comme "
    "« ENQ : » et « M.P. : » ; ou déclarez les personnes (« locuteur ») dans l'en-tête ou dans sessions.csv. "
    "Pour des notes de terrain, déclarez « type: carnet »."
)
NOT_BELIEVED = " Ouvrent des lignes, sans avoir été crus des libellés : {seen}."
SEEN = "« {label} » ({place})"


def fold(text: str) -> str:
    """
    Write a text without accents, capitals, outer spaces or final colon, to compare it.

    >>> fold("Bénévole\u00a0:")
    'benevole'
    """
    return re.sub(r"\s+", " ", fold_for_search(text)).strip(" :")


def folded_label(label: str) -> str:
    """
    Write a label so that its spellings meet.

    >>> folded_label("ENQ."), folded_label("M. P."), folded_label("P1 (Lille)")
    ('enq', 'm.p', 'p1')
    """
    return re.sub(r"\.\s+(?=[^\W\d_]{1,2}(?:\.|$))", ".", fold(re.sub(r"\(.*?\)", "", label))).rstrip(". ")


def is_question(text: str) -> bool:
    """
    Tell whether a turn asks something: it ends with a question mark, or is short and has the form of a question.

    >>> is_question("et vous êtes arrivée là comment est-ce que"), is_question("Je ne sais pas.")
    (True, False)
    """
    folded = fold(text)
    return folded.rstrip(' ».…"”').endswith(("?", "؟", "？")) or RISING.search(folded) is not None or (
        len(folded.split()) <= LONGEST_QUESTION and QUESTION.search(folded) is not None
    )


# What nobody said, by the conventions of French corpora (CHAT, ICOR, TCOF, ESLO, Transcriber) and of services.
MarkKind = Literal["note", "sign", "removed"]
# Between round brackets or stars many things are said; a note has one of these words, or a word made of them.
NOTED = frozenset({
    "acquiesce", "aparte", "applaudissement", "brouhaha", "bruit", "chevauchement", "chuchote", "coupure",
    "eternue", "hesitation", "hesite", "inaudible", "inaudibles", "incomprehensible", "indistinct",
    "ininteligible", "inintelligible", "interruption", "marmonne", "micro", "musique", "onomatopee", "pause",
    "pleure", "pleurs", "raclement", "respiration", "respire", "ricane", "rient", "rigole", "rire", "rit",
    "sanglot", "sic", "siffle", "sifflement", "silence", "sonne", "sonnerie", "souffle", "soupir", "soupire",
    "sourire", "sourit", "tousse", "toussote", "toux",
})
MARK_WORDS = NOTED | {"applaudissements", "bruits", "rires", "silences", "soupirs"}
LONGEST_NOTE = 60  # characters
BRACKETED = re.compile(
    rf"\[(?P<square>[^\[\]\n]{{0,{LONGEST_NOTE}}})\]|\{{[^{{}}\n]{{0,{LONGEST_NOTE}}}\}}"
    rf"|\((?P<round>[^()\n]{{0,{LONGEST_NOTE}}})\)|<(?P<angle>[^<>\n]{{1,{LONGEST_NOTE}}})>"
    rf"|(?<!\*)\*(?P<star>[^*\n]{{1,{LONGEST_NOTE}}})\*(?!\*)"
)
# What is counted or not understood: pauses (.), (2s), (1.5), inaudible syllables.
UNSAID = re.compile(r"[\s.…?!x+/-]*|\d+(?:[.,]\d+)?\s?(?:s|sec|secondes?|min)?|pif?|\d{1,2}:\d{2}(?::\d{2})?")
SIGN = re.compile(
    r"(?<!\S)(?:\++|/{1,3}|\\|&=\w+|&|[xX]{2,}|yyy|www|#+|=|[↑↓→]+|♪+|_)(?=$|[\s.,;:!?])"
)
# Names that someone took out already: neither names nor words.
REMOVED = re.compile(
    r"(?<!\w)(?:BIP+|N{1,2}A{1,2}M{1,2}E{1,2}|N(?:PERS|NOM|PRENOM|LIEU|VILLE|ORG|DATE|ADR|TEL|RUE)\w{0,3}"
    r"|(?:NOM|PRENOM|PRÉNOM|VILLE|LIEU|ANONYME|ANONYMISE|ANONYMISÉ)[_-]?\d{0,3}|[A-Z]?X{3,}|\*{3,})(?!\w)"
)


class TranscriberMark(NamedTuple):
    """Characters ``start:end`` of a text that were not said, and what they are."""

    start: int
    end: int
    kind: MarkKind


def marks(text: str) -> list[TranscriberMark]:
    """
    Find what a transcriber noted beside the words, in order, none inside another.

    >>> [(text[m.start:m.end], m.kind) for text in ["Oui [rires] +++ et BIP (je crois)."] for m in marks(text)]
    [('[rires]', 'note'), ('+++', 'sign'), ('BIP', 'removed')]
    """
    # Where nothing stands outside brackets, nothing was said: « (elle sort) ».
    alone = not re.search(r"\w", BRACKETED.sub("", text))
    notes = [TranscriberMark(*m.span(), "note") for m in BRACKETED.finditer(text) if alone or _is_note(m)]
    others = [TranscriberMark(*m.span(), "removed") for m in REMOVED.finditer(text)]
    others += [TranscriberMark(*m.span(), "sign") for m in SIGN.finditer(text)]
    outer = [o for o in others if not any(n.start < o.end and o.start < n.end for n in notes)]
    found = sorted([*notes, *outer])
    return [m for m, before in zip(found, [None, *found], strict=False) if before is None or m.start >= before.end]


def _is_note(found: re.Match[str]) -> bool:
    inside = next((group for group in found.groups() if group is not None), None)
    if inside is None or found["square"] is not None:
        # Whatever stands between square or curly brackets is the transcriber's.
        return True
    plain = fold_for_search(inside)
    words = re.findall(r"[^\W\d_]+", plain)
    return UNSAID.fullmatch(plain) is not None or any(w.rstrip("s") in NOTED or w in NOTED for w in words)


def said(text: str) -> str:
    """
    Write spaces where nobody spoke; every offset stays.

    >>> said("Oui [rires], non.")
    'Oui        , non.'
    """
    characters = list(text)
    for mark in marks(text):
        characters[mark.start : mark.end] = " " * (mark.end - mark.start)
    return "".join(characters)


def is_mark(text: str) -> bool:
    """Tell whether a text holds nothing but what a transcriber noted."""
    return bool(marks(text)) and not re.search(r"\w", said(text))


# Words that identifiers of interviews are made of, beside letters alone and numbers: none is anybody's name.
OF_IDENTIFIERS = frozenset({
    "annexe", "atelier", "audio", "bis", "carnet", "cas", "collectif", "cr", "doc", "ec", "eg", "enq", "enquete", "enr",
    "ent", "entr", "entretien", "entretiens", "fd", "fg", "fgd", "focus", "gr", "group", "groupe", "grp", "ind",
    "individuel", "int", "interview", "itv", "itw", "journal", "mag", "note", "notes", "obs", "observation", "part",
    "partie", "pilote", "qr", "quest", "question", "questionnaire", "rec", "ref", "rep", "reponse", "reunion", "seance",
    "session", "site", "suite", "terrain", "test", "tour", "trans", "transcription", "visio", "zoom",
})
PIECE_OF_IDENTIFIER = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


def names_nobody(identifier: str) -> bool:
    """
    Tell whether an identifier of an interview can be nobody's name: numbers, letters alone, words of the trade.

    >>> [names_nobody(one) for one in ("E01", "FG-3", "EntA12", "2015_ENT_04b", "007")]
    [True, True, True, True, True]
    >>> [names_nobody(one) for one in ("Zoe1", "Quatremarre-Z", "yes", "E-Lea", "NUL", "COM1")]
    [False, False, False, False, False, False]
    """
    pieces = PIECE_OF_IDENTIFIER.findall(identifier)
    return all(len(piece) == 1 or fold_for_search(piece) in OF_IDENTIFIERS for piece in pieces)
