"""This machine → a port where nothing listens."""

from __future__ import annotations

import socket


def free_port() -> int:
    """Give a free port of the loopback address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
