"""Sayings without a word of saying: a colon or a dash between speaker and words, or an act that carries quoted words ("attacked the “swamp”")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.claims.quotations.contents import EDGES, spans
from detente.claims.quotations.marks import Quoted
from detente.claims.quotations.reported import Said
from detente.claims.quotations.sources import AUTHOR
from detente.codebook.sayings import Saying, Sayings
from detente.grammar import ancestors, children, subjects, subtree
from detente.records import Sentence, Span, Token

NOBODY = AUTHOR | {"it", "this", "that", "which", "what", "these", "those"}
SIGNED = re.compile(r"[ \u00a0]?[―—–-]{1,2}[ \u00a0]?([A-Z][\w.'’-]*(?:[ \u00a0][A-Z][\w.'’-]*){0,5})[ \u00a0]*(?:$|[\n,(“\"])", re.M)
LONGEST_LABEL = 14  # words before a colon that name a speaker with all that tells more of him
LONGEST_NAME = 8  # words between the start of a line and its colon


def carried(s: Sentence, q: Quoted, book: Sayings) -> Said | None:
    """The verb that the quoted words hang on, said of its subject; the content is the part of its clause that holds them."""
    inside = {t.i for t in s.tokens if t.start < q.end and t.end > q.start}
    tops = [i for i in inside if s.tokens[i].head not in inside and s.tokens[i].head != i and s.tokens[i].dep != "punct"]
    for top in sorted(tops)[:1]:
        below = top
        for a in ancestors(s, top):
            if s.tokens[a].pos == "VERB" and s.tokens[a].dep not in {"aux", "auxpass"} and below > a:
                source = [j for j in subjects(s, a) if j not in inside and j != a]
                t = s.tokens[a]
                known = any(
                    s.tokens[j].entity in {"PERSON", "ORG", "NORP", "GPE"} or s.tokens[j].text.lower() in {"he", "she", "they"} or s.tokens[j].lemma in book.voices for j in source
                )
                if not known or t.lemma in book.light or t.tag not in {"VBD", "VBZ", "VBP", "VBG"} or children(s, a, "nsubjpass", "auxpass"):
                    return None
                words = set(subtree(s, below)) | {w for o in children(s, a, "dobj") for w in subtree(s, o)} | inside
                return Said(book.shape("quoted"), s, (a,), tuple(source), spans(s, words), None)
            below = a
    return None


def led(s: Sentence, rule: Saying, book: Sayings) -> Said | None:
    """A sentence that ends in a colon: its main verb, said of its subject ("His answer was blunt:"), or the name alone ("Mara Tell, of the army:")."""
    root = next((t.i for t in s.tokens if t.head == t.i), None)
    if root is None:
        return None
    if s.tokens[root].pos in {"VERB", "AUX"}:
        source = [j for j in subjects(s, root) if s.tokens[j].text.lower() not in NOBODY]
        own = [o for j in source[:1] if s.tokens[j].lemma in book.vessels or s.tokens[j].lemma in book.nouns for o in children(s, j, "poss")]
        return Said(rule, s, (root,), tuple(own or source), (), None) if source else None
    colon = next((t.i for t in s.tokens if t.text == ":" and t.i > root), None)
    before = s.tokens[:colon]
    if colon is None or colon > LONGEST_LABEL or not speaks(tuple(t for t in before if t.pos != "ADP"), book):
        return None
    return Said(rule, s, (colon,), (root,), (), None)


def signed(text: str, q: Quoted) -> Span | None:
    """ "“…” — Mara Tell": where the name behind the dash behind the mark stands."""
    m = SIGNED.match(text, q.end)
    return m.span(1) if m else None


def lines(s: Sentence, rest: Span, sayings: Sayings) -> Iterator[Said]:
    """Headlines and lines of a transcript: "Tarn minister: the truce is over", "Strait to reopen: minister", "Strait to reopen, says minister", "SOREL: No."

    `rest` is what follows the sentence in its paragraph.
    """
    title = s.part == "title"
    colon = next((t.i for t in s.tokens[1 : LONGEST_NAME + 1] if t.text == ":"), None)
    if colon is not None:
        before = s.tokens[:colon]
        shouted = all(t.text.isupper() and len(t.text) > 2 for t in before if t.pos != "PUNCT")
        if speaks(before, sayings, shouted) and (title or shouted):
            content = spans(s, set(range(colon + 1, len(s.tokens))))
            a, b = (content[0][0] if content else rest[0]), (rest[1] if rest[0] < rest[1] else content[-1][1] if content else 0)
            if a < b:
                yield Said(sayings.shape("headline"), s, (colon,), (last_name(before),), ((a, b),), None)
            return
    if not title:
        return
    for t in s.tokens[3:]:
        after = s.tokens[t.i + 1 :]
        if t.text == ":" and 0 < len(after) <= LONGEST_NAME and not any(w.text == ":" for w in after) and turned(after, sayings):
            yield Said(sayings.shape("headline"), s, (t.i,), (last_name(after),), spans(s, set(range(t.i))), None)
        elif t.text == "," and 1 < len(after) <= LONGEST_NAME + 1:
            ends = [w for w in (after[0], after[-1]) if w.lemma.lower() in sayings.verbs and w.tag.startswith(("VB", "NN"))]
            others = tuple(w for w in after if w not in ends)
            if len(ends) == 1 and ends[0].text.lower() in sayings.headlines and others and not any(w.pos in {"VERB", "AUX", "PUNCT"} for w in others):
                yield Said(sayings.shape("headline"), s, (ends[0].i,), (last_name(others),), spans(s, set(range(t.i))), None)


def speaks(tokens: tuple[Token, ...], sayings: Sayings, shouted: bool = False) -> bool:
    """Is that a speaker: a name of a person or body, without a verb, and not a label such as "Analysis"?"""
    words = [t for t in tokens if t.pos != "PUNCT"]
    if any(t.pos in {"VERB", "AUX", "NUM", "ADP"} or t.text.lower() in sayings.speechless or t.text in EDGES for t in words):
        return False
    return (shouted and len(words) <= 3) or any(t.entity in {"PERSON", "ORG", "GPE", "NORP"} or t.lemma.lower() in sayings.voices for t in words)


def turned(tokens: tuple[Token, ...], sayings: Sayings) -> bool:
    """Is that, behind the colon, nothing but a speaker?"""
    return speaks(tokens, sayings) and (tokens[-1].entity == "PERSON" or tokens[-1].lemma.lower() in sayings.voices)


def last_name(tokens: tuple[Token, ...]) -> int:
    """The word that a name hangs on: its last."""
    return max((t.i for t in tokens if t.pos in {"PROPN", "NOUN", "ADJ", "PRON"}), default=tokens[-1].i)


__all__ = ["carried", "led", "lines", "signed"]
