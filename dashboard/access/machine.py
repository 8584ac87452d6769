"""Where the dashboard listens and what a request bears → whether this machine alone is served, or people log in."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

from pipeline.cli.team_login import ALONE

# A proxy that speaks for somebody else names them, or itself, in one of these.
FORWARDED = {
    "forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "x-original-host", "x-original-for",
    "x-scheme", "true-client-ip", "cf-connecting-ip",
}


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
    """
    Tell whether this machine alone is served: so it listens, so it was asked, and nobody has to log in.

    Behind a proxy on the same machine every request comes from 127.0.0.1, and one that rewrites names and adds no
    header cannot be told from somebody at the keyboard: a server to which people log in is never this machine's own.
    """
    return loopback(st.get_option("server.address")) and not logs_in() and direct(st.context.headers)


def direct(headers: Mapping[str, str]) -> bool:
    """
    Tell whether a request was made on this machine for itself: by its own name, from a page of that name, for nobody.

    >>> direct({"Host": "localhost:8501", "Origin": "//localhost:8501"})
    True
    >>> direct({"Host": "localhost:8501", "Origin": "//enquete.labo.example"})
    False
    """
    said = {name.lower(): value for name, value in headers.items()}
    host = said.get("host", "localhost")
    same = urlsplit(said.get("origin", f"//{host}")).netloc == host
    # « [::1]:8501 » or « localhost:8501 »
    name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    return same and loopback(name) and not any(n in FORWARDED or n.startswith("x-forwarded-") for n in said)


def logs_in() -> bool:
    """Tell whether people log in here: a provider is set up, and this server was not started for this machine alone."""
    return os.environ.get(ALONE, "") != "1" and st.secrets.load_if_toml_exists() and "auth" in st.secrets
