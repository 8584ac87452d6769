"""Codings: people's codes where their words stand, the machine's beside, never mixed; what fits nowhere is listed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from pipeline.anchoring.anchors import Replacement, rewrite, words
from pipeline.anchoring.decisions import Arbitration, CodingDecision
from pipeline.anchoring.decisions import codings as decided
from pipeline.codebook.grid import Code, Codebook, Family
from pipeline.coding import codings_in_place
from pipeline.model import store
from pipeline.model.contracts import (
    AnonymisedTurn,
    Coding,
    Consent,
    Excerpt,
    Orphan,
    Restriction,
    Role,
    Suggestion,
    Turn,
)
from pipeline.model.decision_rows import ArbitrationVerb, CodingVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.publish.exchange.coding_import import import_codings
from pipeline.stages.codings import codings
from pipeline.stages.excerpts import excerpts

SAID = ("Vous faites quoi ?", "Je remplis le dossier d'Amina. Ce n'est pas mon travail.", "Et puis Amina revient.")
CODES = Codebook(
    (Family("A", "Mission"),),
    (Code("A1", "Frontières", "A", "Où finit le rôle"), Code("A2", "Faire avec", "A", "Aider", version="2")),
    aliases={"limites": "A1"},
)


def session(pseudonym: str = "Lou", consent: tuple[Restriction, ...] = ()) -> list[AnonymisedTurn]:
    turns = []
    for number, text in enumerate(SAID):
        at = text.find("Amina")
        new, anchors = rewrite(text, [Replacement(at, at + 5, pseudonym)] if at >= 0 else [])
        role: Role = "participant" if number else "interviewer"
        ends = (len(words(text)) - 1,)
        turns.append(AnonymisedTurn("E01", number, "Zoé", role, None, None, new, consent if number == 1 else (),
                                    anchors, ends))
    return turns


def coding(
    name: str = "a", decision: CodingVerb = CodingVerb.ADD, code: str = "A1", replaces: str = "",
) -> CodingDecision:
    """« Je remplis le dossier d'Amina »: words 0 to 6 of turn 1."""
    return CodingDecision(
        id=name, at="2026-01-01", session="E01", turn=1, first_word=0, last_turn=1, last_word=6,
        quote="Je remplis le dossier d'Lou", code=code, decision=decision, mode="manual", definition="1",
        replaces=replaces, author="ana", file="codings/ana.csv", line=2,
    )


def suggestion(code: str = "A1", turn: str = "E01:1:w0-w15", source: str = "registre") -> Suggestion:
    return Suggestion(turn, code, 0.9, "probable", (source,), ())


def made(
    turns: list[AnonymisedTurn], decisions: list[CodingDecision], suggestions: tuple[Suggestion, ...] = (),
    arbitrations: tuple[Arbitration, ...] = (),
) -> tuple[list[Coding], list[Orphan]]:
    cut: list[Excerpt] = excerpts(turns, max_words=60, min_words=3)
    return codings(turns, cut, list(suggestions), CODES, decisions, arbitrations)


@pytest.mark.parametrize("pseudonym", ["Lou", "X", "[une dame du quartier]", "Marie-Ange"])
def test_a_coding_stands_on_its_words_under_any_pseudonym(pseudonym: str) -> None:
    """Its text is what its turn holds there, whatever Amina is called today."""
    turns = session(pseudonym)
    ((found,), orphans) = made(turns, [coding()])

    assert orphans == []
    assert found.text == turns[1].text[found.start : found.end] == f"Je remplis le dossier d'{pseudonym}"


@pytest.mark.parametrize(
    ("decision", "status"),
    [("add", "coded"), ("modify", "modified"), ("accept", "accepted"), ("refuse", "refused")],
)
def test_what_a_person_decided_is_theirs(decision: CodingVerb, status: str) -> None:
    """Even a suggestion accepted is a person's coding, and its author is that person."""
    ((found,), _) = made(session(), [coding(decision=decision)], (suggestion(),))

    assert (found.author, found.author_kind, found.status) == ("ana", "person", status)


@pytest.mark.parametrize("decision", ["unsure", "star", "unstar", "memo", "read", "remove", "undo"])
def test_other_marks_are_no_codings(decision: CodingVerb) -> None:
    """Stars, memos and readings are kept in their file, and are neither codings nor orphans."""
    assert made(session(), [coding(decision=decision)]) == ([], [])


