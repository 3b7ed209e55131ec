"""Read this first: the product on one screen.

    page → article → sentences → mentions → claims → positions → stories

An article is read by itself (`read_articles`, in this process or in workers, with the same rows either way); duplicates, copies, stories and
comparisons need all of them (`run`). The only import of all stages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import BinaryIO

import msgspec

from detente import articles, claims, mentions, pages, positions, sentences, tagger
from detente.alone import Alone, Limits, OverrunError
from detente.arrivals import Seen, renamed
from detente.codebook import Codebook, CodebookError
from detente.faults import overrun, quarantine
from detente.ids import digest
from detente.marks import Shelf
from detente.mentions import resolve as resolving
from detente.mentions.asked import asked
from detente.records import KINDS, Actor, Article, Citing, Event, Mention, Page, Quarantined, Resolved, Row, Run, Sentence, kind_of
from detente.refused import RefusedError
from detente.version import VERSION
from detente.weaving import Fresh, woven
from detente.workers import batches, in_workers

Progress = Callable[[int], None]
ALLOWED = Limits()
LARGE = {"text": 60_000, "body": 60_000, "html": 500_000}  # bytes from which a page is read in a process of its own; a report has some thousands


class Options(msgspec.Struct, frozen=True):
    """What a run is told besides its sources; `codebook` is a folder of the user's own, `actors` a file, `mentions` whether their rows are wanted,
    `fast` whether rules alone tell who said what."""

    published: str | None = None
    outlet: str | None = None
    longest: int = 1_000_000
    codebook: str | None = None
    mentions: bool = False
    actors: str | None = None
    limits: Limits = Limits()
    fast: bool = False


class TaggerMissingError(RefusedError):
    """The trained tagger cannot run here; the text says what is missing and how to mend it."""


class Reading(msgspec.Struct, frozen=True):
    """All that one page gave: an article with its rows, or a quarantined input; `named` where a record gave it an id of its own."""

    article: Article | None
    rows: tuple[Row, ...]
    cast: tuple[Actor, ...]
    named: bool = False
    quarantined: Quarantined | None = None


def read_articles(options: Options, given: Sequence[Page | Quarantined]) -> list[Reading]:
    """Pages by themselves, each either read or quarantined; a large one in a process of its own, within its limits."""
    ready(options)
    light = iter(read_here(options, [p for p in given if not large(p)]))
    return [read_alone(options, p) if isinstance(p, Page) and large(p) else next(light) for p in given]


def ready(options: Options) -> None:
    """Stops a run that could not be what it says it is: without the tagger there are rules alone, and only who asks for them gets them."""
    if not options.fast and (missing := tagger.unavailable()):
        raise TaggerMissingError(missing)


def large(page: Page | Quarantined) -> bool:
    """Might it take more than its share?"""
    return isinstance(page, Page) and len(page.data) > LARGE[page.form]


def read_alone(options: Options, page: Page) -> Reading:
    """A page read in a process of its own; where that is ended, the row that says in which stage, and of what it took too much."""
    if options not in ALONE:
        warm = Page(origin="warm", form="body", data=b"The two ministers met on Monday.", named=True)
        ALONE[options] = Alone(partial(read_here, options), [warm])
    try:
        ((reading),) = ALONE[options]([page], options.limits)
        return reading
    except OverrunError as e:
        return Reading(None, (), (), quarantined=overrun(page.origin, page.line, e.stage, e.what, options.limits))


def read_here(options: Options, given: Sequence[Page | Quarantined]) -> list[Reading]:
    """Pages by themselves, in this process."""
    codebook = codebook_of(options.codebook, options.actors)
    cleaned = [p if isinstance(p, Quarantined) else cleaned_page(p, options, codebook) for p in given]
    parsed = iter(parses([a for a in cleaned if isinstance(a, Article) and a.language == "en"]))
    out: list[Reading] = []
    for page, item in zip(given, cleaned, strict=True):
        if isinstance(item, Quarantined):
            out.append(Reading(None, (), (), quarantined=item))
            continue
        line, named = (page.line, page.named) if isinstance(page, Page) else (None, False)
        if item.language != "en":  # other languages are kept as articles, without claims
            out.append(Reading(item, (), (), named))
            continue
        parts = next(parsed)
        try:
            if isinstance(parts, Exception):
                raise parts
            out.append(coded(item, parts, options, codebook, named))
        except CodebookError:
            raise  # a fault of the user's book is no fault of the page
        except Exception as e:  # noqa: BLE001 a fault of ours costs one page, and says so in a row
            out.append(Reading(None, (), (), quarantined=quarantine(item.origin, line, e)))
    return out


def parses(given: list[Article]) -> list[tuple[Sentence, ...] | Exception]:
    """The sentences of each article; where the parser fails on one of them, each is parsed by itself, and that one gives the error."""
    try:
        return [parts for _, parts in sentences.parse(given)]
    except Exception as e:  # noqa: BLE001
        return [e] if len(given) == 1 else [one for article in given for one in parses([article])]


def coded(article: Article, parts: tuple[Sentence, ...], options: Options, codebook: Codebook, named: bool) -> Reading:
    """One article: who, where, when, how many; what is claimed; who met, who stands where, what is owed."""
    found = mentions.find(article, parts, codebook)
    said = claims.quotations(article, parts, found, codebook, () if options.fast else tagger.tag(parts))
    done = claims.events(article, parts, found, said, codebook)
    counted = claims.figures(article, parts, found, said, codebook)
    met = positions.meetings(article, parts, found, done, said, codebook)
    stand = positions.positions(article, parts, found, done, said, codebook)
    owed = positions.promises(article, parts, found, done, said, codebook)
    pointed = mentions.rows(article, found) if options.mentions else ()
    return Reading(article, ordered(said, done, counted, met, stand, owed, pointed), found.cast, named)


def cleaned_page(page: Page, options: Options, codebook: Codebook) -> Article | Quarantined:
    try:
        return articles.clean(page, codebook, published=options.published, outlet=options.outlet, longest=options.longest)
    except CodebookError:
        raise
    except Exception as e:  # noqa: BLE001
        return quarantine(page.origin, page.line, e)


def run(
    sources: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    published: str | None = None,
    outlet: str | None = None,
    longest: int = 1_000_000,
    workers: int = 1,
    codebook: str | None = None,
    actors: str | None = None,
    known: Shelf | None = None,
    one_story: bool = False,
    with_mentions: bool = False,
    progress: Progress | None = None,
    limits: Limits = ALLOWED,
    fast: bool = False,
    again: bool = False,
) -> Iterator[Row]:
    """All rows of the sources, in the ledger's order; the run row is the last.

    `known` is what a ledger knows: its articles are not read again (but with `again`), and stories go on from them. `fast` is rules alone, without the trained tagger.
    """
    options = Options(published, outlet, longest, codebook, with_mentions, actors, limits, fast)
    ready(options)
    book = codebook_of(codebook, actors)
    seen = Seen(shelf=known)
    counts: Counter[str] = Counter()
    readings: list[Fresh] = []
    anew: list[Fresh] = []
    first: list[Row] = []
    inputs = 0
    for reading in in_workers(partial(read_articles, options), batches(pages.read(sources, stdin)), workers):
        inputs += 1
        if progress:
            progress(inputs)
        if reading.quarantined:
            first.append(reading.quarantined)
        elif again and reading.article and (old := seen.again(reading.article, reading.named)):
            anew.append(entered(reading, reading.article, old))
        elif reading.article and (double := seen.double(reading.article, reading.named)):
            first.append(double)
        elif reading.article:
            readings.append(entered(reading, reading.article, seen.welcome(reading.article)))
    for row in [*first, *woven(readings, known, book, one_story, anew)]:
        counts[kind_of(row)] += 1
        yield row
    readings += anew
    counts["article"] = len(readings)  # and not those of a ledger that come again with their story
    yield Run(
        id=digest("run", VERSION, book.hash, models(options), *sorted(counts.items()), *(r.article.id for r in readings)),
        version=VERSION,
        codebook=book.hash,
        model=models(options),
        inputs=inputs,
        counts={kind: counts[kind] for kind in KINDS if kind != "run"},
        languages=dict(sorted(Counter(r.article.language or "" for r in readings if r.article.language != "en").items())),
    )


def entered(reading: Reading, read: Article, article: Article) -> Fresh:
    """What was read of an article, under the id by which it stands in the ledger."""
    return Fresh(article, reading.rows if article.id == read.id else renamed(reading.rows, article), reading.cast)


def models(options: Options) -> str:
    """What is trained of all that read the pages: the parser, and the tagger but where rules alone spoke."""
    return sentences.MODEL if options.fast else f"{sentences.MODEL}, {tagger.model()}"


def pointed(article: Article, codebook: Codebook) -> tuple[Mention, ...]:
    """The mentions of an article that stands in a ledger without them."""
    ((_, parts),) = sentences.parse([article])
    return mentions.rows(article, mentions.find(article, parts, codebook))


def reasons(article: Article, row: Event, codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """Why an act was read as it was, heading by heading; the article is read once more."""
    ((_, parts),) = sentences.parse([article])
    found = mentions.find(article, parts, codebook)
    return claims.why(article, parts, found, claims.quotations(article, parts, found, codebook), codebook, row)


def ordered(*kinds: Sequence[Citing]) -> tuple[Citing, ...]:
    """Rows of one article by their place: title, standfirst, body; of one place in the order of kinds (a stage's own order stays)."""
    parts = {"title": 0, "standfirst": 1, "body": 2}
    return tuple(sorted((r for rows in kinds for r in rows), key=lambda r: (parts[r.part], r.start)))


def resolve(text: str, day: str | None = None, *, codebook: str | None = None, actors: str | None = None) -> list[Resolved]:
    """All whom a phrase may mean on a day, the likeliest first; never empty."""
    return resolving.resolve(text, day, codebook_of(codebook, actors))


def answers(lines: Iterable[bytes], *, codebook: str | None = None, actors: str | None = None) -> Iterator[dict[str, str | int | None]]:
    """For each JSON line that asks about a phrase, who that is."""
    book = codebook_of(codebook, actors)
    for question in asked(lines):
        found = resolving.resolve(question.text, question.date, book)[0]
        yield {"id": question.id, "code": found.code, "country": found.country, "sector": found.sector, "name": found.name, "role": found.role, "how": found.how}


ALONE: dict[Options, Alone[list[Page], list[Reading]]] = {}
BOOKS: dict[tuple[str | None, str | None], Codebook] = {}


def codebook_of(folder: str | None, actors: str | None = None) -> Codebook:
    """The codebook of a folder with a file of actors, read once a process; a faulty file stops the run before it begins."""
    if (folder, actors) not in BOOKS:
        book = Codebook(folder, actors)
        if actors:
            _ = book.actors
        BOOKS[folder, actors] = book
    return BOOKS[folder, actors]
