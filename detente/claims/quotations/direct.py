"""Quoted words and the sayings that lead to them: each piece in quotation marks finds its cue, and pieces of one speech find each other.

A piece belongs to the saying whose content it touches; else to the nearest cue of its own sentences; else it goes on with what was quoted
last in this paragraph, or in the one before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from detente.claims.quotations.implied import carried, led, signed
from detente.claims.quotations.inverted import righted
from detente.claims.quotations.marks import Quoted
from detente.claims.quotations.reported import Said
from detente.codebook.sayings import Sayings
from detente.grammar import covering
from detente.records import Sentence, Span

MOST = 150  # words of one row's content
ENDERS = (",", ".", "?", "!", "…", "—", "–", "-", ";")


@dataclass
class Draft:
    """A quotation in the making. `leads` is the draft whose speaker goes on here."""

    rule: str
    said: Said | None
    content: list[Span]
    quotes: list[Quoted] = field(default_factory=list)
    leads: Draft | None = None
    outer: Draft | None = None

    @property
    def source(self) -> Said | None:
        return self.said or (self.leads.source if self.leads else None)


def speech(text: str, q: Quoted) -> bool:
    """Are the quoted words a sentence of someone, rather than a name, a title or a word held at arm's length?"""
    inside = text[q.a : q.b].strip()
    if titled(inside):
        return False
    if q.goes_on or inside.endswith(ENDERS) or (text[q.end : q.end + 1] in {",", "."} and len(inside.split()) >= 4):
        return len(inside.split()) >= 2 or inside.endswith((",", "!", "?", "."))
    return len(inside.split()) >= 8


def titled(words: str) -> bool:
    """ "Face the Nation,": every longer word with a capital."""
    every = [w for w in words.split() if len(w) > 3 or w[0].isdigit()]
    return len(every) > 0 and len(words.split()) <= 7 and words[-1] not in "!?" and all(not w[0].islower() for w in every) and len(words.split()) > 1


def join(text: str, sentences: list[Sentence], sayings: list[Said], quotes: list[Quoted], book: Sayings) -> list[Draft]:
    """The drafts of one part, in order of their first word."""
    spoken = [speech(text, q) for q in quotes]
    starts = [q.start for q in quotes]

    def holding(at: int) -> int | None:
        k = bisect_right(starts, at) - 1
        return k if k >= 0 and at < quotes[k].end else None

    sayings = alone([righted(f, holding) for f in sayings])
    beside: dict[int, list[Said]] = {}
    for f in sayings:
        beside.setdefault(f.sentence.index, []).append(f)
    drafts = [Draft(f.name, f, list(f.content)) for f in sayings if not within(f, holding, spoken) and not low(f, beside[f.sentence.index])]
    sayings = [d.said for d in drafts if d.said]
    owner: dict[int, Draft] = {}
    for d, f in zip(drafts, sayings, strict=True):
        if holding(f.at) is not None:
            continue
        for a, b in f.content:
            k = max(0, bisect_right(starts, a) - 1)
            while k < len(quotes) and quotes[k].start < b:
                if quotes[k].end > a and k not in owner:
                    owner[k] = d
                k += 1
    near = Nearest(text, sentences, [d for d in drafts if d.said and holding(d.said.at) is None], quotes)
    for k in range(len(quotes)):
        if spoken[k] and k not in owner and (found := near.cue(k)):
            owner[k] = found
    extra = bare(text, near, quotes, spoken, owner, book)
    extra += go_on(text, near, quotes, spoken, owner)
    for k, q in enumerate(quotes):
        if k in owner:
            owner[k].quotes.append(q)
    for d in drafts + extra:
        if d.said and not d.quotes and not d.content:
            d.content = list(d.said.spare)
        settle(text, d)
    for d in drafts:
        inside = holding(d.said.at) if d.said else None
        if inside in owner and owner[inside] is not d:
            d.outer = owner[inside]
    nest(drafts)
    out = [d for d in drafts + extra if d.content]
    return sorted(out, key=lambda d: (min(d.content)[0], max(d.content)[1]))


