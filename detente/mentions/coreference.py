"""What points back, over one article in order of place: pronouns (`pronouns.py`) and offices without a name or an owner (`definite.py`)."""

from __future__ import annotations

from detente.codebook.pointing import Pointing
from detente.mentions.definite import introduce, settle_office
from detente.mentions.memory import Memory
from detente.mentions.people import Cast
from detente.mentions.phrase import Phrase
from detente.mentions.pronouns import pronoun_phrases, settle_pronoun, settle_relative
from detente.mentions.together import listed, pointing_phrases, settle_pointing
from detente.records import Sentence


def resolve(sentences: tuple[Sentence, ...], found: list[list[Phrase]], cast: Cast, pointing: Pointing) -> None:
    """Give ids to phrases that have none of their own and add a phrase for each pronoun that means an actor."""
    memory = Memory(sentences, found, cast, pointing)
    for s, group in zip(sentences, found, strict=True):
        work = sorted([*group, *pronoun_phrases(s), *pointing_phrases(s, group, memory)], key=lambda p: (p.first, -p.last))
        memory.begin(s, work)
        for phrase in work:
            if phrase.rule == "pronoun":
                settle_pronoun(s, phrase, memory)
            elif phrase.rule == "relative":
                settle_relative(s, phrase, memory)
            elif phrase.rule == "pointing":
                settle_pointing(s, phrase, memory, work)
            elif phrase.office and not phrase.person and s.tokens[phrase.head].tag == "NNS" and (named := listed(s, phrase, work, memory)):
                phrase.ids, phrase.rule = named, "together"
            elif phrase.office and not phrase.person:
                settle_office(s, phrase, memory)
            elif phrase.office and phrase.who and not phrase.who.code:
                introduce(s, phrase, memory)
            if phrase.rule != "relative" and (phrase.ids or phrase.who or phrase.office):
                memory.remember(s, phrase)
        memory.join(s, work)
        group[:] = [p for p in work if worth(p)]
    for group in found:
        for phrase in group:
            if phrase.who:  # introduced later in the text
                phrase.ids = cast.ids(phrase.who)


def worth(p: Phrase) -> bool:
    """Does the phrase mean someone: an actor, a name, or at least "a diplomat", who may speak?"""
    return bool(p.ids) or (p.role == "actor" and (p.person is not None or p.who is not None or (p.kind == "person" and p.rule not in {"pronoun", "relative"})))
