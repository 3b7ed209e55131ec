"""A large ledger of invented reports, made without a parser: as many rows of each kind as the examples give, at an even number of reports a day.

    crowd.py FILE [--articles 20000] [--seed 1]

What a report holds on the average, how long a story grows, how often a time or a place is known: counted in the ledger of examples/ and rounded.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

import crowd_rows
from crowd_rows import World
from invented import word
from msgspec.structs import replace

from detente.codebook import Codebook
from detente.ids import digest
from detente.ledger import Ledger
from detente.records import Account, Actor, Article, Citing, Comparison, Event, Field, Row, Run, Story, Where

FIRST = date(2029, 1, 1)
A_DAY = 27  # reports; 20,000 of them span two years
ACTORS, OUTLETS, PLACES = 150, 40, 120
SIZES = (1, 2, 3, 4, 5, 6, 7, 8, 14)  # reports of a story; the longest is that of the examples
SIZE_WEIGHTS = tuple(accumulate((500, 200, 120, 70, 45, 30, 20, 10, 5)))
COMPARED = 9  # comparisons a report, in a story of several
ACCOUNTS = ((1, 38), (2, 41), (3, 9), (4, 6), (5, 3), (6, 3))  # how many reports tell a fact, of 100
DIFFERS: tuple[Field, ...] = ("figure", "figure", "figure", "attribution", "wording", "party", "time", "place", "status", "scope")
LONG = 200  # of so many reports one is four times as long as the others
ROWS_AT_ONCE = 60_000


def world(random: Random) -> World:
    """Who acts, where, in whose pages: a few of all actors do most."""
    book = Codebook(None)
    states = [p for p in book.places.places if p.kind == "state" and p.country and p.lat is not None][: ACTORS // 3]
    actors = [Actor(id=p.country or "", name=p.name, code=p.country or "", sector=None, role=None, aliases=(p.name,)) for p in states]
    while len(actors) < ACTORS:
        state = states[int(len(states) * random.random() ** 2)]
        n = len(actors)
        if n % 3:
            name = f"{word(300 + n).capitalize()} {word(5_000 + 7 * n).capitalize()}"
            actors.append(Actor(id=f"{state.country}.GOV:{name}", name=name, code=state.country or "", sector="GOV", role="foreign minister", aliases=(name, name.split()[1])))
        elif all(a.id != f"{state.country}.MIL" for a in actors):
            actors.append(Actor(id=f"{state.country}.MIL", name=f"{state.name}’s armed forces", code=state.country or "", sector="MIL", role=None, aliases=()))
        else:
            name = f"{word(900 + n).capitalize()} Council"
            actors.append(Actor(id=f"UN.IGO:{name}", name=name, code="UN", sector="IGO", role=None, aliases=(name,)))
    random.shuffle(actors)
    cities = [p for p in book.places.places if p.kind in ("capital", "city") and p.lat is not None]
    places = [Where(p.name, p.name, p.country, p.lat, p.lon) for p in random.sample(cities, min(PLACES, len(cities)))]
    outlets = [f"The {word(40 + 11 * n).capitalize()} {('Post', 'Courier', 'Gazette', 'Wire', 'Standard')[n % 5]}" for n in range(OUTLETS)]
    return World(actors, places, outlets, [i.id for i in book.issues.issues])


def stories(articles: int, seed: int = 1) -> Iterator[list[Row]]:
    """The rows of one story after another, until there are so many articles; before the first the actors, behind the last the run."""
    random = Random(f"crowd {seed}")
    here = world(random)
    yield list(here.actors)
    count = 0
    while count < articles:
        size = min(random.choices(SIZES, cum_weights=SIZE_WEIGHTS)[0], articles - count)
        yield told(here, count, size, random)
        count += size
    yield [Run(id=digest("run", "crowd", articles, seed), version="0", codebook="invented", model="invented", inputs=articles, counts={"article": articles})]


def told(here: World, count: int, size: int, random: Random) -> list[Row]:
    """One story: its reports with their rows, itself, what its reports say of the same."""
    own = [word(20_000 + count * crowd_rows.OWN + k).capitalize() for k in range(crowd_rows.OWN)]
    cast = here.cast(random)
    day = FIRST + timedelta(days=count // A_DAY)
    outlets = random.sample(here.outlets, size)
    rows: list[Row] = []
    found: list[tuple[Article, list[Citing]]] = []
    where = here.place(random)
    for n, outlet in enumerate(outlets):
        published = day + timedelta(days=n // 3)
        long = not random.randrange(LONG)
        article = crowd_rows.article(f"r{count + n}", outlet, published, own, long, random)
        found.append((article, crowd_rows.rows(article, own[0], cast, where, here, long, random)))
    name = digest("story", found[0][0].id)
    for article, citing in found:
        rows += [replace(article, story=name), *citing]
    days = sorted(a.published[:10] for a, _ in found if a.published)
    told_by = tuple(a.id for a, _ in found)
    rows.append(Story(id=name, title=found[0][0].title, articles=told_by, first_day=days[0], last_day=days[-1], places=(where.text,), actors=tuple(cast)))
    return [*rows, *compared(name, found, random)]


def compared(name: str, found: list[tuple[Article, list[Citing]]], random: Random) -> Iterator[Comparison]:
    """What the reports of a story tell of the same: the verdict by how many tell it."""
    if len(found) == 1:
        return
    tells, weights = zip(*ACCOUNTS, strict=True)
    for n in range(COMPARED * len(found)):
        some = random.sample(found, min(random.choices(tells, weights)[0], len(found)))
        accounts = tuple(account(a, random.choice(rows)) for a, rows in some)
        differs = len(accounts) > 1 and random.random() < 0.2
        yield Comparison(
            id=digest("comparison", name, n),
            story=name,
            what=accounts[0].evidence[:60].rsplit(" ", 1)[0],
            verdict="only" if len(accounts) == 1 else "differs" if differs else "corroborated",
            field=random.choice(DIFFERS) if differs else None,
            accounts=accounts,
        )


def account(a: Article, row: Citing) -> Account:
    return Account(a.id, a.outlet, None, row.id, row.part, row.start, row.end, row.evidence, row.type if isinstance(row, Event) else row.evidence[:40])


def fill(path: Path, articles: int, seed: int = 1) -> dict[str, int]:
    """Make the ledger; how many rows of each kind it holds."""
    added: dict[str, int] = {}
    waiting: list[Row] = []
    with Ledger.open(path) as ledger:
        for rows in stories(articles, seed):
            waiting += rows
            if len(waiting) > ROWS_AT_ONCE or isinstance(rows[0], Run):
                for kind, n in ledger.add(waiting).items():
                    added[kind] = added.get(kind, 0) + n
                waiting = []
    return added


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.file.exists():
        sys.exit(f"{args.file}: is there already; give a new name")
    started = time.perf_counter()
    added = fill(args.file, args.articles, args.seed)
    size = args.file.stat().st_size / 1e6
    print(f"{', '.join(f'{n:,} {kind}' for kind, n in added.items())}; {size:,.0f} MB in {time.perf_counter() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
