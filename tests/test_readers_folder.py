"""The folder of transcripts: sessions, their metadata, and every file accounted for."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from pipeline.ingest.readers import registry as readers
from pipeline.ingest.readers.received_files import OpenAnswers
from pipeline.ingest.session import Person
from pipeline.model.errors import FiligraneError, UnreadableTranscript
from pipeline.model.study import Study

HEAD = """---
session: E01
type: entretien_collectif
date: 2015-02-17
duree_min: 58
terrain: "Lyon"
champ: [logement, budget]
couleur: bleu
personnes:
  - {locuteur: "A.R.", nom: "Aurélie Rouvière", age: 34, statut: agent_accueil, anciennete_ans: 0}
enqueteur: "ENQ"
---
ENQ : Bonjour ?

A.R. : Bonjour.
"""
PLAIN = "ENQ : Bonjour ?\n\nA.R. : Bonjour."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    put(Study(tmp_path), "../secrets/study.key", "00ff")
    return Study(tmp_path)


def put(study: Study, file: str, content: str | bytes) -> None:
    path = study / f"transcripts/{file}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.resolve().parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def refusals(study: Study) -> list[str]:
    found = []
    for part in readers.transcripts(study).values():
        try:
            part.load()
        except UnreadableTranscript as error:
            found.append(str(error))
    return found


def test_front_matter_describes_the_session(study: Study) -> None:
    """Keys stay as written, values become strings, an unknown key is kept."""
    put(study, "entretien 1.md", HEAD)

    [session] = readers.sessions(study)

    assert (session.session, session.file, session.type) == ("E01", "entretien 1.md", "entretien_collectif")
    assert (session.date, session.place, session.interviewers) == ("2015-02-17", "Lyon", ("ENQ",))
    assert session.attributes == {
        "type": "entretien_collectif", "date": "2015-02-17", "duree_min": "58", "terrain": "Lyon",
        "champ": "logement, budget", "couleur": "bleu",
    }
    assert session.people == (
        Person("A.R.", "Aurélie Rouvière", {"age": "34", "statut": "agent_accueil", "anciennete_ans": "0"}),
    )


@pytest.mark.parametrize("delimiter", [";", ","])
def test_sessions_csv_describes_files_that_do_not(study: Study, delimiter: str) -> None:
    """One row per person; what varies between people is told of each."""
    rows = [
        "session;fichier;type;terrain;champ;enqueteur;locuteur;nom;age;syndicat",
        "G01;groupe.txt;focus_group;Lille;logement;MOD;P1;Martine Delobel;54;oui",
        "G01;groupe.txt;focus_group;Lille;budget;MOD;P2;Gaëtan Six;44;",
    ]
    put(study, "sessions.csv", "\ufeff" + "\r\n".join(rows).replace(";", delimiter))
    put(study, "groupe.txt", PLAIN)

    [session] = readers.sessions(study)

    assert (session.session, session.place, session.attributes["champ"]) == ("G01", "Lille", "logement, budget")
    assert session.people == (
        Person("P1", "Martine Delobel", {"champ": "logement", "age": "54", "syndicat": "oui"}),
        Person("P2", "Gaëtan Six", {"champ": "budget", "age": "44"}),
    )


def test_the_file_has_the_last_word_on_itself(study: Study) -> None:
    """sessions.csv completes a front matter and never contradicts it."""
    put(study, "E01.md", HEAD)
    put(study, "sessions.csv", "session;terrain;milieu\nE01;Brest;urbain\n")

    [session] = readers.sessions(study)

    assert (session.place, session.attributes["milieu"]) == ("Lyon", "urbain")


@pytest.mark.parametrize(("file", "identifier"), [("E07.txt", "E07"), ("sous-dossier/C12.txt", "C12")])
def test_a_file_named_by_an_identifier_keeps_it(study: Study, file: str, identifier: str) -> None:
    """A letter and a number name nobody."""
    put(study, file, PLAIN)

    assert list(readers.transcripts(study)) == [identifier]


def test_a_file_named_after_someone_gets_an_opaque_identifier(study: Study) -> None:
    """Identifiers leave the private half: no file name goes with them, and each run gives the same."""
    put(study, "Entretien Prudence Mabiala.txt", PLAIN)

    [identifier] = readers.transcripts(study)

    assert identifier == readers.sessions(study)[0].session
    assert len(identifier) == 7
    assert identifier[0] == "S"
    assert set(identifier[1:]) <= set("0123456789abcdef")


def test_two_files_with_one_identifier_never_overwrite_each_other(study: Study) -> None:
    """The second is refused by name; the first is read."""
    put(study, "E01.md", HEAD)
    put(study, "E01.txt", PLAIN)
    put(study, "copie.md", HEAD)

    assert [s.file for s in readers.sessions(study)] == ["E01.md"]
    assert len(readers.transcripts(study)) == 3
    assert all("même identifiant de session (E01)" in r for r in refusals(study))
    assert len(refusals(study)) == 2


@pytest.mark.parametrize(
    ("file", "content", "remedy"),
    [
        ("E05.xyz", b"oui", ".docx"),
        ("E05", b"ENQ : oui", "sans suffixe"),
        ("budget.csv", b"a;b\n1;2", "type « questionnaire »"),
        ("questionnaire.csv", b"", "vide"),
        ("E05.txt", b"---\nsession: [\n---\nE : oui", "clé: valeur"),
        ("E05.txt", b"---\nsession: ../Prudence\n---\nE : oui", "identifiant de session"),
        ("E05.md", b"---\npersonnes: Prudence\n---\nE : oui", "personnes"),
        ("E05.txt", b"", "vide"),
    ],
)
def test_one_bad_file_stops_only_itself(study: Study, file: str, content: bytes, remedy: str) -> None:
    """It is refused by name with its remedy, and the others are listed all the same."""
    put(study, "E01.md", HEAD)
    put(study, file, content)

    assert [s.session for s in readers.sessions(study)] == ["E01"]
    [refusal] = refusals(study)
    assert file in refusal
    assert remedy in refusal


def test_a_refused_file_takes_no_identifier_from_one_that_reads(study: Study) -> None:
    """An old Word document beside its transcript is refused under another identifier."""
    put(study, "E05.doc", b"%PDF")
    put(study, "E05.txt", PLAIN)

    parts = readers.transcripts(study)

    assert parts["E05"].load().session.file == "E05.txt"
    assert len(parts) == 2


def test_a_session_described_but_absent_is_said(study: Study) -> None:
    """A row of sessions.csv without its file is not passed over."""
    put(study, "sessions.csv", "session;fichier\nE09;E09.docx\n")

    assert refusals(study) == [
        "sessions.csv parle de « E09.docx », absent de transcripts/ : posez-y le fichier, ou retirez la ligne."
    ]


def test_a_broken_sessions_csv_stops_everything(study: Study) -> None:
    """Without it, names that it knows would not be masked."""
    put(study, "E01.md", HEAD)
    put(study, "sessions.csv", "nom;age\nPrudence;38\n")

    with pytest.raises(FiligraneError, match=r"sessions\.csv : il manque"):
        readers.transcripts(study)


@pytest.mark.parametrize(
    "file", [".DS_Store", "~$E01.docx", "LISEZMOI.md", "README.txt", ".cache/E03.txt", "Thumbs.db"]
)
def test_what_is_no_transcript_is_passed_over(study: Study, file: str) -> None:
    """Notices, hidden files and those of the system or of an open Word document."""
    put(study, file, "rien")

    assert readers.transcripts(study) == {}


def test_questionnaires_are_declared_or_named_so(study: Study) -> None:
    """A declared table keeps its identifier; one named « questionnaire » needs no declaration."""
    put(study, "sessions.csv", "session;fichier;type\nQ01;reponses.csv;questionnaire\n")
    put(study, "reponses.csv", "repondant;q1\nR001;oui\n")
    put(study, "questionnaire 2015.csv", "repondant;q1\nR001;non\n")

    found = {q.session.session: (q.file, q.header, q.rows) for q in readers.questionnaires(study)}

    assert found.pop("Q01") == ("reponses.csv", ("repondant", "q1"), (("R001", "oui"),))
    assert [file for file, _, _ in found.values()] == ["questionnaire 2015.csv"]
    assert set(map(type, readers.transcripts(study).values())) == {OpenAnswers}
    assert {s.type for s in readers.sessions(study)} == {"questionnaire"}


def test_a_digest_follows_the_words_and_the_metadata(study: Study) -> None:
    """What a session's turns depend on is in its digest, and nothing else."""
    def digest() -> str:
        return readers.transcripts(study)["E01"].digest

    put(study, "E01.txt", PLAIN)
    put(study, "sessions.csv", "session;terrain\nE01;Lyon\nE02;Brest\n")
    first = digest()
    put(study, "sessions.csv", "session;terrain\nE01;Lyon\nE02;Nantes\n")
    assert digest() == first
    put(study, "sessions.csv", "session;terrain\nE01;Paris\n")
    second = digest()
    put(study, "E01.txt", PLAIN + " Si.")
    assert len({first, second, digest()}) == 3


def test_parts_travel_to_another_process(study: Study) -> None:
    """A transcript still to be read, and one refused, can be pickled."""
    put(study, "E01.md", HEAD)
    put(study, "E02.pdf", b"%PDF")

    parts = readers.transcripts(study)

    assert pickle.loads(pickle.dumps(parts)) == parts  # noqa: S301 - our own bytes
