"""How the command ends: what went wrong in one line on stderr, without a trace; exit code 2 for misuse."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from detente.refused import RefusedError


class Misuse(typer.TyperException):
    """A command that cannot be carried out as given."""


class Group(TyperGroup):
    """Tells what went wrong in one line on stderr, without a trace."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            sys.exit(super().main(*args, **{**kwargs, "prog_name": "detente", "standalone_mode": False}) or 0)
        except typer.TyperException as e:
            message = e.format_message().replace("Value error, ", "")
            if message.startswith("No such command"):
                message += f" There are {', '.join(getattr(getattr(e, 'ctx', None), 'command', self).commands)}."
        except typer.Abort:
            message = "stopped"
        except RefusedError as e:
            message = str(e)
        sys.stderr.write(f"detente: {' '.join(message.split())}\n")
        sys.exit(2)
