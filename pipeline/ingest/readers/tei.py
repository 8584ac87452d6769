"""A transcription of speech in TEI (``u``, ``annotatedU``, ``annotationBlock``) → one paragraph per utterance."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.readers.common.asides import gathered
from pipeline.ingest.readers.common.character_count import characters
from pipeline.ingest.readers.common.declared_voices import in_time
from pipeline.ingest.readers.common.tei_header import header
from pipeline.ingest.readers.common.tei_times import ENDS, STARTS, Times, reference
from pipeline.ingest.readers.common.tei_words import WHO, TeiPiece, pieces, words
from pipeline.ingest.readers.common.xml import attribute, encoding, local, parse
from pipeline.ingest.readers.common.xml_refused import FileKind, speechless
from pipeline.ingest.session import Paragraph, ReadTranscript, Reason
from pipeline.language.tier_names import UNKNOWN, silent

FORMAT = "TEI de l'oral (.xml)"
KIND = FileKind(
    "une transcription TEI (.xml)", ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2"),
    "ce n'est qu'un en-tête, ou un texte écrit, sans énoncés (« u »). Déposez la transcription elle-même, ou retirez "
    "le fichier.",
)
# Above these, who speaks and when is said of a whole part, not of an utterance.
PARTS = frozenset({"body", "div", "group", "text"})

# What is said in each utterance from each of its marks of time on, in the order of the file.
Said = dict[tuple[Any, Any], str]


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read the utterances; events, pauses, notes and layers of annotation are set aside, as is the header.

    Raises:
        UnreadableTranscript: it is no XML, or holds no utterance.
    """
    root = parse(data, file, KIND.name)
    said, rest = _sorted_out(root)
    head = header(root)
    times = Times(root)
    numbers = {utterance: n for n, utterance in enumerate(dict.fromkeys(utterance for utterance, _ in said), 1)}
    found: list[Paragraph] = []
    ends: dict[Any, int | None] = {}
    # From the last to the first: what follows a mark of time in an utterance ends at the next one.
    for (utterance, mark), text in reversed(said.items()):
        start = None if mark is None else times.at(attribute(mark, "synch"))
        start = times.at(_nearest(utterance, STARTS)) if start is None else start
        end = ends.get(utterance)
        end = times.at(_nearest(utterance, ENDS)) if end is None else end
        ends[utterance] = start
        if text:
            place = f"énoncé {numbers[utterance]}"
            labels = [head.labels.get(code, code) for code in map(reference, _nearest(utterance, WHO).split())]
            known = dict.fromkeys(label for label in labels if label.lower() not in UNKNOWN)
            # What several people say together stands once in the file: it is said once, under their names side by side.
            found.append(Paragraph(text, place, "paragraph", " + ".join(known), start, end))
    paragraphs = in_time(found[::-1])
    if not paragraphs:
        raise speechless(root, file, KIND)
    people = head.described(p.speaker for p in paragraphs)
    return ReadTranscript(
        paragraphs, gathered(rest), characters(*root.itertext()), FORMAT, encoding(root), True, people,
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
    return next((told for one in _lineage(utterance) if (told := attribute(one, *attributes))), "")


def _lineage(utterance: Any) -> Iterator[Any]:
    yield utterance
    yield from itertools.takewhile(lambda one: local(one) not in PARTS, utterance.iterancestors())
