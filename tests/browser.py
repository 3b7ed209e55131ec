"""Fixtures of the tests of the pages: a ledger of the examples, a server of it, a browser, tabs that watch.

A tab's test fails where anything went wrong in it: an error of the console or of a script, what the content policy refused, a request to another
host, an answer of 400 or more that the test did not allow (`tab.allowed.add(404)`).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.serving import Server, serving
from tests.walking import MISSING, NARROW, WIDE, Watched, chromium, started, watched

SOON = 20_000  # milliseconds in which a page does what was asked; other tests may run beside
Tabs = Callable[..., Watched]


@pytest.fixture(scope="session")
def demo_file(examples_read: tuple[bytes, Path]) -> Path:
    """The ledger of examples/, made once by the command; read only (a test that writes takes `demo_ledger`)."""
    return examples_read[1]


@pytest.fixture
def demo_ledger(demo_file: Path, tmp_path: Path) -> Path:
    """A copy of the examples' ledger that the test may change."""
    return copied(demo_file, tmp_path / "demo.db")


def copied(ledger: Path, to: Path) -> Path:
    """A ledger's file with what waits beside it."""
    for end in ("", "-wal"):
        if (here := Path(f"{ledger}{end}")).exists():
            shutil.copy(here, f"{to}{end}")
    return to


@pytest.fixture(scope="session")
def server(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`detente serve` on the examples, for tests that only look."""
    with serving(copied(demo_file, tmp_path_factory.mktemp("served") / "demo.db")) as running:
        yield running


@pytest.fixture
def own_server(demo_ledger: Path) -> Iterator[Server]:
    """`detente serve` on the test's own copy of the examples, for tests that correct."""
    with serving(demo_ledger) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; of a module and not of the session, since no other event loop can run beside its driver."""
    if not chromium():
        pytest.skip(MISSING)
    expect.set_options(timeout=SOON)
    with started() as running:
        yield running


@pytest.fixture
def tabs(browser: Browser) -> Iterator[Tabs]:
    """Opens watched tabs of a home: `tabs(server.home, size=NARROW, dark=True)`; all must be without faults at the end."""
    with ExitStack() as stack:
        opened: list[Watched] = []

        def open_tab(home: str, **options: object) -> Watched:
            opened.append(stack.enter_context(watched(browser, home, **options)))  # type: ignore[arg-type]
            return opened[-1]

        yield open_tab
        faults = list(dict.fromkeys(fault for tab in opened for fault in tab.faults))
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults[:30])


@pytest.fixture
def page(tabs: Tabs, server: Server) -> Watched:
    """A tab of 1280 × 900 on the examples."""
    return tabs(server.home, size=WIDE)


@pytest.fixture
def narrow(tabs: Tabs, server: Server) -> Watched:
    """A tab as wide as a phone."""
    return tabs(server.home, size=NARROW)


@pytest.fixture
def dark(tabs: Tabs, server: Server) -> Watched:
    """A tab that asks for dark pages."""
    return tabs(server.home, dark=True)
