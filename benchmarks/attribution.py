"""Designs of the attribution, quality against CPU, on PolNeAR's dev articles.

    python benchmarks/attribution.py [FOLDER …]

Prints for the rules alone, for the shipped network alone and for both together, and for the networks of other folders (as
scripts/train_tagger.py writes them): F1, precision, recall, and what share of the tuned parse's CPU they cost, all in one process on one core.
The gold and its scorer lie in $DETENTE_SHARED, as for the gate.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec
from gate import SHARED
from rich.console import Console
from rich.table import Table

from detente import claims, mentions, sentences, tagger
from detente.codebook import Codebook
from detente.ids import digest
from detente.records import Article, Mentions, Quotation, Sentence, Tagged
from detente.tagger.available import MODELS

if TYPE_CHECKING:
    from detente.tagger.network import Network

T = TypeVar("T")
SURE = 0.5  # how sure an attribution must be that no rule supports
GOLD = SHARED / "gold/polnear/dev.jsonl"


class Read(NamedTuple):
    """An article, parsed, and who stands in it."""

    article: Article
    parts: tuple[Sentence, ...]
    found: Mentions


def main() -> None:
    rows = [json.loads(line) for line in GOLD.read_text("utf8").splitlines()]
    articles = [article(r["id"], r["text"]) for r in rows]
    list(sentences.parse(articles[:2]))  # the model is loaded
    parsed, parse = timed(lambda: [parts for _, parts in sentences.parse(articles)])
    book = Codebook()
    read = [Read(a, p, mentions.find(a, p, book)) for a, p in zip(articles, parsed, strict=True)]
    quotations(read[:2], [(), ()], book)
    words = sum(len(s.tokens) for p in parsed for s in p)
    from detente.tagger.network import Network  # only now, with numpy: the parser has set its threads

    table = Table(
        "design",
        "F1",
        "P",
        "R",
        "content",
        "source",
        "quoted",
        "indirect",
        "CPU / parse",
        title=f"{len(rows)} articles, {words} words, parse {words / parse:.0f} words a CPU-second",
    )
    ruled, rules = timed(lambda: quotations(read, [()] * len(read), book))
    table.add_row("rules", *figures(articles, ruled), f"{rules / parse:.2f}")
    for folder in [None, *map(Path, sys.argv[1:])]:
        net = Network(folder or MODELS)
        tagger.tag(parsed[0], net)
        tagged, took = timed(partial(tags, parsed, net))
        both, joining = timed(partial(quotations, read, tagged, book))
        name = folder.name if folder else "the shipped network"
        table.add_row(f"{name} alone", *figures(articles, [[t for t in all_ if t.score >= SURE] for all_ in tagged]), f"{took / parse:.2f}")
        table.add_row(f"{name} and rules", *figures(articles, both), f"{(took + joining) / parse:.2f}")
    Console(width=180).print(table)


def article(origin: str, text: str) -> Article:
    blank = dict.fromkeys(("url", "outlet", "credited_source", "title", "standfirst", "byline", "published"))
    return Article(id=digest(origin), origin=origin, language="en", text=text, dropped=(), **blank)


def quotations(read: Sequence[Read], tagged: Sequence[Sequence[Tagged]], book: Codebook) -> list[tuple[Quotation, ...]]:
    return [claims.quotations(r.article, r.parts, r.found, book, t) for r, t in zip(read, tagged, strict=True)]


def tags(parsed: Sequence[tuple[Sentence, ...]], net: Network) -> list[tuple[Tagged, ...]]:
    return [tagger.tag(parts, net) for parts in parsed]


def timed(run: Callable[[], T]) -> tuple[T, float]:
    """What it gives, and the CPU-seconds that it took."""
    began = time.process_time()
    return run(), time.process_time() - began


def figures(articles: Sequence[Article], found: Sequence[Sequence[Quotation | Tagged]]) -> list[str]:
    """What the scorer says of quotations, or of what the tagger gives as if they were some."""
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as ledger:
        for a, all_ in zip(articles, found, strict=True):
            ledger.write(msgspec.json.encode(a) + b"\n")
            for f in all_:
                spans = {"speaker": f.source, "cue": f.cue, "content": f.content} if isinstance(f, Tagged) else f.spans
                ledger.write(msgspec.json.encode({"kind": "quotation", "article": a.id, "spans": spans}) + b"\n")
        ledger.flush()
        scored = subprocess.run([sys.executable, SHARED / "score/score_gold.py", "attribution", GOLD, ledger.name], check=True, capture_output=True)
    report = json.loads(scored.stdout)
    right = report["attribution (content overlap >= .5 and right source)"]
    keys = ("tokens of content", "tokens of source")
    return [f"{v:.3f}" for v in (right["f1"], right["precision"], right["recall"], *(report[k]["f1"] for k in keys), report["recall quoted"], report["recall indirect"])]


if __name__ == "__main__":
    main()
