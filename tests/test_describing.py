"""Who people are, entered on screen: files written whole or not at all, comments kept, nothing coded comes loose."""

from __future__ import annotations

import difflib
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.pages.personnes import state as people_words
from dashboard.pages.personnes.attributes import hint_of
from pipeline.cli.commands.study_setup import create
from pipeline.ingest.readers.registry import asked, sessions
from pipeline.model import store
from pipeline.model.contracts import Participant, Turn
from pipeline.model.errors import FiligraneError
from pipeline.model.files import yaml_values
from pipeline.model.new_study import BY_ID
from pipeline.model.study import Study
from pipeline.pseudonymise.describe import answerers, declared, draft, guide, voices
from pipeline.pseudonymise.describe.answerers import Answerer, Key
from pipeline.pseudonymise.describe.declared import AttributeDisplay
from pipeline.pseudonymise.describe.sheet import Sheet
from pipeline.pseudonymise.people.attributes import WITHHELD, Attribute

SPOKEN = "ENQ : Bonjour, et le travail ?\n\n{0} : Il y en a trop.\n\nENQ : Et ensuite ?\n\n{0} : On s'arrange.\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """A new study of two interviews, under names of which one is no identifier."""
    made = Study(tmp_path / "enquete")
    create(made, BY_ID["grille"], "Essai")
    (made / "transcripts/E01.txt").write_text(SPOKEN.format("LINA"), "utf-8")
    (made / "transcripts/la petite.txt").write_text(SPOKEN.format("Mme Roy"), "utf-8")
    return made


def params(study: Study) -> dict[str, object]:
    found: dict[str, object] = yaml_values((study / "params.yaml").read_text("utf-8"))
    return found


def identifiers(study: Study) -> list[tuple[str, str]]:
    return [(s.session, s.file) for s in sessions(study)]


def written(
    study: Study, entered: dict[tuple[Key, str], str], *wanted: AttributeDisplay, fewest: int = 3,
) -> draft.Draft:
    return draft.apply(study, draft.draft(study, answerers.lines(study), entered, wanted, fewest))


def by_label(study: Study) -> dict[str, Answerer]:
    return {line.label: line for line in answerers.lines(study)}


def test_a_new_study_declares_no_attribute_it_was_not_given(study: Study) -> None:
    """Of people nothing is declared: only what the pipeline itself knows of interviews is."""
    read = yaml_values((study / "params.yaml").read_text("utf-8"))["participants"]

    assert sorted(spec["from"] for spec in read["attributes"].values()) == ["place", "session.type"]
    assert read["quasi_identifiers"] == []
    assert answerers.fields(study, declared.declared(params(study))) == []


def test_who_was_told_to_ask_since_the_last_run_has_no_line(study: Study) -> None:
    """The last run took LINA for somebody who answers; whoever says since that she asks sees her leave at once."""
    said = Turn("E01", 1, "LINA", "participant", None, None, "Il y en a trop.", "")
    store.save(study, "turns", [said, replace(said, session="la petite", speaker="Mme Roy")])
    assert "LINA" in by_label(study)
    voices.write(study, "ana", voices.role("E01", "LINA", "interviewer"))

    assert "LINA" not in by_label(study)


def test_what_is_entered_is_read_and_no_identifier_changes(study: Study) -> None:
    """Attributes and names reach the metadata; sessions keep the identifiers that decisions are written under."""
    before, lines = identifiers(study), by_label(study)
    assert set(lines) == {"LINA", "Mme Roy"}
    entered = {
        (lines["LINA"].key, "nom"): "Lina Ferrand", (lines["LINA"].key, "statut"): "cadre",
        (lines["Mme Roy"].key, "statut"): "agent", (lines["Mme Roy"].key, "age"): "41",
    }
    written(study, entered, AttributeDisplay("statut", "statut"), AttributeDisplay("age", "age", "bands", (0, 40)))

    assert identifiers(study) == before
    [lina, roy] = [p for s in sessions(study) for p in s.people]
    assert (lina.label, lina.name, lina.attributes["statut"]) == ("LINA", "Lina Ferrand", "cadre")
    assert (roy.label, roy.attributes["age"]) == ("Mme Roy", "41")
    attributes = {a.name: a for a in declared.declared(params(study))}
    assert attributes["statut"] == Attribute("statut", "statut", values={"agent": "agent", "cadre": "cadre"})
    assert attributes["age"].bands == [0, 40]
    # Filled in again, nothing is to be written.
    again = draft.draft(study, answerers.lines(study), entered, [], 3)
    assert not again.changes


def test_comments_and_other_settings_stay_to_the_byte(study: Study) -> None:
    """Of params.yaml only the lines of attributes change."""
    path = study / "params.yaml"
    path.write_text(path.read_text("utf-8").replace("  attributes:\n", "  attributes:  # à nous\n"), "utf-8")
    before = path.read_text("utf-8").splitlines()
    lines = by_label(study)
    written(study, {(lines["LINA"].key, "statut"): "cadre"}, AttributeDisplay("statut", "statut"))
    after = path.read_text("utf-8").splitlines()

    changed = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert sorted(changed) == sorted([
        "-   quasi_identifiers: []", "+   quasi_identifiers: [statut]", "+     statut:", "+       from: statut",
        "+       values:", "+         cadre: cadre",
    ])


def test_a_table_that_is_there_keeps_its_columns_and_its_rows(study: Study) -> None:
    """Other people's columns, order and separator stay; a row that tells of somebody is completed, not doubled."""
    table = "session,locuteur,remarque\nE01,LINA,à rappeler\n"
    (study / "transcripts/sessions.csv").write_text(table, "utf-8")
    lines = by_label(study)
    entered = {(lines["LINA"].key, "statut"): "cadre", (lines["Mme Roy"].key, "statut"): "agent"}
    written(study, entered)
    sheet = Sheet.read((study / "transcripts/sessions.csv").read_bytes(), "sessions.csv")

    assert sheet.delimiter == ","
    assert sheet.header[:4] == ["session", "locuteur", "remarque", "statut"]
    assert sheet.rows[0][:4] == ["E01", "LINA", "à rappeler", "cadre"]
    assert len(sheet.rows) == 2
    assert by_label(study)["Mme Roy"].values["statut"] == "agent"


