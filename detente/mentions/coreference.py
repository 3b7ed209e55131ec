"""What points back: "he", "it", "their", "the regime", "the foreign minister", "her country", "the alliance", "both countries".

Cheap rules over one article, in order of place. A pronoun looks up the clause it stands in (the subject of the verb above), then to the
subjects of the sentences before, at most three back and within its part. First and second persons are left to who quotes them.
"""

from __future__ import annotations

from collections import Counter

from detente.grammar import ancestors
from detente.mentions.noun_phrases import finish
from detente.mentions.people import Cast
from detente.mentions.phrase import Person, Phrase
from detente.records import Sentence

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
EMPTY = frozenset({"be", "seem", "appear", "take", "remain", "happen", "make", "mean", "become"})
NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "trio": 3}
TOGETHER = frozenset("sides countries states nations powers leaders presidents ministers governments allies men neighbours neighbors capitals parties foes rivals armies".split())
SAME_OFFICE = {
    "regime": "government",
    "administration": "government",
    "authorities": "government",
    "leadership": "government",
    "military": "army",
    "troops": "army",
    "forces": "army",
}
LEADERS = ("president", "prime minister", "premier", "chancellor", "king", "crown prince", "supreme leader", "emir", "leader", "chief")
ALLIANCES = {"alliance": ("NATO",), "bloc": ("EU", "ASEAN", "AU", "ECOWAS", "GCC", "MERCOSUR")}
SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson"})
BACK = 3


def resolve(sentences: tuple[Sentence, ...], found: list[list[Phrase]], cast: Cast) -> None:
    """Give ids to phrases that have none of their own and add a phrase for each pronoun, in order of place."""
    history = History(sentences, found, cast)
    for s, group in zip(sentences, found, strict=True):
        history.sentence(s, group)


