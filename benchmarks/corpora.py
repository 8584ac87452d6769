"""Every file of the shared corpora → what was read of it, how fast, and what was lost.

Writes ``tests/golden/corpora.csv`` with ``--write``: for each file its format, turns, voices and words, to be
reviewed by eye; file names are replaced by their place in the manifest's order.
Run: ``FILIGRANE_SHARED=../shared uv run python -m benchmarks.corpora``.
"""

from __future__ import annotations

import argparse
import csv
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.ingest.readers.common.refused_files import advice
from pipeline.ingest.readers.received_files import content
from pipeline.ingest.readers.registry import READERS
from pipeline.ingest.reception.import_report import Report, report
from pipeline.ingest.session import Session, Transcript
from pipeline.ingest.speech.cutting import Cutting
from pipeline.model.errors import UnreadableTranscript

GOLDEN = Path(__file__).parent.parent / "tests/golden/corpora.csv"
CUTTING = Cutting(label_recurrence=2, question_length=200, question_share=0.5, pause_ms=2000, open_answers={})
NOT_SPEECH = {
    "MANIFEST.tsv", "cfpp_metadata.csv", "difficulte_verbalisation_phrases_annotation.csv", "recap_entretien.csv",
}
COLUMNS = ("file", "format", "turns", "voices", "words", "read", "in_turns", "set_aside", "lost", "refused")


@dataclass(frozen=True)
class Measured:
    """One file: its bytes, the seconds it took, and what was read of it or why it was not."""

    path: Path
    size: int
    seconds: float
    report: Report | None
    refused: str = ""


def files(shared: Path) -> list[Path]:
    """List the transcripts of the shared corpora, in order."""
    return sorted(p for p in (shared / "corpora").rglob("*") if p.is_file() and p.name not in NOT_SPEECH)


def measured(path: Path) -> Measured:
    """Read one file as the pipeline does, from its bytes to its turns."""
    start = time.perf_counter()
    try:
        told = _report(path)
    except UnreadableTranscript as error:
        return Measured(path, path.stat().st_size, time.perf_counter() - start, None, str(error))
    return Measured(path, path.stat().st_size, time.perf_counter() - start, told)


def _report(path: Path) -> Report:
    suffix = path.suffix.lower()
    if suffix not in READERS:
        raise UnreadableTranscript(f"{path.name} : {advice(suffix) or 'format inconnu'}")
    session = Session("S1", path.name, "entretien", "", "", (), ())
    return report(Transcript(session, READERS[suffix](content(path, path.name), path.name)), (), CUTTING)


def row(shared: Path, one: Measured) -> list[str]:
    """Sum a file up as one line of the golden table."""
    place = one.path.relative_to(shared / "corpora").as_posix()
    if one.report is None:
        return [place, "", "", "", "", "", "", "", "", "oui"]
    told = one.report
    voices = [v for v in told.voices if v.label]
    figures = (told.turns, len(voices), sum(v.words for v in told.voices), told.read, told.in_turns, told.set_aside)
    return [place, told.format, *map(str, figures), str(told.lost), ""]


def by_format(found: list[Measured]) -> Iterator[str]:
    """Say, for each format, how many files, how much, how fast and how well."""
    groups: dict[str, list[Measured]] = defaultdict(list)
    for one in found:
        groups[one.path.suffix.lower()].append(one)
    yield f"{'':10} {'files':>5} {'read':>5} {'MB':>7} {'s':>7} {'MB/s':>6} {'words':>9} {'lost':>6}"
    for suffix, ones in sorted(groups.items()):
        told = [one.report for one in ones if one.report]
        size, seconds = sum(o.size for o in ones) / 1e6, sum(o.seconds for o in ones)
        words = sum(v.words for t in told for v in t.voices)
        lost = sum(abs(t.lost) for t in told)
        speed = f"{size:7.2f} {seconds:7.2f} {size / seconds:6.1f}"
        yield f"{suffix:10} {len(ones):5} {len(told):5} {speed} {words:9} {lost:6}"


def main() -> None:
    """Measure all files, print the table, and write the golden one when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the golden table")
    parser.add_argument("--voices", action="store_true", help="print each file's voices, to be reviewed by eye")
    arguments = parser.parse_args()
    shared = Path(os.environ["FILIGRANE_SHARED"])
    found = [measured(path) for path in files(shared)]
    print("\n".join(by_format(found)))
    print(f"{len(found)} files in {sum(o.seconds for o in found):.1f} s")
    for one in found:
        if one.refused:
            print("refused:", one.refused)
        elif one.report and arguments.voices:
            voices = [(v.label, v.role, v.because, v.turns, v.words, v.slip_for) for v in one.report.voices]
            print(one.path.name, voices)
    if arguments.write:
        _write([row(shared, one) for one in found])


def _write(rows: list[list[str]]) -> None:
    GOLDEN.parent.mkdir(exist_ok=True)
    with GOLDEN.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])


if __name__ == "__main__":
    main()
