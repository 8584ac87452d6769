"""Codes are proposed with their reasons, and a person's « no » is heard."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from pipeline.anchors import words
from pipeline.codebook import Code, Codebook, Family, Marker
from pipeline.conform import conform
from pipeline.contracts import AnonymisedTurn, Excerpt, Mask, Suggestion
from pipeline.decisions import CodingDecision
from pipeline.errors import FiligraneError
from pipeline.overlap import excerpt_id
from pipeline.stages.definitions import definitions
from pipeline.stages.embeddings import embeddings
from pipeline.stages.suggestions import suggestions
from pipeline.suggesting.combine import score
from pipeline.suggesting.fired import around
from pipeline.suggesting.learnt import Material, learn

SETTINGS: dict[str, Any] = {
    "weights": {"registre": 2.0, "faint": 1.5, "definition": 1.0, "learnt": 0.5, "taught": 1.0, "needed": 2.0},
    "learning": {"least": 4, "folds": 3},
    "levels": {"agreement": 1.0, "precision": 0.8},
}
GRID = Codebook(
    (Family("A", "Métier"),),
    (
        Code("A3", "Temps", "A", "Le manque de temps.", markers=(Marker("pas le temps"),), version="v1"),
        Code("C4", "Bricolage", "A", "La débrouille.", markers=(Marker("bricol*", anchored=True),), version="v1"),
    ),
    anchors=("en ligne",),
)
HURRIED = "Nous n'avons pas le temps."


def excerpt(text: str, turn: int = 0, session: str = "E01", **changes: Any) -> Excerpt:
    identifier = excerpt_id(session, turn, 0, len(words(text)) - 1)
    return replace(Excerpt(identifier, session, turn, 0, len(text), "P1", text, "", "free", ()), **changes)


def turn(text: str, number: int = 0, session: str = "E01") -> AnonymisedTurn:
    return AnonymisedTurn(session, number, "P1", "participant", None, None, text, (), (), (len(words(text)) - 1,))


def decided(said: str, code: str = "A3", number: int = 0, session: str = "E01") -> CodingDecision:
    return CodingDecision(
        id=f"{said}{session}{number}{code}", at="", session=session, turn=number, first_word=0, last_turn=number,
        last_word=2, quote="", code=code, decision=said, mode="assisted", definition="v1",
    )


def quoted(decision: CodingDecision, turns: list[AnonymisedTurn]) -> CodingDecision:
    said = {(t.session, t.turn): t.text for t in turns}.get((decision.session, decision.turn), "")
    return replace(decision, quote=said[: words(said)[2][1]] if said else "")


def suggest(cut: list[Excerpt], *said: CodingDecision, grid: Codebook = GRID) -> list[Suggestion]:
    turns = [turn(e.text, e.turn, e.session) for e in cut]
    decisions = [quoted(d, turns) for d in said]
    vectors = embeddings(cut, backend="lexical", threads=1)
    meanings = definitions(grid, backend="lexical", threads=1)
    return conform("suggestions", suggestions(turns, cut, vectors, meanings, grid, decisions, **SETTINGS))


def test_a_marker_is_a_reason_that_points_to_its_words() -> None:
    """The evidence of a registre is the characters of the excerpt and the marker as it is written."""
    (one,) = suggest([excerpt(HURRIED)])
    (reason,) = one.evidence
    assert (one.code, one.sources, reason.marker) == ("A3", ("registre",), "pas le temps")
    assert HURRIED[reason.start : reason.end] == "pas le temps"


def test_a_replaced_word_makes_no_marker_fire() -> None:
    """A pseudonym that happens to read like a marker is no reason."""
    assert suggest([excerpt("Il dit pas le temps.", masks=(Mask(7, 19),))]) == []


@pytest.mark.parametrize("consent", ["erased", "not_analysed"])
def test_nothing_is_suggested_on_what_was_withdrawn(consent: Any) -> None:
    """A passage that is not to be analysed is not read by the machine."""
    assert suggest([excerpt(HURRIED, consent=consent)]) == []


def test_a_refusal_holds_as_long_as_the_definition() -> None:
    """What a person refused never comes back, until the code means something else."""
    refusal = decided("refuse")
    assert suggest([excerpt(HURRIED)], refusal) == []
    redefined = replace(GRID, codes=(replace(GRID.codes[0], version="v2"), GRID.codes[1]))
    assert [s.code for s in suggest([excerpt(HURRIED)], refusal, grid=redefined)] == ["A3"]


def test_a_refusal_under_an_old_name_holds() -> None:
    """A code that was renamed keeps its refusals."""
    assert suggest([excerpt(HURRIED)], decided("refuse", "OLD"), grid=replace(GRID, aliases={"OLD": "A3"})) == []


def test_a_refusal_elsewhere_changes_nothing() -> None:
    """Another passage, another code: the suggestion stays."""
    assert len(suggest([excerpt(HURRIED)], decided("refuse", number=1), decided("refuse", "C4"))) == 1


def test_a_faint_marker_alone_is_not_enough() -> None:
    """Far from any anchor a faint marker needs another reason; near one it suffices."""
    assert suggest([excerpt("On bricole.")]) == []
    assert [s.code for s in suggest([excerpt("On bricole en ligne.")])] == ["C4"]
    assert [s.code for s in suggest([excerpt("On bricole.", question="Et en ligne ?")])] == ["C4"]


def test_an_excerpt_in_the_middle_of_a_turn_has_its_neighbours_for_context() -> None:
    """Anchors are looked for in the sentences just before and after; the question stands before the first."""
    text = "Un. Deux. Trois. Quatre."
    middle = excerpt("Trois.", start=10, end=16, question="Alors ?")
    assert (around(middle, text).before, around(middle, text).after) == ("Deux.", "Quatre.")
    assert around(replace(middle, start=0), text).before == "Alors ?"


@pytest.mark.parametrize("cut", [[], [excerpt("Oui.")]])
def test_little_or_nothing_said_gives_nothing(cut: list[Excerpt]) -> None:
    """An empty corpus and a single word are no error."""
    assert suggest(cut) == []


def test_an_empty_grid_suggests_nothing() -> None:
    """Before any code exists there is nothing to propose."""
    assert suggest([excerpt(HURRIED)], grid=Codebook((), ())) == []


def test_other_vectors_are_refused() -> None:
    """Definitions and excerpts must be embedded alike; the message names both settings."""
    cut = [excerpt(f"{HURRIED} " * 4, n) for n in range(6)]
    vectors = embeddings(cut, backend="lexical", threads=1)
    narrow = replace(vectors, matrix=vectors.matrix[:, :10])
    meanings = definitions(GRID, backend="lexical", threads=1)
    with pytest.raises(FiligraneError, match=r"definitions\.backend"):
        suggestions([], cut, narrow, meanings, GRID, [], **SETTINGS)


def read_sessions() -> tuple[list[Excerpt], list[CodingDecision]]:
    # In each of four sessions read, tired people are coded and gardeners are not; a fifth was not read.
    tired, garden = "Je suis fatiguée le soir après les dossiers.", "Mon jardin donne des tomates en août."
    cut = [excerpt(t, n, s) for s in ("E01", "E02", "E03", "E04", "E05") for n, t in enumerate([tired, garden] * 3)]
    read = [decided("read", "", -1, s) for s in ("E01", "E02", "E03", "E04")]
    return cut, read + [decided("add", "A3", e.turn, e.session) for e in cut if e.turn % 2 == 0 and e.session != "E05"]


def test_human_codings_teach_a_code() -> None:
    """Once enough is coded, like passages are suggested, with the human codings they are like."""
    cut, said = read_sessions()
    made = suggest(cut, *said)
    found = [s for s in made if s.excerpt.startswith("E05")]
    assert {s.excerpt.split(":")[1] for s in found} == {"0", "2", "4"}
    assert {(s.code, s.level) for s in found} == {("A3", "probable")}
    nearest = [e.excerpt for e in found[0].evidence if e.source == "learnt"]
    assert len(nearest) == 2
    assert all(not name.startswith("E05") for name in nearest)


def test_silence_is_no_answer_where_nobody_read() -> None:
    """Without a session marked read there are no negatives, and nothing is learnt."""
    cut, said = read_sessions()
    assert suggest(cut, *(d for d in said if d.decision != "read")) == []


def test_a_session_is_never_judged_by_a_model_that_saw_it() -> None:
    """Changing a session's own answers does not change what is predicted for it."""
    cut, _ = read_sessions()
    near = embeddings(cut, backend="lexical", threads=1).matrix.astype(float)
    material = Material([e.text for e in cut], near, [e.session for e in cut])
    answers = np.array([[int(e.turn % 2 == 0)] for e in cut])
    other = answers.copy()
    other[:6] = 1 - other[:6]
    one, two = (learn(material, a, least=2, folds=5)[:6] for a in (answers, other))
    assert np.array_equal(one, two)


def test_too_few_examples_teach_nothing() -> None:
    """Under the fewest examples a code is not learnt."""
    cut, _ = read_sessions()
    material = Material([e.text for e in cut], np.zeros((len(cut), 3)), [e.session for e in cut])
    answers = np.array([[int(i == 0)] for i in range(len(cut))])
    assert np.isnan(learn(material, answers, least=2, folds=3)).all()


def test_suggestions_start_at_one_half() -> None:
    """The score grows with the points and is one half where suggestions start."""
    assert score(-1) < score(0) == 0.5 < score(1)
