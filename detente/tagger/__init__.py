"""Sentences → attributions: source, cue and content, by a small trained network (what it is and how good: models/README.md).

The network reads words, not the parse, so it finds what no list of verbs holds; quotation marks, joins beyond a window and who is meant are
the rules' work in claims/.
"""

from detente.tagger.available import model, unavailable
from detente.tagger.tagging import tag

__all__ = ["model", "tag", "unavailable"]
