"""The graph: one word for a stage everywhere, two doors out of the private half, pure stages."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest
import yaml

from pipeline.model.contracts import ARTEFACTS
from pipeline.model.study import HEADLINES, METRICS
from pipeline.run.flow import (
    COMPANIONS,
    PACKAGE,
    PLOTS,
    SOURCES,
    STAGES,
    TABLES,
    closure,
    dvc_yaml,
    graph,
    seal,
    sealed,
    stage,
)

PROJECT = PACKAGE.parent
PRIVATE = {name for name, artefact in ARTEFACTS.items() if artefact.private}
DOORS = {"anonymised", "participants"}
# These read private data too, and neither is a door: what they make holds no word that anyone said.
KEYHOLES = {
    "leaks": "its report gives files, kinds and numbers, never a name",
    "answers": "it copies no cell: each answer is one of the closed answers declared in params.yaml",
}
RAW = {"transcripts", "sessions", "questionnaires"}
FORBIDDEN = {
    "logging", "os", "time", "random", "subprocess", "socket", "requests", "urllib", "pipeline.model.store",
    "pipeline.model.study",
    "pipeline.model.study_key", "pipeline.run.incremental", "pipeline.ingest.readers.registry.transcripts",
    "pipeline.ingest.readers.registry.sessions", "pipeline.ingest.readers.registry.questionnaires",
    "pipeline.codebook.grid.codebook", "pipeline.codebook.grid.themes",
    *(f"pipeline.anchoring.decisions.{reader}"
      for reader in ("read", "append", "codings", "identifiers", "consent", "roles", "themes")),
}
MAY_OPEN_FILES = {
    "pipeline.model.store", "pipeline.pseudonymise.leak_search.made_files", "pipeline.anchoring.decisions",
    "pipeline.model.files", "pipeline.model.decision_files", "pipeline.model.decision_tables", "pipeline.codebook.grid",
    "pipeline.model.study", "pipeline.model.study_key", "pipeline.run.flow", "pipeline.cli",
    "pipeline.ingest.readers.received_files",
    "pipeline.model.new_study", "pipeline.__main__", "pipeline.changes.past_tables", "pipeline.run.incremental",
    "pipeline.codebook.grid_files",
    "pipeline.model.former_names",  # moves what the last version called otherwise, and rewrites its settings
    "pipeline.changes.recall",  # takes files out of git's past, for as long as it computes again
    "pipeline.cli.commands.dashboard",  # looks whether people log in to the server of a study
    # a run started from the dashboard: its state and its log
    "pipeline.run.background_run",
    "pipeline.run.current_run",  # how long stages took, whether the last run ended, who computes in a study
    "pipeline.run.dvc_setup",  # keeps DVC's lock whole
    "pipeline.model.terminal",  # writes the details of an error beside what is private
    # projects of other tools, read where they lie; what comes of them is written whole, or taken back
    "pipeline.projects.refi", "pipeline.projects.bringing_in", "pipeline.projects.sonal",
    "pipeline.projects.marked_texts", "pipeline.projects.project_reception",
    # what people wrote, before it is kept or written
    "pipeline.vault.versions.repository", "pipeline.pseudonymise.describe.sheet",
    "pipeline.pseudonymise.resolve.pseudonyms",  # reads the package's own list of surnames
}
FOLDERS = (
    "pipeline.ingest.readers", "pipeline.cli.commands", "pipeline.language", "pipeline.publish", "pipeline.vault",
)
OPENS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "glob", "rglob", "iterdir"}


def modules() -> list[str]:
    return sorted(name(path) for path in PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def tree(module: str) -> ast.Module:
    place = PROJECT.joinpath(*module.split("."))
    path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    return ast.parse(path.read_text("utf-8"))


def imports(module: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_one_word_names_a_stage_everywhere() -> None:
    """A stage is a module, a function, an entry of dvc.yaml; its settings are a section of params.yaml."""
    params = yaml.safe_load((PROJECT / "params.yaml").read_text("utf-8"))

    assert {p.stem for p in (PACKAGE / "stages").glob("*.py")} - {"__init__"} == set(STAGES)
    assert set(yaml.safe_load((PROJECT / "dvc.yaml").read_text("utf-8"))["stages"]) == set(STAGES)
    assert set(params) - {"study", "executor"} == {s for s in STAGES if stage(s).settings}


@pytest.mark.parametrize("one", STAGES)
def test_the_settings_of_a_stage_are_those_of_its_section(one: str) -> None:
    """Every keyword of the function stands in params.yaml, no other does, and none has a default in the code."""
    section = yaml.safe_load((PROJECT / "params.yaml").read_text("utf-8")).get(one) or {}
    keywords = [p for p in inspect.signature(stage(one).function).parameters.values() if p.kind is p.KEYWORD_ONLY]

    assert set(stage(one).settings) == set(section)
    assert all(p.default is p.empty for p in keywords)


@pytest.mark.parametrize("one", STAGES)
def test_what_a_stage_asks_for_exists(one: str) -> None:
    """Each positional parameter is an artefact, a metric, the tables or something a person wrote."""
    known = {*ARTEFACTS, *METRICS, *PLOTS, *SOURCES, "tables"}

    assert set(stage(one).inputs) <= known
    assert one in known
    assert set(COMPANIONS.get(one, ())) <= {*ARTEFACTS, *PLOTS}


def test_the_graph_committed_is_that_of_the_signatures() -> None:
    """dvc.yaml follows the code: when this fails, run « filigrane upgrade » and commit."""
    assert (PROJECT / "dvc.yaml").read_text("utf-8") == dvc_yaml(), "run « filigrane upgrade » and commit dvc.yaml"


@pytest.mark.parametrize("one", STAGES)
def test_the_seal_committed_is_that_of_the_code(one: str) -> None:
    """A seal tells which code a result comes from: when this fails, run « filigrane upgrade » and commit."""
    path = PROJECT / seal(one)

    assert path.exists(), "run « filigrane upgrade » and commit .filigrane/code"
    assert path.read_text("utf-8") == sealed(one), "run « filigrane upgrade » and commit .filigrane/code"


def test_what_is_drawn_and_what_is_read_first_are_in_the_graph() -> None:
    """« dvc plots show » draws the learning curve; « dvc metrics show » has a file of a few flat figures."""
    stages = graph()["stages"]
    (drawn,) = stages["cross_validation"]["plots"]

    assert drawn[PLOTS["learning"][0]]["y"] == "macro_f1"
    assert PLOTS["learning"][0] in stages["quality"]["deps"]
    assert HEADLINES["quality"] in stages["quality"]["metrics"]


def test_only_two_stages_lead_out_of_the_private_half() -> None:
    """Whoever reads private rows makes private rows, but for the two doors and two keyholes with a reason."""
    leaving = {
        one for one in STAGES
        if (PRIVATE | RAW) & set(stage(one).inputs) and one not in PRIVATE
    }

    assert leaving == DOORS | set(KEYHOLES)


def test_what_is_private_never_enters_the_cache() -> None:
    """A cached out is pushed to every remote: no private out is cached, and none lies elsewhere."""
    outs = [out for entry in graph()["stages"].values() for out in entry.get("outs", [])]
    options = {place: o for out in outs for place, o in (out.items() if isinstance(out, dict) else [(out, {})])}

    private = {ARTEFACTS[a].path(a) for a in PRIVATE}
    assert {place for place in options if place.startswith("build/private/")} == private
    assert all(options[place].get("cache") is False for place in private)
    assert not [place for place in options if place.startswith(("transcripts", "secrets", "decisions", "codebook"))]


def test_tables_see_nothing_private() -> None:
    """The dashboard reads what the tables hold: no path leads to them but through a door."""
    assert not (PRIVATE | RAW) & set(stage("tables").inputs)
    assert TABLES.startswith("build/")


@pytest.mark.parametrize("one", STAGES)
def test_a_stage_is_pure(one: str) -> None:
    """A stage opens no file, logs nothing, reads neither environment nor clock, and calls no reader."""
    code = tree(f"pipeline.stages.{one}")
    called = {n.func.id if isinstance(n.func, ast.Name) else getattr(n.func, "attr", "") for n in ast.walk(code)
              if isinstance(n, ast.Call)}
    reached = {i for i in imports(f"pipeline.stages.{one}") if i in FORBIDDEN}

    assert not reached
    assert not called & (OPENS | {"print"})


def test_few_modules_open_files() -> None:
    """Artefacts, decisions, transcripts, settings, the secret and the package's own lists: each has its module."""
    opening = {m for m in modules() if any(
        isinstance(n, ast.Attribute) and n.attr in OPENS for n in ast.walk(tree(m))
    )}
    allowed = {m for m in opening if m in MAY_OPEN_FILES or m.startswith(FOLDERS)}

    assert opening == allowed


@pytest.mark.parametrize("one", STAGES)
def test_no_stage_reaches_the_private_half_by_its_imports(one: str) -> None:
    """What a stage imports, at any distance, neither opens artefacts nor reads the secret."""
    reached = closure((f"pipeline.stages.{one}",))

    assert not reached & {"pipeline.model.store", "pipeline.model.study_key", "pipeline.run.incremental"}
