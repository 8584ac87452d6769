"""The door of the dashboard: whoever holds the token of this launch comes in, and nobody else is given anything."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
from starlette.requests import HTTPConnection
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server import server_util

from dashboard.access import door
from dashboard.app import server
from pipeline.cli.commands import dashboard

PORT = 8501
HELD = {"cookie": f"{door.COOKIE}{PORT}={door.key(door.LAUNCH)}"}
OWN = {"host": f"127.0.0.1:{PORT}"}
PAGE = {"accept": "text/html,*/*"}
OPENED = f"{dashboard.ASKED}={door.LAUNCH}"
SECRET = b"On court tout le temps"


@dataclass(frozen=True)
class Answered:
    """What the door answered, or what stood behind it."""

    status: int
    headers: dict[str, str]
    content: bytes


async def behind(scope: Scope, _: Receive, send: Send) -> None:
    """Stand for the dashboard: it gives a sentence of the study to whatever reaches it."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": SECRET})


def ask(path: str = "/", headers: dict[str, str] | None = None, **about: Any) -> Answered:
    """Ask the door for an address, as this machine does; ``about`` says what is otherwise."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    team = about.pop("team", False)
    path, _, query = path.partition("?")
    scope: dict[str, Any] = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode(),
        "root_path": "", "scheme": "http", "http_version": "1.1", "client": ("127.0.0.1", 5000),
        "server": ("127.0.0.1", PORT),
        "headers": [(n.encode(), v.encode()) for n, v in (OWN if headers is None else headers).items()],
    }
    asyncio.run(door.Door(behind, lambda: team, ["un script"])(scope | about, receive, send))
    told = {name.decode(): value.decode() for name, value in sent[0].get("headers", [])}
    status = {"websocket.accept": 101, "websocket.close": 403}.get(sent[0]["type"]) or sent[0]["status"]
    return Answered(status, told, b"".join(m.get("body", b"") for m in sent[1:]))


def socket(headers: dict[str, str], **about: Any) -> int:
    """Open a socket at the door; gives how it was received."""
    return ask("/_stcore/stream", headers, type="websocket", **about).status


def named(case: str) -> str:
    """Name a case the same in every process: the token is drawn anew in each."""
    drawn = {door.key(door.LAUNCH): "its key", door.LAUNCH: "the token", door.LAUNCH[:-1]: "most of the token"}
    for secret, words in drawn.items():
        case = case.replace(secret, words)
    return case


@pytest.mark.parametrize("path", [
    "/", "/lecture", "/lecture?entretien=E01", "/static/js/index.js", "/media/0.wav", "/component/x", "/favicon.png",
    "/_stcore/host-config", "/_stcore/health/", "//_stcore/health", "/lecture/_stcore/health", "/enregistrement/a/E01",
    "/_stcore/bidi-components/x", "/_stcore/upload_file/a/b", "/auth/login", "/oauth2callback",
    f"/?{dashboard.ASKED}=", f"/?{dashboard.ASKED}=faux", f"/?{dashboard.ASKED}={door.LAUNCH[:-1]}",
    f"/?{dashboard.ASKED}=é", f"/?{dashboard.ASKED.upper()}={door.LAUNCH}",
], ids=named)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_without_the_token_nothing_is_given(path: str, method: str) -> None:
    """No page, no file, no sound, no way to send any, whatever the address and the method."""
    answer = ask(path, method=method)

    assert answer.status == 403
    assert SECRET not in answer.content
    assert door.LAUNCH not in str(answer)


def test_whoever_arrives_without_it_is_told_what_to_open() -> None:
    """A browser is given a page in French that holds nothing of the study and runs nothing; a tool, a sentence."""
    answer = ask(headers=OWN | PAGE)

    assert answer.status == 403
    assert answer.content.decode() == door.CLOSED_PAGE
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert ask().content.decode().strip() == door.CLOSED


def test_the_token_sets_a_cookie_and_leaves_the_address() -> None:
    """Scripts cannot read the cookie, other sites do not send it, it says nothing of the token, and has its port."""
    answer = ask(f"/lecture?entretien=E01&{OPENED}")
    (cookie,) = SimpleCookie(answer.headers["set-cookie"]).values()

    assert (answer.status, answer.headers["location"]) == (303, "/lecture?entretien=E01")
    assert (cookie.key, cookie["samesite"], cookie["httponly"]) == (f"filigrane-{PORT}", "strict", True)
    assert door.LAUNCH not in answer.headers["set-cookie"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert ask("/lecture", OWN | {"cookie": f"{cookie.key}={cookie.value}"}).content == SECRET


def test_a_link_from_elsewhere_lets_in_by_a_page_of_this_server() -> None:
    """A browser sends no strict cookie where another site, or a file, leads: the page that sets it goes on itself."""
    led = OWN | {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    answer = ask(f"/extraits?code=A1&mots=%22%3E%3Cscript%3E&{OPENED}", led)

    assert answer.status == 200
    assert b'content="0;url=/extraits?code=A1&amp;mots=%22%3E%3Cscript%3E"' in answer.content
    assert "set-cookie" in answer.headers
    assert b"<script" not in answer.content


@pytest.mark.parametrize(("asked", "led"), [
    ("//ailleurs.example/", "/ailleurs.example/"), ("/\\ailleurs.example", "/ailleurs.example"),
    ("///", "/"), ("/a\r\nLocation: x", "/a%0D%0ALocation%3A%20x"),
    ("/http://ailleurs.example", "/http%3A//ailleurs.example"),
])
def test_the_token_never_leads_to_another_machine(asked: str, led: str) -> None:
    """Whatever address it is put in, it comes back to this server."""
    assert ask(f"{asked}?{OPENED}").headers["location"] == led


@pytest.mark.parametrize("headers", [
    {"host": "enquete.labo.example"}, {"host": "192.168.1.4:8501"}, {"host": "127.0.0.1.labo.example"}, {},
    {"host": "localhost@ailleurs.example"}, {"host": "2130706433:8501"}, {"host": "[::1"}, {"host": ""},
    OWN | {"origin": "https://enquete.labo.example"}, OWN | {"origin": "null"}, OWN | {"origin": "http://127.0.0.1:9"},
    OWN | {"origin": "http://[::1"}, OWN | {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"},
])
def test_the_cookie_serves_this_machine_by_its_own_name(headers: dict[str, str]) -> None:
    """Under another name, for another page, loaded by another site: what a browser holds opens nothing."""
    assert ask(headers=headers | HELD).status == 403
    assert ask(f"/?{OPENED}", headers=headers).status == 403


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "localhost", "127.0.0.1:9000"])
def test_this_machine_has_several_names(host: str) -> None:
    """Each of them opens, at the port too that another machine's tunnel gives."""
    assert ask(headers={"host": host} | HELD).content == SECRET


