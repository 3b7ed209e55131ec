"""Who is who in an article: every noun phrase that denotes an actor, with the actor's id, and the cast of those who act.

1. Names of the codebook in each sentence (`gazetteer.py`).
2. Noun phrases around them (`noun_phrases.py`) and names of people (`names.py`), joined where the text joins them (`attach.py`).
3. Whom each name means in this article (`people.py`): full names first, then bare surnames.
4. What points back: "he", "the regime", "both countries" (`coreference.py`).
"""

from __future__ import annotations

from detente.codebook import Codebook
from detente.mentions.attach import attach
from detente.mentions.coreference import resolve
from detente.mentions.gazetteer import scan
from detente.mentions.hereabouts import settle_here
from detente.mentions.lying import Lying
from detente.mentions.names import name_runs, surnames, written
from detente.mentions.noun_phrases import finish, phrases
from detente.mentions.people import Cast
from detente.mentions.phrase import Person, Phrase
from detente.records import Actor, ActorSpot, Article, Sentence


def find_actors(article: Article, sentences: tuple[Sentence, ...], codebook: Codebook) -> tuple[tuple[ActorSpot, ...], tuple[Actor, ...]]:
    """The spots of all actors in order of place, and a row for each actor met."""
    tables = codebook.actors
    hits = [scan(s, tables) for s in sentences]
    runs = [name_runs(s, h, tables.words) for s, h in zip(sentences, hits, strict=True)]
    known = surnames(sentences, hits, runs, tables)
    lying = Lying(codebook, hits)
    found = [attach(s, h, r, settle_here(s, phrases(s, h, tables), h, lying), tables, known) for s, h, r in zip(sentences, hits, runs, strict=True)]
    cast = Cast(tables, article.published, lying.told)
    name_people(sentences, found, cast)
    for group in found:
        for phrase in group:
            if phrase.through and phrase.through.who and phrase.through.who.code:
                phrase.owners, phrase.rule = [(phrase.through.who.code, None)], "through"
                if phrase.sector == "UAF":  # militias of whoever rules
                    phrase.sector = "MIL"
            elif phrase.through and not phrase.owners and (code := cast.house(phrase.through.name)):
                phrase.owners, phrase.rule = [(code, None)], "through"
            if not phrase.ids and not phrase.person:
                finish(phrase, tables)
    resolve(sentences, found, cast, codebook.pointing)
    for group in found:
        nest(group)
    spots = tuple(spot(sentences[p.sentence], p) for group in found for p in group)
    return spots, cast_rows(article, spots, cast)


def name_people(sentences: tuple[Sentence, ...], found: list[list[Phrase]], cast: Cast) -> None:
    """Full names through the whole article, then what is left."""
    single = []
    for s, group in zip(sentences, found, strict=True):
        for phrase in group:
            if phrase.person:
                name = written(s, *phrase.person)
                if len(cast.parts(name)) > 1:
                    settle(phrase, cast.add(phrase, name), cast)
                else:
                    single.append((phrase, name))
    for phrase, name in single:
        person = cast.surnamed(name, phrase)
        if person is None and (phrase.office or phrase.owners) and not cast.knows(name):
            person = cast.add(phrase, name)
        elif person:
            cast.tell(person, phrase)
        if person:
            settle(phrase, person, cast)
        else:
            phrase.name = name
    for group in found:
        for phrase in group:
            if phrase.who:
                settle(phrase, phrase.who, cast)


def nest(group: list[Phrase]) -> None:
    """An actor named inside a larger phrase for an actor only tells whose that is: "Iran" in "the government of Iran"."""
    reach = -1
    for phrase in group:
        if phrase.last <= reach and phrase.role == "actor":
            phrase.role = "modifier"
        elif phrase.role == "actor":
            reach = max(reach, phrase.last)


def settle(phrase: Phrase, person: Person, cast: Cast) -> None:
    """The phrase means this person."""
    phrase.who, phrase.name = person, person.name
    phrase.ids = cast.ids(person)


def spot(s: Sentence, p: Phrase) -> ActorSpot:
    """The phrase as a record; an unnamed office without a country is named by its own words."""
    start, end = s.tokens[p.first].start, s.tokens[p.last].end
    text = s.text[start - s.start : end - s.start]
    name = p.name or text
    return ActorSpot(sentence=p.sentence, part=s.part, first=p.first, last=p.last, head=p.head, start=start, end=end, text=text, rule=p.rule, actors=p.ids, name=name, role=p.role)


def cast_rows(article: Article, spots: tuple[ActorSpot, ...], cast: Cast) -> tuple[Actor, ...]:
    """A row for each actor, in order of first mention, with the ways in which the article names it."""
    people = {i: p for p in cast.people for i in cast.ids(p)}
    names: dict[str, dict[str, None]] = {}
    for x in spots:
        for actor in x.actors:
            aliases = names.setdefault(actor, {})
            if len(x.actors) == 1 and x.rule != "pronoun":
                aliases[x.text] = None
    out = []
    for actor, aliases in names.items():
        code, _, sector = actor.partition(":")[0].partition(".")
        person = people.get(actor)
        name = person.name if person else cast.actors.title(code, sector or None)
        role = person.office if person else None
        out.append(Actor(id=actor, name=name, code=code, sector=sector or None, role=role, aliases=tuple(sorted(aliases))))
    return tuple(out)