class History:
    """What has been named so far."""

    def __init__(self, sentences: tuple[Sentence, ...], found: list[list[Phrase]], cast: Cast) -> None:
        self.sentences, self.found, self.cast = sentences, found, cast
        states = Counter(c for g in found for p in g for c, _ in p.owners if c in cast.actors.state_codes)
        self.main = states.most_common(1)[0][0] if states else None
        self.said: list[Phrase] = []  # phrases with ids, in order of place
        self.speaker: Phrase | None = None
        self.together: list[tuple[str, ...]] = []

    def sentence(self, s: Sentence, group: list[Phrase]) -> None:
        work: list[Phrase] = sorted(group + pronouns(s, group), key=lambda p: (p.first, -p.last))
        for phrase in work:
            if phrase.rule == "pronoun":
                self.pronoun(s, phrase)
            elif phrase.office and not phrase.person:
                self.office(s, phrase)
            elif phrase.person and phrase.office and phrase.who and not phrase.who.code:
                self.introduce(s, phrase)
            if phrase.ids or phrase.who or phrase.office:
                self.remember(s, phrase)
        group[:] = [p for p in work if p.ids or p.person or (p.kind == "person" and p.rule != "pronoun" and p.role == "actor")]
        self.join(s, group)

    def remember(self, s: Sentence, phrase: Phrase) -> None:
        self.said.append(phrase)
        t = s.tokens[phrase.head]
        if t.dep == "nsubj" and s.tokens[t.head].lemma in SAYING and phrase.who:
            self.speaker = phrase

    def join(self, s: Sentence, group: list[Phrase]) -> None:
        """Actors named together in this sentence."""
        heads = {p.head: p for p in group if p.role == "actor" and len(p.ids) == 1}
        chains: dict[int, list[str]] = {}
        for i, p in heads.items():
            root = i
            while s.tokens[root].dep in {"conj", "appos"} and s.tokens[root].head != root:
                root = s.tokens[root].head
            chains.setdefault(root, []).extend(p.ids)
        for ids in [*chains.values(), *(p.ids for p in group)]:
            states = tuple(dict.fromkeys(code_of(i) for i in ids if code_of(i) in self.cast.actors.state_codes))
            if len(states) > 1:
                self.together.append(states)

    # --- pronouns

    def pronoun(self, s: Sentence, phrase: Phrase) -> None:
        word = phrase.name
        t = s.tokens[phrase.head]
        if word in HE and t.dep == "nsubj" and s.tokens[t.head].lemma in SAYING and self.speaker and fits(self.speaker, word, self):
            if self.speaker.sentence >= s.index - BACK:
                return self.take(phrase, self.speaker)
        if word in IT and t.dep == "nsubj" and s.tokens[t.head].lemma in EMPTY:
            return None
        if t.dep == "expl":
            return None
        found = self.above(s, phrase, word) or self.before(s, phrase, word)
        if not found and word in THEY:  # no plural: a state or body may be "they"
            found = self.above(s, phrase, "they*") or self.before(s, phrase, "they*")
        if found:
            self.take(phrase, found)
        return None

    def take(self, phrase: Phrase, other: Phrase) -> None:
        phrase.ids, phrase.who, phrase.name, phrase.sex = other.ids, other.who, other.name, other.sex

    def above(self, s: Sentence, phrase: Phrase, word: str) -> Phrase | None:
        """The subject of a clause above the pronoun's own; of its own where it is a possessive."""
        heads = {p.head: p for p in reversed(self.said) if p.sentence == s.index}
        own = s.tokens[phrase.head].dep == "poss"
        passed = 1 if s.tokens[phrase.head].dep in {"dobj", "pobj", "dative"} else 0  # "X warned Y of them": not X
        skipped = own
        for i in ancestors(s, phrase.head):
            if s.tokens[i].pos not in {"VERB", "AUX", "NOUN"}:
                continue
            if not skipped and s.tokens[i].pos != "NOUN":
                skipped = True
                if s.tokens[phrase.head].dep in {"nsubj", "nsubjpass", "dobj"}:
                    continue
            for c in s.children[i]:
                if s.tokens[c].dep in {"nsubj", "nsubjpass", "poss"} and c in heads and c < phrase.first and fits(heads[c], word, self):
                    if passed:
                        passed -= 1
                        continue
                    return heads[c]
        return None

    def before(self, s: Sentence, phrase: Phrase, word: str) -> Phrase | None:
        """The best of what was named before: subjects first, this sentence and the ones before it in turn."""
        best: tuple[int, Phrase] | None = None
        t = s.tokens[s.tokens[phrase.head].head]
        for k in range(len(self.said) - 1, -1, -1):
            p = self.said[k]
            back = s.index - p.sentence
            if back > BACK or (best and back > best[0]):
                break
            if self.sentences[p.sentence].part != s.part or not fits(p, word, self):
                continue
            if p.role == "place" or (t.dep == "relcl" and p.head == t.head) or p.first <= phrase.first <= p.last and not back:
                continue
            dep = self.sentences[p.sentence].tokens[p.head].dep
            if not back and s.tokens[phrase.head].dep in {"dobj", "pobj"}:
                if dep in {"nsubj", "nsubjpass"}:
                    continue
                return p
            if dep in {"nsubj", "nsubjpass"}:
                if back:
                    first = self.first_subject(p.sentence, word)
                    return first or p
                return p
            if best is None:
                best = (back, p)
        return best[1] if best else None

    def first_subject(self, sentence: int, word: str) -> Phrase | None:
        """The first subject of a sentence that fits: it is most often what the next one goes on about."""
        tokens = self.sentences[sentence].tokens
        return next((p for p in self.found[sentence] if tokens[p.head].dep in {"nsubj", "nsubjpass"} and p.ids and fits(p, word, self)), None)

    # --- nouns

    def office(self, s: Sentence, phrase: Phrase) -> None:
        """An office without a name: whose it is by what went before, and who holds it."""
        noun = phrase.office or ""
        words = [t.text.lower() for t in s.tokens[phrase.first : phrase.last + 1]]
        number = next((NUMBERS[w] for w in words if w in NUMBERS), 0)
        if number and (noun in TOGETHER or noun.split()[-1] in TOGETHER):
            ids = self.group_of(number)
            if ids:
                phrase.ids, phrase.rule = ids, "together"
            elif not phrase.owners:
                phrase.ids = ()
            return
        t = s.tokens[phrase.head]
        if t.dep == "attr" or (t.dep == "pobj" and s.tokens[t.head].text.lower() == "as"):
            phrase.ids = phrase.ids if phrase.owners and phrase.kind != "person" else ()
            return  # "remains president": an office, no actor
        if not phrase.owners:
            self.own(s, phrase, noun, words)
        if phrase.kind == "person" and len(phrase.owners) <= 1 and s.tokens[phrase.head].tag != "NNS" and "a" not in words[:1] and "an" not in words[:1]:
            holder = self.holder(phrase, noun)
            if holder:
                phrase.who, phrase.name, phrase.sex, phrase.rule = holder, holder.name, holder.sex, "role"
                phrase.ids = (self.cast.actors.actor(holder.code, holder.sector, holder.name),) if holder.code else ()

    def introduce(self, s: Sentence, phrase: Phrase) -> None:
        """A person with an office but no country: that of the office's own body, or of the state that the text goes on about."""
        if phrase.of and phrase.of.context and not phrase.of.owners:
            self.own(s, phrase.of, phrase.of.office or "", [])
        owners = phrase.of.owners if phrase.of else []
        code = owners[0][0] if owners else self.subject_state(s)
        if code and phrase.who and phrase.sector in {None, "GOV", "MIL", "LEG", "JUD", "COP", "OPP", "SPY"}:
            phrase.who.code, phrase.who.sector = code, phrase.sector or (phrase.of.sector if phrase.of else None) or "GOV"
            for group in self.found:
                for p in group:
                    if p.who is phrase.who:
                        p.ids = (self.cast.actors.actor(code, phrase.who.sector, phrase.who.name),)

    def subject_state(self, s: Sentence) -> str | None:
        """The state that the sentences just before are about: the last one that acts there."""
        for p in reversed(self.said):
            if s.index - p.sentence > BACK:
                break
            dep = self.sentences[p.sentence].tokens[p.head].dep
            if p.ids and code_of(p.ids[0]) in self.cast.actors.state_codes and dep in {"nsubj", "nsubjpass", "poss"} and p.role != "place":
                return code_of(p.ids[0])
        return None

    def own(self, s: Sentence, phrase: Phrase, noun: str, words: list[str]) -> None:
        """Whose "the government", "its troops", "the opposition", "the alliance" are."""
        for c in s.children[phrase.head]:
            if s.tokens[c].dep == "poss" and s.tokens[c].text.lower() in HE.keys() | IT | THEY:
                self.possessed(s, phrase, c)
                return
        if noun in SPOKESMEN:
            body = next((p for p in reversed(self.said) if p.ids and not p.who and p.kind != "person" and s.index - p.sentence <= 2 and p.role == "actor"), None)
            if body:
                code, _, sector = body.ids[0].partition(".")
                phrase.owners, phrase.rule = [(code, sector or None)], "context"
                finish(phrase, self.cast.actors)
            return
        if phrase.of and phrase.of.context and phrase.kind == "person":
            self.own(s, phrase.of, phrase.of.office or "", [])
            phrase.owners, phrase.sector, phrase.rule = phrase.of.owners, phrase.sector or phrase.of.sector, "context"
            return finish(phrase, self.cast.actors)
        if noun in ALLIANCES:
            code = next((i for p in reversed(self.said) for i in p.ids if i in ALLIANCES[noun]), None)
            if code:
                phrase.ids, phrase.rule, phrase.name = (code,), "body", code
            return
        if not phrase.context or (phrase.role == "modifier" and "the" not in words and s.tokens[phrase.head].dep != "poss"):
            return
        kin = SAME_OFFICE.get(noun, noun)
        for p in reversed(self.said):
            if p.office == noun and p.owners and p.rule != "together":
                phrase.owners, phrase.rule = p.owners[:1], "context"
                return finish(phrase, self.cast.actors)
        for p in reversed(self.said):
            if (
                p.office
                and s.index - p.sentence <= 8
                and (SAME_OFFICE.get(p.office, p.office) == kin or (phrase.sector in {"OPP", "REB"} and p.sector == phrase.sector))
                and p.owners
            ):
                phrase.owners, phrase.rule = p.owners[:1], "context"
                break
        else:
            acting = noun.endswith("ministry") or noun.startswith("ministry")
            code = next(
                (c for p in reversed(self.said) if s.index - p.sentence <= 1 and not (acting and p.role == "place") for c, _ in p.owners if c in self.cast.actors.state_codes),
                self.main,
            )
            if code:
                phrase.owners, phrase.rule = [(code, None)], "context"
        finish(phrase, self.cast.actors)

    def possessed(self, s: Sentence, phrase: Phrase, c: int) -> None:
        """ "her country", "its troops": of whom the pronoun means."""
        if phrase.kind == "person" or phrase.office in RELATIVE:
            return
        owner = next((p for p in reversed(self.said) if p.sentence == s.index and p.head == c and p.rule == "pronoun"), None)
        if owner is None:
            trial = Phrase(s.index, c, c, c, "modifier", "pronoun", s.tokens[c].text.lower())
            self.pronoun(s, trial)
            owner = trial if trial.ids else None
        if owner and owner.ids:
            code, _, rest = owner.ids[0].partition(":")[0].partition(".")
            phrase.owners, phrase.rule = [(code, rest if rest in {"OPP", "REB"} else None)], "possessive"
            finish(phrase, self.cast.actors)

    def holder(self, phrase: Phrase, noun: str) -> Person | None:
        """The one person of the article who holds the office, the latest named first; else the table's of that day."""
        code = phrase.owners[0][0] if phrase.owners else None
        if phrase.former:
            return None
        for p in reversed(self.said):
            if p.who and held(p.who, noun, code):
                return p.who
        for person in self.cast.people:
            if held(person, noun, code):
                return person
        return self.cast.incumbent(code, noun) if code else None

    def group_of(self, number: int) -> tuple[str, ...]:
        """The last actors of that number that were named together, else the last ones named."""
        for ids in reversed(self.together):
            if len(ids) == number:
                return ids
        out: list[str] = []
        for p in reversed(self.said):
            for i in p.ids:
                if p.role != "place" and code_of(i) in self.cast.actors.state_codes and code_of(i) not in out:
                    out.append(code_of(i))
            if len(out) >= number:
                return tuple(reversed(out[:number]))
        return ()


