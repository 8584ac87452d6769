"""A coding whose words were changed is offered the passage that it most looks like."""

from __future__ import annotations

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.finding import likeliest
from pipeline.model.contracts import AnonymisedTurn

SAID = ("On court tout le temps, franchement.", "Le matin je range les dossiers du service.", "Et le soir je rentre.")


def turns() -> dict[int, AnonymisedTurn]:
    return {n: AnonymisedTurn("E01", n, "A", "participant", None, None, t, (), (), ()) for n, t in enumerate(SAID)}


def test_the_passage_that_holds_most_of_the_words_is_offered() -> None:
    """Words replaced and added do not hide it."""
    there = likeliest(turns(), "le matin on range tous les vieux dossiers")

    assert there
    assert anchors.quote(turns(), there) == "Le matin je range les dossiers"


def test_nothing_is_offered_where_nothing_looks_like_it() -> None:
    """A few common words are no passage."""
    assert likeliest(turns(), "Personne ne décide jamais de rien dans ce bureau, sauf le directeur.") is None


def test_the_very_words_are_found() -> None:
    """A turn that only moved is offered whole."""
    assert likeliest(turns(), "Et le soir je rentre.") == Place(2, 0, 2, 5)
