"""The model kept of groupings: read back, it places passages; their hierarchy is BERTopic's; the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.cluster.hierarchy import linkage

from pipeline.analysis.topics.descriptions import merges, placed
from pipeline.model import store
from pipeline.model.conform import conform
from pipeline.model.contracts import GroupingMerge, GroupingModel, SimilarGroupings
from pipeline.stages.topics import topics
from tests.test_topics import CLUSTERING, WORDS, corpus, run


def made(size: int = 240, count: int = 3) -> tuple[list[GroupingModel], list[GroupingMerge], list[SimilarGroupings]]:
    *_, model, merged, similar = topics(*corpus(size), [], count=count, clustering=CLUSTERING, words=WORDS)
    return model, merged, similar


def test_the_model_read_back_from_its_file_places_excerpts_where_they_are(tmp_path: Path) -> None:
    """A parquet, nothing pickled: all excerpts of three subjects find their grouping again, and their cosine."""
    rows, vectors = corpus(240)
    found, *_ = topics(rows, vectors, [], count=3, clustering=CLUSTERING, words=WORDS)
    path = tmp_path / "grouping_model.parquet"
    store.write("grouping_model", made()[0], path)
    near = placed(list(store.read("grouping_model", path)), vectors.matrix)
    known = {t.excerpt: t.topic for t in found}
    assert [known[e] for e in vectors.excerpts] == [order[0][0] for order in near]
    assert all(len(order) == 3 and order[0][1] >= order[1][1] >= order[2][1] for order in near)


def test_a_passage_is_placed_as_bertopic_places_it_once_reloaded() -> None:
    """BERTopic keeps the mean vector of each topic and asks which is nearest: the same answer, the same cosine."""
    bertopic = pytest.importorskip("bertopic", reason="BERTopic n'est pas installé")
    from bertopic.backend import BaseEmbedder  # noqa: PLC0415
    from bertopic.cluster import BaseCluster  # noqa: PLC0415
    from bertopic.dimensionality import BaseDimensionalityReduction  # noqa: PLC0415

    model, *_ = made()
    reloaded = bertopic.BERTopic(
        embedding_model=BaseEmbedder(), umap_model=BaseDimensionalityReduction(), hdbscan_model=BaseCluster(),
    )
    reloaded.topic_embeddings_ = np.array([one.centre for one in model])
    reloaded.topics_ = [one.topic for one in model]
    reloaded.topic_sizes_ = {one.topic: 1 for one in model}
    new = np.random.default_rng(3).normal(size=(40, 32)).astype(np.float32)
    theirs, cosines = reloaded.transform(["mot"] * 40, new)
    ours = placed(model, new)
    assert [order[0][0] for order in ours] == [model[int(t)].topic for t in theirs]
    assert [order[0][1] for order in ours] == pytest.approx(list(map(float, cosines)), abs=1e-5)


def test_the_hierarchy_is_the_one_that_bertopic_makes_of_the_same_weights() -> None:
    """Ward's method on 1 − cosine of class TF-IDF: the same merges at the same distances."""
    pytest.importorskip("bertopic", reason="BERTopic n'est pas installé")
    from bertopic._utils import validate_distance_matrix  # noqa: PLC0415
    from sklearn.metrics.pairwise import cosine_similarity  # noqa: PLC0415

    weights = np.random.default_rng(5).random((7, 40)) ** 4
    theirs = linkage(validate_distance_matrix(1 - cosine_similarity(weights), 7), "ward", optimal_ordering=True)
    ours = list(merges(weights, range(7)))
    assert [m.distance for m in ours] == pytest.approx(theirs[:, 2], abs=1e-3)
    assert [len(m.one) + len(m.other) for m in ours] == theirs[:, 3].astype(int).tolist()


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_grouping_is_in_the_model_and_the_last_merge_holds_them_all(count: int) -> None:
    """One grouping merges with none; two or three end in one, and each pair is compared once."""
    model, merged, similar = made(count=count)
    assert len(conform("grouping_model", model)) == count
    assert len(conform("grouping_merges", merged)) == count - 1
    assert len(conform("similar_groupings", similar)) == count * (count - 1) // 2
    assert not merged or sorted((*merged[-1].one, *merged[-1].other)) == list(range(count))
    assert all(-1 <= s.words <= 1 and -1 <= s.meaning <= 1 and s.topic < s.other for s in similar)


def test_words_of_the_model_are_weighed_the_heaviest_first() -> None:
    """As many weights as words, none null, and the first ten are those that the grouping shows."""
    _, groupings, _, _, model, *_ = topics(*corpus(240), [], count=3, clustering=CLUSTERING, words=WORDS)
    shown = {g.topic: g.words for g in groupings}
    for one in model:
        assert len(one.words) == len(one.weights)
        assert list(one.weights) == sorted(one.weights, reverse=True)
        assert one.words[: len(shown[one.topic])] == shown[one.topic]


def everything() -> Any:
    return topics(*corpus(240), [], count=9, clustering=CLUSTERING, words=WORDS)


def test_two_kernels_and_two_threads_keep_the_same_model_and_the_same_tree() -> None:
    """All that the stage makes, to the last digit."""
    code = "from tests.test_grouping_model import everything; print(everything())"
    assert len({run(code, threads, core) for threads, core in (("1", "Prescott"), ("2", "Haswell"))}) == 1
