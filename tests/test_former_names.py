"""A study of the last version, whose artefacts had other names: it opens, runs, and leaves nothing behind."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import yaml

from dashboard.data import study_data
from pipeline.__main__ import main as run_stage
from pipeline.__main__ import run
from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Place
from pipeline.changes import recall
from pipeline.changes.past_tables import CACHE, _inputs
from pipeline.cli import main
from pipeline.codebook.grid import codebook
from pipeline.coding import coding_writer
from pipeline.coding.codings_in_place import turns_by_session
from pipeline.model import former_names, store
from pipeline.model.contracts import Vectors
from pipeline.model.study import Study
from pipeline.run.flow import STAGES, dvc_yaml

# What the last version called them, written again here: the recipe of its studies owes nothing to what is tried.
LAST = {
    "topic_embeddings": "gists", "gold_codings": "readings", "cross_validation": "trials", "topic_counts": "tries",
    "theme_distances": "distances", "session_order": "fieldwork", "guide_coverage": "asked",
    "coreference_candidates": "links",
}
OLD_WORDS = re.compile(r"(?<![\w/])(?:gists|readings|trials|tries|distances|fieldwork|asked|links)(?![\w'])")
SAID = """---
session: E01
type: entretien
personnes:
  - {locuteur: "LINA", nom: "Lina Ferrandeau"}
enqueteur: "ENQ"
---

ENQ : Et le temps ?

LINA : On manque de temps, on court toute la journée, et personne ne le voit dans les réunions du service.
"""
GUIDE = "question;E01\nEt le temps ?;x\n"
NOTE = "  # choisi en réunion le 3 mars"
LOCKED = """schema: '2.0'
stages:
  gists:
    cmd: python -P -m pipeline gists
    deps:
    - path: .filigrane/code/gists.sha
      hash: md5
      md5: 11111111111111111111111111111111
    params:
      params.yaml:
        gists:
          backend: lexical
    outs:
    - path: build/gists
      hash: md5
      md5: {folder}.dir
  suggestions:
    cmd: python -P -m pipeline suggestions
    deps:
    - path: build/gists
      hash: md5
      md5: {folder}.dir
    - path: decisions/codings
      hash: md5
      md5: 22222222222222222222222222222222
  identifiers:
    cmd: python -P -m pipeline identifiers
    outs:
    - path: build/private/links.parquet
      hash: md5
      md5: 33333333333333333333333333333333