def test_what_a_file_says_itself_is_held_and_completed(study: Study) -> None:
    """A value of the front matter is not changed by a table; what it does not say of somebody, a table completes."""
    head = '---\npersonnes:\n  - {locuteur: "LINA", age: 30}\n---\n'
    (study / "transcripts/E01.txt").write_text(head + SPOKEN.format("LINA"), "utf-8")
    lina = by_label(study)["LINA"]
    assert "age" in lina.locked
    written(study, {(lina.key, "age"): "50", (lina.key, "statut"): "cadre"})

    again = by_label(study)["LINA"]
    assert (again.values["age"], again.values["statut"]) == ("30", "cadre")
    assert "statut" not in again.locked


def test_an_attribute_of_which_nothing_is_told_is_not_declared(study: Study) -> None:
    """Without a value to admit any would pass, and a field too precise would stop the run: it waits for its first."""
    made = draft.draft(study, answerers.lines(study), {}, [AttributeDisplay("profession", "profession")], 3)

    assert not made.changes


def test_a_value_that_names_somebody_is_not_shown(study: Study) -> None:
    """A value that holds a name of the study is not declared: the team reads « autre », and it is said."""
    lines = by_label(study)
    entered = {
        (lines["LINA"].key, "nom"): "Lina Ferrand", (lines["LINA"].key, "statut"): "cadre",
        (lines["Mme Roy"].key, "statut"): "adjointe de Mme Ferrand",
    }
    made = draft.draft(study, answerers.lines(study), entered, [AttributeDisplay("statut", "statut")], 1)

    values = yaml_values(made.becomes["params.yaml"].decode())["participants"]["attributes"]["statut"]["values"]
    assert values == {"cadre": "cadre"}
    assert any("« autre »" in told for told in made.told)


def test_it_is_said_of_whom_nothing_will_be_shown(study: Study) -> None:
    """Before anything is written one reads for how many people k holds a value back."""
    lines = by_label(study)
    entered = {(line.key, "statut"): word for line, word in zip(lines.values(), ("cadre", "agent"), strict=True)}
    every = answerers.lines(study)
    held = draft.draft(study, every, entered, [AttributeDisplay("statut", "statut")], 3)

    assert any("2 personnes sur 2" in told for told in held.told)
    free = draft.draft(study, every, entered, [AttributeDisplay("statut", "statut", recognisable=False)], 3)
    assert not any("non montré" in t for t in free.told)


