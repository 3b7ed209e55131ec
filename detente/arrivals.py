"""Articles as they come in: which are the same again, which are newer words under an old address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from detente.ids import digest
from detente.marks import Shelf, address, same_text
from detente.records import Article, Citing, Duplicate, Event, Row


class Seen:
    """The articles met so far, by their words and by their address; of those in a ledger only what is asked for."""

    def __init__(self, known: Iterable[Article] = (), shelf: Shelf | None = None) -> None:
        self.shelf = shelf
        self.texts: dict[str, str] = {}
        self.ids: dict[str, Article] = {}
        self.addresses: dict[str, Article] = {}
        self.unread: set[str] = set()  # articles of the ledger that were not met in this run
        for a in known:
            self.note(a)

    def note(self, a: Article) -> None:
        self.texts.setdefault(same_text(a), a.id)
        self.ids[a.id] = a
        if (url := address(a)) and not ((old := self.addresses.get(url)) and newer(old, a)):
            self.addresses[url] = a

    def ask(self, a: Article) -> None:
        """Take from the ledger what may be the same as an article."""
        if self.shelf is not None:
            keys = [key for key in (same_text(a), address(a)) if key and key not in self.texts and key not in self.addresses]
            for old in self.shelf.articles({name for key in keys for name in self.shelf.marked(key)} | ({a.id} - set(self.ids))):
                if old.id not in self.ids:
                    self.note(old)
                    self.unread.add(old.id)

    def double(self, a: Article, named: bool) -> Duplicate | None:
        """A duplicate row where the same outlet's same words came before; a record with an id of its own doubles only itself."""
        of = self.same(a, named)
        return Duplicate(id=digest("duplicate", a.origin, of), origin=a.origin, of=of) if of else None

    def again(self, a: Article, named: bool) -> Article | None:
        """The ledger's article whose words these are, part by part; each once in a run."""
        of = self.same(a, named)
        old = self.ids[of] if of in self.unread else None
        if old is None or (old.title, old.standfirst) != (a.title, a.standfirst):
            return None
        self.unread.remove(old.id)
        return old

    def same(self, a: Article, named: bool) -> str | None:
        """The article whose words these are."""
        self.ask(a)
        of = self.texts.get(same_text(a))
        if named and (a.id not in self.ids or self.ids[a.id].text != a.text):
            return None
        return a.id if of and named else of

    def welcome(self, a: Article) -> Article:
        """The article as it enters: other words under an id that is taken, or a later text under an address that is, make a revision."""
        self.ask(a)
        old = self.ids.get(a.id)
        before = self.addresses.get(address(a) or "")
        if old is not None:
            a = msgspec.structs.replace(a, id=digest("revision", a.id, a.text), revision_of=old.id)
        elif before is not None and not newer(before, a):
            a = msgspec.structs.replace(a, revision_of=before.id)
        self.note(a)
        return a


def newer(a: Article, b: Article) -> bool:
    """Is the first known to be the later one?"""
    return (a.published or "") > (b.published or "") and bool(b.published)


def renamed(rows: Sequence[Row], article: Article) -> tuple[Row, ...]:
    """Rows under the id that its article was given on entering; what they say of each other follows."""
    ids = {r.id: digest(article.id, r.id) for r in rows if isinstance(r, Citing)}
    return tuple(msgspec.structs.replace(r, article=article.id, id=ids[r.id], **referring(r, ids)) if isinstance(r, Citing) else r for r in rows)


def referring(row: Citing, ids: Mapping[str, str]) -> dict[str, str | tuple[str, ...] | None]:
    """The fields of a row that name others, by their new ids."""
    out: dict[str, str | tuple[str, ...] | None] = {name: tuple(ids.get(i, i) for i in getattr(row, name)) for name in ("rows", "events") if hasattr(row, name)}
    if isinstance(row, Event) and row.quotation:
        out["quotation"] = ids.get(row.quotation, row.quotation)
    return out
