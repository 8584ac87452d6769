"""A study → the dashboard served on it, as ``filigrane dashboard`` serves it, to this machine alone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds


@pytest.fixture
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """Serve a study; gives the address."""
    return served


@contextmanager
def served(study: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard/app.py"), f"--server.port={port}"]
    variables = os.environ | {"FILIGRANE_STUDY": str(study)}
    server = subprocess.Popen(
        command, cwd=ROOT, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def wait(health: str) -> None:
    for _ in range(PATIENCE * 4):
        try:
            urlopen(health).close()  # noqa: S310 - our own server
        except URLError:
            time.sleep(0.25)
        else:
            return
    raise TimeoutError(health)
