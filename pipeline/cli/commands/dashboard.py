"""``filigrane dashboard`` → the study of the current folder in the browser, on this machine alone."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from secrets import token_urlsafe

from pipeline.cli.commands import Command
from pipeline.model.errors import FiligraneError
from pipeline.model.files import write_whole
from pipeline.model.study import Study
from pipeline.model.study_key import open_once
from pipeline.run.current_run import environment
from pipeline.run.dvc_setup import shut_build

SETTINGS = ".streamlit/secrets.toml"
# Set by whoever starts a dashboard for themselves on a machine which serves the team too: nobody logs in to that one.
ALONE = "FILIGRANE_ALONE"
# What opens the dashboard: given to its server out of sight, and asked for in the address under this name. Whoever
# starts the command may give it: a measure, a test.
TOKEN, ASKED = "FILIGRANE_TOKEN", "jeton"
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


HELP = "ouvre le tableau de bord de l'enquête, sur cette machine seulement"
HERE = "pour vous seul·e, sans identification, sur une machine qui sert aussi une équipe (docs/acces.md)"
PORT = 8501
# What ends this process without a word: a service that stops, a terminal that closes; not every system has each.
STOPS = ("SIGTERM", "SIGHUP", "SIGBREAK")
GRACE = 5  # seconds for the server to stop by itself
PAUSE = 0.2  # seconds
AT = (
    "Le tableau de bord est à l'adresse {address} (Ctrl+C pour l'arrêter).\n"
    "Elle n'est qu'à vous : qui la connaît voit tout. Elle change à chaque lancement."
)
AT_LOGIN = "Le tableau de bord est à l'adresse {address}, où chacun s'identifie (Ctrl+C pour l'arrêter)."


def register(parser: argparse.ArgumentParser) -> None:
    """Take the port, and whether to open a browser."""
    parser.add_argument("--port", type=int, default=PORT, help=f"port d'écoute (par défaut {PORT})")
    parser.add_argument("--cette-machine", action="store_true", help=HERE)
    parser.add_argument("--sans-navigateur", action="store_true", help="n'ouvre pas de navigateur")


def execute(arguments: argparse.Namespace) -> int:
    """Start Streamlit in the study's folder, open a browser on it, and wait until it is stopped."""
    study = Study()
    study.params("study")
    alone = arguments.cette_machine or os.environ.get(ALONE) == "1"
    if not alone:
        refuse_unable(study.root)
    refuse_taken(arguments.port)
    open_once(study)
    token = os.environ.get(TOKEN) or token_urlsafe(32)
    logs_in = not alone and asks(study.root)
    address = opening(arguments.port, "" if logs_in else token)
    print((AT_LOGIN if logs_in else AT).format(address=address), flush=True)
    served = {"FILIGRANE_STUDY": str(study.root.resolve()), ALONE: str(int(alone)), TOKEN: token}
    started = partial(show, study, arguments.port, address)
    shown = has_screen() and not arguments.sans_navigateur
    try:
        asked = command(arguments.port)
        return serve(asked, study.root, environment() | served, started if shown else None)
    finally:
        with suppress(OSError):
            (study / OPENING.format(port=arguments.port)).unlink(missing_ok=True)


def opening(port: int, token: str) -> str:
    """Write the address that opens the dashboard; without a token where people log in."""
    return f"http://127.0.0.1:{port}" + (f"/?{ASKED}={token}" if token else "")


def has_screen() -> bool:
    """Tell whether a browser can be shown: without a screen, what opens instead takes the terminal."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# Among what only its owner reads, and out of any hidden folder: some browsers read no file elsewhere.
OPENING = "build/private/run/ouvrir-{port}.html"
LEADS = '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={address}">\n'


def show(study: Study, port: int, address: str, server: subprocess.Popen[bytes]) -> None:
    """
    Open a browser on an address, once a server listens.

    What a browser is started with can be read by all accounts of a machine: it is given a file that leads to the
    address, which its owner alone reads. Windows hides what others start, and may open such a file otherwise.
    """
    while not taken(port):
        if server.poll() is not None:
            return
        time.sleep(PAUSE)
    if os.name == "nt":
        webbrowser.open(address)
        return
    # Where nothing can be written, the address is in the terminal.
    with suppress(OSError, FiligraneError):
        shut_build(study)
        page = study / OPENING.format(port=port)
        write_whole(page, LEADS.format(address=address).encode(), owner_only=True)
        webbrowser.open(page.resolve().as_uri())


def serve(
    asked: Sequence[str], folder: Path, variables: Mapping[str, str],
    started: Callable[[subprocess.Popen[bytes]], None] | None = None,
) -> int:
    """
    Serve until somebody stops it; whatever stops this process stops the server too. Gives its exit code.

    ``started`` is called once, when the server has been launched; it may wait for it to listen.
    """
    for number in (getattr(signal, name, None) for name in STOPS):
        # What « nohup » has ignored stays ignored.
        if number and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda stop, _: sys.exit(128 + stop))
    with subprocess.Popen(asked, cwd=folder, env=variables) as server:
        try:
            if started:
                started(server)
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
    if taken(port):
        raise FiligraneError(
            f"Le port {port} est déjà pris, sans doute par un autre tableau de bord : fermez-le, ou tapez "
            f"« filigrane dashboard --port {port + 1} »."
        )


def taken(port: int) -> bool:
    """Tell whether something listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def command(port: int) -> list[str]:
    """
    Give the command that serves the dashboard: loopback only, no statistics sent, no question asked.

    Streamlit opens no browser: it would open the address without what opens it.
    """
    options = {
        "server.address": "127.0.0.1", "server.port": str(port), "server.headless": "true",
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
