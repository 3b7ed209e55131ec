"""A wheel built from the tree and installed in an empty environment elsewhere reads a page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BARE = {k: v for k, v in os.environ.items() if not k.startswith(("DETENTE_", "PYTHON"))}  # no path by which the tree would be found
NEEDED = ("pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of the tree, with the tools that are installed."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    for name in NEEDED:
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "detente", source / "detente", ignore=shutil.ignore_patterns("__pycache__"))
    pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", out, source)
    (built,) = out.glob("*.whl")
    return built


def pip(*arguments: str | Path) -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "--quiet", *map(str, arguments)], env=BARE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel: Path) -> None:
    packed = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    ours = {str(p.relative_to(ROOT)) for p in (ROOT / "detente").rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert packed == ours


def test_the_wheel_is_small(wheel: Path) -> None:
    packed = sum(entry.compress_size for entry in zipfile.ZipFile(wheel).infolist() if not entry.filename.startswith("detente/models/"))
    assert packed < 10_000_000, "without the trained models"


def test_the_installed_command_reads_a_page(wheel: Path, tmp_path: Path) -> None:
    environment, elsewhere = tmp_path / "environment", tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(ROOT / "examples" / "pages" / "northern-standard-2019-03-05.html", elsewhere / "page.html")
    venv.create(environment, symlinks=True, with_pip=False)
    python = environment / "bin" / "python"
    pip("--python", python, "install", "--no-deps", "--no-index", wheel)
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf8")  # those of this environment, less the project (its own .pth is not read there)
    where = subprocess.run([python, "-c", "import detente; print(detente.__file__)"], cwd=elsewhere, env=BARE, capture_output=True, text=True, check=True)
    assert Path(where.stdout.strip()).is_relative_to(packages)
    done = subprocess.run([environment / "bin" / "detente", "read", "page.html", "--format", "jsonl"], cwd=elsewhere, env=BARE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"article", "quotation", "event", "run"} <= {row["kind"] for row in rows}
    assert rows[0]["outlet"] == "Northern Standard"
