"""Three coders of acts side by side: the codebook's frames, a classifier learned from the codebook's sentences, and both together.

    python benchmarks/coder.py

The classifier is trained in this run (a minute or two, the same model every time) on nothing but the codebook: each word that tells an act in a
frame's `yes` and `no` sentences with the type that the frames give it, all other words as none, and each telling word exchanged for others of its
frame. It says of a word which act it tells; who acts on whom then comes from the grammar as for frames. Where both work together it orders the
rows of a sentence, or proposes acts that no frame took, where both sides are known. How sure it must be is set by cross-validation over words it
has not seen. The gold and its scorer lie in $DETENTE_SHARED, as for the gate; no part of it is trained on.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from coder_features import TRIGGER, Vector, around, candidates, lexical, vector, vectors
from gate import SHARED
from rich.console import Console
from rich.table import Table
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from detente import claims, mentions, sentences
from detente.claims.context import Scene
from detente.claims.denote import Denoter
from detente.claims.events import Act, acts_of, clause_depth, event
from detente.claims.frames import CLASSES, Match
from detente.claims.sides import fill_sides
from detente.claims.status import settle
from detente.claims.talk import Talk
from detente.codebook import Codebook
from detente.codebook.acts import TYPES, Frame, Rule
from detente.records import Article, Event, Mentions, Quotation, Sentence

NONE = "none"
SEED, FOLDS, EXCHANGED, STRENGTH = 7, 4, 4, 0.5
RIGHT = 0.9  # of what is proposed for words never seen, so much must be right
SLOTS = ("object", "indirect", "to", "with", "against", "on", "of", "from", "for", "inside")
FIGURES = ("covered", "type, first row", "type, any row", "type macro-F1 (first row)", "whole triple recall", "whole triple precision")
SETS = {  # the scorer's set, its gold, the figures that are printed
    "PLV": ("events", "gold/events/plv.jsonl", FIGURES),
    "PLOVER's records": ("events", "gold/events/gsr.jsonl", FIGURES),
    "reports without a political act": ("quiet", "gold/stories/news_cluster.jsonl", ("per 100 sentences",)),
}


class Read(NamedTuple):
    """A text, parsed, with who stands in it and who says what."""

    article: Article
    parts: tuple[Sentence, ...]
    found: Mentions
    said: tuple[Quotation, ...]


class Example(NamedTuple):
    """A word as the classifier sees it; `act` what it tells, `own` whether it stands so in the text."""

    lemma: str
    features: dict[str, float]
    vector: Vector
    act: str
    own: bool


class Told(NamedTuple):
    """A row, its trigger and how likely the classifier finds its type."""

    s: Sentence
    trigger: int
    row: Event


def main() -> None:
    book = Codebook()
    shown = [*((r.frame.yes, r.frame.no) for r in book.acts.rules), *((t.yes, t.no) for t in book.acts.turns)]
    taught = read(sorted({text for yes, no in shown for text in (*yes, *no)}), book)
    examples = [e for r in taught for e in lessons(r, book)]
    learned = Learned(examples)
    sure = surety(examples)
    console = Console(width=160)
    console.print(f"{len(taught)} sentences, {len(examples)} examples, {sum(e.act != NONE and e.own for e in examples)} acts told; sure from {sure:.2f}")
    for name, (scorer, file, keys) in SETS.items():
        gold = SHARED / file
        rows = [json.loads(line) for line in score("inputs", scorer, gold).splitlines()]
        texts = read([r["text"] for r in rows], book, [r["id"] for r in rows])
        ways: dict[str, Callable[[Read], list[Event]]] = {
            "frames alone": lambda r: [t.row for t in framed(r, book)],
            "learned alone": lambda r: [t.row for t in proposed(r, book, learned, None, ("actor",))],
            "frames, the likelier row first": lambda r: ordered(r, book, learned),
            f"frames + learned, from {sure:.2f}": lambda r: joined(r, book, learned, sure, ("actor", "recipient")),
            "frames + learned, wherever it sees an act": lambda r: joined(r, book, learned, None, ("actor", "recipient")),
            f"from {sure:.2f}, one known side is enough": lambda r: joined(r, book, learned, sure, ("actor",)),
            "wherever, one known side is enough": lambda r: joined(r, book, learned, None, ("actor",)),
        }
        table = Table(name, "rows", *keys)
        for way, coder in ways.items():
            ledger = [(r.article, coder(r)) for r in texts]
            report = scored(scorer, gold, ledger)
            table.add_row(way, str(sum(len(rows) for _, rows in ledger)), *(f"{report[k]:.3f}" for k in keys))
        console.print(table)


def read(texts: Sequence[str], book: Codebook, ids: Sequence[str] = ()) -> list[Read]:
    blank = dict.fromkeys(("url", "outlet", "credited_source", "title", "standfirst", "byline", "published"))
    given = [Article(id=i, origin=i, language="en", text=t, dropped=(), **blank) for i, t in zip(ids or map(str, range(len(texts))), texts, strict=True)]
    out = []
    for article, parts in sentences.parse(given):
        found = mentions.find(article, parts, book)
        out.append(Read(article, parts, found, claims.quotations(article, parts, found, book)))
    return out


def framed(r: Read, book: Codebook) -> Iterator[Told]:
    """The rows of the frames, as `claims.events` makes them, each with its trigger."""
    denoter = Denoter(r.found, r.said, book.acts.words)
    talk, scene = Talk(denoter), Scene(r.article, r.found, book)
    for s in r.parts:
        rows: dict[tuple[object, ...], Told] = {}
        for act, told in acts_of(s, denoter, book):
            sides = talk.completed(s, act.type, act.match.trigger, told)
            row = event(r.article, s, act, sides, denoter, scene, book)
            rows.setdefault((row.type, row.actors, row.recipients, row.status), Told(s, act.match.trigger, row))
        yield from rows.values()


def nouns(book: Codebook) -> frozenset[str]:
    return frozenset(word for kind, word in book.acts.by_word if kind != "verb")


def example(s: Sentence, i: int, act: str = NONE, lemma: str | None = None) -> Example:
    """Word i, or another lemma in its place."""
    own = s.tokens[i].lemma.lower()
    named = {f"{lemma or own}: {rest}": 1.0 for rest in lexical(s, i)}
    numbers = vectors(s, i)
    if lemma:
        numbers[: len(vector(own))] = TRIGGER * vector(lemma)
    return Example(lemma or own, named | around(s, i), numbers, act, lemma is None)


def lessons(r: Read, book: Codebook) -> Iterator[Example]:
    """All words of a codebook's sentence with what they tell, and the telling ones exchanged for others of their frame."""
    frames = {rule.name: rule.frame for rule in book.acts.rules}
    told = {(t.s.index, t.trigger): t.row for t in framed(r, book)}
    for s in r.parts:
        for i in sorted({*candidates(s, nouns(book)), *(i for n, i in told if n == s.index)}):
            row = told.get((s.index, i))
            yield example(s, i, row.type if row else NONE)
            frame = frames[row.rule] if row else None
            own = s.tokens[i].lemma.lower()
            same = next((words for words in (frame.verbs, frame.nouns) if own in words), ()) if frame else ()
            others = sorted({w for w in same if " " not in w and w != own})
            rng = np.random.default_rng([SEED, len(others), i, len(s.text)])
            for lemma in rng.permutation(others)[:EXCHANGED].tolist() if others and row else ():
                yield example(s, i, row.type if row else NONE, lemma)


