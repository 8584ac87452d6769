"""Lines of a transcript → the labels that open them, the false ones refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.french import speech
from pipeline.french.marks import MARK_WORDS
from pipeline.speech.clock import BARE_STAMP, STAMP, bounds
from pipeline.speech.full_names import extends
from pipeline.speech.typos import like

LONGEST = 32
FARTHEST = 160  # no label ends beyond, whatever stands around it
MOST_WORDS = 4
NAME = r"[^\W\d_](?:[\w.'’·/\u00a0 -]|\([^\W\d][\w ]*\))*(?<![\u00a0 '’/-])"
# A dash may open each turn, as in printed dialogue.
DASH = r"(?:[-–—―]\s+)?"
OPENING = rf"{DASH}(?:(?P<before>{BARE_STAMP})\s*[-–—]?\s*)?(?P<mark>[*_]{{1,3}})?(?:(?P<inside>{STAMP})\s*)?"
CLOSING = r"(?(mark)(?:(?P=mark))?)"
# A colon between two digits is a time's.
COLON = r"(?:(?<!\d)[:\uff1a]|[:\uff1a](?!\d))(?!//)"
BY_COLON = re.compile(
    rf"{OPENING}(?P<box>\[)?(?P<label>{NAME})(?(box)\])\s*{CLOSING}\s*(?:(?P<after>{STAMP})\s*)?{CLOSING}"
    rf"\s*{COLON}\s*{CLOSING}[^\S\n]*"
)
ALONE = re.compile(
    rf"{OPENING}(?P<box>\[)?(?P<label>{NAME})(?(box)\]){CLOSING}(?:[\s,–—-]+(?P<after>{BARE_STAMP}))?\s*"
)
BY_POINT = re.compile(r"(?P<label>[QR])\.\s+(?:[–—-]\s+)?(?=\S)")
BY_DASH = re.compile(rf"{OPENING}(?P<label>{NAME}){CLOSING}(?:\t+|\s+[–—-]\s+)")


@dataclass(frozen=True, slots=True)
class Head:
    """What may be a label at the start of a line; ``said`` is where the words start."""

    label: str
    said: int
    start_ms: int | None
    end_ms: int | None
    firm: bool

    @property
    def key(self) -> str:
        return speech.folded_label(self.label)


def head(line: str) -> Head | None:
    """
    Read what may be a label at the start of a line.

    >>> head("[00:12:31] Speaker 2 : oui")
    Head(label='Speaker 2', said=23, start_ms=751000, end_ms=None, firm=True)
    """
    line = line[:FARTHEST]
    if found := BY_COLON.match(line):
        return _head(found, firm=True)
    alone = ALONE.fullmatch(line)
    if alone and (alone["before"] or alone["after"]):
        return _head(alone, firm=True)
    found = BY_POINT.match(line) or BY_DASH.match(line) or alone
    return _head(found, firm=False) if found else None


def _head(found: re.Match[str], *, firm: bool) -> Head | None:
    label = found["label"].strip()
    if len(label) > LONGEST or len(label.split()) > MOST_WORDS:
        return None
    groups = found.groupdict()
    stamp = groups.get("before") or groups.get("inside") or groups.get("after")
    return Head(label, found.end(), *bounds(stamp), firm)


def accepted(heads: Iterable[Head | None], known: Iterable[str], recurrence: int) -> set[str]:
    """
    Tell true labels from words that happen to stand before a colon; gives them folded.

    A label is known from the metadata or from a person's decision, or it is a convention of transcribers,
    or it recurs; one without colon or time must be known or conventional, and recur.
    """
    found = [h for h in heads if h]
    firm, soft = (Counter(h.key for h in found if h.firm is kind) for kind in (True, False))
    known = set(known)
    believed = {key for key, times in firm.items() if (_sure(key) or times >= recurrence) and _can_be(key)}
    # Somebody speaks under a slip too, and under their name in full before it is shortened.
    others = {h.key: h.label for h in found if h.firm and h.key not in believed and _can_be(h.key)}
    heard = believed | (known & firm.keys())
    believed |= {
        key for key, label in others.items()
        if any(like(key, one) for one in believed) or any(extends(label, one) for one in heard)
    }
    sure_soft = {key for key, times in soft.items() if times >= recurrence and (key in known or _sure(key))}
    return (known & firm.keys()) | believed | sure_soft


def _sure(key: str) -> bool:
    shapes = (speech.INTERVIEWER, speech.PARTICIPANT, speech.INITIALS, speech.ROLE_AND_NUMBER)
    if key in speech.NOTES:
        return False
    return key in {"e", "i"} or any(shape.fullmatch(key) or shape.fullmatch(f"{key}.") for shape in shapes)


def _can_be(key: str) -> bool:
    words = re.findall(r"\w+", key) or [key]
    if len(key) == 1 or speech.INITIALS.fullmatch(f"{key}.") or speech.INTERVIEWER.fullmatch(key):
        return True
    return words[0] not in speech.OPENERS and not MARK_WORDS & set(words)


def spellings(heads: Iterable[Head | None]) -> dict[str, str]:
    """Give each folded label the spelling it was first met with."""
    shown: dict[str, str] = {}
    for found in heads:
        if found:
            shown.setdefault(found.key, found.label)
    return shown
