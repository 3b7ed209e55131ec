"""Sayings without a word of saying: a colon or a dash between speaker and words, or an act that carries quoted words ("attacked the “swamp”")."""

from __future__ import annotations

from collections.abc import Iterator

from detente.claims.marks import Quoted
from detente.claims.reported import AUTHOR, EDGES, Said, spans
from detente.codebook.sayings import Saying, Sayings
from detente.grammar import ancestors, children, subjects, subtree
from detente.records import Sentence, Token

NOBODY = AUTHOR | {"it", "this", "that", "which", "what", "these", "those"}
DASHES = frozenset({"-", "--", "–", "—", "―"})
LIGHT = frozenset({"have", "be", "do", "go", "make", "take", "get", "give", "use", "send", "put", "write", "read", "sit", "become", "win", "play", "join", "run", "own", "title", "name"})
LONGEST_NAME = 8  # words between the start of a line and its colon


def carried(s: Sentence, q: Quoted, rule: Saying) -> Said | None:
    """The verb that the quoted words hang on, said of its subject; the content is the part of its clause that holds them."""
    inside = {t.i for t in s.tokens if t.start < q.end and t.end > q.start}
    tops = [i for i in inside if s.tokens[i].head not in inside and s.tokens[i].head != i and s.tokens[i].dep != "punct"]
    for top in sorted(tops)[:1]:
        below = top
        for a in ancestors(s, top):
            if s.tokens[a].pos == "VERB" and s.tokens[a].dep not in {"aux", "auxpass"} and below > a:
                source = [j for j in subjects(s, a) if j not in inside and j != a]
                t = s.tokens[a]
                known = any(s.tokens[j].entity in {"PERSON", "ORG", "NORP", "GPE"} or s.tokens[j].text.lower() in {"he", "she", "they"} for j in source)
                if not known or t.lemma in LIGHT or t.tag not in {"VBD", "VBZ", "VBP", "VBG"} or children(s, a, "nsubjpass", "auxpass"):
                    return None
                words = set(subtree(s, below)) | {w for o in children(s, a, "dobj") for w in subtree(s, o)} | inside
                return Said(rule, s, (a,), tuple(source), spans(s, words), None)
            below = a
    return None


def led(s: Sentence, rule: Saying) -> Said | None:
    """A sentence that ends in a colon: its main verb, said of its subject."""
    root = next((t.i for t in s.tokens if t.head == t.i and t.pos in {"VERB", "AUX"}), None)
    source = [j for j in subjects(s, root) if s.tokens[j].text.lower() not in NOBODY] if root is not None else []
    return Said(rule, s, (root,), tuple(source), (), None) if root is not None and source else None


def signed(s: Sentence, q: Quoted, rule: Saying) -> Said | None:
    """ "“…” — Mara Tell": the name behind a dash behind the mark."""
    for t in s.tokens:
        if t.start >= q.end:
            if t.text in DASHES and t.i + 1 < len(s.tokens) and s.tokens[t.i + 1].pos == "PROPN" and t.start - q.end <= 1:
                i = t.i + 1
                while i + 1 < len(s.tokens) and s.tokens[i + 1].pos == "PROPN" and s.tokens[i + 1].start - s.tokens[i].end <= 1:
                    i += 1
                return Said(rule, s, (t.i,), (i,), (), None)
            return None
    return None


def spoken_lines(s: Sentence, sayings: Sayings, rule: Saying) -> Iterator[Said]:
    """ "Tarn minister: the truce is over" at the head of a title or paragraph, and in titles the same turned round."""
    for t in s.tokens[1 : LONGEST_NAME + 1]:
        if t.text == ":":
            before = s.tokens[: t.i]
            after = [w.i for w in s.tokens[t.i + 1 :]]
            if after and speaks(before, sayings):
                yield Said(rule, s, (t.i,), (last_name(before),), spans(s, set(after)), None)
            return


def speaks(tokens: tuple[Token, ...], sayings: Sayings) -> bool:
    """Is that a speaker: a name of a person or body, without a verb, and not a label such as "Analysis"?"""
    words = [t for t in tokens if t.pos != "PUNCT"]
    named = any(t.entity in {"PERSON", "ORG", "GPE", "NORP"} for t in words)
    return named and not any(t.pos in {"VERB", "AUX", "NUM"} or t.text.lower() in sayings.speechless or t.text in EDGES for t in words)


def last_name(tokens: tuple[Token, ...]) -> int:
    """The word that a name hangs on: its last."""
    return max(t.i for t in tokens if t.pos in {"PROPN", "NOUN", "ADJ", "PRON"})


__all__ = ["carried", "led", "signed", "spoken_lines"]
