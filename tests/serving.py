"""`detente serve` as a user starts it: a process of its own on a free port, that prints where it listens."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(rb"https?://(?:127\.0\.0\.1|localhost|\[::1\]):\d+/?(?:\S*token=\S+)?")
SECONDS = 60  # until it listens, on a machine that is busy with other tests


class Server:
    """Where it listens, and what it has said so far."""

    def __init__(self, home: str, said: Path, process: subprocess.Popen[bytes]) -> None:
        self.home, self._said, self.process = home, said, process

    @property
    def said(self) -> str:
        return self._said.read_text("utf8", "replace")


@contextmanager
def serving(ledger: Path, *options: str, clean: bool = True) -> Iterator[Server]:
    """A server of the ledger until the block ends; a trace in what it said is an error then, where it is to be `clean`."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("DETENTE_")} | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "COLUMNS": "160"}
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said.txt"
        with said.open("wb") as out:
            command = [sys.executable, "-m", "detente", "serve", str(ledger), "--port", "0", *options]
            process = subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        try:
            server = Server(listening(process, said), said, process)
            yield server
            assert not clean or "Traceback" not in server.said, server.said[-4000:]
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def listening(process: subprocess.Popen[bytes], said: Path) -> str:
    """The address that it prints, once it does."""
    for _ in range(SECONDS * 20):
        if found := ADDRESS.search(said.read_bytes()):
            return found.group().decode().rstrip("/")
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise AssertionError(f"detente serve did not start (exit {process.poll()}):\n{said.read_text('utf8', 'replace')[-4000:]}")
