"""A design that was tried for attributions and not taken: a linear tagger over the parse.

    python benchmarks/attribution_features.py [ARTICLES]

Two logistic regressions over hashed features: which words head a cue (lemma, tag, label, children), and what each other word of the sentence
is to a cue (the path between them in the parse). Learns from the first ARTICLES of PolNeAR's train.jsonl, prints scores on dev.jsonl and how
many words a CPU-second it reads. The gold lies in $DETENTE_SHARED, as for the gate.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from gate import SHARED
from sklearn.feature_extraction import FeatureHasher
from sklearn.linear_model import SGDClassifier

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from tagger_data import Found, load, scores

from detente import sentences
from detente.ids import digest
from detente.records import Article, Sentence, Token

ROLES = ("source", "cue", "content")
HASHER = FeatureHasher(1 << 20, input_type="string", alternate_sign=False)


def parsed(docs: Sequence[dict[str, Any]]) -> list[tuple[Sentence, ...]]:
    blank = dict.fromkeys(("url", "outlet", "credited_source", "title", "standfirst", "byline", "published"))
    articles = [Article(id=digest(d["id"]), origin=d["id"], language="en", text=d["text"], dropped=(), **blank) for d in docs]
    return [parts for _, parts in sentences.parse(articles)]


def word(s: Sentence, t: Token) -> list[str]:
    """What tells whether a word heads a cue."""
    below = sorted({s.tokens[c].dep for c in s.children[t.i]})
    around = [s.tokens[n].text.lower() if 0 <= n < len(s.tokens) else "" for n in (t.i - 1, t.i + 1)]
    marks = "“" in s.text or '"' in s.text
    return [
        *(f"l={t.lemma}", f"t={t.tag}", f"d={t.dep}", f"b={below}", f"lb={t.lemma} {below}", f"p={around[0]}", f"n={around[1]}", f"ln={t.lemma} {around[1]}"),
        *(f"m={marks}{t.pos}", f"h={s.tokens[t.head].lemma} {t.dep}"),
    ]


def above(s: Sentence, i: int) -> list[int]:
    out = [i]
    while s.tokens[out[-1]].head != out[-1]:
        out.append(s.tokens[out[-1]].head)
    return out


def pair(s: Sentence, cue: int, up: list[int], quoted: Sequence[bool], t: Token) -> list[str]:
    """What tells what a word is to a cue: the way from one to the other."""
    own = above(s, t.i)
    meet = next((x for x in own if x in up), None)
    climbs = "/".join(s.tokens[x].dep for x in up[: up.index(meet)][:3]) if meet is not None else "?"
    down = [s.tokens[x].dep for x in own[: own.index(meet)]][::-1] if meet is not None else []
    way = climbs + ">" + "/".join(down[:3])
    first = climbs + ">" + "/".join(down[:1])
    c = s.tokens[cue]
    side = f"{'before' if t.i < cue else 'after'}{quoted[t.i]}"
    return [
        *(f"w={way}", f"f={first}", f"fs={first} {side}", f"lf={c.lemma} {first}", f"lw={c.lemma} {way} {side}", f"ft={first} {t.tag}", f"wl={way} {t.lemma}"),
        *(f"s={side} {c.pos}", f"n={max(-6, min(6, t.i - cue))} {c.lemma}", f"fd={first} {len(down)} {c.tag} {side}"),
    ]


def in_quotes(s: Sentence) -> list[bool]:
    out, open_ = [], False
    for t in s.tokens:
        mark = t.text in {'"', "“", "”"}
        open_ = (t.text != "”" and not open_) if mark else open_
        out.append(open_ or mark)
    return out


def gold(doc: dict[str, Any], s: Sentence) -> Iterator[tuple[int, list[int]]]:
    """(the word that heads a cue, what each word of the sentence is to it) of each attribution whose cue stands in the sentence."""
    for a in doc["attributions"]:
        inside = [t.i for x, y in a["cue"] for t in s.tokens if t.start < y and t.end > x]
        if inside:
            labels = [next((n for n, r in enumerate(ROLES, 1) if any(t.start < y and t.end > x for x, y in a[r])), 0) for t in s.tokens]
            yield next((i for i in inside if s.tokens[i].head not in inside or s.tokens[i].head == i), inside[0]), labels


def main() -> None:
    docs = load(SHARED / "gold/polnear/train.jsonl")[: int(sys.argv[1]) if len(sys.argv) > 1 else 840]
    heads: list[tuple[list[str], bool]] = []
    pairs: list[tuple[list[str], int]] = []
    for doc, parts in zip(docs, parsed(docs), strict=True):
        for s in parts:
            quoted, found = in_quotes(s), dict(gold(doc, s))
            heads += [(word(s, t), t.i in found) for t in s.tokens]
            pairs += [(pair(s, cue, above(s, cue), quoted, t), labels[t.i]) for cue, labels in found.items() for t in s.tokens]
    first, second = (SGDClassifier(loss="log_loss", alpha=2e-6, random_state=13, max_iter=8, tol=None, average=True) for _ in range(2))
    first.fit(HASHER.transform(f for f, _ in heads), [y for _, y in heads])
    second.fit(HASHER.transform(f for f, _ in pairs), [y for _, y in pairs])
    dev = load(SHARED / "gold/polnear/dev.jsonl")
    read = parsed(dev)
    for least in (0.3, 0.4, 0.5):
        began = time.process_time()
        found_ = [[f for s in parts for f in tagged(s, first, second, least)] for parts in read]
        took = time.process_time() - began
        print(least, scores(dev, found_), f"{sum(len(s.tokens) for parts in read for s in parts) / took:.0f} words a CPU-second")


def tagged(s: Sentence, first: SGDClassifier, second: SGDClassifier, least: float) -> Iterator[Found]:
    if not s.tokens:
        return
    quoted = in_quotes(s)
    for cue in np.flatnonzero(first.predict_proba(HASHER.transform([word(s, t) for t in s.tokens]))[:, 1] > least):
        up = above(s, int(cue))
        labels = second.predict(HASHER.transform([pair(s, int(cue), up, quoted, t) for t in s.tokens]))
        spans = {r: [(t.start, t.end) for t in s.tokens if labels[t.i] == n] for n, r in enumerate(ROLES, 1)}
        if spans["content"]:
            yield Found(**spans)


if __name__ == "__main__":
    main()
