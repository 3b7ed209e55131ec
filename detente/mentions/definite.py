"""Whose "the regime", "its troops", "the opposition" are, who "the foreign minister" is, which ones "both countries" are."""

from __future__ import annotations

from detente.mentions.memory import BACK, KIN, SUBJECTS, Memory, code_of
from detente.mentions.noun_phrases import finish
from detente.mentions.phrase import Person, Phrase
from detente.mentions.pronouns import HE, IT, THEY, settle_pronoun, settle_relative
from detente.mentions.standing import placed
from detente.mentions.together import DEFINITE, EACH, epithet, several, western
from detente.records import Sentence

COUNTRY = frozenset({"country", "nation"})
OFFICIAL = frozenset({"GOV", "LEG", "JUD", "COP", "MIL"})
STATE_SECTORS = frozenset({None, "GOV", "MIL", "LEG", "JUD", "COP", "OPP", "SPY"})  # people of these act for or in a state


def settle_office(s: Sentence, phrase: Phrase, memory: Memory) -> None:
    """An office without a name: whose it is by what went before, and who holds it."""
    noun, words = phrase.office or "", [t.text.lower() for t in s.tokens[phrase.first : phrase.last + 1]]
    if phrase.first > 1 and s.tokens[phrase.first - 1].text == "of":  # "the trio of countries"
        words.append(s.tokens[phrase.first - 2].text.lower())
    if words[0] in DEFINITE | EACH and phrase.kind != "person" and not any(memory.is_state(code) for code, _ in phrase.owners):
        ids = western(s, memory) if phrase.owners == [("WEST", None)] and words[0] == "the" else several(s, noun, words, memory)
        if ids:
            phrase.ids, phrase.rule, phrase.name = ids, "together", ""
            return
    t = s.tokens[phrase.head]
    if phrase.kind == "person" and (t.dep == "attr" or (t.dep == "pobj" and s.tokens[t.head].text.lower() == "as")):
        phrase.ids = ()  # "remains president" tells of an office, not of an actor
        return
    if not phrase.owners:
        find_owner(s, phrase, words, memory)
    if phrase.kind == "person" and len(phrase.owners) <= 1 and t.tag != "NNS" and words[0] not in {"a", "an", "one", "another"}:
        holder = holder_of(phrase, noun, memory)
        if holder:
            phrase.who, phrase.name, phrase.sex, phrase.rule = holder, holder.name, holder.sex, "role"
            phrase.ids = memory.cast.ids(holder)
        elif not phrase.owners and words[0] == "the" and (known := memory.offices.get(noun)) and s.index - known.sentence <= KIN:
            phrase.owners, phrase.rule = known.owners[:1], "context"  # "the Veldt envoy", then "the envoy"
            finish(phrase, memory.cast.actors)


def introduce(s: Sentence, phrase: Phrase, memory: Memory) -> None:
    """A named person with an office but no country: that of the office's own body, or of the state that the text goes on about."""
    if not phrase.who or phrase.sector not in STATE_SECTORS:
        return
    if phrase.of and not phrase.of.owners:
        find_owner(s, phrase.of, ["the"], memory)
    code = phrase.of.owners[0][0] if phrase.of and phrase.of.owners else None
    if code is None and phrase.sector in OFFICIAL and not phrase.of:
        code = acting_state(s, memory)
    if code:
        phrase.who.code, phrase.who.sector = code, phrase.sector or (phrase.of.sector if phrase.of else None) or "GOV"
        phrase.ids = memory.cast.ids(phrase.who)


def acting_state(s: Sentence, memory: Memory) -> str | None:
    """The state that acts in the sentences just before."""
    for p in memory.back(s, BACK):
        if p.ids and memory.is_state(code_of(p.ids[0])) and p.role != "place" and (memory.dep(p) in SUBJECTS or memory.dep(p) == "poss"):
            return code_of(p.ids[0])
    return None


