"""French texts → vectors of multilingual-e5-small (Wang et al. 2024), to the bit the same on any processor.

The forward pass of a BERT encoder over 4-bit weights, in double precision; products of matrices and sums are of
whole numbers (see ``exact``), so that neither the library that multiplies, nor its kernel, nor its threads, nor the
texts that are computed together change a bit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from pipeline.language.encoders.e5_weights import E5Weights
from pipeline.language.encoders.exact import SINGLE, Floats, FunctionTable, Linear, batches, total

PREFIX = "query: "  # what the model was taught to read before a text that is compared with its like
DECIMALS = 5
TOKENS_IN_BATCH = 512  # enough to multiply at full speed, few enough to stay in the processor's cache

# Attention counts its values in units of 2^-17 and its weights in units of 2^-20. Its values stay under 64 (their
# bound follows from the weights: 42), its positions are 512: sums stay under 2^53.
VALUE_UNITS = 2.0**17
WEIGHT_UNITS = 2.0**20
# Lower than 24 under the best place, a place has no weight.
LEAST_EXPONENT = -24
POINTS_IN_A_UNIT = 2048

Tokens = list[int]


class E5:
    """
    The network, ready to read.

    Args:
        weights: those of the package, unless others are given.
    """

    def __init__(self, weights: E5Weights | None = None) -> None:
        self._weights = weights or E5Weights()
        self._sizes = self._weights.sizes
        read, hidden = self._weights.floats, self._sizes.hidden
        self._positions = read("emb.pos").reshape(-1, hidden) + read("emb.type")[:hidden]
        self._first = _Normalisation(read("emb.ln.w"), read("emb.ln.b"), self._sizes.epsilon)
        self._layers = [_Layer(self._weights, rank) for rank in range(self._sizes.layers)]

    def vectors(self, texts: Sequence[str], threads: int = 1) -> NDArray[np.float32]:
        """
        Embed texts (n × 384), each of length 1, in values of 5 decimals.

        A text longer than the model's 512 pieces is read window by window, and its windows averaged by their length.
        ``threads`` batches are computed at once; they change the time it takes and no byte.
        """
        windows = [self._windows(text) for text in texts]
        grouped = list(batches([w for own in windows for w in own], TOKENS_IN_BATCH))
        with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(threads) as pool:
            means = iter([mean for batch in pool.map(self._means, grouped) for mean in batch])
        averaged = np.empty((len(windows), self._sizes.hidden if windows else 0))
        for rank, own in enumerate(windows):
            # The two marks around a window are no part of its length.
            summed = np.add.reduce([next(means) * (len(window) - 2) for window in own])
            averaged[rank] = summed / np.sqrt(total(summed * summed, axis=0))
        return np.round(averaged, DECIMALS).astype(np.float32)

    def _windows(self, text: str) -> list[Tokens]:
        width = self._sizes.positions - 2
        pieces = self._weights.vocabulary.pieces(PREFIX + text)
        cuts = [pieces[start : start + width] for start in range(0, len(pieces), width)]
        return [[self._sizes.first, *cut, self._sizes.last] for cut in cuts]

    def _means(self, batch: list[Tokens]) -> list[Floats]:
        # The tokens of all windows follow one another (tokens × hidden): nothing is padded, nothing masked.
        lengths = [len(window) for window in batch]
        words = self._weights.rows("emb.word", self._sizes.hidden, np.concatenate(batch).astype(np.intp))
        states = self._first(words + np.concatenate([self._positions[:length] for length in lengths]))
        for layer in self._layers:
            states = layer(states, lengths)
        return [total(own, axis=0)[0] / len(own) for own in _split(states, lengths)]


class _Layer:
    def __init__(self, weights: E5Weights, rank: int) -> None:
        sizes = weights.sizes
        self._heads, self._width = sizes.heads, sizes.hidden // sizes.heads

        def matrix(name: str, inputs: int = sizes.hidden) -> Floats:
            return weights.matrix(f"l{rank}.{name}.w", inputs)

        def bias(name: str) -> Floats:
            return weights.floats(f"l{rank}.{name}.b")

        def normalisation(name: str) -> _Normalisation:
            return _Normalisation(weights.floats(f"l{rank}.{name}.w"), bias(name), sizes.epsilon)

        queries = np.concatenate([matrix(name) for name in "qkv"], axis=1)
        biases = np.concatenate([bias(name) for name in "qkv"])
        self._queries_keys_values = Linear(queries, biases, precision=SINGLE)
        self._attended = Linear(matrix("ao"), bias("ao"), precision=SINGLE)
        self._after_attention = normalisation("aln")
        self._in = Linear(matrix("fi"), bias("fi"), precision=SINGLE)
        self._out = Linear(matrix("fo", sizes.inner), bias("fo"), parts=2, precision=SINGLE)
        self._after = normalisation("oln")

    def __call__(self, states: Floats, lengths: list[int]) -> Floats:
        projected = _split(self._queries_keys_values(states), lengths)
        heard = np.concatenate([self._attention(own) for own in projected])
        states = self._after_attention(states + self._attended(heard))
        inside = self._in(states)
        inside *= normal_share()(inside)  # GELU: x times the share of a normal law under x
        return self._after(states + self._out(inside))

    def _attention(self, projected: Floats) -> Floats:
        """Let each token of one window hear the others (tokens × 3·hidden → tokens × hidden)."""
        tokens = len(projected)
        whole = np.rint(projected * VALUE_UNITS).reshape(tokens, 3, self._heads, self._width)
        queries, keys, values = whole.transpose(1, 2, 0, 3)
        likeness = queries @ keys.transpose(0, 2, 1)
        likeness /= VALUE_UNITS**2 * math.sqrt(self._width)
        likeness -= likeness.max(axis=2, keepdims=True)
        weights = np.rint(exponential()(likeness) * WEIGHT_UNITS)
        heard: Floats = (weights @ values) / (weights.sum(axis=2, keepdims=True) * VALUE_UNITS)
        return heard.transpose(1, 0, 2).reshape(tokens, -1)


class _Normalisation:
    def __init__(self, scale: Floats, shift: Floats, epsilon: float) -> None:
        self._scale, self._shift, self._epsilon = scale, shift, epsilon

    def __call__(self, states: Floats) -> Floats:
        width = states.shape[1]
        centred: Floats = states - total(states, axis=1) / width
        centred /= np.sqrt(total(centred * centred, axis=1) / width + self._epsilon)
        centred *= self._scale
        centred += self._shift
        return centred


@cache
def network() -> E5:
    """Give the network of the package, read once per process."""
    return E5()


@cache
def exponential() -> FunctionTable:
    """Give « exp » of what is not above 0, within a part in four thousand."""
    return FunctionTable(math.exp, LEAST_EXPONENT, 0, POINTS_IN_A_UNIT)


@cache
def normal_share() -> FunctionTable:
    """Give the share of a standard normal law under a value, within a ten-thousandth."""
    return FunctionTable(lambda x: 0.5 * (1 + math.erf(x / math.sqrt(2))), -6, 6, POINTS_IN_A_UNIT)


def _split(rows: Floats, lengths: Sequence[int]) -> list[Floats]:
    return np.split(rows, np.cumsum(lengths)[:-1])
