"""A segment of automatic transcription → whether the machine made it up: credits and farewells of videos."""

from __future__ import annotations

import re

from pipeline.language.folds import fold_for_search

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
LONGEST = 200  # characters
_MARK = re.compile(r"\W*\Z|\s*[\[(*♪♫{<]")


def is_phantom(segment: str) -> bool:
    """
    Tell whether a whole segment is a line that speech recognition writes over silence or music.

    >>> is_phantom("Sous-titres réalisés par la communauté d'Amara.org")
    True
    >>> is_phantom("Je fais des sous-titres pour la communauté d'Amara.org")
    False
    """
    return len(segment) <= LONGEST and bool(_PHANTOM.fullmatch(fold_for_search(" ".join(segment.split()))))


def may_loop(segment: str) -> bool:
    """Tell whether a segment has words; a mark such as « [Musique] » comes back as often as the music does."""
    return not _MARK.match(segment)
