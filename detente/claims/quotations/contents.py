"""Which words of a sentence are the content of a saying, and where they stand in the text."""

from __future__ import annotations

from detente.claims.quotations.sources import agents, comma_before
from detente.codebook.sayings import Saying, Sayings
from detente.grammar import ancestors, auxiliaries, children, subtree
from detente.records import Sentence, Span

EDGES = frozenset({",", ":", ";", "-", "--", ".", "'", '"', "''", "``", "“", "”", "‘", "’", "–", "—", "…", "...", "that", "?", "!", "»", "«"})
JOINS = frozenset({",", "-", "--", "–", "—", '"', "''", "``", "“", "”", "‘", "’", ":", ";", "»", "«"})

MEANWHILE = frozenset({"as", "after", "while", "hours", "days", "weeks", "day", "week"})
AMID = frozenset({"after", "amid", "following", "days", "hours"})


def verb_content(s: Sentence, i: int, rule: Saying, particle: tuple[int, ...], book: Sayings) -> tuple[set[int], int | None]:
    """The words of the content in one of the rule's shapes, and the head of whom it is told to."""
    content: set[int] = set()
    objects = children(s, i, "dobj", "nsubjpass", "dative")
    kept = set() if rule.told else {w for o in objects for w in subtree(s, o) if s.tokens[o].dep != "nsubjpass" or w < i}
    prepositions = any(children(s, p, "pobj", "pcomp") for p in particle)
    behind = any(s.tokens[m].text.lower() == "that" for c in children(s, i, "ccomp") if c > i for m in children(s, c, "mark"))
    for c in [*s.children[i], *(c for p in particle for c in s.children[p]), *misplaced(s, i)]:
        t = s.tokens[c]
        if c in particle or (behind and c < i and t.dep in {"ccomp", "parataxis"}):
            continue  # who said "that B" said B alone, though the parser hangs the sentence's own act before it, too
        if t.dep in {"ccomp", "xcomp", "parataxis", "advcl", "pcomp"}:
            shape = shape_of(s, c)
            if shape not in rule.content or (t.dep == "advcl" and shape != "infinitive" and not (t.head in particle and s.tokens[t.head].pos == "ADJ")):
                continue
            content |= clause(s, i, c, book)
            if shape in {"infinitive", "gerund"}:
                content |= kept
        elif t.dep in {"prep", "agent"}:
            if t.text.lower() in rule.content:
                content |= set(subtree(s, c)) | kept
        elif t.dep in {"oprd", "acomp", "attr"}:
            if "predicate" in rule.content:
                content |= set(subtree(s, c)) | kept
        elif "object" in rule.content and not rule.told and ((t.dep == "pobj" and t.head in particle) or (t.dep in {"dobj", "nsubjpass"} and not prepositions and t.pos != "PRON")):
            content |= set(subtree(s, c))
    if not content and "predicate" in rule.content and any(children(s, o, "appos") for o in objects):  # "considers the force a branch of the militia"
        content = kept
    if kept & content and min(content) > i:
        content |= set(range(min(content), max(content)))  # what stands between the object and what is said of it
    if not content and "clause" in rule.content:
        content = around(s, i) or strayed(s, i)
    told = objects[0] if rule.told and objects else next((o for c in children(s, i, "prep", "dative") if s.tokens[c].text.lower() == "to" for o in children(s, c, "pobj")), None)
    return content, told


def shape_of(s: Sentence, c: int) -> str:
    """Which shape a clause under a verb has."""
    t = s.tokens[c]
    if infinitive(s, c):
        return "infinitive"
    deps = {s.tokens[k].dep for k in s.children[c]}
    if t.tag == "VBG" and not deps & {"nsubj", "nsubjpass", "aux", "expl"}:
        return "gerund"
    if t.dep == "xcomp" and not deps & {"nsubj", "nsubjpass", "expl"}:
        return "predicate" if t.pos in {"ADJ", "NOUN", "PROPN"} else "bare"
    return "clause" if t.pos in {"VERB", "AUX"} or deps & {"nsubj", "nsubjpass", "cop", "expl"} else "predicate"


def infinitive(s: Sentence, c: int) -> bool:
    return any(s.tokens[k].tag == "TO" for k in s.children[c])


def clause(s: Sentence, i: int, c: int, book: Sayings) -> set[int]:
    """The words of clause c under the cue i: without a joined saying that is the speaker's next, with the condition that follows, and where the cue
    stands between commas with what precedes it."""
    words = set(subtree(s, c))
    for w in sorted(words):
        t = s.tokens[w]
        if (
            w > i
            and t.head in words
            and ((t.dep == "conj" and t.tag in {"VBD", "VBZ"} and s.tokens[t.head].tag != t.tag and s.tokens[i].tag == t.tag) or (t.dep == "advcl" and t.tag == "VBG" and w > c))
        ):
            if children(s, w, "nsubj", "nsubjpass") or t.head not in {c, *children(s, c, "conj")} or (t.dep == "advcl" and not (t.lemma in book.verbs and comma_before(s, w))):
                continue
            words -= set(subtree(s, w))
    words -= setting(s, c, words)
    if c > i:
        words |= afterthought(s, i)
        for k in s.children[i]:
            if k > c and s.tokens[k].dep == "advcl" and s.tokens[k].tag != "VBG" and not (s.tokens[k - 1].text == "," and s.tokens[k - 1].head == i):
                words |= set(subtree(s, k))
        if i + 1 < len(s.tokens) and s.tokens[i + 1].text == ",":
            subject = min(children(s, i, "nsubj", "nsubjpass"), default=i)
            for k in s.children[i]:
                if k < subject and s.tokens[k].dep in {"advcl", "prep", "npadvmod"}:
                    words |= set(subtree(s, k))
    return words


