"""Interviews told as articles: questions, answers, and what the editor added."""

from __future__ import annotations

import pytest

from pipeline.ingest.session import Paragraph, Person, ReadTranscript, Session, Transcript
from pipeline.model.contracts import Turn
from pipeline.model.errors import UnreadableTranscript
from pipeline.stages.turns import turns

ARTICLE = [
    ("La bibliothèque change. Que deviennent ceux qui y travaillent ? Enquête.", "paragraph"),
    ("Portrait : Amina, bibliothécaire à la médiathèque des Tilleuls", "paragraph"),
    ("« On nous demande tout, sauf des livres. »", "paragraph"),
    ("Nous l'avons rencontrée un mardi.", "paragraph"),
    ("Comment se passent vos journées ?", "paragraph"),
    ("On ouvre à dix heures. La file est déjà là.", "paragraph"),
    ("« La file est déjà là, tous les matins. »", "quote"),
    ("Qui doit s'en occuper ? Moi, je ne sais plus : c'est à nous de le dire.", "paragraph"),
    ("On ouvre à dix heures", "paragraph"),
    ("Et demain ?", "paragraph"),
    ("Demain, on verra bien. Le tout : tenir.", "paragraph"),
    ("Propos recueillis par la rédaction", "paragraph"),
]


def cut(paragraphs: list[tuple[str, str]], *people: Person) -> list[Turn]:
    session = Session("S1", "article.txt", "entretien", "", "", people, ())
    read = tuple(Paragraph(text, f"paragraphe {n}", style) for n, (text, style) in enumerate(paragraphs, 1))
    reading = ReadTranscript(read, (), 0, "texte (.txt)")
    return turns(
        Transcript(session, reading), (),
        label_recurrence=2, question_length=200, question_share=0.5, pause_ms=2000, open_answers={},
    )


def said(found: list[Turn], role: str) -> list[str]:
    return [t.text for t in found if t.role == role]


def test_lines_that_ask_are_questions() -> None:
    """Short lines that end with a question mark are the interviewer's."""
    assert said(cut(ARTICLE), "interviewer") == ["Comment se passent vos journées ?", "Et demain ?"]


def test_answers_are_one_turn_of_the_person_the_title_names() -> None:
    """A question inside an answer stays the speaker's; « Le tout : » is no label."""
    answers = [t for t in cut(ARTICLE) if t.role == "participant"]

    assert {t.speaker for t in answers} == {"Amina"}
    assert [t.text for t in answers][-1] == "Demain, on verra bien. Le tout : tenir."
    assert any("Qui doit s'en occuper ?" in t.text for t in answers)


def test_lead_quotes_repetitions_and_signature_are_editorial() -> None:
    """Nobody is made to say what the editor wrote or repeated."""
    assert said(cut(ARTICLE), "editorial") == [
        *[text for text, _ in ARTICLE[:4]], ARTICLE[6][0], "On ouvre à dix heures", ARTICLE[11][0],
    ]


def test_paragraphs_of_an_answer_are_joined_by_a_line_break() -> None:
    """One answer is one turn, however many paragraphs it has."""
    found = cut([("Et alors ?", "paragraph"), ("Un.", "paragraph"), ("Deux.", "paragraph"), ("Et puis ?", "paragraph"),
                 ("Trois.", "paragraph")])

    assert said(found, "participant") == ["Un.\nDeux.", "Trois."]


def test_headings_that_ask_leave_plain_questions_to_the_speaker() -> None:
    """Where questions are set apart by their style, a lone line that asks is part of the answer."""
    found = cut([
        ("Parlez-nous de votre métier.", "heading"), ("Je range.", "paragraph"), ("Pourquoi moi ?", "paragraph"),
        ("Et ensuite ?", "bold"), ("Je rentre.", "paragraph"),
    ])

    assert said(found, "interviewer") == ["Parlez-nous de votre métier.", "Et ensuite ?"]
    assert said(found, "participant") == ["Je range.\nPourquoi moi ?", "Je rentre."]


def test_an_answer_between_quotation_marks_is_an_answer() -> None:
    """What follows a question at once is what was answered, even quoted."""
    found = cut([("Et alors ?", "paragraph"), ("« Je range. »", "paragraph"), ("Et puis ?", "paragraph"),
                 ("« Je rentre. »", "paragraph")])

    assert said(found, "participant") == ["« Je range. »", "« Je rentre. »"]


def test_the_same_answer_given_twice_is_said_twice() -> None:
    """Two equal answers are no pull quote of each other."""
    answer = ("Je range les livres dans les rayons.", "paragraph")

    assert len(said(cut([("Et alors ?", "paragraph"), answer, ("Et puis ?", "paragraph"), answer]), "participant")) == 2


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Témoignage : Sonia, conseillère dans un service social", "Sonia"),
        ("Entretien avec Marie-Ange Dupré", "Marie-Ange Dupré"),
        ("Épisode 4\u00a0: Élodie Nguyen, designeuse.", "Élodie Nguyen"),
        ("Sonia, conseillère en économie sociale", "Sonia"),
        ("Paris, 12 mars 2015", "Enquêté·e"),
        ("Entretien avec une conseillère", "Enquêté·e"),
        ("Cette enquête a été menée en 2015, auprès de cent personnes.", "Enquêté·e"),
    ],
)
def test_who_answers_is_read_off_a_title(line: str, name: str) -> None:
    """A title with a name, and a job or a word that presents; else nobody is named."""
    found = cut([(line, "paragraph"), *ARTICLE[4:6], *ARTICLE[9:11]])

    assert {t.speaker for t in found if t.role == "participant"} == {name}


def test_metadata_name_who_answers() -> None:
    """Someone declared is the one who answers."""
    found = cut(ARTICLE, Person("A.", "Amina Diallo"))

    assert {t.speaker for t in found if t.role == "participant"} == {"A."}


def test_one_lone_question_makes_no_interview() -> None:
    """A text that asks itself one question is not an article of questions and answers."""
    with pytest.raises(UnreadableTranscript):
        cut([("Il faisait beau.", "paragraph"), ("Pourquoi ?", "paragraph"), ("Je ne sais pas.", "paragraph")])
