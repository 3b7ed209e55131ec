"""Several at once, and nouns that stand for a state or body: "both sides", "the two leaders", "the three", "the neighbours", "the latter", "the kingdom"."""

from __future__ import annotations

from detente.mentions.memory import KIN, Memory
from detente.mentions.phrase import Phrase
from detente.records import Sentence

NEAR = 2  # sentences in which "the neighbours" and "the latter" are still in mind
NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "dative"})
INSIDE = frozenset({"det", "predet", "nummod", "amod", "compound", "quantmod", "nmod", "advmod", "npadvmod"})
DEFINITE = frozenset({"the", "both", "these", "those", "all"})
EACH = frozenset({"each", "either", "neither"})
ORDER = {"former": 0, "latter": 1}
GENDERED = frozenset({"men", "women"})
LISTING = frozenset({",", ":", "–", "-", "(", "and", "the", "mr", "mrs", "ms"})
ALONE = frozenset({"pair", "duo", "trio", "quartet"})  # numbers that are nouns


def pointing_phrases(s: Sentence, group: list[Phrase], memory: Memory) -> list[Phrase]:
    """Phrases of such nouns and of numbers that stand alone, where no office, state or body is named."""
    taken = {i for p in group for i in range(p.first, p.last + 1)}
    out = []
    for t in s.tokens:
        if t.i in taken or t.dep not in NOMINAL or (t.i and s.tokens[t.i - 1].text == "-" and t.tag == "CD"):
            continue
        word, first = noun_at(s, t.i, memory)
        if word and not taken & set(range(first, t.i)):
            out.append(Phrase(s.index, first, t.i, t.i, "modifier" if t.dep == "poss" else "actor", "pointing", word))
    return out


def noun_at(s: Sentence, i: int, memory: Memory) -> tuple[str, int]:
    """The noun or number that word i ends, if it is one that may point back, and where its phrase begins."""
    t, pointing = s.tokens[i], memory.pointing
    low = t.text.lower()
    inside = [c for c in s.children[i] if c < i and s.tokens[c].dep in INSIDE]
    first = min(inside, default=i)
    opening = s.tokens[first].text.lower()
    tied = any(s.tokens[c].dep == "poss" or s.tokens[c].text.lower() in {"of", "between"} for c in s.children[i])
    pair = f"{s.tokens[i - 1].text.lower()} {low}" if i else ""
    if tied or (opening not in DEFINITE | EACH and low != "both"):
        return "", i
    if low in ORDER or (low in memory.words.numbers and (t.tag in {"CD", "DT", "PRP"} or low in ALONE)):
        return (low, first) if len(inside) == (low != "both") or opening == "all" else ("", i)
    if t.tag not in {"NN", "NNS"}:
        return "", i
    for noun in (pair, low):
        if noun in pointing.epithets and opening == "the":
            return (noun, first) if first + len(noun.split()) == i else ("", i)
        if noun in pointing.groups or noun in pointing.sides or noun in pointing.leaders:
            return noun, first
    return "", i


def settle_pointing(s: Sentence, phrase: Phrase, memory: Memory, work: list[Phrase]) -> None:
    """Give such a phrase its ids, if the text has named enough of the kind."""
    noun, words = phrase.name, [t.text.lower() for t in s.tokens[phrase.first : phrase.last + 1]]
    phrase.name = ""
    if named := listed(s, phrase, work, memory):
        phrase.ids = named
    elif noun in memory.pointing.epithets:
        phrase.ids = epithet(noun, memory)
    elif noun in ORDER:
        chain = memory.last_chain(s, NEAR)
        phrase.ids = (chain[ORDER[noun]],) if len(chain) == 2 else ()
    elif noun in memory.words.numbers:
        phrase.ids = memory.any_chain(s, NEAR, memory.words.numbers[noun]) or (memory.people_near(memory.words.numbers[noun]) if noun in ALONE else ())
    else:
        phrase.ids = several(s, noun, words, memory)
    phrase.rule = "together" if len(phrase.ids) > 1 else "context"


def listed(s: Sentence, phrase: Phrase, work: list[Phrase], memory: Memory) -> tuple[str, ...]:
    """Two or more that are named right behind the phrase, with nothing but commas and "and" between: "the two ministers, A of X and B of Y"."""
    at = phrase.last + 1
    out: list[str] = []
    if at >= len(s.tokens) or s.tokens[at].text not in {",", ":", "–", "-", "("}:
        return ()
    for p in work:
        if p.first < at or p.role != "actor" or not (p.who or p.ids):
            continue
        if any(t.text.lower() not in LISTING for t in s.tokens[at : p.first]):
            break
        out += memory.cast.ids(p.who) if p.who else p.ids
        at = p.last + 1
    return tuple(dict.fromkeys(out)) if len(set(out)) > 1 else ()


def epithet(noun: str, memory: Memory) -> tuple[str, ...]:
    """The state or body named last that the noun is said of."""
    return next(((code,) for code in reversed(memory.named[-KIN:]) if code in memory.pointing.epithets[noun]), ())


def several(s: Sentence, noun: str, words: list[str], memory: Memory) -> tuple[str, ...]:
    """The actors that "the two leaders", "both countries", "each side" or "the guarantors" means."""
    pointing, last = memory.pointing, noun.split()[-1]
    number = next((memory.words.numbers[w] for w in words if w in memory.words.numbers), 2 if EACH & set(words) else 0)
    if number and (noun in pointing.leaders or last in GENDERED):
        return memory.leaders(number)
    if number and noun in pointing.sides:
        return memory.parties(number)
    if number and last in memory.words.together:
        return memory.here(s, number) or memory.number(number)
    if not number and (noun in pointing.groups or " ".join(words[-2:]) in pointing.groups) and words[:1] == ["the"]:
        return memory.last_chain(s, NEAR)
    return ()


def western(s: Sentence, memory: Memory) -> tuple[str, ...]:
    """The states that "the western powers" names, where the text has just named some and all are western."""
    chain = memory.last_chain(s, KIN)
    return chain if len(chain) > 1 and set(chain) <= memory.pointing.western else ()