class Learned:
    """A logistic regression over words; `chances` gives for each word how likely each type is, in the order of `classes`."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.table = DictVectorizer(dtype=np.float32).fit([e.features for e in examples])
        self.model = LogisticRegression(C=STRENGTH, max_iter=150, tol=1e-3).fit(self.matrix(examples), [e.act for e in examples])
        self.classes = [str(c) for c in self.model.classes_]

    def matrix(self, examples: Sequence[Example]) -> csr_matrix:
        return hstack([self.table.transform([e.features for e in examples]), csr_matrix(np.array([e.vector for e in examples]))]).tocsr()

    def chances(self, examples: Sequence[Example]) -> list[dict[str, float]]:
        if not examples:
            return []
        return [dict(zip(self.classes, map(float, row), strict=True)) for row in self.model.predict_proba(self.matrix(examples))]


def likeliest(chances: dict[str, float]) -> tuple[str, float]:
    """The act that a word tells if it tells one."""
    return max(((act, chances.get(act, 0.0)) for act in TYPES), key=lambda x: x[1])


def surety(examples: Sequence[Example]) -> float:
    """The least probability from which what is said of words that were not in the training is right as often as it must be."""
    said: list[tuple[float, bool]] = []
    for train, test in GroupKFold(FOLDS).split(examples, groups=[e.lemma for e in examples]):
        held = [examples[i] for i in test if examples[i].own]
        for e, chances in zip(held, Learned([examples[i] for i in train]).chances(held), strict=True):
            act, p = likeliest(chances)
            said.append((p, act == e.act))
    said.sort(reverse=True)
    right = np.cumsum([ok for _, ok in said]) / np.arange(1, len(said) + 1)
    enough = [p for (p, _), share in zip(said, right, strict=True) if share >= RIGHT]
    return enough[-1] if enough else 1.0


def proposed(r: Read, book: Codebook, learned: Learned, sure: float | None, needs: tuple[str, ...]) -> Iterator[Told]:
    """Rows of the classifier, the main clause's first: from a probability, or (where none is given) wherever an act is likelier than none."""
    denoter = Denoter(r.found, r.said, book.acts.words)
    scene = Scene(r.article, r.found, book)
    for s in r.parts:
        words = candidates(s, nouns(book))
        told = zip(words, learned.chances([example(s, i) for i in words]), strict=True)
        for i, chances in sorted(told, key=lambda x: (clause_depth(s, x[0]), x[0])):
            act, p = likeliest(chances)
            kind = CLASSES[s.tokens[i].pos]
            if denoter.is_name(s, i) or (p < sure if sure is not None else p < chances[NONE]):
                continue
            doer = ("subject", "possessor") if kind == "verb" else ("possessor", "subject", "between")
            frame = msgspec.convert({"id": "any", "cameo": "", "yes": (), "no": (), "actor": doer, "recipient": SLOTS, "needs": needs}, Frame)
            match = Match(Rule(act, frame, "learned"), i, kind, 0)
            standing, sides = settle(s, i, kind, book.status, frame), fill_sides(s, match, denoter, book.acts)
            if not isinstance(standing, str) and not isinstance(sides, str):
                yield Told(s, i, event(r.article, s, Act(match, standing, None), sides, denoter, scene, book))


