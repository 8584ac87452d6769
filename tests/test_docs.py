"""What the papers say is true: commands exist, files exist, pins are exported, no host is named."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import COMMANDS
from pipeline.cli.commands.study_setup import KEPT_EMPTY
from pipeline.run.flow import PACKAGE, STAGES

PROJECT = PACKAGE.parent
PAPERS = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#]+)\)")
# What a reader may follow, names of XML vocabularies, and this machine.
KNOWN_ADDRESSES = (
    "https://keepachangelog.com/", "https://semver.org/", "http://schemas.openxmlformats.org/", "http://127.0.0.1",
    "http://localhost/", "http://purl.org/dc/", "http://www.tei-c.org/ns/", "http://www.w3.org/XML/", "https://hôte/",
    "http://www.openarchives.org/OAI/", "http://datacite.org/schema/", "https://w3id.org/ro/crate/",
    "http://www.mpi.nl/tools/elan/", "http://www.w3.org/2001/XMLSchema-instance",
)


def pyproject() -> dict[str, Any]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))


def pins(*lists: list[str]) -> set[str]:
    return {pin.split(";")[0].strip() for pin in chain(*lists)}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_links_lead_somewhere(paper: Path) -> None:
    """Every file that a paper points to is in the project."""
    targets = [t for t in LINK.findall(paper.read_text("utf-8")) if not t.startswith("https://")]

    assert not [t for t in targets if not (paper.parent / t).exists()]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_commands_written_down_exist(paper: Path) -> None:
    """« filigrane X » is a command wherever a paper says so."""
    said = re.findall(r"(?:^|« |`|uv run )filigrane ([a-z]+)", paper.read_text("utf-8"), re.MULTILINE)

    assert set(said) <= set(COMMANDS)


def test_the_readme_starts_with_the_two_commands() -> None:
    """The first screen gives what must be typed, and the picture of what one gets."""
    first = "\n".join((PROJECT / "README.md").read_text("utf-8").splitlines()[:25])

    assert "pip install uv && uv run dvc repro" in first
    assert "uv run pytest" in first
    assert "docs/images/enquete.png" in first


def test_the_architecture_names_every_stage_and_module() -> None:
    """The picture holds all stages; the table of places holds paths that exist."""
    text = (PROJECT / "ARCHITECTURE.md").read_text("utf-8")

    assert not [stage for stage in STAGES if f"`{stage}`" not in text]
    for place in re.findall(r"`((?:pipeline|dashboard)/[\w/.]*)`", text):
        assert (PROJECT / place).exists(), place


def test_the_tutorial_creates_the_study_it_describes(tmp_path: Path) -> None:
    """The first command of the tutorial works as written."""
    from pipeline.cli import main  # noqa: PLC0415 - the command line is what is tested here

    text = (PROJECT / "docs/tutoriel.md").read_text("utf-8")
    written = re.search(r"^filigrane new \S+ (.*)$", text, re.MULTILINE)
    assert written
    options = [o.strip('"') for o in re.findall(r'"[^"]*"|\S+', written[1])]

    assert main(["new", str(tmp_path / "enquete-essai"), *options]) == 0
    assert all((tmp_path / "enquete-essai" / folder).is_dir() for folder in KEPT_EMPTY)


def test_requirements_hold_every_pin_and_no_torch() -> None:
    """Plain pip installs what uv installs: exact pins, with hashes, without what is excluded."""
    text = (PROJECT / "requirements.txt").read_text("utf-8")
    exported = set(re.findall(r"^([\w.-]+==[\w.]+)", text, re.MULTILINE))
    settings = pyproject()
    wanted = pins(settings["project"]["dependencies"], settings["dependency-groups"]["topics"])

    assert wanted <= exported
    excluded = {"torch", "sentence-transformers", "umap-learn", "hdbscan", "llvmlite"}
    assert not excluded & {pin.split("==")[0] for pin in exported}
    assert text.count("--hash=sha256:") > len(exported)


def test_every_dependency_is_told_of() -> None:
    """One page says why each is there, who keeps it and what would replace it; and names none that is not."""
    text = (PROJECT / "docs/dependances.md").read_text("utf-8")
    settings = pyproject()["project"]
    pinned = pins(settings["dependencies"], *settings["optional-dependencies"].values())
    told, gone = text.split("## Ce qui n'est plus là")

    assert not [pin for pin in pinned if f"`{pin.split('==')[0]}`" not in told]
    assert not [pin for pin in pinned if f"`{pin.split('==')[0]}`" in gone]


def test_every_pin_is_exact() -> None:
    """With exact pins and a date, every resolution is the same."""
    settings = pyproject()
    groups = settings["dependency-groups"]
    extras = settings["project"]["optional-dependencies"]
    every = pins(settings["project"]["dependencies"], *groups.values(), *extras.values())

    assert not [pin for pin in every if "==" not in pin]


@pytest.mark.skipif(shutil.which("git") is None, reason="git n'est pas installé")
def test_no_file_in_git_names_a_host() -> None:
    """Neither the host of a package nor a path of a machine stands in what is shared."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("ce dossier n'est pas un dépôt git")
    address = re.compile(r"https?://[\w.:@-]+[\w/-]*")
    # Transcription services write their address into what they transcribe.
    given = ("transcripts/", "tests/cases/")
    places = [p for p in done.stdout.split("\0") if p and (PROJECT / p).exists() and not p.startswith(given)]
    named = {p: address.findall((PROJECT / p).read_bytes().decode("utf-8", "ignore")) for p in places}

    found = [(p, a) for p, addresses in named.items() for a in addresses if not a.startswith(KNOWN_ADDRESSES)]

    assert not [(place, a) for place, a in found if "example" not in a]
    assert "uv.lock" not in places
