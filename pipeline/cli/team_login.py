"""The settings of a server beside a study → whether people log in to it, and whether they can."""

from __future__ import annotations

import tomllib
from importlib.util import find_spec
from pathlib import Path

from pipeline.model.errors import FiligraneError

SETTINGS = ".streamlit/secrets.toml"
# Set by whoever starts a dashboard for themselves on a machine which serves the team too: nobody logs in to that one.
ALONE = "FILIGRANE_ALONE"
MISSING = (
    "« {file} » demande à l'équipe de s'identifier, mais l'extension qui sert à cela n'est pas installée : tapez "
    '« pip install "filigrane[serveur]" » (ou « uv sync --extra serveur »), puis relancez « filigrane dashboard ».'
)
BROKEN = "« {file} » ne se lit pas : docs/acces.md dit ce que contient sa section [auth]."


def can_log_in() -> bool:
    """Tell whether what ``st.login`` asks for is installed."""
    return bool(find_spec("authlib"))


def refuse_unable(root: Path) -> None:
    """
    Look whether those who are asked to log in will be able to.

    Raises:
        FiligraneError: people must log in and cannot, or the settings cannot be read.
    """
    if asks(root) and not can_log_in():
        raise FiligraneError(MISSING.format(file=SETTINGS))


def asks(root: Path) -> bool:
    """
    Tell whether a server started on a study asks people to log in.

    Raises:
        FiligraneError: the settings cannot be read.
    """
    try:
        given = tomllib.loads((root / SETTINGS).read_text("utf-8"))
    except FileNotFoundError:
        return False
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FiligraneError(BROKEN.format(file=SETTINGS)) from error
    return "auth" in given
