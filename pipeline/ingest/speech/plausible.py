"""A label → how likely it names who speaks, and which other it may be a slip for: evidence, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from enum import IntEnum
from functools import cache

from pipeline.ingest.speech.heads import extends
from pipeline.language import lexicon, organisations, person_names, places, transcript_conventions, voices
from pipeline.language.folds import fold_in_place
from pipeline.language.name_phrases import phrase
from pipeline.language.transcript_conventions import MARK_WORDS

SHAPES = (
    transcript_conventions.INTERVIEWER,
    transcript_conventions.PARTICIPANT,
    transcript_conventions.INITIALS,
    transcript_conventions.ROLE_AND_NUMBER,
)
TOKEN = re.compile(r"[^\s,()/&+]+")
ELIDED = re.compile(r"(?:d|l|n|o|m|t|s|c|j|qu)['’](?=[a-zà-ÿ])", re.IGNORECASE)
PARTICLE = re.compile(
    r"(?:le|la|les|de|du|des|di|da|dos|das|el|al|ben|bin|van|von|den|der|ould|ait|saint|sainte)\Z"
)
CODE = re.compile(r"(?i:n°|n[o0]\.?\s?|#)\s?\d{1,4}|[^\W\d_]{1,12}[_-]?\d{1,4}|[A-ZÀ-Þ]{1,4}")
ABBREVIATED = frozenset({"nb", "ps", "cf", "et", "ou", "or"})
LONGEST_TAIL = 9  # words after a profession: « Responsable du service social de la mairie »
ALIKE = 0.8  # share of letters in common from which two labels look alike
RARER = 4  # how many times rarer the slip is than what was meant
SHORTEST = 3  # letters


class Likelihood(IntEnum):
    """
    How likely a label is somebody's.

    NEVER: a sentence, a mark of the transcriber. ODD: words that may open a sentence. PLAIN: nothing speaks
    against it. PERSON: a first name, a title and a name, a relative, a profession. SURE: a convention of transcribers.
    """

    NEVER = 0
    ODD = 1
    PLAIN = 2
    PERSON = 3
    SURE = 4


@cache
def likelihood(label: str) -> Likelihood:
    """
    Weigh a label.

    >>> [likelihood(label).name for label in ("ENQ", "La mère", "Le Goff", "Petit", "Je lui ai dit")]
    ['SURE', 'PERSON', 'PLAIN', 'ODD', 'NEVER']
    """
    key = transcript_conventions.folded_label(label)
    if fold_in_place(label.strip()) in voices.UNKNOWN or key in voices.UNKNOWN:
        return Likelihood.PERSON
    if re.sub(r"\A(?:la |l['’])", "", key) in transcript_conventions.NOTES:
        return Likelihood.ODD
    if key in {"e", "i"} or any(shape.fullmatch(key) or shape.fullmatch(f"{key}.") for shape in SHAPES):
        return Likelihood.SURE
    if MARK_WORDS & set(re.findall(r"\w+", key)) and not re.fullmatch(r"[^\W\d_]+ \d{1,2}", key):
        return Likelihood.NEVER
    return _of_words(TOKEN.findall(re.sub(r"\([^()]*\)|,.*", "", label)), label)


@cache
def spoken_of(label: str) -> bool:
    """
    Tell whether a label may be what somebody speaks of, more than who speaks: an institution, a place, an author.

    >>> [spoken_of(label) for label in ("CAF", "Paul Ricœur", "Le chef", "Le mari", "Marthe", "Kermoal")]
    [True, True, True, False, False, False]
    """
    words = TOKEN.findall(re.sub(r"\([^()]*\)|,.*", "", label))
    folded = [fold_in_place(word) for word in words]
    key = phrase(label)
    if not words:
        return False
    if places.kinds().get(key) or any(m.start == 0 and m.end == len(label) for m in organisations.kept(label)):
        return True
    full_name = len(words) > 1 and _first_named(words) and not any(c.isdigit() for c in label)
    kindred = voices.KINDRED & {part for word in folded for part in _unelided(word)}
    definite = len(words) > 1 and (folded[0] in {"le", "la"} or folded[0].startswith("l'")) and not kindred
    compound = "-" in label and len(words) == 1 and label[:1].isupper()
    media = compound and not _first_named(words) and folded[0] not in voices.PERSONS
    return full_name or key == ("personne",) or (definite and likelihood(label) is Likelihood.PERSON) or media


@cache
def speaks_for_once(label: str) -> bool:
    """
    Tell whether a label met once is somebody's: a first name, a title and a name, kin, « Tous », « ? », a number.

    >>> [speaks_for_once(label) for label in ("MARI", "Youssef", "Une collègue", "Le chef", "Personne", "Rose")]
    [True, True, True, False, False, False]
    """
    weight = likelihood(label)
    if weight < Likelihood.PERSON or spoken_of(label):
        return weight is Likelihood.SURE
    words = TOKEN.findall(re.sub(r"\([^()]*\)|,.*", "", label))
    folded = [fold_in_place(word).rstrip(".") for word in words]
    if len(words) == 1 and words[0][:1].islower():
        return folded[0] in voices.KINDRED
    if len(words) > 1 or fold_in_place(label) in voices.UNKNOWN or folded[0] in voices.COLLECTIVE | voices.KINDRED:
        return True
    if folded[0] in voices.PERSONS:
        return folded[0] != "personne"
    return not lexicon.ordinary(words[0])


def _of_words(words: list[str], label: str) -> Likelihood:
    if not words:
        return Likelihood.NEVER
    folded = [fold_in_place(word).rstrip(".") for word in words]
    if _is_person(words, folded):
        return Likelihood.PERSON
    if CODE.fullmatch(label.strip()) and folded[0] not in ABBREVIATED:
        return Likelihood.PLAIN
    if any(map(_of_a_sentence, words[1:])):
        return Likelihood.NEVER
    if _opens_a_sentence(words, folded):
        capitalised = all(word[:1].isupper() for word in words)  # DES ROCHES Luc
        return Likelihood.NEVER if len(words) > 2 and not capitalised and not _all_named(words) else Likelihood.ODD
    return Likelihood.PLAIN if _all_named(words) else Likelihood.ODD


def _of_a_sentence(word: str) -> bool:
    # « d'Angelo » may stand inside a name, « qu'il » may not.
    elided = ELIDED.match(word) and not re.match(r"[DLdl]['’][A-ZÀ-Þ]", word)
    verb = fold_in_place(word).rstrip(".") in voices.SENTENCE and word[:1].islower() and word != "à"
    return bool(elided) or verb


def _is_person(words: list[str], folded: list[str]) -> bool:
    if folded[0] in voices.TITLES and len(words) > 1 and re.match(r"(?:d['’])?[A-ZÀ-Þ]", words[1]):
        return True
    bare = folded[1:] if folded[0] in voices.ARTICLES else folded
    if " ".join(bare) in voices.COLLECTIVE or _first_named(words):
        return True
    # « Youcef B. »: a name of any origin, and an initial.
    initialled = len(words) == 2 and re.fullmatch(r"[A-ZÀ-Þ]\.", words[1]) and not lexicon.ordinary(words[0])
    if initialled and words[0][:1].isupper() and words[0][1:].islower() and len(words[0]) > 2:
        return True
    known = [w for w, written in zip(folded, words, strict=True) if written.lower() not in voices.FOLDED_AS_ANOTHER]
    return _has_a_place_in_the_world(known)


def _first_named(words: list[str]) -> bool:
    if lexicon.grammatical(words[0]):
        return False
    named = words[0][:1].isupper() and person_names.by_phrase().get(phrase(words[0].split("-")[0])) is not None
    return named and len(words) <= 4 and _all_named(words, common=True)


def _has_a_place_in_the_world(folded: list[str]) -> bool:
    """Tell « La mère », « Une autre collègue », « Responsable du service social »: kin and professions."""
    bare = [part for word in folded for part in _unelided(word)]
    while bare and (bare[0] in voices.ARTICLES or bare[0] in voices.BESIDE):
        bare = bare[1:]
    if not bare or bare[0] not in voices.PERSONS:
        return False
    rest = bare[1:]
    return len(rest) <= LONGEST_TAIL and not voices.SENTENCE & set(rest)


def _unelided(word: str) -> list[str]:
    found = re.match(r"(l['’]|d['’])(.+)", word)
    return ["l'", found[2]] if found else [word]


def _opens_a_sentence(words: list[str], folded: list[str]) -> bool:
    first = folded[0]
    if len(words) > 1 and PARTICLE.match(first) and words[1][:1].isupper() and not lexicon.ordinary(words[1]):
        return False
    if re.match(r"[DLNOdlno]['’][A-ZÀ-Þ]", words[0]):  # N'Diaye, L'Hostis, D'Angelo, O'Brien
        return lexicon.ordinary(re.split(r"['’]", words[0], maxsplit=1)[1])
    opens = {first, re.split(r"['’]", first)[0]} & transcript_conventions.OPENERS
    return bool(opens) or first in voices.SENTENCE


def _all_named(words: list[str], *, common: bool = False) -> bool:
    """Tell whether words are written as names are, and are no ordinary words."""
    for word in words:
        if PARTICLE.match(fold_in_place(word)):
            continue
        if not word[:1].isupper() and not word[:1].isdigit():
            return False
        if not common and not word.isdigit() and lexicon.ordinary(word.strip(".*")):
            return False
    return True


def slips(turns: Mapping[str, int]) -> dict[str, str]:
    """
    Give each label that looks like a slip for another, with the one that was meant; ``turns`` counts their turns.

    >>> slips({"Chercheur": 40, "Checheur": 1, "Speaker 1": 30, "Speaker 2": 2})
    {'Checheur': 'Chercheur'}
    >>> slips({"Martine": 12, "Martine Quéméner": 1})
    {'Martine Quéméner': 'Martine'}
    """
    often = sorted(turns, key=lambda label: (-turns[label], label))
    words = {transcript_conventions.folded_label(word) for word in transcript_conventions.ROLE_WORDS}
    found = {}
    for label in often:
        others = [other for other in often if turns[other] >= RARER * turns[label]]
        # A slip repeated all along is told by the word that transcribers write.
        folded = transcript_conventions.folded_label(label)
        roles = (transcript_conventions.INTERVIEWER, transcript_conventions.PARTICIPANT)
        conventional = "·" in label or any(role.fullmatch(folded) for role in roles)
        if folded not in words and not conventional:
            others += transcript_conventions.ROLE_WORDS
        meant = next((other for other in others if like(label, other) or extends(label, other)), "")
        if meant:
            found[label] = meant
    return found


def like(label: str, other: str) -> bool:
    """
    Tell whether two labels are written nearly alike; a label with a number is a code, and no slip.

    >>> like("Enquêtice", "Enquêtrice"), like("P1", "P2"), like("Marie", "Marc")
    (True, False, False)
    """
    one, two = (transcript_conventions.folded_label(text) for text in (label, other))
    if one == two or re.search(r"\d", one) or re.search(r"\d", two):
        return False
    short = min(len(re.sub(r"[\W\d_]", "", text)) for text in (one, two)) < SHORTEST
    return not short and SequenceMatcher(None, one, two).ratio() >= ALIKE
