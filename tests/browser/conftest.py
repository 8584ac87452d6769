"""A study → the dashboard served on it, as ``filigrane dashboard`` serves it, and Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from dashboard.access import door
from pipeline.cli.commands import dashboard
from tests.browser.ports import free_port
from tests.conftest import write_small

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, WebSocket

ROOT = Path(__file__).parents[2]
SCREENS = sorted("" if p.name == "enquete" else p.name for p in (ROOT / "dashboard/pages").iterdir() if p.is_dir())
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
    # A server that a name of a laboratory leads to is this machine all the same.
    "--host-resolver-rules=MAP *.labo.example 127.0.0.1",
]
PATIENCE = 60  # seconds
TOKEN = "un-jeton-que-seuls-les-essais-connaissent"  # noqa: S105 - it opens what tests serve, and nothing else
RUNS = count(1)
Serve = Callable[..., AbstractContextManager[str]]
Person = Callable[..., "Page"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what drives a browser where there is none."""
    absent = pytest.mark.skip(reason=f"aucun Chromium à {CHROMIUM} : rien à piloter")
    for item in items:
        if Path(__file__).parent in item.path.parents and not CHROMIUM.exists():
            item.add_marker(absent)


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Serve a study; gives the address."""
    return served


@contextmanager
def served(study: Path, flags: Sequence[str] = (), variables: Mapping[str, str] | None = None) -> Iterator[str]:
    port = free_port()
    options = [f"--server.port={port}", "--server.address=127.0.0.1", *flags]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard/app/server.py"), *options]
    server = subprocess.Popen(
        command, cwd=ROOT,
        env=os.environ | {"FILIGRANE_STUDY": str(study), dashboard.TOKEN: TOKEN} | dict(variables or {}),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def wait(health: str) -> None:
    for _ in range(PATIENCE * 10):
        try:
            urlopen(health).close()  # noqa: S310 - our own server
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(health)


@pytest.fixture(scope="session")
def demonstration() -> Path:
    """The demonstration corpus, where it has been computed."""
    if not (ROOT / "build/tables/run.json").exists():
        pytest.skip("la démonstration n'est pas calculée : lancez « dvc repro » d'abord")
    return ROOT


@pytest.fixture(scope="session")
def shown(demonstration: Path) -> Iterator[str]:
    """The demonstration, served once to all tests that only look."""
    with served(demonstration) as address:
        yield address


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder served once to all tests; each finds its own study there, made anew."""
    folder = tmp_path_factory.mktemp("enquete")
    with served(write_small(folder)) as address:
        yield folder, address


@pytest.fixture
def small_study(bench: tuple[Path, str]) -> Path:
    """A study with the tables of a run, which a test may write to, where it is served."""
    folder, _ = bench
    for old in folder.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    return write_small(folder, next(RUNS))


@pytest.fixture
def address(bench: tuple[Path, str], small_study: Path) -> str:
    """The address of the dashboard served on the small study; on the private one where a test asks for it too."""
    assert small_study.exists()
    return bench[1]


# The driver runs an event loop in this thread: longer than a module, it would bar those of other tests.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def hosts() -> set[str]:
    """The machines of which anything was asked; the scripts of our own pieces are in memory, and have no host."""
    return set()


@pytest.fixture
def received() -> list[bytes]:
    """What the server sent to the pages, frame by frame."""
    return []


@pytest.fixture
def person(browser: Browser, hosts: set[str], received: list[bytes]) -> Iterator[Person]:
    """Open somebody's own browser, which shares nothing with others'; nothing of it is asked of another machine."""
    contexts = []

    def opened(**options: Any) -> Page:
        given = {"viewport": {"width": 1280, "height": 1000}, "locale": "fr-FR"} | options
        context = browser.new_context(**given)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        hold(page)
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or ""))
        page.on("websocket", lambda socket: listen(socket, hosts, received))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert {host for host in hosts if not host.endswith(".labo.example")} <= {"127.0.0.1", ""}


@pytest.fixture
def page(person: Person) -> Page:
    """A page of Chromium that nobody opened yet."""
    return person()


def hold(page: Page) -> None:
    """Give a browser what the token of tests sets, at whatever address it goes to, as if it had opened it first."""
    going = page.goto

    def goto(url: str, **options: Any) -> Any:
        port = urlsplit(url).port
        page.context.add_cookies([{
            "name": f"{door.COOKIE}{port}", "value": door.key(TOKEN), "domain": "127.0.0.1", "path": "/",
            "httpOnly": True, "sameSite": "Strict",
        }])
        return going(url, **options)

    page.goto = goto  # type: ignore[method-assign]


def listen(socket: WebSocket, hosts: set[str], received: list[bytes]) -> None:
    hosts.add(urlsplit(socket.url).hostname or "")
    socket.on("framereceived", lambda said: received.append(said if isinstance(said, bytes) else said.encode()))
