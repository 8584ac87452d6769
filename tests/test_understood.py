"""Who speaks in a transcript, what settled it, what is left to confirm, and what people decide of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import RoleDecision
from pipeline.cli import main
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.reception.import_report import twice
from pipeline.ingest.session import Paragraph, Person, ReadTranscript, Session, Transcript
from pipeline.ingest.speech.cutting import Cutting
from pipeline.ingest.speech.understood import Understood, understood
from pipeline.model import decision_writer
from pipeline.model.study import Study

SETTINGS: dict[str, Any] = {
    "label_recurrence": 2, "question_length": 200, "question_share": 0.5, "pause_ms": 2000, "open_answers": {},
}
SAID = (
    "ENQ : Vous êtes là depuis quand ?", "MARTHE : En 2009.", "ENQ : Et avant ?", "MARTHE : Serveuse.",
    "MARI : Elle exagère.", "ENQ : Et vous ?", "MARTHE : Voilà.",
)


def read(*said: str, people: tuple[Person, ...] = (), decided: tuple[RoleDecision, ...] = ()) -> Understood:
    paragraphs = tuple(Paragraph(text, f"paragraphe {n}") for n, text in enumerate(said, 1))
    session = Session("E01", "E01.txt", "entretien", "", "", people, ())
    reading = ReadTranscript(paragraphs, (), characters(*said), "texte (.txt)")
    return understood(Transcript(session, reading), decided, Cutting(**SETTINGS))


def doubts(found: Understood) -> dict[str, str]:
    return {d.kind: d.about for d in found.doubts}


def test_each_voice_is_told_with_its_turns_role_and_samples() -> None:
    """Turns, words, what settled the role, and three turns to know the voice by."""
    asking, marthe, husband = read(*SAID).voices

    assert (asking.label, asking.role, asking.because, asking.turns, asking.words) == (
        "ENQ", "interviewer", "label", 3, 9,
    )
    assert [s.text for s in marthe.samples] == ["En 2009.", "Serveuse.", "Voilà."]
    assert (husband.label, husband.once) == ("MARI", True)


def test_a_voice_met_once_is_to_be_confirmed_until_somebody_says() -> None:
    """A doubt that a person settled is one no more."""
    settled = read(*SAID, decided=(decision_writer.role_of("E01", "MARI", "participant"),))

    assert doubts(read(*SAID)) == {"once": "MARI"}
    assert not settled.to_confirm


def test_words_that_a_person_says_are_no_label_go_on() -> None:
    """« MARI : » was Marthe's own words: the turn before takes them, uncut."""
    found = read(*SAID, decided=(decision_writer.not_a_label("E01", "MARI"),))

    assert [v.label for v in found.voices] == ["ENQ", "MARTHE"]
    assert found.turns[3].text == "Serveuse.\nMARI : Elle exagère."


def test_a_label_that_was_rejected_is_listed_and_may_be_accepted() -> None:
    """What opens lines and was not accepted is told; a person may accept it."""
    said = (*SAID[:4], "Kermoal : moi aussi.", *SAID[5:])
    accepted = read(*said, decided=(decision_writer.role_of("E01", "Kermoal", "participant"),))

    assert [(u.label, u.times, u.place) for u in read(*said).rejected] == [("Kermoal", 1, "paragraphe 5")]
    assert [v.label for v in accepted.voices] == ["ENQ", "MARTHE", "Kermoal"]


def test_turns_are_given_one_by_one() -> None:
    """A turn given to somebody is theirs, no other turn moves, and it is found again after an edit before it."""
    before = read(*SAID)
    given = tuple(decision_writer.turns_assigned("E01", [before.turns[4]], "Sa sœur"))
    after = read(*SAID, decided=given)
    edited = read("Entretien du 3 mai", *SAID, decided=given)

    assert [t.speaker for t in after.turns] == ["ENQ", "MARTHE", "ENQ", "MARTHE", "Sa sœur", "ENQ", "MARTHE"]
    assert [t.text for t in after.turns] == [t.text for t in before.turns]
    assert next(t.text for t in edited.turns if t.speaker == "Sa sœur") == "Elle exagère."


