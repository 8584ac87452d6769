"""Addresses made to harm → nothing of the disk is given, nothing leads elsewhere, no word of them is run."""

from __future__ import annotations

import socket
from http import HTTPStatus
from http.client import HTTPResponse
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from dashboard.access import door
from tests.browser.conftest import PATIENCE, SCREENS, TOKEN
from tests.browser.seeing import failed, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Ways into the files of a machine, out of the server, or into what it answers.
PLACES = (
    "/", "/static/", "/media/", "/component/", "/_stcore/", "/app/static/", "/enregistrement/", "/_stcore/upload_file/",
)
TAILS = (
    "../params.yaml", "..%2f..%2fparams.yaml", "%2e%2e/%2e%2e/secrets/study.key", "....//....//secrets/study.key",
    "..\\..\\secrets\\study.key", "%5c..%5c..%5csecrets", "%00", "/etc/passwd", "//etc/passwd",
    "%252e%252e%252fetc/passwd", "C:/Windows/win.ini", "@ailleurs.example/", "http://ailleurs.example/",
    "//ailleurs.example/%2f..", ";/..;/", "%u002e", "%0d%0aSet-Cookie:%20a=b", "?jeton=%0d%0aX:%20y", "%ff%fe",
    "a" * 5000, "<script>fired=1</script>",
)
HOSTILE = [f"{place}{tail}" for place in PLACES for tail in TAILS]
PAYLOADS = [payload.replace("FIRES", "window.fired=1") for payload in (
    "<script>FIRES</script>", "<img src=x onerror=FIRES>", '"><svg onload=FIRES>', "' autofocus onfocus='FIRES",
    '" autofocus onfocus="FIRES', "javascript:FIRES", "[a](javascript:FIRES)", "</style><script>FIRES</script>",
    "</textarea><img src=x onerror=FIRES>", "<iframe srcdoc='<script>parent.FIRES</script>'>", "${FIRES}",
    "{{constructor.constructor('FIRES')()}}", "<math><mtext><style><img src=x onerror=FIRES>", "';FIRES//",
    "<details open ontoggle=FIRES>", "<a href=javascript:FIRES>x</a>", "\u2028FIRES", "--><script>FIRES</script>",
)]
PARAMETERS = (
    "mots", "code", "entretien", "theme", "par", "selon", "a.champ", "sauf.attribut", "vue", "tri", "ordre", "page",
    "lignes", "colonnes", "ensemble", "unite", "base", "a", "b", "citer", "codes", "passage", "codeur",
)


def test_no_address_gives_a_file_or_leads_elsewhere(bench: tuple[Path, str], small_study: Path) -> None:
    """Without the cookie all is refused; with it no file of the disk is served, nothing fails nor redirects out."""
    assert (small_study / "params.yaml").exists()
    port = urlsplit(bench[1]).port or 0
    held = {"Cookie": f"{door.COOKIE}{port}={door.key(TOKEN)}"}
    for address in HOSTILE:
        assert answered(port, address, {})[0] in {400, 403, 404}, address
        status, location, content = answered(port, address, held)
        assert status < HTTPStatus.INTERNAL_SERVER_ERROR, address
        assert urlsplit(location).hostname in {None, "127.0.0.1"}, address
        assert not any(said in content for said in (b"root:", b"fictional", b"fired")), address


def answered(port: int, address: str, headers: dict[str, str]) -> tuple[int, str, bytes]:
    """Ask a server for an address as it is, which a browser would tidy: its code, where it leads, what it says."""
    spoken = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as asking:
        asking.sendall(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{spoken}\r\n".encode())
        answer = HTTPResponse(asking)
        answer.begin()
        return answer.status, answer.headers.get("Location", ""), answer.read()


def test_no_word_of_an_address_is_run(small_study: Path, address: str, page: Page) -> None:
    """On every page, whatever parameter bears it: nothing is run, and the policy had nothing to stop."""
    assert small_study.exists()
    stopped: list[str] = []
    page.on("console", lambda said: stopped.append(said.text) if "Content Security Policy" in said.text else None)
    for turn, screen in enumerate(SCREENS):
        given = [
            (name, PAYLOADS[(turn + n + shift) % len(PAYLOADS)])
            for n, name in enumerate(PARAMETERS) for shift in (0, 6, 12)
        ]
        settled(page, f"{address}/{screen}?{urlencode(given)}")
        assert not failed(page), screen
        assert page.evaluate("window.fired") is None, screen
    assert not stopped
