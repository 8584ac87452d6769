"""A study whose last run left words to settle: one that the machine doubts, said twice, and one that a memo names."""

from __future__ import annotations

from pathlib import Path

from pipeline.anchoring.anchors import words
from pipeline.model import store
from pipeline.model.contracts import Unsettled
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.resolve.mentions import check
from tests.conftest import PRIVATE

MEMO = "codebook/memos/temps.md"
DOUBTED, KNOWN = "Zoubida", "Karim Benali"


def write_unsettled(folder: Path) -> Path:
    """Leave in a study what the last check would have: three places, two words."""
    study = Study(folder)
    key = study_key(study)
    said = next((s, n, text) for s, turns in PRIVATE.items() for n, (_, _, text) in enumerate(turns) if DOUBTED in text)
    session, turn, text = said
    start = text.index(DOUBTED)
    word = next(n for n, (first, _) in enumerate(words(text)) if first == start)
    place = (session, turn, word, word)
    sentence = f"Pour {KNOWN}, tout est urgent."
    rows = [
        _row("1" * 32, "build/anonymised.parquet", session, turn, 0, text, DOUBTED, place, check(key, DOUBTED)),
        _row("2" * 32, "build/topics.parquet", "", -1, 0, f"{DOUBTED} papiers temps", DOUBTED, place,
             check(key, DOUBTED)),
        _row("3" * 32, MEMO, "", -1, 3, sentence, KNOWN, ("", -1, -1, -1), check(key, KNOWN), written=True),
    ]
    store.save(study, "to_settle", rows)
    asked = {session: ["1" * 32], "": ["2" * 32, "3" * 32]}
    report = {"checked": 1, "names": 2, "found": [], "stop": False, "words_to_settle": 2, "to_settle": asked}
    store.save_json(study / "build/leaks.json", report)
    return folder


def _row(
    name: str, file: str, session: str, turn: int, line: int, sentence: str, word: str,
    place: tuple[str, int, int, int], mark: str, *, written: bool = False,
) -> Unsettled:
    start = sentence.index(word)
    said_in, said_turn, first, last = place
    return Unsettled(
        id=name, file=file, session=session, turn=turn, line=line, start=start, end=start + len(word), kind="person",
        certainty="certain" if written else "doubt", origin="metadata" if written else "machine", written=written,
        word=word, sentence=sentence, said_in=said_in, said_turn=said_turn, first_word=first, last_word=last,
        check=mark,
    )
