"""The server itself: a socket on this machine, its address told, until it is stopped."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import sys
import threading
from contextlib import closing
from types import FrameType

import uvicorn
from anyio import to_thread
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from detente.web.settings import EVERYWHERE, Settings, UnsafeError, bracketed
from detente.web.site import Site

AT_WORK = 8  # that are answered at the same time; more would only take the processor and memory from each other
AT_ONCE = 100  # requests beyond are told to come again (503)
IDLE = 15  # seconds that a connection is kept on which no request comes, or none that comes to an end

YOUNG = 5_000  # new things after which the youngest are looked through for garbage; Python's 700 is for small programs
LAST = 2  # seconds for answers that are on their way when the server is stopped


class Prompt(H11Protocol):
    """A connection that is ended where the head of a request takes longer than `IDLE`: uvicorn itself waits for it without end, so that a hundred
    silent connections would keep everyone out."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._end_at(self.loop.time() + IDLE)

    def data_received(self, data: bytes) -> None:
        waiting = self.timeout_keep_alive_task
        super().data_received(data)
        if waiting and self.timeout_keep_alive_task is None and (self.cycle is None or self.cycle.response_complete) and not self.transport.is_closing():
            self._end_at(waiting.when())  # it was a piece of a head

    def _end_at(self, time: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_at(time, self.timeout_keep_alive_handler)


class Stoppable(uvicorn.Server):
    """A server that answers a few at a time, and does not wait for the parser when it is stopped."""

    def __init__(self, config: uvicorn.Config, site: Site) -> None:
        super().__init__(config)
        self.site = site

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        to_thread.current_default_thread_limiter().total_tokens = AT_WORK
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self.site.stepping.alone.stop()
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # an answer that is cut off now is no fault


def run(app: FastAPI, settings: Settings) -> None:
    """Serve until interrupted. Raises `UnsafeError` where the address cannot be had."""
    server = Stoppable(configured(app), app.state.site)
    with closing(bound(settings)) as listening, server.capture_signals():  # whoever reads the address may stop it at once
        sys.stderr.write(f"detente: http://{bracketed(settings.host)}:{listening.getsockname()[1]}  (stop with Ctrl+C)\n")
        if settings.host in EVERYWHERE and not settings.hosts:
            sys.stderr.write("detente: others come in by the name of this machine only when it is given with --allow-host NAME\n")
        sys.stderr.flush()
        threading.Thread(target=settled, args=[app.state.site], daemon=True).start()
        server.run(sockets=[listening])


def settled(site: Site) -> None:
    """Load what takes a second, and let the collector of garbage pass over it from then on: it holds a million things that stay, and an answer
    over many rows would have them looked through again and again."""
    site.warm()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)


def configured(app: FastAPI) -> uvicorn.Config:
    """How it is served."""
    return uvicorn.Config(
        app,
        http=Prompt,
        log_level="warning",
        access_log=False,
        limit_concurrency=AT_ONCE,
        timeout_keep_alive=IDLE,
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=LAST,
    )


def bound(settings: Settings) -> socket.socket:
    """A socket at the address; taken here so that what goes wrong is said in one line, and a free port can be told."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, for else asyncio lets small answers wait 40 ms (Nagle)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((settings.host, settings.port))
        listening.listen(AT_ONCE)  # so that whoever reads the address and comes at once finds it open
    except OSError as e:
        listening.close()
        raise UnsafeError(f"{settings.host}:{settings.port} cannot be served: {e.strerror or e}; give another --port (0 takes a free one) or --host") from e
    return listening
