"""What ``params.yaml`` says of groupings → how they are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ReductionName = Literal["spectral", "pca", "umap"]
Method = Literal["auto", "kmeans", "agglomerative", "hdbscan"]


@dataclass(frozen=True)
class Recipe:
    """
    How excerpts are put together.

    Attributes:
        seed: where every draw starts.
        reduction: what places excerpts: ``spectral`` (the graph of their neighbours), ``pca``, or ``umap``.
        neighbours: how many of the most alike each excerpt is linked to (``spectral``, ``umap``).
        dimensions: number of coordinates of ``pca`` and ``umap``.
        method: ``kmeans``, ``agglomerative`` (Ward), ``hdbscan``, or ``auto``: agglomerative for small corpora.
        agglomerative_under: number of excerpts from which ``auto`` means k-means.
        restarts: how many times k-means starts anew, the best being kept.
        candidates: numbers of groups that are tried when none is asked for.
        excerpts_per_group: a number of groups is tried only with that many excerpts for each, on average.
        tolerance: loss of stability and coherence accepted to see more groups.
        draws: how many times a part of the excerpts is grouped afresh to measure stability.
        seeds: how many times all are grouped again from another seed.
        largest_draw: number of excerpts beyond which groupings are made on a part, and the others carried to it.
    """

    seed: int
    reduction: ReductionName
    neighbours: int
    dimensions: int
    method: Method
    agglomerative_under: int
    restarts: int
    candidates: Sequence[int]
    excerpts_per_group: int
    tolerance: float
    draws: int
    seeds: int
    largest_draw: int

    def is_agglomerative(self, size: int) -> bool:
        """Tell whether that many excerpts are grouped by Ward's method."""
        return self.method == "agglomerative" or (self.method == "auto" and size < self.agglomerative_under)
