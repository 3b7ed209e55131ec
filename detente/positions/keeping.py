"""Which promises were met: by a later act or saying of him who owes, in the words of what he owed or, of an answer, that it came.

Asked of all articles together, for a promise of Monday's report is met in Friday's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from detente.codebook import Codebook
from detente.codebook.promises import Promises
from detente.parties import party
from detente.records import Article, Event, Promise, Row

STEM = 5  # letters by which words are compared
SHORT = 4  # letters of words that say nothing
ALIKE = 0.6  # of the words of what was owed must stand in what was done


def kept(articles: Mapping[str, Article], rows: Mapping[str, Sequence[Row]], codebook: Codebook) -> dict[str, list[Row]]:
    """The rows with promises met where a later row meets them; a promise that none meets stays open."""
    book = codebook.promises
    done: dict[str, list[Event]] = {}
    for row in (r for given in rows.values() for r in given):
        if isinstance(row, Event) and row.status == "actual":
            for actor in dict.fromkeys(map(party, row.actors)):
                done.setdefault(actor, []).append(row)
    return {a: [settle(r, articles, done.get(r.actor, ()), book) if isinstance(r, Promise) else r for r in given] for a, given in rows.items()}


def settle(promise: Promise, articles: Mapping[str, Article], done: Sequence[Event], book: Promises) -> Promise:
    by = next((e for e in done if e.id not in promise.rows and later(promise, e, articles) and meets(promise, e, book)), None)
    return replace(promise, state="met", rows=(*promise.rows, by.id)) if by and promise.state == "open" else promise


def later(promise: Promise, e: Event, articles: Mapping[str, Article]) -> bool:
    """Is the act told after the promise, and not as one of before?"""
    told, then = articles[promise.article].published, articles[e.article].published
    if promise.article == e.article:
        return e.part == promise.part and e.start > promise.end and not (e.when and e.when.start and told and e.when.start < told[: len(e.when.start)])
    if not told or not then or then[:10] <= told[:10]:
        return False
    return not (e.when and e.when.start and e.when.start < told[: len(e.when.start)])


def meets(promise: Promise, e: Event, book: Promises) -> bool:
    """Does the act do what was owed, towards him to whom it was, as far as both are told?"""
    towards = set(map(party, e.recipients))
    if promise.towards and towards and promise.towards not in towards:
        return False
    if promise.rule in {"promise.awaited", "promise.unanswered"}:
        return promise.towards in towards and bool(stems(e.evidence) & {w[:STEM] for w in book.replies})
    if e.type not in book.keeping or promise.rule == f"promise.{e.rule}" or e.rule.startswith("agree.promise"):
        return False
    owed, did = stems(promise.what), stems(e.evidence)
    return len(owed) > 1 and len(owed & did) >= max(2, ALIKE * len(owed))


def stems(text: str) -> set[str]:
    """The beginnings of the words that say something."""
    return {w[:STEM] for w in re.findall(r"[a-z]+", text.lower()) if len(w) >= SHORT}