@pytest.mark.parametrize("held", [
    "", "filigrane-8501", "filigrane-8501=", "filigrane-8501=faux", f"filigrane-8501={door.LAUNCH}",
    f"autre={door.key(door.LAUNCH)}", "filigrane-8501=é", "\x00", ";;;=",
], ids=named)
def test_another_cookie_opens_nothing(held: str) -> None:
    """Neither the token itself, nor a cookie of another name, nor what is no cookie."""
    assert ask(headers=OWN | {"cookie": held}).status == 403


def test_cookies_of_others_do_not_hide_ours() -> None:
    """All that listens on this machine shares cookies: whatever others have set, ours is found."""
    assert ask(headers=OWN | {"cookie": f'a="; b c; {HELD["cookie"]}; filigrane-8502=faux'}).content == SECRET


def test_a_socket_is_of_a_page_of_this_server() -> None:
    """Without an origin, of a foreign one, or without the cookie, no socket opens, where people log in as elsewhere."""
    mine = OWN | {"origin": f"http://127.0.0.1:{PORT}"}

    assert socket(mine | HELD) == 101
    assert socket(mine) == 403
    assert socket(OWN | HELD) == 403
    assert socket(OWN | HELD | {"origin": "http://127.0.0.1:9999"}) == 403
    assert socket(mine, team=True) == 101
    assert socket(OWN, team=True) == 403
    assert socket(OWN | {"origin": "https://ailleurs.example"}, team=True) == 403


