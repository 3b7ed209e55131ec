"""What an article has named so far, for what points back to it. Everything here is looked up, nothing is searched through the whole article."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from detente.codebook.pointing import Pointing
from detente.grammar import ancestors
from detente.mentions.people import Cast
from detente.mentions.phrase import Owner, Person, Phrase
from detente.records import Sentence

BACK = 3  # sentences that a pronoun reaches back
KIN = 8  # sentences in which another word for the same thing is still in mind
RECENT = 60  # phrases that "the three countries" may be among
ARMED = frozenset({"REB", "UAF", "OPP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Chain(NamedTuple):
    """Actors named together in a sentence."""

    sentence: int
    ids: tuple[str, ...]


class Memory:
    """Phrases by where and how they were named; filled in order of place."""

    def __init__(self, sentences: tuple[Sentence, ...], found: list[list[Phrase]], cast: Cast, pointing: Pointing) -> None:
        self.sentences, self.cast, self.words, self.pointing = sentences, cast, cast.actors.words, pointing
        states = Counter(code for group in found for p in group for code, _ in p.owners if self.is_state(code))
        self.main = states.most_common(1)[0][0] if states else None
        self.by_sentence: list[list[Phrase]] = [[] for _ in sentences]
        self.recent: list[Phrase] = []
        self.speaker: Phrase | None = None
        self.chains: list[Chain] = []
        self.offices: dict[str, Phrase] = {}
        self.kin: dict[str, Phrase] = {}
        self.people: dict[str, Person] = {}
        self.seen: dict[str, int] = {}  # the sentence that named each of them last
        self.named: list[str] = []  # states and bodies
        self.groups: list[str] = []  # armed groups and movements
        self.ahead: list[Phrase] = []  # phrases of the sentence at hand
        self.joined: list[dict[int, list[Phrase]]] = []  # phrases of each sentence by the first of the words joined to theirs

    def is_state(self, code: str) -> bool:
        return code in self.cast.actors.state_codes

    def dep(self, p: Phrase) -> str:
        return self.sentences[p.sentence].tokens[p.head].dep

    def remember(self, s: Sentence, p: Phrase) -> None:
        """Keep a phrase once it is settled."""
        self.by_sentence[s.index].append(p)
        self.recent = [*self.recent[-RECENT:], p]
        if p.who:
            self.people.pop(p.who.name, None)
            self.people[p.who.name] = p.who
            self.seen[p.who.name] = s.index
            before = self.speaker
            within = before and before.sentence == s.index and s.tokens[before.head].head in ancestors(s, p.head)
            if self.speaks(s, p.head) and not within:  # "he said he was told by X": he is who goes on
                self.speaker = p
        elif p.office and p.owners and p.rule != "together":
            self.offices[p.office] = p
            self.kin[self.kin_of(p)] = p
        if p.rule in {"body", "state", "capital", "seat", "coalition"}:
            self.named = [*self.named[-RECENT:], *(code for code, _ in p.owners)]
        if p.rule == "body" and p.owners and p.owners[0][1] in ARMED and not self.is_state(p.owners[0][0]):
            self.groups = [*self.groups[-RECENT:], p.owners[0][0]]

    def speaks(self, s: Sentence, i: int) -> bool:
        """Is the word the subject of a verb of saying, or what such a verb in the passive is done by?"""
        t = s.tokens[i]
        verb = s.tokens[t.head]
        if t.dep == "pobj" and verb.text.lower() == "by":
            above = next((s.tokens[a] for a in ancestors(s, verb.i) if s.tokens[a].pos in {"VERB", "AUX"}), None)  # "described as wrong by X"
            return above is not None and above.tag == "VBN" and above.lemma in self.words.saying
        return t.dep == "nsubj" and verb.lemma in self.words.saying

    def kin_of(self, p: Phrase) -> str:
        """Opponents are one kin whatever they are called, governments another, and so on."""
        if p.sector in {"OPP", "REB"}:
            return p.sector
        return self.words.same_office.get(p.office or "", p.office or "")

    def join(self, s: Sentence, group: list[Phrase]) -> None:
        """Those whom a sentence names together ("Tarn, Orsa and Veldt", "Turkish and Syrian forces")."""
        joined = [[i for p in phrases if len(p.ids) == 1 for i in p.ids] for phrases in self.joined[s.index].values()]
        for ids in [*joined, *(p.ids for p in group)]:
            chain = Chain(s.index, tuple(dict.fromkeys(ids)))
            if len(chain.ids) > 1:
                self.chains = [*self.chains[-RECENT:], chain]

    def with_others(self, p: Phrase) -> list[Phrase]:
        """The phrase and those joined to it by "and"."""
        top = root(self.sentences[p.sentence], p.head)
        return [q for q in self.joined[p.sentence].get(top, []) if q.ids]

    def begin(self, s: Sentence, work: list[Phrase]) -> None:
        """What the next sentence holds."""
        self.ahead = work
        joined: dict[int, list[Phrase]] = {}
        for p in work:
            if p.role == "actor" and p.rule not in {"pronoun", "relative"}:
                joined.setdefault(root(s, p.head), []).append(p)
        self.joined.append(joined)

    def back(self, s: Sentence, sentences: int) -> list[Phrase]:
        """Phrases of this sentence and of so many before it, in the same part, the latest first."""
        out: list[Phrase] = []
        for k in range(s.index, max(-1, s.index - sentences - 1), -1):
            if self.sentences[k].part != s.part:
                break
            out.extend(reversed(self.by_sentence[k]))
        return out

    def owners_near(self, s: Sentence, sentences: int, acting: bool) -> list[Owner]:
        """The state that the article is most about, if it was named near; else the nearest named. `acting`: not as a place."""
        near = [code for p in self.back(s, sentences) if not (acting and p.role == "place") for code, _ in p.owners if self.is_state(code)]
        code = self.main if not near or self.main in near else near[0]
        return [(code, None)] if code else []

    def last_chain(self, s: Sentence, sentences: int) -> tuple[str, ...]:
        """Those named together last, if that was near; states by their codes."""
        near = [c for c in self.chains[-1:] if s.index - c.sentence <= sentences]
        return (self.states(near[0]) if len(self.states(near[0])) == len(near[0].ids) else near[0].ids) if near else ()

    def any_chain(self, s: Sentence, sentences: int, n: int) -> tuple[str, ...]:
        """The last n that were named together near, whoever they are."""
        return next((c.ids for c in reversed(self.chains) if len(c.ids) == n and s.index - c.sentence <= sentences), ())

    def states(self, chain: Chain) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for i in chain.ids if self.is_state(code := code_of(i))))

    def leaders(self, n: int) -> tuple[str, ...]:
        """The last n persons of as many states or bodies, else the governments of the last n states named together."""
        people = self.people_near(n)
        states = next((c for c in reversed(self.chains) if len(self.states(c)) == n == len(c.ids) and not any(":" in i for i in c.ids)), None)
        if people and (not states or min(self.seen[i.partition(":")[2]] for i in people) >= states.sentence):
            return people
        if states:
            return tuple(i if "." in i else f"{i}.GOV" for i in states.ids)
        return self.number(n)

    def people_near(self, n: int) -> tuple[str, ...]:
        """The last n persons who act for as many states or bodies, in order of first mention."""
        out: dict[str, Person] = {}
        latest = max(self.seen.values(), default=0)
        for person in list(reversed(self.people.values()))[:RECENT]:
            if person.code and latest - self.seen[person.name] <= BACK:
                out.setdefault(person.code, person)
            if len(out) == n:
                order = {id(p): k for k, p in enumerate(self.cast.people)}
                return tuple(i for p in sorted(out.values(), key=lambda p: order.get(id(p), 0)) for i in self.cast.ids(p))
        return ()

    def parties(self, n: int) -> tuple[str, ...]:
        """The last n parties named together, states by their codes."""
        for chain in reversed(self.chains):
            if len(states := self.states(chain)) == n:
                return states
            if len(chain.ids) == n and not any(":" in i for i in chain.ids):
                return chain.ids
        return self.number(n)

    def here(self, s: Sentence, n: int) -> tuple[str, ...]:
        """The n states of this very sentence, of those before the phrase; where it names more, those whose things or doings it tells ("a British plane")."""
        near = [p for p in self.back(s, 0) if p.role != "place" and p.rule not in {"pronoun", "relative"}]
        for told in (near, [p for p in near if p.role == "modifier"]):
            codes = dict.fromkeys(code for p in reversed(told) for code in ([code_of(i) for i in p.ids] or [c for c, _ in p.owners]) if self.is_state(code))
            if len(codes) == n:
                return tuple(codes)
        return ()

    def number(self, n: int) -> tuple[str, ...]:
        """The last n states that were named together, else the last n that were named."""
        for chain in reversed(self.chains):
            if len(states := self.states(chain)) == n:
                return states
        out: list[str] = []
        for p in reversed(self.recent):
            out.extend(code for code in map(code_of, p.ids) if p.role != "place" and self.is_state(code) and code not in out)
            if len(out) >= n:
                return tuple(reversed(out[:n]))
        return ()


def root(s: Sentence, i: int) -> int:
    """The first of the words that "and" and apposition join to word i."""
    while s.tokens[i].dep in {"conj", "appos"} and s.tokens[i].head != i:
        i = s.tokens[i].head
    return i


def code_of(actor: str) -> str:
    """The CODE of an id."""
    return actor.partition(":")[0].partition(".")[0]
