"""What makes a row right about a gold row: each rule with what it lets pass and what not."""

from __future__ import annotations

import pytest
from ledger_rows import LEAVE, MASSED, MEETS, SAID, TROOPS
from msgspec.structs import replace

from detente.codebook import Codebook
from detente.evaluate.gold import GoldEvent, GoldFigure, GoldMeeting, GoldPosition, GoldQuotation
from detente.evaluate.judging import judge
from detente.evaluate.sides import Sides
from detente.evaluate.words import Index, holds
from detente.records import Condition, Figure, Row, When, Where


@pytest.fixture(scope="module")
def sides() -> Sides:
    return Sides(Codebook())


@pytest.mark.parametrize(
    ("key", "text", "held"),
    [
        ("massed troops", "Tarn MASSED troops, it was said.", True),
        ("Erdoğan’s “offer”", "Erdogan's offer stands", True),
        ("massed … troops at the northern border of Orsa", "It massed troops at the northern border of Orsa", True),  # signs are no words
        ("Tarn massed four thousand troops at its border", "Tarn has massed four thousand of the troops at the border", False),  # never four in a row
        ("it massed four thousand troops at the border today", "They massed four thousand troops at the river", True),  # six of nine, all in a row
        ("it massed four thousand troops at the border of Orsa today", "they massed four thousand troops", False),  # four of eleven
        ("war", "the warning", False),
        ("troops massed", "massed troops", False),
        ("…", "anything …", False),
    ],
)
def test_words_are_held(key: str, text: str, held: bool) -> None:
    assert holds(text, key) is held
    assert Index(["nothing", text]).holding(key) == [1] * held


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("RUS", "RUS.GOV:Sergey Lavrov", True),
        ("RUS", "UKR", False),
        ("SYR", "SYR.MIL", True),
        ("SYR", "SYR.OPP", False),
        ("SYR-OPP", "SYR.REB", True),
        ("SYR-OPP", "SYR.OPP:Tarek Amin", True),
        ("SYR-OPP", "TUR.OPP", False),
        ("SYR-OPP", "SYR.REB:Syrian Democratic Forces", False),  # a group with a name of its own is itself
        ("SDF", "SYR.REB:Syrian Democratic Forces", True),
        ("KURDS", "YPG", True),
        ("KURDS", "PYD.REB", True),
        ("KURDS", "PKK", False),
        ("UNSC", "UN", True),
        ("UNO", "UN:Ada Lund", True),
        ("ISIL", "ISIS", True),
        ("EUR", "EU", True),
        ("NATO", "NATO.IGO:Ada Lund", True),
        ("NATO", "EU", False),
        ("TRN", "TRN.GOV", True),  # a code that nobody knows is itself
        ("TRN", "ORS", False),
    ],
)
def test_sides_are_the_same(sides: Sides, one: str, other: str, same: bool) -> None:
    assert (sides.same(one, other), sides.same(other, one)) == (same, same)


@pytest.mark.parametrize(
    ("gold", "given", "right"),
    [
        (["TRN"], ["TRN.GOV"], True),
        (["TRN"], [], False),
        (["TRN"], ["ORS"], False),
        (["TRN"], ["TRN", "ORS"], True),  # one too many
        (["TRN"], ["TRN", "ORS", "VLD"], False),
        (["TRN"], ["TRN", "TRN.GOV", "TRN.MIL:Ada Lund"], True),  # one side under three names
        (["TRN", "ORS"], ["TRN"], False),  # half is not more than half
        (["TRN", "ORS", "VLD"], ["TRN", "VLD"], True),
        ([], [], True),
        ([], ["ORS"], True),
        ([], ["ORS", "VLD"], False),
    ],
)
def test_sides_are_right(sides: Sides, gold: list[str], given: list[str], right: bool) -> None:
    assert sides.right(gold, given) is right


@pytest.mark.parametrize(
    ("gold", "speaker", "name", "right"),
    [
        ("Ada Lund", "TRN.GOV:Ada Lund", "Ada Lund", True),
        ("Ada Lund", None, "Lund", True),
        ("Ada Lund, foreign minister of Tarn", None, "Ms Lund", True),
        ("Ada Lund", None, "Ada Berg", False),
        ("Ada Lund", None, None, False),
        (None, None, None, True),
        (None, None, "Lund", False),
        ("Sergei Lavrov", "RUS.GOV:Sergey Lavrov", "Sergey Lavrov", True),
        ("Berislav Tomičić", None, "Tomicic", True),
        ("Ivo Petrenko", None, "Petrenka", True),
        ("Russia", "RUS.GOV", "Kremlin", True),
        ("the Russian government", "RUS.GOV:Ada Lund", "Ada Lund", True),
        ("Russia", "UKR", "Ukraine", False),
        ("Syria", "SYR.OPP", "Syrian opposition", False),
        ("Syrian rebels", "SYR.REB:Tarek Amin", "Tarek Amin", True),
        ("Syrian rebels", "SYR.GOV", "Syrian government", False),
        ("UN", "UN.IGO:Ada Lund", "Ada Lund", True),
        ("the Russian government", "UKR.GOV", "the Ukrainian government", False),
        ("Russian officials", None, "two officials", True),
        ("some rebel commanders", None, "two commanders", True),
        ("some rebel commanders", None, "two envoys", False),
        ("the minister’s aides", None, "aides of the minister", True),
    ],
)
def test_the_speaker_is_right(sides: Sides, gold: str | None, speaker: str | None, name: str | None, right: bool) -> None:
    assert sides.speaks(gold, speaker, name) is right


