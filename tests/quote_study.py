"""The small study with one passage to quote, and one that may not be: for the tests of pages and of the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from dashboard.data import study_data
from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Place
from pipeline.coding.coding_writer import CodingWriter, star
from pipeline.model import store
from pipeline.model.study import Study
from tests.conftest import TABLES

WHOLE, RESERVED = Place(1, 0, 1, 20), Place(2, 0, 2, 6)
SAID = "On court tout le temps. Je fais les papiers à leur place, et l'école de mon cœur"
PEOPLE: dict[str, Any] = {"k": 2, "attributes": {"champ": {"from": "champ"}, "milieu": {"from": "milieu"}}}


def starred(root: Path) -> Study:
    """Set the study of a folder up: artefacts on disk, settings about people, stars of Claire."""
    study = Study(root)
    settings = yaml.safe_load((root / "params.yaml").read_text("utf-8"))
    text = yaml.safe_dump(settings | {"participants": PEOPLE}, allow_unicode=True)
    (root / "params.yaml").write_text(text, "utf-8")
    for name in ("anonymised", "participants"):
        store.save(study, name, TABLES[name])
    corpus = study_data.corpus(study)
    writer = CodingWriter(author="claire", mode="manual", codebook=corpus.codebook, turns=corpus.turns)
    decisions.append(study, "claire", [star(writer, "E01", WHOLE), star(writer, "E02", RESERVED)])
    return study
