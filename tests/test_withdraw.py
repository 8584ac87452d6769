"""Withdrawals: hidden wherever a voice goes, cleared everywhere, nobody else's words or codings moved."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from pipeline.__main__ import run
from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.finding import find
from pipeline.changes.changes import changes
from pipeline.changes.past_tables import PREVIOUS, Tables, load_before
from pipeline.cli import main
from pipeline.cli.commands.inspection import check_stopped_withdrawal
from pipeline.codebook.grid import Codebook, named_groupings
from pipeline.codebook.grid import themes as themes_of
from pipeline.coding import memos
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.codings_in_place import turns_by_session
from pipeline.coding.memos import MemoSubject
from pipeline.ingest.readers.registry import sessions, transcripts
from pipeline.ingest.session import Person, Questionnaire, Session
from pipeline.ingest.withdrawals import refuses, sketch, voice, voices
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Coding, Identifier, Turn, Vectors
from pipeline.model.decision_rows import (
    CodingDecision,
    CodingVerb,
    ConsentDecision,
    Extent,
    QuoteVerb,
    ThemeDecision,
    ThemeVerb,
    WithdrawalDecision,
)
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.leak_search.file_texts import text_of as text_of_bytes
from pipeline.publish.quotes import quotes as writing
from pipeline.stages.anonymised import anonymised
from pipeline.stages.answers import answers
from pipeline.stages.excerpts import excerpts
from pipeline.stages.participants import participants
from pipeline.stages.themes import themes
from pipeline.stages.topics import topics
from pipeline.vault.private_names import SHOWN
from pipeline.vault.withdrawal import carrying_out, traces, words_to_find
from pipeline.vault.withdrawal.plan import StudyContent, plan, target

INTERVIEW = """---
session: E01
type: entretien
date: 2024-03-12
personnes:
  - {locuteur: "LINA", nom: "Lina Ferrandeau", fonction: "assistante sociale"}
enqueteur: "ENQ"
---

ENQ : Qu'est-ce que le numérique a changé pour vous ?

LINA : Avant je recevais les gens le mardi matin dans le petit bureau du fond, maintenant je remplis des formulaires.

ENQ : Et le temps ?

LINA : On passe la journée à courir après des mots de passe perdus, et les gens attendent dans le couloir sans rien.
"""
GROUP = """---
session: G01
type: focus_group
date: 2024-04-02
personnes:
  - {locuteur: "LINA", nom: "Lina Ferrandeau"}
  - {locuteur: "BERNARD", nom: "Bernard Ollivet"}
  - {locuteur: "ODILE", nom: "Odile Castagnier"}
enqueteur: "ENQ"
---

ENQ : Qui accompagne les démarches chez vous, aujourd'hui ?

BERNARD : Chez nous c'est l'accueil qui fait tout, avec une tablette prêtée par la mairie depuis deux ans environ.

LINA : Moi je garde les identifiants des familles dans un carnet rouge, je sais bien que je ne devrais pas le faire.

ODILE : Je comprends Lina Ferrandeau, mais un carnet se perd, et après c'est toute une vie qui traîne dans le tramway.

ENQ : Et ailleurs ?

