"""The codebook as people read it: its files, and a rule with its words, its proof and where it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from msgspec import Struct
from rich import box
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from detente.codebook import Codebook
from detente.codebook.acts import TYPES
from detente.codebook.load import SHIPPED, CodebookError, files, text_of
from detente.views.book import page

PROOF = {"yes": "✓", "no": "✗"}
NAMED = {("formats", "cues"): "meeting"}  # the rest are named after their list or their file


class Entry(Struct, frozen=True):
    """A rule of a TOML file: `name` as rows print it, `path` and `line` where it stands, `fields` as written."""

    name: str
    path: str
    line: int
    fields: dict[str, Any]


def entries(codebook: Codebook) -> list[Entry]:
    """All rules that have an id, in order of files."""
    return [entry for path in files(codebook.folder, "**/*.toml") for entry in _entries(path, codebook)]


def find(codebook: Codebook, name: str) -> Entry | None:
    """The rule of a name ("request.urge"), or of a bare id that only one rule has ("urge")."""
    known = entries(codebook)
    exact = [e for e in known if e.name == name]
    alike = [e for e in known if e.fields["id"] == name]
    return exact[0] if exact else alike[0] if len(alike) == 1 else None


def show(codebook: Codebook, name: str | None, console: Console) -> None:
    """A type of act as a page of a code book, a rule, the rules of a file, the files of a folder, or all."""
    known = sorted((path for suffix in ("csv", "toml") for path in files(codebook.folder, f"**/*.{suffix}")), key=lambda path: shown(path, codebook))
    if name is None:
        _files(known, codebook, console)
        return
    if name in TYPES:  # a type of act by its PLOVER name: THREATEN
        console.print(Markdown(page(codebook, name)))
        return
    inside = [path for path in known if shown(path, codebook).startswith(f"{name.rstrip('/')}/")]
    if inside:
        _files(inside, codebook, console)
        return
    for path in known:
        own = shown(path, codebook)
        if name in (own, own.rpartition(".")[0], path.stem):
            rules = [e for e in entries(codebook) if e.path == own]
            if rules:
                _rules(rules, console)
            else:
                console.print(text_of(path), markup=False, highlight=False, soft_wrap=True)
            return
    entry = find(codebook, name)
    if entry is None:
        names = [e.name for e in entries(codebook)]
        near = get_close_matches(name, names, 3) or [n for n in names if name in n][:3]
        raise CodebookError(f"no rule or file of the codebook is called {name!r}{'; near it are ' + ', '.join(near) if near else ''}; `detente codebook show` lists the files")
    card(entry, console)


def card(entry: Entry, console: Console, most: int | None = None) -> None:
    """One rule; of long lists the first `most`."""
    for line in card_lines(entry, most):
        console.print(line)


def card_lines(entry: Entry, most: int | None = None) -> Iterator[Text]:
    """A rule's name and place, what it asks, what proves it."""
    yield Text.assemble((entry.name, "bold"), (f"   {entry.path}:{entry.line}", "dim"))
    for field, value in entry.fields.items():
        if field not in ("id", *PROOF):
            yield Text.assemble((f"  {field}: ", "cyan"), written(value, most))
    for field, sign in PROOF.items():
        for sentence in entry.fields.get(field, ()):
            yield Text.assemble((f"  {sign} ", "green" if field == "yes" else "red"), sentence)


def written(value: Any, most: int | None = None) -> str:
    """A field's value; of a long list the first `most`."""
    if not isinstance(value, list):
        return str(value)
    return ", ".join([*map(written, value[:most]), *([f"… ({len(value)} in all)"] if most and len(value) > most else [])])


def _files(paths: list[Path], codebook: Codebook, console: Console) -> None:
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in ("file", "holds", "proved by"):
        out.add_column(head)
    known = entries(codebook)
    for path in paths:
        own = [e for e in known if e.path == shown(path, codebook)]
        proofs = sum(len(e.fields.get(field, ())) for e in own for field in PROOF)
        lines = sum(bool(line.strip()) and not line.startswith("#") for line in text_of(path).splitlines()) - 1
        out.add_row(shown(path, codebook), f"{lines:,} lines" if path.suffix == ".csv" else f"{len(own)} rules" if own else "word lists", f"{proofs} sentences" if proofs else "")
    console.print(out)


def _rules(inside: list[Entry], console: Console) -> None:
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in ("rule", "words", "for example"):
        out.add_column(head, overflow="fold")
    for entry in inside:
        words = [w for field in ("verbs", "nouns", "adjectives", "words") for w in entry.fields.get(field, ())]
        out.add_row(entry.name, ", ".join(words[:6]) + (", …" if len(words) > 6 else ""), next(iter(entry.fields.get("yes", ())), ""))
    console.print(out)


def _entries(path: Path, codebook: Codebook) -> Iterator[Entry]:
    text = text_of(path)
    try:
        sheet = tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        raise CodebookError(f"{path}: {e}") from None
    for head, rules in sheet.items():
        at = 0
        for rule in rules if isinstance(rules, list) else ():
            at = max(at, text.find(f"[[{head}]]", at + 1))
            if isinstance(rule, dict) and "id" in rule:
                yield Entry(f"{_prefix(path, head)}.{rule['id']}", shown(path, codebook), text.count("\n", 0, at) + 1, rule)


def _prefix(path: Path, head: str) -> str:
    """What stands before the id in a rule's name: the type of an act, else what the list or the file is called, in the singular."""
    if path.parent.name == "acts":
        return path.stem
    if named := NAMED.get((path.stem, head)):
        return named
    stem = path.stem.removesuffix("s")
    return "status" if path.stem == "status" else stem


def shown(path: Path, codebook: Codebook) -> str:
    """The path within the codebook's folder."""
    for folder in (SHIPPED, *([codebook.folder] if codebook.folder else [])):
        if path.is_relative_to(folder):
            own = path.relative_to(folder).as_posix()
            return own if folder == SHIPPED else f"{folder}/{own}"
    return str(path)
