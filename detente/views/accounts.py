"""Accounts side by side as data: what reports share, where they differ and in what, what only one has; each in the report's own words.

The terminal, the page of `detente compare` and the browser's story page draw the same facts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from detente.records import RANK, Account, Comparison, Field, Row, Span, Story, Verdict
from detente.views import outlets
from detente.views.kinds import counted
from detente.views.reader import Reader

HEADS: dict[Verdict, str] = {"corroborated": "What both say", "differs": "Where they differ", "only": "What only one has"}
SHORTEST = 3  # letters of a name beyond which capitals make no difference: US is not us
COLUMNS = 3  # reports that fit side by side
IN: dict[Field | None, str] = {
    "figure": "figure",
    "party": "who",
    "scope": "scope",
    "place": "place",
    "time": "time",
    "status": "status",
    "attribution": "says who",
    "wording": "wording",
    None: "",
}


class Told(Struct, frozen=True):
    """One report's account: its outlet, its day, what is compared ("" unless they differ), its words in turn plain and marked, plain first, whether it told
    the fact before all others."""

    account: Account
    outlet: str
    day: str | None
    value: str
    words: tuple[str, ...]
    first: bool


class Fact(Struct, frozen=True):
    """A comparison as people read it: in what the reports differ in a word ("" where they do not), what it is about, the accounts."""

    id: str
    verdict: Verdict
    label: str
    line: str
    told: tuple[Told, ...]


class Section(Struct, frozen=True):
    """The facts of one verdict."""

    verdict: Verdict
    heading: str
    facts: tuple[Fact, ...]


def told(rows: Iterable[Row]) -> list[tuple[Story, list[Comparison]]]:
    """The stories that have comparisons, each with them, in order."""
    rows = list(rows)
    mine: dict[str, list[Comparison]] = {}
    for row in rows:
        if isinstance(row, Comparison):
            mine.setdefault(row.story, []).append(row)
    return [(s, mine[s.id]) for s in rows if isinstance(s, Story) and s.id in mine]


def sections(comparisons: Sequence[Comparison], reader: Reader, reports: int) -> list[Section]:
    """The comparisons by verdict, in their order; verdicts that none has are left away."""
    mine = {verdict: [fact(c, reader) for c in comparisons if c.verdict == verdict] for verdict in HEADS}
    return [Section(verdict, heading(verdict, reports), tuple(facts)) for verdict, facts in mine.items() if facts]


def fact(row: Comparison, reader: Reader) -> Fact:
    early = outlets.first(row, reader.articles)
    differs = row.verdict == "differs"
    return Fact(
        id=row.id,
        verdict=row.verdict,
        label=label(row),
        line=line_of(row),
        told=tuple(
            Told(
                a,
                teller(a, reader),
                reader.told(reader.articles[a.article]) if a.article in reader.articles else None,
                value(a) if differs else "",
                tuple(marked(a.evidence, a.value)),
                a.article == early,
            )
            for a in (once(row.accounts) if differs else row.accounts)
        ),
    )


def on(row: Comparison, field: Field) -> bool:
    """Is it about this? Of figures also those that are only meant otherwise: "about 100,000", "more than 100,000"."""
    return row.field == field or (field == "figure" and row.field == "wording" and sum(any(c.isdigit() for c in a.value or "") for a in row.accounts) > 1)


def ordered(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """By verdict; of what they differ in, the weightiest first."""
    return [c for verdict in HEADS for c in of(verdict, comparisons)]


def of(verdict: Verdict, comparisons: Sequence[Comparison]) -> list[Comparison]:
    """The rows of a verdict; who did it before how many did."""
    return sorted((c for c in comparisons if c.verdict == verdict), key=lambda c: RANK[c.field])


def titled(row: Comparison) -> str:
    """A title that says what accounts differ in: "how many fishermen", "who: “… asked for talks …”"."""
    line = line_of(row)
    return f"{label(row)}: {line}" if line.startswith("“") and label(row) else line


def label(row: Comparison) -> str:
    """In what they differ, in a word; what one side says in each report, by that."""
    return row.what if row.what.startswith("what ") else IN[row.field]


def line_of(row: Comparison) -> str:
    """What the comparison is about; words of a report stand as a quotation, for without what stood around them they claim nothing."""
    told = any(row.what in " ".join(a.evidence.split()) for a in row.accounts)
    return f"“… {row.what} …”" if told else row.what


def heading(verdict: Verdict, reports: int) -> str:
    return HEADS[verdict].replace("both", "several") if reports > 2 else HEADS[verdict]


def verdicts(reports: int) -> dict[Verdict, str]:
    """Each verdict in a word or two, behind the number of its facts."""
    return {"corroborated": "both say" if reports <= 2 else "several say", "differs": "told differently", "only": "only one has"}


def tally(comparisons: Sequence[Comparison], reports: int) -> str:
    return f"{counted(reports, 'report')}: {', '.join(parts(comparisons, reports))}"


def parts(comparisons: Sequence[Comparison], reports: int) -> tuple[str, str, str]:
    """How many rows of each verdict, in its words."""
    both, apart, only = (sum(c.verdict == v for c in comparisons) for v in HEADS)
    return f"{counted(both, 'thing')} {'both say' if reports <= 2 else 'several say'}", f"{apart} told differently", f"{only} that only one has"


def once(accounts: Sequence[Account]) -> list[Account]:
    """What a report tells twice alike, once."""
    return list({(a.article, a.value): a for a in reversed(accounts)}.values())[::-1]


def teller(account: Account, reader: Reader) -> str:
    """The outlet of an account."""
    return reader.outlet(reader.articles[account.article]) if account.article in reader.articles else account.outlet or account.article


def value(account: Account) -> str:
    """What is compared; a report that names nobody speaks for itself."""
    return account.value or "in its own words"


def marked(text: str, piece: str | None) -> Iterator[str]:
    """The text in turn without and with a mark: what is compared, wherever it stands; without a mark first, be it empty."""
    at = 0
    for a, b in spots(text, piece or ""):
        yield from (text[at:a], text[a:b])
        at = b
    yield text[at:]


def spots(text: str, piece: str) -> list[Span]:
    """Where a piece stands in a text, else where each of the names does of which it is a list; they do not overlap."""
    whole = _spot(text, piece)
    if whole or ", " not in piece:
        return [whole] if whole else []
    out: list[Span] = []
    for spot in sorted(s for name in piece.split(", ") if (s := _spot(text, name))):
        if not out or spot[0] >= out[-1][1]:
            out.append(spot)
    return out


def _spot(text: str, piece: str) -> Span | None:
    if not piece.strip():
        return None
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, piece.split())) + r"(?!\w)"
    found = re.search(pattern, text) or (re.search(pattern, text, re.IGNORECASE) if len(piece) > SHORTEST else None)  # NATO is Nato in some papers
    return found.span() if found else None


def borrowed(story: Story, reader: Reader, shared: Collection[outlets.Shared]) -> list[str]:
    """Lines on what is no confirmation: copies, and sentences that two reports have word for word."""
    lines = [
        f"{reader.outlet(a)}: {'newer text of' if a.revision_of else 'a copy of'} {reader.outlet(of)}; it confirms nothing" for a, of in outlets.copies(story, reader.articles)
    ]
    return lines + [f"{reader.outlet(a)} and {reader.outlet(b)} have {len(sentences)} sentences word for word; they confirm nothing" for a, b, sentences in shared]