BERNARD : Oui.
"""
STAGES = ("turns", "proposals", "identifiers", "anonymised")
KEY = b"a key for tests"
NOTEBOOK = "carnet rouge"
LONG = (
    "Avant je recevais les gens le mardi matin dans le petit bureau du fond, maintenant je remplis des formulaires "
    "à leur place et personne ne me demande plus rien."
)


def fill(study: Study) -> Study:
    """Put the two sessions in a study and pseudonymise them."""
    (study / "transcripts/E01.md").write_text(INTERVIEW, "utf-8")
    (study / "transcripts/G01.md").write_text(GROUP, "utf-8")
    again(study)
    return study


@pytest.mark.parametrize("step", range(9))
def test_a_withdrawal_that_was_killed_is_taken_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], step: int
) -> None:
    """Before any step: typed again, or at the next run, all of it is done, and no line is written twice."""
    assert main(["new", str(tmp_path / "enquete"), "--demarche", "grille"]) == 0
    monkeypatch.chdir(tmp_path / "enquete")
    study = fill(Study())
    words = ["withdraw", "G01:LINA", "--from", "everything", "--by", "claire", "--yes", "--sans-calcul"]

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    whole = dict(carrying_out.STEPS)
    if step < len(whole):
        monkeypatch.setitem(carrying_out.STEPS, list(whole)[step], killed)
        assert main(words) == 130
        assert any("Un retrait a été arrêté" in told for told in check_stopped_withdrawal(study))
        monkeypatch.setattr(carrying_out, "STEPS", whole)
    main(words)

    assert carrying_out.left(study) is None
    assert ("Un retrait avait été arrêté" in capsys.readouterr().out) == (step < len(whole))
    assert "carnet rouge" not in (study / "transcripts/G01.md").read_text("utf-8")
    assert not (study / "transcripts/E01.md").exists()
    lines = [w.id for w in decisions.withdrawals(study)]
    assert len(lines) == len(set(lines)) >= 2


def again(study: Study, stages: tuple[str, ...] = STAGES) -> None:
    """Run the stages that matter, in this process."""
    for stage in stages:
        assert run(study, stage) == 0


def text_of(study: Study, session: str, turn: int) -> str:
    return next(str(t.text) for t in store.load(study, "anonymised") if (t.session, t.turn) == (session, turn))


def pseudonym(study: Study, session: str, turn: int) -> str:
    return str(next(t.speaker for t in store.load(study, "anonymised") if (t.session, t.turn) == (session, turn)))


def said(text: str, session: str = "E01", speaker: str = "LINA", turn: int = 1) -> Turn:
    return Turn(session, turn, speaker, "participant", None, None, text, "")


SPEAKER = Identifier("E01", -1, 0, 0, "person", "person-0", "metadata", "replace", "Ndella Arcand")


def left(extent: str = "everything", **other: Any) -> WithdrawalDecision:
    cells: dict[str, Any] = {"id": "w", "at": "", "session": "E01", "turn": -1, "first_word": -1, "last_word": -1}
    cells |= {"who": voice(KEY, "E01", "LINA"), "extent": extent, "reason": "", "check": sketch(KEY, [LONG])}
    return WithdrawalDecision(**(cells | other))


def test_a_voice_is_known_again_by_its_words() -> None:
    """Another session, another label, a few words changed: it is the same voice; somebody else's words are not."""
    edited = LONG.replace("mardi", "lundi").upper()
    others = "Chez nous c'est l'accueil qui fait tout, avec une tablette prêtée par la mairie depuis deux ans environ."

    found = voices([said(edited, "X9", "P1"), said(others, "X9", "P2")], [left()], KEY)

    assert found == {("X9", "P1"): "erased"}


def test_a_voice_is_known_again_by_its_label() -> None:
    """Where its words were all edited, the label of its session tells."""
    assert voices([said("Tout autre chose.", speaker="Lina")], [left()], KEY) == {("E01", "Lina"): "erased"}


def test_few_words_prove_nothing() -> None:
    """« Oui. » is everybody's: a sketch of a few words recognises nobody."""
    few = "Oui, voilà, c'est ça."

    assert voices([said(few, "X9", "P1")], [left(check=sketch(KEY, [few]))], KEY) == {}


def test_a_withdrawal_tells_nothing_without_the_key() -> None:
    """The same words under another key leave another mark, and no word stands in the line."""
    assert not set(sketch(KEY, [LONG]).split("+")) & set(sketch(b"another", [LONG]).split("+"))
    assert "mardi" not in repr(left())


@pytest.mark.parametrize(
    ("extent", "text", "level"),
    [("publication", LONG, "not_quotable"), ("analysis", "[tour retiré]", "not_analysed"),
     ("everything", "[tour retiré]", "erased")],
)
def test_each_extent_is_a_level_of_consent(extent: str, text: str, level: str) -> None:
    """Publication leaves the words to the team; analysis and everything take the turn out, under its number."""
    row, = anonymised([said(LONG)], [SPEAKER], [], [], KEY, [left(extent, who="", turn=1, check="")])

    assert (row.turn, row.text, {r.level for r in row.consent}) == (1, text, {level})
    assert len(anchors.spans(row)) == len(anchors.words(LONG))
    assert bool(excerpts([row], max_words=80, min_words=5)) == (extent == "publication")


