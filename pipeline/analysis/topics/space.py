"""Unit vectors → the coordinates in which a draw of excerpts is grouped."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from pipeline.analysis.topics.neighbour_graph import Rows, coordinates
from pipeline.analysis.topics.recipe import Recipe
from pipeline.analysis.topics.reduction import Matrix, Reduction, on_grid
from pipeline.model.errors import FiligraneError

NO_UMAP = (
    "params.yaml : topics.clustering.reduction vaut « umap », et umap-learn n'est pas installé. Tapez "
    "« pip install umap-learn==0.5.12 », ou mettez reduction: spectral (le réglage ordinaire, et le même résultat "
    "sur toutes les machines), puis relancez."
)


class Space:
    """
    Where excerpts stand.

    The graph of neighbours is made anew for each draw; PCA and UMAP place all excerpts once.
    """

    def __init__(self, units: Matrix, recipe: Recipe, most: int) -> None:
        self.units = units
        self.recipe = recipe
        self.most = most
        self._graph = lru_cache(maxsize=1)(self._on_graph)

    def points(self, rows: Rows, count: int) -> Matrix:
        """Give the coordinates of some excerpts, for ``count`` groups."""
        if self.recipe.reduction == "spectral" and not self.recipe.is_agglomerative(len(self.units)):
            points = self._graph(tuple(rows.tolist()))[:, :count]
            lengths = np.sqrt((points**2).sum(axis=1, keepdims=True))
            return on_grid(np.divide(points, lengths, out=np.zeros_like(points), where=lengths > 0))
        return self._fixed[rows]

    def _on_graph(self, rows: tuple[int, ...]) -> Matrix:
        # The vibrations asked for few groups are the first of those asked for many.
        return coordinates(self.units[list(rows)], self.most, self.recipe.neighbours)

    @cached_property
    def _fixed(self) -> Matrix:
        if self.recipe.reduction == "umap" and not self.recipe.is_agglomerative(len(self.units)):
            return _umap(self.units, self.recipe)
        return Reduction(self.recipe.dimensions).fit(self.units).transform(self.units)


def _umap(units: Matrix, recipe: Recipe) -> Matrix:
    try:
        from umap import UMAP  # noqa: PLC0415 - an option: absent unless it was installed by hand
    except ImportError as error:
        raise FiligraneError(NO_UMAP) from error
    reduction: Any = UMAP(
        n_neighbors=min(recipe.neighbours, len(units) - 1), n_components=min(recipe.dimensions, len(units) - 2),
        min_dist=0.0, metric="cosine", random_state=recipe.seed, n_jobs=1,
    )
    return on_grid(np.asarray(reduction.fit_transform(units), dtype=np.float64))
