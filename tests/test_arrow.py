"""Columns laid out by hand are those that Arrow would make of the same values, and are read back as they were."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.conform import arrow_type, column, fixed, laid, numbers
from pipeline.model.contracts import Anchor, Evidence, Level

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
WHOLE = st.integers(-(2**63), 2**63 - 1)
ANCHORS = st.builds(Anchor, WHOLE, WHOLE, WHOLE, WHOLE, st.booleans())
EVIDENCE = st.builds(Evidence, WORDS, st.none() | WHOLE, st.none() | WHOLE, WORDS, WORDS)
KINDS: list[tuple[Any, st.SearchStrategy[Any]]] = [
    (str, WORDS), (int, WHOLE), (int | None, st.none() | WHOLE), (str | None, st.none() | WORDS),
    (float, st.floats(allow_nan=False)), (bool, st.booleans()), (bool | None, st.none() | st.booleans()),
    (Level, st.sampled_from(["probable", "to_check"])), (tuple[str, ...], st.lists(WORDS).map(tuple)),
    (tuple[int, ...], st.lists(WHOLE).map(tuple)), (Anchor, ANCHORS),
    (tuple[Anchor, ...], st.lists(ANCHORS, max_size=4).map(tuple)),
    (tuple[Evidence, ...], st.lists(EVIDENCE, max_size=4).map(tuple)),
]


def plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    return [plain(v) for v in value] if isinstance(value, tuple) else value


@given(st.data())
@pytest.mark.parametrize(("kind", "values"), KINDS, ids=lambda given_: str(given_)[:30])
def test_a_column_is_what_arrow_makes_of_it(kind: Any, values: st.SearchStrategy[Any], data: st.DataObject) -> None:
    """Every type of a contract, missing values, empty lists and signs of several bytes among them."""
    said = data.draw(st.lists(values, max_size=12))
    made = laid(said, kind)

    made.validate(full=True)
    assert made.equals(pa.array([plain(v) for v in said], arrow_type(kind)))
    assert column(made, kind) == said
    assert column(made.slice(len(said) // 2), kind) == said[len(said) // 2 :]


def test_vectors_keep_their_numbers() -> None:
    """Rows of one width, also of a piece of a table."""
    matrix = np.arange(12, dtype=np.float32).reshape(4, 3)
    lists = fixed(matrix, 3)

    lists.validate(full=True)
    assert lists.to_pylist() == matrix.tolist()
    assert numbers(lists.slice(1, 2)).tolist() == matrix[1:3].ravel().tolist()
    assert len(fixed(np.empty((0, 0), np.float32), 0)) == 0


def test_writing_asks_for_no_library_that_it_does_not_need(tmp_path: Path) -> None:
    """A stage that has little to do must not wait for pandas."""
    asked = (
        "import sys; from pathlib import Path; from pipeline.model import store; place = Path(sys.argv[1]); "
        "store.write('codings', [], place); store.read('codings', place); print('pandas' in sys.modules)"
    )
    command = [sys.executable, "-c", asked, str(tmp_path / "codings.parquet")]
    assert subprocess.check_output(command, text=True) == "False\n"
