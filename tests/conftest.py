"""What tests share: the command as a user runs it, and what it prints for the examples (read once)."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from detente.ledger import Ledger
from detente.ledger.code import ANY

settings.register_profile("house", deadline=None, derandomize=True)  # a busy machine fails no test, and a run finds what the one before did
settings.load_profile("house")
ROOT = Path(__file__).parents[1]
EXAMPLES = ("read", "examples/pages", "--codebook", "examples/codebook", "--format", "jsonl")
pytest_plugins = ["tests.browser"]
Command = Callable[..., "subprocess.CompletedProcess[bytes]"]


def run_command(*args: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`detente ARGS` in a process of its own, with no ledger but one that is named."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("DETENTE_")} | {"PYTHONPATH": str(ROOT), "COLUMNS": "160"} | environment
    return subprocess.run([sys.executable, "-m", "detente", *map(str, args)], cwd=cwd, env=env, capture_output=True, stdin=subprocess.DEVNULL, timeout=300, check=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that open a browser come first: they take longest, and no worker is left alone with one at the end."""
    slow = {item.path for item in items if "browser" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture
def unhindered() -> Iterator[None]:
    """A test that measures time does not wait while Python clears up after the others."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(scope="session")
def command() -> Command:
    return run_command


@pytest.fixture(scope="session")
def examples_read(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Path]:
    """What the command prints for the examples, and the ledger that it makes of them."""
    ledger = tmp_path_factory.mktemp("examples") / "demo.db"
    done = run_command(*EXAMPLES, "--ledger", ledger)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout, ledger


@pytest.fixture(scope="session")
def examples_printed(examples_read: tuple[bytes, Path]) -> bytes:
    """The JSON lines of the examples."""
    return examples_read[0]


@pytest.fixture(scope="session")
def examples(examples_printed: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in examples_printed.splitlines()]


@pytest.fixture(scope="session")
def examples_ledger(examples_printed: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger's file with the rows of the examples; who writes into one copies it."""
    file = tmp_path_factory.mktemp("examples") / "crisis.db"
    with Ledger.open(file) as ledger:
        ledger.add(ANY.decode(line) for line in examples_printed.splitlines())
    return file