def test_files_that_changed_since_are_not_overwritten(study: Study) -> None:
    """A file that somebody wrote between the preview and the gesture stops it; nothing is written at all."""
    lines = by_label(study)
    made = draft.draft(study, answerers.lines(study), {(lines["LINA"].key, "statut"): "cadre"}, [], 3)
    path = study / "params.yaml"
    path.write_text(path.read_text("utf-8") + "# vu\n", "utf-8")

    with pytest.raises(FiligraneError, match="a changé depuis"):
        draft.apply(study, made)
    assert not (study / "transcripts/sessions.csv").exists()


def test_what_was_saved_is_taken_back_whole(study: Study) -> None:
    """Both files are, to the byte, what they were; one that was not there is there no more."""
    before = (study / "params.yaml").read_bytes()
    made = written(study, {(by_label(study)["LINA"].key, "statut"): "cadre"}, AttributeDisplay("statut", "statut"))
    assert (study / "params.yaml").read_bytes() != before
    draft.take_back(study, made)

    assert (study / "params.yaml").read_bytes() == before
    assert not (study / "transcripts/sessions.csv").exists()


def test_an_attribute_kept_for_oneself_is_declared_no_more(study: Study) -> None:
    """Its values stay in sessions.csv, and no other attribute moves."""
    lines = by_label(study)
    entered = {(lines["LINA"].key, "statut"): "cadre", (lines["LINA"].key, "milieu"): "rural"}
    written(study, entered, AttributeDisplay("statut", "statut"), AttributeDisplay("milieu", "milieu"))
    written(study, {}, AttributeDisplay("statut", "statut", "kept"), AttributeDisplay("milieu", "milieu"))

    assert [a.name for a in declared.declared(params(study))] == ["type", "lieu", "milieu"]
    assert by_label(study)["LINA"].values["statut"] == "cadre"


@pytest.mark.parametrize("who", ["session", "fichier", "locuteur"])
def test_a_table_of_ones_own_is_taken_in(study: Study, who: str) -> None:
    """Rows are found by interview, by file or by voice; those about nobody here are counted and named."""
    said = {"session": "E01", "fichier": "E01.txt", "locuteur": "lina"}
    table = f"{who};Type de contrat\n{said[who]};CDI\nE99;CDD\n"
    found = answerers.taken(table.encode(), "mien.csv", answerers.lines(study))

    assert found.cells == {(by_label(study)["LINA"].key, "type_de_contrat"): "CDI"}
    assert found.fields == ("type_de_contrat",)
    assert any("ligne 3" in told for told in found.told)


def test_a_table_about_nobody_is_refused(study: Study) -> None:
    """A table without a column that says who is spoken of is refused, with the columns it needs."""
    with pytest.raises(FiligraneError, match="session"):
        answerers.taken(b"statut\ncadre\n", "mien.csv", answerers.lines(study))


@pytest.mark.parametrize("name", ["", "nom", "session", "3e âge", "type"])
def test_a_word_that_names_something_else_is_no_attribute(name: str) -> None:
    """Words that the table of sessions keeps for itself are refused."""
    with pytest.raises(FiligraneError, match="attribut"):
        declared.field_name(name)


def test_a_guide_is_ticked(study: Study) -> None:
    """Questions and ticks reach guide.csv under the identifiers that the study has, and are read back."""
    names = [s.session for s in sessions(study)]
    made = guide.draft(study, names, ["Et le temps ?"], {("Et le temps ?", names[1]): True})
    draft.apply(study, made)

    assert {(a.session, a.asked) for a in asked(study)} == {(names[0], False), (names[1], True)}
    assert not guide.draft(study, names, ["Et le temps ?"], {}).changes


