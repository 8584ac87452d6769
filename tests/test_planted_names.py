"""Two hundred names, spelt in every way, planted in every kind of file: all are found."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import CodingDecision
from pipeline.ingest.session import Person, Session
from pipeline.model import store
from pipeline.model.contracts import Excerpt, Identifier, Turn
from pipeline.model.decision_rows import CodingVerb
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.file_texts import text_of
from pipeline.pseudonymise.leak_search.made_files import made
from pipeline.pseudonymise.leak_search.name_search import find
from pipeline.publish.documents.formats import FORMATS, written
from pipeline.publish.documents.parts import ParagraphBlock
from pipeline.stages.leaks import leaks, names_to_search

KEY = b"a key for tests"
SURNAMES = Path(__file__).parent.parent / "pipeline/language/surnames.txt"
MANY = 200
EXCERPT = Excerpt("E01:1:w0-w2", "E01", 1, 0, 9, "Claire", "{}", "", "free", ())
CODING = CodingDecision(
    id="{}", at="", session="E01", turn=1, first_word=0, last_turn=1, last_word=1, quote="{}", code="A1",
    decision=CodingVerb.ADD, mode="manual", definition="",
)


def spelt(number: int, name: str) -> str:
    """Write a name as files do: composed or not, in capitals, with a ligature, cut by what nobody sees."""
    ways = (
        str, str.upper, lambda n: f"{n[:3]}\u00ad{n[3:]}", lambda n: f"{n[:2]}\u200b{n[2:]}",
        lambda n: n.replace("oe", "œ").replace("ae", "æ"), lambda n: n.replace("é", "e").replace("è", "e"),
    )
    text = ways[number % len(ways)](name)
    return unicodedata.normalize("NFD", text) if number % 2 else text


@pytest.fixture(scope="module")
def people() -> list[str]:
    """Give names of the list, of which many are words too, and others with a ligature or an accent."""
    listed = [name for name in SURNAMES.read_text("utf-8").splitlines() if len(name) > 4]
    made_up = [f"Lecoeur{ending}" for ending in ("", "in", "ard", "el")] + ["Téhard", "Bézier", "d'Arcy", "Maës"]
    return (made_up + listed)[:MANY]


@pytest.fixture(scope="module")
def sessions(people: list[str]) -> list[Session]:
    """Describe one interview a person."""
    return [
        Session(f"E{n}", f"E{n}.txt", "entretien", "", "", (Person("P1", f"Sonia {name}"),), ())
        for n, name in enumerate(people)
    ]


TURNS = [Turn("E01", 1, "P1", "participant", None, None, "Oui, voilà.", "E01.txt")]
NOBODY: list[Identifier] = []


def sentence(number: int, name: str) -> str:
    return f"alors avec {spelt(number, name)}, elle disait {number}"


def plant_table(study: Study, said: list[str]) -> None:
    rows = [replace(EXCERPT, excerpt=str(n), text=text) for n, text in enumerate(said)]
    store.write("excerpts", rows, study / "build/tables/excerpts.parquet")


def plant_cache(study: Study, said: list[str]) -> None:
    rows = [replace(EXCERPT, excerpt=text) for text in said]
    store.write("excerpts", rows, study / "build/topic_embeddings/E01.parquet")


def plant_metric(study: Study, said: list[str]) -> None:
    write(study, "build/quality.json", json.dumps({"notes": said}))


def plant_memo(study: Study, said: list[str]) -> None:
    write(study, "codebook/memos/2015-03-02.md", "\n".join(said))


def plant_quote(study: Study, said: list[str]) -> None:
    decisions.append(study, "ana", [replace(CODING, id=str(n), quote=text) for n, text in enumerate(said)])


def plant_title(study: Study, said: list[str]) -> None:
    write(study, "params.yaml", "study:\n" + "".join(f"  title{n}: {json.dumps(t)}\n" for n, t in enumerate(said)))


def write(study: Study, place: str, text: str) -> None:
    (study / place).parent.mkdir(parents=True, exist_ok=True)
    (study / place).write_text(text, "utf-8")


@pytest.mark.parametrize(
    "plant", [plant_table, plant_cache, plant_metric, plant_memo, plant_quote, plant_title], ids=lambda p: p.__name__
)
def test_every_planted_name_is_found(
    tmp_path: Path, people: list[str], sessions: list[Session], plant: object
) -> None:
    """In a table, a cache, a metric, a memo, a quote, the settings: each of the two hundred."""
    assert len(people) == MANY
    study = Study(tmp_path)
    plant(study, [sentence(n, name) for n, name in enumerate(people)])  # type: ignore[operator]
    report, rows = leaks(made(study), TURNS, NOBODY, sessions, [], [], KEY)
    assert len(rows) == MANY
    assert sum(found["count"] for found in report["found"]) == sum(not row.written for row in rows)


def test_every_planted_file_name_is_found(tmp_path: Path, people: list[str], sessions: list[Session]) -> None:
    """A name is a file's, in the caches or in the memos."""
    study = Study(tmp_path)
    for n, name in enumerate(people):
        write(study, f"build/embeddings/{spelt(n, name)} {n}.json", "{}")
        write(study, f"codebook/memos/{n}_{spelt(n, name)}.md", "rien")
    report, rows = leaks(made(study), TURNS, NOBODY, sessions, [], [], KEY)
    assert (len(rows), sum(found["count"] for found in report["found"])) == (2 * MANY, MANY)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_planted_name_is_found_in_what_is_exported(
    people: list[str], sessions: list[Session], kind: str
) -> None:
    """A report or a file of quotes, in each of its formats, as `filigrane doctor` reads it."""
    content = written([ParagraphBlock(sentence(n, name)) for n, name in enumerate(people)], kind)
    assert find(text_of(content).replace("\\", ""), names_to_search(TURNS, NOBODY, sessions)).total() >= MANY
