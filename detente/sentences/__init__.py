"""Article → sentences, each word with its tag, head and entity. The only room that imports spaCy."""

from detente.sentences.parse import MODEL, parse

__all__ = ["MODEL", "parse"]