def test_a_passage_moves_with_its_words() -> None:
    """A turn added before renumbers it: its words are hidden all the same, and those of its old number are not."""
    line = left(who="", turn=1, check=anchors.check(LONG, KEY))

    rows = anonymised([said("Un tour de plus."), said(LONG, turn=2)], [SPEAKER], [], [], KEY, [line])

    assert [r.text for r in rows] == ["Un tour de plus.", "[tour retiré]"]


def test_closed_answers_go_with_who_gave_them() -> None:
    """Who leaves the analysis is no longer counted in a questionnaire; who leaves publication still is."""
    session = Session("Q", "q.csv", "questionnaire", "", "", (), ())
    table = Questionnaire(session, ("n", "oui ou non"), (("R1", "oui"), ("R2", "non")))
    questions: dict[str, Any] = {"oui ou non": {"values": ["oui", "non"]}}

    def given(extent: str) -> list[str]:
        line = left(extent, who=voice(KEY, "Q", "R1"))
        return [a.participant for a in answers([table], KEY, [line], respondent="n", questions=questions)]

    assert (given("analysis"), given("publication")) == (["R2"], ["R1", "R2"])


def test_who_only_ticked_can_be_named() -> None:
    """A respondent without a word of their own is found by their number."""
    found = target("R7", [], [], [("Q", "R7"), ("Q", "R8")]).someone

    assert found
    assert found.voices == [("Q", "R7")]


def test_who_left_the_analysis_is_no_participant() -> None:
    """Their attributes go with them; whoever stays keeps their own pseudonym."""
    people = (Person("LINA", ""), Person("ZOE", ""))
    session = Session("E01", "E01.txt", "focus_group", "", "", people, ())
    rows = [SPEAKER, replace(SPEAKER, start=1, end=1, replacement="Zélie Roux")]
    turns = [said(LONG), said("Oui.", speaker="ZOE", turn=2)]

    listed, *_ = participants(
        turns, [session], rows, [], [], KEY, [left("analysis")], attributes={}, k=1, quasi_identifiers=[],
    )

    assert [p.participant for p in listed] == ["Zélie Roux"]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a study of an interview and a group where one person speaks in both, pseudonymised."""
    root = tmp_path_factory.mktemp("withdraw") / "enquete"
    assert main(["new", str(root), "--demarche", "grille"]) == 0
    study = fill(Study(root))
    code(study)
    return root


@pytest.fixture
def study(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Give a copy of it, the current folder in it."""
    shutil.copytree(filled, tmp_path / "enquete")
    monkeypatch.chdir(tmp_path / "enquete")
    return Study()


def code(study: Study) -> None:
    """Code a passage of each of two people, and one over both; add a consent with a reason in someone's words."""
    turns = turns_by_session(store.load(study, "anonymised"))
    lines = [_coding(turns["G01"], n, *place) for n, place in enumerate([(2, 2), (3, 3), (1, 2)])]
    decisions.append(study, "claire", [*lines, _coding(turns["E01"], 9, 1, 1)])
    consent = ConsentDecision(
        id="k", at="", session="G01", turn=2, first_word=0, last_turn=2, last_word=3, level="not_quotable",
        reason="« je garde les identifiants »",
    )
    decisions.append(study, "claire", [consent])


def _coding(turns: dict[int, AnonymisedTurn], number: int, turn: int, last_turn: int) -> CodingDecision:
    place = anchors.Place(turn, 0, last_turn, len(anchors.spans(turns[last_turn])) - 1)
    return CodingDecision(
        id=f"c{number}", at="", session=turns[turn].session, turn=turn, first_word=0, last_turn=last_turn,
        last_word=place.last_word, quote=anchors.quote(turns, place), code="A1", decision=CodingVerb.ADD, mode="manual",
        definition="", check=anchors.checks(turns, place),
    )


def withdraw(who: str, extent: str = "everything") -> int:
    return main(["withdraw", who, "--from", extent, "--by", "claire", "--yes", "--sans-calcul"])


def lina(study: Study) -> str:
    return pseudonym(study, "G01", 2)


