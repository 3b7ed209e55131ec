"""Who said what: direct, indirect and mixed quotations as rows.

The grammar gives sayings (`reported.py`), the quotation marks give quoted words (`marks.py`), both are joined (`direct.py`), and the mentions
tell who is meant (`speakers.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from detente.claims.quotations.direct import MOST, Draft, join
from detente.claims.quotations.implied import lines
from detente.claims.quotations.marks import quoted
from detente.claims.quotations.reported import Said, reported
from detente.claims.quotations.setting import addressee, venue, when
from detente.claims.quotations.speakers import Spots, place
from detente.claims.quotations.tagged import joined
from detente.codebook import Codebook
from detente.codebook.sayings import Sayings
from detente.days import by_then
from detente.ids import row_id
from detente.records import Article, Mentions, Part, Quotation, QuotationSpans, Sentence, Span, Tagged

PARTS: tuple[Part, ...] = ("title", "standfirst", "body")
EVIDENCE = 400  # words that a row's evidence may have


def quotations(article: Article, sentences: tuple[Sentence, ...], mentions: Mentions, codebook: Codebook, tagged: Sequence[Tagged] = ()) -> tuple[Quotation, ...]:
    """Every saying of an article, in order of place; `tagged` is what the trained tagger read, nothing where only rules are to speak."""
    spots = Spots(mentions)
    rows: list[Quotation] = []
    for part in PARTS:
        here = [s for s in sentences if s.part == part and s.tokens]
        text = article.part(part)
        ends = {s.paragraph: s.end for s in here}
        starts = [s.start for s in here]
        sayings = [f for s in here for f in all_sayings(s, ends[s.paragraph], codebook.sayings)]
        quotes = quoted(text)
        sayings = joined(sayings, [t for t in tagged if t.part == part], here, quotes)
        for draft in join(text, here, sayings, quotes, codebook.sayings):
            rows.extend(write(article, part, Sentences(here, starts), draft, spots, codebook.sayings))
    return tuple(sorted(unique(rows), key=lambda r: (PARTS.index(r.part), r.start, r.spans.content)))


def all_sayings(s: Sentence, end: int, book: Sayings) -> list[Said]:
    """What the sentence's grammar tells, and where that is nothing, its colon or the form of a headline."""
    found = list(reported(s, book))
    return found if any(f.content for f in found) else [*found, *lines(s, (s.end, end), book)]


def unique(rows: list[Quotation]) -> list[Quotation]:
    """No row twice."""
    return list({r.id: r for r in rows}.values())


class Sentences(NamedTuple):
    """A part's sentences and where each starts."""

    all: list[Sentence]
    starts: list[int]


def write(article: Article, part: Part, sentences: Sentences, d: Draft, spots: Spots, book: Sayings) -> list[Quotation]:
    """The rows of a draft: one, or several where it is longer than a row may be."""
    said = d.source
    if said is None:
        return []
    s, text = said.whose, article.part(part)
    speaker, name = spots.speaker(s, said.source)
    quoted_words = sum(len(text[q.a : q.b].split()) for q in d.quotes)
    out: list[Quotation] = []
    for content in portions(text, sentences, d.content):
        own = d.said is not None and not out
        cue = said.cue_spans if own else ()
        where = said.where or place(s, said.source, said.stand_in, (*said.cue_spans, *said.content, *d.content))
        start, end = around(text, sentences, content, cue + where if own else cue)
        words = sum(len(text[a:b].split()) for a, b in content)
        form = "indirect" if not quoted_words else "direct" if quoted_words >= words - 1 or not own else "mixed"
        says = " … ".join(" ".join(text[a:b].split()) for a, b in content)
        chain = dict.fromkeys(n for n in (*outer_names(d, spots), article.credited_source, article.outlet) if n)
        out.append(
            Quotation(
                id=row_id(article.id, "quotation", part, start, end, says, name),
                article=article.id,
                part=part,
                start=start,
                end=end,
                evidence=text[start:end],
                rule=d.rule,
                content=says,
                form=form,  # type: ignore[arg-type]
                speaker=speaker,
                speaker_name=name,
                cue=" ".join(text[a:b] for a, b in cue) or None,
                addressee=addressee(said, spots, book),
                venue=venue(said, spots, book, content),
                when=by_then(when(said, spots, book, content), "actual", article.published),
                according_to=tuple(chain),
                spans=QuotationSpans(speaker=where, cue=cue, content=content),
            )
        )
    return out


def outer_names(d: Draft, spots: Spots) -> list[str]:
    """Who quotes the one who is quoted here, nearest first."""
    out = [spots.speaker(d.source.sentence, d.source.tellers)[1]] if d.source and d.source.tellers else []
    seen = 0
    while d.outer is not None and d.outer.source and seen < 4:
        d, seen = d.outer, seen + 1
        assert d.source
        name = spots.speaker(d.source.whose, d.source.source)[1]
        out.append(name)
    return [name for name in out if name]


def portions(text: str, sentences: Sentences, content: list[Span]) -> list[tuple[Span, ...]]:
    """The content in rows of at most 150 words, cut between sentences where it must be, and between words where a sentence is longer."""
    bits: list[Span] = []
    starts = sentences.starts
    for a, b in content:
        if len(text[a:b].split()) <= MOST:
            bits.append((a, b))
            continue
        k = bisect_right(starts, a)
        while k < len(starts) and starts[k] < b:
            bits.append((a, len(text[a : starts[k]].rstrip()) + a))
            a, k = starts[k], k + 1
        bits.append((a, b))
    out: list[list[Span]] = []
    size = MOST
    for a, b in (piece for bit in bits for piece in short(text, *bit)):
        n = len(text[a:b].split())
        if not n:
            continue
        if size + n > MOST:
            out.append([])
            size = 0
        last = out[-1]
        if last and not text[last[-1][1] : a].strip():
            last[-1] = (last[-1][0], b)
        else:
            last.append((a, b))
        size += n
    return [tuple(x) for x in out]


def short(text: str, a: int, b: int) -> list[Span]:
    """A stretch in pieces of at most 150 words."""
    out = []
    while len(words := text[a:b].split(None, MOST)) > MOST:
        end = b - len(words[MOST])
        out.append((a, a + len(text[a:end].rstrip())))
        a = end
    return [*out, (a, b)]


def around(text: str, sentences: Sentences, content: tuple[Span, ...], others: tuple[Span, ...]) -> Span:
    """From the first sentence needed to the last; the content alone where that were too long."""
    every = (*content, *others)
    low, high = min(a for a, _ in every), max(b for _, b in every)
    first = sentences.all[max(0, bisect_right(sentences.starts, low) - 1)]
    last = sentences.all[max(0, bisect_right(sentences.starts, high - 1) - 1)]
    start, end = min(first.start, low), max(last.end, high)
    if len(text[start:end].split()) > EVIDENCE:
        return content[0][0], content[-1][1]
    return start, end


__all__ = ["quotations"]
