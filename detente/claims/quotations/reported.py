"""What a sentence's grammar says that someone said: a word of saying, whom it is said of, and the words that are its content.

Works on one parsed sentence and the codebook's sayings; quotation marks are joined to it later (`direct.py`). Whose it is: `sources.py`; the content: `contents.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, structs

from detente.claims.quotations.contents import around, aside, infinitive, shape_of, spans, verb_content
from detente.claims.quotations.sources import AUTHOR, governor, owner, quoter, speakers, stand_in
from detente.codebook.sayings import Saying, Sayings
from detente.grammar import ancestors, auxiliaries, children, conjuncts, negated, subjects, subtree
from detente.records import Sentence, Span

UNREAL = frozenset({"would", "could", "might", "may", "can", "'d", "should"})

DOERS = ("er", "or", "ist", "ian", "ant", "man", "crat", "people", "person", "critic", "ally", "side")  # endings of nouns for those who do something


class Said(Struct, frozen=True):
    """A saying: words of `sentence` that cue it, heads of who says it, the content in characters, whom it is told to."""

    rule: Saying
    sentence: Sentence
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[Span, ...]
    told: int | None
    stand_in: int | None = None  # "who" and "which", where they stand for the source
    tellers: tuple[int, ...] = ()  # who quotes the source in the same breath: "quoted by the Herald as saying"
    home: Sentence | None = None  # the sentence of the source, where that is another one
    where: tuple[Span, ...] = ()  # the source as the tagger saw it
    spare: tuple[Span, ...] = ()  # the content as the tagger saw it, where the grammar shows none and no quoted words come
    score: float | None = None  # how sure the tagger is, of what no rule has

    @property
    def at(self) -> int:
        return self.sentence.tokens[self.cue[0]].start

    @property
    def whose(self) -> Sentence:
        """The sentence of the source."""
        return self.home or self.sentence

    @property
    def verb(self) -> int:
        """The word of the cue that the others hang on."""
        return next((i for i in self.cue if self.sentence.tokens[i].head not in self.cue or self.sentence.tokens[i].head == i), self.cue[0])

    @property
    def cue_spans(self) -> tuple[Span, ...]:
        """Where the cue stands, word by word."""
        return tuple((self.sentence.tokens[i].start, self.sentence.tokens[i].end) for i in self.cue)

    @property
    def name(self) -> str:
        """What rows call it: the rule, or "tagger" with how sure it is in hundredths."""
        return self.rule.name if self.score is None else f"tagger.{min(int(100 * self.score), 99):02d}"


def reported(s: Sentence, sayings: Sayings) -> Iterator[Said]:
    """All sayings of a sentence, in order of their cue; those whose content the grammar does not show have none and wait for quoted words."""
    for t in s.tokens:
        lemma = t.lemma.lower()
        if t.dep == "advcl" and t.text.lower() in sayings.phrases and not sayings.phrases[t.text.lower()][0][1]:  # a single word: "citing"
            found = cited(s, t.i, sayings.phrases[t.text.lower()][0][0])
        elif t.pos in {"VERB", "AUX"} and t.dep not in {"aux", "auxpass"} and lemma in sayings.verbs:
            found = verb(s, t.i, sayings.verbs[lemma], sayings)
            if found is not None and s.tokens[found.source[0]].lemma in sayings.vessels:
                found = voiced(s, found)
        elif t.pos in {"NOUN", "PROPN"} and lemma in sayings.nouns:
            found = noun(s, t.i, sayings.nouns[lemma], sayings.carriers)
        elif t.pos in {"ADJ", "VERB"} and t.text.lower() in sayings.adjectives:
            found = adjective(s, t.i, sayings.adjectives[t.text.lower()])
        elif t.text.lower() in sayings.phrases:
            found = phrase(s, t.i, sayings.phrases[t.text.lower()], sayings.mute)
        else:
            continue
        if found is not None:
            yield found


def verb(s: Sentence, i: int, entries: list[tuple[Saying, str]], book: Sayings) -> Said | None:
    """ "Tarn said that A", "A, Tarn says", "Tarn wants Orsa to A", "Tarn called it A". Without content where only quoted words can be it."""
    up = governor(s, i)
    source, tellers = quoter(s, i, book.quoting)
    source = source or speakers(s, up if up is not None else i)
    if not source or (s.tokens[i].lemma in book.showing and not shown(s, source[0], book)):
        return None
    waiting = None
    for rule, rest in entries:
        particle = particle_of(s, i, rest)
        if particle is None or unsaid(s, i, rule, book):
            continue
        words, told = verb_content(s, i, rule, particle, book)
        cue = tuple(sorted({i, *particle}))
        content = spans(s, words - set(cue) - aside(s, i, source))
        if content:
            return Said(rule, s, cue, tuple(source), content, told, stand_in(s, i), tuple(tellers))
        if waiting is None and "quote" in rule.content:
            waiting = Said(rule, s, cue, tuple(source), (), told, stand_in(s, i), tuple(tellers))
    return waiting


def unsaid(s: Sentence, i: int, rule: Saying, book: Sayings) -> bool:
    """Not said: "did not say", "refused to say", "could say", "in order to say"; of an attitude only the last two."""
    t = s.tokens[i]
    if t.tag == "VBG" and t.dep == "advcl" and t.lemma in book.showing:
        return True  # what is shown by all that was told before, and by nobody
    if any(a in UNREAL for a in auxiliaries(s, i)) and t.lemma != "like":
        return True
    if infinitive(s, i) and not (t.dep == "xcomp" and s.tokens[t.head].lemma in book.onward) and t.dep not in {"ROOT", "ccomp", "conj"}:
        return True
    if rule.negated:
        return t.tag == "VBG" and t.dep == "acl"
    return negated(s, i)


def shown(s: Sentence, i: int, book: Sayings) -> bool:
    """May word i show or suggest something as a source does: a person, a body, a report; and not "the trip" or "it"?"""
    t = s.tokens[i]
    if t.pos == "PRON":
        return t.text.lower() in {"he", "she", "they", "who", "some", "others", "many", "most", "both"}
    return t.pos == "PROPN" or bool(t.entity) or t.lemma.lower().endswith(DOERS) or t.lemma.lower() in book.voices | book.vessels | book.papers


def particle_of(s: Sentence, i: int, rest: str) -> tuple[int, ...] | None:
    """The words that an entry needs besides the verb, () where it needs none, None where they are missing."""
    out = []
    for word in rest.split():
        near = [c for c in s.children[i] if s.tokens[c].text.lower() == word and c > i]
        if i + 1 < len(s.tokens) and s.tokens[i + 1].text.lower() == word:
            near = [i + 1]
        if not near or (s.tokens[near[0]].pos == "ADP" and s.tokens[near[0]].dep == "prep" and any(t.pos != "ADV" for t in s.tokens[i + 1 : near[0]])):
            return None  # "called him on Friday" is no call on anyone
        out.append(near[0])
    return tuple(out)


def voiced(s: Sentence, f: Said) -> Said:
    """ "Tarn issued a statement saying A": who speaks is Tarn, where the sentence names it."""
    whose = [j for j in owner(s, f.source[0], None) if s.tokens[j].text.lower() not in AUTHOR]
    return structs.replace(f, source=tuple(whose)) if whose else f


def noun(s: Sentence, i: int, entries: list[tuple[Saying, str]], carriers: frozenset[str]) -> Said | None:
    """ "Tarn's claim that A", "a call by Orsa for A", "Veldt expressed hope that A"."""
    source = owner(s, i, carriers)
    if not source or any(s.tokens[j].text.lower() in AUTHOR | {"my", "our", "your"} for j in source):
        return None
    for rule, _ in entries:
        words: set[int] = set()
        for c in s.children[i]:
            t = s.tokens[c]
            if t.dep in {"acl", "relcl", "ccomp", "appos", "xcomp"} and t.pos in {"VERB", "AUX"}:
                marks = {s.tokens[k].text.lower() for k in s.children[c] if s.tokens[k].dep == "mark"}
                shape = "infinitive" if infinitive(s, c) else "clause" if "that" in marks else ""
                if shape in rule.content:
                    words |= set(subtree(s, c))
            elif t.dep == "prep" and t.text.lower() in rule.content:
                words |= set(subtree(s, c)) - {c}
        words = words or named(s, i, rule)
        if words:
            return Said(rule, s, (i,), tuple(source), spans(s, words), None)
    return None


def named(s: Sentence, i: int, rule: Saying) -> set[int]:
    """ "Tarn's hope is that A", and "in Tarn's view, A" where the rule takes what stands around."""
    t, above = s.tokens[i], s.tokens[s.tokens[i].head]
    if t.dep == "nsubj" and above.lemma == "be" and "clause" in rule.content:
        return {w for c in children(s, above.i, "ccomp") if any(s.tokens[k].text.lower() == "that" for k in children(s, c, "mark")) for w in subtree(s, c)}
    if t.dep == "pobj" and above.text.lower() == "in" and "around" in rule.content and children(s, i, "poss") and s.tokens[above.head].pos in {"VERB", "AUX"}:
        return set(subtree(s, above.head)) - set(subtree(s, above.i))
    return set()


def adjective(s: Sentence, i: int, entries: list[tuple[Saying, str]]) -> Said | None:
    """ "Tarn is confident that A"."""
    t = s.tokens[i]
    be = t.head if t.dep in {"acomp", "oprd"} else i
    source = [j for j in subjects(s, be) if s.tokens[j].text.lower() not in AUTHOR | {"it"}]
    for rule, _ in entries:
        words: set[int] = set()
        for c in s.children[i]:
            if s.tokens[c].dep in {"ccomp", "xcomp"} and shape_of(s, c) in rule.content:
                words |= set(subtree(s, c))
            elif s.tokens[c].dep == "prep" and s.tokens[c].text.lower() in rule.content:
                words |= set(subtree(s, c)) - {c}
        if words and source:
            return Said(rule, s, (i,), tuple(source), spans(s, words), None)
    return None


def phrase(s: Sentence, i: int, entries: list[tuple[Saying, str]], mute: frozenset[str]) -> Said | None:
    """ "according to Tarn, A"; the content is the clause that it hangs on, without itself."""
    for rule, rest in entries:
        cue = [i, *range(i + 1, i + 1 + len(rest.split()))]
        if cue[-1] + 1 >= len(s.tokens) or [s.tokens[j].text.lower() for j in cue[1:]] != rest.split():
            continue
        last = s.tokens[cue[-1]]
        source = children(s, last.i, "pobj", "dobj") or [j for j in s.children[i] if s.tokens[j].dep == "pobj" and j > cue[-1]]
        if not source or s.tokens[source[0]].lemma in mute:
            continue
        own = set(subtree(s, i)) | set(cue)
        top = next((j for j in ancestors(s, i) if s.tokens[j].pos in {"VERB", "AUX"} and j not in own), None)
        top = top if top is not None else next((t.i for t in s.tokens if t.head == t.i), None)
        if top is None:
            continue
        words = set(subtree(s, top)) - own
        if words:
            return Said(rule, s, tuple(cue), tuple(source), spans(s, words), None)
    return None


def cited(s: Sentence, i: int, rule: Saying) -> Said | None:
    """ "The Herald reported that A, citing two officials": A is what the officials said, and the Herald tells it."""
    t = s.tokens[i]
    source = [o for d in children(s, i, "dobj") for o in conjuncts(s, d)]
    tellers = [j for j in subjects(s, t.head) if j not in source]
    clauses = children(s, i, "ccomp") or [c for c in children(s, t.head, "ccomp") if c != i]  # the parser may hang A on the participle
    words = {w for c in clauses for w in subtree(s, c)} or around(s, t.head)
    words -= {i, *(w for c in s.children[i] if c not in clauses for w in subtree(s, c))}
    if not source or not tellers or not words or t.dep != "advcl":
        return None
    return Said(rule, s, (i,), tuple(source), spans(s, words), None, tellers=tuple(tellers))


__all__ = ["Said", "reported"]
