"""What is owed: text → who owes whom what, by when; which later words meet it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from detente.codebook import Codebook
from detente.positions import kept
from detente.records import Promise
from tests.sentence_reader import article, reading, rows

CODEBOOK = Codebook()


def short(p: Promise) -> tuple[Any, ...]:
    return p.actor, p.towards, p.what, p.due and (p.due.start, p.due.end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan promised to rebuild the port of Vanuatu.", [("JPN", "VUT", "rebuild the port of Vanuatu", None)]),
        ("Nigeria pledged to send doctors to Liberia within a week.", [("NGA", "LBR", "send doctors to Liberia", ("2024-03-14", "2024-03-21"))]),
        ("Norway will withdraw its troops from Finland by June.", [("NOR", "FIN", "withdraw its troops from Finland", (None, "2024-06"))]),
        ("Peru demanded that Bolivia withdraw its troops by March 30.", [("BOL", "PER", "withdraw its troops", (None, "2024-03-30"))]),
        ("Peru gave Bolivia until Friday to release the sailors.", [("BOL", "PER", "release the sailors", (None, "2024-03-15"))]),
        ("Norway gave Finland 72 hours to leave the island.", [("FIN", "NOR", "leave the island", (None, "2024-03-17"))]),
        ("Norway set a deadline of Friday for Finland to leave the island.", [("FIN", "NOR", "leave the island", ("2024-03-15", None))]),
        ("Peru is still waiting for a written answer from Bolivia.", [("BOL", "PER", "a written answer from Bolivia", None)]),
        (
            "Kenya demanded a written reply from Uganda and Rwanda.",
            [("UGA", "KEN", "a written reply from Uganda and Rwanda", None), ("RWA", "KEN", "a written reply from Uganda and Rwanda", None)],
        ),
        ("Bolivia has yet to respond to Peru’s proposal.", [("BOL", "PER", "respond to Peru’s proposal", None)]),
        ("Kenya has not yet replied to the letter from Uganda.", [("KEN", "UGA", "replied to the letter from Uganda", None)]),
        ("Norway will answer Finland’s letter next week.", [("NOR", "FIN", "answer Finland’s letter", ("2024-03-18", "2024-03-24"))]),
        ("Norway withdrew its troops from Finland last week.", []),
        ("Norway refused to send doctors to Finland by June.", []),
        ("The foreign ministry of Norway has not yet responded to a request for comment.", []),
        ("Peru demanded on Monday that Bolivia withdraw its troops.", []),
        ("The minister will fly to Peru on Friday.", []),
        ("Norway and Peru will meet in Lima on Friday.", []),
        ("If Peru had answered Bolivia, the talks would go on.", []),
        ("The coach promised to win the cup for Kenya.", []),
    ],
)
def test_sentences(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert [short(p) for p in rows(Promise, text)] == expected


def test_a_debt_rests_on_its_act() -> None:
    text = "Japan promised to rebuild the port of Vanuatu."
    (p,) = rows(Promise, text)
    assert (p.state, p.evidence, p.rule) == ("open", text, "promise.given")
    assert set(p.rows) <= {r.id for r in reading(text).rows}
    assert len(p.rows) == 1


@pytest.mark.parametrize(
    ("promise", "later", "day", "state"),
    [
        ("Norway will withdraw its troops from Finland by June.", "Norway withdrew its troops from Finland on Monday.", "2024-05-15", "met"),
        ("Norway will withdraw its troops from Finland by June.", "Norway withdrew its troops from Peru on Monday.", "2024-05-15", "open"),
        ("Norway will withdraw its troops from Finland by June.", "Sweden withdrew its troops from Finland on Monday.", "2024-05-15", "open"),
        ("Norway will withdraw its troops from Finland by June.", "Norway may withdraw its troops from Finland.", "2024-05-15", "open"),
        ("Norway will withdraw its troops from Finland by June.", "Norway withdrew its troops from Finland on Monday.", "2024-02-15", "open"),
        ("Bolivia has yet to respond to Peru’s proposal.", "Bolivia rejected the proposal of Peru on Monday.", "2024-03-20", "met"),
        ("Bolivia has yet to respond to Peru’s proposal.", "Bolivia attacked Peru on Monday.", "2024-03-20", "open"),
    ],
)
def test_a_later_act_meets_what_was_owed(promise: str, later: str, day: str, state: str) -> None:
    first, second = article(promise), replace(article(later), id="b", published=day)
    after = [replace(r, article="b", id=f"b{r.id}", **({"when": None} if getattr(r, "when", None) else {})) for r in reading(later).rows]
    told = [replace(r, article="a") for r in reading(promise).rows]
    settled = kept({"a": first, "b": second}, {"a": told, "b": after}, CODEBOOK)
    (p,) = (r for r in settled["a"] if isinstance(r, Promise))
    assert p.state == state
    assert len(p.rows) == len(rows(Promise, promise)[0].rows) + (state == "met")
