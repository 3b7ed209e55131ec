"""A type of act as a page of a code book: what it is, its modes and scores, and each frame in words with its proof. Markdown, for screen and docs."""

from __future__ import annotations

from collections.abc import Iterator

from detente.codebook import Codebook
from detente.codebook.acts import QUAD, TYPES, Frame, Rule

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
SLOTS = {
    "subject": "the subject",
    "object": "the object",
    "indirect": "the indirect object",
    "possessor": "whose it is",
    "speaker": "who says it",
    "inside": "whoever else the words behind it name",
    "clause-subject": "who is to do it",
    "clause-object": "to whom that is to be done",
}
COMPLEMENTS = {"infinitive": "an infinitive", "own infinitive": "an infinitive of its own", "clause": "a clause", "gerund": "a gerund"}
NEEDS = {"actor": "who acts", "recipient": "towards whom", "speaker": "that who acts says so", "people": "people who act, and no state", "state": "a state that acts"}
SOURCES = "Goldstein's scores are CAMEO's scale (`cameo_goldstein.csv`), PLOVER's those of `plover_scores.csv`."


def contents(codebook: Codebook) -> str:
    """The types, a line each, for the front page."""
    lines = ["# The code book", "What the coder of acts knows, a page a type, made from `detente/codebook/data/acts`.", ""]
    lines += ["| type | what | quad class | score | frames | sentences |", "| --- | --- | --- | --- | --- | --- |"]
    for name in TYPES:
        rules, sentences = rules_of(codebook, name), sum(len(r.frame.yes) + len(r.frame.no) for r in rules_of(codebook, name))
        lines.append(f"| [{name}]({name.lower()}.md) | {definition(codebook, name)} | {quad(name)} | {score(codebook, name)} | {len(rules)} | {sentences} |")
    return "\n".join([*lines, "", SOURCES]) + "\n"


def page(codebook: Codebook, name: str) -> str:
    """The page of one type."""
    rules = rules_of(codebook, name)
    lines = [
        f"# {name}",
        definition(codebook, name),
        "",
        f"Quad class {quad(name)}; PLOVER score {score(codebook, name)}. {SOURCES}",
        "",
        "## Modes",
        *modes(codebook, name, rules),
    ]
    if told := list(turns(codebook, name)):
        lines += ["", "## What it turns into, and what turns into it", *told]
    lines += ["", "## Frames", f"{len(rules)} ways in which a sentence tells it. ✓ sentences are {name}, ✗ sentences are not."]
    for rule in rules:
        lines += ["", f"### {rule.name}", *frame(codebook, rule.frame)]
    return "\n".join(lines) + "\n"


def rules_of(codebook: Codebook, name: str) -> list[Rule]:
    return [r for r in codebook.acts.rules if r.type == name]


def definition(codebook: Codebook, name: str) -> str:
    return " ".join(dict.fromkeys(sheet.description for _, sheet in codebook.acts.sheets if sheet.type == name))


def quad(name: str) -> str:
    return f"{QUAD[name]} ({QUADS[QUAD[name]]})"


def score(codebook: Codebook, name: str, mode: str | None = None) -> str:
    return f"{codebook.acts.score(name, mode):g}"


def modes(codebook: Codebook, name: str, rules: list[Rule]) -> Iterator[str]:
    yield "| mode | CAMEO codes (Goldstein) | PLOVER score | frames |"
    yield "| --- | --- | --- | --- |"
    for mode in sorted({r.frame.mode for r in rules}):
        mine = [r for r in rules if r.frame.mode == mode]
        codes = ", ".join(cameo(codebook, c) for c in sorted({r.frame.cameo for r in mine}))
        yield f"| {mode or 'none'} | {codes} | {score(codebook, name, mode or None)} | {len(mine)} |"


def cameo(codebook: Codebook, code: str) -> str:
    known = codebook.acts.goldstein.get(code)
    return code if known is None else f"{code} ({known:g})"


def turns(codebook: Codebook, name: str) -> Iterator[str]:
    for t in codebook.acts.turns:
        how = "refused" if t.when == "refused" else "still to come"
        if name in t.types:
            yield f"- Told as {how}, it is {t.to} (CAMEO {cameo(codebook, t.cameo)}): “{t.yes[0]}”"
        if name == t.to:
            yield f"- {', '.join(t.types)}, told as {how}, are {name} (CAMEO {cameo(codebook, t.cameo)}): “{t.yes[0]}”"


def frame(codebook: Codebook, f: Frame) -> Iterator[str]:
    """A frame's pattern in words, then its sentences."""
    for kind, words in (("verbs", f.verbs), ("nouns", f.nouns), ("adjectives", f.adjectives)):
        if words:
            yield f"- {kind}: {'any' if words == ('*',) else ', '.join(words)}"
    whom, needed = "all act together" if f.reciprocal else slots(f.recipient), " and ".join(NEEDS[n] for n in f.needs) or "one of the two"
    yield f"- who: {slots(f.actor)}; towards whom: {whom}; needed: {needed}"
    asked = [
        f"one of {', '.join(f.modals)} beside the verb" if f.modals else "",
        "the verb negated" if f.negated else "",
        f"what it acts on is one of {lists(f.object)}" if f.object else "",
        f"behind it {' or '.join(COMPLEMENTS[c] for c in f.complement)}" if f.complement else "",
        f"by it one of {lists(f.words)}" if f.words else "",
    ]
    if any(asked):
        yield f"- only where: {'; '.join(a for a in asked if a)}"
    if f.unless:
        yield f"- never with: {lists(f.unless)}"
    about = f"; about {', '.join(f.contexts)}" if f.contexts else ""
    yield f"- coded: mode {f.mode or 'none'}, CAMEO {cameo(codebook, f.cameo)}{about}{f'; status always {f.status}' if f.status else ''}"
    yield from (f"- ✓ {sentence}" for sentence in f.yes)
    yield from (f"- ✗ {sentence}" for sentence in f.no)


def slots(names: tuple[str, ...]) -> str:
    """Slots in words, in the order in which they are asked."""
    return ", else ".join(SLOTS.get(name, f"behind “{name}”") for name in names)


def lists(entries: tuple[str, ...]) -> str:
    """Words and lists of words; a list stands in `words.toml`."""
    return ", ".join(f"the list {e[1:]}" if e.startswith("@") else e for e in entries)
