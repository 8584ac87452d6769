"""An ELAN file (``.eaf``) → one paragraph per annotation of the tiers where people speak, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.french import tiers as names
from pipeline.readers.asides import gathered
from pipeline.readers.counting import characters
from pipeline.readers.session import Paragraph, Reading, Reason
from pipeline.readers.xml import attribute, parse, spaced, wordless

FORMAT = "ELAN (.eaf)"
KIND = "un fichier ELAN (.eaf)"
VALUE = "ANNOTATION_VALUE"

Times = tuple[int | None, int | None]


def read(data: bytes, file: str) -> Reading:
    """
    Read the tiers of people; what depends on them (translations, glosses, notes) is set aside, as is the header.

    Raises:
        UnreadableTranscript: it is no ELAN file, or nobody speaks in it.
    """
    root = parse(data, file, KIND)
    tiers = list(root.iter("TIER"))
    spoken = _spoken(tiers)
    times = _times(root)
    said = [u for order, tier in enumerate(spoken) for u in _utterances(tier, times, order)]
    if not said:
        raise wordless(file)
    said.sort(key=lambda u: (u[0][0] if u[0][0] is not None else -1, u[1]))
    paragraphs = tuple(
        Paragraph(text, f"annotation {n}", "paragraph", speaker, *bounds)
        for n, (bounds, _, speaker, text) in enumerate(said, 1)
    )
    kept = {value for tier in spoken for value in tier.iter(VALUE)}
    asides = gathered(_rest(root, kept))
    return Reading(paragraphs, asides, characters(*root.itertext()), FORMAT, "", True, _described(spoken))


def _spoken(tiers: list[Any]) -> list[Any]:
    """Keep, of each family of tiers, the first that holds words and is no layer of annotation."""
    parents = {attribute(t, "TIER_ID"): attribute(t, "PARENT_REF") for t in tiers}
    families: set[str] = set()
    kept = []
    for tier in sorted(tiers, key=lambda t: _depth(attribute(t, "TIER_ID"), parents)):
        family = _ancestor(attribute(tier, "TIER_ID"), parents)
        layer = names.kind(attribute(tier, "TIER_ID")) == "annotation"
        if family not in families and not layer and any(_said(value) for value in tier.iter(VALUE)):
            families.add(family)
            kept.append(tier)
    return sorted(kept, key=tiers.index)


def _lineage(tier: str, parents: dict[str, str]) -> Iterator[str]:
    seen: set[str] = set()
    while tier and tier not in seen:
        seen.add(tier)
        yield tier
        tier = parents.get(tier, "")


def _depth(tier: str, parents: dict[str, str]) -> int:
    return len(list(_lineage(tier, parents)))


def _ancestor(tier: str, parents: dict[str, str]) -> str:
    return list(_lineage(tier, parents))[-1] if tier else ""


def _said(value: Any) -> str:
    text = spaced(value.text or "")
    return "" if names.silent(text) else text


def _label(tier: Any) -> str:
    return attribute(tier, "PARTICIPANT") or names.voice(attribute(tier, "TIER_ID"))


def _times(root: Any) -> dict[str, Times]:
    slots = {attribute(s, "TIME_SLOT_ID"): attribute(s, "TIME_VALUE") for s in root.iter("TIME_SLOT")}
    at = {name: int(value) if value.isdecimal() and len(value) < 12 else None for name, value in slots.items()}
    found: dict[str, Times] = {}
    for a in root.iter("ALIGNABLE_ANNOTATION"):
        ends = at.get(attribute(a, "TIME_SLOT_REF1")), at.get(attribute(a, "TIME_SLOT_REF2"))
        found[attribute(a, "ANNOTATION_ID")] = ends
    for a in root.iter("REF_ANNOTATION"):
        found.setdefault(attribute(a, "ANNOTATION_ID"), found.get(attribute(a, "ANNOTATION_REF"), (None, None)))
    return found


def _utterances(tier: Any, times: dict[str, Times], order: int) -> Iterator[tuple[Times, int, str, str]]:
    before: int | None = None
    for annotation in tier.iter("ALIGNABLE_ANNOTATION", "REF_ANNOTATION"):
        start, end = times.get(attribute(annotation, "ANNOTATION_ID"), (None, None))
        # A slot without a time stands somewhere after the annotation before it.
        start = before if start is None else start
        before = start
        for value in annotation.iter(VALUE):
            if text := _said(value):
                yield (start, end), order, _label(tier), text


def _rest(root: Any, kept: set[Any]) -> Iterator[tuple[Reason, str]]:
    for node in root.iter():
        inside: Reason = "annotation" if node.tag == VALUE else "header"
        said = node in kept and _said(node)
        if node.text and not said:
            yield ("empty" if node in kept else inside), node.text
        if node.tail:
            yield "header", node.tail


def _described(spoken: list[Any]) -> dict[str, Any]:
    asking = [label for label in dict.fromkeys(map(_label, spoken)) if names.asks(label)]
    return {"enqueteur": asking} if asking else {}