def alone(sayings: list[Said]) -> list[Said]:
    """Without those that say once more what a saying of a named speaker has said: "Orsa repeated its claim that A"."""
    said = {(f.sentence.index, f.content) for f in sayings if f.content and not poss(f)}
    return [f for f in sayings if not poss(f) or (f.sentence.index, f.content) not in said]


def poss(f: Said) -> bool:
    return f.whose.tokens[f.source[0]].tag == "PRP$"


def nest(drafts: list[Draft]) -> None:
    """A saying that stands in another's content is told by that other."""
    beside: dict[int, list[Draft]] = {}
    for d in drafts:
        if d.said:
            beside.setdefault(d.said.sentence.index, []).append(d)
    for group in beside.values():
        for d in group:
            holders = [o for o in group if o is not d and d.said and o.said and any(a <= d.said.at < b for a, b in o.content) and not any(a <= o.said.at < b for a, b in d.content)]
            if d.outer is None and holders:
                d.outer = min(holders, key=lambda o: (sum(b - a for a, b in o.content), o.content))


def within(f: Said, holding: Callable[[int], int | None], spoken: list[bool]) -> bool:
    """Is the saying itself part of what someone is quoted with?"""
    k = holding(f.at)
    return k is not None and (spoken[k] or not f.content or all(holding(a) == k for a, _ in f.content))


def low(f: Said, beside: list[Said]) -> bool:
    """An attitude, or a saying of "he" and "it", inside another's words is part of those words."""
    if not f.rule.negated and f.whose.tokens[f.source[0]].pos in {"PROPN", "NOUN"}:
        return False
    return any(o is not f and o.rule.id != "according-to" and any(a <= f.at < b for a, b in o.content) for o in beside)


class Nearest:
    """The cues that stand outside quotation marks, by sentence."""

    def __init__(self, text: str, sentences: list[Sentence], drafts: list[Draft], quotes: list[Quoted]) -> None:
        self.text, self.sentences, self.quotes = text, sentences, quotes
        self.starts = [s.start for s in sentences]
        self.by_sentence: dict[int, list[Draft]] = {}
        for d in drafts:
            if d.said:
                self.by_sentence.setdefault(d.said.sentence.index, []).append(d)

    def cue(self, k: int) -> Draft | None:
        """The nearest cue of the sentences at either edge of the piece, or of a short sentence right behind it, or before a colon."""
        q = self.quotes[k]
        first = max(0, bisect_right(self.starts, q.a) - 1)
        last = max(0, bisect_right(self.starts, q.end - 1) - 1)
        places = {first, last}
        if last + 1 < len(self.sentences) and self.sentences[last + 1].paragraph == self.sentences[last].paragraph and self.follows(q, self.sentences[last + 1]):
            places.add(last + 1)
        if self.text[: q.start].rstrip()[-1:] == ":" if q.start < 1000 else self.text[q.start - 20 : q.start].rstrip()[-1:] == ":":
            places.add(max(0, bisect_right(self.starts, q.start - 1) - 1) if self.sentences[first].start < q.start else max(0, first - 1))
        found = []
        for n in places:
            for d in self.by_sentence.get(self.sentences[n].index, ()):
                assert d.said
                if "quote" not in d.said.rule.content:
                    continue
                at = d.said.at
                gap = at - q.end if at >= q.end else q.start - at
                if gap >= 0 and (not d.content or d.said.sentence.start <= q.a < d.said.sentence.end or q.b <= d.said.sentence.end):
                    found.append((gap, at, d))
        found.sort(key=lambda f: f[:2])
        return found[0][2] if found and found[0][0] < 160 else None

    def sentence(self, at: int) -> Sentence:
        """The sentence that holds a character, or the last before it."""
        return self.sentences[max(0, bisect_right(self.starts, at) - 1)]

    def follows(self, q: Quoted, s: Sentence) -> bool:
        """Does the sentence behind the mark only say who spoke?"""
        return s.start - q.end <= 2 and len(s.tokens) <= (14 if s.text[:1].islower() else 8)


