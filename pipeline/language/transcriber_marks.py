"""A transcript's text → where transcribers wrote what nobody said: rires, silences, the inaudible, names removed.

Conventions of French corpora (CHAT, ICOR, TCOF, ESLO, Transcriber) and of transcription services.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from pipeline.language.folds import fold_for_search

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
