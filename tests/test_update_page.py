"""Interviews brought in from the dashboard, and the update run from it: what is late, how far it is, how it ended."""

from __future__ import annotations

import html
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st
from filelock import FileLock
from streamlit.testing.v1 import AppTest

from dashboard.access import permissions, study_place
from dashboard.data import study_data
from dashboard.pages.mise_a_jour import words as mise_a_jour_words
from dashboard.ui import deposit, frame
from dashboard.ui.sentences import phrases, reading_phrases
from dashboard.words import coding_words
from dashboard.words import run_words as wording
from pipeline.anchoring import decisions
from pipeline.model import store
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.run import background_run
from tests.test_dashboard_pages import run
from tests.test_grid_operations import coding

SCREENS = Path(__file__).parent.parent / "dashboard/pages"
SPOKEN = "Enquêteur : Bonjour, comment allez-vous ?\nMarie : Bien.\nEnquêteur : Et ensuite ?\nMarie : Rien.\n"
PATIENCE, BADGE = 60, coding_words.TO_UPDATE


@dataclass(frozen=True)
class File:
    """A file as the browser gives it."""

    name: str
    content: bytes

    def getvalue(self) -> bytes:
        return self.content


@pytest.fixture
def study(empty_study: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """An empty study, opened on its own machine."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(empty_study))
    shown = Path(__file__).parent.parent / "params.yaml"
    (empty_study / "params.yaml").write_text(shown.read_text("utf-8"), "utf-8")
    return Study(empty_study)


def shown(test: AppTest) -> str:
    return html.unescape("".join(node.proto.body for node in test.get("html")))


def waited(study: Study) -> background_run.BackgroundRun:
    for _ in range(PATIENCE * 10):
        run = background_run.last(study)
        if run.state != "running":
            return run
        time.sleep(0.1)
    raise TimeoutError


def test_a_dropped_interview_is_copied_and_told(study: Study) -> None:
    """The file lands in ``transcripts/`` byte for byte, and its voices are told; no command is to be typed."""
    told = deposit.bring([File("E01.txt", SPOKEN.encode())])

    assert (study / "transcripts/E01.txt").read_bytes() == SPOKEN.encode()
    assert "Marie" in told
    assert "filigrane run" not in told


def test_nothing_is_replaced_and_no_path_is_followed(study: Study) -> None:
    """A file of the same name and other words stays; a name that climbs out of the folder is only a name."""
    deposit.bring([File("E01.txt", SPOKEN.encode())])
    told = deposit.bring([File("E01.txt", b"autre chose"), File("../../E02.txt", SPOKEN.encode())])

    assert (study / "transcripts/E01.txt").read_bytes() == SPOKEN.encode()
    assert "E01.txt" in told
    assert "non remplacés" in told
    assert sorted(p.name for p in (study / "transcripts").iterdir()) == ["E01.txt", "E02.txt"]
    assert not (study.root.parent / "E02.txt").exists()


def test_what_cannot_be_read_is_not_brought_in(study: Study) -> None:
    """A file in which nothing tells who speaks is told, and not kept."""
    told = deposit.bring([File("E01.docx", b"pas un document")])

    assert "NON LU" in told
    assert not (study / "transcripts/E01.docx").exists()


def test_others_bring_nothing_in(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond this machine neither the deposit nor the update is offered, even to whoever leads."""
    assert study.root.exists()
    monkeypatch.setattr(permissions, "visitor", lambda: permissions.Visitor(("read", "code", "lead"), "Rita"))

    page = AppTest.from_file(str(SCREENS / "mise_a_jour/page.py"), default_timeout=PATIENCE).run()
    home = AppTest.from_file(str(SCREENS / "enquete/page.py"), default_timeout=PATIENCE).run()
    assert not page.button
    assert not home.button
    assert wording.MACHINE_ONLY in shown(home)


def test_the_demonstration_is_tried_beside_ones_own_study(study: Study) -> None:
    """At a click the fictional corpus shows instead, and at another one's own is back, untouched."""
    home = AppTest.from_file(str(SCREENS / "enquete/page.py"), default_timeout=PATIENCE).run()
    home.button(key="empty:try").click().run()

    assert home.session_state[study_place.TRYING]
    assert wording.ON_DEMONSTRATION in shown(home)
    home.button(key="empty:back").click().run()
    assert "Déposer des entretiens" in shown(home)
    assert not (study / "transcripts").exists()


def test_a_run_that_fails_says_why(study: Study) -> None:
    """A run in a folder without a graph ends at once; what it said is kept, and shows on the page."""
    background_run.start(study)
    run = waited(study)

    assert run.state == "failed"
    assert run.said.strip()
    page = AppTest.from_file(str(SCREENS / "mise_a_jour/page.py"), default_timeout=PATIENCE).run()
    assert not page.exception
    assert mise_a_jour_words.FAILED.split(".", maxsplit=1)[0] in shown(page)


def test_a_run_is_stopped_and_only_one_goes_on(study: Study) -> None:
    """A second run is refused while one goes on; stopped, it is told to be, and leaves no process."""
    background_run.start(study)
    if background_run.last(study).state == "running":
        with pytest.raises(FiligraneError, match="déjà en cours"):
            background_run.start(study)
    background_run.cancel(study)

    assert waited(study).state in {"cancelled", "failed"}


def test_a_run_is_known_by_its_lock_after_the_dashboard_was_closed(study: Study) -> None:
    """Another process that holds the lock is a run going on; when nobody holds it, the run ended without a word."""
    folder = study / background_run.FOLDER
    folder.mkdir(parents=True)
    (folder / background_run.PID).write_text("1", "ascii")
    log = "→ lecture des transcriptions (turns)\n→ pseudonymisation (anonymised)\n"
    (folder / background_run.LOG).write_text(log, "utf-8")
    with FileLock(folder / background_run.LOCK, is_singleton=False):
        run = background_run.last(study)

    assert (run.state, run.stage, run.done) == ("running", "anonymised", 3)
    assert background_run.last(study).state == "failed"


def test_refused_transcripts_are_named(study: Study) -> None:
    """Each transcript that the last run left aside is told with its message."""
    store.save_json(study / "build/private/turns/refused.json", {"E09": "transcripts/E09.txt est vide."})

    assert background_run.refused(study) == {"E09": "transcripts/E09.txt est vide."}
    page = AppTest.from_file(str(SCREENS / "mise_a_jour/page.py"), default_timeout=PATIENCE).run()
    assert "transcripts/E09.txt est vide." in shown(page)


def test_what_changed_is_said_in_words() -> None:
    """Paths become what researchers call them; what the machine made is not a change of theirs."""
    status = {
        "turns": [{"changed deps": {"transcripts": "modified"}}, {"changed outs": {"build/private/turns": "modified"}}],
        "codings": [{"changed deps": {"decisions/codings": "modified", "build/suggestions.parquet": "modified"}}],
        "topics": [{"changed deps": {"params.yaml": {"topics.count": "modified"}}}],
    }
    found = background_run.understood(status)

    assert found.changed == ("decisions/codings", "topics.count", "transcripts")
    assert phrases.inputs_changed(found.changed) == [
        wording.CHANGED[0][1], "des décisions de codage", "les réglages : regroupements par proximité",
    ]


def test_a_new_run_is_noticed_on_an_open_page(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that still shows the run before says so."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(small_study))
    said: list[str] = []
    state = {frame.RUN_SHOWN: study_data.run_shown()}
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(st, "html", lambda body, **_: said.append(body))
    frame.look_for_new_run()
    assert not said
    (small_study / "build/tables/run.json").write_text("{}", "utf-8")
    state[frame.RUN_SHOWN] = "before"
    frame.look_for_new_run()

    assert wording.STALE in said[0]


def test_the_page_counts_what_the_first_screen_counts(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decisions that no run knows yet make one number, on the badge of every page and on this page."""
    said = [coding(name, "A3", first_word=0, last_word=4, quote="On court tout le temps") for name in ("1", "2")]
    decisions.append(Study(small_study), "ana", said)
    monkeypatch.setattr(
        background_run, "late",
        lambda _: background_run.PendingChanges(("decisions/codings",), ("codings", "themes", "tables")),
    )
    pages = [shown(run(name, small_study, monkeypatch)) for name in ("enquete/page.py", "mise_a_jour/page.py")]

    [count] = {int(found[1]) for page in pages for found in [re.search(rf"{BADGE} : (\d+) décision", page)] if found}
    assert all(reading_phrases.pending(count) in page for page in pages)
    assert phrases.task("update", count) in pages[1]
    assert "étape" not in pages[1]
