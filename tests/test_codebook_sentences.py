"""Every rule shows itself in its own `yes` sentences and in none of its `no` sentences, read by the whole pipeline."""

from __future__ import annotations

from collections import defaultdict

import pytest

from detente import checks
from detente.codebook import Codebook

CODEBOOK = Codebook()
RULES = sorted({name for name, *_ in (*checks.rules(CODEBOOK), *checks.furniture_rules(CODEBOOK))})


@pytest.fixture(scope="module")
def verdicts() -> dict[str, list[checks.Verdict]]:
    by_rule: defaultdict[str, list[checks.Verdict]] = defaultdict(list)
    for verdict in checks.run(CODEBOOK):
        by_rule[verdict.proof.rule].append(verdict)
    return by_rule


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_holds_for_its_sentences(rule: str, verdicts: dict[str, list[checks.Verdict]]) -> None:
    wrong = [f"{'should' if v.proof.expected else 'must not'} show it: {v.proof.sentence}  (gave: {v.got})" for v in verdicts[rule] if not v.ok]
    assert wrong == []


def test_every_rule_has_sentences_of_both_sorts(verdicts: dict[str, list[checks.Verdict]]) -> None:
    sorts = {rule: {v.proof.expected for v in found} for rule, found in verdicts.items()}
    assert [rule for rule in RULES if sorts.get(rule) != {True, False}] == []
