"""People of a laboratory → an OpenID Connect provider on this machine, where each logs in by pressing their name."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.browser.ports import free_port

CLIENT, SECRET = "filigrane", "un-secret-de-client-pour-les-tests"
# What is asked for in exchange for a login, as the standard names it.
REQUIRED = {"client_id": CLIENT, "response_type": "code", "code_challenge_method": "S256"}


@dataclass
class Provider:
    """A provider, the key it signs with, and the logins under way."""

    people: Mapping[str, Mapping[str, Any]]
    port: int = field(default_factory=free_port)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "essai"}))
    pending: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def discovery(self) -> str:
        """The address of the document that says where everything is."""
        return f"{self.address}/.well-known/openid-configuration"

    def application(self) -> Starlette:
        """Lay out the five addresses of the exchange."""
        return Starlette(routes=[
            Route("/.well-known/openid-configuration", self.discover), Route("/jwks", self.keys),
            Route("/authorize", self.authorize), Route("/enter/{person}", self.enter),
            Route("/token", self.token, methods=["POST"]),
        ])

    async def discover(self, _: Request) -> Response:
        """Say where to log in, where to exchange a code, and how tokens are signed."""
        places = {f"{name}_endpoint": f"{self.address}/{place}" for name, place in (
            ("authorization", "authorize"), ("token", "token"))}
        return JSONResponse(places | {
            "issuer": self.address, "jwks_uri": f"{self.address}/jwks", "response_types_supported": ["code"],
            "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        })

    async def keys(self, _: Request) -> Response:
        """Give the public half of the key."""
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def authorize(self, request: Request) -> Response:
        """Ask who it is."""
        asked = dict(request.query_params)
        if REQUIRED.items() - asked.items() or not asked["redirect_uri"].endswith("/oauth2callback"):
            return Response(status_code=400)
        links = "".join(f'<p><a href="/enter/{name}?{urlencode(asked)}">{name}</a></p>' for name in self.people)
        return HTMLResponse(f"<h1>Qui êtes-vous ?</h1>{links}")

    async def enter(self, request: Request) -> Response:
        """Send somebody back with a code, good once."""
        asked, code = dict(request.query_params), secrets.token_urlsafe()
        self.pending[code] = asked | {"person": request.path_params["person"]}
        back = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}", status_code=302)

    async def token(self, request: Request) -> Response:
        """Exchange a code for a signed token, if it is the server that asked for it."""
        given = dict(parse_qsl((await request.body()).decode()))
        asked = self.pending.pop(given["code"], None)
        known = f"{CLIENT}:{SECRET}".encode()
        if request.headers.get("authorization") != f"Basic {base64.b64encode(known).decode()}":
            return JSONResponse({"error": "invalid_client"}, status_code=401)
        if not asked or challenge(given["code_verifier"]) != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        return JSONResponse({"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "expires_in": 300,
                             "id_token": self.signed(asked)})

    def signed(self, asked: Mapping[str, str]) -> str:
        """Sign what is known of somebody, for this client and this exchange only."""
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        return jwt.encode({"alg": "RS256", "kid": "essai"}, claims | dict(self.people[asked["person"]]), self.key)


def challenge(verifier: str) -> str:
    """Hash what proves that who exchanges a code is who asked for it."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


@contextmanager
def providing(people: Mapping[str, Mapping[str, Any]]) -> Iterator[Provider]:
    """Serve a provider while a test lasts."""
    provider = Provider(people)
    config = uvicorn.Config(provider.application(), host="127.0.0.1", port=provider.port, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join()
