"""A group of rows as one line of a table: when, what, in which words. One function a kind; `CELLS` names them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rich.text import Text

from detente.records import Actor, Article, Comparison, Duplicate, Event, Figure, Meeting, Mention, Position, Promise, Quarantined, Quotation, Row, Run, Story
from detente.views.kinds import counted
from detente.views.reader import Reader, amount, around, place, put_in, short, when

STYLES = {
    **dict.fromkeys(("actual", "held", "met", "corroborated", "past"), "green"),
    **dict.fromkeys(("threatened", "denied", "overdue", "cancelled", "boycotted", "differs", "refuses", "threatens", "opposes"), "red"),
    **dict.fromkeys(("planned", "open", "proposed", "conditional", "conditions", "demands", "offers", "commits", "supports"), "yellow"),
    **dict.fromkeys(("hypothetical", "unconfirmed", "only"), "magenta"),
}

QUOTES = '“”"«»„ '


class Cells(NamedTuple):
    """A line: the time, the gist over its particulars, the words it rests on."""

    when: str
    gist: str
    notes: tuple[str | None, ...]
    words: str

    def told(self) -> Text:
        """The gist in bold, its particulars below, each in its colour."""
        text = Text(self.gist, style="bold")
        notes = [n for n in self.notes if n]
        for n, note in enumerate(notes):
            text.append(" · " if n else "\n", style="not bold dim")
            text.append(note, style=f"not bold {STYLES.get(note.split()[0], '')}")
        return text


def article(row: Article, reader: Reader) -> Cells:
    words = f"{len(row.text.split()):,} words"
    dropped = f"{len(row.dropped)} block{'s' * (len(row.dropped) > 1)} dropped" if row.dropped else None
    same = (row.copy_of and f"copy of {row.copy_of[:8]}") or (row.revision_of and f"revision of {row.revision_of[:8]}") or None
    return Cells(row.published or "", row.title or row.origin, (row.byline, row.credited_source and f"by {row.credited_source}", words, dropped, same), short(row.text))


def quotation(row: Quotation, reader: Reader) -> Cells:
    speaker = row.speaker_name or reader.name(row.speaker)
    code = row.speaker.partition(":")[0] if row.speaker else None
    to = f"to {row.addressee}" if row.addressee else None
    return Cells(when(row.when), f"{speaker} ({code.split('.')[0]})" if code and code != speaker else speaker, (row.form, row.cue, to, row.venue), said(row))


def said(row: Quotation) -> str:
    """The words said; in quotation marks where they are given word for word."""
    return f"“{short(row.content.strip(QUOTES))}”" if row.form == "direct" else short(row.content)


def event(row: Event, reader: Reader) -> Cells:
    towards = f" → {reader.names(row.recipients)}" if row.recipients else ""
    condition = short(row.condition.text, 80) if row.condition else None
    where = place(row.where)
    told = row.spans.trigger[0][0] if row.spans.trigger else row.start
    return Cells(when(row.when), reader.names(row.actors) + towards, (row.status, kind_of_act(row), where and f"in {where}", condition), around(row.evidence, told - row.start))


def kind_of_act(row: Event) -> str:
    return f"{row.type} ({row.mode})" if row.mode else row.type


def figure(row: Figure, reader: Reader) -> Cells:
    whose = f"of {reader.name(row.whose)}" if row.whose else None
    where = place(row.where)
    return Cells(when(row.when), amount(row), (whose, where and f"in {where}"), short(row.evidence))


def meeting(row: Meeting, reader: Reader) -> Cells:
    where = ", ".join(place(p) for p in row.places)
    about = row.agenda and f"on {short(row.agenda, 60)}"
    return Cells(when(row.when), reader.names(row.parties), (row.status, row.format, row.level, where and f"in {where}", about, row.outcome), short(row.evidence))


def position(row: Position, reader: Reader) -> Cells:
    towards = f" → {reader.name(row.towards)}" if row.towards else ""
    condition = short(row.condition.text, 80) if row.condition else None
    return Cells(reader.day(row) or "", reader.name(row.actor) + towards, (row.stance, reader.issue(row.issue), condition), short(row.evidence))


def promise(row: Promise, reader: Reader) -> Cells:
    towards = f" → {reader.name(row.towards)}" if row.towards else ""
    return Cells(f"due {when(row.due)}" if row.due else "", reader.name(row.actor) + towards, (row.state, short(row.what, 100)), short(row.evidence))


def story(row: Story, reader: Reader) -> Cells:
    days = row.first_day or ""
    if row.last_day and row.last_day != row.first_day:
        days += f" to {row.last_day}"
    outlets = dict.fromkeys(reader.outlet(reader.articles[a]) for a in row.articles if a in reader.articles)
    who = ", ".join([*(reader.name(a) for a in row.actors[:6]), *row.places[:4]])
    return Cells(days, row.title or row.id, (f"{len(row.articles)} reports", ", ".join(outlets)), who)


def comparison(row: Comparison, reader: Reader) -> Cells:
    told = [f"{a.outlet or a.article}: {a.value + ' – ' if a.value else ''}{short(a.evidence, 120)}" for a in row.accounts]
    return Cells("", row.what, (row.verdict, row.field and f"in {row.field}"), "\n".join(told))


def actor(row: Actor, reader: Reader) -> Cells:
    return Cells("", row.name, (row.role,), ", ".join(row.aliases))


def mention(row: Mention, reader: Reader) -> Cells:
    return Cells("", row.evidence, (row.type, row.value), f"{row.part} {row.start}–{row.end}, by {row.rule}")


def duplicate(row: Duplicate, reader: Reader) -> Cells:
    of = reader.articles.get(row.of)
    return Cells("", row.origin, (), of.origin if of else row.of)


def quarantined(row: Quarantined, reader: Reader) -> Cells:
    return Cells("", put_in(row), (row.stage,), row.reason)


def run(row: Run, reader: Reader) -> Cells:
    return Cells("", f"detente {row.version}", (f"codebook {row.codebook}", f"model {row.model}"), ", ".join(counted(n, kind) for kind, n in row.counts.items() if n))


CELLS: dict[type[Row], Callable[..., Cells]] = {
    Article: article,
    Quotation: quotation,
    Event: event,
    Figure: figure,
    Meeting: meeting,
    Position: position,
    Promise: promise,
    Story: story,
    Comparison: comparison,
    Actor: actor,
    Mention: mention,
    Duplicate: duplicate,
    Quarantined: quarantined,
    Run: run,
}
