"""A line of a transcript → a speaker's label, a page number, or what a machine wrote and nobody said."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from pipeline.language.folds import fold_for_search, fold_in_place

CLOCK = r"\d{1,2}\s?[:h]\s?\d{2}(?:[:.,]\d{1,3}){0,2}"
TIME = rf"[\[(]?{CLOCK}(?:\s?[-–—]+>?\s?{CLOCK})?[\])]?"
NAME = r"[A-ZÀ-ÖØ-Þ][\w.’'-]*(?:[ \u00a0][\w.’'-]+){0,3}(?:[ \u00a0]\([^()]{1,30}\))?"
# « ENQ : », « [00:12] Mme A. : », « [Chercheur] (0:01 - 0:11) »; a time alone opens a paragraph too.
LABEL = re.compile(
    rf"(?:[-–—•]\s*)?(?:{TIME}\s*[-–—]?\s*)?(?:(?P<label>{NAME}|\[[^\]]{{1,40}}\])\s*(?:{TIME})?[ \u00a0]?:(?!\S*//)"
    rf"|(?P<bracketed>\[[^\]\d][^\]]{{0,40}}\])\s*{TIME})"
)
TIMED = re.compile(rf"[\[(]\s*{TIME}|\d{{1,2}}[:h]\d{{2}}[:.,]\d{{1,3}}\b")
DASH = re.compile(r"[-–—•]\s")
ENDED = re.compile(r"[.?!…:;»”\")\]]\s*\Z")
# The words that may stand beside a page number.
NUMBERED = re.compile(
    r"(?:[-–—]\s*)?(?:page|p\.|pg|f°|feuillet)?\s*\d{1,4}\s*(?:(?:/|sur|de|of|–|-)\s*\d{1,4})?(?:\s*[-–—])?",
    re.IGNORECASE,
)
SURELY_NUMBERED = re.compile(
    r"page\s*\d{1,4}|(?:page\s*)?\d{1,4}\s*(?:/|sur)\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]", re.IGNORECASE
)
# The number of a line, in the margin.
COUNTER = re.compile(r"[\[(]?(\d{1,5})[.)\]]{0,2}(?:\t|\s{1,8})(?=\S)")
SHARE_COUNTED = 0.7  # of the lines, from which the numbers that open them are a transcriber's
FEWEST_COUNTED, FEWEST_FIFTHS = 4, 2
# Marks that French keeps with the word before them.
GLUED = frozenset("?!:;»%€")


def label(line: str) -> str:
    """
    Give what looks like the label of a speaker at the start of a line, or nothing.

    >>> label("[00:12] ENQ : Bonjour."), label("[Chercheur] (0:01 - 0:11)"), label("dit : « non »")
    ('ENQ', '[Chercheur]', '')
    """
    found = LABEL.match(line)
    return (found["label"] or found["bracketed"]) if found else ""


def only_label(line: str) -> bool:
    """
    Tell whether a line holds a label and its time, and no words.

    >>> only_label("[Chercheur] (0:01 - 0:11)"), only_label("[00:12] ENQ : Bonjour.")
    (True, False)
    """
    found = LABEL.fullmatch(line)
    return bool(found and found["bracketed"])


def counted(lines: Sequence[str]) -> bool:
    """
    Tell whether lines are numbered all along: nearly all, or every fifth or tenth with the rank that it has.

    >>> counted(["1 ENQ : Et ?", "2 R : Oui.", "3 ENQ : Et ?", "4 R : Non."]), counted(["3 enfants", "R : Oui."])
    (True, False)
    >>> counted(["a", "b", "c", "d", "5 e", "f", "g", "h", "i", "10 j", "k"])
    True
    """
    found = [(n, int(m[1])) for n, line in enumerate(lines) if (m := COUNTER.match(line))]
    steps = [(number - before, n - m, number) for (m, before), (n, number) in itertools.pairwise(found)]
    if len(found) >= FEWEST_COUNTED and len(found) >= SHARE_COUNTED * len(lines):
        # Numbers begin again on each page.
        return all(step in {1, 2, 5, 10} or number == 1 for step, _, number in steps)
    ranked = len(found) >= FEWEST_FIFTHS and found[0][1] - found[0][0] in {1, 2, 5}
    return ranked and all(step == far and step in {5, 10} for step, far, _ in steps)


# What transcription services write about themselves.
SERVICES = (
    r"(?:otter|turboscribe|sonix|noscribe|happy ?scribe|trint|teams|zoom|whisper|good ?tape|notta|vook|authot"
    r"|amberscript|descript|fireflies|tactiq|read\.ai|sonal|f4|maxqda|microsoft|google|rev|temi|gladia|vocapia)"
)
# Folded; each holds for a whole line, whatever follows it.
NOTICES = (
    r"transcribed (?:by|with|using) \S+",
    rf"transcri(?:t|ption)(?: realisee?| effectuee?| generee?)? (?:par|avec) {SERVICES}",
    r"audio file:? \S+",
    r"fichier audio ?: ?\S+\.(?:mp3|wav|m4a|mp4|ogg|flac|aac|wma)",
    r"\(?language: \w+",
    r"note media:",
    r"\(?start \(hh:mm:ss\)",
    r"\(?(?:this|the|ce|cette) (?:file|transcript|transcription|fichier) .{0,40}30 minutes",
    r".{0,120}turboscribe",
    rf"https?://(?:www\.)?{SERVICES}\.\S+",
    r"(?:this|the) (?:editable )?transcript(?:ion)? was (?:computer[- ]generated|automatically generated|created)",
    r"(?:people|you) can also change the text",
    r"(?:cette|la) transcription (?:modifiable )?(?:a ete|est) (?:generee|creee|produite) (?:par|automatiquement)",
    r"(?:les )?(?:utilisateurs|gens|participants|personnes) peuvent (?:aussi|egalement) (?:la |le texte )?modifier",
    r"meeting (?:started|ended|recording|recorded)",
    r"(?:recording|transcription) (?:started|stopped|in progress|ended)",
    r"(?!i |he |she |we |they )[^:]{1,60} (?:started|stopped) (?:the )?(?:transcription|recording)\W*\Z",
    r"(?!il |elle |on |qui )[^:,]{1,60} a (?:demarre|arrete|lance|commence) (?:la transcription|l'enregistrement)\W*\Z",
    r"(?:l'enregistrement|la transcription) a (?:commence|demarre|ete (?:arretee?|lancee?|demarree?))",
    r"la transcription a pris fin apres",
    r"les messages (?:et les appels )?sont chiffres de bout en bout",
    r"messages (?:and calls )?are end-to-end encrypted",
    r"(?:transcription|reunion) (?:terminee|interrompue) (?:apres|a) ",
    r"(?:attendees|participants presents|invites?) ?:? ?\Z",
    rf"(?:automatically )?generated (?:by|with) (?:ai|{SERVICES})",
    rf"(?:document |texte )?(?:genere|exporte|produit)e? (?:automatiquement )?(?:par|avec|depuis) (?:l'ia|{SERVICES})",
    r"sonix is the world's most advanced",
    r"this transcript was (?:exported|generated) ",
    r"\(?end of (?:transcript|recording|interview)\)?\.?\Z",
)
_NOTICE = re.compile(rf"[\s\[(*_«]*(?:{'|'.join(NOTICES)})")
LONGEST_NOTICE = 300  # characters
# What closes a transcript, whatever is told behind it: nobody says it.
_CLOSING = re.compile(
    r"[\s\[(*_«—–-]*(?:fin d(?:e l'|u |e la )"
    r"(?:entretien|enregistrement|transcription|interview|bande|entrevue|discussion|focus)"
    r"|propos (?:recueillis|retranscrits)|entretien realise|interview realisee|transcription(?: realisee)? (?:par|:)"
    r"|note (?:de |du )(?:la |l')?(?:transcript|enquet|redact)"
    r"|arret de l'enregistrement|l'enregistrement s'arrete)"
)


def is_notice(line: str) -> bool:
    """
    Tell whether a line is a service's own.

    >>> is_notice("Transcribed by Otter"), is_notice("Audio file: C:/x.m4a"), is_notice("Je transcris.")
    (True, True, False)
    >>> is_notice("Anne WEBER a démarré la transcription"), is_notice("R : Elle a commencé l'enregistrement trop tard.")
    (True, False)
    """
    return len(line) <= LONGEST_NOTICE and _NOTICE.match(fold_in_place(line)) is not None


def closes(line: str) -> bool:
    """
    Tell whether a line says that the interview is over.

    >>> closes("Fin de l'entretien. Il me raccompagne."), closes("La fin de l'entretien arrive.")
    (True, False)
    """
    return _CLOSING.match(fold_in_place(line)) is not None


# Speech recognition learnt from subtitled videos: over silence it writes what stood there. Patterns are folded (no
# case, no accents) and hold for a whole segment only: the same words inside a sentence are somebody's.
_VIDEO = r"(?:cette|la|ma|notre|ces|mes|nos) videos?"
_CHANNEL = r"a (?:la|ma|notre|cette) chaine(?: youtube)?"
_SUBTITLES = r"sous[- ]?titr(?:es?|ages?)(?: \w+)?"
_AGENCY = (
    r"(?:la )?(?:societe )?radio[- ]canada|st ?'? ?501|fr \d{4}|mfp|red bee media|titrafilm|hiventy|eclair|tvm"
)
PHANTOMS = (
    rf"(?:{_SUBTITLES} )?para? (?:la communaute d(?:'|e )|l'equipe d(?:'|e )|les sous[- ]?titres d')?amara(?:\.org)?",
    rf"(?:{_SUBTITLES} )?par (?:la communaute )?sous-?titreur\.com",
    rf"sous[- ]?titrage ?:? (?:{_AGENCY})",
    rf"merci (?:a tous )?d'avoir (?:regarde|visionne|suivi) {_VIDEO}(?: jusqu'(?:au bout|a la fin))?",
    rf"abonnez[- ]vous(?: {_CHANNEL})?(?: et activez la cloche)?",
    rf"n'(?:oubliez|hesitez) pas (?:de|a) vous abonner(?: {_CHANNEL})?",
    r"thanks? (?:you )?(?:so much )?for watching(?: this video)?",
    r"(?:please )?subscribe to (?:my|our|the) channel",
    r"subtitles by the amara\.org community",
    r"untertitel (?:von |im auftrag )?der amara\.org[- ]community",
    r"subtitulos (?:realizados )?por la comunidad de amara\.org",
    r"sottotitoli creati dalla comunita amara\.org",
)
_ADORNED = r"[\s.!…,:\-–—*_♪♫❤♥\ufe0f©®«»\"“”()\[\]]"
_PHANTOM = re.compile(rf"{_ADORNED}*(?:(?:{'|'.join(PHANTOMS)}){_ADORNED}*)+")
LONGEST_PHANTOM = 200  # characters
_MARK = re.compile(r"\W*\Z|\s*[\[(*♪♫{<]")


def is_phantom(segment: str) -> bool:
    """
    Tell whether a whole segment is a line that speech recognition writes over silence or music.

    >>> is_phantom("Sous-titres réalisés par la communauté d'Amara.org")
    True
    >>> is_phantom("Je fais des sous-titres pour la communauté d'Amara.org")
    False
    """
    return len(segment) <= LONGEST_PHANTOM and bool(_PHANTOM.fullmatch(fold_for_search(" ".join(segment.split()))))


def may_loop(segment: str) -> bool:
    """Tell whether a segment has words; a mark such as « [Musique] » comes back as often as the music does."""
    return not _MARK.match(segment)
