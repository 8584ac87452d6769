"""A study of one's own, on the article the project comes from: read where it lies, never copied in."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Coding
from pipeline.model.study import Study

SHARED = os.environ.get("FILIGRANE_SHARED", "")
NAMES = ("sonia", "davenel")
pytestmark = pytest.mark.skipif(not SHARED, reason="FILIGRANE_SHARED ne dit pas où se trouve l'article")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Make a study as a newcomer does, drop the article in it, run it all."""
    root = tmp_path_factory.mktemp("etude") / "enquete"
    command(root.parent, "-m", "pipeline.cli", "new", str(root), "--demarche", "grille")
    article = next(Path(SHARED, "seeds").glob("*.txt"))
    (root / "transcripts" / article.name).write_bytes(article.read_bytes())
    command(root, "-m", "pipeline.cli", "codes", "adopt", "--by", "Claire", "--yes")
    command(root, "-m", "dvc", "repro")
    return Study(root)


def command(place: Path, *arguments: str) -> str:
    """Run a command of the project's environment; its scripts come first, as in an activated one."""
    scripts = str(Path(sys.executable).parent)
    variables = os.environ | {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=place, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def codes_on(study: Study, words: str) -> set[str]:
    """Give the codes put or proposed on passages that hold some words."""
    return {c.code for c in codings(study) if words in c.text}


def codings(study: Study) -> list[Coding]:
    """Read all codings of the study."""
    rows: list[Coding] = store.load(study, "codings")
    return rows


def turns(study: Study) -> list[AnonymisedTurn]:
    """Read all turns the team may read."""
    rows: list[AnonymisedTurn] = store.load(study, "anonymised")
    return rows


def test_the_question_she_asks_herself_is_hers_and_bounds_her_mission(study: Study) -> None:
    """« Où commence et où s'arrête ma mission ? » stands in a participant's turn and gets A1."""
    asked = [t for t in turns(study) if "ma mission" in t.text]

    assert [t.role for t in asked] == ["participant"]
    assert "A1" in codes_on(study, "ma mission")


def test_the_lack_of_time_is_seen(study: Study) -> None:
    """« nous n'avons pas forcément le temps » gets A3."""
    assert "A3" in codes_on(study, "pas forcément le temps")


def test_the_lead_is_coded_for_nobody(study: Study) -> None:
    """No coding stands on what the editors wrote."""
    editorial = {t.turn for t in turns(study) if t.role == "editorial"}

    assert editorial
    assert not [c for c in codings(study) if editorial & set(range(c.turn, c.last_turn + 1))]


def test_the_sentence_repeated_as_a_pull_quote_counts_once(study: Study) -> None:
    """What stands in the answer and again as a pull quote is one excerpt, hers."""
    said = [t for t in turns(study) if "accompagner ce bouleversement" in t.text and t.role == "participant"]

    assert len(said) == 1


def test_no_name_stands_outside_the_private_half(study: Study) -> None:
    """« Sonia » and « Davenel » are in no file but the transcript and the private half, nor in a file's name."""
    spared = (study / "build/private", study / "transcripts", study / ".git")
    made = [p for p in study.root.rglob("*") if p.is_file() and not any(p.is_relative_to(s) for s in spared)]
    texts = {p.relative_to(study.root).as_posix(): readable(p) for p in made}

    assert any(place.endswith(".parquet") for place in texts)
    assert not [place for place, text in texts.items() for name in NAMES if name in folded(place) + text]


def readable(path: Path) -> str:
    """Give everything one can read in a file, tables laid open."""
    if path.suffix == ".parquet":
        return folded(repr(pq.read_table(path).to_pylist()))
    return folded(path.read_bytes().decode("utf-8", "ignore"))


def folded(text: str) -> str:
    """Fold case and accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