def test_suggestions_wait_beside_the_codings() -> None:
    """A suggestion is the machine's until someone decides about the same words and code."""
    found, _ = made(session(), [coding()], (suggestion(), suggestion("A2"), suggestion("A1", "E01:2:w0-w4", "learnt")))

    assert [(c.coding, c.author, c.author_kind, c.status, c.mode, c.at) for c in found[1:]] == [
        ("E01:1:w0-w15|A2", "registre", "registre", "proposed", "none", ""),
        ("E01:2:w0-w4|A1", "modèle", "model", "proposed", "none", ""),
    ]


def test_a_suggestion_whose_code_was_changed_does_not_come_back() -> None:
    """Whoever corrects a code names the suggestion in « replaces »."""
    changed = coding(decision=CodingVerb.MODIFY, code="A2", replaces="E01:1:w0-w15|A1")
    found, _ = made(session(), [changed], (suggestion(),))

    assert [(c.code, c.status) for c in found] == [("A2", "modified")]


def test_two_coders_stay_apart() -> None:
    """Both layers are there, each under its author."""
    other = replace(coding("b"), author="bea", file="codings/bea.csv")
    found, _ = made(session(), [coding(), other])

    assert [(c.coding, c.author) for c in found] == [("a", "ana"), ("b", "bea")]


def test_a_renamed_code_leads_to_the_one_in_force() -> None:
    """The decision is not rewritten: the alias is followed."""
    ((found,), _) = made(session(), [coding(code="limites")])

    assert found.code == "A1"


def test_an_arbitration_adds_its_reading() -> None:
    """Both originals stay; the arbiter signs the third."""
    ruling = Arbitration(
        id="r", at="2026-02-01", session="E01", turn=1, first_word=0, last_turn=1, last_word=6,
        quote="Je remplis le dossier d'Lou", code="A2", decision=ArbitrationVerb.KEEP, reason="", author="lea",
        file="arbitrations/lea.csv", line=2,
    )
    found, _ = made(session(), [coding()], (), (ruling, replace(ruling, id="s", decision=ArbitrationVerb.REFUSE)))

    assert [(c.author, c.status, c.code) for c in found] == [("ana", "coded", "A1"), ("lea", "arbitrated", "A2")]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"session": "E99"}, codings_in_place.UNKNOWN_SESSION), ({"code": "Z9"}, codings_in_place.UNKNOWN_CODE),
        ({"quote": "Je vide le placard"}, codings_in_place.NOWHERE), ({"mode": "demi"}, codings_in_place.UNKNOWN_MODE),
    ],
)
def test_a_decision_that_fits_nowhere_is_listed(changed: dict[str, Any], reason: str) -> None:
    """It is named by file and line with the reason, and the others stand."""
    lost = replace(coding("b"), line=3, **changed)
    found, (orphan,) = made(session(), [coding(), lost])

    assert [c.coding for c in found] == ["a"]
    assert (orphan.file, orphan.line, orphan.reason) == ("codings/ana.csv", 3, reason)


@pytest.mark.parametrize("decision", ["star", "memo", "unsure"])
def test_a_mark_that_fits_nowhere_is_listed(decision: CodingVerb) -> None:
    """A star or a memo is lost as little as a code."""
    _, (orphan,) = made(session(), [replace(coding(decision=decision, code=""), quote="Je vide le placard")])
    of_session = replace(coding(decision=decision, code=""), turn=-1, quote="")

    assert orphan.reason == codings_in_place.NOWHERE
    assert made(session(), [of_session]) == ([], [])


def test_a_file_copied_under_another_name_breaks_nothing() -> None:
    """Two lines with one id: the second is listed."""
    _, (orphan,) = made(session(), [coding(), replace(coding(), author="ana (copie)", file="codings/ana (copie).csv")])

    assert (orphan.author, orphan.reason) == ("ana (copie)", codings_in_place.TWICE)


@pytest.mark.parametrize("level", ["erased", "not_analysed"])
def test_a_coding_of_a_passage_taken_away_is_listed(level: Consent) -> None:
    """The words are gone; the decision is not."""
    turns = session(consent=(Restriction(0, 7, level),))
    text, anchors = rewrite(SAID[1], [Replacement(0, 30, "[passage retiré]")])
    found, (orphan,) = made([turns[0], replace(turns[1], text=text, anchors=anchors), turns[2]], [coding()])

    assert found == []
    assert orphan.reason == codings_in_place.TAKEN_AWAY


