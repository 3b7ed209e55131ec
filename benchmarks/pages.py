"""Clean pages: quality and speed beside trafilatura alone, in one process on the same pages.

    pages.py

The pages of the gold in $DETENTE_SHARED (../shared if unset): HTML as it was served, and what a careless scraper leaves of it. F1 is that of the
scorer beside them: runs of four words, precision and recall as means over pages. Speeds are pages a CPU-second, after one page to warm up.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura
from rich.console import Console
from rich.table import Table

from detente import articles
from detente.codebook import Codebook
from detente.records import Article, Page

SHARED = Path(os.environ.get("DETENTE_SHARED") or Path(__file__).parents[2] / "shared")
SETTINGS: dict[str, dict[str, bool]] = {
    "as it comes": {},
    "fast": {"fast": True},
    "fast, no comments": {"fast": True, "include_comments": False},
    "recall favoured": {"favor_recall": True},
    "precision favoured": {"favor_precision": True},
    "no comments": {"include_comments": False},
    "precision favoured, no comments": {"favor_precision": True, "include_comments": False},
    "precision favoured, no comments, no tables": {"favor_precision": True, "include_comments": False, "include_tables": False},
}


def read(folder: str, suffix: str) -> dict[str, bytes]:
    """Name → bytes, unpacked."""
    files = sorted((SHARED / "gold" / "pages" / folder).glob(f"*{suffix}*"))
    return {f.name.split(".")[0]: gzip.decompress(f.read_bytes()) if f.suffix == ".gz" else f.read_bytes() for f in files}


def ours(form: str) -> Callable[[bytes], str]:
    book = Codebook()

    def body(data: bytes) -> str:
        found = articles.clean(Page(origin="page", form="html" if form == "html" else "text", data=data), book)
        return found.text if isinstance(found, Article) else ""

    return body


def measured(pages: dict[str, bytes], way: Callable[[bytes], str]) -> tuple[dict[str, float], float]:
    """(the scorer's report, pages a CPU-second)."""
    way(next(iter(pages.values())))
    started = time.process_time()
    found = {name: way(data) for name, data in pages.items()}
    spent = time.process_time() - started
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as rows:
        for name, text in found.items():
            rows.write(json.dumps({"kind": "article", "id": name, "origin": name, "text": text}) + "\n")
        rows.flush()
        scorer = [sys.executable, str(SHARED / "score" / "score_gold.py"), "pages", str(SHARED / "gold" / "pages" / "truth.json"), rows.name]
        report = json.loads(subprocess.run(scorer, capture_output=True, check=True).stdout)
    return report, len(pages) / spent


def main() -> None:
    if not (SHARED / "gold").is_dir():
        sys.exit(f"pages: nothing measured, no gold at {SHARED}; name its folder in DETENTE_SHARED")
    table = Table("pages", "way", "F1", "precision", "recall", "pages a CPU-second", title="Clean pages")
    html, text = read("html", ".html"), read("text", ".txt")
    ways: list[tuple[str, dict[str, bytes], str, Callable[[bytes], str]]] = [
        ("HTML", html, f"trafilatura, {name}", lambda data, s=setting: trafilatura.extract(data.decode("utf8", "replace"), **s) or "")  # type: ignore[misc]
        for name, setting in SETTINGS.items()
    ]
    ways += [
        ("HTML", html, "detente", ours("html")),
        ("plain text", text, "detente", ours("text")),
        ("plain text", text, "nothing removed", lambda data: data.decode("utf8", "replace")),
    ]
    for kind, pages, name, way in ways:
        report, speed = measured(pages, way)
        table.add_row(kind, name, *(f"{report[k]:.3f}" for k in ("f1", "precision", "recall")), f"{speed:,.0f}")
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
