"""A server on this machine → the same, as a reverse proxy on the same machine shows it to others."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

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
def proxied(port: int, rewrite: Rewrite, at: int = 0) -> Iterator[int]:
    """Show a server at another port, one that is free or the one asked for, while a test lasts."""
    shown, ready, ends = at or free_port(), threading.Event(), []

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
    # A browser opens connections on which it asks nothing, and leaves some of them in the middle of an answer.
    with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
        async with _closing(back):
            head = (await asker.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip().split("\r\n")
            given, server = await asyncio.open_connection("127.0.0.1", port)
            async with _closing(server):
                server.write("\r\n".join([*_asked(head, rewrite), "", ""]).encode("latin-1"))
                await asyncio.gather(_pipe(asker, server), _pipe(given, back), return_exceptions=True)


def _asked(head: list[str], rewrite: Rewrite) -> list[str]:
    # One request for each connection, so that each is rewritten; what is upgraded goes on as it is.
    if any(line.lower() == "upgrade: websocket" for line in head):
        return rewrite(head)
    return [*rewrite([line for line in head if not line.lower().startswith("connection:")]), "Connection: close"]


@asynccontextmanager
async def _closing(writer: asyncio.StreamWriter) -> AsyncIterator[None]:
    try:
        yield
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def _pipe(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        while some := await source.read(65536):
            target.write(some)
            await target.drain()
    finally:
        target.close()