def bare(text: str, near: Nearest, quotes: list[Quoted], spoken: list[bool], owner: dict[int, Draft], book: Sayings) -> list[Draft]:
    """Pieces without a word of saying, but with a colon before, a name behind, or an act that carries them."""
    extra: list[Draft] = []
    for k, q in enumerate(quotes):
        if k in owner or not near.sentences or (not spoken[k] and (titled(text[q.a : q.b].strip()) or len(text[q.a : q.b].split()) < 3)):
            continue
        said = None
        if spoken[k]:
            before = text[max(0, q.start - 4) : q.start].rstrip()
            if name := signed(text, q):
                s = near.sentence(name[1] - 1)
                last = [w for w in covering(s, *name) if s.tokens[w].pos in {"PROPN", "NOUN"}][-1:]
                said = Said(book.shape("signed"), s, tuple(last), tuple(last), (), None) if last else None
            elif before.endswith(":"):
                said = led(near.sentence(max(0, q.start - 2)), book.shape("colon"), book)
        if said is None:
            said = carried(near.sentence(q.a), q, book)
        if said is not None:
            owner[k] = Draft(said.rule.name, said, list(said.content))
            extra.append(owner[k])
    return extra


def go_on(text: str, near: Nearest, quotes: list[Quoted], spoken: list[bool], owner: dict[int, Draft]) -> list[Draft]:
    """Give pieces without a cue to the one who spoke last, as part of that row while it is short, else as a row of its own."""
    extra: list[Draft] = []
    last: Draft | None = None
    words = end = 0
    carried = False
    for k, q in enumerate(quotes):
        if k in owner:
            if spoken[k]:
                words = (words if owner[k] is last else 0) + len(text[q.a : q.b].split())
                last, end, carried = owner[k], q.end, q.goes_on
            continue
        if not spoken[k] or last is None:
            continue
        if not (carried or follows(text[end : min(q.start, end + 1001)], q.start - end)):
            continue
        more = len(text[q.a : q.b].split())
        s = near.sentence(q.a)
        around = text[s.start : q.start] + text[q.end : s.end]
        if len(around.split()) >= 3 and not carried:  # "But it was possible only “if they were held”": the outlet's own sentence
            owner[k] = Draft("saying.continued", None, [(s.start, s.end)], leads=last)
            extra.append(owner[k])
            continue
        if words + more > MOST:
            last = Draft("saying.continued", None, [], leads=last)
            extra.append(last)
            words = 0
        owner[k] = last
        words += more
        end, carried = q.end, q.goes_on
    return extra


def follows(gap: str, length: int) -> bool:
    """May a quotation go on behind this gap: in the same paragraph, or alone at the head of the next?"""
    if length > 1000:
        return False
    _, *others = gap.split("\n")
    if not others:
        return length < (1000 if gap.rstrip()[-1:] in {".", "?", "!"} else 400)
    return not any(line.strip() for line in others)


def settle(text: str, d: Draft) -> None:
    """Content that is quoted, whole or nearly, is the quoted words alone; else the quoted words complete it."""
    if not d.quotes:
        return
    inside = sum(len(text[q.a : q.b].split()) for q in d.quotes)
    total = sum(len(text[a:b].split()) for a, b in merged([*d.content, *((q.start, q.end) for q in d.quotes)]))
    if (d.said is None and not d.content) or inside >= 0.75 * total:
        d.content = [(q.a, q.b) for q in d.quotes]
    else:
        d.content = merged([*d.content, *((q.start, q.end) for q in d.quotes)])


def merged(spans: list[Span]) -> list[Span]:
    """Touching stretches become one."""
    out: list[Span] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


__all__ = ["Draft", "join", "merged", "speech"]
