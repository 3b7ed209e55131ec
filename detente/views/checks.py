"""What the check of a codebook found: each sentence that does not show what its rule promises, and how many do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from rich.console import Console
from rich.text import Text

from detente.codebook import CodebookError


class Proof(Protocol):
    """A sentence of a rule; `expected` whether a row should show the rule."""

    @property
    def rule(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def expected(self) -> bool: ...


class Verdict(Protocol):
    """What became of a proof: `got` names the rows that the sentence gave."""

    @property
    def proof(self) -> Proof: ...
    @property
    def ok(self) -> bool: ...
    @property
    def got(self) -> str: ...


def report(verdicts: Iterable[Verdict], prefix: str | None, console: Console) -> int:
    """Print the failures, and the count; how many failed. `prefix` is what the names of the rules asked for begin with."""
    asked = list(verdicts)
    if prefix and not asked:
        raise CodebookError(f"no rule's name begins with {prefix!r}; `detente codebook show FILE` lists them, as `detente codebook show acts/request`")
    failed = [v for v in asked if not v.ok]
    for v in failed:
        should = "should show it" if v.proof.expected else "should not show it"
        console.print(Text.assemble((v.proof.rule, "bold"), (f"  {should}: ", "red"), v.proof.sentence, (f"\n    gave: {v.got}", "dim")))
    rules = {v.proof.rule for v in asked}
    console.print(f"{len(asked):,} sentences of {len(rules):,} rules: {len(asked) - len(failed):,} show what they should, {len(failed):,} do not")
    return len(failed)
