"""Sentences of interviews are known again by keyed marks, wherever files, turns and words around them went."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.anchoring import anchors
from pipeline.anchoring.interview_alignment import moves, parsed, written
from pipeline.anchoring.interview_fingerprint import Fingerprint, fingerprint
from pipeline.anchoring.interview_fingerprint import parsed as read_fingerprint

KEY = b"a key for tests"
WORDS = "dossier guichet usager réunion écran accueil logement budget école courrier couloir bureau carnet".split()


def interview(name: str, turns: int = 8) -> list[str]:
    chance = random.Random(name)  # noqa: S311 - made up, and the same at every run
    said: list[str] = []
    for number in range(turns):
        said.append(f"Question {number % 3} que l'on pose à tous ?")
        said.append(" ".join(_sentence(chance) for _ in range(3)) if number % 4 else "Oui.")
    return said


def _sentence(chance: random.Random) -> str:
    return f"Chez nous {' '.join(chance.choice(WORDS) for _ in range(6))} et voilà."


def taken(said: dict[str, list[str]]) -> dict[str, Fingerprint]:
    return {name: fingerprint(texts, KEY) for name, texts in said.items()}


def words_of(texts: list[str], print_: Fingerprint, number: int) -> list[str]:
    s = print_.sentences[number]
    return anchors.split(texts[s.turn])[s.first_word : s.first_word + s.words]


@pytest.mark.parametrize("text", [
    "Oui.", "", "Sans ponctuation " * 40, "« C'est ça… » Et puis ? Non !", "D’accord, l’école\u00a0!",
])
def test_sentences_cover_every_word_once(text: str) -> None:
    """The words of a turn are those of its sentences, in order; what is written is read back."""
    print_ = fingerprint([text, "Fin."], KEY)

    assert sum(s.words for s in print_.sentences if s.turn == 0) == len(anchors.split(text))
    assert read_fingerprint(print_.written()) == print_


def test_a_mark_leaves_case_accents_quotes_and_spaces_aside() -> None:
    """A word processor that makes quotes curly and spaces fixed changes no mark."""
    typed, made = (fingerprint([t], KEY) for t in ("C'est l'école, là ?", "C’est l’ECOLE, la\u00a0?"))

    assert typed.marks == made.marks
    assert typed.checks != made.checks


def test_without_the_key_marks_are_others() -> None:
    """Nobody without the secret can try words against them."""
    assert fingerprint(["Oui."], KEY).marks != fingerprint(["Oui."], b"another key").marks


def test_an_interview_that_only_asks_the_same_questions_is_another() -> None:
    """What the guide makes everyone say proves nothing."""
    before, after = taken({"A": interview("a"), "B": interview("b")}), taken({"B": interview("b"), "C": interview("c")})

    assert moves(before, after) == {"A": ()}


def test_two_that_exchange_their_names_are_followed() -> None:
    """Content tells, not the name."""
    a, b = interview("a"), interview("b")
    found = moves(taken({"A": a, "B": b}), taken({"A": b, "B": a}))

    assert {s.session for s in found["A"]} == {"B"}
    assert {s.session for s in found["B"]} == {"A"}


def test_one_of_two_copies_goes() -> None:
    """What was decided of the copy goes to the one that stays."""
    before = taken({"A": interview("a"), "Copie": interview("a")})

    assert {s.session for s in moves(before, taken({"A": interview("a")}))["Copie"]} == {"A"}


@settings(max_examples=60)
@given(st.randoms(use_true_random=False))
def test_no_sentence_is_ever_held_for_another(chance: random.Random) -> None:
    """Whatever is cut, joined, added, dropped or mended, an exact move leads to the very same words."""
    said = {name: interview(name) for name in "abc"}
    now = _changed({name: list(texts) for name, texts in said.items()}, chance)
    before, after = taken(said), taken(now)

    for old, stretches in moves(before, after).items():
        for s in parsed(written(stretches)):
            for n in range(s.first, s.last + 1):
                was = words_of(said[old], before[old], n)
                is_ = words_of(now[s.session], after[s.session], s.to + n - s.first)
                assert not s.exact or was == is_


def _changed(now: dict[str, list[str]], chance: random.Random) -> dict[str, list[str]]:
    for _ in range(chance.randint(1, 5)):
        name = chance.choice(sorted(now))
        texts = now[name]
        at = chance.randrange(len(texts)) if texts else 0
        what = chance.choice(["add", "drop", "mend", "split", "join", "rename"])
        if what == "add":
            texts.insert(at, chance.choice(["Oui.", "Voilà, c'est tout.", _sentence(chance)]))
        elif what == "drop" and texts:
            texts.pop(at)
        elif what == "mend" and texts:
            texts[at] = texts[at].replace("nous", "nouz", 1) + chance.choice(["", " Enfin."])
        elif what == "split":
            now[name], now[f"{name}2"] = texts[:at], texts[at:]
        elif what == "join" and len(now) > 1:
            other = chance.choice(sorted(set(now) - {name}))
            now[name] = texts + now.pop(other)
        elif what == "rename":
            now[f"{name}x"] = now.pop(name)
    return now
