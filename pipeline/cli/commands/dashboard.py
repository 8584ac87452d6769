"""``filigrane dashboard`` → the study of the current folder in the browser, on this machine alone."""

from __future__ import annotations

import argparse
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from os import environ
from pathlib import Path

from pipeline.cli import team_login
from pipeline.cli.commands import Command
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.study_key import open_once
from pipeline.run.alone import environment

HELP = "ouvre le tableau de bord de l'enquête, sur cette machine seulement"
HERE = "pour vous seul·e, sans identification, sur une machine qui sert aussi une équipe (docs/acces.md)"
PORT = 8501
# What ends this process without a word: a service that stops, a terminal that closes; not every system has each.
STOPS = ("SIGTERM", "SIGHUP", "SIGBREAK")
GRACE = 5  # seconds for the server to stop by itself


def register(parser: argparse.ArgumentParser) -> None:
    """Take the port, and whether to open a browser."""
    parser.add_argument("--port", type=int, default=PORT, help=f"port d'écoute (par défaut {PORT})")
    parser.add_argument("--cette-machine", action="store_true", help=HERE)
    parser.add_argument("--sans-navigateur", action="store_true", help="n'ouvre pas de navigateur")


def execute(arguments: argparse.Namespace) -> int:
    """Start Streamlit in the study's folder and wait until it is stopped."""
    study = Study()
    study.params("study")
    alone = arguments.cette_machine or environ.get(team_login.ALONE) == "1"
    if not alone:
        team_login.refuse_unable(study.root)
    refuse_taken(arguments.port)
    open_once(study)
    print(f"Le tableau de bord est à l'adresse http://127.0.0.1:{arguments.port} (Ctrl+C pour l'arrêter).")
    served = {"FILIGRANE_STUDY": str(study.root.resolve()), team_login.ALONE: str(int(alone))}
    asked = command(arguments.port, headless=arguments.sans_navigateur)
    return serve(asked, study.root, environment() | served)


def serve(asked: Sequence[str], folder: Path, variables: Mapping[str, str]) -> int:
    """Serve until somebody stops it; whatever stops this process stops the server too. Gives its exit code."""
    for number in (getattr(signal, name, None) for name in STOPS):
        # What « nohup » has ignored stays ignored.
        if number and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda stop, _: sys.exit(128 + stop))
    with subprocess.Popen(asked, cwd=folder, env=variables) as server:
        try:
            return server.wait()
        except BaseException:
            server.terminate()
            with suppress(subprocess.TimeoutExpired):
                server.wait(GRACE)
            server.kill()
            raise


def refuse_taken(port: int) -> None:
    """
    Look whether the port is free.

    Raises:
        FiligraneError: something listens there already.
    """
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise FiligraneError(
                f"Le port {port} est déjà pris, sans doute par un autre tableau de bord : fermez-le, ou tapez "
                f"« filigrane dashboard --port {port + 1} »."
            )


def command(port: int, *, headless: bool) -> list[str]:
    """Give the command that serves the dashboard: loopback only, no statistics sent, no question asked."""
    options = {
        "server.address": "127.0.0.1", "server.port": str(port), "server.headless": str(headless).lower(),
        "server.showEmailPrompt": "false", "browser.gatherUsageStats": "false", "logger.hideWelcomeMessage": "true",
        "runner.magicEnabled": "false",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-P", "-m", "streamlit", "run", str(app()), *flags]


def app() -> Path:
    """
    Find the dashboard that is installed with the pipeline.

    Raises:
        FiligraneError: it is not there.
    """
    spec = find_spec("dashboard")
    places = [Path(place) / "app/server.py" for place in (spec.submodule_search_locations or [])] if spec else []
    found = [place for place in places if place.exists()]
    if not found:
        raise FiligraneError("Le tableau de bord n'est pas installé avec Filigrane : réinstallez le paquet.")
    return found[0]


COMMANDS = {
    "dashboard": Command(HELP, register, execute),
}
