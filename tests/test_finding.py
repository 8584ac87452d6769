"""A passage in an edited turn: found again where its words prove it, else left to a person."""

from __future__ import annotations

import pytest

from pipeline.anchoring.anchors import Place, Replacement, check, checks, quote, rewrite, words
from pipeline.anchoring.finding import find
from pipeline.model.contracts import AnonymisedTurn

Turns = dict[int, AnonymisedTurn]
BEFORE = "Alors Paul remplit le dossier avec les gens. Oui. Et Luc revient demain."


def said(*texts: str, **shown: str) -> Turns:
    """Read turns with names replaced."""
    return {n: _turn(n, text, shown) for n, text in enumerate(texts)}


def _turn(number: int, text: str, shown: dict[str, str]) -> AnonymisedTurn:
    hidden = [Replacement(s, e, shown[text[s:e]]) for s, e in words(text) if text[s:e] in shown]
    new, anchors = rewrite(text, hidden)
    return AnonymisedTurn("E01", number, "L", "participant", None, None, new, (), anchors, (), check(text, b"key"))


def again(then: Turns, now: Turns, place: Place) -> str | None:
    """Give what a coding put on ``place`` says after an edit."""
    found = find(now, place, quote(then, place), checks(then, place))
    return quote(now, found) if found else None


def test_words_that_move_in_their_turn_are_followed() -> None:
    """An edit before them changes their place, not them; an edit after them changes nothing."""
    then = said(BEFORE, Paul="Max", Luc="Zoé")
    for text in (f"Bon, {BEFORE}", f"{BEFORE} Voilà.", BEFORE.replace("Alors", "Donc voilà")):
        now = said(text, Paul="Max", Luc="Jean de la Tour")
        assert again(then, now, Place(0, 1, 0, 7)) == "Max remplit le dossier avec les gens"


def test_a_mask_inside_may_have_become_anything() -> None:
    """Names replaced otherwise while the turn is edited."""
    then = said("Moi j'ai vu Paul hier avec Luc au guichet.", Paul="Max", Luc="Zoé")
    now = said("Euh, moi j'ai vu Paul hier avec Luc au guichet.", Paul="le voisin du dessus", Luc="X")

    assert again(then, now, Place(0, 1, 0, 9)) == "j'ai vu le voisin du dessus hier avec X au"


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place(0, 9, 0, 9), {"Paul": "Max", "Luc": "Zoé"}),  # « Oui »: one word proves nothing
        (Place(0, 11, 0, 13), {"Paul": "Max", "Luc": "Zoé"}),  # « Et Zoé revient »: two plain words
        (Place(0, 1, 0, 7), {"Paul": "[un collègue]", "Luc": "[un collègue]"}),  # begins with what may be anybody
        (Place(0, 1, 0, 7), {"Paul": "Max Le Goff", "Luc": "Zoé"}),
    ],
)
def test_a_doubt_is_left_to_a_person(place: Place, shown: dict[str, str]) -> None:
    """Too few words, an end that may be anybody's, a pseudonym that changed at an end: an orphan."""
    then = said(BEFORE, **shown)
    now = said(f"Bon, {BEFORE}", **(shown | ({"Paul": "Max"} if shown["Paul"] == "Max Le Goff" else {})))

    assert again(then, now, place) is None


def test_words_edited_inside_are_an_orphan() -> None:
    """What was coded is not what stands there now."""
    then = said(BEFORE, Paul="Max", Luc="Zoé")
    for text in (BEFORE.replace("le dossier", "le gros dossier"), BEFORE.replace("le dossier", "le formulaire")):
        assert again(then, said(text, Paul="Max", Luc="Zoé"), Place(0, 1, 0, 7)) is None


def test_a_passage_over_turns_keeps_its_turns() -> None:
    """It goes from one turn into the next, and neither gives words to the other."""
    then = said("Bon, je remplis le dossier", "et puis je le rends aux gens. Voilà.")
    now = said("Hein ?", "Bon, alors je remplis le dossier", "et puis je le rends aux gens. Voilà, oui.")
    joined = said("Bon, alors je remplis le dossier et puis je le", "rends aux gens. Voilà.")

    assert again(then, now, Place(0, 2, 1, 6)) == "je remplis le dossier\net puis je le rends aux gens"
    assert again(then, joined, Place(0, 2, 1, 6)) is None


def test_the_same_words_twice_are_an_orphan() -> None:
    """Which of the two was coded cannot be told any more; elsewhere in the session they do not matter."""
    then = said("je remplis le dossier. Oui.", "Ah.")
    twice = said("je remplis le dossier. Oui, je remplis le dossier.", "Ah.")
    elsewhere = said("Bon, je remplis le dossier. Oui.", "Ah, je remplis le dossier.")

    assert again(then, twice, Place(0, 0, 0, 3)) is None
    assert again(then, elsewhere, Place(0, 0, 0, 3)) == "je remplis le dossier"
