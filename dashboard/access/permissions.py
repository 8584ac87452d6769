"""Where the dashboard is served, who is logged in and ``secrets/roles.yaml`` → what may be shown and done."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st
import yaml
from streamlit.errors import StreamlitAuthError

from dashboard.access import door
from dashboard.access.study_place import own
from dashboard.words import ui_words as wording
from pipeline.cli.commands import dashboard
from pipeline.model.decision_writer import coder_name
from pipeline.model.errors import FiligraneError
from pipeline.model.files import yaml_values


def alone(headers: Mapping[str, str] | None = None) -> bool:
    """
    Tell whether this machine alone is served, to whoever opened the dashboard: so it listens, nobody has to log in.

    ``headers`` are those of a request that no page makes; else those of the page are looked at. The door of the server
    has let them in already (``door``); a page that would be served without it shows nothing.

    Behind a proxy on the same machine every request comes from 127.0.0.1: a server to which people log in is never
    this machine's own, and at any other a proxy lacks what opens it.
    """
    return door.loopback(st.get_option("server.address")) and not logs_in() and door.entered(
        st.context.headers if headers is None else headers
    )


def logs_in() -> bool:
    """Tell whether people log in here: a provider is set up, and this server was not started for this machine alone."""
    return os.environ.get(dashboard.ALONE, "") != "1" and st.secrets.load_if_toml_exists() and "auth" in st.secrets


FILE = "secrets/roles.yaml"
NAMES = ("lecture", "codage", "responsable")
# The claim by which people are known. An address may be anybody's unless its provider vouches for it; the identifier
# that a provider gives is nobody else's.
CLAIMS = {"adresse": "email", "identifiant": "sub"}


@dataclass(frozen=True)
class Team:
    """Who may do what: people by what they are known by, each with a role and a name."""

    claim: str
    people: Mapping[str, Mapping[str, str]]

    def known_as(self, said: Mapping[str, Any]) -> str:
        """Give that by which a provider knows somebody; empty where nobody vouches for it."""
        value = str(said.get(self.claim) or "").strip()
        return value if self.claim != "email" else value.lower() * vouched(said)


def vouched(said: Mapping[str, Any]) -> bool:
    """Tell whether a provider has verified an address: it says so, as a boolean or, for some, in letters."""
    return str(said.get("email_verified")).lower() == "true"


def team() -> Team:
    """
    Read who may do what.

    Raises:
        FiligraneError: the file cannot be understood.
    """
    given = _given()
    claim, people = CLAIMS.get(str(given.get("par", "adresse"))), given.get("personnes") or {}
    if claim is None or not isinstance(people, dict) or not all(_sound(e) for e in people.values()):
        raise FiligraneError(wording.BROKEN_ROLES.format(file=FILE))
    names = [coder_name(entry["nom"]).casefold() for entry in people.values()]
    if len(set(names)) < len(names):
        raise FiligraneError(wording.TWICE_NAMED.format(file=FILE))
    keys = [str(key).strip() for key in people]
    return Team(claim, dict(zip([k.lower() if claim == "email" else k for k in keys], people.values(), strict=True)))


def _given() -> dict[str, Any]:
    # One's own study, whatever is being tried: the demonstration has no team.
    path = own() / FILE
    try:
        given = yaml_values(path.read_text("utf-8")) if path.exists() else {}
    except (yaml.YAMLError, UnicodeDecodeError):
        given = None
    if not isinstance(given, dict):
        raise FiligraneError(wording.BROKEN_ROLES.format(file=FILE))
    return given


def _sound(entry: object) -> bool:
    return isinstance(entry, dict) and entry.get("role") in NAMES and bool(entry.get("nom"))


# What one may do: read and compare; code, note and answer; decide for all (grid, arbitration, exports); touch what
# is private, files and the computation, which whoever sits at the machine alone may do.
Right = Literal["read", "code", "lead", "own"]
ROLES: dict[str, tuple[Right, ...]] = {
    "lecture": ("read",), "codage": ("read", "code"), "responsable": ("read", "code", "lead"),
}
# Pages that not everyone who reads may open; the grid is read by all and changed by those who lead.
PAGES: dict[str, Right] = {
    "suggestions": "code", "journal": "code", "double_codage": "lead", "citations": "lead", "rapport": "lead",
    "tables": "lead", "pseudonymisation": "own", "mise_a_jour": "own", "personnes": "own", "qui_parle": "own",
    "transcription": "own",
}
ERROR = "access:error"


@dataclass(frozen=True)
class Visitor:
    """Who looks: the name their decisions bear, empty where they choose it themselves, and what they may do."""

    rights: tuple[Right, ...] = ()
    name: str = ""
    refusal: str = ""


OWNER = Visitor(("read", "code", "lead", "own"))


def visitor() -> Visitor:
    """Say who looks and what they may do; nobody who is unknown may do anything."""
    if alone():
        return OWNER
    if not logs_in():
        return Visitor(refusal=wording.NO_LOGIN)
    known: dict[str, Any] = dict(st.user.to_dict())
    if not known.get("is_logged_in"):
        return Visitor(refusal=wording.LOG_IN_FIRST if dashboard.can_log_in() else wording.LOGIN_MISSING)
    members = team()
    key = members.known_as(known)
    entry = members.people.get(key)
    if not key:
        return Visitor(refusal=wording.NOT_VOUCHED.format(file=FILE, sub=known.get("sub", "")))
    if entry is None:
        return Visitor(refusal=wording.UNKNOWN_VISITOR.format(file=FILE, key=key))
    return Visitor(ROLES[entry["role"]], coder_name(entry["nom"]))


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
            st.button(wording.LOG_IN, on_click=_log_in, type="primary")
        elif logs_in() and st.user.to_dict().get("is_logged_in"):
            st.button(wording.LOG_OUT, on_click=st.logout)
        if said := st.session_state.pop(ERROR, ""):
            st.error(said)
        st.stop()


def _log_in() -> None:
    try:
        st.login()
    except StreamlitAuthError:
        st.session_state[ERROR] = wording.MISCONFIGURED


def leave() -> None:
    """Say under which name one is known on a server, and let one leave."""
    who = visitor()
    if who.name:
        with st.sidebar:
            st.caption(wording.KNOWN_AS.format(name=who.name))
            st.button(wording.LOG_OUT, on_click=st.logout, type="tertiary", key="access:leave")


def closed(page: str) -> None:
    """Stand for a page that whoever looks may not open."""
    st.info(wording.MACHINE_ONLY if PAGES.get(page) == "own" else wording.NOT_FOR_YOU)
