"""Excerpts: whole sentences of participants, the same whatever the pseudonyms."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.anchoring.anchors import Replacement, rewrite, words
from pipeline.language.sentences import last_words
from pipeline.model.contracts import AnonymisedTurn, Consent, Excerpt, Mask, Restriction, Role
from pipeline.stages.excerpts import excerpts, passages

SPOKEN = st.sampled_from(["Amina", "est", "venue", "hier", "l'écran", ".", ",", "M.", "Oui", "?", "[rires]", "trente"])


def turn(
    text: str, number: int = 0, *, role: Role = "participant", replaced: tuple[Replacement, ...] = (),
    consent: tuple[Restriction, ...] = (),
) -> AnonymisedTurn:
    new, anchors = rewrite(text, replaced)
    return AnonymisedTurn("E01", number, "Lou", role, None, None, new, consent, anchors, last_words(text))


def cut(*turns: AnonymisedTurn, max_words: int = 10, min_words: int = 3) -> list[Excerpt]:
    return excerpts(list(turns), max_words=max_words, min_words=min_words)


def test_a_short_turn_is_one_excerpt_with_the_question_before_it() -> None:
    """An excerpt quotes its turn and says what had been asked."""
    found = cut(turn("Et avant ?", role="interviewer"), turn("Ah, avant.", 1), turn("C'était bien.", 2))

    assert [(e.excerpt, e.text, e.question) for e in found] == [
        ("E01:1:w0-w3", "Ah, avant.", "Et avant ?"), ("E01:2:w0-w4", "C'était bien.", "Et avant ?"),
    ]


def test_a_long_turn_is_cut_at_the_ends_of_sentences() -> None:
    """Whole sentences are gathered as long as they fit; a crumb joins its neighbour."""
    said = turn("On ouvre à neuf heures. Les gens attendent déjà. Ils ont froid. Oui. Voilà ce que je vois le matin.")

    assert [e.text for e in cut(said, max_words=12)] == [
        "On ouvre à neuf heures. Les gens attendent déjà.",
        "Ils ont froid. Oui.",
        "Voilà ce que je vois le matin.",
    ]


def test_a_long_turn_without_punctuation_is_cut_by_count() -> None:
    """An automatic transcription has no full stop: even pieces, none lost."""
    found = passages(250, (249,), 60, 8)

    assert found == [(0, 49), (50, 99), (100, 149), (150, 199), (200, 249)]


def test_a_sentence_somewhat_too_long_stays_whole() -> None:
    """Half a sentence reads badly: one sentence may be up to twice the length of a passage."""
    assert passages(100, (99,), 60, 8) == [(0, 99)]


@pytest.mark.parametrize("text", ["[rires]", "(silence)", "…", "[rires] (elle sort).", ""])
def test_what_says_nothing_is_no_excerpt(text: str) -> None:
    """Notes of the transcriber and lone signs are not speech."""
    assert cut(turn(text)) == []


@pytest.mark.parametrize("text", ["Oui.", "[rires] Non.", "12"])
def test_one_word_is_enough(text: str) -> None:
    """A short answer is an answer."""
    assert [e.text for e in cut(turn(text))] == [text]


@pytest.mark.parametrize("role", ["interviewer", "editorial", "noise"])
def test_only_participants_are_cut(role: Role) -> None:
    """What the interviewer or the press says is never coded."""
    assert cut(turn("Bonjour à vous.", role=role)) == []


def test_a_pseudonym_between_brackets_is_no_note() -> None:
    """« [ville] » stands for a word that was said."""
    found = cut(turn("Stains.", replaced=(Replacement(0, 6, "[ville]"),)))

    assert [(e.text, e.masks) for e in found] == [("[ville].", (Mask(0, 7),))]


def test_masks_are_counted_from_the_start_of_the_excerpt() -> None:
    """What was replaced is marked in the excerpt's own characters; what is kept on purpose is not."""
    text = "On ouvre à neuf heures du matin. Amina vient. La CAF aussi, et même plus tôt."
    amina, caf = text.index("Amina"), text.index("CAF")
    found = cut(turn(text, replaced=(
        Replacement(amina, amina + 5, "Anne-Lise"), Replacement(caf, caf + 3, "", replaced=False),
    )))

    masks = [e.text[m.start : m.end] for e in found for m in e.masks]
    assert masks == ["Anne-Lise"]


@pytest.mark.parametrize("level", ["not_analysed", "erased"])
def test_a_passage_taken_away_is_no_excerpt(level: Consent) -> None:
    """Nobody codes what was withdrawn."""
    text = "Entre nous, ça va mal. Voilà."
    said = turn(text, replaced=(Replacement(0, 22, "[passage retiré]"),), consent=(Restriction(0, 6, level),))

    assert [(e.text, e.consent) for e in cut(said, max_words=5, min_words=1)] == [("Voilà.", "free")]


def test_the_strictest_consent_that_touches_an_excerpt_holds() -> None:
    """Two restrictions on one passage: the more protective one travels."""
    levels = (Restriction(0, 1, "unattributed"), Restriction(1, 1, "not_quotable"))

    assert [e.consent for e in cut(turn("Ça reste ici.", consent=levels))] == ["not_quotable"]


@settings(max_examples=80)
@given(st.lists(SPOKEN, min_size=1, max_size=60), st.lists(st.integers(0, 50), max_size=4), st.integers(3, 12))
def test_another_pseudonym_changes_no_cut(said: list[str], masked: list[int], max_words: int) -> None:
    """Ids hold whatever replaces a name, every text is a slice of its turn, and no spoken word is lost."""
    text = " ".join(said)
    places = [words(text)[i] for i in masked if i < len(words(text))]
    long_names = turn(text, replaced=tuple(Replacement(s, e, "l'agente du guichet. Oui") for s, e in places))
    kept = turn(text, replaced=tuple(Replacement(s, e, "", replaced=False) for s, e in places))
    found = cut(kept, max_words=max_words)

    assert {e.excerpt for e in found} <= {e.excerpt for e in cut(long_names, max_words=max_words)}
    assert all(long_names.text[e.start : e.end] == e.text for e in cut(long_names, max_words=max_words))
    assert _numbers(found) >= {i for i, w in enumerate(_source(text)) if w.isalnum() and w != "rires"}


def _source(text: str) -> list[str]:
    return [text[s:e] for s, e in words(text)]


def _numbers(found: list[Excerpt]) -> set[Any]:
    bounds = [e.excerpt.rsplit(":w", 1)[1].split("-w") for e in found]
    return {n for first, last in bounds for n in range(int(first), int(last) + 1)}
