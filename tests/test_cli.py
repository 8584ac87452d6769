"""The command line: everything seen is in French, a new study is whole and private, nothing is overwritten."""

from __future__ import annotations

import importlib
import io
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import typing
import webbrowser
from pathlib import Path

import psutil
import pytest
import yaml

from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import FOLDERS
from pipeline.changes import change_words as comparing
from pipeline.changes.changes import Change
from pipeline.changes.past_tables import PREVIOUS, keep_previous
from pipeline.cli import COMMANDS, Unheard, cli_words, main, parser
from pipeline.cli.commands import dashboard, inspection, study_setup
from pipeline.cli.commands.run import tell
from pipeline.cli.commands.study_setup import refresh
from pipeline.model import new_study, store
from pipeline.model.contracts import AnonymisedTurn, Identifier, Orphan, Turn
from pipeline.model.errors import FiligraneError
from pipeline.model.new_study import APPROACHES, BY_ID
from pipeline.model.study import Study
from pipeline.model.terminal import answer
from pipeline.run.current_run import Remaining, environment
from pipeline.run.flow import PACKAGE, STAGES, seal, sealed

ENGLISH = re.compile(r"\b(usage|positional|options:|optional|show this|error|required|invalid|choose|expected)\b")


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Give a new study, the current folder in it."""
    assert main(["new", str(tmp_path / "enquete"), "--demarche", "grille", "--titre", "L'aide sociale"]) == 0
    monkeypatch.chdir(tmp_path / "enquete")
    return Study()


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Give all that was printed."""
    out, err = capsys.readouterr()
    return out + err


