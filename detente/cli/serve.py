"""The ledger in a browser: one command, no logic."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.commands import app
from detente.cli.group import Misuse
from detente.cli.options import ActorsFile, CodebookFolder, LedgerFile


@app.command()
def serve(
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="The ledger; that of --ledger where none is given.")] = None,
    ledger: LedgerFile = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen. Others than 127.0.0.1 let other machines in, and need a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="0 takes one that is free.")] = 8000,
    token: Annotated[str | None, typer.Option(envvar="DETENTE_TOKEN", metavar="TEXT", help="A secret that everyone who comes must give, of 43 characters or more.")] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", metavar="NAME", help="A further host name under which browsers reach the server, that of a proxy for one; can be repeated.")
    ] = None,
    annotator: Annotated[
        str | None, typer.Option(envvar="DETENTE_ANNOTATOR", metavar="NAME", help="Under whose name corrections are kept, until somebody gives another in the browser.")
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Only look: nobody can correct anything.")] = False,
    seconds: Annotated[float, typer.Option(min=0.1, metavar="N", help="How long the ledger may take over one question before it is given up.")] = 5.0,
    codebook: CodebookFolder = None,
    actors: ActorsFile = None,
) -> None:
    """Serve a ledger to a browser: look, compare, correct; programs ask it at /api/v1. It stays on this machine."""
    from detente.web import Settings, create
    from detente.web.running import run

    name = file or ledger
    if not name:
        raise Misuse("which ledger? detente serve FILE, or name it in the variable DETENTE_LEDGER")
    settings = Settings(host, port, tuple(allow_host or ()), token, annotator, codebook, actors, seconds, read_only)
    run(create(name, settings), settings)
