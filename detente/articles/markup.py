"""HTML → Draft."""

from __future__ import annotations

import trafilatura

from detente.articles.draft import Draft
from detente.codebook import Codebook


def from_html(text: str, codebook: Codebook) -> Draft:
    found = trafilatura.bare_extraction(text, fast=True, include_comments=False, with_metadata=True)
    if found is None:
        return Draft(paragraphs=[], dropped=[])
    return Draft(paragraphs=[p for p in (found.text or "").split("\n") if p.strip()], dropped=[], title=found.title, standfirst=found.description, byline=found.author, published=found.date, outlet=found.sitename, url=found.url)
