"""Codes are proposed with their reasons, and a person's « no » is heard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from pipeline.anchoring.anchors import words
from pipeline.anchoring.decisions import CodingDecision
from pipeline.anchoring.word_places import excerpt_id
from pipeline.codebook.fired_markers import around
from pipeline.codebook.grid import Code, Codebook, Family, Marker
from pipeline.coding.suggest.described_rows import DescribedRows, Describer, HeldRows
from pipeline.coding.suggest.excerpt_features import ExcerptFeatures, Level, excerpt_features
from pipeline.coding.suggest.learnt_scores import learn
from pipeline.coding.suggest.model import gather_training, propose, restricted
from pipeline.coding.suggest.signals import sentences
from pipeline.coding.suggest.thresholds import JudgedExcerpts, borders, sure_borders, weigh
from pipeline.model.conform import conform
from pipeline.model.contracts import AnonymisedTurn, Excerpt, Mask, Suggestion
from pipeline.model.decision_rows import CodingVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.stages.cross_validation import some_sessions
from pipeline.stages.definitions import definitions
from pipeline.stages.embeddings import embeddings
from pipeline.stages.suggestions import suggestions

SETTINGS: dict[str, Any] = Study(Path(__file__).parent.parent).params("suggestions")
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


def decided(said: CodingVerb, code: str = "A3", number: int = 0, session: str = "E01") -> CodingDecision:
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
    made, scores = suggestions(turns, cut, vectors, vectors, meanings, grid, decisions, **SETTINGS)
    assert scores.matrix.shape == (len(scores.excerpts), len(grid.codes))
    return conform("suggestions", made)


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
    refusal = decided(CodingVerb.REFUSE)
    assert suggest([excerpt(HURRIED)], refusal) == []
    redefined = replace(GRID, codes=(replace(GRID.codes[0], version="v2"), GRID.codes[1]))
    assert [s.code for s in suggest([excerpt(HURRIED)], refusal, grid=redefined)] == ["A3"]


def test_a_refusal_under_an_old_name_holds() -> None:
    """A code that was renamed keeps its refusals."""
    renamed = replace(GRID, aliases={"OLD": "A3"})
    assert suggest([excerpt(HURRIED)], decided(CodingVerb.REFUSE, "OLD"), grid=renamed) == []


def test_a_refusal_elsewhere_changes_nothing() -> None:
    """Another passage, another code: the suggestion stays."""
    assert len(suggest([excerpt(HURRIED)], decided(CodingVerb.REFUSE, number=1), decided(CodingVerb.REFUSE, "C4"))) == 1


def test_a_faint_marker_alone_is_not_enough() -> None:
    """Far from any anchor a faint marker needs another reason; near one it suffices."""
    assert suggest([excerpt("On bricole.")]) == []
    assert [s.code for s in suggest([excerpt("On bricole en ligne.")])] == ["C4"]


def test_what_the_interviewer_says_changes_no_suggestion() -> None:
    """A question may hold the very words of an anchor: only participants' words are reasons."""
    assert suggest([excerpt("On bricole.", question="Et en ligne ?")]) == []


def test_an_excerpt_in_the_middle_of_a_turn_has_its_neighbours_for_context() -> None:
    """Anchors are looked for in the sentences just before and after, in the same turn."""
    text = "Un. Deux. Trois. Quatre."
    middle = excerpt("Trois.", start=10, end=16, question="Alors ?")
    assert (around(middle, text).before, around(middle, text).after) == ("Deux.", "Quatre.")
    assert around(replace(middle, start=0), text).before == ""


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
        suggestions([], cut, narrow, vectors, meanings, GRID, [], **SETTINGS)


WEARY, HURRIED_TOO = "Je suis fatiguée le soir après les dossiers.", "Je n'ai pas le temps, fatiguée le soir."


def read_sessions(tired: str = WEARY) -> tuple[list[Excerpt], list[CodingDecision]]:
    # In each of four sessions read, tired people are coded and gardeners are not; a fifth was not read.
    garden = "Mon jardin donne des tomates en août."
    cut = [excerpt(t, n, s) for s in ("E01", "E02", "E03", "E04", "E05") for n, t in enumerate([tired, garden] * 3)]
    read = [decided(CodingVerb.READ, "", -1, s) for s in ("E01", "E02", "E03", "E04")]
    coded = [e for e in cut if e.turn % 2 == 0 and e.session != "E05"]
    return cut, read + [decided(CodingVerb.ADD, "A3", e.turn, e.session) for e in coded]


