"""A transcription of speech in TEI (``u``, ``annotatedU``, ``annotationBlock``) → one paragraph per utterance."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from lxml import etree

from pipeline.ingest.readers.common import xml
from pipeline.ingest.readers.common.paragraphs import characters, gathered
from pipeline.ingest.session import Paragraph, ReadTranscript, Reason
from pipeline.language import voices as names
from pipeline.language.voices import UNKNOWN_TIERS, silent

STARTS, ENDS = ("start", "from"), ("end", "to")
UNITS = {"ms": 0.001, "min": 60.0, "h": 3600.0, "hour": 3600.0}
NUMBER = re.compile(r"\d{1,12}(?:\.\d*)?", re.ASCII)
CODES = ("id", "code", "n")
# What the header may say of a person → the attribute it becomes.
TOLD = {"sex": "genre", "age": "age", "occupation": "profession", "education": "diplome", "residence": "residence"}
SEXES = {"1": "h", "2": "f", "m": "h", "male": "h", "f": "f", "female": "f"}  # ISO 5218, and words
ASKING = frozenset({"interviewer", "investigator", "researcher"})
# TeiCorpo writes this age for everybody: nobody told it.
MADE_UP = frozenset({"40.0"})
DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)|(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d{4})")
DURATION = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?", re.IGNORECASE)
MINUTE = 60_000  # milliseconds
HEADER, UTTERANCE, ANCHOR = "teiHeader", "u", "anchor"
WHO = ("who", "wh")
TOKENS = frozenset({"w", "pc"})
# What stands inside an utterance and is heard beside the words, or written about them.
UNSAID = frozenset({
    ANCHOR, "comment", "desc", "event", "f", "figDesc", "figure", "fs", "gap", "head", "incident", "index", "interp",
    "interpGrp", "kinesic", "link", "linkGrp", "note", "pause", "ptr", "shift", "span", "spanGrp", "standOff",
    "timeline", "vocal", "when", "writing",
})
# Of two spellings in one ``choice``, these are the editor's.
CORRECTED = frozenset({"corr", "expan", "reg"})
# Before and after these stands another word, even when no space does.
APART = UNSAID | {UTTERANCE, "ab", "div", "l", "lb", "p", "s", "seg"}
PUNCTUATION = re.compile(r"[.,…)\]}]+|-\w.*", re.DOTALL)
OPENING = re.compile(r".*[(\[{]", re.DOTALL)
ELIDED = re.compile(r".*\w['’ʼ]", re.DOTALL)
FORMAT = "TEI de l'oral (.xml)"
KIND = xml.FileKind(
    "une transcription TEI (.xml)", ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2"),
    "ce n'est qu'un en-tête, ou un texte écrit, sans énoncés (« u »). Déposez la transcription elle-même, ou retirez "
    "le fichier.",
)
# Above these, who speaks and when is said of a whole part, not of an utterance.
PARTS = frozenset({"body", "div", "group", "text"})
# What is said in each utterance from each of its marks of time on, in the order of the file.
Said = dict[tuple[Any, Any], str]


class Times:
    """The time of each mark of a document."""

    def __init__(self, root: Any) -> None:
        self._found: dict[str, int] = {}
        for timeline in root.iter("{*}timeline"):
            unit = UNITS.get(xml.attribute(timeline, "unit").lower(), 1.0)
            before = 0
            for when in timeline.iter("{*}when"):
                # An interval is counted from the mark that it names, else from the one before it (TEI P5, 8.4.2).
                since = reference(xml.attribute(when, "since"))
                absolute = xml.attribute(when, "absolute")
                interval = "" if absolute else xml.attribute(when, "interval")
                told = interval or absolute
                own = round(float(told) * unit * 1000) if NUMBER.fullmatch(told) else xml.seconds(told)
                if own is not None:
                    own += (self._found.get(since, 0) if since else before) if interval else 0
                    before = self._found[xml.attribute(when, "id")] = own

    def at(self, told: str) -> int | None:
        """Give the time that a reference names, or that is written in its place in seconds."""
        name = reference(told)
        return self._found.get(name, xml.seconds(name))


def reference(told: str) -> str:
    """Give the first name that references bear: « #spk1 », « persons.xml#spk1 »."""
    return told.split(maxsplit=1)[0].rpartition("#")[2] if told.strip() else ""