def code_of(actor: str) -> str:
    """The CODE of an id."""
    return actor.partition(":")[0].partition(".")[0]


SAYING = frozenset(
    "say tell add warn insist claim announce declare argue note explain reply respond believe think describe suggest accuse urge call deny confirm stress reiterate acknowledge admit state write ask predict".split()
)
RELATIVE = frozenset(
    "ally allies partner partners backers supporters proxies neighbour neighbours neighbor neighbors counterpart opposition rebels fighters critics member members enemies".split()
)


def pronouns(s: Sentence, group: list[Phrase]) -> list[Phrase]:
    """A phrase for each pronoun of the third person."""
    return [
        Phrase(s.index, t.i, t.i, t.i, "modifier" if t.dep == "poss" else "actor", "pronoun", t.text.lower())
        for t in s.tokens
        if t.tag in {"PRP", "PRP$"} and (low := t.text.lower()) and (low in HE or low in IT or low in THEY)
    ]


def fits(p: Phrase, word: str, history: History) -> bool:
    """Can the pronoun mean what the phrase means?"""
    if not p.ids and not p.who and not p.office:
        return False
    t = history.sentences[p.sentence].tokens[p.head]
    one = p.who is not None or p.kind == "person" and t.tag not in {"NNS", "NNPS"}
    if word in HE:
        return one and p.sex in {None, HE[word]} and (p.who is None or p.who.sex in {None, HE[word]})
    if one:
        return False
    plural = t.tag in {"NNS", "NNPS"} or len(p.ids) > 1 or p.kind in {"people", "force", "side"} or p.name == "they"
    if word in IT:
        return not (t.tag in {"NNS"} or len(p.ids) > 1 or p.name == "they")
    return plural or word == "they*" and p.rule in {"body", "state", "capital", "seat"} or p.kind == "organ"


def held(person: Person, noun: str, code: str | None) -> bool:
    """Does the person hold the office, by the words used for it?"""
    office = person.office
    if not office or office.startswith("former ") or (code is not None and person.code != code):
        return False
    if office == noun or office.endswith(" " + noun) or noun.endswith(" " + office):
        return True
    return noun in {"leader"} and code is not None and office in LEADERS
