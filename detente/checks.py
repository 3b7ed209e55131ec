"""The codebook's own sentences as its proof: each `yes` must give what its rule promises, each `no` must not.

`detente codebook check` runs this for users, one test runs it for us. Sentences are read as the bodies of articles,
by the whole pipeline but for the trained tagger, since the rules are on trial.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from detente.codebook import Codebook
from detente.pipeline import Options, Reading, read_articles
from detente.records import Event, Figure, Meeting, Mention, Page, Position, Promise, Quotation, Row

Shows = Callable[[Row], bool]
PUBLISHED = "2022-01-20"  # a Thursday, from which the sentences' weekdays count


class Proof(Struct, frozen=True):
    """A sentence of a rule; `expected` whether a row should show the rule."""

    rule: str
    sentence: str
    expected: bool


class Verdict(Struct, frozen=True):
    """What became of a proof: `got` names the rows that the sentence gave."""

    proof: Proof
    ok: bool
    got: str


def run(codebook: Codebook, prefix: str = "") -> Iterator[Verdict]:
    """All sentences of the rules whose names begin so, in order of rules."""
    for rule, kind in furniture_rules(codebook):
        for proof in kind if rule.startswith(prefix) else ():
            judged = codebook.furniture.judge(proof.sentence)
            found = judged.id if judged else "none"
            ok = judged is not None if proof.expected else found != rule  # another rule of furniture may be first to see a line
            yield Verdict(proof, ok, found)
    asked = [rule for rule in rules(codebook) if rule[0].startswith(prefix)]
    proofs = [(Proof(name, sentence, expected), shows) for name, yes, no, shows in asked for expected, sentences in ((True, yes), (False, no)) for sentence in sentences]
    texts = sorted({p.sentence for p, _ in proofs})
    folder = str(codebook.folder) if codebook.folder else None
    pages = [Page(origin=f"proof:{n}", form="body", data=t.encode(), named=True, published=PUBLISHED, outlet="Proof") for n, t in enumerate(texts)]
    read: dict[str, Reading] = dict(zip(texts, read_articles(Options(codebook=folder, mentions=True, fast=True), pages), strict=True))
    for proof, shows in proofs:
        rows = read[proof.sentence].rows
        yield Verdict(proof, any(map(shows, rows)) == proof.expected, "; ".join(told(r) for r in rows if not isinstance(r, Mention) or r.type == "time") or "no row")


def told(row: Row) -> str:
    """A row in a few words, for the report."""
    match row:
        case Event():
            return f"{row.rule} {row.type} {row.status} {','.join(row.actors)} → {','.join(row.recipients)}"
        case Meeting():
            return f"{row.rule} {row.status} {','.join(row.parties)}"
        case Position():
            return f"{row.rule} {row.actor} {row.issue}"
        case Promise():
            return f"{row.rule} {row.actor} → {row.towards} {row.what} {row.due}"
        case Quotation():
            return f"{row.rule} {row.speaker_name}"
        case Figure():
            return f"{row.rule} {row.value:g}"
        case Mention():
            return f"{row.rule} {row.value}"
        case _:
            return type(row).__name__


def furniture_rules(codebook: Codebook) -> Iterator[tuple[str, list[Proof]]]:
    """Furniture is judged by the line, not by the sentence."""
    for r in codebook.furniture.rules:
        yield r.id, [Proof(r.id, line, expected) for expected, lines in ((True, r.yes), (False, r.no)) for line in lines]


Asked = tuple[str, Sequence[str], Sequence[str], Shows]


def rules(codebook: Codebook) -> Iterator[Asked]:
    """(name, yes, no, what shows it) of every rule that a row can show."""
    for rule in codebook.acts.rules:
        yield rule.name, rule.frame.yes, rule.frame.no, lambda r, n=rule.name: isinstance(r, Event) and r.rule == n  # type: ignore[misc]
    for turn in codebook.acts.turns:
        yield f"turn.{turn.id}", turn.yes, turn.no, lambda r, t=turn: isinstance(r, Event) and r.type == t.to and r.cameo == t.cameo  # type: ignore[misc]
    for cue in codebook.status.cues:
        if cue.status == "none":
            yield f"status.{cue.id}", cue.no, cue.yes, lambda r: isinstance(r, Event)  # what shows it is that no act is told
        else:
            yield f"status.{cue.id}", cue.yes, cue.no, lambda r, c=cue: isinstance(r, Event) and r.status == c.status  # type: ignore[misc]
    for sheet in codebook.sayings.sheets:
        for saying in (*sheet.verbs, *sheet.nouns, *sheet.adjectives, *sheet.phrases, *sheet.shapes):
            yield saying.name, saying.yes, saying.no, lambda r, n=saying.name: isinstance(r, Quotation) and r.rule == n  # type: ignore[misc]
    for counted in codebook.figures.rules:
        yield f"figure.{counted.id}", counted.yes, counted.no, lambda r, n=f"figure.{counted.id}": isinstance(r, Figure) and r.rule == n  # type: ignore[misc]
    for phrase in codebook.times.phrases:
        yield phrase.name, phrase.yes, phrase.no, lambda r, n=phrase.name: isinstance(r, Mention) and r.rule == n  # type: ignore[misc]
    for stance in codebook.stances:
        yield f"stance.{stance.id}", stance.yes, stance.no, lambda r, n=f"stance.{stance.id}": isinstance(r, Position) and r.rule == n  # type: ignore[misc]
    for owed in codebook.promises.rules:
        yield f"promise.{owed.id}", owed.yes, owed.no, lambda r, n=f"promise.{owed.id}": isinstance(r, Promise) and r.rule == n  # type: ignore[misc]
    for issue in codebook.issues.issues:
        yield f"issue.{issue.id}", issue.yes, issue.no, lambda r, i=issue.id: isinstance(r, Position) and r.issue == i  # type: ignore[misc]
    for pointer in codebook.issues.pointers:
        yield f"pointer.{pointer.words[0]}", pointer.yes, pointer.no, lambda r: isinstance(r, Position) and len(r.rows) > 1  # what it points at is one of them
    for form in codebook.formats.formats:
        yield f"format.{form.id}", form.yes, form.no, lambda r, n=form.name: isinstance(r, Meeting) and r.format == n  # type: ignore[misc]
    for told_by in codebook.formats.cues:
        if told_by.settles:
            yield f"meeting.{told_by.id}", told_by.yes, told_by.no, lambda r, c=told_by: isinstance(r, Meeting) and r.status == c.settles  # type: ignore[misc]
        else:
            yield f"meeting.{told_by.id}", told_by.yes, told_by.no, lambda r: isinstance(r, Meeting)
