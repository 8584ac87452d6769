"""French texts → float32 vectors for what they are about, the same whatever they are computed with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.coding.suggest.vectors import BACKENDS as OTHERS
from pipeline.language.encoders import use
from pipeline.model.errors import FiligraneError

USE = "use"


def topic_vectors(texts: Sequence[str], backend: str) -> np.ndarray:
    """
    Embed texts (n × dimensions); an empty list gives an empty matrix.

    Raises:
        FiligraneError: the backend is unknown, or absent on this platform.
    """
    if backend not in OTHERS:
        known = ", ".join(OTHERS)
        raise FiligraneError(f"params.yaml : topic_embeddings.backend vaut « {backend} ». Choisissez parmi : {known}.")
    if not texts:
        return np.empty((0, 0), dtype=np.float32)
    if backend == USE:
        return use.network().vectors(texts)
    return OTHERS[backend](list(texts), 1)
