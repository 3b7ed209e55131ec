"""How the command ends: what went wrong in one line on stderr, without a trace; exit code 2 for misuse."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.core import TyperGroup


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
        except Exception as e:
            if not isinstance(e, told_errors()):
                raise
            message = str(e)
        sys.stderr.write(f"detente: {' '.join(message.split())}\n")
        sys.exit(2)


def told_errors() -> tuple[type[Exception], ...]:
    """Errors whose text is for the user."""
    from detente.codebook import CodebookError
    from detente.evaluate import GoldError
    from detente.exports import ExportError
    from detente.ledger import LedgerError
    from detente.mentions.asked import AskedError
    from detente.pipeline import TaggerMissingError
    from detente.views.kinds import UnknownKind
    from detente.web.settings import UnsafeError

    return AskedError, CodebookError, ExportError, GoldError, LedgerError, TaggerMissingError, UnknownKind, UnsafeError
