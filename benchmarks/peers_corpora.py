"""Annotated French files → texts, the characters that identify in them, and the words that do not.

Three kinds of files: the fictional corpus (gold spans; KEEP spans are institutions to be left alone), handmade
sentences (AGE and PUB spans identify nobody by themselves), ParisStories (every proper noun of a dependency treebank
stands for a name, but the institutions and acronyms that Filigrane keeps on purpose, « L1 », and single letters,
« génération Z », which are counted neither for nor against anyone). The lower-case variant is the same text lowered.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.pseudonymisation import LOWER, UNSEEN, read
from pipeline.language import organisations

LEFT_ALONE = frozenset({"KEEP", "PUB", "AGE"})


class Text(NamedTuple):
    """A turn or a sentence; ``gold`` are the spans that identify, ``free`` those that may go either way (ages)."""

    said: str
    gold: tuple[tuple[int, int], ...]
    free: tuple[tuple[int, int], ...] = ()


class Document(NamedTuple):
    """Texts said together, in a file of a group that is reported apart."""

    group: str
    name: str
    texts: tuple[Text, ...]


def documents(shared: Path) -> list[Document]:
    """Read every annotated file, in order."""
    return [*fictional(shared / "corpus-fictif"), *handmade(shared / "ner/handmade"), *stories(shared / "ner")]


def fictional(folder: Path) -> Iterator[Document]:
    """Read the fictional corpus, turn by turn: seen and unseen, cased and lower-case sessions apart."""
    gold = defaultdict(list)
    for line in (folder / "identifiers.jsonl").read_text("utf-8").splitlines():
        span = json.loads(line)
        if span["type"] not in LEFT_ALONE:
            gold[span["session"]].append((span["start"], span["end"]))
    for path in sorted((folder / "sessions").glob("*.txt")):
        one, written = read(path), "lower case" if path.stem in LOWER else "cased"
        group = f"fictional, {'unseen' if path.stem in UNSEEN else 'seen'}, {written}"
        both = zip(one.turns, one.pieces, strict=True)
        texts = [Text(t.text, tuple(_inside(gold[path.stem], pieces))) for t, pieces in both]
        yield Document(group, path.stem, tuple(texts))


def _inside(spans: list[tuple[int, int]], pieces: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    for in_turn, in_file, length in pieces:
        for start, end in spans:
            if in_file <= start < in_file + length:
                yield start - in_file + in_turn, end - in_file + in_turn


def handmade(folder: Path) -> Iterator[Document]:
    """Read the handmade sentences, with capitals and as an automatic transcription writes them."""
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    for variant, written in (("cased", "cased"), ("asr", "lower case")):
        mine = defaultdict(list)
        for row in (r for r in rows if r["variant"] == variant):
            spans = [(start, end, kind) for start, end, kind in row["entities"]]
            gold = tuple((start, end) for start, end, kind in spans if kind not in LEFT_ALONE)
            mine[row["doc"]].append(Text(row["text"], gold, tuple((s, e) for s, e, k in spans if k == "AGE")))
        yield from (Document(f"handmade, {written}", name, tuple(texts)) for name, texts in sorted(mine.items()))


def stories(folder: Path) -> Iterator[Document]:
    """Read ParisStories, story by story, as it is written and lowered."""
    told: dict[str, list[Text]] = defaultdict(list)
    for path in sorted(folder.glob("ud-french-parisstories/*.conllu")):
        for block in path.read_text("utf-8").split("\n\n"):
            if block.strip():
                name, text = _sentence(block.splitlines())
                told[name].append(text)
    for name, texts in sorted(told.items()):
        yield Document("ParisStories, cased", name, tuple(texts))
        lowered = tuple(Text(t.said.lower(), t.gold, t.free) for t in texts)
        yield Document("ParisStories, lower case", name, lowered)


def _sentence(lines: list[str]) -> tuple[str, Text]:
    facts = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
    said, at, gold = facts["text"], 0, []
    kept = [(m.start, m.end) for m in organisations.kept(said)]
    inside = 0  # last word of a contraction: « au » is written, « à » and « le » are not
    for cells in (line.split("\t") for line in lines if line[:1].isdigit()):
        number, _, last = cells[0].partition("-")
        written = bool(last) or (number.isdigit() and int(number) > inside)
        inside = int(last) if last else inside
        if written and (start := said.find(cells[1], at)) >= 0:
            at = start + len(cells[1])
            if cells[3] == "PROPN":
                gold.append((start, at))
    free = [
        (start, end) for start, end in gold
        if end - start == 1 or organisations.known_acronym(said[start:end])
        or any(first <= start < last for first, last in kept)
    ]
    named = tuple(g for g in gold if g not in free)
    return facts["sent_id"].rsplit("_", 1)[0], Text(said, named, tuple(free))
