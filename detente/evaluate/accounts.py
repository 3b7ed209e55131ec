"""Comparisons: right where an account of each report holds the piece that gold gives of it, and the verdict is the same."""

from __future__ import annotations

from collections.abc import Sequence

from detente.evaluate.figures import Finding, Score, shares
from detente.evaluate.gold import GoldComparison
from detente.evaluate.judging import Judged
from detente.evaluate.matching import pairs
from detente.evaluate.printed import Library
from detente.evaluate.words import Index
from detente.records import Comparison


def compared(golds: Sequence[GoldComparison], rows: Sequence[Comparison], library: Library) -> Score:
    """The score of the comparisons of the reports that gold compares."""
    known = {i for gold in golds for who in gold.pieces for i in library.told_by(who)}
    printed = [row for row in rows if row.accounts and all(a.article in known for a in row.accounts)]
    judged = about(golds, printed, library)
    matched = pairs({pair: (j["verdict"], sum(j.values())) for pair, j in judged.items()})
    fine = {g for g, r in matched.items() if judged[g, r]["verdict"]}
    findings = []
    for g, gold in enumerate(golds):
        gist = gold.what or next(iter(gold.pieces.values()))[0]
        if g in matched and g not in fine:
            findings.append(Finding("wrong", "comparison", gold.doc, gist, ("verdict",), printed[matched[g]].id))
        elif g not in fine:
            findings.append(Finding("missed", "comparison", gold.doc, gist))
    taken = set(matched.values())
    findings += [Finding("false", "comparison", library.names[row.accounts[0].article], row.what, row=row.id) for r, row in enumerate(printed) if r not in taken]
    fields = shares({name: ok for name, ok in judged[g, r].items() if name == "verdict" or g in fine} for g, r in matched.items())
    return Score("comparison", len(golds), len(printed), len(matched), len(fine), len(fine), fields, tuple(findings))


def about(golds: Sequence[GoldComparison], rows: Sequence[Comparison], library: Library) -> dict[tuple[int, int], Judged]:
    """(gold, row) where each piece stands in an account of its own of the right report; what only one report tells has accounts of that one alone."""
    flat = [(r, a) for r, row in enumerate(rows) if all(library.cites(a) for a in row.accounts) for a in row.accounts]
    index = Index([a.evidence for _, a in flat])
    out: dict[tuple[int, int], Judged] = {}
    for g, gold in enumerate(golds):
        holding: dict[int, dict[tuple[int, int], tuple[bool, int]]] = {}
        pieces = [(library.told_by(who), piece) for who, told in gold.pieces.items() for piece in told]
        for p, (articles, piece) in enumerate(pieces):
            for at in index.holding(piece):
                r, account = flat[at]
                if account.article in articles:
                    holding.setdefault(r, {})[p, at] = (True, 0)
        for r, edges in sorted(holding.items()):
            alone = len({a.article for a in rows[r].accounts}) == 1
            if len(pairs(edges)) == len(pieces) and (alone or gold.kind != "only"):
                out[g, r] = {"verdict": rows[r].verdict == gold.kind} | ({"field": rows[r].field == gold.field} if gold.field else {})
    return out
