"""Speed and memory: words a CPU-second of the whole pipeline and of the bare tuned parser, and sentences a CPU-second of the coder of acts on
parsed text, and what the rules for quotations and the tagger cost beside the parse, in one process, on the same articles.

    speed.py [--articles N] [--rounds N] [--fast] [FILE.jsonl]

FILE has a JSON object with `text` a line. Without one, the reports of the gold in $DETENTE_SHARED (../shared if unset) are taken, and the
examples over and over where there is no gold. Both ways start with a warm model; the peak of memory is read before the bare parser runs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from detente import claims, mentions, pipeline, sentences, tagger
from detente.records import Article
from detente.sentences.parse import BATCH, model, plain
from detente.sentences.split import pieces

ATTRIBUTED = 100  # articles on which the rules and the tagger are measured by themselves
ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared")


BARE: dict[str, Any] = {
    **dict.fromkeys(("url", "outlet", "credited_source", "title", "standfirst", "byline")),
    "published": "2019-03-04",
    "language": "en",
    "dropped": (),
}


def texts(given: Path | None, wanted: int) -> tuple[str, list[str]]:
    """(what they are, the bodies of `wanted` articles)."""
    gold = SHARED / "gold" / "polnear" / "train.jsonl"
    if given or gold.is_file():
        lines = (given or gold).read_text("utf8").splitlines()
        return (given or gold).name, [json.loads(line)["text"] for line in lines[:wanted]]
    bodies = [row.text for row in pipeline.run([str(ROOT / "examples" / "pages")]) if isinstance(row, Article)]
    return "examples, over and over", list(islice(cycle(bodies), wanted))


def bare(bodies: list[str]) -> float:
    """CPU-seconds of the parser alone, on paragraphs, as the pipeline calls it."""
    nlp = model()
    started = time.process_time()
    for n in range(0, len(bodies), 8):
        with nlp.memory_zone():
            for _ in nlp.pipe([plain(body[a:b]) for body in bodies[n : n + 8] for a, b in pieces(body)], batch_size=BATCH):
                pass
    return time.process_time() - started


def whole(bodies: list[str], fast: bool) -> tuple[float, Counter[str]]:
    """CPU-seconds of the whole pipeline, pages to rows, and the rows by kind."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as file:
        for n, body in enumerate(bodies):
            file.write(json.dumps({"id": f"a{n}", "text": body, "published": "2019-03-04"}) + "\n")
        file.flush()
        started = time.process_time()
        counts = Counter(type(row).__name__.lower() for row in pipeline.run([file.name], fast=fast))
        return time.process_time() - started, counts


def coder(bodies: list[str]) -> tuple[float, int]:
    """(CPU-seconds, sentences) of the coder of acts alone: the text parsed, the actors, times, places and quotations found."""
    book = pipeline.codebook_of(None)
    given = [Article(id=f"a{n}", origin=f"a{n}", **BARE, text=body) for n, body in enumerate(bodies)]
    seconds, read = 0.0, 0
    for article, parts in sentences.parse(given):
        found = mentions.find(article, parts, book)
        said = claims.quotations(article, parts, found, book)
        started = time.process_time()
        claims.events(article, parts, found, said, book)
        seconds += time.process_time() - started
        read += len(parts)
    return seconds, read


def telling(bodies: list[str]) -> dict[str, float]:
    """CPU-seconds of the parse, the rules for quotations and the tagger, each alone on the same articles."""
    book = pipeline.codebook_of(None)
    given = [Article(id=f"a{n}", origin=f"a{n}", **BARE, text=body) for n, body in enumerate(bodies)]
    seconds = {}
    started = time.process_time()
    parsed = list(sentences.parse(given))
    seconds["parse"] = time.process_time() - started
    found = [mentions.find(article, parts, book) for article, parts in parsed]
    started = time.process_time()
    for (article, parts), spots in zip(parsed, found, strict=True):
        claims.quotations(article, parts, spots, book)
    seconds["rules for quotations (--fast)"] = time.process_time() - started
    if tagger.unavailable() is None:
        tagger.tag(parsed[0][1])
        started = time.process_time()
        tagged = [tagger.tag(parts) for _, parts in parsed]
        seconds["tagger"] = time.process_time() - started
        started = time.process_time()
        for (article, parts), spots, attributions in zip(parsed, found, tagged, strict=True):
            claims.quotations(article, parts, spots, book, attributions)
        seconds["rules and tagger"] = seconds["tagger"] + time.process_time() - started
    return seconds


def peak() -> float:
    """The most memory this process ever held, in megabytes (Linux counts kilobytes, macOS bytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=1, help="the best of N")
    parser.add_argument("--fast", action="store_true", help="the whole pipeline without the trained tagger")
    args = parser.parse_args()
    name, bodies = texts(args.file, args.articles)
    words = sum(len(body.split()) for body in bodies)
    bare(bodies[:8])
    whole(bodies[:8], args.fast)
    seconds, counts = min((whole(bodies, args.fast) for _ in range(args.rounds)), key=lambda pair: pair[0])
    memory = peak()
    parser_seconds = min(bare(bodies) for _ in range(args.rounds))
    table = Table("", "CPU s", "words a CPU s", title=f"{len(bodies)} articles, {words:,} words ({name})")
    table.add_row("bare tuned spaCy", f"{parser_seconds:.1f}", f"{words / parser_seconds:,.0f}")
    told = telling(bodies[:ATTRIBUTED])
    table.add_row("whole pipeline", f"{seconds:.1f}", f"{words / seconds:,.0f}")
    coded, read = min((coder(bodies) for _ in range(args.rounds)), key=lambda pair: pair[0])
    console = Console(width=100)
    console.print(table)
    console.print(f"whole / bare: {parser_seconds / seconds:.2f} (at least 0.50 is wanted)   peak memory: {memory:,.0f} MB (under 1,200 is wanted)")
    console.print(f"the coder of acts on parsed text: {read / coded:,.0f} sentences a CPU-second ({read:,} sentences; at least 3,000 are wanted)")
    console.print(f"{min(len(bodies), ATTRIBUTED)} articles: " + ", ".join(f"{name} {s:.1f} s ({s / told['parse']:.2f} of the parse)" for name, s in told.items()))
    console.print("a quarter of the parse is allowed for the rules, four times the parse for rules and tagger")
    console.print("rows: " + ", ".join(f"{n:,} {kind}" for kind, n in sorted(counts.items())))


if __name__ == "__main__":
    main()
