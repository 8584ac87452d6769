"""Requests of speakers are proposed: what asks for something is found, what only sounds like it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.contracts import Consent, Restriction, Role, Turn
from pipeline.pseudonymise.consent import ConsentRequest, asked, undecided


def turn(number: int, text: str, role: Role = "participant") -> Turn:
    return Turn("E01", number, "L", role, None, None, text, "")


@pytest.mark.parametrize(("said", "level"), [
    ("Ça, vous l'effacerez.", "erased"),
    ("Vous effacerez… enfin, effacez ça, s'il vous plaît.", "erased"),
    ("Supprimez ce passage.", "erased"),
    ("Cette histoire, il faudra l'enlever.", "erased"),
    ("Mais ne le citez pas.", "not_quotable"),
    ("Citez surtout pas ça.", "not_quotable"),
    ("N'écrivez pas ça, hein.", "not_quotable"),
    ("Ça, vous le notez pas.", "not_quotable"),
    ("Ça reste entre nous, d'accord ?", "not_quotable"),
    ("Que ça ne sorte pas d'ici. Ça ne sort pas d'ici.", "not_quotable"),
    ("Gardez ça pour vous.", "not_quotable"),
    ("Coupez deux secondes.", "not_quotable"),
    ("Vous pouvez couper l'enregistrement ?", "not_quotable"),
    ("Je vous le dis en off.", "not_quotable"),
    ("Ne mettez pas mon nom.", "unattributed"),
    ("Je veux bien, mais sans citer mon nom.", "unattributed"),
    ("Je préfère que ce ne soit pas sous mon nom.", "unattributed"),
    ("Je voudrais pas qu'on me reconnaisse.", "unattributed"),
    ("Dites pas que c'est moi.", "unattributed"),
    ("On est entre nous, là.", "unattributed"),
])
def test_what_asks_for_something_is_found(said: str, level: Consent) -> None:
    """The turn is proposed at the level that its words ask for."""
    assert [a.level for a in asked([turn(0, said)])] == [level]


@pytest.mark.parametrize("said", [
    "Elle m'a dit : ne le citez pas.",
    "Il disait toujours coupez le micro avant la réunion.",
    "Je leur dis : n'écrivez pas ça dans la case.",
    "Coupez le pain en tranches.",
    "Ils ont coupé l'électricité deux secondes.",
    "On efface tout le soir, c'est le logiciel.",
    "C'est confidentiel, le dossier social.",
    "Elle avait mis mon nom sur la liste.",
    "Le code ne sort pas de la boîte.",
    "Entre nous et la préfecture il y a six cents mètres.",
    "On se dit les choses.",
    "Ne le mettez pas en difficulté, ce monsieur.",
])
def test_what_only_sounds_like_it_is_not(said: str) -> None:
    """Others' words, other cuts, other names ask for nothing."""
    assert asked([turn(0, said)]) == []


def test_a_passage_still_to_come_runs_until_they_say_so() -> None:
    """« Ce que je vais dire… » holds the turns that follow, until « on reprend »."""
    turns = [turn(0, "Ce que je vais dire, ne le citez pas."), turn(1, "Bien.", "interviewer"), turn(2, "Il a dormi."),
             turn(3, "Voilà, on reprend."), turn(4, "Oui.")]
    assert asked(turns) == [ConsentRequest("E01", 0, 7, 9, 0, 3, "not_quotable")]


def test_an_interviewer_promises_about_the_turn_before() -> None:
    """A promise counts, a question does not."""
    said = [turn(0, "Voilà toute l'histoire."), turn(1, "Je ne le citerai pas.", "interviewer")]
    assert [(a.first_turn, a.last_turn) for a in asked(said)] == [(0, 0)]
    assert asked([turn(0, "Oui."), turn(1, "Je le citerai pas ?", "interviewer")]) == []


def test_what_is_decided_is_proposed_no_more() -> None:
    """A proposal that touches a passage on which someone decided is done with."""
    found = asked([turn(0, "Ne le citez pas.")])
    assert undecided(found, {("E01", 0): [Restriction(0, 4, "not_quotable")]}) == []
    assert undecided(found, {}) == found


def test_the_passages_of_the_demonstration_are_found() -> None:
    """Of the corpus, E06 23 to 27 and 66 to 68, E05 38 and G02 83 are proposed (markers were not made for them)."""
    from pipeline.ingest.readers.registry import transcripts  # noqa: PLC0415 - reads Word files
    from pipeline.model.study import Study  # noqa: PLC0415 - the same
    from pipeline.stages.turns import turns as cut  # noqa: PLC0415 - the same

    study = Study(Path(__file__).parent.parent)
    read = transcripts(study)
    settings = study.params("turns")
    found = {
        (a.session, a.first_turn, a.last_turn)
        for session in ("E05", "E06", "G02") for a in asked(cut(read[session].load(), [], **settings))
    }
    assert {("E06", 23, 27), ("E06", 66, 68), ("E05", 38, 38), ("G02", 83, 83)} <= found
