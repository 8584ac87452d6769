"""A request → let in by the token of this launch, or by the cookie that its first use set; else told what to open.

Any account of the machine reaches a port of loopback, and so does any proxy that runs there: what tells whoever
opened the dashboard is what they hold. Where a team logs in, its login is asked by the pages, and no token is.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from http import HTTPStatus
from itertools import pairwise
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, cookie_parser
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.cli.commands import dashboard

CLOSED = "Ouvrez l'adresse que la commande « filigrane dashboard » a écrite : elle seule ouvre ce tableau de bord."
NOTHING = "Il n'y a rien à cette adresse."
STYLE = """
  :root { color-scheme: light dark; }
  body { max-width: 36rem; margin: 15vh auto; padding: 0 1.5rem; font: 1.05rem/1.6 system-ui, sans-serif;
    background: light-dark(#fbf8f1, #1b1a17); color: light-dark(#262320, #ece6da); }
  h1 { font: 600 1.7rem/1.3 Georgia, serif; }
  a { color: light-dark(#14525c, #7cc4cf); }
"""
PAGE = """<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{head}
<title>{title}</title><style>{style}</style></head>
<body><main><h1>{title}</h1>{body}</main></body>
</html>
"""
# An empty link is this very address: followed from this page, it is given the cookie that another site's is not.
CLOSED_PAGE = PAGE.format(
    head="", style=STYLE, title="Ce tableau de bord est à qui l'a ouvert",
    body=f"""
<p><strong>{CLOSED}</strong></p>
<p>Elle est dans le terminal, et change à chaque lancement : si le tableau de bord a été relancé depuis, l'adresse
d'avant ne vaut plus.</p>
<p>S'il est déjà ouvert dans ce navigateur, <a href="">continuez</a>.</p>""",
)
# What stands for the address to go to, once somebody is let in.
ADDRESS = "@ADRESSE@"
ENTERING = PAGE.format(
    head=f'<meta http-equiv="refresh" content="0;url={ADDRESS}">', style=STYLE, title="Le tableau de bord s'ouvre",
    body=f'\n<p><a href="{ADDRESS}">Continuer</a></p>',
)
# What a tab that is open says when it has lost the server.
LOST = {
    "nowhere": "Aucune page à cette adresse", "home": "Voici la première page ; les autres sont dans le menu.",
    "title": "Le tableau de bord ne répond plus",
    "stopped": (
        "Il a sans doute été arrêté. Tapez « filigrane dashboard » dans le terminal : cet onglet reprendra de lui-même "
        "dès que le tableau de bord sera ouvert. Ce que vous écriviez ici n'est pas noté : copiez-le avant de fermer "
        "l'onglet."
    ),
    "relaunched": (
        "Il a été relancé, et ne connaît plus cet onglet. Ouvrez la nouvelle adresse que la commande "
        "« filigrane dashboard » a écrite dans le terminal : cet onglet reprendra de lui-même. Ce que vous écriviez "
        "ici n'est pas noté : copiez-le avant de fermer l'onglet."
    ),
}
# Whoever starts the server gives it a token, which none of what the server starts inherits; else it makes its own.
GIVEN = os.environ.pop(dashboard.TOKEN, "")
LAUNCH = GIVEN or secrets.token_urlsafe(32)
COOKIE = "filigrane-"  # and the port: cookies do not tell one port from another
HEALTH = "/_stcore/health"
# What no page asks for: figures of the process, and ways in for programs.
UNSERVED = {"metrics", "agent", "script-health-check"}
# From the page itself, or from nowhere: an address that was typed, a tool that says nothing.
OWN_SITES = {"same-origin", "none"}
LIFE = "no-store"


def loopback(address: str | None) -> bool:
    """
    Tell whether an address is this machine's own; a server without an address listens to all.

    >>> [loopback(a) for a in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "192.168.1.4", "", None)]
    [True, True, True, False, False, False, False]
    """
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


def direct(headers: Mapping[str, str]) -> bool:
    """
    Tell whether a request asks this machine by its own name, and from a page of that name if from any.

    >>> direct({"Host": "localhost:8501", "Origin": "//localhost:8501"})
    True
    >>> direct({"Host": "localhost:8501", "Origin": "//enquete.labo.example"})
    False
    """
    said = {name.lower(): value for name, value in headers.items()}
    host = said.get("host", "")
    # « [::1]:8501 » or « localhost:8501 »; what is neither a name nor an address is nobody's.
    with suppress(ValueError):
        return loopback(urlsplit(f"//{host}").hostname) and ("origin" not in said or from_page(said["origin"], host))
    return False


def from_page(origin: str, host: str) -> bool:
    """Tell whether an origin is a page of the host that is asked."""
    with suppress(ValueError):
        return bool(host) and urlsplit(origin).netloc == host
    return False


def key(token: str) -> str:
    """Give what the cookie holds: from it nobody finds the token, nor an address to pass on."""
    return hmac.new(token.encode(), b"filigrane: temoin", "sha256").hexdigest()


def entered(headers: Mapping[str, str]) -> bool:
    """
    Tell whether a request comes from a browser that the token let in.

    What no request asked for, such as a page that a test runs, has no headers at all and comes from this process.
    """
    said = {name.lower(): value for name, value in headers.items()}
    if not said:
        return True
    own = [value for name, value in cookie_parser(said.get("cookie", "")).items() if name.startswith(COOKIE)]
    return direct(said) and any(alike(value, key(LAUNCH)) for value in own)


def alike(one: str, other: str) -> bool:
    """Compare two secrets in the same time whatever they hold."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


def policy(scripts: Iterable[str]) -> str:
    """
    Say what a page may load and where it may send: itself, and nothing else.

    Args:
        scripts: those that stand in the page as text; any other that would is not run. Streamlit gives our own
            components to the browser as modules made in memory (``blob:``), and writes its styles in the page.
    """
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return "; ".join([
        "default-src 'self'", f"script-src 'self' blob: {allowed}", "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:", "media-src 'self' blob:", "font-src 'self' data:", "connect-src 'self'",
        "worker-src 'self' blob:", "frame-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
        "frame-ancestors 'none'",
    ])


BARE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
SEALS = {
    "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
}


class Door:
    """
    What stands before the whole dashboard, as ASGI middleware.

    Args:
        app: the dashboard.
        logs_in: tells whether a team logs in here; the token is then not asked.
        scripts: what stands in pages as text and may run.
    """

    def __init__(self, app: ASGIApp, logs_in: Callable[[], bool], scripts: Iterable[str]) -> None:
        self._app = app
        self._logs_in = logs_in
        self._policy = policy(scripts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request go through, or answer in the place of the dashboard."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        answer = self._answer(HTTPConnection(scope))
        if answer is None:
            await self._app(scope, receive, self._sealing(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            await answer(scope, receive, self._sealing(send))

    def _sealing(self, send: Send) -> Send:
        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(SEALS)
                headers.setdefault("Content-Security-Policy", self._policy)
            await send(message)

        return sealed

    def _answer(self, asked: HTTPConnection) -> Response | None:
        # Gives nothing where the request may go through.
        socket = asked.scope["type"] == "websocket"
        if _unserved(asked.scope["path"]) or (socket and not _of_one_page(asked)):
            return PlainTextResponse(NOTHING, HTTPStatus.NOT_FOUND)
        if self._logs_in():
            return None
        if not _from_here(asked):
            return closed(asked)
        if socket or asked.scope["method"] not in {"GET", "HEAD"}:
            return None if entered(asked.headers) else closed(asked)
        if dashboard.ASKED in asked.query_params:
            return enter(asked)
        return None if asked.scope["path"] == HEALTH or entered(asked.headers) else closed(asked)


def _unserved(path: str) -> bool:
    steps = [step for step in path.split("/") if step]
    return any(one == "_stcore" and after in UNSERVED for one, after in pairwise(steps))


def _of_one_page(asked: HTTPConnection) -> bool:
    # A browser always says which page opens a socket.
    return from_page(asked.headers.get("origin", ""), asked.headers.get("host", ""))


def _from_here(asked: HTTPConnection) -> bool:
    # A page of another port is « same-site » and is given cookies: it may lead here, and load nothing from here.
    mine = asked.headers.get("sec-fetch-site", "none") in OWN_SITES
    led = asked.headers.get("sec-fetch-mode") == "navigate"
    client = asked.client.host if asked.client else ""
    return loopback(client) and direct(asked.headers) and (mine or led)


def enter(asked: HTTPConnection) -> Response:
    """Let in whoever brings the token: a cookie is set, and the address is left for the same one without it."""
    right = alike(asked.query_params[dashboard.ASKED], LAUNCH)
    if not (right or entered(asked.headers)):
        return closed(asked)
    clean = clean_address(asked.scope["path"], asked.scope["query_string"].decode("latin-1"))
    # From a file or another site, a redirection would not be given the cookie: this page goes there by itself.
    if asked.headers.get("sec-fetch-site", "none") in OWN_SITES:
        answer: Response = RedirectResponse(clean, HTTPStatus.SEE_OTHER)
    else:
        answer = HTMLResponse(ENTERING.replace(ADDRESS, clean.replace("&", "&amp;")))
    if right:
        port = (asked.scope.get("server") or ("", 0))[1]
        answer.set_cookie(f"{COOKIE}{port}", key(LAUNCH), httponly=True, samesite="strict")
    answer.headers.update({"Cache-Control": LIFE, "Content-Security-Policy": BARE})
    return answer


def clean_address(path: str, query: str) -> str:
    """
    Write an address of this server without its token.

    >>> clean_address("/lecture", "entretien=E01&jeton=secret")
    '/lecture?entretien=E01'
    >>> clean_address("//ailleurs.example", "")
    '/ailleurs.example'
    """
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != dashboard.ASKED]
    return "/" + quote(path.lstrip("/\\")) + ("?" + urlencode(kept) if kept else "")


def closed(asked: HTTPConnection) -> Response:
    """Say in French, to whoever arrives without the token, which address to open; nothing of the study."""
    if "text/html" in asked.headers.get("accept", ""):
        answer: Response = HTMLResponse(CLOSED_PAGE, HTTPStatus.FORBIDDEN)
    else:
        answer = PlainTextResponse(f"{CLOSED}\n", HTTPStatus.FORBIDDEN)
    answer.headers.update({"Cache-Control": LIFE, "Content-Security-Policy": BARE})
    return answer
