"""`python -m detente`: the command."""

from __future__ import annotations

from detente.cli import app

if __name__ == "__main__":
    app()
