"""Sentence → Mentions: who, where, when, how many. Each kind is found by itself; the cast is who acts in the article."""

from __future__ import annotations

from detente.codebook import Codebook
from detente.mentions.actors import find_actors
from detente.mentions.numbers import find_numbers
from detente.mentions.places import find_places
from detente.mentions.rows import rows
from detente.mentions.times import find_times
from detente.mentions.times.settling import settle
from detente.records import Article, Mentions, Sentence

__all__ = ["find", "rows", "settle"]


def find(article: Article, sentences: tuple[Sentence, ...], codebook: Codebook) -> Mentions:
    """All that an article's sentences point to."""
    actors, cast = find_actors(article, sentences, codebook)
    times = find_times(article, sentences, codebook)
    return Mentions(
        actors=actors,
        places=find_places(article, sentences, codebook, actors),
        times=times,
        numbers=find_numbers(article, sentences, times, codebook),
        cast=cast,
    )