@dataclass(frozen=True)
class Header:
    """The label of each code, what is told of those who bear it, and what is told of the recording."""

    labels: dict[str, str]
    told: dict[str, dict[str, str]]
    recording: dict[str, str]

    def described(self, heard: Iterable[str]) -> dict[str, Any]:
        """Describe those who speak and the recording, in the shape of a front matter."""
        return self.recording | xml.described(heard, self.told)


def header(root: Any) -> Header:
    """Read the persons of ``particDesc`` and the recording, in the spellings of TEI and of its converters."""
    labels: dict[str, str] = {}
    told: dict[str, dict[str, str]] = {}
    for person in root.iter("{*}person", "{*}personGrp"):
        codes = [xml.attribute(person, code) for code in CODES]
        codes += [xml.attribute(alt, "type") for alt in person.iter("{*}alt")]
        codes = [code for code in codes if code]
        named = (xml.spaced(" ".join(node.itertext())) for node in person.iter("{*}persName", "{*}name"))
        label = next(named, "") or xml.attribute(person, "name") or next(iter(codes), "")
        labels |= dict.fromkeys(codes, label)
        told.setdefault(label, {}).update(_told(person, label))
    days = [xml.attribute(d, "when") or xml.spaced(d.text or "") for d in root.iterfind(".//{*}recording/{*}date")]
    lasted = [xml.attribute(node, "dur") for r in root.iter("{*}recording") for node in (r, *r.iter("{*}date"))]
    date = next((day for told in days if (day := _day(told))), "")
    minutes = next((minutes for told in lasted if (minutes := _minutes(told))), 0)
    return Header(labels, told, ({"date": date} if date else {}) | ({"duree_min": str(minutes)} if minutes else {}))


def _told(person: Any, label: str) -> dict[str, str]:
    found = {shown: xml.attribute(person, key) for key, shown in TOLD.items()}
    for node in person:
        if xml.local(node) in TOLD and (text := xml.spaced(" ".join(node.itertext())) or xml.attribute(node, "value")):
            found[TOLD[xml.local(node)]] = text
    found["genre"] = SEXES.get(found["genre"].lower(), "")
    found["nom"] = names.full_name(label)
    role = xml.attribute(person, "role").lower()
    found[xml.ROLE] = xml.ASKS if role in ASKING or names.asks(f"x ({role})") else ""
    return {key: value for key, value in found.items() if value and value not in MADE_UP}


def _day(told: str) -> str:
    found = DAY.fullmatch(told)
    if not found:
        return ""
    year, month, day = (found[a] or found[b] for a, b in (("year", "y"), ("month", "m"), ("day", "d")))
    return f"{year}-{int(month):02}-{int(day):02}"


def _minutes(told: str) -> int:
    """Read a duration in ISO 8601, as a clock shows it, or in seconds."""
    found = DURATION.fullmatch(told)
    hours, minutes, rest = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return round((xml.seconds(told) or (hours * 3600 + minutes * 60 + rest) * 1000) / MINUTE)


class TeiPiece(NamedTuple):
    """Some text; why nobody says it, or the utterance, the mark of time and the token in which it is said."""

    text: str
    reason: Reason | None
    utterance: Any
    mark: Any
    token: Any


class DocumentPlace(NamedTuple):
    """Where one stands in the document; in ``closed`` places no utterance begins."""

    reason: Reason | None = "annotation"
    utterance: Any = None
    token: Any = None
    closed: bool = False


def pieces(root: Any) -> Iterator[TeiPiece]:
    """Go through a document from its first piece of text to its last."""
    places, marks = [DocumentPlace()], dict[Any, Any]()
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            places.append(_inside(node, places[-1]))
        else:
            places.pop()
        at, name = places[-1], xml.local(node)
        if name == ANCHOR and event == "end" and at.reason is None and at.token is None:
            marks[at.utterance] = node
        text = node.text if event == "start" else node.tail
        apart = " " if name in APART else ""
        if apart or text:
            yield TeiPiece(apart + (text or ""), at.reason, at.utterance, marks.get(at.utterance), at.token)


