"""Speech turns: labels believed and refused, times, roles, and words as they were said."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.anchoring.decisions import RoleDecision
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.session import Paragraph, Person, ReadTranscript, Session, Transcript
from pipeline.ingest.speech.heads import heads
from pipeline.model.contracts import Turn
from pipeline.model.decision_rows import VoiceRole
from pipeline.model.errors import UnreadableTranscript
from pipeline.stages.turns import turns

read = partial(turns, label_recurrence=2, question_length=200, question_share=0.5, pause_ms=2000, open_answers={})


def reading(*paragraphs: Paragraph, voiced: bool = False) -> ReadTranscript:
    return ReadTranscript(paragraphs, (), characters(*(p.text for p in paragraphs)), "texte (.txt)", voiced=voiced)


def session(*people: tuple[str, str], interviewers: tuple[str, ...] = ()) -> Session:
    listed = tuple(Person(label, name) for label, name in people)
    return Session("E01", "E01.txt", "entretien", "", "", listed, interviewers)


def cut(*said: str, of: Session | None = None, decisions: tuple[RoleDecision, ...] = ()) -> list[Turn]:
    paragraphs = tuple(Paragraph(text, f"paragraphe {n}") for n, text in enumerate(said, 1))
    return read(Transcript(of or session(), reading(*paragraphs)), decisions)


def decision(label: str, role: VoiceRole = "", same_as: str = "") -> RoleDecision:
    return RoleDecision(id=label, at="2026", session="E01", turn=-1, label=label, role=role, same_as=same_as)


FULL_THEN_SHORT = (
    "Martine Quéméner : Bonjour.", "Yves : Bonjour.", "Martine : Et après ?", "Yves : Rien.", "Martine : Bien.",
)


def test_a_name_in_full_then_shortened_is_one_voice() -> None:
    """« Martine Quéméner : », then « Martine : »: the first turn is cut too, and one person speaks."""
    found = cut(*FULL_THEN_SHORT)

    assert [(t.speaker, t.text) for t in found] == [
        ("Martine Quéméner", "Bonjour."), ("Yves", "Bonjour."), ("Martine Quéméner", "Et après ?"), ("Yves", "Rien."),
        ("Martine Quéméner", "Bien."),
    ]


def test_a_person_may_say_that_they_are_two() -> None:
    """Whoever settles the role of the shorter label gives it a voice of its own."""
    found = cut(*FULL_THEN_SHORT, decisions=(decision("Martine", role="participant"),))

    assert [t.speaker for t in found] == ["Martine Quéméner", "Yves", "Martine", "Yves", "Martine"]


def test_a_name_given_in_full_later_stays_apart() -> None:
    """A longer label after the shorter one opens a turn; that it is the same voice is for a person to say."""
    found = cut("Martine : Bonjour.", "Yves : Oui.", "Martine : Et ?", "Yves : Oui.", "Martine Quéméner : Bien.")

    assert [t.speaker for t in found] == ["Martine", "Yves", "Martine", "Yves", "Martine Quéméner"]


def test_words_after_a_name_make_no_label() -> None:
    """« Yves répond : » begins no turn, even where Yves speaks."""
    found = cut("Martine : Alors ?", "Yves : Oui.", "Martine : Et ?", "Yves : Je dis.", "Yves répond : jamais.")

    assert found[-1].text == "Je dis.\nYves répond : jamais."


def test_a_name_that_nobody_speaks_under_makes_no_label() -> None:
    """Metadata call the person Paul Martin: a book that they name is theirs to say, not another voice."""
    of = session(("PM", "Paul Martin"))
    found = cut("ENQ : Alors ?", "PM : Je lis.", "Paul Ricœur : Temps et récit, voilà.", "ENQ : Bien.", of=of)

    assert [t.speaker for t in found] == ["ENQ", "PM", "ENQ"]
    assert found[1].text == "Je lis.\nPaul Ricœur : Temps et récit, voilà."


@pytest.mark.parametrize(
    ("line", "label", "words"),
    [
        ("ENQ : Bonjour.", "ENQ", "Bonjour."),
        ("ENQ\u00a0: Bonjour.", "ENQ", "Bonjour."),
        ("E: Et après ?", "E", "Et après ?"),
        ("Q : Et après ?", "Q", "Et après ?"),
        ("M.P. : oui", "M.P.", "oui"),
        ("J.-B.T. : oui", "J.-B.T.", "oui"),
        ("PRUDENCE : Alors : voilà.", "PRUDENCE", "Alors : voilà."),
        ("Mme Lesage : Comme je le souhaite…", "Mme Lesage", "Comme je le souhaite…"),
        ("Mr L. : oui", "Mr L.", "oui"),
        ("[00:12:31] Speaker 2 : oui", "Speaker 2", "oui"),
        ("00:12:31 Speaker 2 : oui", "Speaker 2", "oui"),
        ("Speaker 2 [00:12:31] : oui", "Speaker 2", "oui"),
        ("Speaker 2 (00:12) : oui", "Speaker 2", "oui"),
        ("#00:12:31-4# E : oui", "E", "oui"),
        ("P1 : oui", "P1", "oui"),
        ("AS1 : oui", "AS1", "oui"),
        ("Bénévole : oui", "Bénévole", "oui"),
        ("Enquêteur·rice : oui", "Enquêteur·rice", "oui"),
        ("**E :** oui", "E", "oui"),
        ("**E** : oui", "E", "oui"),
        ("*E : * oui", "E", "oui"),
        ("victoire : ouais", "victoire", "ouais"),
        ("[Chercheur] (0:01 - 0:11)", "Chercheur", ""),
        ("[Chercheur] (22:175 - 22 :17)", "Chercheur", ""),
        ("Jeanne D. 00:12", "Jeanne D.", ""),
        ("00:00:03 Intervenant 1", "Intervenant 1", ""),
        ("ENQ\tBonjour", "ENQ", "Bonjour"),
        ("ENQ – Bonjour", "ENQ", "Bonjour"),
        ("E : **important**", "E", "**important**"),
        ("Q. Et après ?", "Q", "Et après ?"),
        ("Q. – Et après ?", "Q", "Et après ?"),
        ("ENQ - oui", "ENQ", "oui"),
        ("L'enquêtrice : oui", "L'enquêtrice", "oui"),
    ],
)
def test_labels_are_read_off_the_start_of_a_line(line: str, label: str, words: str) -> None:
    """The label and the words come apart, whatever stands around the label."""
    found = [(h.label, line[h.said :]) for h in heads(line)]

    assert (label, words) in found[:2]


@pytest.mark.parametrize(
    "line",
    [
        "Le tout : c'est de les connaître.",
        "Autre question : et le soir ?",
        "Et il m'a dit : vous repasserez.",
        "Par exemple : le loyer.",
        "Résultat : rien.",
        "Exemple : la CAF.",
        "[rires] : enfin bon",
        "Bruit de porte : on continue",
        "Premièrement : le loyer. Deuxièmement : le reste.",
        "Alors à seize heures quarante : plus personne",
        "https://exemple.example/page",
        "N.B. : elle sourit",
        "RSA : toujours la même histoire",
        "Question : qui paye ?",
        "Le 12 : la réunion",
        "12:30 on ferme",
    ],
)
def test_words_before_a_colon_are_not_always_a_label(line: str) -> None:
    """They stay with the one who speaks, word for word."""
    found = cut("ENQ : Oui ?", "R : Voilà.", line, "ENQ : Et là ?")

    assert [t.speaker for t in found] == ["ENQ", "R", "ENQ"]
    assert found[1].text == f"Voilà.\n{line}"


@pytest.mark.parametrize("line", ["Le tout : voilà.", "Autre question : et là ?", "Donc : oui.", "Note : rire."])
def test_an_opening_of_sentence_is_no_label_even_when_it_recurs(line: str) -> None:
    """Articles, connectives and « autre » never open a label."""
    assert [t.speaker for t in cut("ENQ : Oui ?", "R : Voilà.", line, line)] == ["ENQ", "R"]


def test_an_unknown_label_is_believed_when_it_recurs() -> None:
    """Once, « Kermoal : » may be anything; twice, in answer to another, it is someone."""
    once = cut("ENQ : Oui ?", "R : Voilà.", "Kermoal : non.")
    twice = cut("ENQ : Oui ?", "R : Voilà.", "Kermoal : non.", "R : si", "Kermoal : ah")

    assert [t.speaker for t in once] == ["ENQ", "R"]
    assert [t.speaker for t in twice] == ["ENQ", "R", "Kermoal", "R", "Kermoal"]


@pytest.mark.parametrize("label", ["Sophie", "MARI", "Tous", "?", "Une collègue", "Mme Le Bras"])
def test_somebody_who_speaks_once_is_a_voice(label: str) -> None:
    """A first name, a relative, « Tous » or « ? » met once speaks; a person will confirm."""
    assert [t.speaker for t in cut("ENQ : Oui ?", "R : Voilà.", f"{label} : non.", "ENQ : Et là ?")][2] == label


def test_metadata_and_decisions_make_a_label_known() -> None:
    """A label declared is believed the first time; so is the first name of someone declared."""
    declared = session(("S.M.", "Sophie Morel"))

    by_metadata = cut("ENQ : Oui ?", "S.M. : Non.", "Sophie : Si.", of=declared)
    by_decision = cut("ENQ : Oui ?", "Sophie : Non.", decisions=(decision("Sophie"),))

    assert [t.speaker for t in by_metadata] == ["ENQ", "S.M.", "S.M."]
    assert [t.speaker for t in by_decision] == ["ENQ", "Sophie"]


def test_spellings_of_one_label_are_one_speaker() -> None:
    """Case, accents and final points do not make another person."""
    found = cut("ENQ : Oui ?", "Bénévole : Non.", "ENQ. : Ah ?", "BENEVOLE : Si.")

    assert [t.speaker for t in found] == ["ENQ", "Bénévole", "ENQ", "Bénévole"]


def test_continuation_paragraphs_join_their_turn() -> None:
    """Paragraphs and lone marks of the transcriber join what was being said, in one line break."""
    found = cut("ENQ : Oui ?", "R : Un.", "Deux.", "[rires]", "[00:01:10] (inaudible) bon", "ENQ : Et ?")

    assert [(t.turn, t.speaker, t.text) for t in found] == [
        (0, "ENQ", "Oui ?"), (1, "R", "Un.\nDeux.\n[rires]\n(inaudible) bon"), (2, "ENQ", "Et ?"),
    ]


def test_the_same_speaker_may_open_two_turns() -> None:
    """A label repeated is a new turn: numbers follow the labels."""
    assert [t.turn for t in cut("R : Un.", "R : Deux.", "ENQ : Trois ?")] == [0, 1, 2]


def test_several_turns_may_stand_in_one_paragraph() -> None:
    """Labels at the start of lines count where no blank line sets turns apart."""
    assert [t.text for t in cut("ENQ : Oui ?\nR : Non,\nenfin si.\nENQ : Bon.")] == ["Oui ?", "Non,\nenfin si.", "Bon."]


def test_titles_before_the_first_label_are_editorial() -> None:
    """What stands before anyone speaks is nobody's; a lone mark there is noise."""
    found = cut("Entretien 12", "[début de l'enregistrement]", "ENQ : Oui ?", "R : Non.")

    assert [(t.speaker, t.role) for t in found][:2] == [("", "editorial"), ("", "noise")]


