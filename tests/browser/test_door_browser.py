"""In a real browser: the printed address opens the dashboard, an open tab outlives its server, and nothing leaves."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard.access import door
from pipeline.cli.commands import dashboard
from tests.browser.conftest import PATIENCE, SCREENS, TOKEN, Serve
from tests.browser.seeing import settled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

MENU = '[data-testid="stSidebarNav"]'
DIALOG = '[role="dialog"]'
# Read by Python as it starts: whatever is looked up, or spoken to, is written in a file.
RECORDER = """
import os, sys
FILE = os.open({file!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def record(event, told):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.connect",
                 "socket.sendto", "socket.sendmsg"):
        os.write(FILE, (event + " " + repr(told[0 if "get" in event else 1]) + chr(10)).encode())
sys.addaudithook(record)
"""


@pytest.fixture
def window(browser: Browser) -> Page:
    """A window of somebody who holds nothing."""
    page = browser.new_context(locale="fr-FR").new_page()
    page.set_default_timeout(PATIENCE * 1000)
    return page


def opened(address: str) -> str:
    return f"{address}/?{dashboard.ASKED}={TOKEN}"


def test_the_printed_address_opens_every_page_and_nothing_leaves(
    small_study: Path, tmp_path: Path, serve: Serve, window: Page
) -> None:
    """
    A file leads in, as the command does; over every page the token is asked for once and told to no other address.

    All runs as it is written by the policy of the page, nothing is looked up, nobody is spoken to, even when another
    site tries to open a socket.
    """
    (tmp_path / "sitecustomize.py").write_text(RECORDER.format(file=str(tmp_path / "appels")), "utf-8")
    asked: list[Request] = []
    refused: list[str] = []
    window.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - the driver marks what it calls
    window.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    with serve(small_study, (), {"PYTHONPATH": str(tmp_path)}) as address:
        window.goto(address)
        assert door.CLOSED in window.inner_text("body")
        (tmp_path / "ouvrir.html").write_text(dashboard.LEADS.format(address=opened(address)), "utf-8")
        window.goto((tmp_path / "ouvrir.html").as_uri())
        window.locator(MENU).wait_for()
        assert window.url == f"{address}/"
        for screen in SCREENS:
            settled(window, f"{address}/{screen}")
        for headers in ({}, {"Origin": "https://ailleurs.example"}):
            assert socket_refused(address, headers)

    assert [TOKEN in request.url for request in asked].count(True) == 1
    assert not [r for r in asked if TOKEN in r.headers.get("referer", "")]
    assert not refused
    assert {urlsplit(r.url).hostname for r in asked if r.url.startswith(("http", "ws"))} == {"127.0.0.1"}
    assert beyond(tmp_path / "appels") == []


def socket_refused(address: str, headers: dict[str, str]) -> bool:
    """Tell whether a socket is refused to what holds the cookie, but is no page of this server."""
    held = {"Cookie": f"{door.COOKIE}{urlsplit(address).port}={door.key(TOKEN)}"}
    try:
        connect(f"ws{address.removeprefix('http')}/_stcore/stream", additional_headers=headers | held).close()
    except InvalidStatus:
        return True
    return False


def beyond(record: Path) -> list[str]:
    """Give what was asked of anything but this machine itself."""
    lines = record.read_text("utf-8").splitlines() if record.exists() else []
    return [line for line in lines if "'127.0.0.1'" not in line and "'::1'" not in line]


def test_the_recorder_records(tmp_path: Path) -> None:
    """What a process looks up is written: a silence is one."""
    (tmp_path / "sitecustomize.py").write_text(RECORDER.format(file=str(tmp_path / "appels")), "utf-8")
    looking = "import socket\ntry: socket.getaddrinfo('nulle-part.invalid', 80)\nexcept OSError: pass"
    subprocess.run([sys.executable, "-c", looking], env=os.environ | {"PYTHONPATH": str(tmp_path)}, check=True)

    assert beyond(tmp_path / "appels") == ["socket.getaddrinfo 'nulle-part.invalid'"]


def test_an_open_tab_says_in_french_that_its_server_stopped_then_comes_back(
    small_study: Path, serve: Callable[..., AbstractContextManager[str]], window: Page,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Stopped, then started again under another token: what to do is said; once the new address is open, it goes on."""
    with serve(small_study) as address:
        window.goto(opened(address))
        window.locator(MENU).wait_for()
    window.locator(DIALOG, has_text=door.LOST["stopped"]).wait_for()
    port = urlsplit(address).port or 0
    monkeypatch.setattr("tests.browser.conftest.free_port", lambda: port)
    again: dict[str, Any] = {"variables": {dashboard.TOKEN: "un-autre-jeton"}}
    with serve(small_study, **again):
        window.locator(DIALOG, has_text=door.LOST["relaunched"]).wait_for()
        window.context.new_page().goto(f"{address}/?{dashboard.ASKED}=un-autre-jeton")
        window.locator(DIALOG).wait_for(state="detached")
        window.locator(MENU).wait_for()
