"""What an article has named so far, for what points back to it. Everything here is looked up, nothing is searched through the whole article."""

from __future__ import annotations

from collections import Counter

from detente.mentions.people import Cast
from detente.mentions.phrase import Owner, Person, Phrase
from detente.records import Sentence

BACK = 3  # sentences that a pronoun reaches back
KIN = 8  # sentences in which another word for the same thing is still in mind
RECENT = 60  # phrases that "the three countries" may be among
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Memory:
    """Phrases by where and how they were named; filled in order of place."""

    def __init__(self, sentences: tuple[Sentence, ...], found: list[list[Phrase]], cast: Cast) -> None:
        self.sentences, self.cast, self.words = sentences, cast, cast.actors.words
        states = Counter(code for group in found for p in group for code, _ in p.owners if self.is_state(code))
        self.main = states.most_common(1)[0][0] if states else None
        self.by_sentence: list[list[Phrase]] = [[] for _ in sentences]
        self.recent: list[Phrase] = []
        self.speaker: Phrase | None = None
        self.together: dict[int, tuple[str, ...]] = {}
        self.offices: dict[str, Phrase] = {}
        self.kin: dict[str, Phrase] = {}
        self.people: dict[str, Person] = {}
        self.bodies: list[str] = []

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
            if self.speaks(s, p.head):
                self.speaker = p
        elif p.office and p.owners and p.rule != "together":
            self.offices[p.office] = p
            self.kin[self.kin_of(p)] = p
        if p.rule == "body":
            self.bodies.extend(p.ids)

    def speaks(self, s: Sentence, i: int) -> bool:
        """Is the word the subject of a verb of saying, or what such a verb in the passive is done by?"""
        t = s.tokens[i]
        verb = s.tokens[t.head]
        if t.dep == "pobj" and verb.text.lower() == "by":
            return s.tokens[verb.head].lemma in self.words.saying
        return t.dep == "nsubj" and verb.lemma in self.words.saying

    def kin_of(self, p: Phrase) -> str:
        """Opponents are one kin whatever they are called, governments another, and so on."""
        if p.sector in {"OPP", "REB"}:
            return p.sector
        return self.words.same_office.get(p.office or "", p.office or "")

    def join(self, s: Sentence, group: list[Phrase]) -> None:
        """States that a sentence names together ("Tarn, Orsa and Veldt", "Turkish and Syrian forces")."""
        chains: dict[int, list[str]] = {}
        for p in group:
            if p.role == "actor" and len(p.ids) == 1:
                root = p.head
                while s.tokens[root].dep in {"conj", "appos"} and s.tokens[root].head != root:
                    root = s.tokens[root].head
                chains.setdefault(root, []).extend(p.ids)
        for ids in [*chains.values(), *(p.ids for p in group)]:
            states = tuple(dict.fromkeys(code_of(i) for i in ids if self.is_state(code_of(i))))
            if len(states) > 1:
                self.together[len(states)] = states

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

    def number(self, n: int) -> tuple[str, ...]:
        """The last n states that were named together, else the last n that were named."""
        if n in self.together:
            return self.together[n]
        out: list[str] = []
        for p in reversed(self.recent):
            out.extend(code for code in map(code_of, p.ids) if p.role != "place" and self.is_state(code) and code not in out)
            if len(out) >= n:
                return tuple(reversed(out[:n]))
        return ()


def code_of(actor: str) -> str:
    """The CODE of an id."""
    return actor.partition(":")[0].partition(".")[0]
