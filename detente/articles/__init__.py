"""Page → Article: title, standfirst, byline, date, outlet and body; every dropped block is kept with its reason."""

from detente.articles.clean import clean

__all__ = ["clean"]