def test_a_person_leaves_everything(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """In a group the turn is « [tour retiré] » under its number and nobody's name; the others' turns are the same."""
    before = {(t.session, t.turn): t for t in store.load(study, "anonymised")}

    assert withdraw(lina(study)) == 0
    again(study)

    after = {(t.session, t.turn): t for t in store.load(study, "anonymised")}
    assert (after["G01", 2].text, after["G01", 2].speaker) == ("[tour retiré]", "")
    assert {p: t for p, t in after.items() if p != ("G01", 2)} == {
        p: t for p, t in before.items() if p[0] == "G01" and p != ("G01", 2)
    }
    told = capsys.readouterr().out
    assert "À décider : ces tours d'autres personnes répondent, ou parlent de la personne : G01:3" in told
    assert "transcripts/G01.md : tours 2 remplacés" in told
    assert (study / "transcripts/G01.md").read_text("utf-8").count("LINA : [tour retiré]") == 1


def test_where_nobody_else_speaks_the_transcript_goes(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """The command names the file before it deletes it, with all that was derived of it alone."""
    assert withdraw(lina(study)) == 0

    assert "transcripts/E01.md" in capsys.readouterr().out
    assert not (study / "transcripts/E01.md").exists()
    assert not list((study / "build/private").rglob("E01*"))
    assert [s.session for s in sessions(study)] == ["G01"]


def test_nothing_is_done_without_a_yes(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever types something else leaves everything as it was."""
    monkeypatch.setattr("builtins.input", lambda _: "peut-être")

    assert main(["withdraw", lina(study), "--from", "everything", "--by", "claire"]) == 1

    assert "Rien n'a été changé" in capsys.readouterr().err
    assert (study / "transcripts/E01.md").exists()
    assert decisions.withdrawals(study) == []


def test_nobody_s_name_stands_in_what_is_kept(study: Study) -> None:
    """Lines of withdrawals and of masks hold marks; the name still said by another stays masked."""
    name = lina(study)
    withdraw(name)
    again(study)

    written = "".join(p.read_text("utf-8") for p in (study / "decisions").rglob("*.csv")).lower()
    # Whole words: a pseudonym that is drawn may be « Galina ».
    assert not re.search(r"\b(?:ferrandeau|lina)\b", written)
    assert name in text_of(study, "G01", 3)
    assert "Ferrandeau" not in text_of(study, "G01", 3)


@pytest.mark.parametrize("name", ["autre.txt", "E01.md", "Mme F.md"])
def test_the_same_transcript_is_not_read_again(study: Study, name: str) -> None:
    """Brought back under its name or another, with a word changed, it is refused with the remedy."""
    withdraw(lina(study))
    text = INTERVIEW.replace("mardi", "jeudi")
    (study / "transcripts" / name).write_text(text if name == "E01.md" else text.replace("E01", "E77"), "utf-8")

    assert [s.session for s in sessions(study)] == ["G01"]
    parts = [p for p in transcripts(study).values() if "retirée" in getattr(p, "reason", "")]
    assert len(parts) == 1
    with pytest.raises(UnreadableTranscript, match=r"retirée de l'enquête.*Retirez le fichier"):
        parts[0].load()


def test_a_session_that_takes_the_place_is_refused_too(study: Study) -> None:
    """Another interview under the withdrawn identifier would inherit its codings."""
    withdraw(lina(study))
    (study / "transcripts/E01.md").write_text("---\nsession: E01\n---\n\nENQ : Bonjour ?\n\nP1 : Bonjour.\n", "utf-8")

    assert [s.session for s in sessions(study)] == ["G01"]
    assert not refuses(decisions.withdrawals(study), study_key(study), "E02", ["Bonjour."])


def cell(study: Study, column: str, line: str, folder: str = "codings") -> str:
    with (study / f"decisions/{folder}/claire.csv").open(encoding="utf-8", newline="") as file:
        return next(row[column] for row in csv.DictReader(file) if row["id"] == line)


def test_quotes_lose_withdrawn_words_and_keep_the_others(study: Study) -> None:
    """The one case where a decision is rewritten: lines and places stay, and the change is logged with a hash."""
    kept = {line: cell(study, "quote", line) for line in ("c1", "c2")}
    withdraw(lina(study))

    assert cell(study, "quote", "c0") == cell(study, "quote", "c9") == "[retiré]"
    assert cell(study, "quote", "c1") == kept["c1"]
    assert cell(study, "quote", "c2") == kept["c2"].split("\n")[0] + "\n[tour retiré]"
    assert cell(study, "reason", "k", "consent") == "[retiré]"
    logged = {w.who: w for w in decisions.withdrawals(study) if w.extent == "migration"}
    assert set(logged) == {"codings/claire.csv", "consent/claire.csv", "interviews/filigrane.csv"}
    assert len(logged["codings/claire.csv"].check) == 64


def test_what_people_said_of_themes_loses_withdrawn_words_too(study: Study) -> None:
    """A contrary case keeps its line and its place; its quote goes, and its memo where it repeats the words."""
    turns = turns_by_session(store.load(study, "anonymised"))
    of = _coding(turns["G01"], 1, 2, 2)
    line = ThemeDecision(
        id="t1", at="", session="G01", turn=2, first_word=0, last_turn=2, last_word=of.last_word, quote=of.quote,
        theme="droit", decision=ThemeVerb.CONTRARY, memo=of.quote, check=of.check,
    )
    decisions.append(study, "claire", [line])
    withdraw(lina(study))

    kept, = decisions.themes(study)
    assert (kept.id, kept.quote, kept.memo) == ("t1", SHOWN, SHOWN)


def test_a_memo_on_somebody_goes_with_them(study: Study) -> None:
    """In whatever words it was written; a memo on somebody who stays is kept."""
    turns = turns_by_session(store.load(study, "anonymised"))["G01"]
    writer = CodingWriter(author="ana", mode="manual", codebook=Codebook((), ()), turns={"G01": turns})
    hers, other = (memos.write(writer, MemoSubject("person", turns[n].speaker), "Une piste.") for n in (2, 3))
    assert hers.session == "" != turns[2].speaker != turns[3].speaker
    decisions.append(study, "ana", [replace(hers, id="m2"), replace(other, id="m3")])
    withdraw(lina(study))

    assert [m.memo for m in decisions.codings(study) if m.author == "ana"] == [SHOWN, "Une piste."]


def test_what_was_decided_of_a_quote_loses_its_words_too(study: Study) -> None:
    """Her quote and a reason that repeats her go; a line about what another said keeps its words."""
    turns = turns_by_session(store.load(study, "anonymised"))["G01"]
    hers, other = (
        replace(
            writing.line(
                writing.QuoteWriter(author="ana", turns={"G01": turns}), ("G01", anchors.Place(n, 0, n, 3)),
                QuoteVerb.ATTRIBUTES, "champ",
            ),
            id=f"q{n}",
        )
        for n in (2, 3)
    )
    decisions.append(study, "claire", [hers, other])
    withdraw(lina(study))

    quotes = {"q2": "[retiré]", "q3": anchors.quote(turns, anchors.Place(3, 0, 3, 3))}
    assert {line: cell(study, "quote", line, "quotes") for line in ("q2", "q3")} == quotes


def test_codings_of_others_stand_where_they_stood(study: Study) -> None:
    """Each decision about what others said finds its words again, in the same turns."""
    withdraw(lina(study))
    again(study)

    turns = turns_by_session(store.load(study, "anonymised"))["G01"]
    for d in (d for d in decisions.codings(study) if d.id in {"c1", "c2"}):
        place = anchors.Place(d.turn, d.first_word, d.last_turn, d.last_word)
        found = find(turns, place, d.quote, d.check)
        assert found
        assert (found.turn, found.last_turn) == (place.turn, place.last_turn)


def test_copies_in_caches_go_and_exports_are_recalled(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """A past table, an object of DVC's cache: deleted; an export, a memo: named; an innocent one: left."""
    rows = store.load(study, "anonymised")
    for place in ("build/excerpts.parquet", ".dvc/cache/files/md5/ab/cd", "build/tables/anonymised.parquet"):
        store.write("anonymised", rows, study / place)
    store.write("anonymised", [r for r in rows if r.turn == 3][:0], study / ".dvc/cache/files/md5/ab/ef")
    for place in ("exports/citations.txt", "codebook/memos/note.md"):
        (study / place).parent.mkdir(parents=True, exist_ok=True)
        (study / place).write_text(f"Elle dit : {text_of(study, 'G01', 2)}", "utf-8")

    withdraw(lina(study))

    assert not (study / "build/excerpts.parquet").exists()
    assert not (study / ".dvc/cache/files/md5/ab/cd").exists()
    assert (study / ".dvc/cache/files/md5/ab/ef").exists()
    assert not (study / "build/tables").exists()
    told = capsys.readouterr().out
    assert "À rappeler" in told
    assert "exports/citations.txt" in told
    assert "codebook/memos/note.md" in told


def test_what_is_left_is_found_and_told(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """The search reads git's past and a remote that is a folder too; commands for them are printed, not run."""
    for command in (["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "codings"]):
        subprocess.run(["git", *command], check=True, capture_output=True)
    remote = study / "../dépôt"
    store.write("anonymised", store.load(study, "anonymised"), remote / "files/md5/ab/cd")
    with (study / ".dvc/config").open("a", encoding="utf-8") as config:
        config.write(f"['remote \"ici\"']\n    url = {remote.resolve()}\n['remote \"loin\"']\n    url = s3://seau/x\n")

    withdraw(lina(study))

    told = capsys.readouterr().out
    assert "git filter-repo --invert-paths" in told
    assert "--path 'decisions/codings/claire.csv'" in told
    assert "dvc gc --workspace --cloud -r ici" in told
    assert "ici : files/md5/ab/cd" in told
    assert "1 commit(s) de git" in told
    assert "git : " in told
    assert "« loin » (s3://seau/x) ne se lit pas d'ici" in told
    assert NOTEBOOK not in told


def test_after_a_withdrawal_no_file_of_the_study_holds_the_words(study: Study) -> None:
    """Transcripts, decisions, private half, tables, caches: none, the study computed again."""
    known = StudyContent.of(study)
    found = words_to_find.probes(_gone(known), known.turns, known.shown)
    assert words_to_find.places(study, ("decisions", "transcripts", "build"), found)

    withdraw(lina(study))
    again(study)

    everywhere = [p.name for p in study.root.iterdir() if p.name not in {".git", "secrets"}]
    assert words_to_find.places(study, tuple(everywhere), found) == []


def _gone(known: StudyContent) -> dict[Any, Any]:
    return plan(known, target("G01:LINA", known.turns, known.identifiers), Extent.EVERYTHING, "").gone


def test_a_turn_that_cannot_be_told_apart_is_left_to_a_person(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """Said twice word for word, the file is not touched: the command names it and the turns, and nobody reads them."""
    line = next(x for x in GROUP.splitlines() if NOTEBOOK in x)
    (study / "transcripts/G01.md").write_text(f"{GROUP}\n{line}\n", "utf-8")
    again(study)

    assert withdraw("G01:2") == 0

    assert "transcripts/G01.md contient encore ces paroles" in capsys.readouterr().out
    assert NOTEBOOK in (study / "transcripts/G01.md").read_text("utf-8")


def test_a_document_is_cleared_by_hand(tmp_path: Path) -> None:
    """A word processor's file keeps past versions of itself: it is named, not rewritten."""
    document = tmp_path / "G01.docx"
    document.write_bytes(b"LINA : Oui.")

    assert traces.clear(document, {3: "Oui."}) == [3]
    assert document.read_bytes() == b"LINA : Oui."


def test_what_changed_is_told_without_the_words(study: Study) -> None:
    """« Qu'est-ce qui a changé ? » : a code left an excerpt because of a withdrawal; the text is nowhere."""
    rows = store.load(study, "anonymised")
    cut = excerpts(rows, max_words=80, min_words=5)
    one = next(e for e in cut if (e.session, e.turn) == ("G01", 2))
    end = len(one.text)
    coded = Coding("c", "G01", 2, 0, 2, end, one.text, "A1", "claire", "person", "coded", "manual", "free", "")
    tables: dict[str, list[Any]] = {"anonymised": rows, "excerpts": cut, "codings": [coded], "orphans": []}
    store.save_tables(study / "build/tables", {"tables": tables, "run": {}})

    withdraw(lina(study))
    again(study)

    before = load_before(study)
    after = store.load(study, "anonymised")
    found = changes(before, Tables(after, excerpts(after, max_words=80, min_words=5)))
    assert [(c.excerpt, c.code, c.change, c.cause) for c in found] == [(one.excerpt, "A1", "left", "withdrawal")]
    held = [p for p in (study / PREVIOUS).iterdir() if NOTEBOOK in text_of_bytes(p.read_bytes())]
    assert held == []


@pytest.mark.parametrize("who", ["G01:2", "G01:LINA"])
def test_a_passage_or_a_voice_may_be_named_by_its_place(study: Study, who: str) -> None:
    """« Publication » deletes nothing: the team still reads, no quote leaves."""
    assert withdraw(who, "publication") == 0
    again(study)

    turn = next(t for t in store.load(study, "anonymised") if (t.session, t.turn) == ("G01", 2))
    assert NOTEBOOK in turn.text
    assert {r.level for r in turn.consent} >= {"not_quotable"}
    assert (study / "transcripts/E01.md").exists()
    assert withdraw(who, "publication") == 0
    assert len([w for w in decisions.withdrawals(study) if w.session == "G01"]) == 1


def test_someone_spoken_of_may_leave_too(study: Study) -> None:
    """Whoever is named without speaking: the sentences that name them are hidden, and no other."""
    text = (study / "transcripts/G01.md").read_text("utf-8")
    more = "BERNARD : Hier j'ai vu madame Quentrec à la mairie. Il pleuvait beaucoup sur la place du marché.\n"
    (study / "transcripts/G01.md").write_text(f"{text}\n{more}", "utf-8")
    again(study)
    rows = store.load(study, "identifiers")
    named = next(i for i in rows if i.turn >= 5 and i.type == "person")

    assert withdraw(named.replacement, "analysis") == 0
    again(study)

    assert text_of(study, "G01", named.turn).endswith("[passage retiré] Il pleuvait beaucoup sur la place du marché.")


@pytest.mark.usefixtures("study")
@pytest.mark.parametrize(("who", "expected"), [("Personne Inconnue", "n'est ni un pseudonyme"), ("E01:99", "n'est ni")])
def test_who_is_not_there_is_told(who: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The message says what may be typed."""
    assert withdraw(who) == 1
    assert expected in capsys.readouterr().err


def test_a_wrong_line_never_hides_by_chance() -> None:
    """A sketch that another person's words do not answer to hides nothing of theirs."""
    other = replace(left(), who="voice-0000000000000000", check=sketch(KEY, ["tout autre chose que cela " * 8]))
    assert voices([said(LONG)], [other], KEY) == {}


def test_a_grouping_that_a_withdrawn_session_stood_for_stops_no_run(study: Study) -> None:
    """What themes.yaml keeps of her are ids, no words; her groupings keep their numbers, others are found again."""
    again(study, ("excerpts",))
    ids = sorted(e.excerpt for e in store.load(study, "excerpts"))
    hers, theirs = [e for e in ids if e.startswith("E01")], [e for e in ids if e.startswith("G01:1")]
    kept = yaml.safe_dump({
        "themes": [{"id": "t", "label": "T", "definition": "D.", "codes": [], "groupings": [4, 7]}],
        "groupings": [{"id": 4, "excerpts": hers}, {"id": 7, "excerpts": [*hers, *theirs]}],
    })
    (study / "codebook/themes.yaml").write_text(kept, "utf-8")

    assert withdraw(lina(study)) == 0
    again(study, (*STAGES, "excerpts"))
    left = [e for e in store.load(study, "excerpts") if e.speaker]
    grouped, groupings, *_ = topics(
        left, Vectors(tuple(e.excerpt for e in left), np.eye(len(left), 3, dtype=np.float32)),
        named_groupings(study), **study.params("topics"),
    )
    found, _ = themes(left, Vectors((), np.zeros((0, 0), dtype=np.float32)), [], grouped, themes_of(study))

    assert (study / "codebook/themes.yaml").read_text("utf-8") == kept
    assert not [t for t in grouped if t.excerpt in hers]
    assert 4 not in {g.topic for g in groupings}
    assert {p.excerpt for p in found} == {t.excerpt for t in grouped if t.topic == 7} >= set(theirs)
