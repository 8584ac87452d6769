"""The page Écouter et corriger: gestures become lines, the file stays; a recording is heard on this machine alone."""

from __future__ import annotations

import asyncio
import html
import io
import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from dashboard.access import door, permissions
from dashboard.app.server import ROUTES
from dashboard.data import describing, recordings
from dashboard.data.describing import UnderstoodInterviews
from dashboard.pages.transcription import gestures
from dashboard.pages.transcription.gestures import ERROR, NEWS, WAITING, MendingState
from dashboard.ui.coder import CODER
from dashboard.words import run_words, ui_words
from pipeline.changes.continuity.following import Consequences
from pipeline.cli.commands.study_setup import create
from pipeline.ingest.readers.registry import transcripts
from pipeline.model.decision_rows import CodingDecision, CodingVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.new_study import BY_ID
from pipeline.model.study import Study

SCREEN = Path(__file__).parent.parent / "dashboard/pages/transcription/page.py"
SPOKEN = "ENQ : Bonjour, et le travail ?\n\nLINA : Il y en a tpor, vraiment.\n\nENQ : Et ensuite ?\n\nLINA : Voilà.\n"
PATIENCE = 60
HERE = {"host": "localhost:8501", "cookie": f"{door.COOKIE}8501={door.key(door.LAUNCH)}"}


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """A study with one interview."""
    made = Study(tmp_path / "enquete")
    create(made, BY_ID["grille"], "Essai")
    (made / "transcripts/E01.txt").write_text(SPOKEN, "utf-8")
    monkeypatch.setenv("FILIGRANE_STUDY", str(made.root))
    st.session_state.clear()
    return made


def state(study: Study, author: str = "ana") -> MendingState:
    assert study.root.exists()
    heard: UnderstoodInterviews = describing.heard()
    return MendingState("E01", heard, author)


def do(study: Study, gesture: str, **said: Any) -> None:
    on = state(study)
    gestures.HANDS.carry_out({"gesture": gesture, "token": on.token, **said}, on, on.author)


def read(study: Study) -> list[tuple[str, str]]:
    return [(t.speaker, t.text) for t in state(study).turns]


def test_words_a_voice_a_cut_and_a_join_are_written_and_taken_back(study: Study) -> None:
    """Each gesture is read at once; undone one after the other, the interview reads as it was received."""
    before = read(study)
    do(study, "save", turn=1, text="Il y en a trop, vraiment.", who="Paul")
    assert read(study)[1] == ("Paul", "Il y en a trop, vraiment.")
    assert "trop" in st.session_state[NEWS]
    do(study, "cut", turn=1, text="Il y en a trop, vraiment.", at=16, then="ENQ")
    assert read(study)[1:3] == [("Paul", "Il y en a trop,"), ("ENQ", "vraiment.")]
    do(study, "join", turn=2)
    assert read(study)[1] == ("Paul", "Il y en a trop, vraiment.")
    for _ in range(4):
        do(study, "undo")
        assert not st.session_state[ERROR]

    assert read(study) == before
    assert (study / "transcripts/E01.txt").read_text("utf-8") == SPOKEN