@pytest.mark.parametrize("path", [
    "/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/openapi.json", "/_stcore/script-health-check",
    "//_stcore//metrics", "/base/_stcore/metrics",
])
def test_what_no_page_asks_for_is_served_to_nobody(path: str) -> None:
    """Figures of the process and ways in for programs: not even to whoever holds the token, nor to a team."""
    assert ask(path, OWN | HELD).status == 404
    assert ask(path, team=True).status == 404


def test_health_is_told_to_this_machine_and_nothing_with_it() -> None:
    """A service may look whether the server answers, by this machine's own name."""
    assert ask(door.HEALTH).status == 200
    assert ask(door.HEALTH, {"host": "ailleurs.example"}).status == 403
    assert ask(door.HEALTH, method="POST").status == 403
    assert ask(door.HEALTH, client=("192.0.2.7", 1)).status == 403


def test_another_machine_is_refused_whatever_it_holds() -> None:
    """A server that listens beyond this machine, or a proxy that says for whom it asks, opens nothing."""
    assert ask(headers=OWN | HELD, client=("192.0.2.7", 5000)).status == 403
    assert ask(headers=OWN | HELD, client=None).status == 403


def test_a_team_logs_in_instead_of_holding_a_token() -> None:
    """Where people log in the pages ask who they are, by whatever name the server has."""
    away = {"host": "enquete.labo.example"}

    assert ask(headers=away, team=True, client=("192.0.2.7", 5000)).content == SECRET
    assert ask(headers=away | HELD).status == 403


def test_every_answer_is_sealed() -> None:
    """No frame, no guessed type, no address told elsewhere; scripts of the page alone, and nothing sent away."""
    for answer in (ask(headers=OWN | HELD), ask(), ask(f"/?{OPENED}"), ask("/_stcore/metrics"), ask(team=True)):
        assert answer.headers.items() >= {name.lower(): value for name, value in door.SEALS.items()}.items()
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    said = dict(rule.split(" ", 1) for rule in door.policy(["a"]).split("; "))
    assert "unsafe" not in said["script-src"]
    assert said["connect-src"] == "'self'"
    assert "http" not in door.policy(["a"])


def test_the_page_of_streamlit_has_scripts_that_are_known() -> None:
    """Its one script and that of our pages are let run by what they hold: another version would be noticed here."""
    shell, ours = server.standing_scripts()

    assert "prerenderReady" in shell
    assert door.LOST["title"][:20] in ours


def test_only_our_own_door_tells_who_came_in() -> None:
    """A page served without the door, to a request that does not hold its cookie, is for nobody."""
    assert not door.entered(OWN)
    assert door.entered(OWN | HELD)
    assert door.entered(HTTPConnection({"type": "http", "headers": [
        (b"Host", OWN["host"].encode()), (b"cookie", HELD["cookie"].encode()),
    ]}).headers)


def test_streamlit_asks_nobody_by_what_address_others_know_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket of another site makes it look for one: no name is looked up, no connection is made."""
    asked: list[object] = []
    monkeypatch.setattr("socket.getaddrinfo", lambda *what, **_: asked.append(what))
    monkeypatch.setattr("socket.socket.connect", lambda _, where: asked.append(where))

    assert not server_util.is_url_from_allowed_origins("https://ailleurs.example")
    assert not asked
