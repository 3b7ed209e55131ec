"""Long tables look as Rich's own do, sign for sign, in colour and without."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from detente.views.columns import Column, Columns

WORDS = st.lists(
    st.sampled_from(["a", "talks", "[sic]", "Ørsted", "→", "“no”", "日本", "e\u0301", "a\tb", "\n", " ", "https://long.example/and/longer/than/a/column"]), max_size=30
)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    text = Text(" ".join(draw(WORDS)), style=draw(st.sampled_from(["", "bold"])))
    for style in draw(st.lists(st.sampled_from(["dim", "not bold red", ""]), max_size=3)):
        text.append(" ".join(draw(WORDS)), style=style)
    return text


def printed(table: Columns, width: int, colour: bool, *, by_rich: bool) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=colour, color_system="truecolor" if colour else None, highlight=False)
    if by_rich:
        console.print(table.rich())
    else:
        table.draw(console)
    return console.file.getvalue()  # type: ignore[attr-defined]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(texts(), texts(), texts(), texts()), max_size=4), st.sampled_from([20, 40, 60, 80, 121]), st.booleans(), st.booleans())
def test_a_table_is_as_rich_draws_it(rows: list[tuple[Text, ...]], width: int, colour: bool, headed: bool) -> None:
    when, told = Column("when", most=10, style="cyan", overflow="ellipsis"), Column("told by", least=10, most=18, style="dim")
    table = Columns([when, Column("what", ratio=4), Column("in these words", ratio=6), told], headed=headed, title="events" if headed else None, indent=0 if headed else 2)
    for row in rows:
        table.add(*row)
    assert printed(table, width, colour, by_rich=False) == printed(table, width, colour, by_rich=True)


@pytest.mark.parametrize("width", [30, 60])
def test_signs_of_markup_are_words(width: int) -> None:
    table = Columns([Column("", ratio=1)], title="Front [/b]")
    table.add(Text("The force [bold] left :smile: at noon [sic]"))
    assert "Front [/b] The force [bold] left :smile: at noon [sic]" in " ".join(printed(table, width, False, by_rich=False).replace("─", "").split())
