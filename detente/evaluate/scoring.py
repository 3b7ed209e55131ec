"""How many rows are right: rows and gold of a document matched one to one, then counted.

A row is about a gold row where its evidence (of a quotation, what is said) holds the gold's key. One quotation may meet several keys, for
people cut speech finer than a row; else a row meets one gold row. Rows that do not cite as they must are printed and never right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from detente.codebook import Codebook
from detente.evaluate.accounts import compared
from detente.evaluate.figures import Finding, Score, shares
from detente.evaluate.gold import Gold, GoldBoilerplate, GoldComparison, GoldError, GoldPartial, Keyed, kind_of, kinds
from detente.evaluate.judging import NEEDED, Judged, judge, right
from detente.evaluate.matching import pairs
from detente.evaluate.printed import Library
from detente.evaluate.sides import Sides
from detente.evaluate.words import Index, verbatim
from detente.records import Article, Citing, Comparison, Quotation, Row
from detente.records import kind_of as kind_of_row


class Scores(NamedTuple):
    """The figures, the gold's documents of which the ledger has no article, and those of which gold has only some rows."""

    kinds: list[Score]
    absent: list[str]
    partial: list[str]


def score(gold: Sequence[Gold], rows: Iterable[Row], codebook: Codebook, only: Iterable[str] = ()) -> Scores:
    """Each kind that gold holds (of `only`, where that names some). A document that gold names is taken as read whole: what else is printed of it is false,
    unless gold says that it is partial: then no precision is told."""
    given = list(rows)
    library = Library(row for row in given if isinstance(row, Article))
    docs = list(dict.fromkeys(g.doc for g in gold if isinstance(g, Keyed)))
    absent = [doc for doc in docs if not library.called(doc)]
    if docs and len(absent) == len(docs):
        have = ", ".join([*library.names.values()][:5]) or "no article"
        raise GoldError(f"none of the gold's documents is in the ledger: gold has {', '.join(absent[:5])}, the ledger {have}")
    asked: dict[str, dict[str, list[Keyed]]] = defaultdict(lambda: {doc: [] for doc in docs})
    for g in gold:
        if isinstance(g, Keyed):
            asked[kind_of(g)][g.doc].append(g)
    printed: dict[str, dict[str, list[Citing]]] = defaultdict(lambda: {doc: [] for doc in docs})
    doc_of = {article: doc for doc in docs for article in library.called(doc)}
    for row in given:
        if isinstance(row, Citing) and row.article in doc_of:
            printed[kind_of_row(row)][doc_of[row.article]].append(row)
    sides, out, wanted = Sides(codebook), [], set(only)
    for kind in kinds(gold):
        if wanted and kind not in wanted:
            continue
        if kind == "comparison":
            out.append(compared([g for g in gold if isinstance(g, GoldComparison)], [row for row in given if isinstance(row, Comparison)], library))
        elif kind == "boilerplate":
            out.append(cleaned([g for g in gold if isinstance(g, GoldBoilerplate)], library))
        else:
            out.append(cited(kind, asked[kind], printed[kind], library, sides))
    partial = list(dict.fromkeys(g.doc for g in gold if isinstance(g, GoldPartial)))
    return Scores([withheld(s, bool(partial)) for s in out], absent, partial)


def withheld(score: Score, partial: bool) -> Score:
    """Of partial gold no row counts as false."""
    return replace(score, partial=True, findings=tuple(f for f in score.findings if f.verdict != "false")) if partial else score


def cited(kind: str, golds: dict[str, list[Keyed]], rows: dict[str, list[Citing]], library: Library, sides: Sides) -> Score:
    """Rows that rest on words, document by document."""
    met = found = right_rows = 0
    seen: list[Judged] = []
    findings: list[Finding] = []
    for doc, wanted in golds.items():
        printed = rows[doc]
        judged = about(wanted, printed, library, sides)
        good = {pair for pair, fields in judged.items() if right(kind, fields)}
        worth = {pair: (pair in good, sum(fields.values())) for pair, fields in judged.items()}
        matched = several(worth) if kind == "quotation" else pairs(worth)
        fine = {g for g, r in matched.items() if (g, r) in good}
        rows_right = {r for _, r in good} if kind == "quotation" else {matched[g] for g in fine}
        met, found, right_rows = met + len(fine), found + len(matched), right_rows + len(rows_right)
        seen += [judged[pair] for pair in matched.items()]
        for g, gold in enumerate(wanted):
            if g not in matched:
                findings.append(Finding("missed", kind, doc, gold.key))
            elif g not in fine:
                off = tuple(name for name in NEEDED[kind] if not judged[g, matched[g]][name])
                findings.append(Finding("wrong", kind, doc, gold.key, off, printed[matched[g]].id))
        taken = {*matched.values(), *rows_right}
        findings += [Finding("false", kind, doc, words_of(row), row=row.id) for r, row in enumerate(printed) if r not in taken]
    return Score(kind, sum(map(len, golds.values())), sum(map(len, rows.values())), found, met, right_rows, shares(seen), tuple(findings))


def about(golds: Sequence[Keyed], rows: Sequence[Citing], library: Library, sides: Sides) -> dict[tuple[int, int], Judged]:
    """(gold, row) of each row that is about a gold row, with what is right of it."""
    index = Index([words_of(row) if library.cites(row) else "" for row in rows])
    return {(g, r): judge(gold, rows[r], sides) for g, gold in enumerate(golds) for r in index.holding(gold.key)}


def several(worth: dict[tuple[int, int], tuple[bool, int]]) -> dict[int, int]:
    """Gold → its best row, the first of equals, though that be another's best, too."""
    best: dict[int, int] = {}
    for g, r in sorted(worth):
        if g not in best or worth[g, r] > worth[g, best[g]]:
            best[g] = r
    return best


def words_of(row: Citing) -> str:
    return row.content if isinstance(row, Quotation) else row.evidence


def cleaned(golds: Sequence[GoldBoilerplate], library: Library) -> Score:
    """What must not stand in an article: it is gone where the article has a text and the words are not in it."""
    findings = []
    for gold in golds:
        texts = [library.articles[i].text for i in library.called(gold.doc)]
        if not any(text.strip() for text in texts) or any(verbatim(text, gold.key) for text in texts):
            findings.append(Finding("missed", "boilerplate", gold.doc, gold.key))
    gone = len(golds) - len(findings)
    return Score("boilerplate", len(golds), None, gone, gone, 0, {}, tuple(findings))
