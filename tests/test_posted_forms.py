"""Exports of other tools, documents, habits of transcribers: an exchange is read as the same in each form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_readers_documents import Printed, pdf, rtf
from tests.transcript_cases import faults, read, runs

QUESTIONS = ("Vous pouvez vous présenter ?", "Et concrètement, une journée ?", "Qui est-ce qui vient ?", "Et le soir ?")
ANSWERS = (
    "Je suis médiatrice depuis 2016.", "On ouvre à neuf heures, il y a du monde.", "Des gens du quartier.", "Je ferme.",
)
# Each line of a form is one turn: who speaks, the words, the number of the turn, a time.
FORMS = {
    "whatsapp.txt": ("18/03/2024 09:{n:02} - {who}: {words}", "Élodie Marchal", "Nassim"),
    "iphone.txt": ("[18/03/2024 09:{n:02}:12] {who}: {words}", "Élodie Marchal", "Nassim"),
    "signal.txt": ("{who} (18 mars 2024 à 09:{n:02}) : {words}", "Élodie", "Nassim"),
    "discord.txt": ("{who} — 18/03/2024 09:{n:02}\n{words}\n", "elodie_m", "nassim69"),
    "temi.txt": ("{who}: 00:00:{n:02} {words}\n", "Speaker 1", "Speaker 2"),
    "fireflies.txt": ("{who}\n00:{n:02}\n{words}\n", "Élodie Marchal", "Nassim Benali"),
    "krisp.txt": ("{who} | 00:{n:02}\n{words}\n", "Speaker 1", "Nassim B."),
    "happyscribe.txt": ("[00:00:{n:02}.12] - {who}\n{words}\n", "Intervenant 1", "Intervenant 2"),
    "turboscribe.txt": ("[{who}] (0:{n:02} - 0:{n:02})\n{words}\n", "Speaker 1", "Speaker 2"),
    "speechmatics.txt": ("SPEAKER: {who}\n{words}\n", "S1", "S2"),
    "maxqda.txt": ("#00:00:{n:02}-2#{who}: {words}\n", "ENQ", "MB"),
    "premiere.txt": ("00:00:{n:02}:12 - 00:00:{n:02}:20\n{who}\n{words}\n", "SOFIA", "HAKIM"),
    "captions.txt": ("{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{who}: {words}\n", "Anne", "Josiane"),
    "webvtt.vtt": ("00:00:{n:02}.000 --> 00:00:{n:02}.900\n<v.loud {who}><i>{words}</i></v>\n", "Anne", "Josiane"),
    "descript.md": ("**{who}:** [00:00:{n:02}] {words}\n", "Élodie", "Nassim"),
    "headings.md": ("### {who}\n\n{words}\n", "Enquêtrice", "Nadine"),
    "escaped.md": ("\\[00:00:{n:02}\\] **{who} :** {words}\n", "Enquêtrice", "Nadine"),
    "dataview.md": ("**{who}**:: {words}\n", "Moi", "Nadine"),
    "quotation.txt": ('"{who}" : {words}', "Sofia", "Hakim"),
    "called-time.txt": ("Temps : 00:00:{n:02}\n{who} : {words}\n", "Clara", "Gérard"),
    "time-comma.txt": ("00:{n:02}, {who}\n{words}\n", "Clara", "Gérard"),
    "ruled.txt": ("=== {who} ===\n{words}\n", "Clara", "Gérard"),
    "slash.txt": ("{who}/ {words}", "ENQ", "HAK"),
    "comma.txt": ("{who}, {words}", "ENQ", "MARCEL"),
    "arrow.txt": ("{who} > {words}", "Sofia", "Hakim"),
    "typographic.txt": ("{who}. — {words}", "Sofia", "Hakim"),
    "shared-letters.txt": ("{who} : {words}", "M", "E"),
    "initials.txt": ("{who} : {words}", "S. P.", "R. H."),
    "nickname.txt": ("{who} : {words}", "ENQ", "Marcel « Lulu » Rey"),
    "unsure.txt": ("{who} : {words}", "ENQ", "Marcel (?)"),
    "capitals-point.txt": ("{who}. {words}", "ODILE MARCHAND", "MME DES ROCHES"),
    "capitals.txt": ("{who} : {words}", "MARCHAND Odile", "DES ROCHES Luc"),
    "numbered.txt": ("{n}. {who} : {words}", "ENQ", "Marcel"),
}
TABLES = {
    "speakers.md": ("| Locuteur | Propos |\n|---|---|\n", "| {who} | {words} |"),
    "times.md": ("| Temps | Qui | Verbatim |\n|:---|:---:|---|\n", "| 00:00:{n:02} | {who} | {words} |"),
    "bare.md": ("| | |\n|---|---|\n", "| **{who}** | {words} |"),
    "remarks.md": ("| N° | Locutrice | Texte | Remarques |\n| - | - | - | - |\n", "| {n} | {who} | {words} | |"),
}
HEADINGS = {
    "initials": "S : enquêtrice\nR : Roger\n\n",
    "two-columns": "Informations\nEnquêtrice\tSolène Petitjean\nEnquêté\tRoger Humbert\nDate\t4 avril 2023\n\n",
    "described": "Enquêteurs : Solène Petitjean (S), Marc Aubry (M)\nEnquêté : Roger Humbert (R), 71 ans, facteur\n\n",
    "legend": "Légende : (…) : passage inaudible ; [ ] : commentaire\n\nS : enquêtrice\nR : Roger\n\n",
}


def written(form: str, asking: str, answering: str) -> str:
    turns = [turn for pair in zip(QUESTIONS, ANSWERS, strict=True) for turn in pair]
    who = (asking, answering) * len(QUESTIONS)
    said = enumerate(zip(who, turns, strict=True), 1)
    return "\n".join(form.format(who=one, words=words, n=n) for n, (one, words) in said) + "\n"


def expected(**more: object) -> dict[str, object]:
    exchange = zip(QUESTIONS, ANSWERS, strict=True)
    turns = [turn for q, a in exchange for turn in (["asks", "interviewer", q], ["answers", "participant", a])]
    return {"verdict": "read", "turns": turns, "people": 1, **more}


def wrong(name: str, content: str | bytes, place: Path, **more: object) -> list[str]:
    place.mkdir(exist_ok=True)
    path = place / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return faults(expected(**more), read(path, place / "study"))


@pytest.mark.parametrize("name", FORMS)
def test_an_exchange_is_the_same_in_every_form(name: str, tmp_path: Path) -> None:
    """Two voices, eight turns, no label and no time left in the words."""
    form, asking, answering = FORMS[name]
    left = [] if len(answering) < 3 else [answering]

    assert wrong(name, written(form, asking, answering), tmp_path, not_in_text=left) == []


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_markdown_is_read_by_its_columns(name: str, tmp_path: Path) -> None:
    """A column of speakers, with or without a header, times, numbers, remarks; pipes and dashes are no words."""
    header, form = TABLES[name]

    found = wrong(name, "# Entretien\n\n" + header + written(form, "ENQ", "Mme T."), tmp_path, not_in_text=["|", "**"])
    assert found == []


def test_a_table_of_questions_and_answers_is_an_exchange(tmp_path: Path) -> None:
    """One row is a question and its answer."""
    rows = "".join(f"| {q} | {a} |\n" for q, a in zip(QUESTIONS, ANSWERS, strict=True))

    assert wrong("entretien.md", "| Questions | Réponses |\n|---|---|\n" + rows, tmp_path, not_in_text=["|"]) == []


@pytest.mark.parametrize("name", ["quotes.md", "quotes.html"])
def test_quotes_that_ask_are_questions(name: str, tmp_path: Path) -> None:
    """« > Question ? » then an answer: read, and to be confirmed."""
    form = {"quotes.md": "> {q}\n\n{a}\n\n", "quotes.html": "<blockquote>{q}</blockquote><p>{a}</p>"}[name]
    body = "".join(form.format(q=q, a=a) for q, a in zip(QUESTIONS, ANSWERS, strict=True))

    assert wrong(name, body, tmp_path, verdict="ask", not_in_text=[">"]) == []


@pytest.mark.parametrize("name", HEADINGS)
def test_a_heading_tells_whose_labels_stand_below(name: str, tmp_path: Path) -> None:
    """Keys of initials, a table of two columns, a legend: nobody says them."""
    short = name != "two-columns"
    labels = ("S", "R") if short else ("Solène", "Roger")
    text = HEADINGS[name] + written("{who} : {words}\n", *labels)

    assert wrong("entretien.txt", text, tmp_path, aside=["Roger", "Petitjean", "inaudible"]) == []


def test_what_the_transcriber_notes_at_the_end_is_nobody_s(tmp_path: Path) -> None:
    """« Note de la transcriptrice : … »."""
    text = written("{who} : {words}\n", "ENQ", "R") + "\nNote de la transcriptrice : la suite est inaudible.\n"

    assert wrong("entretien.txt", text, tmp_path, aside=["la suite est inaudible"]) == []


@pytest.mark.parametrize("title", ["II. LES BÊTES", "Thème 2 : le travail", "Partie II"])
def test_a_title_amid_an_interview_is_nobody_s(title: str, tmp_path: Path) -> None:
    """It stands alone on its line, and nobody says it; « 2. Le loyer est cher. » is said."""
    turns = written("{who} : {words}\n", "ENQ", "R")
    amid = turns.replace("ENQ : Qui", f"{title}\n\nENQ : Qui")

    assert wrong("entretien.txt", amid, tmp_path, aside=[title]) == []
    said = turns.replace("ENQ : Qui", "2. Le loyer est cher.\n\nENQ : Qui")
    assert wrong("autre.txt", said, tmp_path / "autre", aside=["Le loyer est cher."]) != []


def test_bold_labels_amid_a_line_open_turns(tmp_path: Path) -> None:
    """As those without bold do."""
    pairs = [f"**Enquêtrice :** {q} **Marcel :** {a}" for q, a in zip(QUESTIONS, ANSWERS, strict=True)]

    assert wrong("entretien.md", "\n\n".join(pairs), tmp_path, not_in_text=["**", "Marcel"]) == []


def test_the_places_that_transana_marks_are_times(tmp_path: Path) -> None:
    """« ¤<9000> » is nine seconds, and no word."""
    turns = written(r"\'a4<{n}000>{who} : {words}", "ENQ", "JOS").replace("\n", "\\par ")
    plain = turns.translate({ord("é"): r"\'e9", ord("è"): r"\'e8", ord("à"): r"\'e0"})

    assert wrong("entretien.rtf", rtf(plain), tmp_path, not_in_text=["<"]) == []


def numbered_pages(every: int, *, apart: bool) -> bytes:
    printed: Printed = []
    turns = written("{who} : {words}", "ENQ", "Mme V.").strip().split("\n")
    for n, line in enumerate(turns, 1):
        number = f"{n:>2}  " if n % every == 0 else ""
        if apart:
            printed += [(40.0, 700.0 - 14 * n, number.strip())] if number else []
            printed.append((72.0, 700.0 - 14 * n, line))
        else:
            printed.append((72.0, 700.0 - 14 * n, number + line))
    return pdf(printed)


@pytest.mark.parametrize("apart", [True, False])
def test_the_numbers_of_printed_lines_are_no_words(apart: bool, tmp_path: Path) -> None:
    """In the margin of a PDF or before the words, each line has its number."""
    assert wrong("entretien.pdf", numbered_pages(1, apart=apart), tmp_path) == []


def test_what_announces_an_answer_to_a_numbered_question_is_no_word(tmp_path: Path) -> None:
    """« Question 1. » asks and « Réponse : » answers, whatever the number: neither stays in what was said."""
    pairs = enumerate(zip(QUESTIONS, ANSWERS, strict=True), 1)
    path = tmp_path / "numbered-answers.txt"
    path.write_text("\n".join(f"Question {n}. {asked}\nRéponse : {said}" for n, (asked, said) in pairs), "utf-8")
    found = runs(read(path, tmp_path / "study").turns)
    assert [r.text for r in found] == [text for pair in zip(QUESTIONS, ANSWERS, strict=True) for text in pair]
    assert [r.role for r in found] == ["interviewer", "participant"] * len(QUESTIONS)


def test_what_several_say_at_once_is_a_voice(tmp_path: Path) -> None:
    """It is nobody's turn but theirs: the words of « Tous » stay with « Tous »."""
    text = (
        "Animatrice : Qui veut commencer ?\nFarida : Moi, je suis là depuis deux mille trois.\nTous : Oh là là !\n"
        "Animatrice : Et vous ?\nPaul : Moi, je suis nouveau.\nPlusieurs : Bienvenue !\n? : Pas toujours.\n"
        "Animatrice : Et le travail ?\nFarida : Dur.\nPaul : Varié.\n"
    )
    (tmp_path / "groupe.txt").write_text(text, "utf-8")
    found = read(tmp_path / "groupe.txt", tmp_path / "study")

    assert [run.voice for run in runs(found.turns)] == [
        "Animatrice", "Farida", "Tous", "Animatrice", "Paul", "Plusieurs", "?", "Animatrice", "Farida", "Paul",
    ]
