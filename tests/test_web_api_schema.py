"""The REST interface does what its OpenAPI description says, for questions that are right and for those that are wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import negative_data_rejection, not_a_server_error, positive_data_acceptance
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from detente.ledger import Ledger
from detente.web import Settings, create
from tests.ledger_rows import ROWS

WAYS = {"right": (GenerationMode.POSITIVE, 10), "wrong": (GenerationMode.NEGATIVE, 6)}  # how many questions of each operation
# Why a question may be refused although each of its parts is as described: what hangs on two of them, or on what the ledger holds.
UNSAID = re.compile(r"is no place in this list|is before|at most \d+ days are given|is given with|give two sides|and no day is both")
TOO_LONG = 414  # what is wrong may be longer than the door lets in


@pytest.fixture
def described(tmp_path: Path) -> schemathesis.BaseSchema:
    """The interface over a small ledger; schemathesis calls it by the name `testserver`."""
    with Ledger.open(tmp_path / "small.db") as ledger:
        ledger.add(ROWS)
    app = create(tmp_path / "small.db", Settings(annotator="A. Tester", hosts=("testserver",)))
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, config=SchemathesisConfig())


def check(case: schemathesis.Case) -> None:
    """No answer of 500 and more, no status, type or body that is not described; what is wrong is refused and what is right is taken."""
    answer = case.call()
    not_taken = answer.status_code in (400, 422) and UNSAID.search(answer.text)
    excluded = [positive_data_acceptance] if not_taken else [negative_data_rejection] if answer.status_code == TOO_LONG else []
    case.validate_response(answer, additional_checks=[not_a_server_error], excluded_checks=excluded)


@pytest.mark.parametrize("way", WAYS)
def test_the_interface_does_what_its_description_says(described: schemathesis.BaseSchema, way: str) -> None:
    mode, examples = WAYS[way]
    bounded = settings(max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
    asked, failed = 0, []
    for found in described.get_all_operations():
        operation = found.ok()
        if mode == GenerationMode.NEGATIVE and not (operation.query or operation.path_parameters or operation.body):
            continue  # nothing can be wrong in it

        @bounded
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: schemathesis.Case) -> None:
            nonlocal asked
            asked += 1
            check(case)

        try:
            ask()
        except (Exception, BaseExceptionGroup) as e:  # noqa: BLE001 all operations are asked before the test fails
            failed.append(f"{operation.label}: {e}"[:900])
    assert not failed, "\n\n".join(failed)
    assert asked > 150