@pytest.mark.parametrize("arguments", [["--help"], *([command, "--help"] for command in COMMANDS)])
def test_help_is_in_french(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Every help page can be read without English."""
    with pytest.raises(SystemExit, match="0"):
        main(arguments)

    assert not ENGLISH.search(said(capsys))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "il manque COMMANDE"),
        (["nouvelle"], "« nouvelle » est inconnu"),
        (["new"], "il manque DOSSIER"),
        (["new", "a", "--demarche", "magique"], "« magique » est inconnu"),
        (["doctor", "--vite"], "je ne connais pas --vite"),
        (["dashboard", "--port"], "il faut une valeur"),
        (["dashboard", "--port", "x"], "« x » ne convient pas"),
    ],
)
def test_a_slip_is_told_in_french(arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The words of argparse itself are French too."""
    with pytest.raises(SystemExit, match="2"):
        main(arguments)

    told = said(capsys)
    assert expected in told
    assert not ENGLISH.search(told)


def test_commands_are_those_of_the_parser() -> None:
    """Each command is told by the module said to hold it, and no module is left out."""
    modules = {p.stem for p in (PACKAGE / "cli/commands").glob("*.py")} - {"__init__"}
    told = {name: m for m in modules for name in importlib.import_module(f"pipeline.cli.commands.{m}").COMMANDS}
    assert told == COMMANDS
    assert all(name in parser().format_help() for name in COMMANDS)


def test_every_stage_has_words_for_those_who_wait() -> None:
    """The progress of a run speaks of all stages, and of no other."""
    assert set(cli_words.STAGES) == set(STAGES)


def test_a_new_study_holds_everything_it_needs(study: Study) -> None:
    """Folders, grid, settings, secret, graph and seals are there; no transcript, no decision is."""
    params = yaml.safe_load((study / "params.yaml").read_text("utf-8"))

    assert params["study"]["title"] == "L'aide sociale"
    assert params["study"]["fictional"] is False
    assert set(params) == set(yaml.safe_load((new_study.PROJECT / "params.yaml").read_text("utf-8")))
    assert all((study / f"decisions/{folder}").is_dir() for folder in FOLDERS.values())
    assert [p.name for p in (study / "transcripts").iterdir()] == [".gitkeep"]
    assert (study / "codebook/codebook.yaml").exists()
    assert all((study / seal(stage)).read_text("utf-8") == sealed(stage) for stage in STAGES)


def test_the_secret_is_drawn_for_each_study_and_kept_to_its_owner(study: Study) -> None:
    """A new study never has the demonstration's secret, and other accounts cannot read it."""
    key = study / "secrets/study.key"

    assert key.read_text("ascii") != (PACKAGE.parent / "secrets/study.key").read_text("ascii")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


@pytest.mark.skipif(shutil.which("git") is None, reason="git n'est pas installé")
def test_git_sees_neither_transcript_nor_secret_nor_what_is_derived(study: Study) -> None:
    """What a team shares holds its grid and its decisions; what was said stays on the machine."""
    for place in ("transcripts/Mme Untel.txt", "build/private/x", "build/tables/x", "exports/x", ".filigrane/lock/x"):
        (study / place).parent.mkdir(parents=True, exist_ok=True)
        (study / place).write_text("x", "utf-8")
    subprocess.run(["git", "add", "--all"], check=True)
    tracked = subprocess.run(["git", "ls-files"], check=True, capture_output=True, text=True).stdout.split("\n")

    assert not [p for p in tracked if p.startswith(("build/", "exports/", ".filigrane/lock"))]
    assert not [p for p in tracked if p.endswith((".key", ".txt"))]
    assert {"dvc.yaml", "params.yaml", "codebook/codebook.yaml", "transcripts/.gitkeep", ".dvc/config"} <= set(tracked)


def test_a_study_without_git_tells_dvc_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is absent, DVC works alone."""
    monkeypatch.setattr(study_setup.shutil, "which", lambda _name: None)  # type: ignore[attr-defined]
    main(["new", str(tmp_path / "seule")])

    assert "no_scm = true" in (tmp_path / "seule/.dvc/config").read_text("utf-8")


def test_a_new_study_never_overwrites(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds something is left as it is, and said to be."""
    before = (study / "params.yaml").read_bytes()

    assert main(["new", "."]) == 1
    assert "rien n'a été touché" in said(capsys)
    assert (study / "params.yaml").read_bytes() == before


@pytest.mark.parametrize("approach", APPROACHES, ids=lambda approach: approach.id)
def test_an_approach_sets_defaults_of_the_screens_only(approach: object) -> None:
    """Whatever the approach, the computation is set the same: only section « study » differs."""
    chosen = BY_ID[getattr(approach, "id", "")]
    texts = new_study.texts(chosen, "x")
    params = yaml.safe_load(texts["params.yaml"])
    other = yaml.safe_load(new_study.texts(BY_ID["contenu"], "x")["params.yaml"])

    assert {k: v for k, v in params.items() if k != "study"} == {k: v for k, v in other.items() if k != "study"}
    assert params["study"]["approach"] == chosen.id
    assert params["study"]["suggestions"] == ("hidden" if chosen.id in {"reflexive", "lexicometrie"} else "shown")


def test_the_approach_is_asked_when_someone_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """« Quelle démarche ? »: a number, asked again until it is one; Enter takes the default."""
    answers = iter(["neuf", "1", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))

    assert study_setup.ask().id == "reflexive"
    assert study_setup.ask().id == "grille"


def test_nobody_is_asked_when_nobody_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a script, the default is taken without a question."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    assert study_setup.ask().id == "grille"


def test_input_that_ends_before_the_answer_is_said_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-D at the question: one sentence, code 1, and no folder; a closed input is nobody there."""
    ended = io.StringIO("")
    monkeypatch.setattr(ended, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", ended)
    assert main(["new", str(tmp_path / "arrêtée")]) == 1
    assert "L'entrée s'est fermée avant la réponse : rien n'a été fait." in said(capsys)
    assert not (tmp_path / "arrêtée").exists()

    monkeypatch.setattr("sys.stdin", None)
    assert study_setup.ask().id == "grille"
    with pytest.raises(FiligraneError, match="L'entrée s'est fermée"):
        answer("Oui ou non ? ")


def test_a_key_is_never_replaced(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """Another secret would give everyone another pseudonym."""
    before = (study / "secrets/study.key").read_bytes()

    assert main(["key"]) == 1
    assert "existe déjà" in said(capsys)
    assert (study / "secrets/study.key").read_bytes() == before


@pytest.mark.parametrize("command", ["run", "dashboard", "doctor", "key", "upgrade"])
def test_a_folder_that_is_no_study_is_said_to_be_none(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says how to make one."""
    monkeypatch.chdir(tmp_path)

    assert main([command]) == 1
    assert "filigrane new" in said(capsys)


def test_upgrade_rewrites_what_differs_and_nothing_else(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """A seal of other code is replaced; a second upgrade finds nothing to do."""
    (study / seal("turns")).write_text("autre code\n", "utf-8")

    assert main(["upgrade"]) == 0
    assert seal("turns") in said(capsys)
    assert refresh(study) == []


def test_the_run_before_is_kept_for_comparison(study: Study) -> None:
    """What the dashboard showed is set aside whole before it is computed again."""
    (study / "build/tables").mkdir(parents=True)
    (study / "build/tables/run.json").write_text("{}", "utf-8")
    (study / PREVIOUS).mkdir(parents=True)
    (study / PREVIOUS / "ancien.parquet").touch()

    keep_previous(study)

    assert [p.name for p in (study / PREVIOUS).iterdir()] == ["run.json"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Running stage 'turns':", "→ lecture des transcriptions (turns)\n"),
        ("> python -m pipeline turns", ""),
        ("Stage 'turns' didn't change, skipping", ""),
        ("Use `dvc push` to send your updates to remote storage.", ""),
        ("ERROR: failed to reproduce 'leaks': failed to run: python -m pipeline leaks, exited with 1",
         "\nLe calcul s'arrête à l'étape : recherche de fuites (leaks). Le message ci-dessus dit que faire.\n"),
        ("À reprendre : transcripts/a.txt est vide.", "À reprendre : transcripts/a.txt est vide.\n"),
    ],
)
def test_progress_is_told_in_french(line: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """DVC's English is translated or left out; what a stage says passes."""
    tell(line, Remaining({}))

    assert capsys.readouterr().out == told


def test_python_is_that_of_this_environment() -> None:
    """Stages run with the Python that runs the command, whatever the machine calls python."""
    python = shutil.which("python", path=environment()["PATH"])

    assert python
    assert Path(python).parent == Path(shutil.which("python", path=environment()["PATH"]) or "").parent


def test_the_dashboard_listens_to_this_machine_only() -> None:
    """Loopback, no statistics, no question about an address, and the installed application."""
    command = dashboard.command(8501)

    assert {"--server.address=127.0.0.1", "--browser.gatherUsageStats=false", "--server.headless=true"} <= set(command)
    assert dashboard.app().exists()


def test_the_dashboard_opens_before_a_first_run(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    """An empty study opens too: its first screen takes interviews in."""
    served: list[list[str]] = []

    def serve(command: list[str], _: Path, variables: dict[str, str], started: object) -> int:
        served.append([*command, variables[dashboard.TOKEN]])
        assert started is None
        return 0

    monkeypatch.setattr(dashboard, "serve", serve)
    assert study.root.exists()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = str(probe.getsockname()[1])

    assert main(["dashboard", "--sans-navigateur", "--port", free]) == 0
    assert main(["dashboard", "--sans-navigateur", "--port", free]) == 0
    (*command, first), (*_, second) = served
    told = said(capsys)
    assert "--server.address=127.0.0.1" in command
    # A token a launch, told to whoever launched it and written on no command line, which all accounts can read.
    assert first != second
    assert f"http://127.0.0.1:{free}/?jeton={first}" in told
    assert first not in " ".join(command)


@pytest.mark.skipif(os.name == "nt", reason="Windows cache aux autres comptes ce que l'on lance")
def test_a_browser_is_opened_on_a_file_that_its_owner_alone_reads(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a browser is started with is read by all accounts of a machine: the token is not there."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    with socket.create_server(("127.0.0.1", 0)) as listening, subprocess.Popen([sys.executable, "-c", ""]) as server:
        port = listening.getsockname()[1]
        dashboard.show(study, port, dashboard.opening(port, "jeton-secret"), server)
    (address,) = opened
    page = study / dashboard.OPENING.format(port=port)

    assert address == page.resolve().as_uri()
    assert "jeton-secret" not in address
    assert page.stat().st_mode & 0o777 == 0o600
    assert f'url=http://127.0.0.1:{port}/?jeton=jeton-secret"' in page.read_text("utf-8")


# Tests that run in the background inherit signals that are ignored there.
SERVING = """
import signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from pipeline.cli.commands.dashboard import serve
server = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
serve([sys.executable, "-c", server], Path.cwd(), {})
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows n'a pas ces signaux")
@pytest.mark.parametrize("stop", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_what_stops_the_dashboard_stops_its_server(stop: str) -> None:
    """A service that is stopped, a key, a terminal that closes: nothing goes on listening."""
    with subprocess.Popen([sys.executable, "-c", SERVING], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          text=True) as command:
        server = int((command.stdout or io.StringIO()).readline())
        assert psutil.pid_exists(server)
        command.send_signal(getattr(signal, stop))
        assert command.wait(20) != 0

    assert not psutil.pid_exists(server)


def test_changes_without_a_run_before_say_so(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to compare a first run with."""
    assert study.root.exists()
    assert main(["changes"]) == 1
    assert "filigrane run" in said(capsys)


def test_every_kind_and_cause_of_change_has_words() -> None:
    """What the comparison may answer can be said in French."""
    hints = typing.get_type_hints(Change)

    assert set(comparing.KINDS) == set(typing.get_args(hints["change"]))
    assert set(comparing.CAUSES) == set(typing.get_args(hints["cause"]))


def test_a_healthy_study_is_said_to_be(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to say of a new study."""
    assert study.root.exists()
    assert main(["doctor"]) == 0
    assert "Tout est en ordre" in said(capsys)


def test_the_doctor_finds_what_is_wrong(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """A readable secret, a cached private out, a refused transcript, an orphan, a name in the cache: all are told."""
    (study / "secrets/study.key").chmod(0o644)
    graph = (study / "dvc.yaml").read_text("utf-8")
    (study / "dvc.yaml").write_text(graph.replace("build/private/identifiers.parquet:\n        cache: false",
                                                  "build/private/identifiers.parquet"), "utf-8")
    store.save_json(study / "build/private/turns/refused.json", {"E09": "transcripts/E09.txt est vide."})
    store.save(study, "orphans", [Orphan("codings/lea.csv", 7, "a", "lea", "E01", 2, "A1", "", "passage absent")])
    plant_in_cache(study)

    assert main(["doctor"]) == 1
    told = said(capsys)
    for expected in (
        "chmod 600", "build/private/identifiers.parquet", "E09.txt est vide", "lea.csv, ligne 7",
        ".dvc/cache/files/md5/ab/cd",
    ):
        assert expected in told
    assert "Davenel" not in told


def plant_in_cache(study: Study) -> None:
    """Leave a name that is private today in a file that DVC kept from yesterday."""
    turn = Turn("E01", 0, "L", "participant", None, None, "Moi c'est Davenel", "E01.txt")
    store.write("turns", [turn], study / "build/private/turns/E01.parquet")
    mask = Identifier("E01", 0, 10, 17, "person", "p1", "ner", "replace", "Morin")
    store.save(study, "identifiers", [mask])
    (study / ".dvc/cache/files/md5/ab").mkdir(parents=True)
    (study / ".dvc/cache/files/md5/ab/cd").write_text("alors Davenel disait", "utf-8")


def test_the_doctor_sees_what_git_should_not_follow(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """A transcript added to git by force is reported, by count."""
    (study / "transcripts/Mme Untel.txt").write_text("x", "utf-8")
    subprocess.run(["git", "add", "--force", "transcripts"], check=True)

    assert list(inspection.check_git(study))
    assert "Untel" not in said(capsys)


def test_a_signature_is_a_line_of_who_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signing writes one line per session in the reader's file; a session that is not there is refused."""
    monkeypatch.chdir(tmp_path)
    turn = AnonymisedTurn("E01", 0, "Lou", "participant", None, None, "oui", (), (), (0,))
    store.save(Study(tmp_path), "anonymised", [turn])

    assert main(["sign", "E01", "--by", "ana"]) == 0
    assert [(d.session, d.action, d.author) for d in decisions.identifiers(Study(tmp_path))] == [("E01", "sign", "ana")]
    assert main(["sign", "E02", "--by", "ana"]) == 1


def test_a_taken_port_is_told_with_a_remedy() -> None:
    """A second dashboard on the same port is refused in French, with what to type."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(FiligraneError, match=f"--port {port + 1}"):
            dashboard.refuse_taken(port)


def test_an_empty_study_has_no_question_and_no_list_of_the_demonstration() -> None:
    """Attributes keep the words received, and the demonstration's questionnaire is not asked of anyone."""
    params = yaml.safe_load(new_study.texts(BY_ID["grille"], "Bergeries")["params.yaml"])

    assert params["answers"]["questions"] == {}
    assert [a for a, rule in params["participants"]["attributes"].items() if "values" in rule] == ["type"]


def test_a_command_whose_words_nobody_reads_goes_to_its_end() -> None:
    """« withdraw … | head » closes the pipe: what is written there is let go."""
    read, written = os.pipe()
    os.close(read)
    with io.BufferedWriter(Unheard(written, "wb")) as unread:
        unread.write(b"mot " * 100_000)
