"""The stage: one page → one article, or a quarantined row. A given text stays as it is; HTML and plain text lose their furniture."""

from __future__ import annotations

from detente import ids
from detente.articles.dates import iso
from detente.articles.draft import Draft
from detente.articles.language import language
from detente.articles.markup import from_html
from detente.articles.plain import from_text
from detente.codebook import Codebook
from detente.records import Article, Dropped, Page, Quarantined


def clean(page: Page, codebook: Codebook, *, published: str | None = None, outlet: str | None = None, longest: int = 1_000_000) -> Article | Quarantined:
    """The article of a page. `published` and `outlet` hold where the page says nothing of its own; `longest` is in characters."""
    text = page.data.decode("utf-8", "replace")
    if page.form == "body":
        draft = Draft(paragraphs=[text], dropped=[])
    elif page.form == "html":
        draft = from_html(text, codebook)
    else:
        draft = from_text(text, codebook)
    body = "\n".join(draft.paragraphs)
    if not body.strip():
        return _quarantined(page, "no article text found; a page must hold at least a sentence of a report; give the text itself as JSONL")
    if len(body) > longest:
        return _quarantined(page, f"too long: {len(body):,} characters; allowed are {longest:,}; split it or allow more (--longest)")
    url = page.url or draft.url
    given = page.published if page.published is not None else draft.published
    when = iso(given)
    if given and not when:
        draft.dropped.append(Dropped(given, "unreadable date"))
    known = codebook.outlets.by_url(url) or (None if page.named else codebook.outlets.by_file(page.origin))
    whose = page.outlet or outlet or draft.outlet or (known.name if known else None)
    return Article(
        id=ids.article_id(whose, page.origin if page.named else url or (ids.digest(body) if page.origin.startswith("-") else page.origin)),
        origin=page.origin,
        url=url,
        outlet=whose,
        credited_source=draft.credited_source,
        title=page.title or draft.title,
        standfirst=draft.standfirst,
        byline=draft.byline,
        published=when or published,
        language=language(body),
        text=body,
        dropped=tuple(draft.dropped),
    )


def _quarantined(page: Page, reason: str) -> Quarantined:
    return Quarantined(id=ids.digest("quarantined", page.origin, page.line, "articles"), origin=page.origin, line=page.line, stage="articles", reason=reason)
