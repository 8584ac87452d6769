"""A server on this machine → the same, as a reverse proxy on the same machine shows it to others."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from tests.browser.ports import free_port

# The lines at the head of a request, without their ends → those that the server behind is given.
Rewrite = Callable[[list[str]], list[str]]


def forwarding(lines: list[str]) -> list[str]:
    """Keep the name that was asked for, and say for whom one asks: what is recommended."""
    return [*lines, "X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: http"]


def hiding(port: int) -> Rewrite:
    """Ask under the server's own name and say nothing of anybody: what « proxy_pass » does when nothing else is set."""
    return lambda lines: [f"Host: 127.0.0.1:{port}" if n.lower().startswith("host:") else n for n in lines]


@contextmanager
def proxied(port: int, rewrite: Rewrite) -> Iterator[int]:
    """Show a server at another port while a test lasts."""
    shown, ready, ends = free_port(), threading.Event(), []

    async def serve() -> None:
        over = asyncio.Event()
        loop = asyncio.get_running_loop()
        server = await asyncio.start_server(lambda r, w: _relay(r, w, port, rewrite), "127.0.0.1", shown)
        ends.append(lambda: loop.call_soon_threadsafe(over.set))
        ready.set()
        await over.wait()
        server.close()

    # A loop of its own, in its own thread to the end: the browser's driver runs one in the thread of tests.
    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    ready.wait()
    try:
        yield shown
    finally:
        ends[0]()
        thread.join()


async def _relay(asker: asyncio.StreamReader, back: asyncio.StreamWriter, port: int, rewrite: Rewrite) -> None:
    with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
        head = (await asker.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip().split("\r\n")
        # One request for each connection, so that each is rewritten; what is upgraded goes on as it is.
        upgraded = any(line.lower() == "upgrade: websocket" for line in head)
        kept = [line for line in head if upgraded or not line.lower().startswith("connection:")]
        given, server = await asyncio.open_connection("127.0.0.1", port)
        lines = rewrite(kept) + ([] if upgraded else ["Connection: close"])
        server.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
        await asyncio.gather(_pipe(asker, server), _pipe(given, back), return_exceptions=True)


async def _pipe(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        while some := await source.read(65536):
            target.write(some)
            await target.drain()
    finally:
        target.close()