def test_a_guide_of_one_line_for_each_question_asked_stays_understood(study: Study) -> None:
    """A guide laid out otherwise says the same after a tick."""
    path = study / "transcripts/guide.csv"
    path.write_text("question;session\nEt le temps ?;E01\n", "utf-8")
    questions = ["Et le temps ?", "Et l'argent ?"]
    draft.apply(study, guide.draft(study, ["E01"], questions, {("Et l'argent ?", "E01"): True}))

    assert {(a.question, a.session) for a in asked(study) if a.asked} == {
        ("Et le temps ?", "E01"), ("Et l'argent ?", "E01"),
    }


HEADED = (
    "---\nid: la-petite\nfirstName: Éric\nlastName: Le Roy\nphoto: ./photos/a.jpg\njobTitle: Head of design\n---\n"
    "ENQ : Bonjour ?\n\nÉric Le Roy : Bonjour.\n\nENQ : Et ensuite ?\n\nÉric Le Roy : On s'arrange.\n"
)


@pytest.fixture
def headed(study: Study) -> Study:
    """The same study, of which one file opens with a header in English."""
    (study / "transcripts/la petite.txt").write_text(HEADED, "utf-8")
    return study


def test_what_a_header_says_is_offered_and_never_shown_unasked(headed: Study) -> None:
    """No column comes from a header; its name is the person's, and what could be compared is offered."""
    line = by_label(headed)["Éric Le Roy"]

    assert answerers.fields(headed, declared.declared(params(headed))) == []
    assert line.values["nom"] == "Éric Le Roy"
    assert answerers.told_by_files(answerers.lines(headed), []) == {"jobtitle": ["Head of design"]}


def test_what_a_header_says_may_be_shown_under_another_name_and_completed(headed: Study) -> None:
    """The attribute bears the name somebody chose; who has no header is told of in the table, in the same field."""
    written(
        headed, {(by_label(headed)["LINA"].key, "jobtitle"): "cadre"},
        AttributeDisplay("métier", "jobtitle", recognisable=False), fewest=1,
    )
    spec = params(headed)["participants"]["attributes"]["métier"]  # type: ignore[index]
    told = {p.label: Attribute("métier", "jobtitle").of(p, s, "") for s in sessions(headed) for p in s.people}

    assert sorted(spec["values"]) == ["Head of design", "cadre"]
    assert told == {"LINA": "cadre", "Éric Le Roy": "Head of design"}


def test_an_attribute_is_renamed_or_removed_and_nothing_else_moves(study: Study) -> None:
    """Renamed, it keeps its values and what may be recognised; removed, its column goes too, and both are told."""
    one, other = by_label(study).values()
    entered = {(one.key, "statut"): "cadre", (other.key, "statut"): "agent", (one.key, "milieu"): "rural"}
    written(study, entered, AttributeDisplay("statut", "statut"), AttributeDisplay("milieu", "milieu"))
    renamed = written(study, {}, AttributeDisplay("emploi", "statut"), AttributeDisplay("milieu", "milieu"))
    read = params(study)["participants"]

    assert "« statut » s'appelle désormais « emploi »" in renamed.told
    assert {"emploi", "milieu"} <= read["attributes"].keys()  # type: ignore[index]
    assert sorted(read["quasi_identifiers"]) == ["emploi", "milieu"]  # type: ignore[index]
    gone = written(study, {}, AttributeDisplay("emploi", "statut", "removed"), AttributeDisplay("milieu", "milieu"))
    assert "« statut » est retiré de sessions.csv, avec 2 valeurs" in gone.told
    assert answerers.fields(study, declared.declared(params(study))) == ["milieu"]
    draft.take_back(study, gone)
    assert sorted(answerers.fields(study, declared.declared(params(study)))) == ["milieu", "statut"]


def test_a_value_that_too_few_share_is_not_said_to_be_shown() -> None:
    """The head of a column says of how many it is withheld; shown to all, or kept, it says that."""
    age = AttributeDisplay("age", "age", "bands", recognisable=True)
    told = [
        Participant("Ana Bo", "E01", {"age": WITHHELD}), Participant("Ana Bo", "E02", {"age": WITHHELD}),
        Participant("Cem Do", "E03", {"age": "45 ans et plus"}),
    ]

    assert hint_of(age, 2, told) == "non montré pour 1 sur 2"
    assert hint_of(age, 2, told[2:]) == "montré par tranches si 2 personnes le partagent"
    assert hint_of(replace(age, kind="kept"), 2, told) == people_words.KEPT_HINT
