"""Excerpts in their groups → the words that may describe a group, weighed by class TF-IDF and ranked.

BERTopic computes it where it is installed; elsewhere the same sums, written out below, give the same numbers, to the
last bit: a test compares them.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import cast

import numpy as np
from numpy.typing import NDArray

from pipeline.analysis.topics.clustering import Labels
from pipeline.analysis.topics.space import Matrix
from pipeline.language.content_words import PHRASES, dictionary_form, is_stop_word
from pipeline.language.transcript_conventions import said
from pipeline.model.contracts import Excerpt

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
FEWEST_PEOPLE = 2
# Under that length, « pli » and « plis » may be two words.
SHORTEST_SINGULAR = 4
DECIMALS = 6
# The version whose weights are compared with ours, as pinned in pyproject.toml.
BERTOPIC = "0.17.4"
# BERTopic asks for two words at least: these stand in every excerpt of a corpus that has not as many to show.
PADDING = ("emptydoc", "emptydocs")


def words_of(excerpts: Sequence[Excerpt]) -> list[list[str]]:
    """Give the words to show of each excerpt: no pseudonym, no mark, no function word, forms of one word folded."""
    spoken = [PHRASES.sub(" ", _spoken(e)).lower() for e in excerpts]
    raw = [[word for word in WORD.findall(text) if len(word) > 1 and not is_stop_word(word)] for text in spoken]
    forms = _common_forms(Counter(word for words in raw for word in words))
    return [[forms[word] for word in words] for words in raw]


def _spoken(excerpt: Excerpt) -> str:
    text, done, pieces = excerpt.text, 0, []
    for mask in sorted(excerpt.masks, key=lambda m: m.start):
        pieces.append(text[done : mask.start])
        done = max(done, mask.end)
    return said(" ".join([*pieces, text[done:]]))


def _common_forms(counts: Counter[str]) -> dict[str, str]:
    # « dossier » and « dossiers », « imprime » and « imprimer » are one word to a reader: the most frequent form
    # stands for all.
    alike: dict[str, list[str]] = defaultdict(list)
    for word in sorted(counts):
        found = dictionary_form(word)
        unknown_plural = found == word and word[-1] in "sx" and len(word) > SHORTEST_SINGULAR and word[:-1] in counts
        alike[(dictionary_form(word[:-1]) if unknown_plural else found)].append(word)
    return {form: max(forms, key=lambda w: (counts[w], w)) for forms in alike.values() for form in forms}


def vocabulary(documents: Sequence[Sequence[str]], speakers: Sequence[str]) -> list[str]:
    """
    List the words that may be shown: those of two people at least, all of them when nobody shares any.

    The word of one person alone says more of that person than of what was said.
    """
    users: dict[str, set[str]] = defaultdict(set)
    for words, speaker in zip(documents, speakers, strict=True):
        for word in words:
            users[word].add(speaker)
    shared = sorted(word for word, people in users.items() if len(people) >= FEWEST_PEOPLE)
    return shared or sorted(users)


def nmf_weights(documents: Sequence[Sequence[str]], known: Sequence[str], labels: Labels) -> NDArray[np.float64]:
    """
    Give the weight of each word in each group (groups × vocabulary) by non-negative factors of TF-IDF.

    The factors start from the groups, so that one factor answers each group: words are then those that go
    together in excerpts, where c-TF-IDF weighs what sets groups apart.

    Args:
        documents: the words of each excerpt.
        known: the words that may be shown.
        labels: the group of each excerpt, from 0.
    """
    from sklearn.decomposition import non_negative_factorization  # noqa: PLC0415 - a second to import
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    groups = np.eye(int(labels.max()) + 1)[labels]
    if not known:
        return np.zeros((groups.shape[1], 0))
    counts = TfidfVectorizer(analyzer=list, vocabulary=list(known), sublinear_tf=True).fit_transform(documents)
    means = np.asarray((counts.T @ groups).T / groups.sum(axis=0)[:, None])
    with warnings.catch_warnings():
        # A ranking of words is stable long before the last decimals of the factors.
        warnings.simplefilter("ignore", category=ConvergenceWarning)
        _, factors, _ = non_negative_factorization(
            counts, groups, np.ascontiguousarray(means), n_components=groups.shape[1], init="custom", max_iter=100
        )
    return np.asarray(factors)


def heaviest(weights: NDArray[np.float64], known: Sequence[str], count: int) -> list[tuple[str, ...]]:
    """
    Give the heaviest words of each group (at most ``count``), ties in alphabetical order.

    Args:
        weights: of each word in each group (groups × words); compared once rounded.
        known: the words, in the order of columns.
        count: the most words of a group; those of weight 0 are never named.
    """
    return [
        tuple(known[i] for i in np.argsort(-row, kind="stable")[:count] if row[i] > 0)
        for row in np.round(weights, DECIMALS)
    ]


def has_bertopic() -> bool:
    """Tell whether BERTopic is installed; it is found, not imported, which takes seconds."""
    return find_spec("bertopic") is not None


def class_weights(
    documents: list[list[str]], vocabulary: list[str], units: Matrix, labels: Labels
) -> NDArray[np.float64]:
    """
    Give the class TF-IDF of each word that may be shown in each group (groups × vocabulary).

    Args:
        documents: the words of each excerpt.
        vocabulary: the words that may be shown.
        units: unit vectors of the excerpts, which BERTopic asks for.
        labels: the group of each excerpt, from 0.
    """
    padding = PADDING if len(vocabulary) < len(PADDING) else ()
    padded, known = [[*words, *padding] for words in documents], [*vocabulary, *padding]
    weights = by_bertopic(padded, known, units, labels) if has_bertopic() else by_hand(padded, known, labels)
    return weights[:, : len(vocabulary)]


def by_hand(documents: list[list[str]], vocabulary: list[str], labels: Labels) -> NDArray[np.float64]:
    """
    Give the class TF-IDF as BERTopic 0.17 weighs it (Grootendorst 2022): no library but numpy.

    Args:
        documents: the words of each excerpt (n).
        vocabulary: the words that count, in the order of columns.
        labels: the group of each excerpt (n), from 0.

    Returns:
        weights (groups × words).
    """
    column = {word: i for i, word in enumerate(vocabulary)}
    counts = np.zeros((int(labels.max()) + 1, len(vocabulary)))
    for group, words in zip(labels.tolist(), documents, strict=True):
        for word in words:
            if word in column:
                counts[group, column[word]] += 1
    of_group = counts.sum(axis=1)
    everywhere = counts.sum(axis=0)
    rarity = np.log(int(of_group.mean()) / np.maximum(everywhere, 1) + 1)
    return np.asarray(counts / np.maximum(of_group, 1)[:, None] * rarity)


def by_bertopic(
    documents: list[list[str]], vocabulary: list[str], units: Matrix, labels: Labels
) -> NDArray[np.float64]:
    """
    Give BERTopic's own class TF-IDF of groups that are already made: nothing downloaded.

    Args:
        documents: the words of each excerpt (n).
        vocabulary: the words that count, in the order of columns.
        units: a vector of length 1 for each excerpt (n × d).
        labels: the group of each excerpt (n), from 0.

    Returns:
        weights (groups × words), those of ``by_hand``.
    """
    with absent("spacy"):
        from bertopic import BERTopic  # noqa: PLC0415 - takes seconds to import
        from bertopic.backend import BaseEmbedder  # noqa: PLC0415
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

    given = _Given(labels)
    model = BERTopic(
        language="french", embedding_model=BaseEmbedder(), umap_model=given, hdbscan_model=given,
        vectorizer_model=CountVectorizer(analyzer=str.split, vocabulary=vocabulary),
    )
    with warnings.catch_warnings():
        # pandas and scikit-learn announce changes that concern BERTopic's code, not ours.
        warnings.simplefilter("ignore", category=FutureWarning)
        predicted, _ = model.fit_transform([" ".join(words) for words in documents], embeddings=units)
    # BERTopic numbers groups of the same size as it pleases.
    theirs = {int(ours): int(topic) for ours, topic in zip(labels, predicted, strict=True)}
    weights = model.c_tf_idf_.toarray()[[theirs[ours] for ours in sorted(theirs)]]
    return np.asarray(weights, dtype=np.float64)


@contextmanager
def absent(package: str) -> Iterator[None]:
    """
    Hide a package from a library that imports it for a part that nothing here asks for, and does without.

    BERTopic's parts of speech import spaCy: a second of each run. A package that is there already stays.
    """
    if package in sys.modules:
        yield
        return
    sys.modules[package] = cast("ModuleType", None)
    try:
        yield
    finally:
        del sys.modules[package]


class _Given:
    """Groups already made, in the forms that BERTopic asks of a reduction and of a clustering."""

    def __init__(self, labels: Labels) -> None:
        self.labels_ = labels

    def fit(self, points: Matrix, y: object = None) -> _Given:  # noqa: ARG002 - BERTopic passes them
        return self

    def transform(self, points: Matrix) -> Matrix:
        return points[:, :1]
