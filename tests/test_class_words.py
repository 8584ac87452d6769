"""Class TF-IDF: BERTopic's weights, and the same ones to the last bit where BERTopic is not installed."""

from __future__ import annotations

import sys
import tomllib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analysis.topics import describing_words
from pipeline.analysis.topics.describing_words import by_bertopic, by_hand, class_weights
from pipeline.cli.commands.inspection import check_themes
from pipeline.model.study import Study
from pipeline.run.flow import PACKAGE
from pipeline.stages.topics import topics
from tests.test_topics import CLUSTERING, WORDS, corpus

KNOWN = ["accueil", "attente", "dossier", "écran", "guichet"]
DOCUMENTS = st.lists(st.lists(st.sampled_from([*KNOWN, "hein"]), max_size=9), min_size=4, max_size=30)


def units(size: int) -> np.ndarray:
    return np.eye(size, 3)


def test_the_weights_are_those_of_bertopic_to_the_bit() -> None:
    """Groups of any size, words that stand in one group or in all: not one bit differs."""
    pytest.importorskip("bertopic", reason="BERTopic n'est pas installé")

    @settings(max_examples=25, deadline=None)
    @given(DOCUMENTS, st.randoms(use_true_random=False))
    def compared(said: list[list[str]], draw: object) -> None:
        documents = [*said, KNOWN, KNOWN, KNOWN]
        chosen = [draw.randrange(3) for _ in said]  # type: ignore[attr-defined]
        labels = np.array([*chosen, 0, 1, 2])
        theirs = by_bertopic(documents, KNOWN, units(len(documents)), labels)
        assert by_hand(documents, KNOWN, labels).tobytes() == theirs.tobytes()

    compared()


@pytest.mark.parametrize("known", [[], ["accueil"], KNOWN])
def test_a_corpus_with_few_words_has_the_same_weights_either_way(
    known: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No word, one word, five: the same numbers with BERTopic and without."""
    pytest.importorskip("bertopic", reason="BERTopic n'est pas installé")
    documents = [["accueil", "guichet"], ["accueil", "écran"], [], ["dossier", "attente"]]
    labels = np.array([0, 0, 1, 1])
    with_it = class_weights(documents, known, units(4), labels)
    monkeypatch.setattr(describing_words, "has_bertopic", lambda: False)
    without = class_weights(documents, known, units(4), labels)

    assert with_it.shape == without.shape == (2, len(known))
    assert with_it.tobytes() == without.tobytes()


def test_groupings_are_the_same_without_bertopic(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not installed nothing stops, and not a row differs."""
    rows, vectors = corpus(60)
    with_it = topics(rows, vectors, [], count=3, clustering=CLUSTERING, words=WORDS)
    monkeypatch.setitem(sys.modules, "bertopic", None)
    monkeypatch.setattr(describing_words, "has_bertopic", lambda: False)

    assert topics(rows, vectors, [], count=3, clustering=CLUSTERING, words=WORDS) == with_it


def test_the_doctor_says_which_of_the_two_weighs_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A note, not a trouble: with what to type to have BERTopic without torch."""
    monkeypatch.setattr(describing_words, "has_bertopic", lambda: False)
    (without,) = check_themes(Study())
    monkeypatch.setattr(describing_words, "has_bertopic", lambda: True)
    (with_it,) = check_themes(Study())

    pinned = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert f"pip install --no-deps {pinned['themes'][0]}" in without
    assert "BERTopic" in with_it
    assert "pip" not in with_it
