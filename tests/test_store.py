"""Artefacts on disk: what is saved is what is read, and nothing broken passes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.model import store
from pipeline.model.conform import conform
from pipeline.model.contracts import (
    Anchor,
    AnonymisedTurn,
    Evidence,
    Participant,
    Restriction,
    Suggestion,
    Turn,
    Vectors,
)
from pipeline.model.errors import BrokenContract, FiligraneError
from pipeline.model.study import Study


def turn(session: str = "E01", number: int = 0, text: str = "Voilà, ça « tourne » 🙂") -> Turn:
    return Turn(session, number, "ENQ", "interviewer", None, 12, text, "E01.txt, paragraphe 1")


ANONYMISED = AnonymisedTurn(
    "E01", 3, "Claire Morin", "participant", 1, None, "Claire est là", (Restriction(0, 1, "not_quotable"),),
    (Anchor(0, 6, 0, 0, replaced=True),), (2,),
)
SUGGESTION = Suggestion(
    "E01:3:w0-w2", "A1", 0.5, "to_check", ("registre",), (Evidence("registre", 0, 6, "ma mission", ""),)
)


@pytest.mark.parametrize(("name", "row"), [("anonymised", ANONYMISED), ("suggestions", SUGGESTION)])
def test_rows_read_back_are_those_saved(tmp_path: Path, name: str, row: object) -> None:
    """Nested rows, missing values, accents and emoji come back as they were."""
    store.save(Study(tmp_path), name, [row])

    assert store.load(Study(tmp_path), name) == [row]


@pytest.mark.parametrize("name", ["anonymised", "suggestions", "participants", "codings"])
def test_an_empty_artefact_keeps_its_columns(tmp_path: Path, name: str) -> None:
    """An empty corpus gives an empty table that says what it would have held."""
    store.save(Study(tmp_path), name, [])

    assert store.load(Study(tmp_path), name) == []
    assert store.table_of(name, []).column_names


def test_attributes_of_participants_are_columns(tmp_path: Path) -> None:
    """Each attribute declared in params is one column of the participants' table."""
    rows = [Participant("Claire Morin", "E01", {"champ": "budget", "milieu": "rural"})]
    store.save(Study(tmp_path), "participants", rows)

    assert store.table_of("participants", rows).column_names == ["participant", "session", "champ", "milieu"]
    assert store.load(Study(tmp_path), "participants") == rows


def test_vectors_of_all_sessions_stand_in_one_matrix(tmp_path: Path) -> None:
    """Vectors are kept per session and read as one matrix in order of session."""
    folder = tmp_path / "build/embeddings"
    store.write("embeddings", Vectors(("E02:0:w0-w3",), np.ones((1, 3), np.float32)), folder / "E02.parquet")
    store.write("embeddings", Vectors(("E01:0:w0-w3",), np.zeros((1, 3), np.float32)), folder / "E01.parquet")

    vectors = store.load(Study(tmp_path), "embeddings")

    assert vectors.excerpts == ("E01:0:w0-w3", "E02:0:w0-w3")
    assert vectors.matrix.tolist() == [[0, 0, 0], [1, 1, 1]]


def test_same_rows_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    """Rows are put in key order before they are written."""
    rows = [turn(number=n) for n in range(5)]
    store.write("turns", rows, tmp_path / "a.parquet", "key")
    store.write("turns", rows[::-1], tmp_path / "b.parquet", "key")

    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_sessions_laid_out_one_by_one_give_the_bytes_of_all_rows_together(tmp_path: Path) -> None:
    """In whatever order sessions come, and where one has nothing; a key seen twice stops all the same."""
    rows = [turn(session, number) for session in ("E01", "E02", "E10") for number in range(3)]
    store.write("turns", rows, tmp_path / "a.parquet")
    store.write("turns", iter([rows[6:], [], rows[3:6], rows[:3]]), tmp_path / "b.parquet")

    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    with pytest.raises(BrokenContract):
        store.table_of("turns", iter([rows[:2], rows[1:3]]))


def test_a_file_carries_the_key_it_was_made_with(tmp_path: Path) -> None:
    """Data and content key travel in one file; no file, no key."""
    store.write("turns", [turn()], tmp_path / "E01.parquet", "the key")

    assert store.key_of(tmp_path / "E01.parquet") == "the key"
    assert store.key_of(tmp_path / "E02.parquet") is None


@pytest.mark.parametrize(
    "rows",
    [
        [turn(), turn()],
        [Turn("E01", 0, "ENQ", "boss", None, None, "", "")],  # type: ignore[arg-type]
        [Turn("E01", "0", "ENQ", "noise", None, None, "", "")],  # type: ignore[arg-type]
        [ANONYMISED],
    ],
    ids=["a key twice", "an unknown role", "a number as text", "a row of another artefact"],
)
def test_a_broken_row_never_reaches_the_disk(rows: list[object]) -> None:
    """The contract stops what does not hold."""
    with pytest.raises(BrokenContract):
        conform("turns", rows)


def test_an_artefact_never_made_says_what_to_do(tmp_path: Path) -> None:
    """Reading too early names the command to run."""
    with pytest.raises(FiligraneError, match="dvc repro"):
        store.load(Study(tmp_path), "excerpts")
