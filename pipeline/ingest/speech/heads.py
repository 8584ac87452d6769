"""A line of a transcript → what may be the label that opens it, in each layout that transcribers use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.ingest.speech.lines import BARE_LEADING, BARE_STAMP, RANGE, STAMP, bounds
from pipeline.language import transcript_conventions
from pipeline.language.voices import CALLED

Layout = Literal[
    "colon", "timed", "tag", "tab", "semicolon", "dash", "chevron", "brackets", "spaces", "time", "point", "alone",
    "look", "capitals",
]
# In these, what stands before the mark is a label more often than not.
FIRM: frozenset[Layout] = frozenset({"colon", "timed", "tag"})
FARTHEST = 160  # no label ends beyond, whatever stands around it
LONGEST = 64
MOST_WORDS = 8
# A colon between two digits is a time's, one before « // » an address's.
COLON = re.compile(r"(?:(?<!\d)\s?[:\uff1a]{1,2}|\s?[:\uff1a]{1,2}(?!\d))(?!//)")
# « SPEAKER: S1 » (Speechmatics): the word says that a label follows.
ANNOUNCED = re.compile(
    r"(?i:speaker|locuteur|locutrice|intervenante?)\s?:\s?(?P<label>[A-Z]{0,2}\d{1,2})(?:\s*:)?(?:\s+|\Z)"
)
MARKED = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?P<label>[^*\n]{1,60}?)(?P=mark)\s*[–—-]?\s*(?=\S)")
STAMPED = re.compile(rf"(?:[\s,–—|-]+|(?=[\[(#<{{]))(?P<stamp>{BARE_STAMP})\s*[,–—|-]?\s*\Z")
INSIDE = re.compile(rf"(?P<stamp>{STAMP}|{RANGE}(?![\w:]))\s*[-–—|]?\s*")
TAG = re.compile(r"<v(?:\.[^\s>]*)?\s+(?P<label>[^<>]+)>\s*")
CLOSING_TAG = re.compile(r"\s*</v>\s*\Z")
TAB = re.compile(r"(?P<label>[^\t]+?)[ ]*\t\s*(?=\S)")
SEMICOLON = re.compile(r"(?P<label>[^;:.!?…]+?)\s*;\s+(?=\S)")
DASH = re.compile(
    r"(?P<label>[^;:!?…\t]+?|\?{1,3})(?:\s+[-–—―]{1,2}\s+|\s?[—―]\s?|\s+[-–](?=[A-ZÀ-Þ«\"])|(?<=\w)[-–]\s+)(?=\S)"
)
CHEVRON = re.compile(r"(?:>>\s*)?(?P<label>[^;:!?…\t<>|]+?)\s*(?:>{1,2}|\||=+>|-+>|→|=|/(?=\s))\s*(?=\S)")
BRACKETS = re.compile(
    r"(?:\[(?P<square>[^\[\]]+)\]|\{(?P<curly>[^{}]+)\}|\((?P<round>[^()]+)\)|<(?P<angle>[^<>/]+)>)\s*[-–—]?\s*"
)
SPACES = re.compile(r"(?P<label>\S+(?:[ \u00a0]\S+){0,7}?)[ \u00a0]{2,}(?=[^\s:;])")
TIME = re.compile(rf"(?P<label>[^:;.!?…\t\d][^:;!?…\t]*?)\s+(?P<stamp>{STAMP}|{RANGE}(?![\w:]))\s*[-–—|]?\s*(?=\S)")
# « QM. », « Q.M. », « LUCIE MORVAN. », « Question 3. »
POINT = re.compile(
    r"(?P<label>[A-ZÀ-Þ][A-ZÀ-Þ\d]{0,3}|[A-ZÀ-Þ]\.\s?[A-ZÀ-Þ]|[A-ZÀ-Þ]{2,}(?:[ '’-][A-ZÀ-Þ]{2,}){1,3}"
    r"|(?:Question|Réponse)\s\d{1,3})\.\s*(?:[–—-]\s+|\s)(?=\S)"
)
CAPITALS = re.compile(r"(?P<label>[A-ZÀ-Þ]{2,12}\d{0,2}),?[ \u00a0](?=[^\s:;=/|>–—-])")
# What no label holds: the end of a sentence, quotes, an address.
NO_LABEL = re.compile(
    r"[!…\"«»“”=<>|@]|\.\s+(?!d['’]|(?:de|du|van|von|el|le)\s)[a-zà-ÿ]|(?<=\w{5})\.\s+(?!\d)\S|(?i:https?\b|www\.)|\d:\d|\A[^(]*\)|\([^)]*\Z|\A[^\[]*\]|\[[^\]]*\Z"
)
BARE_UNKNOWN = re.compile(r"\?{1,3}")
ADORNED = re.compile(r"\A[*_>•=\s]+|[*_=\s]+\Z|\A[-–—]\s+|\s[-–—]\Z")
WRAPPED = {"[": "]", "{": "}", "<": ">", "*": "*", "_": "_", "(": ")", '"': '"', "«": "»", "“": "”"}
# « Marcel (?) », « Marcel ? »: the transcriber is not sure. « Marcel « Lulu » Rey »: a nickname. « Léa (3 mars, 9 h) ».
UNSURE = re.compile(r"\s*(?:\(\?\)|(?<=\w)\s\?)\Z")
NICKNAME = re.compile(r"(?<=\w )[«\"“][^«»\"“”]{1,20}[»\"”]")
SENT_AT = re.compile(r"\s*\((?=[^()]*\d{1,2}\s?[:h]\s?\d{2})(?=[^()]*[^\W\d_])[^()]{4,40}\)\Z")
_SOFT: tuple[tuple[Layout, re.Pattern[str]], ...] = (
    ("tab", TAB), ("brackets", BRACKETS), ("time", TIME), ("semicolon", SEMICOLON), ("dash", DASH),
    ("chevron", CHEVRON), ("spaces", SPACES), ("point", POINT), ("capitals", CAPITALS),
)


def short_forms(name: str) -> set[str]:
    """
    Give the shorter ways to label who bears a name: their first name, their initials.

    >>> sorted(short_forms("Anne-Marie Hue"))
    ['A.M.H', 'AMH', 'Anne-Marie']
    """
    first, *others = name.split() or [""]
    initials = [word[0] for word in re.split(r"[\s-]+", name) if word]
    return {first, ".".join(initials), "".join(initials)} if others else set()


def extends(label: str, other: str) -> bool:
    """
    Tell whether a label gives in full the name that another shortens.

    >>> extends("Yves Le Goff", "Yves"), extends("Mme Le Goff", "Le Goff"), extends("Yves Le Goff", "YLG")
    (True, True, True)
    >>> extends("Yves répond", "Yves"), extends("Yves", "Yves"), extends("Marie", "Mar")
    (False, False, False)
    """
    words = transcript_conventions.folded_label(label).split()
    few = transcript_conventions.folded_label(other).split()
    if len(words) < 2 or not few or len(few) >= len(words) or not all(
        word[0].isupper() or transcript_conventions.folded_label(word) in CALLED for word in label.split()
    ):
        return False
    short = {transcript_conventions.folded_label(form) for form in short_forms(label)}
    return few in (words[: len(few)], words[-len(few) :]) or " ".join(few) in short


def introduced(labels: Sequence[str]) -> dict[str, str]:
    """
    Give each shorter label, folded, with the one full label that names who speaks before it is ever used.

    Args:
        labels: those of a transcript, in the order in which they stand.

    >>> introduced(["Martine Quéméner", "Yves", "Martine", "Yves"])
    {'martine': 'Martine Quéméner'}
    >>> introduced(["Martine", "Martine Quéméner", "Martine"]), introduced(["Yves Roy", "Yves Cam", "Yves"])
    ({}, {})
    """
    order = list(dict.fromkeys(labels))
    fuller = {short: [label for label in order if extends(label, short)] for short in order}
    last = {label: at for at, label in enumerate(labels)}
    return {
        transcript_conventions.folded_label(short): full[0] for short, full in fuller.items()
        if len(full) == 1 and last[full[0]] < labels.index(short)
    }


@dataclass(frozen=True, slots=True)
class Head:
    """What may be a label at the start of a line; ``said`` is where the words start, ``ends`` where they end."""

    label: str
    layout: Layout
    said: int
    start_ms: int | None = None
    end_ms: int | None = None
    ends: int | None = None

    @property
    def key(self) -> str:
        return transcript_conventions.folded_label(self.label)

    @property
    def firm(self) -> bool:
        return self.layout in FIRM


def heads(text: str, opening: int = 0) -> list[Head]:
    """
    Read what may be a label at the start of a line, the likeliest layout first.

    Args:
        text: the line, without the time, number or dash that opens it.
        opening: how many of its characters have a typography of their own.

    >>> heads("Speaker 2 [00:12] : oui")[0]
    Head(label='Speaker 2', layout='colon', said=20, start_ms=12000, end_ms=None, ends=None)
    >>> [(h.label, h.layout) for h in heads("Anne — Bonjour !")]
    [('Anne', 'dash')]
    """
    found = list(_heads(text[:FARTHEST], len(text)))
    look = None
    if 0 < opening < len(text):
        look = _head(text[:opening].rstrip(" \n:–—-"), "look", opening)
    elif marked := MARKED.match(text):  # set in bold or italics by Markdown: « **Anne** Bonjour. »
        look = _head(marked["label"], "look", marked.end())
    before = BARE_LEADING.match(text)
    if not any(h.firm for h in found) and before and before.end() < len(text):
        inner = heads(text[before.end() :], max(0, opening - before.end()))
        start, end = bounds(before["stamp"])
        found = [
            replace(
                h, said=h.said + before.end(), start_ms=start, end_ms=end,
                layout="timed" if h.layout == "alone" else h.layout,
            )
            for h in inner if h.start_ms is None
        ] + found
    return [*found, *([look] if look else [])]


def _heads(text: str, length: int) -> Iterator[Head]:
    colon = _colon(text)
    if colon:
        yield colon
    if tag := TAG.match(text):
        closing = CLOSING_TAG.search(text)
        head = _head(tag["label"], "tag", tag.end())
        if head:
            yield replace(head, ends=closing.start() if closing else None)
    alone = _alone(text) if len(text) == length else None
    if alone and alone.layout == "timed":
        yield alone
    for layout, shape in _SOFT:
        found = shape.match(text)
        if found:
            label = next((group for name, group in found.groupdict().items() if name != "stamp" and group), "")
            if head := _head(label, layout, found.end(), found.groupdict().get("stamp")):
                yield head
    if alone and alone.layout == "alone":
        yield alone


def _colon(text: str) -> Head | None:
    if announced := ANNOUNCED.match(text):
        return _head(announced["label"], "colon", announced.end())
    colon = COLON.search(text)
    if not colon:
        return None
    closing = re.compile(r"\s*[*_]{0,3}\s*").match(text, colon.end())
    end = closing.end() if closing else colon.end()
    if not re.match(r"[*_]", text) and "*" not in text[: colon.start()]:
        end = colon.end() + len(text[colon.end() :]) - len(text[colon.end() :].lstrip())
    return _head(text[: colon.start()], "colon", end)


def _alone(text: str) -> Head | None:
    stamped = STAMPED.search(text)
    if stamped and bounds(stamped["stamp"])[0] is not None:
        return _head(text[: stamped.start()], "timed", len(text), stamped["stamp"])
    return _head(text, "alone", len(text)) if not re.search(r":|[,;!…»\"]\s*\Z|[^?]\?\s*\Z", text) else None


def _head(raw: str, layout: Layout, end: int, stamp: str | None = None) -> Head | None:
    label, inner = undecorated(raw)
    stamp = stamp or inner
    if not label or len(label) > LONGEST or len(re.sub(r"\([^()]*\)", "", label).split()) > MOST_WORDS:
        return None
    if BARE_UNKNOWN.fullmatch(label):
        return Head(label, layout, end, *bounds(stamp))
    if NO_LABEL.search(NICKNAME.sub("", label)) or "?" in label or not re.search(r"[^\W\d_]", label):
        return None
    return Head(label, layout, end, *bounds(stamp))


def undecorated(raw: str) -> tuple[str, str | None]:
    """
    Take brackets, stars and times off a label; gives it, and the time.

    >>> undecorated("**{Julie}*"), undecorated("Anne (0:12)"), undecorated("Mme D. (AS, 34 ans) ")
    (('Julie', None), ('Anne', '(0:12)'), ('Mme D. (AS, 34 ans)', None))
    """
    label, stamp = UNSURE.sub("", SENT_AT.sub("", raw.strip())), None
    for _ in range(3):
        label = ADORNED.sub("", label)
        stamped = STAMPED.search(label)
        inside = INSIDE.match(label)
        if stamped and bounds(stamped["stamp"])[0] is not None:
            label, stamp = label[: stamped.start()], stamped["stamp"]
        elif inside and inside.end() < len(label) and bounds(inside["stamp"])[0] is not None:
            label, stamp = label[inside.end() :], inside["stamp"]
        close = WRAPPED.get(label[:1])
        if close and label.endswith(close) and label.count(label[0]) == 1 + (close == label[0]):
            label = label[1:-1].strip()
    return label.strip(), stamp