QUOTATION = GoldQuotation(doc="a1", key="we will not attack", speaker="Ada Lund", form="direct")
EVENT = GoldEvent(doc="a1", key="massed", source=("TRN",), target=("ORS",), types=("MOBILIZE", "THREATEN"), status=("actual", "past"))
PLANNED = replace(EVENT, status=("planned",))
TALKS = replace(EVENT, types=("CONSULT",), source=("TRN",), target=("ORS",))
MET = replace(MASSED, type="CONSULT", actors=("TRN", "ORS"), recipients=())
POSITION = GoldPosition(doc="b1", key="leave", actor="ORS", stance=("demands", "opposes"))
MEETING = GoldMeeting(doc="a1", key="meet envoys", parties=("TRN", "ORS"), status=("planned", "proposed"))
FIGURE = GoldFigure(doc="a1", key="4,000 troops", value=4000, comparator="exactly")
RIGHT = {"type": True, "actor": True, "recipient": True}


def between(low: float, high: float | None) -> Figure:
    return replace(TROOPS, value=low, high=high, comparator="between")


@pytest.mark.parametrize(
    ("gold", "row", "judged"),
    [
        (QUOTATION, SAID, {"speaker": True, "form": True}),
        (replace(QUOTATION, form="mixed"), SAID, {"speaker": True, "form": True}),  # only indirect is told apart
        (replace(QUOTATION, form="indirect"), SAID, {"speaker": True, "form": False}),
        (replace(QUOTATION, speaker="Ivo Berg"), SAID, {"speaker": False, "form": True}),
        (EVENT, MASSED, RIGHT | {"status (actual)": True}),
        (replace(EVENT, types=("AID",)), MASSED, RIGHT | {"type": False, "status (actual)": True}),
        (replace(EVENT, source=("ORS",), target=("TRN",)), MASSED, {"type": True, "actor": False, "recipient": False, "status (actual)": True}),
        (PLANNED, MASSED, RIGHT | {"status (other)": False}),
        (PLANNED, replace(MASSED, status="planned"), RIGHT | {"status (other)": True}),
        (TALKS, MET, RIGHT | {"status (actual)": True}),  # who met whom is one question
        (TALKS, replace(MET, actors=("VLD",)), {"type": True, "actor": False, "recipient": False, "status (actual)": True}),
        (EVENT, replace(MET, type="MOBILIZE"), {"type": True, "actor": True, "recipient": False, "status (actual)": True}),
        (replace(EVENT, condition="if they stay"), MASSED, RIGHT | {"status (actual)": True, "condition": False}),
        (replace(EVENT, condition="if they stay"), replace(MASSED, condition=Condition("if they stay on", 0, 15)), RIGHT | {"status (actual)": True, "condition": True}),
        (replace(EVENT, date="2031-03"), MASSED, RIGHT | {"status (actual)": True, "date": True}),
        (replace(EVENT, date="2031-03-04"), MASSED, RIGHT | {"status (actual)": True, "date": False}),
        (replace(EVENT, date="2031"), replace(MASSED, when=None), RIGHT | {"status (actual)": True, "date": False}),
        (POSITION, LEAVE, {"actor": True, "stance": True}),
        (replace(POSITION, actor="TRN", stance=("offers",)), LEAVE, {"actor": False, "stance": False}),
        (MEETING, MEETS, {"parties": True, "status": True}),
        (replace(MEETING, parties=("TRN",), status=("held",)), MEETS, {"parties": True, "status": False}),
        (replace(MEETING, places=("Kvarn", "veldt")), MEETS, {"parties": True, "status": True, "place": True}),
        (replace(MEETING, places=("Kvarn",)), MEETS, {"parties": True, "status": True, "place": False}),
        (replace(MEETING, places=("Veldt",)), replace(MEETS, places=(Where("the capital", "Veldt"),)), {"parties": True, "status": True, "place": True}),
        (replace(MEETING, date="2031-03-07"), MEETS, {"parties": True, "status": True, "date": True}),
        (replace(MEETING, date="2031-03-07"), replace(MEETS, when=When(None, None, "soon")), {"parties": True, "status": True, "date": False}),
        (FIGURE, TROOPS, {"value": True, "comparator": True}),
        (replace(FIGURE, value=4001, comparator="about"), TROOPS, {"value": False, "comparator": False}),
        (replace(FIGURE, value=3, value_high=5, comparator="between"), between(3, 5), {"value": True, "comparator": True, "upper bound": True}),
        (replace(FIGURE, value=3, value_high=5, comparator="between"), between(3, 6), {"value": True, "comparator": True, "upper bound": False}),
        (replace(FIGURE, value=3, value_high=5, comparator="between"), between(3, None), {"value": True, "comparator": True, "upper bound": False}),
        (replace(FIGURE, value=1 / 3), replace(TROOPS, value=0.3333333), {"value": True, "comparator": True}),
    ],
)
def test_each_field_is_judged(sides: Sides, gold: GoldQuotation, row: Row, judged: dict[str, bool]) -> None:
    assert judge(gold, row, sides) == judged
