"""Groupings by proximity at the scale of a large corpus: seconds, and the same digest on other processors.

``python -m benchmarks.topics`` times 500 to 50,000 excerpts; ``python -m benchmarks.topics cores`` repeats
5,000 under several processor types and numbers of threads.
"""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from pipeline.model.contracts import Excerpt, Vectors
from pipeline.model.study import Study
from pipeline.stages.topics import topics

DIMENSIONS = 512
SUBJECTS = 40
WORDS_OF_AN_EXCERPT = 60
VOCABULARY = 6000
SIZES = (500, 5000, 50000)
CORES = ("Prescott", "Sandybridge", "Haswell", "SkylakeX")


def corpus(size: int) -> tuple[list[Excerpt], Vectors]:
    """Draw excerpts of a few subjects, with words of Zipf's law and vectors around their subject's."""
    rng = np.random.default_rng(size)
    centres = rng.normal(size=(SUBJECTS, DIMENSIONS))
    subjects = rng.integers(SUBJECTS, size=size)
    matrix = (centres[subjects] + rng.normal(scale=1.5, size=(size, DIMENSIONS))).astype(np.float32)
    ranks = np.minimum(rng.zipf(1.3, size=(size, WORDS_OF_AN_EXCERPT)), VOCABULARY)
    rows = [_excerpt(i, (ranks[i] + 7 * subjects[i]) % VOCABULARY) for i in range(size)]
    return rows, Vectors(tuple(r.excerpt for r in rows), matrix)


def _excerpt(number: int, ranks: np.ndarray) -> Excerpt:
    text = " ".join(_word(int(rank)) for rank in ranks)
    session = f"E{number // 100:03}"
    return Excerpt(
        f"{session}:{number:05}:w0-w59", session, number, 0, len(text), f"Personne {number % 90}", text, "", "free", ()
    )


def _word(rank: int) -> str:
    return "mot" + "".join("abcdefghij"[int(digit)] for digit in str(rank))


def digest(size: int) -> str:
    """Group a corpus with the settings of ``params.yaml``; gives a digest of all that was made."""
    made = topics(*corpus(size), [], **Study(Path(__file__).parents[1]).params("topics"))
    return hashlib.sha256(repr(made).encode()).hexdigest()[:16]


def time_sizes() -> None:
    """Print seconds of wall clock and of processor for each size, the libraries imported before."""
    digest(SIZES[0])
    for size in SIZES:
        given = corpus(size)
        settings = Study(Path(__file__).parents[1]).params("topics")
        wall, processor = time.perf_counter(), time.process_time()
        _, groupings, *_ = topics(*given, [], **settings)
        spent = time.perf_counter() - wall, time.process_time() - processor
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(f"{size:>6} excerpts: {spent[0]:6.1f} s, {spent[1]:6.1f} s of processor, {memory:.1f} GB at most, "
              f"{len(groupings)} groupings")


def compare_cores(size: int) -> None:
    """Print the digest under each processor type and number of threads: there must be one only."""
    for core in CORES:
        for threads in ("1", "2"):
            chosen = {"OPENBLAS_CORETYPE": core, "OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads}
            made = subprocess.run(
                [sys.executable, "-m", "benchmarks.topics", "digest", str(size)], env=os.environ | chosen,
                cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True,
            )
            print(f"{core:>12}, {threads} thread(s): {made.stdout.strip()}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["digest"]:
        print(digest(int(sys.argv[2])))
    elif sys.argv[1:2] == ["cores"]:
        compare_cores(5000)
    else:
        time_sizes()