def test_what_would_come_loose_is_told_and_waits_for_a_yes(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written before; « Ne rien changer » lets go of it, « Corriger quand même » writes it."""
    lost = CodingDecision(
        id="x", at="", session="E01", turn=1, first_word=0, last_turn=1, last_word=0, quote="tpor", code="A1",
        decision=CodingVerb.ADD, mode="manual", definition="1",
    )
    monkeypatch.setattr(gestures, "consequences", lambda *_: Consequences(lost=(lost,)))
    before = read(study)
    do(study, "save", turn=1, text="Il y en a trop, vraiment.")
    assert any("tpor" in line for line in st.session_state[WAITING].told)
    assert read(study) == before
    do(study, "give_up")
    assert WAITING not in st.session_state
    do(study, "save", turn=1, text="Il y en a trop, vraiment.")
    do(study, "anyway")

    assert read(study)[1][1] == "Il y en a trop, vraiment."


@pytest.mark.parametrize(("gesture", "said", "told"), [
    ("save", {"turn": 1, "text": " … "}, ""), ("save", {"turn": 99, "text": "Oui."}, "n'existe pas"),
    ("save", {"turn": 1, "text": "   "}, "au moins un mot"), ("join", {"turn": 0}, "premier tour"),
    ("cut", {"turn": 1, "text": "Il y en a tpor, vraiment.", "at": 0}, "de chaque côté"),
    ("undo", {}, "rien corrigé"),
])
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    study: Study, gesture: str, said: dict[str, Any], told: str
) -> None:
    """Each refusal says why; a turn of signs alone is a turn."""
    before = read(study)
    do(study, gesture, **said)

    assert told in st.session_state[ERROR]
    assert bool(st.session_state[ERROR]) == (read(study) == before)


def test_nobody_corrects_without_a_name_nor_from_another_machine(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gesture without a name, or where others are served, writes nothing."""
    on = state(study, "")
    gestures.HANDS.carry_out({"gesture": "join", "token": on.token, "turn": 1}, on, on.author)
    assert st.session_state[ERROR] == gestures.NOBODY
    monkeypatch.setattr(permissions, "alone", lambda *_: False)
    do(study, "join", turn=1)

    assert st.session_state[ERROR]
    assert not list((study / "decisions/corrections").glob("*.csv"))


def test_the_page_shows_an_interview_and_is_closed_to_others(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """It lists what was corrected, with who did; where others are served it shows nothing of what was received."""
    do(study, "save", turn=1, text="Il y en a trop, vraiment.")
    test = AppTest.from_file(str(SCREEN), default_timeout=PATIENCE)
    test.session_state[CODER] = "ana"
    test.run()
    assert not test.exception
    said = html.unescape("".join(node.proto.body for node in test.get("html")))
    assert "le tour 1 se lit « trop » — ana" in said
    monkeypatch.setattr(permissions, "alone", lambda *_: False)
    closed = AppTest.from_file(str(SCREEN), default_timeout=PATIENCE).run()
    assert "trop" not in "".join(node.proto.body for node in closed.get("html"))


def sound(seconds: int = 2) -> bytes:
    """Make a silence of so many seconds."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 8000 * seconds)
    return made.getvalue()


@pytest.fixture
def recorded(study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The recording of the interview, in a folder that somebody pointed to."""
    folder = tmp_path / "enregistrements"
    folder.mkdir()
    (folder / "e01.WAV").write_bytes(sound())
    recordings.point(study, str(folder))
    monkeypatch.setattr(permissions, "logs_in", lambda: False)
    monkeypatch.setattr(st, "get_option", lambda _: "127.0.0.1")
    return folder / "e01.WAV"


@dataclass
class Answer:
    """What a server says: its code, its headers, its bytes."""

    status_code: int
    headers: dict[str, str]
    content: bytes


def get(path: str, headers: dict[str, str]) -> Answer:
    """Ask the routes alone, without Streamlit's runtime, as somebody of this machine does."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        # Nobody hangs up.
        return await asyncio.Event().wait() and {}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
        "scheme": "http", "http_version": "1.1", "client": ("127.0.0.1", 5000), "server": ("127.0.0.1", 8501),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(Starlette(routes=ROUTES)(scope, receive, send))
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], told, b"".join(m.get("body", b"") for m in sent[1:]))


def test_a_stretch_of_a_recording_is_served_from_where_it_lies(study: Study, recorded: Path) -> None:
    """Any stretch of the file is given to the byte, nothing is kept by the browser, nothing is copied in the study."""
    there = recordings.of(study, "E01")
    assert there == recorded
    whole = recorded.read_bytes()
    answer = get(recordings.address("E01"), HERE | {"range": "bytes=1000-1999"})

    assert answer.status_code == 206
    assert answer.content == whole[1000:2000]
    assert answer.headers["content-range"] == f"bytes 1000-1999/{len(whole)}"
    assert answer.headers["cache-control"] == "no-store"
    assert get(recordings.address("E01"), HERE).content == whole
    assert not [p for p in study.root.rglob("*") if p.is_file() and p.stat().st_size == len(whole)]


REFUSED: dict[str, Callable[[dict[str, str]], dict[str, str]]] = {
    "another name": lambda h: h | {"host": "enquete.labo.example"},
    "another site": lambda h: h | {"sec-fetch-site": "cross-site"},
    "no cookie": lambda h: {"host": h["host"]},
}


@pytest.mark.parametrize("way", REFUSED)
def test_a_recording_is_refused_as_a_private_page_is(study: Study, recorded: Path, way: str) -> None:
    """Through another name, from another site, with another address, or where people log in: nothing is heard."""
    assert recorded.exists()
    assert get(recordings.address("E01"), REFUSED[way](HERE)).status_code == 404
    mark, session = recordings.address("E01").split("/")[-2:]
    other = f"{recordings.ROUTE}/{mark[::-1]}/{session}"
    assert get(other, HERE).status_code == 404
    assert get(f"{recordings.ROUTE}/{mark}/E02", HERE).status_code == 404
    assert study.root.exists()


def test_a_recording_is_refused_where_people_log_in(
    study: Study, recorded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server of a team hears nothing, whoever asks."""
    assert recordings.of(study, "E01") == recorded
    monkeypatch.setattr(permissions, "logs_in", lambda: True)

    assert get(recordings.address("E01"), HERE).status_code == 404


def test_a_recording_is_found_by_its_name_or_by_the_table(study: Study, tmp_path: Path) -> None:
    """The same name, accents and case apart; a column of sessions.csv comes first; a folder must exist."""
    assert recordings.of(study, "E01") is None
    with pytest.raises(FiligraneError, match="n'est pas un dossier"):
        recordings.point(study, str(tmp_path / "nulle part"))
    (tmp_path / "sons").mkdir()
    for name in ("E01.mp3", "autre.m4a", "E01.docx"):
        (tmp_path / "sons" / name).write_bytes(b"x")
    recordings.point(study, str(tmp_path / "sons"))
    assert recordings.of(study, "E01") == tmp_path / "sons/E01.mp3"
    table = "session;fichier;enregistrement\nE01;E01.txt;autre.m4a\n"
    (study / "transcripts/sessions.csv").write_text(table, "utf-8")

    assert recordings.of(study, "E01") == tmp_path / "sons/autre.m4a"
    assert transcripts(study).keys() == {"E01"}
    recordings.point(study, "")
    assert recordings.of(study, "E01") is None


def test_the_page_is_private() -> None:
    """It is among those that only the machine of the study opens, and says what it is for."""
    assert permissions.PAGES["transcription"] == "own"
    assert run_words.LISTEN in ui_words.HELP
