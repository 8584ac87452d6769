"""The fifteen sessions of the fictional corpus, both coders → the figures of quality, with n.

Run after ``dvc repro``: ``FILIGRANE_SHARED=../shared uv run python -m benchmarks.quality``.  Some minutes.
The demonstration itself leaves some of these codings out, so that something is left to code.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.spoken import codings, spoken
from pipeline.anchoring.anchors import spans
from pipeline.codebook.grid import codebook
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Coding, GoldCoding
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.study import Study
from pipeline.stages.cross_validation import cross_validation
from pipeline.stages.quality import quality

HERE = Study(Path(__file__).resolve().parent.parent)
CODERS = ("codeur_1", "codeur_2")
MADE = ("anonymised", "excerpts", "embeddings", "topic_embeddings", "definitions")


def main(coders: Sequence[str]) -> None:
    """Print the headline figures of coders, both by default, then those of ways, levels, reading and learning."""
    found = measured(coders or CODERS)
    for name in ("headline", "baselines", "learning"):
        print(name, json.dumps(found[name], ensure_ascii=False, indent=1))
    print("probable", found["probable"]["overall"])
    shown = {code: (e["n"], e["right"], e["low"]) for code, e in found["probable"]["codes"].items() if e["n"]}
    print("probable, par code (n, justes, borne basse)", shown)
    print("F1", {code: (e["f1"], e["positives"]) for code, e in found["codes"].items()})
    print("lecture", {way: (e["found"], e["needed_share"]) for way, e in found["reading"]["ways"].items()})
    print("calibrage", [(b["predicted"], b["share"], b["n"]) for b in found["calibration"]["bins"]])


def measured(coders: Iterable[str]) -> dict[str, Any]:
    """Put suggestions to the test on all that coders coded, and measure."""
    turns, cut, near, about, meanings = (store.load(HERE, name) for name in MADE)
    decisions = _decisions(coders)
    start = time.perf_counter()
    said = [_gold_coding(d) for d in decisions]
    tried, curve = cross_validation(
        turns, cut, near, about, meanings, codebook(HERE), said, **HERE.params("cross_validation"),
    )
    print(f"cross_validation : {time.perf_counter() - start:.0f} s, {len(tried)} lignes")
    places = {(t.session, t.turn): t for t in turns}
    put = [_coding(d, places[d.session, d.turn]) for d in decisions if d.decision == "add"]
    return quality(cut, put, tried, curve, codebook(HERE), decisions, **HERE.params("quality"))


def _decisions(coders: Iterable[str]) -> list[CodingDecision]:
    folder, said = Path(os.environ["FILIGRANE_SHARED"]) / "corpus-fictif/codings", spoken(HERE, HERE)
    return [d for coder in coders for d in codings(folder / f"{coder}.csv", said)]


def _gold_coding(d: CodingDecision) -> GoldCoding:
    return GoldCoding(d.session, d.author, d.turn, d.first_word, d.last_turn, d.last_word, d.code)


def _coding(d: CodingDecision, turn: AnonymisedTurn) -> Coding:
    places = spans(turn)
    start, end = places[d.first_word][0], places[d.last_word][1]
    return Coding(d.id, d.session, d.turn, start, d.last_turn, end, "", d.code, d.author, "person", "coded", "blind",
                  "free", "")


if __name__ == "__main__":
    main(sys.argv[1:])
