"""The same interview in several formats → how many words each format gives to the same voice, in the same order.

Run: ``FILIGRANE_SHARED=../shared uv run python -m benchmarks.readings``.
Voices are compared by their folded label, without the mark of an interviewer; transcriber's marks are left out.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from pipeline.ingest.readers.registry import READERS
from pipeline.ingest.session import Session, Transcript
from pipeline.ingest.speech.cutting import Cutting, cut
from pipeline.ingest.speech.draft_turns import DraftTurn
from pipeline.language.folds import fold_for_search
from pipeline.language.transcript_conventions import said
from pipeline.language.voices import unmarked

WORD = re.compile(r"[^\W_]+")
CUTTING = Cutting(
    label_recurrence=2, question_length=200, question_share=0.5, pause_ms=2000,
    open_answers={"respondent": "repondant", "questions": {}},
)


def drafts(path: Path) -> list[DraftTurn]:
    """Read a file and cut it into turns, as the pipeline does."""
    session = Session("S1", path.name, "entretien", "", "", (), ())
    return cut(Transcript(session, READERS[path.suffix.lower()](path.read_bytes(), path.name)), (), CUTTING).drafts


def attributed(turns: Iterable[DraftTurn]) -> dict[str, list[str]]:
    """Give the words of each voice, in order."""
    words: dict[str, list[str]] = defaultdict(list)
    for turn in turns:
        words[fold_for_search(unmarked(turn.speaker))] += WORD.findall(fold_for_search(said(turn.text)))
    return words


def agreement(one: dict[str, list[str]], other: dict[str, list[str]]) -> tuple[float, float]:
    """
    Give the words that both give to one voice in one order, as shares of the longer and of the shorter of the two.

    A voice whose label stands in one only answers to the one left that says most of its words.
    """
    same = sum(_alike(one[voice], other[voice]) for voice in one.keys() & other.keys())
    left = {name: words for name, words in other.items() if name not in one}
    for voice in sorted(one.keys() - other.keys(), key=lambda v: -len(one[v])):
        alike = {name: _alike(one[voice], words) for name, words in left.items()}
        if alike:
            best = max(alike, key=lambda name: alike[name])
            same += alike[best]
            del left[best]
    totals = sorted(sum(map(len, words.values())) for words in (one, other))
    return same / max(totals[1], 1), same / max(totals[0], 1)


def _alike(one: list[str], other: list[str]) -> int:
    return sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())


def families(shared: Path) -> Iterator[tuple[str, list[Path]]]:
    """List the interviews that lie there in several formats."""
    corpora = shared / "corpora"
    for tei in sorted((corpora / "cfpp2000").glob("*.tei.xml")):
        grid = tei.with_name(tei.name.replace(".tei.xml", ".TextGrid"))
        if grid.exists():
            yield tei.name.removesuffix(".tei.xml"), [grid, tei]
    students, derived = corpora / "etudiants_trs_eaf", corpora / "derived"
    yield "CHOIX_5", sorted(p for p in students.glob("DOC_FR_2020_CHOIX_5*") if p.suffix in {".trs", ".eaf", ".xml"})
    for stem, origin in (
        ("Entretien 01 24.10.03 01_traitement_A", "entretiens_artisans"),
        ("Entretien 01 25.05.22 06_traitement_A", "entretiens_artisans"),
        ("transcription-formation-recherche-utilisateur-091221", "dinum_webinaires_odt"),
    ):
        copies = [p for p in derived.glob(f"{stem}.*") if p.suffix != ".doc"]
        yield stem, sorted((corpora / origin).glob(f"{stem}.*")) + sorted(copies)
    plain = derived / "entretien_utf-8.txt"
    yield "entretien", [plain, *sorted(p for p in derived.glob("entretien*") if p != plain), *derived.glob("whisper*")]


def main() -> None:
    """Print, for each interview, the agreement of each format with the first, of the longer and of the shorter."""
    for name, paths in families(Path(os.environ["FILIGRANE_SHARED"])):
        first, *others = [drafts(path) for path in paths]
        for path, other in zip(paths[1:], others, strict=True):
            longer, shorter = agreement(attributed(first), attributed(other))
            print(f"{name[:50]:50} {paths[0].suffix} / {path.name[-28:]:28} {longer:.3f} {shorter:.3f}")


if __name__ == "__main__":
    main()