def test_human_codings_teach_a_code() -> None:
    """Once enough is coded, like passages are suggested, with the human codings they are like."""
    cut, said = read_sessions(WEARY)
    made = suggest(cut, *said)
    found = [s for s in made if s.excerpt.startswith("E05")]
    assert {s.excerpt.split(":")[1] for s in found} == {"0", "2", "4"}
    assert {(s.code, s.level) for s in found} == {("A3", "to_check")}
    nearest = [e.excerpt for e in found[0].evidence if e.source == "learnt"]
    assert len(nearest) == 2
    assert all(not name.startswith("E05") for name in nearest)


def test_probable_takes_a_marker_and_proof() -> None:
    """Resemblance alone is to be checked; where a marker fires too, and was right in what was read, it is probable."""
    cut, said = read_sessions(HURRIED_TOO)
    assert {s.level for s in suggest(cut, *said) if s.excerpt.startswith("E05")} == {"probable"}
    assert {s.level for s in suggest(cut)} == {"to_check"}


def test_silence_is_no_answer_where_nobody_read() -> None:
    """Without a session marked read there are no negatives, and nothing is learnt."""
    cut, said = read_sessions()
    assert suggest(cut, *(d for d in said if d.decision != "read")) == []


def known(cut: list[Excerpt], said: list[CodingDecision]) -> tuple[ExcerptFeatures, Any]:
    turns = [turn(e.text, e.turn, e.session) for e in cut]
    vectors, meanings = (embeddings(cut, backend="lexical", threads=1), definitions(GRID, backend="lexical", threads=1))
    made = excerpt_features(cut, turns, (vectors, vectors), meanings, GRID)
    return made, gather_training(made, [quoted(d, turns) for d in said], turns, GRID)


def test_a_session_is_never_judged_by_a_model_that_saw_it() -> None:
    """Coding a session otherwise changes nothing of what is proposed for it: weights, borders and levels included."""
    cut, said = read_sessions()
    other = [replace(d, turn=d.turn + 1) if d.session == "E01" and d.decision == "add" else d for d in said]
    settings = SETTINGS | {"learning": SETTINGS["learning"] | {"folds": 4}}
    one, two = (propose(*known(cut, s), **settings) for s in (said, other))
    mine = np.array([e.session == "E01" for e in sorted(cut, key=lambda e: e.excerpt)])
    assert np.array_equal(one.points[mine], two.points[mine])
    assert np.array_equal(one.probable[mine], two.probable[mine])
    assert not np.array_equal(one.points[~mine], two.points[~mine])


def test_forgetting_all_sessions_is_a_start_from_nothing() -> None:
    """As if nobody had read anything: nothing is learnt, and nothing can be called probable."""
    cut, said = read_sessions()
    at, given = known(cut, said)
    nothing = propose(at, restricted(at, given, []), **SETTINGS)
    assert np.array_equal(nothing.points, propose(*known(cut, []), **SETTINGS).points)
    assert not nothing.probable.any()


def test_too_few_examples_teach_nothing() -> None:
    """Under the fewest examples a code is not learnt."""
    cut, said = read_sessions()
    few = [d for d in said if d.decision == "read"] + [d for d in said if d.decision == "add"][:2]
    assert not propose(*known(cut, few), **SETTINGS).learnt.any()


def test_a_model_forgets_rows_as_if_it_had_never_seen_them() -> None:
    """To take rows out of what was learnt gives the weights of a model learnt without them."""
    generator = np.random.default_rng(0)
    features, answers = csr_matrix(generator.normal(size=(40, 7))), generator.integers(0, 2, (40, 3))
    held = np.arange(40) < 15
    products = (features @ features.T).toarray()
    whole = learn(features, products, answers, 2.0)
    one = whole.without(held).judge(features[held])
    others = learn(features[~held], products[np.ix_(~held, ~held)], answers[~held], 2.0)
    two = others.without(np.zeros(25, dtype=bool)).judge(features[held])
    assert np.allclose(one, two, atol=1e-10)
    assert np.allclose(whole.afresh(held), two, atol=1e-10)


def test_products_made_once_are_those_of_each_model_alone() -> None:
    """Some rows taken from the products of many: to the last bit what they are when made for them alone."""
    generator = np.random.default_rng(1)
    dense = generator.normal(size=(900, 30)) * (generator.random((900, 30)) < 0.4)
    level = Level(csr_matrix(dense[:880]), np.arange(880), csr_matrix(dense[880:]))
    kept = level.keeping(np.arange(0, 880, 2), 440)
    some = np.arange(0, 880, 6)
    alone, among = level.products(some), kept.products(some)
    assert np.array_equal(np.tril(alone), np.tril(among))
    assert np.allclose(np.tril(alone), np.tril(level.learnt_from(some) @ level.learnt_from(some).T.toarray()))