def test_a_turn_that_is_not_found_again_is_told() -> None:
    """A decision about words that are gone is no one's: the report says so."""
    given = tuple(decision_writer.turns_assigned("E01", [read(*SAID).turns[4]], "Sa sœur"))

    assert doubts(read(*SAID[:4], decided=given))["lost_assignment"] == "Sa sœur"


def test_an_interview_in_which_nobody_answers_is_asked_about() -> None:
    """One who asks, and nobody else: it is said, and never taken for a notebook."""
    found = read("ENQ : Vous êtes là ?", "ENQ : Et maintenant ?", "ENQ : Bon.")

    assert doubts(found)["nobody_answers"] == "ENQ"
    assert found.to_confirm


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (("ENQ : Et ?", "R : " + "mot " * 1200, "ENQ : Ah ?", "R : Oui."), "long_turn"),
        (("ENQ : Et ?", "R : à 12:30, puis 12:45, puis 13:10.", "ENQ : Ah ?", "R : Oui."), "times_left"),
        (("1. Vous êtes là ?", "Oui.", "2. Et avant ?", "Rien."), "numbers"),
        (("– Ah ?", "– Oui.") * 4, "alternation"),
        (("Vous êtes là depuis quand ?", "Depuis 2009.", "Et avant ?", "Rien."), "article"),
    ],
)
def test_what_is_unsure_is_said(said: tuple[str, ...], kind: str) -> None:
    """Long turns, times left in the words, and readings that rest on a form alone are told."""
    assert kind in doubts(read(*said))


def test_declared_people_who_say_nothing_are_told() -> None:
    """Somebody of the metadata without a turn has perhaps another label."""
    found = read(*SAID, people=(Person("MARTHE", ""), Person("YVES", "Yves Le Bras")))

    assert doubts(found)["declared_silent"] == "YVES"


def test_every_doubt_is_a_sentence() -> None:
    """Each says in French what it is about."""
    said = [d.sentence for d in read(*SAID).doubts]

    assert said == ["« MARI » ne parle qu'une fois (paragraphe 5 : « Elle exagère. ») : à confirmer."]


def test_a_heading_says_who_the_initials_are() -> None:
    """« Enquêtrice : Clotilde Vasseur » is nobody's speech, and makes CV ask."""
    found = read(
        "Enquêtrice : Clotilde Vasseur", "Enquêté : Hervé Dantec, 54 ans", "CV : Bonjour.", "HD : Bonjour.",
        "CV : Racontez.", "HD : Voilà.",
    )

    assert [(v.label, v.role, v.because) for v in found.voices] == [
        ("", "editorial", None), ("CV", "interviewer", "heading"), ("HD", "participant", "heading"),
    ]


def test_the_same_interview_twice_is_found() -> None:
    """A copy under another name says the same words; another interview does not."""
    said = " ".join(f"je suis arrivée le {n} mars et il pleuvait" for n in range(40))
    other = " ".join(f"on a fermé la boutique en {n} sans rien dire" for n in range(40))

    assert [(t.session, t.other) for t in twice({"a": said, "b": said + " voilà", "c": other})] == [("a", "b")]


def test_the_command_says_all_that_a_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name, no label, turns: each is a line of decisions; turns that do not exist are refused."""
    assert main(["new", str(tmp_path / "enquete"), "--demarche", "grille", "--titre", "Essai"]) == 0
    monkeypatch.chdir(tmp_path / "enquete")
    Path("transcripts/E01.txt").write_text("\n".join(SAID), "utf-8")

    assert main(["role", "E01", "MARTHE", "--rename", "La mère", "--by", "ana"]) == 0
    assert main(["role", "E01", "MARI", "--no-label", "--by", "ana"]) == 0
    assert main(["role", "E01", "--turns", "1,3", "--is", "La sœur", "--by", "ana"]) == 0
    assert main(["role", "E01", "--turns", "90", "--is", "La sœur", "--by", "ana"]) == 1
    assert [(d.turn, d.label, d.role, d.same_as, bool(d.check)) for d in decisions.roles(Study())] == [
        (-1, "MARTHE", "", "La mère", False), (-1, "MARI", "none", "", False),
        (1, "La mère", "", "La sœur", True), (3, "La mère", "", "La sœur", True),
    ]