def setting(s: Sentence, c: int, words: set[int]) -> set[int]:
    """ ", as shells fell on the town": what the outlet tells behind a comma of what went on meanwhile, at the end of clause c."""
    out: set[int] = set()
    for k in s.children[c]:
        t = s.tokens[k]
        branch = subtree(s, k)
        first = branch[0]
        if k < c or branch[-1] != max(words) or s.tokens[first - 1].text != ",":
            continue
        if (t.dep == "advcl" and tells(s, c, k)) or (t.dep == "prep" and t.text.lower() in AMID):
            out |= set(branch)
    return out


def tells(s: Sentence, c: int, k: int) -> bool:
    """Is clause k, behind a comma, news of its own beside clause c: ", even as shells fell"?"""
    branch = subtree(s, k)
    opener = {s.tokens[w].text.lower() for w in branch[:3]}
    return k > c and s.tokens[branch[0] - 1].text == "," and s.tokens[k].tag in {"VBD", "VBZ", "VBP"} and bool(opener & MEANWHILE) and not children(s, k, "aux")


def around(s: Sentence, i: int) -> set[int]:
    """ "The benefit, the minister says, would fall": the clause that a cue between commas interrupts."""
    t = s.tokens[i]
    beside = t.dep == "advcl" and any(s.tokens[c].text.lower() == "as" and s.tokens[c].dep == "mark" for c in s.children[i])  # "as the minister put it"
    if beside and children(s, i, "ccomp", "xcomp", "advcl", "attr"):
        return set()
    if (t.dep != "parataxis" and not beside) or t.head == i or t.tag not in {"VBD", "VBZ", "VBP", "VBN", "VB"}:
        return set()
    if beside:
        return set(subtree(s, t.head)) - set(subtree(s, i)) if not any(s.tokens[o].text.lower() != "it" for o in children(s, i, "dobj")) else set()
    subject = {w for c in children(s, i, "nsubj", "nsubjpass") for w in subtree(s, c)}
    own = {i, *subject, *children(s, i, "aux", "advmod", "punct", "neg", "npadvmod")}
    first = min(own)
    words = set(subtree(s, t.head)) - {w for c in children(s, i, "advcl") if s.tokens[c].tag == "VBG" or tells(s, i, c) for w in subtree(s, c)}
    return {w for w in words if w not in own and not (s.tokens[w].dep in {"cc", "mark"} and w < first and s.tokens[w].head == t.head)}


def strayed(s: Sentence, i: int) -> set[int]:
    """ "told reporters at a meeting that the bridge would close": a clause that the parser hung on the noun before it."""
    for t in s.tokens[i + 1 :]:
        head = s.tokens[t.head]
        if t.text.lower() == "that" and t.dep in {"mark", "dobj", "dep", "pobj"} and head.dep in {"relcl", "acl", "ccomp"} and head.i > t.i:
            above = next((a for a in ancestors(s, head.i) if s.tokens[a].pos in {"VERB", "AUX"}), None)
            if above == i and children(s, head.i, "nsubj", "nsubjpass", "expl"):
                return set(subtree(s, head.i))
    return set()


def afterthought(s: Sentence, i: int) -> set[int]:
    """ "said the talks had begun, but he would wait": a joined clause of "he" or "it" that will or would be."""
    out: set[int] = set()
    for c in children(s, i, "conj"):
        subject = children(s, c, "nsubj")
        if subject and s.tokens[subject[0]].tag == "PRP" and set(auxiliaries(s, c)) & {"will", "would", "'ll", "’ll", "'d"}:
            out |= set(subtree(s, c))
    return out


def aside(s: Sentence, i: int, source: list[int]) -> set[int]:
    """Words of the speaker's own noun phrase, which no content holds."""
    own = [c for c in children(s, i, "nsubj") if c in source] + [c for c in agents(s, i) if set(children(s, c, "pobj")) & set(source)]
    return {w for c in own for w in subtree(s, c)} - {w for c in misplaced(s, i) for w in subtree(s, c)}


def misplaced(s: Sentence, i: int) -> list[int]:
    """ "was accused by Tarn of shelling the town": what the parser hung on Tarn."""
    agent = [o for a in children(s, i, "agent") for o in children(s, a, "pobj")]
    return [c for o in agent for c in children(s, o, "prep") if s.tokens[c].text.lower() in {"of", "as"} and children(s, c, "pcomp")]


def spans(s: Sentence, words: set[int]) -> tuple[Span, ...]:
    """The words as stretches of text; a stretch loses the signs and the "that" at its edges, and gaps of mere signs are bridged."""
    out: list[tuple[int, int]] = []
    run: list[int] = []
    for i in sorted(words):
        if run and any(s.tokens[j].text not in JOINS for j in range(run[-1] + 1, i)):
            out.extend(edge(s, run))
            run = []
        run.append(i)
    out.extend(edge(s, run))
    return tuple(out)


def edge(s: Sentence, run: list[int]) -> list[Span]:
    a, b = 0, len(run)
    while a < b and s.tokens[run[a]].text.lower() in EDGES:
        a += 1
    while b > a and s.tokens[run[b - 1]].text in EDGES - {"that"}:
        b -= 1
    return [(s.tokens[run[a]].start, s.tokens[run[b - 1]].end)] if a < b else []


__all__ = ["EDGES", "around", "aside", "infinitive", "shape_of", "spans", "verb_content"]
