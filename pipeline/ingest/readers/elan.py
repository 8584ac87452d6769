"""An ELAN file (``.eaf``) → one paragraph per annotation of the tiers where people speak, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter
from typing import Any, NamedTuple

from pipeline.ingest.readers.common.asides import gathered
from pipeline.ingest.readers.common.character_count import characters
from pipeline.ingest.readers.common.declared_voices import described
from pipeline.ingest.readers.common.elan_tiers import VALUE, ElanTier, spoken
from pipeline.ingest.readers.common.xml import attribute, encoding, parse, spaced
from pipeline.ingest.readers.common.xml_refused import FileKind, speechless
from pipeline.ingest.session import Paragraph, ReadTranscript, Reason
from pipeline.language.tier_names import silent

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
