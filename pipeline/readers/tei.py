"""A transcription of speech in TEI (``u``, ``annotatedU``, ``annotationBlock``) → one paragraph per utterance."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from pipeline.french import tiers as names
from pipeline.readers.asides import gathered
from pipeline.readers.counting import characters
from pipeline.readers.session import Paragraph, Reading, Reason
from pipeline.readers.tei_header import persons
from pipeline.readers.tei_words import unsaid, words
from pipeline.readers.xml import attribute, local, parse, seconds, wordless

FORMAT = "TEI de l'oral (.xml)"
KIND = "une transcription TEI (.xml)"
UTTERANCE = "u"
WHO, STARTS, ENDS = ("who", "wh"), ("start", "from"), ("end", "to")

Times = dict[str, int]


def read(data: bytes, file: str) -> Reading:
    """
    Read the utterances; events, pauses, notes and layers of annotation are set aside, as is the header.

    Raises:
        UnreadableTranscript: it is no XML, or holds no utterance.
    """
    root = parse(data, file, KIND)
    utterances = [u for u in root.iter("{*}u") if not _within(u, UTTERANCE)]
    heard = {u: text for u in utterances if (text := words(u)) and not names.silent(text)}
    if not heard:
        raise wordless(file)
    people, times = persons(root), _times(root)
    said = [_paragraph(u, heard[u], people.labels, times, n) for n, u in enumerate(utterances, 1) if u in heard]
    said.sort(key=lambda p: -1 if p.start_ms is None else p.start_ms)
    asides = gathered(_rest(root, utterances, heard.keys()))
    return Reading(tuple(said), asides, characters(*root.itertext()), FORMAT, "", True, people.described(said))


def _within(node: Any, name: str) -> bool:
    return any(local(a) == name for a in node.iterancestors())


def _nearest(node: Any, attributes: tuple[str, ...]) -> str:
    lineage = (node, *node.iterancestors())
    return next((value for one in lineage if (value := attribute(one, *attributes))), "")


def _paragraph(utterance: Any, text: str, labels: dict[str, str], times: Times, number: int) -> Paragraph:
    codes = [code.removeprefix("#") for code in _nearest(utterance, WHO).split()]
    voices = [label for code in codes if (label := labels.get(code, code)).lower() not in names.UNKNOWN]
    start, end = (times.get(_nearest(utterance, which).removeprefix("#")) for which in (STARTS, ENDS))
    # What several people say together is put in one mouth only: their names side by side.
    return Paragraph(text, f"énoncé {number}", "paragraph", " + ".join(dict.fromkeys(voices)), start, end)


def _times(root: Any) -> Times:
    """Give the time of each mark of the timeline, in milliseconds."""
    found: Times = {}
    for when in root.iter("{*}when"):
        name, since = attribute(when, "id"), attribute(when, "since").removeprefix("#")
        absolute = seconds(attribute(when, "absolute"))
        interval = seconds(attribute(when, "interval"))
        own = interval + found.get(since, 0) if absolute is None and interval is not None else absolute
        if name and own is not None:
            found[name] = own
    return found


def _rest(root: Any, utterances: list[Any], heard: AbstractSet[Any]) -> Iterator[tuple[Reason, str]]:
    """Give the text that nobody says: around utterances, in those without words, and beside the words of others."""
    header = {node for one in root.iter("{*}teiHeader") for node in one.iter()}
    within: dict[Any, Reason | None] = {n: None if u in heard else "empty" for u in utterances for n in u.iter()}
    for node in root.iter():
        around: Reason = "header" if node in header else "annotation"
        if node.text and (reason := within.get(node, around)):
            yield reason, node.text
        parent = node.getparent()
        if node.tail and (reason := within.get(parent, "header" if parent in header else "annotation")):
            yield reason, node.tail
    yield from (("annotation", text) for u in utterances if u in heard for text in unsaid(u))