def test_weights_stay_as_believed_until_much_is_known() -> None:
    """With no answer the weights are those given beforehand; with many, those that fit them (checked on sklearn's)."""
    generator = np.random.default_rng(0)
    said = np.column_stack([generator.normal(size=4000), np.ones(4000)])
    answers = (generator.random(4000) < 1 / (1 + np.exp(-2 * said[:, 0] + 1))).astype(int)
    before = np.array([0.5, 0.0])
    assert np.array_equal(weigh(said[:0], answers[:0], before, 10.0), before)
    fitted = LogisticRegression(C=1e6, fit_intercept=False, tol=1e-8).fit(said, answers).coef_[0]
    assert np.allclose(weigh(said, answers, before, 1e-3), fitted, atol=1e-3)


def judged(points: list[float], answers: list[int]) -> JudgedExcerpts:
    rows = np.zeros(len(points), dtype=bool)
    return JudgedExcerpts(np.array([points]).T, np.array([answers]).T, np.arange(len(points)), rows, ~rows)


def test_a_code_is_suggested_from_where_it_was_right_best() -> None:
    """The border is halfway between what was worth suggesting and the next."""
    at = judged([3.0, 2.0, 0.0, -1.0], [1, 1, 0, 0])
    assert borders(replace(at, rows=at.seen), SETTINGS["learning"] | {"few": 0.0, "few_in_all": 0.0}) == [1.0]


def test_probable_is_what_was_right_eight_times_in_ten() -> None:
    """Where suggestions were wrong too often, or nothing was read, none is probable."""
    right = judged([3.0] * 40, [1] * 36 + [0] * 4)
    wrong = judged([3.0] * 40, [1] * 20 + [0] * 20)
    assert sure_borders(right, SETTINGS["levels"]) == [3.0]
    assert np.isinf(sure_borders(wrong, SETTINGS["levels"])).all()
    assert np.isinf(sure_borders(replace(right, seen=right.rows), SETTINGS["levels"])).all()


def test_sentences_of_an_excerpt_are_passages_of_their_own() -> None:
    """Each sentence keeps its place in the turn, its id in source words, and the masks that fall in it."""
    text = "Un mot. Deux mots."
    of = replace(turn(text), sentences=(2, 5))
    parts = [part for _, part in sentences([excerpt(text, masks=(Mask(3, 6), Mask(8, 12)))], [of])]
    assert [(p.excerpt, p.text, p.masks) for p in parts] == [
        ("E01:0:w0-w2", "Un mot.", (Mask(3, 6),)), ("E01:0:w3-w5", "Deux mots.", (Mask(0, 4),)),
    ]


def test_rows_made_in_parts_are_those_made_together() -> None:
    """Whatever is asked for together, and whether some were held: to the last bit."""
    texts = ["On manque de temps.", "Le temps passe, on manque de lits.", "Rien.", "Le temps, toujours le temps."]
    cut = [Excerpt(f"E01:{n}:w0-w3", "E01", n, 0, len(t), "P1", t, "", "free", ()) for n, t in enumerate(texts)]
    vectors = np.arange(8.0).reshape(4, 2)
    rows = DescribedRows(Describer(texts), cut, (vectors.__getitem__,))
    every = np.arange(4)
    whole = rows[every].toarray()
    assert np.array_equal(whole, np.vstack([rows[every[:1]].toarray(), rows[every[1:]].toarray()]))
    held = HeldRows.of(rows, every[1:3])
    assert (held.hold(every[1:2]), held.hold(every)) == (True, False)
    assert np.array_equal(held[every[1:3]].toarray(), whole[1:3])
    assert np.array_equal(held[every].toarray(), whole)


def test_texts_are_described_as_sklearn_describes_them() -> None:
    """Counted text by text, words weigh what they weigh when all texts are counted at once."""
    texts = ["On manque de temps.", "Le temps passe, on manque de lits.", "Le temps, toujours le temps."]
    known = TfidfVectorizer(sublinear_tf=True, strip_accents="unicode", ngram_range=(1, 2), min_df=2)
    expected = known.fit_transform(texts).toarray()
    assert np.allclose(Describer(texts).describe(texts).toarray()[:, : expected.shape[1]], expected)


def test_sessions_that_nobody_read_are_a_few_evenly_spread() -> None:
    """Those read are all kept; the others make up the number that is wanted, when they can."""
    every = [f"E{n:02}" for n in range(20)]
    kept = some_sessions(every, ["E03"], 5)
    assert ("E03" in kept, "E00" in kept, "E19" in kept, len(kept)) == (True, True, True, 5)
    assert some_sessions(every, every[:7], 5) == frozenset(every[:7])
    assert some_sessions(every[:3], ["E03"], 50) == frozenset(every[:4])
