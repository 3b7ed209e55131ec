"""The generated pages are those that the code makes, every command says what it does, and the pages' links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from detente.cli import app
from scripts import make_docs

ROOT = Path(__file__).parents[1]
WRITTEN = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md"), *(ROOT / "benchmarks").glob("*.md")])


@pytest.mark.parametrize("page", make_docs.PAGES)
def test_a_generated_page_is_current(page: str) -> None:
    assert (ROOT / "docs" / page).read_text("utf8") == make_docs.PAGES[page](), "mend with: make docs"


def test_every_command_and_option_says_what_it_does() -> None:
    commands = dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    while commands:
        name, command = commands.popitem()
        assert command.help, f"{name} has no help"
        assert [p.name for p in command.params if p.param_type_name == "option" and not p.help] == [], name
        commands |= {f"{name} {sub}": c for sub, c in getattr(command, "commands", {}).items()}


@pytest.mark.parametrize("page", WRITTEN, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text("utf8"))
    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_the_recipes_name_files_that_are_there() -> None:
    named = set(re.findall(r"`((?:detente|tests|benchmarks)/[\w/.]+)`", (ROOT / "CONTRIBUTING.md").read_text("utf8")))
    assert len(named) >= 8
    assert [n for n in sorted(named) if not (ROOT / n).exists()] == []


def test_the_makefile_has_what_the_readme_says() -> None:
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf8"), re.M))
    assert set(re.findall(r"\bmake ([a-z]+)", "".join(p.read_text("utf8") for p in WRITTEN))) - {"a", "the", "it"} <= made
