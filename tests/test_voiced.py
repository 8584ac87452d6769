"""Formats that say who speaks: a turn lasts as long as its voice, simultaneous voices keep each its own."""

from __future__ import annotations

from pipeline.anchoring.decisions import RoleDecision
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.session import Paragraph, Person, ReadTranscript, Session, Transcript
from pipeline.model.contracts import Turn
from pipeline.stages.turns import turns


def cut(*segments: tuple[str, str, int, int], decisions: tuple[RoleDecision, ...] = (), voiced: bool = True,
        type_: str = "entretien", people: tuple[Person, ...] = ()) -> list[Turn]:
    said = tuple(
        Paragraph(text, f"segment {n}", "paragraph", speaker, start, end)
        for n, (speaker, text, start, end) in enumerate(segments, 1)
    )
    read = ReadTranscript(said, (), characters(*(p.text for p in said)), "essai", voiced=voiced)
    return turns(
        Transcript(Session("E01", "E01.trs", type_, "", "", people, ()), read), decisions,
        label_recurrence=2, question_length=200, question_share=0.5, pause_ms=2000, open_answers={},
    )


def test_a_turn_lasts_as_long_as_its_voice() -> None:
    """Segments of one voice are one turn, from the first one's start to the last one's end."""
    found = cut(("Ana", "Bonjour.", 0, 900), ("Ana", "Ça va ?", 1000, 1500), ("Luc", "Oui.", 1500, 1900))

    assert [(t.speaker, t.text, t.start_ms, t.end_ms) for t in found] == [
        ("Ana", "Bonjour. Ça va ?", 0, 1500), ("Luc", "Oui.", 1500, 1900),
    ]


def test_simultaneous_voices_keep_both_speakers_and_both_times() -> None:
    """What two people say at once is two turns with the same times."""
    found = cut(("Ana", "Je crois", 0, 2000), ("Luc", "Non !", 0, 2000), ("Ana", "que oui.", 2000, 3000))

    assert [(t.speaker, t.start_ms, t.end_ms) for t in found] == [
        ("Ana", 0, 2000), ("Luc", 0, 2000), ("Ana", 2000, 3000),
    ]


def test_an_unknown_voice_is_read_and_is_nobody() -> None:
    """Where nobody knows who speaks, words are codable, a silence ends a turn, and no speaker is named."""
    found = cut(("", "On court.", 0, 1000), ("", "Tout le temps.", 1500, 2000), ("", "Voilà.", 9000, 9500))

    assert [(t.speaker, t.role, t.text) for t in found] == [
        ("", "participant", "On court. Tout le temps."), ("", "participant", "Voilà."),
    ]


def test_subtitles_without_labels_are_read_by_their_silences() -> None:
    """Times without voices are enough to cut; nothing is guessed about who speaks."""
    found = cut(("", "On court : vite.", 0, 1000), ("", "Voilà.", 9000, 9500), voiced=False)

    assert [(t.speaker, t.role) for t in found] == [("", "participant")] * 2


def test_noise_stands_alone() -> None:
    """A segment that holds a note only is noise, and no voice's."""
    assert [t.role for t in cut(("Ana", "Oui ?", 0, 1), ("", "[rires]", 1, 2), ("Luc", "Non.", 2, 3))][1] == "noise"


def test_a_merge_that_a_person_decided_is_obeyed() -> None:
    """Two labels of one person become one voice by a decision only."""
    same = RoleDecision(id="1", at="2026", session="E01", turn=-1, label="Anna", role="", same_as="Ana")

    assert len(cut(("Ana", "Un.", 0, 1), ("Anna", "Deux.", 1, 2))) == 2
    assert [t.speaker for t in cut(("Ana", "Un.", 0, 1), ("Anna", "Deux.", 1, 2), decisions=(same,))] == ["Ana"]


def test_a_role_written_after_a_name_is_believed() -> None:
    """« Sonia (ENQ) » and « Sonia Enq. » are interviewers' labels."""
    for label in ("Sonia (ENQ)", "Sonia Enq.", "Sonia (enquêtrice)"):
        found = cut((label, "Vous habitez ici.", 0, 1), ("Luc", "Oui ?", 1, 2), ("Ida", "Oui ?", 2, 3))
        assert [t.role for t in found] == ["interviewer", "participant", "participant"]


def test_a_voice_heard_twice_is_not_taken_for_the_interviewer() -> None:
    """Among several voices, one question does not make an interviewer."""
    said = [("Ana", "On court.", 0, 1), ("Luc", "Oui.", 1, 2)] * 6
    found = cut(*said, ("Zoé", "Ça va ?", 2, 3))

    assert {t.role for t in found} == {"participant"}


def test_field_notes_are_codable_and_nobody_s() -> None:
    """Each paragraph of a notebook is a turn of nobody, whatever stands before a colon."""
    found = cut(("", "Lundi : la file est longue.", 0, 0), ("", "Elle dit : oui.", 0, 0), type_="carnet")

    assert [(t.speaker, t.role) for t in found] == [("", "participant")] * 2
