"""What a command does not need it does not load, so that it answers at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from ledger_rows import ROWS

from detente.ledger import Ledger

SLOW = {"fastapi", "spacy", "pyarrow", "scipy", "sklearn", "onnxruntime", "trafilatura"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("quick") / "crisis.db"
    with Ledger.open(path) as ledger:
        ledger.add(ROWS)
    return path


@pytest.mark.parametrize(
    ("args", "code", "also"),
    [
        (["--help"], 0, {"sqlalchemy"}),
        (["nonsense"], 2, {"sqlalchemy"}),
        (["show", "vents"], 2, set()),
        (["show", "event", "--ledger", "none.db"], 2, set()),
        (["show", "event", "--ledger", "BOOK", "--since", "2032", "--until", "2031"], 2, {"sqlalchemy"}),
        (["show", "event", "--ledger", "BOOK"], 0, set()),
        (["show", "event", "--ledger", "BOOK", "--format", "csv"], 0, set()),
        (["timeline", "--ledger", "BOOK"], 0, set()),
        (["agenda", "--ledger", "BOOK"], 0, set()),
        (["export", "--to", "jsonl", "--ledger", "BOOK"], 0, set()),
    ],
)
def test_a_command_loads_what_it_needs(args: list[str], code: int, also: set[str], book: Path) -> None:
    """`also`: what it does without besides what is slow."""
    asked = [arg.replace("BOOK", str(book)) for arg in args]
    told = "import atexit, sys; atexit.register(lambda: sys.stderr.write('\\nloaded ' + ' '.join(sys.modules))); from detente.cli import app; app()"
    done = subprocess.run([sys.executable, "-c", told, *asked], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    loaded = set(done.stderr.rpartition("\nloaded ")[2].split())
    assert "detente.cli" in loaded
    assert loaded & (SLOW | also) == set()