def test_a_heading_between_turns_is_editorial_and_the_speaker_goes_on() -> None:
    """Section titles added by the transcriber are put in nobody's mouth."""
    said = [("ENQ : Oui ?", "paragraph"), ("R : Un.", "paragraph"), ("Le travail", "heading"), ("Deux.", "paragraph")]
    paragraphs = tuple(Paragraph(text, f"paragraphe {n}", style) for n, (text, style) in enumerate(said, 1))

    found = read(Transcript(session(), reading(*paragraphs)), ())

    assert [(t.speaker, t.role, t.text) for t in found[1:]] == [
        ("R", "participant", "Un."), ("", "editorial", "Le travail"), ("R", "participant", "Deux."),
    ]


def test_times_become_milliseconds() -> None:
    """A time opens the turn; a range closes it too; a label alone takes the words that follow."""
    found = cut("[Chercheur] (0:01 - 0:11)", "Bonjour ?", "[Interviewé] (1:02:03)", "Oui.")

    assert [(t.speaker, t.start_ms, t.end_ms, t.text) for t in found] == [
        ("Chercheur", 1000, 11000, "Bonjour ?"), ("Interviewé", 3723000, None, "Oui."),
    ]


def test_a_turn_says_where_it_stands() -> None:
    """File and paragraph lead back to the transcript."""
    assert [t.source for t in cut("ENQ : Oui ?", "R : Un.", "Deux.", "ENQ : Ah ?")] == [
        "E01.txt, paragraphe 1", "E01.txt, paragraphe 2", "E01.txt, paragraphe 4",
    ]


