"""Which amounts are worth a row: the rule of `codebook/data/figures.toml` that an amount fits, by what it counts and the words around it."""

from __future__ import annotations

from detente.codebook.figures import Counted, Figures
from detente.grammar import ancestors
from detente.records import NumberSpot, Sentence


def counted_by(s: Sentence, number: NumberSpot, figures: Figures) -> Counted | None:
    """The first rule that the amount fits."""
    noun = noun_counted(s, number)
    lemmas = names_of(s, noun, number.first) if noun is not None else set()
    bare = noun is None and number.unit is None and number.of is None
    done, doing, own = around(s, number.head if bare or noun is None else noun, bare)
    fitting = [r for r in figures.rules if fits(r, number, lemmas, bare)]
    for rule in fitting:
        if own & (rule.beside | rule.doing):
            return rule
    for rule in fitting:
        if (not rule.beside and not rule.doing) or done & rule.beside or doing & rule.doing or (number.unit in rule.units and near(s, number) & rule.beside):
            return rule
    return None


def fits(rule: Counted, number: NumberSpot, lemmas: set[str], bare: bool) -> bool:
    """Are the amount and what it counts of the rule's kind?"""
    if number.value < rule.least or (rule.below is not None and number.value >= rule.below) or (rule.strong and number.rule != "number.strong"):
        return False
    if number.unit and number.unit != rule.unit:
        return number.unit in rule.units
    return bool(lemmas & set(rule.nouns)) or (bare and rule.alone)


def names_of(s: Sentence, noun: int, before: int) -> set[str]:
    """The lemma and the form of what is counted, and of what is joined to it where the number comes later ("soldiers and guards, of whom 20")."""
    out = {s.tokens[noun].lemma.lower(), s.tokens[noun].text.lower()}
    if noun < before and s.tokens[noun].dep == "conj":
        out |= {s.tokens[s.tokens[noun].head].lemma.lower()}
    return out


def noun_counted(s: Sentence, number: NumberSpot) -> int | None:
    """The word that is counted: the noun on which the number hangs, or the last word of what it is a part of."""
    if not number.first <= number.head <= number.last and not number.unit:
        return number.head
    if number.of is None:
        return None
    last = number.of.split()[-1]
    return next((t.i for t in (*s.tokens[number.last + 1 :], *s.tokens[: number.first]) if t.text == last or t.text.endswith(last)), None)


def around(s: Sentence, noun: int, bare: bool) -> tuple[set[str], set[str], set[str]]:
    """(what is done to the counted and stands beside them, what they do themselves, what hangs on them of all this), as lemmas."""
    done: set[str] = set()
    doing: set[str] = set()
    for c in s.children[noun]:
        t = s.tokens[c]
        if t.dep in {"acl", "amod", "nmod", "compound"}:
            (doing if t.tag == "VBG" else done).add(t.lemma.lower())
            doing.add(t.lemma.lower()) if t.dep == "acl" else None
        elif t.dep == "relcl":
            doing |= verb_words(s, c)
            done |= verb_words(s, c) if any(s.tokens[k].dep in {"auxpass", "nsubjpass"} for k in s.children[c]) else set()
    own = done | doing
    at = noun
    for k in ancestors(s, noun):
        t = s.tokens[k]
        if t.pos in {"VERB", "AUX"}:
            helped = any(s.tokens[c].dep == "aux" for c in s.children[k])
            if s.tokens[at].dep == "nsubj" and (t.tag != "VBN" or helped):
                doing |= verb_words(s, k)
            else:  # objects, passive subjects, and those of a participle alone ("five killed and 60 others wounded")
                done |= verb_words(s, k)
            if bare:
                done |= {s.tokens[c].lemma.lower() for c in s.children[k] if s.tokens[c].dep in {"nsubj", "nsubjpass"}}
            if t.dep != "xcomp":
                break
        elif t.pos in {"NOUN", "PROPN", "ADJ"}:
            done.add(t.lemma.lower())
        at = k
    return done, doing, own


def verb_words(s: Sentence, verb: int) -> set[str]:
    """The verb with what completes it ("are missing", "have been left homeless", "want to return")."""
    out = {s.tokens[verb].lemma.lower()}
    for c in s.children[verb]:
        if s.tokens[c].dep in {"acomp", "oprd", "attr", "xcomp", "ccomp"} and s.tokens[c].pos in {"ADJ", "VERB", "NOUN"}:
            out.add(s.tokens[c].lemma.lower())
    return out


def near(s: Sentence, number: NumberSpot) -> set[str]:
    """The words around a measure: those before it, and those it belongs to ("within 48 hours", "a 30-day ceasefire")."""
    out = {t.lemma.lower() for t in s.tokens[max(0, number.first - 4) : number.last + 6]}
    for k in ancestors(s, number.head):
        out.add(s.tokens[k].lemma.lower())
        if s.tokens[k].pos in {"VERB", "AUX"}:
            break
    return out
