"""Who says what two reports tell: two sources, or one report's source against the other's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from detente.codebook.vocabulary import shipped, stem
from detente.records import Event, Quotation, Span
from detente.stories.happenings import codes
from detente.stories.tellings import Telling

NOBODY = frozenset({"the", "a", "an", "both", "some", "many", "several", "two", "he", "she", "it", "they", "we", "you", "i", "who", "others"})
TELLS = 0.5  # least weight (in news) of a shared word that counts
ADDED = re.compile(r"\b(?:after|as|while|before|because|although|though|since|amid|when)\s")

Voice = tuple[str, str | None]


def voices(a: Telling, b: Telling, said: tuple[Span, Span], texts: tuple[str, str], shared: Set[str]) -> Iterator[tuple[str | None, str | None]]:
    """The names of the sources of the words `said` (offsets in `texts`), `None` for a report that speaks for itself.

    A report that tells of the act of saying itself ("Orsa threatened …") has the same source as one that quotes Orsa.
    """
    one, two = (t.source(*s) if states(t, text, shared) else None for t, s, text in zip((a, b), said, texts, strict=True))
    if one and two:
        if (
            not any(acts(v, t, s, text, shared) for v in (one, two) for t, s, text in zip((a, b), said, texts, strict=True))
            and not (one[1] and one[1] == two[1])
            and not words(one) & words(two)
            and proper(one)
            and proper(two)
        ):
            yield one[0], two[0]
    elif one and proper(one) and not speaks(b, said[1]) and not does(one, b):
        yield one[0], None
    elif two and proper(two) and not speaks(a, said[0]) and not does(two, a):
        yield None, two[0]


def acts(voice: Voice, telling: Telling, said: Span, text: str, shared: Set[str]) -> bool:
    """Is the source itself one that both tell of ("Tarn said …, as Orsa invited it", "Orsa invites Tarn")?"""
    return any(w.key in shared and said[0] <= w.start < said[1] and text[w.start : w.end].casefold() == voice[0].casefold() for w in telling.unit.words)


def states(telling: Telling, text: str, shared: Set[str]) -> bool:
    """Does somebody state what both tell, and not merely add it ("…, after reports that …")? `shared` are the words of both."""
    for row in telling.rows:
        if isinstance(row, Quotation):
            for x, y in row.spans.content:
                there = [w.start for w in telling.unit.words if x <= w.start < y and w.key in shared and shipped().weight(w.key) >= TELLS]
                cut = ADDED.search(text, x + 1, y)
                if cut and there and 2 * sum(start > cut.start() for start in there) > len(there):
                    return False
    return True


def words(voice: Voice) -> set[str]:
    return set(voice[0].lower().split())


def proper(voice: Voice) -> bool:
    """A name, and no "officials", no "the two", no "they"."""
    first, *more = voice[0].split() or [""]
    return any(w[0].isupper() for w in more) or (first[:1].isupper() and first.lower() not in NOBODY)


def speaks(telling: Telling, said: Span) -> bool:
    """Is any of the words given as said by somebody?"""
    return any(isinstance(r, Quotation) and any(x < said[1] and y > said[0] for x, y in r.spans.content) for r in telling.rows)


def does(voice: Voice, telling: Telling) -> bool:
    """Is it the source's own act that the sentence tells? Its acts say who acts; where there are none, the first party named does."""
    doers = {code for r in telling.rows if isinstance(r, Event) for code in codes(r.actors)}
    if not doers:
        doers = set(next(([w.key[1:]] for w in telling.unit.words if w.sort == "party"), []))
    last = stem(voice[0].split()[-1])
    return voice[1] in doers or any(w.key == last for w in telling.unit.words)