def test_what_the_format_says_of_the_speaker_is_believed() -> None:
    """A format that names speakers needs no label in the text."""
    paragraphs = (
        Paragraph("Et là ?", "segment 1", speaker="Claire", start_ms=0, end_ms=900),
        Paragraph("Bonjour : oui.\nENQ : non.", "segment 2", speaker="Amina"),
    )

    found = read(Transcript(session(), reading(*paragraphs, voiced=True)), ())

    assert [(t.speaker, t.role, t.end_ms) for t in found][:2] == [
        ("Claire", "interviewer", 900), ("Amina", "participant", None),
    ]
    assert found[1].text == "Bonjour : oui.\nENQ : non."


@pytest.mark.parametrize(
    ("said", "interviewers"),
    [
        (("ENQ : a", "R : b"), {"ENQ"}),
        (("Enquêtrice : a", "M.P. : b"), {"Enquêtrice"}),
        (("MOD : a", "P1 : b", "P2 : c"), {"MOD"}),
        (("Q : a", "E : b"), {"Q"}),
        (("E : a", "R : b"), {"E"}),
        (("ENQ1 : a", "ENQ2 : b", "R : c"), {"ENQ1", "ENQ2"}),
        (("L'enquêtrice : a", "R : b"), {"L'enquêtrice"}),
        (("Q. a", "R. b", "Q. c", "R. d"), {"Q"}),
        (("Enquêteur (Paul) : a", "P1 (Lille) : b", "P1 : c"), {"Enquêteur (Paul)"}),
        (("Speaker 1 : oui", "Speaker 2 : et comment ?", "Speaker 1 : non", "Speaker 2 : ah ?"), {"Speaker 2"}),
        (("Speaker 1 : vous pouvez m'en parler", "Speaker 2 : alors voilà"), {"Speaker 1"}),
        (("Speaker 1 : oui", "Speaker 2 : non"), set()),
        (("P1 : oui", "P2 : non ?", "P3 : si", "P2 : bon", "P2 : ah"), set()),
    ],
)
def test_who_asks_is_known_by_label_else_by_questions(said: tuple[str, ...], interviewers: set[str]) -> None:
    """Conventions of transcribers first, then the share of questions; nobody when nothing tells."""
    assert {t.speaker for t in cut(*said) if t.role == "interviewer"} == interviewers


