"""Two coders who read the same session of the small study, blind to each other, for the tests of two pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import yaml

from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.anchors import Place
from pipeline.codebook.grid import codebook
from pipeline.coding import coding_writer as writing
from pipeline.coding.codings_in_place import turns_by_session
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn
from pipeline.model.study import Study

QUALITY = {"bootstraps": 20, "seed": 1, "gold_kind": "référence interne"}
# Who put which code on which words of turn 1 of E01: they agree on A3, Claire alone put A1.
PUT = (
    ("claire", "A3", "On court tout le temps."), ("claire", "A1", "tout le temps. Je fais les papiers"),
    ("noe", "A3", "On court tout le temps."),
)
READ = (("claire", "E01"), ("noe", "E01"), ("claire", "E02"))


def doubled(place: Path, **study: object) -> Study:
    """Add to the small study what two coders decided, with the ids that its tables have; settings of the study too."""
    root = Study(place)
    params = yaml.safe_load((place / "params.yaml").read_text("utf-8"))
    params = {"study": {**params["study"], **study}, "quality": QUALITY}
    (place / "params.yaml").write_text(yaml.safe_dump(params, allow_unicode=True), "utf-8")
    turns: list[AnonymisedTurn] = store.read("anonymised", place / "build/tables/anonymised.parquet")
    for coder in ("claire", "noe"):
        writer = writing.CodingWriter(
            author=coder, mode="manual", codebook=codebook(root), turns=turns_by_session(turns),
        )
        lines = [_put(writer, code, words) for who, code, words in PUT if who == coder]
        marks = [writing.read(writer, session) for who, session in READ if who == coder]
        decisions.append(root, coder, [*lines, *marks])
    return root


def _put(writer: writing.CodingWriter, code: str, words: str) -> decisions.CodingDecision:
    turn = writer.turns["E01"][1]
    start = turn.text.index(words)
    found = anchors.source_words(turn, start, start + len(words))
    assert found is not None
    line = writing.code(writer, "E01", Place(1, found[0], 1, found[1]), code)
    return replace(line, id=f"E01-1-{code}-{writer.author}")
