"""Articles as they come in: which are the same again, which are newer words under an old address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from detente.ids import digest
from detente.records import Article, Citing, Duplicate, Row


class Seen:
    """The articles met so far, by their words and by their address."""

    def __init__(self, known: Iterable[Article]) -> None:
        self.texts: dict[str, str] = {}
        self.ids: dict[str, Article] = {}
        for a in known:
            self.texts[self.key(a)] = a.id
            self.ids[a.id] = a

    @staticmethod
    def key(a: Article) -> str:
        return digest(a.outlet, a.title, a.text)

    def double(self, a: Article, named: bool) -> Duplicate | None:
        """A duplicate row where the same outlet's same words came before; a record with an id of its own doubles only itself."""
        of = self.texts.get(self.key(a))
        if named and (a.id not in self.ids or self.ids[a.id].text != a.text):
            return None
        if of is None:
            return None
        of = a.id if named else of
        return Duplicate(id=digest("duplicate", a.origin, of), origin=a.origin, of=of)

    def welcome(self, a: Article) -> Article:
        """The article as it enters: newer words under an id that is taken make a revision with an id of its own."""
        old = self.ids.get(a.id)
        if old is not None:
            a = msgspec.structs.replace(a, id=digest("revision", a.id, a.text), revision_of=old.id)
        self.texts.setdefault(self.key(a), a.id)
        self.ids[a.id] = a
        return a


def renamed(rows: Sequence[Row], article: Article) -> tuple[Row, ...]:
    """Rows under the id that its article was given on entering."""
    return tuple(msgspec.structs.replace(r, article=article.id, id=digest(article.id, r.id)) if isinstance(r, Citing) else r for r in rows)