def test_the_strictest_consent_travels_with_the_words() -> None:
    """A coding that touches words not to be quoted is not to be quoted."""
    ((found,), _) = made(session(consent=(Restriction(5, 9, "not_quotable"),)), [coding()])

    assert found.consent == "not_quotable"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    code = {"id": "A1", "label": "Frontières", "family": "A", "definition": "Où finit le rôle", "version": "3"}
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook/codebook.yaml").write_text(
        yaml.safe_dump({"families": [{"id": "A", "label": "Mission"}], "codes": [code]}), "utf-8"
    )
    made_study = Study(tmp_path)
    said = [Turn("E01", n, "L", "participant", None, None, text, "E01.txt") for n, text in enumerate(SAID)]
    path = tmp_path / "build/private/turns/E01.parquet"
    store.write("turns", said, path)
    store.save(made_study, "anonymised", session())
    return made_study


def sheet(study: Study, *lines: str) -> Path:
    path = study / "codages.csv"
    path.write_text("\n".join(["session;tour;code;passage", *lines]), "utf-8")
    return path


def test_codings_of_a_spreadsheet_keep_pseudonymised_words_only(study: Study) -> None:
    """A passage found in what was said is quoted under its pseudonym, and its session is marked as read."""
    done = import_codings(study, sheet(study, "E01;1;A1;Je remplis le dossier d’Amina."), "ana", at="2026-01-01")
    first, read = decided(study)

    assert (first.quote, first.last_word, first.mode, first.definition) == (
        "Je remplis le dossier d'Lou.", 7, "manual", "3",
    )
    assert (read.decision, read.session, read.turn) == ("read", "E01", -1)
    assert (done.added, done.troubles) == (1, ())
    assert "Amina" not in (study / "decisions/codings/ana.csv").read_text("utf-8")


def test_importing_twice_adds_nothing(study: Study) -> None:
    """The same coding has the same id."""
    path = sheet(study, "E01;1;A1;Je remplis le dossier")
    import_codings(study, path, "ana")
    before = (study / "decisions/codings/ana.csv").read_bytes()
    done = import_codings(study, path, "ana")

    assert (done.added, done.already) == (0, 1)
    assert (study / "decisions/codings/ana.csv").read_bytes() == before


def test_a_spreadsheet_of_excel_is_read_too(study: Study) -> None:
    """An .xlsx says the same as a .csv."""
    book = Workbook()
    for row in (("session", "tour", "code", "passage"), ("E01", 2, "A1", "Et puis Amina revient.")):
        book.active.append(row)
    book.save(study / "codages.xlsx")

    assert import_codings(study, study / "codages.xlsx", "ana").added == 1


def test_a_passage_in_another_turn_is_found_where_it_is_said_once(study: Study) -> None:
    """Turns may have been numbered otherwise."""
    import_codings(study, sheet(study, "E01;7;A1;Et puis Amina"), "ana")

    assert decided(study)[0].turn == 2


def test_a_passage_copied_from_the_dashboard_is_placed_too(study: Study) -> None:
    """What one reads on the screen holds pseudonyms; it stands for the words that were said."""
    done = import_codings(study, sheet(study, "E01;1;A1;le dossier d'Lou"), "ana")

    assert (done.added, decided(study)[0].quote) == (1, "le dossier d'Lou")


def test_a_session_with_a_passage_left_to_place_is_not_read_yet(study: Study) -> None:
    """A failed import must not say « nothing is to be coded there »."""
    done = import_codings(study, sheet(study, "E01;1;A1;Je vide le placard"), "ana")

    assert done.sessions == ()
    assert not (study / "decisions/codings/ana.csv").exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("E01;1;A1;Je vide le placard", "ligne 2 (E01, tour 1, A1) : passage introuvable"),
        ("E01;0;A1;Amina", "plusieurs endroits"), ("E01;1;Z9;Je remplis", "n'est pas dans la grille"),
        ("E99;1;A1;Je remplis", "n'est pas dans l'enquête"),
    ],
)
def test_what_cannot_be_placed_is_listed(study: Study, line: str, said: str) -> None:
    """Line by line, with the reason; nothing is dropped in silence."""
    (trouble,) = import_codings(study, sheet(study, line), "ana").troubles

    assert said in trouble


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("session;code\nE01;A1", "il manque les colonnes tour, passage"),
        ("session;tour;code;passage\nE01;x;A1;b", "« x »"), ('session;tour;code;passage\nE01;1;A1;"b', "ligne 2"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_why(study: Study, content: str, said: str) -> None:
    """The message names the file, the line and the remedy, and nothing is written."""
    path = study / "codages.csv"
    path.write_text(content, "utf-8")

    with pytest.raises(FiligraneError, match=r"codages\.csv") as refused:
        import_codings(study, path, "ana")
    assert said in str(refused.value)
    assert not (study / "decisions").exists()