def test_metadata_say_who_asks() -> None:
    """A declared interviewer asks, a declared person answers, whatever their labels look like."""
    declared = session(("E", "Étienne Marchand"), interviewers=("Claire",))

    found = cut("Claire : Oui.", "E : Et vous ?", of=declared)

    assert [t.role for t in found] == ["interviewer", "participant"]


def test_decisions_have_the_last_word() -> None:
    """A person sets a role, or says that a label is another's misspelling."""
    chosen = (decision("ENQ", role="participant"), decision("Speker 1", same_as="Speaker 1"))

    found = cut("ENQ : Oui ?", "Speker 1 : Non.", "Speaker 1 : Si.", decisions=chosen)

    assert [(t.speaker, t.role) for t in found] == [
        ("ENQ", "participant"), ("Speaker 1", "participant"), ("Speaker 1", "participant"),
    ]


def test_a_session_without_any_label_is_refused() -> None:
    """The message names the file and says how to label."""
    with pytest.raises(UnreadableTranscript, match=r"E01\.txt : rien ne dit qui parle.*« ENQ : »"):
        cut("Il faisait beau.", "Je me demande pourquoi.", "Ensuite : rien.")


# Without blanks a word opens no label of its own and loses nothing at its ends.
WORD = st.text(st.characters(codec="utf-8", exclude_characters=":", exclude_categories=["C", "Z"]), min_size=1)


@given(st.lists(WORD, min_size=2))
def test_words_are_never_changed(said: list[str]) -> None:
    """Every word said under a label is in its turn, in order, byte for byte."""
    found = cut(*(f"P{n} : {words}" for n, words in enumerate(said)))

    assert [t.text for t in found] == said
