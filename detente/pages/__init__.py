"""Sources → Page: files, folders, globs and standard input, each page as it was served. What cannot be read is a quarantined row."""

from detente.pages.read import read

__all__ = ["read"]
