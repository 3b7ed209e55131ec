"""What analysts decided holds when a newer version reads the same pages: whatever ids and fields it gives, and however often it is run."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from deciding import decide, ledger
from ledger_rows import DIFFERS, FIRST, GONE_BY, LEAVE, MASSED, MEETS, SAID, STORY, TROOPS, WHO, A, B, article
from msgspec.structs import replace

from detente.ledger import Ledger, Place
from detente.records import Event, Row, Status

__all__ = ["ledger"]
OTHERS = (TROOPS, SAID, MEETS)
SENT = replace(MASSED, id="e3", type="COERCE", mode=None, actors=("TRN.GOV",), cameo="170")  # another act of the same sentence
AGAIN = replace(MASSED, id="e9", actors=("TRN",), where=None)
SENT_AGAIN = replace(SENT, id="e8", actors=("TRN",))
PLANNED: Any = {"status": "planned"}


def read(ledger: Ledger, *events: Row) -> dict[str, int]:
    """A newer version reads the first article, and sees these acts in it."""
    added = ledger.add([A, *events, *OTHERS], again=True)
    assert ledger.audit() == []
    return added


@pytest.mark.parametrize(
    ("acts", "readings", "left"),
    [
        # nobody decided: the reading is what stands
        ([], [[]], []),
        ([], [[AGAIN]], [AGAIN]),
        (["ann edit e1 status=planned", "ann undo e1"], [[AGAIN]], [AGAIN]),
        (["ann accept e1", "ann undo e1"], [[]], []),
        # rejected: whatever is read there
        (["ann reject e1"], [[MASSED]], []),
        (["ann reject e1"], [[]], []),
        (["ann reject e1"], [[AGAIN]], []),
        (["ann reject e1"], [[AGAIN], [replace(AGAIN, id="e7", mode="arms")]], []),
        (["ann reject e1"], [[replace(MASSED, mode="arms")]], []),
        (["ann reject e1"], [[AGAIN, SENT]], [SENT]),
        (["ann reject e1"], [[replace(AGAIN, end=54, evidence=FIRST[:-1])]], [replace(AGAIN, end=54, evidence=FIRST[:-1])]),  # another place
        (["ann reject e1", "ben accept e1"], [[AGAIN]], [replace(AGAIN, actors=MASSED.actors, where=MASSED.where)]),
        # edited: the edited fields over what is read there
        (["ann edit e1 status=planned"], [[MASSED]], [replace(MASSED, **PLANNED)]),
        (["ann edit e1 status=planned"], [[]], [replace(MASSED, **PLANNED)]),
        (["ann edit e1 status=planned"], [[AGAIN]], [replace(AGAIN, **PLANNED)]),
        (["ann edit e1 status=planned"], [[replace(MASSED, where=None)]], [replace(MASSED, where=None, **PLANNED)]),
        (["ann edit e1 status=planned"], [[replace(MASSED, status="past")]], [replace(MASSED, **PLANNED)]),
        (["ann edit e1 status=planned"], [[AGAIN], [MASSED]], [replace(MASSED, **PLANNED)]),
        (["ann edit e1 status=planned"], [[AGAIN], [MASSED], [AGAIN]], [replace(AGAIN, **PLANNED)]),
        (["ann edit e1 status=planned", "ben edit e1 cameo=155"], [[AGAIN]], [replace(AGAIN, cameo="155", **PLANNED)]),
        # accepted: it stays, though what was unknown may be found
        (["ann accept e1"], [[]], [MASSED]),
        (["ann accept e1"], [[AGAIN]], [replace(AGAIN, actors=MASSED.actors, where=MASSED.where)]),
        (["ann accept e1"], [[replace(AGAIN, quotation="q1")]], [replace(AGAIN, actors=MASSED.actors, where=MASSED.where, quotation="q1")]),
    ],
)
def test_decisions_outlive_readings(acts: list[str], readings: list[list[Event]], left: list[Event], ledger: Ledger) -> None:
    decide(ledger, *acts)
    for rows in readings:
        read(ledger, *rows)
    assert [r for r in ledger.rows("event") if r.id != "e2"] == left
    before, head = ledger.all(), ledger.head
    assert (read(ledger, *readings[-1]), ledger.all(), ledger.head) == ({}, before, head)
    assert [c.act for c in ledger.corrections()] == [said.split()[1] for said in acts]


@pytest.mark.parametrize(
    ("acts", "reading", "left"),
    [
        (["ann reject e1"], [AGAIN, SENT], [SENT]),
        (["ann reject e1"], [SENT_AGAIN], [SENT_AGAIN]),  # it is like the other, on which nobody decided
        (["ann reject e1"], [AGAIN], []),
        (["ann reject e1"], [AGAIN, SENT_AGAIN], [SENT_AGAIN]),
        (["ann reject e3"], [AGAIN, SENT_AGAIN], [AGAIN]),
        (["ann edit e1 status=planned", "ann reject e3"], [SENT_AGAIN, AGAIN], [replace(AGAIN, **PLANNED)]),
        (["ann edit e1 status=planned", "ann edit e3 status=past"], [SENT_AGAIN, AGAIN], [replace(SENT_AGAIN, status="past"), replace(AGAIN, **PLANNED)]),
        (["ann edit e1 status=planned", "ann edit e3 status=past"], [AGAIN], [replace(SENT, status="past"), replace(AGAIN, **PLANNED)]),
        (["ann edit e1 status=planned"], [SENT, AGAIN], [SENT, replace(AGAIN, **PLANNED)]),
    ],
)
def test_of_rows_of_one_place_the_likest_is_the_heir(acts: list[str], reading: list[Event], left: list[Event], ledger: Ledger) -> None:
    ledger.add([SENT])
    decide(ledger, *acts)
    read(ledger, *reading)
    assert [r for r in ledger.rows("event") if r.id != "e2"] == sorted(left, key=lambda r: left.index(r))
    assert read(ledger, *reading) == {}


@pytest.mark.parametrize(("act", "undone"), [("reject", AGAIN), ("edit", AGAIN), ("accept", AGAIN)])
def test_what_is_undone_later_leaves_what_was_read_last(act: str, undone: Event, ledger: Ledger) -> None:
    ledger.correct(act, "e1", by="ann", changes=PLANNED if act == "edit" else None)
    read(ledger, AGAIN)
    assert {by: c.act for by, c in ledger.decisions(["e9"])["e9"].items()} == {"ann": act}
    assert [c.row for c in ledger.corrections("e9")] == ["e1"]
    assert ledger.last("e9").id == "e9"
    line = ledger.correct("undo", "e1", by="ann")
    assert (line.row, line.undoes, line.place) == ("e9", 1, Place("a1", "event", "body", 0, 55))
    assert [r for r in ledger.rows("event") if r.id != "e2"] == [undone]
    assert (read(ledger, AGAIN), read(ledger)) == ({}, {})
    assert [r.id for r in ledger.rows("event")] == ["e2"]


def test_a_row_that_was_moved_is_found_at_either_place(ledger: Ledger) -> None:
    ledger.correct("edit", "e1", by="ann", changes={"start": 5, "end": 27})
    moved = {"start": 5, "end": 27, "evidence": FIRST[5:27]}
    read(ledger, AGAIN)
    assert ledger.row("e9") == replace(AGAIN, **moved)
    read(ledger, replace(AGAIN, id="e7", **moved))
    assert [r.id for r in ledger.rows("event")] == ["e7", "e2"]
    ledger.correct("undo", "e7", by="ann")
    assert ledger.row("e7") == replace(AGAIN, id="e7", **moved)


def test_rows_added_by_hand_stay_and_mentions_that_were_not_asked_for(ledger: Ledger) -> None:
    added = ledger.correct("add", by="ann", place=("a1", "event", "body", 0, 55), changes={"type": "THREATEN", "actors": ["TRN"]}).row
    row = ledger.row(added)
    read(ledger)
    assert [r.id for r in ledger.rows("event")] == [added, "e2"]
    assert ledger.rows("mention") == [WHO]
    ledger.add([A, *OTHERS, replace(WHO, id="n2", value="TRN.GOV")], again=True)
    assert [r.id for r in ledger.rows("mention")] == ["n2"]
    decide(ledger, "ben reject " + added)
    read(ledger, MASSED)
    assert [r.id for r in ledger.rows("event")] == ["e1", "e2"]
    decide(ledger, "ben undo " + added)
    assert ledger.row(added) == row


def test_only_what_is_read_again_is_retired(ledger: Ledger) -> None:
    before = ledger.all()
    assert ledger.add([A, *OTHERS, MASSED, B], again=False) == {}
    assert ledger.all() == before
    assert ledger.add([TROOPS], again=True) == {}  # without its article it is not the whole of it
    assert ledger.all() == before
    ledger.add([B, replace(LEAVE, id="p9")], again=True)
    assert [r.id for r in ledger.all(("event", "position", "promise"))] == ["e1", "p9"]


def test_news_from_elsewhere_leaves_the_hand_on_a_row(ledger: Ledger) -> None:
    """A story that grows brings rows of its older articles again, as they stand and with another happening."""
    decide(ledger, "ann edit e1 status=planned", "ann accept o1")
    ledger.add([replace(MASSED, happening="h9", **PLANNED), replace(GONE_BY, state="met")])
    assert ledger.row("e1") == replace(MASSED, happening="h9", **PLANNED)
    assert ledger.row("o1") == replace(GONE_BY, state="met")
    decide(ledger, "ann undo e1")
    assert ledger.row("e1") == replace(MASSED, happening="h9")


@pytest.mark.parametrize("fresh", ["f1", "f9"])
def test_comparisons_of_what_is_read_again(fresh: str, ledger: Ledger) -> None:
    third = replace(DIFFERS.accounts[1], article="z1", row="p1")
    wide = replace(DIFFERS, id="c2", accounts=(*DIFFERS.accounts, third))
    ledger.add([STORY, DIFFERS, wide])
    decide(ledger, "ann reject f1")
    figure = replace(TROOPS, id=fresh, value=4001.0) if fresh != "f1" else TROOPS
    told = [replace(c, accounts=(replace(c.accounts[0], row=fresh), *c.accounts[1:])) for c in (DIFFERS, wide)]
    batch = [A, MASSED, figure, SAID, MEETS, STORY, *told]
    ledger.add(batch, again=True)
    assert {c.id: [a.row for a in c.accounts] for c in ledger.shelf.compared(["s1"])} == {"c2": ["e2", "p1"]}
    assert ledger.add(batch, again=True) == {}
    decide(ledger, "ann undo f1")
    assert {c.id: [a.row for a in c.accounts] for c in ledger.shelf.compared(["s1"])} == {"c1": [fresh, "e2"], "c2": [fresh, "e2", "p1"]}


def test_of_many_decisions_all_hold() -> None:
    """Eight articles of ten sentences with one to three acts; the newer version gives other ids, statuses and actors to all of them."""
    random = Random(8)
    statuses: tuple[Status, ...] = ("actual", "planned", "proposed", "denied")
    text = " ".join(f"{n} {FIRST}" for n in range(10))
    articles = [article(f"a{n}", "Tarn Post", text, "2031-03-04") for n in range(8)]
    size = len(FIRST) + 3
    old: list[Event] = []
    for a in articles:
        for n in range(10):
            place = {"start": n * size, "end": n * size + size - 1, "evidence": text[n * size : n * size + size - 1]}
            old += [replace(MASSED, id=f"{a.id}-{n}-{k}", article=a.id, cameo=f"15{k}", mode=f"m{k}", **place) for k in range(random.randint(1, 3))]
    new = [replace(r, id=f"new-{r.id}", status=random.choice(statuses), actors=("ORS",)) for r in old]
    ledger = Ledger.memory()
    ledger.add([*articles, *old])
    acts = {r.id: random.choice(["accept", "reject", "edit", "none"]) for r in old}
    for row, act in acts.items():
        if act != "none":
            ledger.correct(act, row, by="ann", changes={"recipients": ["QLL"]} if act == "edit" else None)
    ledger.add([r for a in articles for r in (a, *(n for n in new if n.article == a.id))], again=True)
    found = {r.id: r for r in ledger.rows("event") if isinstance(r, Event)}
    for was, now in zip(old, new, strict=True):
        act = acts[was.id]
        expected = {"none": now, "edit": replace(now, recipients=("QLL",)), "accept": replace(now, status=was.status, actors=was.actors), "reject": None}[act]
        assert found.pop(now.id, None) == expected
    assert found == {}


def test_it_is_told_what_changed_what_is_new_and_what_is_gone(ledger: Ledger) -> None:
    same = ledger.add([A, MASSED, *OTHERS], again=True)
    assert (same, same.changed, same.gone) == ({}, 0, 0)
    other = ledger.add([A, replace(MASSED, status="planned"), SENT, *OTHERS], again=True)
    assert (other, other.changed, other.gone) == ({"event": 2}, 1, 0)
    less = ledger.add([A, SENT, SAID], again=True)
    assert (less, less.changed, less.gone) == ({}, 0, 3)
