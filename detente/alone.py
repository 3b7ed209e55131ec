"""A piece of work in a process of its own, ended where it takes too long or too much memory; the process serves again and again until then.

The child is a plain program at the other end of a pipe (a script that calls us needs no `if __name__ == "__main__"`). What it was doing when its time was
over is read from the trace that the interpreter itself writes, even from inside a library's C code.
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct

In = TypeVar("In")
Out = TypeVar("Out")
TICK = 0.05  # seconds between two looks at the memory
START = 120.0  # seconds in which a process must be ready for work
ROOM = re.compile(r"[/\\]detente[/\\](\w+)[/\\]\w+\.py")
SERVE = "from detente.alone import serve; serve()"


class Limits(Struct, frozen=True):
    """What one page may take: wall-clock seconds and megabytes of resident memory, the program and its models (some 600) among them."""

    seconds: float = 10.0
    megabytes: int = 1_024


class OverrunError(Exception):
    """The work was ended: `what` it took too much of, and in which `stage`."""

    def __init__(self, stage: str, what: str) -> None:
        super().__init__(f"{what} in {stage}")
        self.stage, self.what = stage, what


class Alone(Generic[In, Out]):
    """One process for work of one kind: `work` is a function that its child can import; `warm` is a first item that loads what it needs."""

    def __init__(self, work: Callable[[In], Out], warm: In) -> None:
        self.work, self.warm = work, warm
        self.child: subprocess.Popen[bytes] | None = None
        atexit.register(self.close)

    def __call__(self, item: In, limits: Limits) -> Out:
        """The work's result; `OverrunError` where it was ended, and any error that it raised."""
        child = self.child or self._started()
        trace = Path(self.trace.name)
        trace.write_bytes(b"")
        _send(self.pipe, (limits.seconds, item))
        end = time.monotonic() + limits.seconds + 5.0  # the child ends itself; this is for one that cannot
        while not self.pipe.poll(TICK):
            if _megabytes(child.pid) > limits.megabytes:
                raise self._ended(trace, f"more than {limits.megabytes:,} MB of memory")
            if time.monotonic() > end:
                raise self._ended(trace, f"more than {limits.seconds:g} seconds")
        answer = _receive(self.pipe)
        if answer is None:
            raise self._ended(trace, f"more than {limits.seconds:g} seconds" if trace.stat().st_size else "the process it ran in, which ended")
        ok, result = answer
        if not ok:
            raise result
        return result  # type: ignore[no-any-return]

    def _started(self) -> subprocess.Popen[bytes]:
        self.trace = tempfile.NamedTemporaryFile(prefix="detente-", suffix=".trace")  # noqa: SIM115 as long as the child
        self.pipe, theirs = Pipe()
        command = [sys.executable, "-c", SERVE, str(theirs.fileno()), self.trace.name]
        self.child = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=2, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
        theirs.close()
        _send(self.pipe, self.work)
        _send(self.pipe, (START, self.warm))
        if (answer := _receive(self.pipe)) is None or not answer[0]:
            self.close()
            raise answer[1] if answer else RuntimeError("a large page is read in a process of its own, and none could be started")
        return self.child

    def _ended(self, trace: Path, what: str) -> OverrunError:
        if self.child and hasattr(faulthandler, "register") and self.child.poll() is None and not trace.stat().st_size:
            with contextlib.suppress(OSError):
                self.child.send_signal(signal.SIGUSR1)  # it writes where it is
                time.sleep(TICK)
        rooms = ROOM.findall(trace.read_text("utf8", "replace"))
        self.close()
        return OverrunError(rooms[0] if rooms else "pipeline", what)

    def stop(self) -> None:
        """Ends the process from anywhere, a signal's handler too; who waits for it is told that it ended."""
        if child := self.child:
            child.kill()

    def close(self) -> None:
        """Ends the process; the next item starts another."""
        if self.child:
            self.child.kill()
            self.child.wait()
            self.pipe.close()
            self.trace.close()
        self.child = None


def serve() -> None:
    """The child: work, then items; each is answered with (did it work, result or error)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to the whole group; who started us ends us
    pipe = Connection(int(sys.argv[1]))
    with open(sys.argv[2], "ab") as trace:
        if hasattr(faulthandler, "register"):
            faulthandler.register(signal.SIGUSR1, trace)
        work = _receive(pipe)
        while (order := _receive(pipe)) is not None:
            seconds, item = order
            faulthandler.dump_traceback_later(seconds, exit=True, file=trace)
            try:
                answer = (True, work(item))
            except Exception as e:  # noqa: BLE001 it is raised again where it was asked for
                answer = (False, e)
            faulthandler.cancel_dump_traceback_later()
            _send(pipe, answer)


def _send(pipe: Connection, value: Any) -> None:
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # a child that is gone is seen when its answer does not come
        pipe.send(value)


def _receive(pipe: Connection) -> Any:
    """The next value; `None` at the end of the pipe."""
    try:
        return pipe.recv()
    except (EOFError, ConnectionResetError):
        return None


def _megabytes(pid: int) -> int:
    """Resident memory of a process; 0 where the system does not tell (then only time is bounded)."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20
    except (OSError, ValueError, IndexError):
        return 0