def _inside(node: Any, at: DocumentPlace) -> DocumentPlace:
    name = xml.local(node)
    if at.closed:
        return at
    if name == HEADER:
        return DocumentPlace("header", closed=True)
    if name in UNSAID or (name in CORRECTED and xml.local(node.getparent()) == "choice"):
        return at._replace(reason="annotation", token=None, closed=True)
    if name == UTTERANCE and (
        at.utterance is None or xml.attribute(node, *WHO) not in {"", xml.attribute(at.utterance, *WHO)}
    ):
        return DocumentPlace(None, node)
    return at._replace(token=node) if name in TOKENS and at.utterance is not None and at.token is None else at


def words(said: list[TeiPiece]) -> str:
    """Give what was said, on one line; tokens are joined as French is written."""
    if all(piece.token is None for piece in said):
        return xml.spaced("".join(piece.text for piece in said))
    # Each token, with where it says that it is joined: ``left``, ``right``, ``both`` or nothing.
    tokens: list[tuple[str, str]] = []
    for token, together in groupby(said, key=lambda piece: piece.token):
        written = xml.spaced("".join(piece.text for piece in together))
        if token is None:
            tokens += ((word, "") for word in written.split())
        elif written:
            tokens.append((written, xml.attribute(token, "join")))
    text, before, joined = "", "", ""
    for word, join in tokens:
        told = joined in {"right", "both"} or join in {"left", "both"}
        punctuated = PUNCTUATION.fullmatch(word) or OPENING.fullmatch(before)
        elided = ELIDED.fullmatch(before) and word[0].isalpha()
        text += word if not text or told or punctuated or elided else f" {word}"
        before, joined = word, join
    return text


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read the utterances; events, pauses, notes and layers of annotation are set aside, as is the header.

    Raises:
        UnreadableTranscript: it is no XML, or holds no utterance.
    """
    root = xml.parse(data, file, KIND.name)
    said, rest = _sorted_out(root)
    head = header(root)
    times = Times(root)
    numbers = {utterance: n for n, utterance in enumerate(dict.fromkeys(utterance for utterance, _ in said), 1)}
    found: list[Paragraph] = []
    ends: dict[Any, int | None] = {}
    # From the last to the first: what follows a mark of time in an utterance ends at the next one.
    for (utterance, mark), text in reversed(said.items()):
        start = None if mark is None else times.at(xml.attribute(mark, "synch"))
        start = times.at(_nearest(utterance, STARTS)) if start is None else start
        end = ends.get(utterance)
        end = times.at(_nearest(utterance, ENDS)) if end is None else end
        ends[utterance] = start
        if text:
            place = f"énoncé {numbers[utterance]}"
            labels = [head.labels.get(code, code) for code in map(reference, _nearest(utterance, WHO).split())]
            known = dict.fromkeys(label for label in labels if label.lower() not in UNKNOWN_TIERS)
            # What several people say together stands once in the file: it is said once, under their names side by side.
            found.append(Paragraph(text, place, "paragraph", " + ".join(known), start, end))
    paragraphs = xml.in_time(found[::-1])
    if not paragraphs:
        raise xml.speechless(root, file, KIND)
    people = head.described(p.speaker for p in paragraphs)
    return ReadTranscript(
        paragraphs, gathered(rest), characters(*root.itertext()), FORMAT, xml.encoding(root), True, people,
    )


def _sorted_out(root: Any) -> tuple[Said, list[tuple[Reason, str]]]:
    """Tell what is said from what is not; utterances without a word are set aside too."""
    found: dict[tuple[Any, Any], list[TeiPiece]] = {}
    rest: list[tuple[Reason, str]] = []
    for piece in pieces(root):
        if piece.reason is None:
            found.setdefault((piece.utterance, piece.mark), []).append(piece)
        else:
            rest.append((piece.reason, piece.text))
    said = {key: words(held) for key, held in found.items()}
    heard = {utterance for (utterance, _), text in said.items() if not silent(text)}
    rest += [("empty", text) for (utterance, _), text in said.items() if utterance not in heard]
    return {key: text for key, text in said.items() if key[0] in heard}, rest


def _nearest(utterance: Any, attributes: tuple[str, ...]) -> str:
    above = itertools.takewhile(lambda one: xml.local(one) not in PARTS, utterance.iterancestors())
    return next((told for one in (utterance, *above) if (told := xml.attribute(one, *attributes))), "")