def joined(r: Read, book: Codebook, learned: Learned, sure: float | None, needs: tuple[str, ...]) -> list[Event]:
    """The frames' rows, and in sentences without one those of the classifier."""
    rows = list(framed(r, book))
    taken = {t.s.index for t in rows}
    new = [t for t in proposed(r, book, learned, sure, needs) if t.s.index not in taken]
    return [t.row for t in sorted([*rows, *new], key=lambda t: t.s.index)]


def ordered(r: Read, book: Codebook, learned: Learned) -> list[Event]:
    """The frames' rows, of each sentence the likeliest first."""
    rows = list(framed(r, book))
    chances = learned.chances([example(t.s, t.trigger) for t in rows])
    return [t.row for t, _ in sorted(zip(rows, chances, strict=True), key=lambda x: (x[0].s.index, -x[1].get(x[0].row.type, 0.0)))]


def scored(scorer: str, gold: Path, ledger: Sequence[tuple[Article, Sequence[Event]]]) -> dict[str, float]:
    """What the scorer says of the rows."""
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as file:
        file.writelines(msgspec.json.encode(row) + b"\n" for article, rows in ledger for row in (article, *rows))
        file.flush()
        report: dict[str, float] = json.loads(score(scorer, gold, file.name))
    return report


def score(*arguments: str | Path) -> str:
    return subprocess.run([sys.executable, SHARED / "score/score_gold.py", *arguments], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
