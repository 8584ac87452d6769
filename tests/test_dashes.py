"""Dialogues told by dashes: a dash says that another speaks, and who it is only between two."""

from __future__ import annotations

from typing import Any

from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.reception.import_report import report
from pipeline.ingest.session import Paragraph, ReadTranscript, Session, Transcript
from pipeline.ingest.speech.cutting import Cutting
from pipeline.model.contracts import Turn
from pipeline.stages.turns import turns

SETTINGS: dict[str, Any] = {
    "label_recurrence": 2, "question_length": 200, "question_share": 0.5, "pause_ms": 2000, "open_answers": {},
}


def transcript(*said: str) -> Transcript:
    paragraphs = tuple(Paragraph(text, f"paragraphe {n}") for n, text in enumerate(said, 1))
    read = ReadTranscript(paragraphs, (), characters(*said), "essai")
    return Transcript(Session("E01", "E01.odt", "entretien", "", "", (), ()), read)


def cut(*said: str) -> list[Turn]:
    return turns(transcript(*said), (), **SETTINGS)


LABELLED = ("- Lia: bonjour.", "Voilà.", "- Omar : merci.", "- Oui ?", "- Lia : non.", "- D'accord.", "- Omar: bien.")


def test_a_label_after_a_dash_is_a_label() -> None:
    """The dash and the label are taken off the words; a paragraph without dash goes on."""
    assert [(t.speaker, t.text) for t in cut(*LABELLED)][:2] == [("Lia", "bonjour.\nVoilà."), ("Omar", "merci.")]


def test_between_two_a_dash_gives_the_floor_to_the_other() -> None:
    """With two voices known, a dash without label is the other's."""
    assert [t.speaker for t in cut(*LABELLED)] == ["Lia", "Omar", "Lia", "Lia", "Omar", "Omar"]


def test_among_three_a_dash_gives_it_to_nobody() -> None:
    """With more voices nothing tells whose a dash is: it is read as an unknown voice."""
    found = cut(*LABELLED, "- Zoé : moi aussi.", "- Ah.", "- Zoé : oui.")

    assert [t.speaker for t in found if t.text in {"Oui ?", "Ah."}] == ["", ""]


def test_a_dialogue_without_labels_has_two_voices() -> None:
    """Dashes alone make two voices in turn."""
    assert [t.speaker for t in cut(*["– Bonjour.", "– Oui."] * 3)] == ["Voix 1", "Voix 2"] * 3


def test_what_is_alternated_is_told() -> None:
    """The report says how many turns nothing but a dash attributes, and every character is somewhere."""
    told = report(transcript(*LABELLED), (), Cutting(**SETTINGS))

    assert (told.alternated, told.lost) == (2, 0)


def test_a_list_in_an_answer_is_no_dialogue() -> None:
    """Where no turn opens with a dash and a label, dashes are the speaker's own."""
    found = cut("Lia : trois choses.", "- le temps", "- l'argent", "Omar : et ?", "Lia : voilà.", "Omar : ah.")

    assert [t.speaker for t in found] == ["Lia", "Omar", "Lia", "Omar"]
