"""An ELAN file (``.eaf``) → one paragraph per annotation of the tiers where people speak, in order of time."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter
from typing import Any, NamedTuple

from pipeline.ingest.readers.common.paragraphs import characters, gathered
from pipeline.ingest.readers.common.xml import FileKind, attribute, described, encoding, parse, spaced, speechless
from pipeline.ingest.session import Paragraph, ReadTranscript, Reason
from pipeline.language import voices as names
from pipeline.language.voices import silent

VALUE = "ANNOTATION_VALUE"
# The one way of depending on a tier that leaves room for another voice: inside its time, with gaps.
LOOSE = "Included_In"
TYPE, LINGUISTIC_TYPE = "LINGUISTIC_TYPE_REF", "LINGUISTIC_TYPE"
MOST = 1000  # tiers
NUMBER = re.compile(r"\S*\d\S*")
FORMAT = "ELAN (.eaf)"
KIND = FileKind(
    "un fichier ELAN (.eaf)", ("ANNOTATION_DOCUMENT",),
    "ses couches sont vides, ou leurs noms disent que ce sont des annotations. Dans ELAN, donnez à la couche de "
    "chaque personne son nom, ou retirez le fichier.",
)
ALIGNED, REFERRING = "ALIGNABLE_ANNOTATION", "REF_ANNOTATION"
LONGEST_TIME = 11  # digits
DEEPEST = 20  # tiers that depend on one another
Times = tuple[int | None, int | None]


class ElanTier(NamedTuple):
    """A tier: its element, its name, the names of the tiers it depends on from near to far, and who is in it."""

    node: Any
    name: str
    ancestors: tuple[str, ...]
    participant: str
    loose: bool

    @property
    def root(self) -> str:
        """Name the tier on which all its family depends."""
        return (self.name, *self.ancestors)[-1]

    @property
    def speaker(self) -> str:
        """Give the label of who speaks: the participant, else what the name of the tier tells (« tx@Léa »)."""
        return self.participant or names.voice(self.name.rpartition("@")[2] or self.name)


def spoken(root: Any) -> list[ElanTier]:
    """
    Keep the tiers where people speak; those of words one by one, when there is nothing else.

    In a family of tiers that depend on each other, the highest that holds words is said; a lower one says it again in
    another way, unless it is another person's.
    """
    every = _tiers(root)
    # The values of a type with a closed list are codes, not words.
    types = root.iter(LINGUISTIC_TYPE)
    coded = {attribute(t, "LINGUISTIC_TYPE_ID") for t in types if attribute(t, "CONTROLLED_VOCABULARY_REF")}
    heard = [t for t in every if attribute(t.node, TYPE) not in coded and any(_words(t))]
    parents = {name for tier in heard for name in tier.ancestors}
    # A tier that only numbers the utterances of another is said by nobody.
    heard = [t for t in heard if t.name not in parents or not all(map(NUMBER.fullmatch, _words(t)))]
    for wanted in ("speech", "words"):
        kept: list[ElanTier] = []
        for tier in sorted((t for t in heard if _kind(t) == wanted), key=lambda t: len(t.ancestors)):
            if not any(_says_again(tier, other) for other in kept):
                kept.append(tier)
        if kept:
            return [tier for tier in every if tier in kept]
    return []


def _tiers(root: Any) -> list[ElanTier]:
    every = list(itertools.islice(root.iter("TIER"), MOST))
    named = {attribute(node, "TIER_ID"): node for node in every}
    loose = {attribute(t, "LINGUISTIC_TYPE_ID") for t in root.iter(LINGUISTIC_TYPE) if t.get("CONSTRAINTS") == LOOSE}
    found = []
    for node in every:
        ancestors: list[str] = []
        above = attribute(node, "PARENT_REF")
        while above in named and above not in ancestors:
            ancestors.append(above)
            above = attribute(named[above], "PARENT_REF")
        participants = (attribute(one, "PARTICIPANT") for one in (node, *(named[name] for name in ancestors)))
        participant = next(filter(None, participants), "")
        found.append(
            ElanTier(node, attribute(node, "TIER_ID"), tuple(ancestors), participant, attribute(node, TYPE) in loose)
        )
    return found


def _words(tier: ElanTier) -> Iterator[str]:
    texts = (spaced(value.text or "") for value in tier.node.iter(VALUE))
    return (text for text in texts if not names.silent(text))


def _kind(tier: ElanTier) -> names.Kind:
    kinds = {names.kind(tier.name), names.kind(attribute(tier.node, TYPE))}
    return "annotation" if "annotation" in kinds else "words" if "words" in kinds else "speech"


def _says_again(tier: ElanTier, other: ElanTier) -> bool:
    if not tier.ancestors or tier.root != other.root:
        return False
    if not tier.loose:
        return True
    if tier.participant or other.name in tier.ancestors:
        return tier.participant == other.participant
    return False


class Clock(NamedTuple):
    """The times of the marks, in milliseconds, and the annotations that others refer to."""

    slots: dict[str, int | None]
    annotations: dict[str, Any]

    def times(self, annotation: Any) -> Times:
        """Give the start and the end of an annotation, or of the one that it refers to."""
        for _ in range(DEEPEST):
            if annotation is None or annotation.tag == ALIGNED:
                break
            annotation = self.annotations.get(attribute(annotation, "ANNOTATION_REF"))
        if annotation is None:
            return None, None
        start, end = (self.slots.get(attribute(annotation, f"TIME_SLOT_REF{n}")) for n in (1, 2))
        return start, end


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read the tiers of people; what depends on them (translations, glosses, notes) is set aside, as is the header.

    Raises:
        UnreadableTranscript: it is no ELAN file, or nobody speaks in it.
    """
    root = parse(data, file, KIND.name)
    found = spoken(root)
    slots = {attribute(s, "TIME_SLOT_ID"): attribute(s, "TIME_VALUE") for s in root.iter("TIME_SLOT")}
    known = {name: int(value) for name, value in slots.items() if value.isdecimal() and len(value) <= LONGEST_TIME}
    clock = Clock({**known}, {attribute(a, "ANNOTATION_ID"): a for a in root.iter(ALIGNED, REFERRING)})
    said = [unit for tier in found for unit in _utterances(tier, clock)]
    # The sort is stable: voices that start together follow the order of the tiers.
    said.sort(key=itemgetter(0))
    paragraphs = tuple(replace(paragraph, place=f"annotation {n}") for n, (_, paragraph) in enumerate(said, 1))
    if not paragraphs:
        raise speechless(root, file, KIND)
    people = described(tier.speaker for tier in found)
    asides = gathered(_rest(root, {value for tier in found for value in tier.node.iter(VALUE)}))
    return ReadTranscript(paragraphs, asides, characters(*root.itertext()), FORMAT, encoding(root), True, people)


def _utterances(tier: ElanTier, clock: Clock) -> Iterator[tuple[int, Paragraph]]:
    """Give what is said in a tier, and when: an annotation without a time stays after the one before it."""
    now: int | None = None
    for annotation in tier.node.iter(ALIGNED, REFERRING):
        start, end = clock.times(annotation)
        now = next((time for time in (start, now, end) if time is not None), None)
        for value in annotation.iter(VALUE):
            text = spaced(value.text or "")
            if not silent(text):
                yield now or 0, Paragraph(text, "", "paragraph", tier.speaker, start, end)


def _rest(root: Any, heard: set[Any]) -> Iterator[tuple[Reason, str]]:
    for node in root.iter():
        if node.text and (node not in heard or silent(spaced(node.text))):
            inside: Reason = "annotation" if node.tag == VALUE else "header"
            yield ("empty" if node in heard else inside), node.text
        if node.tail:
            yield "header", node.tail
