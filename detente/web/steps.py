"""The slow part of an explanation: the article is read once more by the parser, in a process of its own, one at a time.

The parser takes some 650 MB and some seconds to start, so it is kept for the next question and ended when none comes: the server itself stays small.
"""

from __future__ import annotations

from functools import partial
from threading import Lock, Timer

from msgspec import Struct

from detente.alone import Alone, Limits, OverrunError
from detente.codebook import Codebook, CodebookError
from detente.records import Article, Citing, Event, Mention
from detente.views.reasons import HEADINGS, naming

LIMITS = Limits(seconds=20.0, megabytes=1_536)
IDLE = 60.0  # seconds without a question after which the process is ended
WARM = Article(
    id="warm", origin="warm", url=None, outlet=None, credited_source=None, title=None, standfirst=None, byline=None, published=None, language="en", text="The two met.", dropped=()
)

Question = tuple[Article, Citing | None]
Answer = tuple[tuple[Mention, ...], dict[str, tuple[str, ...]]]


class Steps(Struct, frozen=True):
    """How a row came about: by which words each actor was read, and under each heading why; or, in words, what went wrong."""

    named: tuple[Mention, ...] = ()
    reasons: tuple[tuple[str, tuple[str, ...]], ...] = ()
    trouble: str | None = None


class Stepping:
    """Answers one question at a time; who asks meanwhile is told so at once."""

    def __init__(self, codebook: str | None = None, actors: str | None = None, limits: Limits = LIMITS, idle: float = IDLE) -> None:
        self.alone: Alone[Question, Answer] = Alone(partial(told, codebook, actors), (WARM, None))
        self.limits, self.idle = limits, idle
        self.busy = Lock()
        self.ending: Timer | None = None

    def __call__(self, article: Article, row: Citing) -> Steps:
        """Never an error: what went wrong is told in words."""
        if not self.busy.acquire(blocking=False):
            return Steps(trouble="The steps of another row are being worked out; ask again in a few seconds.")
        try:
            if self.ending:
                self.ending.cancel()
            named, why = self.alone((article, row), self.limits)
        except OverrunError as e:
            return Steps(trouble=f"The article took {e.what} to read again and was given up; `detente explain {row.id}` has no such limit.")
        except CodebookError as e:
            return Steps(trouble=f"The codebook cannot be read: {e}")
        except Exception as e:  # noqa: BLE001 a fault here costs an explanation, and the page stays
            return Steps(trouble=f"The article could not be read again ({type(e).__name__}); `detente explain {row.id}` shows more.")
        finally:
            self._end_later()
            self.busy.release()
        return Steps(tuple(naming(named, row)), tuple((HEADINGS[heading], lines) for heading, lines in why.items() if lines))

    def close(self) -> None:
        """Ends the process, once it answers nobody."""
        with self.busy:
            self.alone.close()

    def _end_later(self) -> None:
        self.ending = Timer(self.idle, self._end)
        self.ending.daemon = True
        self.ending.start()

    def _end(self) -> None:
        if self.busy.acquire(blocking=False):  # who asks now, sets another end
            try:
                self.alone.close()
            finally:
                self.busy.release()


def told(codebook: str | None, actors: str | None, asked: Question) -> Answer:
    """In the process of its own: the mentions of an article, and of an act why it was read so."""
    from detente.pipeline import codebook_of, pointed, reasons  # only here: the server starts without what reads pages, and stays without it

    article, row = asked
    book: Codebook = codebook_of(codebook, actors)
    return pointed(article, book), reasons(article, row, book) if isinstance(row, Event) else {}