"""


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of one interview with a guide and a coding, computed by this version."""
    root = tmp_path_factory.mktemp("last") / "enquete"
    assert main(["new", str(root), "--demarche", "grille"]) == 0
    study = Study(root)
    (study / "transcripts/E01.txt").write_text(SAID, "utf-8")
    (study / "transcripts/guide.csv").write_text(GUIDE, "utf-8")
    settings = (study / "params.yaml").read_text("utf-8")
    (study / "params.yaml").write_text(re.sub(r"(backend: (?:&\w+ )?)\w+", r"\1lexical", settings), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert [run(study, stage) for stage in ("turns", "proposals", "identifiers", "anonymised")] == [0] * 4
        turns = turns_by_session(store.load(study, "anonymised"))
        writer = coding_writer.CodingWriter(author="claire", mode="manual", codebook=codebook(study), turns=turns)
        lines = [coding_writer.code(writer, "E01", Place(1, 0, 1, 4), writer.codebook.codes[0].id, memo="à relire")]
        decisions.append(study, "claire", [*lines, coding_writer.read(writer, "E01")])
        every(study)
    return root


def every(study: Study) -> None:
    ordered = ("answers", *(stage for stage in STAGES if stage != "answers"))
    assert {stage: run(study, stage) for stage in ordered} == dict.fromkeys(ordered, 0)


@pytest.fixture
def study(computed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """The same as the last version left it, the current folder in it."""
    shutil.copytree(computed, tmp_path / "enquete")
    monkeypatch.chdir(tmp_path / "enquete")
    for name, last in LAST.items():
        for path in [*Path("build").rglob(name), *Path("build").rglob(f"{name}.parquet")]:
            path.rename(path.with_name(path.name.replace(name, last)))
        if (seal := Path(f".filigrane/code/{name}.sha")).exists():
            seal.rename(f".filigrane/code/{last}.sha")
    Path("build/private/.links.parquet.part").write_bytes(b"a run was killed")
    settings = Path("params.yaml").read_text("utf-8").replace("\ntopic_embeddings:", f"\ngists:{NOTE}")
    Path("params.yaml").write_text(settings.replace("\ncross_validation:", "\ntrials:"), "utf-8")
    graph = Path("dvc.yaml").read_text("utf-8")
    for name, last in LAST.items():
        graph = re.sub(rf"\b{name}\b", last, graph)
    Path("dvc.yaml").write_text(graph, "utf-8")
    Path("dvc.lock").write_text(LOCKED.format(folder="0" * 32), "utf-8")
    return Study()


def bytes_of(folder: str) -> dict[str, bytes]:
    return {p.as_posix(): p.read_bytes() for p in sorted(Path(folder).rglob("*")) if p.is_file()}


def left_behind() -> list[str]:
    """List the paths of the study, DVC's own apart, that bear a former name."""
    places = (p for p in Path().rglob("*") if not {".git", ".dvc", "dvc"} & set(p.parts))
    return [p.as_posix() for p in places if p.name.lstrip(".").split(".")[0] in LAST.values()]


def test_it_is_upgraded_and_nothing_a_person_decided_changes(
    study: Study, capsys: pytest.CaptureFixture[str],
) -> None:
    """Files are moved, settings keep values and comments, the graph and its record follow; once is enough."""
    before = {folder: bytes_of(folder) for folder in ("decisions", "codebook", "transcripts", "secrets")}
    chosen, kept = Path("params.yaml").read_text("utf-8"), bytes_of("build/gists")
    assert left_behind()
    assert main(["upgrade"]) == 0
    assert "version précédente" in capsys.readouterr().out

    assert {folder: bytes_of(folder) for folder in before} == before
    assert left_behind() == []
    wanted = chosen.replace("\ngists:", "\ntopic_embeddings:").replace("\ntrials:", "\ncross_validation:")
    assert Path("params.yaml").read_text("utf-8") == wanted
    assert f"topic_embeddings:{NOTE}" in wanted
    assert Path("dvc.yaml").read_text("utf-8") == dvc_yaml()
    assert not OLD_WORDS.search(Path("dvc.yaml").read_text("utf-8"))
    assert list(bytes_of("build/topic_embeddings").values()) == list(kept.values())
    assert former_names.renew(study) == []


def test_settings_that_are_new_are_added_with_their_comments_and_nothing_else_changes(study: Study) -> None:
    """A study of before Reinert's classes, its own choices in other words: they stay, and what lacks comes after."""
    text = Path("params.yaml").read_text("utf-8")
    before = re.sub(r"^reinert_classes:.*\n(?: .*\n)*", "", text, flags=re.MULTILINE)
    before = re.sub(r"^  (?:frequent|linked):.*\n", "", before, flags=re.MULTILINE).replace("  shown: 15", "  shown: 7")
    Path("params.yaml").write_text(before, "utf-8")
    assert main(["upgrade"]) == 0
    after = Path("params.yaml").read_text("utf-8")
    assert study.params("specificities") == {"shown": 7, "frequent": 300, "linked": 40}
    assert study.params("reinert_classes")["classes"] == 10
    assert "classes: 10  # classes au plus" in after
    kept = before.replace("\ngists:", "\ntopic_embeddings:").replace("\ntrials:", "\ncross_validation:").splitlines()
    added = [line for line in after.splitlines() if line not in kept]
    assert [line for line in after.splitlines() if line not in added] == kept
    assert main(["upgrade"]) == 0
    assert Path("params.yaml").read_text("utf-8") == after


def test_it_runs_and_says_what_it_said(study: Study) -> None:
    """Every stage goes on from what the last version made; the tables hold the same bytes."""
    before = bytes_of("build/tables")
    assert main(["upgrade"]) == 0
    every(study)

    now = bytes_of("build/tables")
    assert len(now) == len(before)
    today = {f"build/tables/{last}.parquet": f"build/tables/{name}.parquet" for name, last in LAST.items()}
    assert [place for place, data in before.items() if now[today.get(place, place)] != data] == []
    assert left_behind() == []
    assert [d.memo for d in decisions.codings(study) if d.code] == ["à relire"]


def test_the_dashboard_shows_it_before_any_run(study: Study) -> None:
    """Any command gives what was computed its name of today: the guide, the groupings are there at once."""
    assert not study_data.corpus(study).guide_coverage
    assert main(["version", "list"]) in {0, 1}

    shown = study_data.corpus(study)
    assert [(a.session, a.asked) for a in shown.guide_coverage] == [("E01", True)]
    assert [one.session for one in shown.session_order] == ["E01"]


def test_dvc_repro_says_what_to_type(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """Its graph names a stage that is no more: the message names it, the new one and the command."""
    assert run_stage(["gists"]) == 2
    said = capsys.readouterr().err
    assert "« gists » s'appelle maintenant « topic_embeddings »" in said
    assert "filigrane upgrade" in said
    assert (study / "build/gists").exists()


def test_where_both_names_are_there_the_new_one_stays(study: Study) -> None:
    """A study used with both versions, one after the other: nothing private stays under the former name."""
    private = "private/links.parquet", "private/coreference_candidates.parquet"
    for last, name in (("gists", "topic_embeddings"), private):
        source, target = Path(f"build/{last}"), Path(f"build/{name}")
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
    kept = bytes_of("build/topic_embeddings")
    former_names.renew(study)

    assert bytes_of("build/topic_embeddings") == kept
    assert [path for path in left_behind() if path.startswith("build/")] == []


def test_a_withdrawal_finds_what_the_last_version_derived(study: Study) -> None:
    """What was computed of a session goes with it, whatever its folder was called."""
    assert (study / "build/gists/E01.parquet").exists()
    main(["withdraw", "E01:LINA", "--from", "everything", "--by", "claire", "--yes", "--sans-calcul"])

    assert not list(Path("build").rglob("E01.parquet"))
    assert [path for path in left_behind() if path.startswith("build/")] == []


def test_a_past_run_is_read_under_its_former_names(study: Study, tmp_path: Path) -> None:
    """From git and DVC's cache: its vectors, its settings, and what DVC kept of its inputs."""
    vectors = {"embeddings": [[1.0, 0.0]], "gists": [[0.0, 2.0]]}
    for folder, rows in vectors.items():
        store.write("embeddings", Vectors(("E01:1:w0-w3",), np.array(rows, np.float32)), tmp_path / folder)
    meanings = cached(study, Path("build/definitions.parquet").read_bytes())
    folders = {name: cached(study, listing(study, tmp_path / name), ".dir") for name in vectors}
    outs = {"build/definitions.parquet": meanings, **{f"build/{name}": digest for name, digest in folders.items()}}
    lock = LOCKED.format(folder=folders["gists"].removesuffix(".dir"))
    for name in ("definitions", "embeddings"):
        place = next(place for place in outs if Path(place).stem == name)
        lock += f"  {name}:\n    outs:\n    - path: {place}\n      md5: {outs[place]}\n"
    Path("dvc.lock").write_text(lock, "utf-8")
    git("add", "dvc.lock", "params.yaml")
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "last version")
    assert main(["upgrade"]) == 0

    _, near, about = recall._kept(study, "HEAD")
    assert (near.matrix.tolist(), about.matrix.tolist()) == (vectors["embeddings"], vectors["gists"])
    then = Study(tmp_path / "then")
    recall._check_out(study, "HEAD", then)
    assert then.params("topic_embeddings") == {"backend": "lexical"}
    assert _inputs(lock)["params:topic_embeddings"] == '{"params.yaml": {"topic_embeddings": {"backend": "lexical"}}}'
    assert _inputs(lock)["seal:topic_embeddings"] == "1" * 32


def test_a_record_of_dvc_keeps_every_hash() -> None:
    """Stages, commands, seals, settings and places are renamed, in whatever half they stand, and nothing else."""
    lock = LOCKED.format(folder="0" * 32)
    renamed = former_names.of_lock(lock)
    assert re.findall("md5: .*", renamed) == re.findall("md5: .*", lock)
    stages = yaml.safe_load(renamed)["stages"]
    assert stages.keys() <= set(STAGES)
    assert stages["topic_embeddings"]["cmd"] == "python -P -m pipeline topic_embeddings"
    assert not OLD_WORDS.search(renamed)
    assert former_names.of_lock(renamed) == renamed


def cached(study: Study, content: bytes, suffix: str = "") -> str:
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest() + suffix
    path = study / f"{CACHE}/{digest[:2]}/{digest[2:]}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return digest


def listing(study: Study, path: Path) -> bytes:
    return json.dumps([{"md5": cached(study, path.read_bytes()), "relpath": "E01.parquet"}]).encode()


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)
