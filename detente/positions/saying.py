"""When a stance was taken: the day on which it was said, and never that on which what is threatened, offered or demanded would be done."""

from __future__ import annotations

from collections.abc import Sequence

from detente.days import dated
from detente.grammar import ancestors, covering
from detente.records import Article, Event, Mentions, Quotation, Sentence, Status, TimeSpot, When

DONE: frozenset[Status] = frozenset({"actual", "past"})  # of these alone the act's time is that of taking the stance


class Saying:
    """The times of an article's sayings and sentences."""

    def __init__(self, article: Article, mentions: Mentions, quotations: Sequence[Quotation]) -> None:
        self.published = article.published
        self.sayings = {q.id: q.when for q in quotations}
        self.times: dict[int, list[TimeSpot]] = {}
        for t in filter(dated, mentions.times):
            self.times.setdefault(t.sentence, []).append(t)

    def when(self, s: Sentence, e: Event) -> When | None:
        """Of the saying, else of the act where it is done, else what the word of the act has beside it ("threatened on Monday to"); `None` where
        only the day of the report is left."""
        said = self.sayings.get(e.quotation) if e.quotation else None
        if said is None:
            said = e.when if e.status in DONE else self.beside(s, covering(s, *e.spans.trigger[0])[0])
        return told_by(said, self.published)

    def beside(self, s: Sentence, i: int) -> When | None:
        """The time that hangs on a verb of the past, and not on what follows from it."""
        if s.tokens[i].tag != "VBD":
            return None
        return next((t.when for t in self.times.get(s.index, ()) if next((j for j in ancestors(s, t.head) if s.tokens[j].pos in {"VERB", "AUX"}), None) == i), None)


def told_by(when: When | None, published: str | None) -> When | None:
    """A time that the report may look back on; `None` for one that lies or ends after it ("on Friday", "this week"), which is that of what is to come."""
    last = when and (when.end or when.start)
    if not last or not published:
        return when
    known = min(len(last), len(published), 10)
    return when if last[:known] <= published[:known] else None
