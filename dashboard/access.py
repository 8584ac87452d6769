"""Where the dashboard is served, who is logged in and ``secrets/roles.yaml`` → what may be shown and done."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st
import yaml

from dashboard.place import study
from dashboard.words import access_wording as wording
from pipeline.coding.names import coder_name
from pipeline.errors import FiligraneError
from pipeline.yaml_values import yaml_values

# What one may do: read and compare; code, note and answer; decide for all (grid, arbitration, exports); touch what
# is private, files and the computation, which whoever sits at the machine alone may do.
Right = Literal["read", "code", "lead", "own"]
ROLES: dict[str, tuple[Right, ...]] = {
    "lecture": ("read",), "codage": ("read", "code"), "responsable": ("read", "code", "lead"),
}
# Pages that not everyone who reads may open; the grid is read by all and changed by those who lead.
PAGES: dict[str, Right] = {
    "suggestions": "code", "journal": "code", "double_codage": "lead", "citations": "lead", "rapport": "lead",
    "tables": "lead", "pseudonymisation": "own", "mise_a_jour": "own",
}
ROLES_FILE = "secrets/roles.yaml"
# A proxy that speaks for somebody else names them in one of these.
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip")


@dataclass(frozen=True)
class Visitor:
    """Who looks: the name their decisions bear, empty where they choose it themselves, and what they may do."""

    rights: tuple[Right, ...] = ()
    name: str = ""
    refusal: str = ""


OWNER = Visitor(("read", "code", "lead", "own"))


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


def alone() -> bool:
    """Tell whether this machine alone is served: so it listens, so it was asked, and nobody has to log in."""
    if not loopback(st.get_option("server.address")) or _logs_in():
        return False
    headers = dict(st.context.headers)
    forwarded = {name.lower() for name in headers} & {name.lower() for name in FORWARDED}
    host = next((value for name, value in headers.items() if name.lower() == "host"), "localhost")
    return not forwarded and loopback(_name(host))


def _name(host: str) -> str:
    # « [::1]:8501 » or « localhost:8501 »
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]


def _logs_in() -> bool:
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def visitor() -> Visitor:
    """Say who looks and what they may do; nobody who is unknown may do anything."""
    if alone():
        return OWNER
    if not _logs_in():
        return Visitor(refusal=wording.NO_LOGIN)
    known: dict[str, Any] = dict(st.user.to_dict())
    if not known.get("is_logged_in"):
        return Visitor(refusal=wording.LOG_IN_FIRST)
    # An address that its provider has not verified may be anybody's.
    email = str(known.get("email") or "").lower() if known.get("email_verified", True) else ""
    return _of(email, roles())


def _of(email: str, known: dict[str, dict[str, str]]) -> Visitor:
    entry = known.get(email)
    if not email or entry is None:
        return Visitor(refusal=wording.UNKNOWN.format(file=ROLES_FILE))
    return Visitor(ROLES[entry["role"]], coder_name(entry["nom"]))


def roles() -> dict[str, dict[str, str]]:
    """
    Read who may do what, by address.

    Raises:
        FiligraneError: the file cannot be understood.
    """
    path = study() / ROLES_FILE
    try:
        given = yaml_values(path.read_text("utf-8")) if path.exists() else {}
    except yaml.YAMLError as error:
        raise FiligraneError(wording.BROKEN.format(file=ROLES_FILE)) from error
    people = given.get("personnes") if isinstance(given, dict) else None
    found = {str(email).strip().lower(): entry for email, entry in (people or {}).items()}
    if not all(isinstance(e, dict) and e.get("role") in ROLES and e.get("nom") for e in found.values()):
        raise FiligraneError(wording.BROKEN.format(file=ROLES_FILE))
    return found


def may(right: Right) -> bool:
    """Tell whether whoever looks may do something."""
    return right in visitor().rights


def opens(page: str) -> bool:
    """Tell whether whoever looks may open a page, by its name in the address."""
    return may(PAGES.get(page, "read"))


def author(chosen: str) -> str:
    """Give the name under which decisions are written: the one chosen here, on a server the one of the login."""
    who = visitor()
    if "own" in who.rights:
        return chosen
    return who.name if "code" in who.rights else ""


def admit() -> None:
    """Let whoever may read pass; the page stops here for others, and says why."""
    try:
        who = visitor()
    except FiligraneError as error:
        who = Visitor(refusal=str(error))
    if "read" not in who.rights:
        st.info(who.refusal)
        if who.refusal == wording.LOG_IN_FIRST:
            st.button(wording.LOG_IN, on_click=st.login, type="primary")
        st.stop()