def find_owner(s: Sentence, phrase: Phrase, words: list[str], memory: Memory) -> None:
    """Whose an office without an owner is; leaves it alone where the text does not say."""
    noun = phrase.office or ""
    pronoun = next((c for c in s.children[phrase.head] if s.tokens[c].dep == "poss" and s.tokens[c].text.lower() in {*HE, *IT, *THEY, "whose"}), None)
    if pronoun is not None:
        of_pronoun(s, phrase, pronoun, memory)
    elif noun in memory.pointing.epithets:
        if ids := epithet(noun, memory):
            phrase.ids, phrase.rule, phrase.name = ids, "body", memory.cast.actors.names[ids[0]]
    elif noun in memory.pointing.movements and words == ["the", *noun.split()] and memory.groups and (noun in memory.pointing.bare or noun not in memory.offices):
        phrase.ids, phrase.rule, phrase.name = (memory.groups[-1],), "body", memory.cast.actors.names[memory.groups[-1]]
    elif phrase.kind == "person":
        of_speaker(s, phrase, memory)
    elif noun in COUNTRY:
        if words[:1] == ["the"] and len(words) == 2:
            phrase.owners, phrase.rule, phrase.name = memory.owners_near(s, 1, acting=False), "context", ""
            finish(phrase, memory.cast.actors)
            if placed(s, phrase.head, "state", memory.words):
                phrase.role = "place"
    elif not phrase.context and words[:1] == ["the"] and (known := memory.offices.get(noun)) and s.index - known.sentence <= KIN and not {"other", "rival"} & set(words):
        phrase.owners, phrase.sector, phrase.rule = known.owners[:1], phrase.sector or known.sector, "context"  # the same noun again
        phrase.name = known.name
        finish(phrase, memory.cast.actors)
    elif phrase.context and whole(s, phrase, words, memory) and (phrase.role == "actor" or "the" in words or s.tokens[phrase.head].dep == "poss"):
        known = memory.offices.get(noun) or memory.kin.get(memory.kin_of(phrase))
        if known and (known.office == noun or phrase.sector in {"OPP", "REB"} or s.index - known.sentence <= KIN):
            phrase.owners = known.owners[:1]
        else:
            phrase.owners = memory.owners_near(s, 1, acting="ministry" in noun)
        phrase.rule, phrase.name = "context", ""
        finish(phrase, memory.cast.actors)


def whole(s: Sentence, phrase: Phrase, words: list[str], memory: Memory) -> bool:
    """Are "the troops" meant, or "troops" that do something, and not "2,000 troops" that someone sent?"""
    return phrase.kind != "force" or words[:1] == ["the"] or (memory.dep(phrase) in SUBJECTS and not any(s.tokens[c].dep == "nummod" for c in s.children[phrase.head]))


def of_speaker(s: Sentence, phrase: Phrase, memory: Memory) -> None:
    """ "The head of the delegation": of whose delegation; "a spokesman": of the body or government that was last the subject."""
    if phrase.of and phrase.of.context:
        if not phrase.of.owners:
            find_owner(s, phrase.of, ["the"], memory)
        phrase.owners, phrase.sector = phrase.of.owners, phrase.sector or phrase.of.sector
    elif (phrase.office or "").startswith("spokes") and not phrase.through:
        body = next((p for p in memory.back(s, 2) if p.ids and not p.who and p.kind != "person" and p.role == "actor" and p.rule != "pronoun"), None)
        if body:
            code, _, sector = body.ids[0].partition(".")
            phrase.owners = [(code, sector or None)]
    if phrase.owners:
        phrase.rule, phrase.name = "context", ""
        finish(phrase, memory.cast.actors)


def of_pronoun(s: Sentence, phrase: Phrase, pronoun: int, memory: Memory) -> None:
    """ "Her country", "its troops": of whom the pronoun means."""
    if phrase.office in memory.words.relations and phrase.office != "members":
        return
    trial = Phrase(s.index, pronoun, pronoun, pronoun, "modifier", "pronoun", s.tokens[pronoun].text.lower())
    (settle_relative if trial.name == "whose" else settle_pronoun)(s, trial, memory)
    if trial.ids:
        whose = [i.partition(":")[0].partition(".") for i in trial.ids]
        phrase.owners, phrase.rule = [(code, sector if sector in {"OPP", "REB"} else None) for code, _, sector in whose], "possessive"
        phrase.name = ""
        finish(phrase, memory.cast.actors)


def holder_of(phrase: Phrase, noun: str, memory: Memory) -> Person | None:
    """The one of the article who holds the office, the latest named first; else the table's of that day."""
    if phrase.former:
        noun = f"former {noun}"
    code = phrase.owners[0][0] if phrase.owners else None
    for person in [*list(reversed(memory.people.values()))[:40], *memory.cast.people[:40]]:
        if holds(person, noun, code, memory) or leads(person, phrase, code):
            return person
    return memory.cast.incumbent(code, noun) if code and not phrase.former else None


def leads(person: Person, phrase: Phrase, code: str | None) -> bool:
    """Is the person at the head of the opponents whose leader is spoken of?"""
    same_side = code is not None and person.code == code and phrase.sector in {"OPP", "REB"} and person.sector == phrase.sector
    return same_side and (phrase.office or "").endswith(("leader", "chief", "head")) and any(w in (person.office or "") for w in ("leader", "chief", "head"))


def holds(person: Person, noun: str, code: str | None, memory: Memory) -> bool:
    """Does the person hold the office, by the words used for it?"""
    if code is not None and person.code != code:
        return False
    former = noun.startswith("former ")
    offices = [o for o in dict.fromkeys((*person.called, person.office)) if o and o.startswith("former ") == former]
    if any(o == noun or (not former and (o.endswith(" " + noun) or noun.endswith(" " + o))) for o in offices):
        return True
    return noun == "leader" and code is not None and person.office in memory.words.leaders
