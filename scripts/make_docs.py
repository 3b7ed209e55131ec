"""Write the generated pages of docs/, or with --check say which are not current (exit 1).

docs/cli.md comes from the command itself, docs/rows.md from the records, docs/codebook/ from the codebook's acts, a page a type.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal, get_args, get_origin

import msgspec
import typer
from typer.cli import get_docs_for_click

from detente import records
from detente.cli import app
from detente.codebook import Codebook
from detente.codebook.acts import TYPES
from detente.records import KINDS, Citing, Row
from detente.views import book

DOCS = Path(__file__).parents[1] / "docs"
NOTE = "<!-- Made by scripts/make_docs.py; change the code and run: make docs -->\n"


def cli() -> str:
    """The reference of the command."""
    command = typer.main.get_command(app)
    text = get_docs_for_click(obj=command, ctx=typer.Context(command, info_name="detente"), name="detente", title="The command `detente`")
    return NOTE + text.rstrip() + "\n"


def rows() -> str:
    """The reference of the rows: each kind with its keys."""
    citing = [f.encode_name for f in msgspec.structs.fields(Citing) if f.encode_name != "id"]
    out = [
        f"{NOTE}# The rows",
        "What `--format jsonl` prints: one JSON object a line, with `kind`, `id` and the keys of its kind, always all of them, `null` where unknown.",
        f"A row that rests on words (*citing*) has also {', '.join(f'`{name}`' for name in citing)}: `evidence` is exactly the text of `part` from `start` to `end`.",
    ]
    for kind, shape in KINDS.items():
        own = [f for f in msgspec.structs.fields(shape) if f.encode_name != "id" and not (issubclass(shape, Citing) and f.encode_name in citing)]
        out.append(f"## {kind}{' (citing)' if issubclass(shape, Citing) else ''}\n{said(shape)}".rstrip())
        out.append("\n".join(["| key | holds |", "| --- | --- |", *(f"| `{f.encode_name}` | {typed(shape, f.name)} |" for f in own)]))
    return "\n\n".join(out) + "\n"


def type_of_act(name: str) -> str:
    """A type of act as a page of the code book."""
    return NOTE + book.page(BOOK, name)


def said(shape: type[Row]) -> str:
    """The docstring of a record, "" where it only repeats its keys."""
    return inspect.cleandoc(shape.__dict__.get("__doc__") or "")


def typed(shape: type, name: str) -> str:
    """The type of a key in words."""
    for base in shape.__mro__:
        own = inspect.get_annotations(base)
        if name in own:
            text = re.sub(r"\w+", lambda m: f"Literal{list(VALUES[m[0]])}" if m[0] in VALUES else m[0], str(own[name]))
            text = text.replace("None", "null").replace(" | ", " or ")
            text = re.sub(r"tuple\[(\w+), \.\.\.\]", r"list of \1", text)
            return re.sub(r"Literal\[(.*?)\]", lambda m: m[1].replace('"', "'"), text)
    raise KeyError(f"{shape.__name__} has no {name}")


VALUES = {name: get_args(value) for name, value in vars(records).items() if get_origin(value) is Literal}
BOOK = Codebook()
PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli,
    "rows.md": rows,
    "codebook/README.md": lambda: NOTE + book.contents(BOOK),
    **{f"codebook/{name.lower()}.md": partial(type_of_act, name) for name in TYPES},
}


def main(arguments: list[str]) -> int:
    stale = [name for name, make in PAGES.items() if not (DOCS / name).is_file() or (DOCS / name).read_text("utf8") != make()]
    if "--check" in arguments:
        for name in stale:
            print(f"docs/{name} is not current; mend with: make docs")
        return int(bool(stale))
    for name in stale:
        (DOCS / name).parent.mkdir(exist_ok=True)
        (DOCS / name).write_text(PAGES[name](), "utf8")
        print(f"wrote docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
