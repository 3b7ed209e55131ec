"""A walk over the pages in a real Chromium: every kind of page by its links, and what a page must never do.

`tests/test_web_*.py` and `benchmarks/walk.py` share it. A page is watched from its first byte: errors of the console and of scripts, what the
content policy refused, dialogs, requests to other hosts and answers of 400 and more are its faults; what `xss()` was called with is `ran`.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request, Response, sync_playwright

MISSING = "no Chromium: apt-get install chromium, or set DETENTE_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 60_000  # milliseconds; a row's steps wait for the parser's model, and other tests may run beside
WIDE, NARROW, NARROWEST = (1280, 900), (390, 844), (360, 740)
NO_PAGE = re.compile(r"\.(csv|jsonl|parquet|atom|xml|ics|json|svg|js|css|png|toml)$|^/(api|static|feeds)/")
OWN_NAME = re.compile(r"[^a-z.-]")  # of a row or an actor, other than the words of our addresses
SERIOUS = ("serious", "critical")
REFUSED = "addEventListener('securitypolicyviolation', e => console.error(`content policy: ${e.violatedDirective} refused ${e.blockedURI} ${e.sample}`))"
SHAPE = """() => ({
  title: document.title, lang: document.documentElement.lang, heads: document.querySelectorAll('h1').length, main: document.querySelectorAll('main').length,
  over: document.scrollingElement.scrollWidth - innerWidth,
  wide: [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(e => e.tagName + '.' + e.className),
})"""
# What no text of an article may become: an element that loads or runs, an attribute that does, an address of another kind or host.
ALIVE = """() => {
  const found = [], own = new Set([location.host, '']);
  const places = {src: 1, action: 1, formaction: 1, data: 1, poster: 1, background: 1, srcset: 1, 'hx-get': 1, 'hx-post': 1, 'data-hx-get': 1, 'data-hx-post': 1};
  for (const e of document.querySelectorAll('*')) {
    const name = e.localName, says = a => found.push(`<${name}>${a ? ' ' + a : ''}: ${e.outerHTML.slice(0, 120)}`);
    if (['iframe', 'object', 'embed', 'base', 'math', 'marquee', 'style'].includes(name)) says();
    if (name === 'script' && (!e.src || new URL(e.src).host !== location.host || !new URL(e.src).pathname.startsWith('/static/'))) says();
    if (name === 'meta' && e.httpEquiv.toLowerCase() === 'refresh') says();
    for (const {name: at, value} of e.attributes) {
      if (/^on|^(data-)?hx-on|^srcdoc$|^style$/.test(at) || (/^(data-)?hx-/.test(at) && /javascript:|js:|\\[/.test(value))) says(at);
      if (at === 'href' || at === 'xlink:href' || places[at]) {
        let to; try { to = new URL(value, location.href) } catch { says(at); continue }
        const link = name === 'a' && at === 'href';
        if (!['http:', 'https:'].includes(to.protocol) || (!link && to.host !== location.host)) says(at);
      }
    }
  }
  return found.slice(0, 5);
}"""


def chromium() -> str | None:
    """The browser that is there: the one that DETENTE_CHROMIUM names, else the first on the path."""
    return os.environ.get("DETENTE_CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def started() -> Iterator[Browser]:
    """A headless browser without its own calls to the network."""
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-dev-shm-usage"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=quiet)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watched:
    """A tab that notes what happens in it; `faults` is to be empty at the end."""

    page: Page
    home: str
    faults: list[str] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    allowed: set[int] = field(default_factory=set)

    def go(self, address: str) -> Response | None:
        """Open an address of the home; the answer."""
        return self.page.goto(urljoin(self.home, address), wait_until="load")

    def blame(self, what: str) -> None:
        self.faults.append(f"{self.page.url}: {what}")

    def look(self, *, width: bool = True) -> None:
        """What each page has: a title, a language, one main heading, one main part, no sideways scrolling, nothing alive that was text."""
        shape: dict[str, Any] = self.page.evaluate(SHAPE)
        for name, right in (("title", bool(shape["title"].strip())), ("lang", bool(shape["lang"])), ("heads", shape["heads"] == 1), ("main", shape["main"] == 1)):
            if not right:
                self.blame(f"{name} is {shape[name]!r}")
        if width and shape["over"] > 0:
            self.blame(f"scrolls sideways by {shape['over']} px at a width of {self.page.viewport_size and self.page.viewport_size['width']}, for {shape['wide']}")
        for alive in self.page.evaluate(ALIVE):
            self.blame(f"alive: {alive}")

    def axe(self, *rules: str) -> None:
        """What keeps out who uses a keyboard or a screen reader, as far as axe can tell (by these of its rules, or all)."""
        only = {"runOnly": list(rules)} if rules else {}
        for broken in Axe().run(self.page, options={"resultTypes": ["violations"], **only}).response["violations"]:
            if broken["impact"] in SERIOUS:
                nodes = "; ".join(f"{' '.join(map(str, n['target']))} ({n['failureSummary'].splitlines()[-1].strip()})" for n in broken["nodes"][:4])
                self.blame(f"axe {broken['id']} ({broken['impact']}, {len(broken['nodes'])} places): {broken['help']}: {nodes}")

    def links(self) -> list[str]:
        """Addresses of the home that the page links to, in its order, without their fragments."""
        found = [
            urldefrag(a).url for a in self.page.eval_on_selector_all("a[href]", "all => all.map(a => new URL(a.getAttribute('href'), location.href).href)")
        ]  # links in pictures have no plain `href`
        return [a.removeprefix(self.home.rstrip("/")) or "/" for a in dict.fromkeys(found) if a.startswith(self.home.rstrip("/") + "/")]


@contextmanager
def watched(browser: Browser, home: str, *, size: tuple[int, int] = WIDE, dark: bool = False, script: bool = True) -> Iterator[Watched]:
    """A fresh tab (no cookies, nothing stored) for the pages of `home`."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
        locale="en-GB",
    )
    context.set_default_timeout(PATIENCE)
    tab = Watched(context.new_page(), home)
    watch(tab)
    try:
        yield tab
    finally:
        context.close()


def watch(tab: Watched) -> None:
    page, host = tab.page, urlsplit(tab.home).netloc

    def console(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource: the server responded"):  # answers are judged below
            tab.blame(f"console: {message.text[:300]}")

    def dialog(box: Dialog) -> None:
        tab.ran.append(f"dialog {box.message}")
        box.dismiss()

    def request(asked: Request) -> None:
        to = urlsplit(asked.url)
        tab.asked.append(asked.url)
        if to.scheme in ("http", "https", "ws", "wss") and to.netloc != host:
            tab.ran.append(f"asked {asked.url}")
            tab.blame(f"asked another host: {asked.url[:200]}")

    def response(answer: Response) -> None:
        if answer.status >= 400 and answer.status not in tab.allowed:
            tab.blame(f"{answer.status} for {answer.url[:200]}")

    page.context.expose_binding("xss", lambda _, *said: tab.ran.append(str(said[0] if said else "")))
    page.add_init_script(REFUSED)
    page.on("console", console)
    page.on("pageerror", lambda error: tab.blame(f"script: {str(error)[:300]}"))
    page.on("dialog", dialog)
    page.on("request", request)
    page.on("response", response)


def kind(address: str) -> str:
    """What kind of page an address is: its path with each id as a star, and whether anything is asked for. Tables count by their rows, but their files
    and what is asked of them do not."""
    to = urlsplit(address)
    first, *rest = to.path.strip("/").split("/")
    if first == "rows" and rest:
        rest = [f"*.{rest[0].split('.')[1]}"] if "." in rest[0] else ["*"] if to.query else rest
    elif first not in ("feeds", "static"):
        rest = ["*" if OWN_NAME.search(part) else part for part in rest]
    return "/" + "/".join([first, *rest]) + ("?" if to.query else "")


def drawn(address: str) -> str:
    """As `kind`, but all tables are one kind: pages that look alike."""
    return re.sub(r"^/rows/[a-z]+$", "/rows/*", kind(address))


def walk(tab: Watched, start: str = "/", *, each: int = 3, most: int = 400, of: Callable[[str], str] = kind, see: Callable[[Watched, str], None] | None = None) -> list[str]:
    """All addresses opened by following links from `start`, `each` of a kind of page at most; files among them are asked for without being opened.

    `of` tells what kind of page an address is; `see` is called on each page beside `look`.
    """
    waiting, known, count, opened = [start], {start}, Counter[str](), list[str]()
    while waiting and len(opened) < most:
        address = waiting.pop(0)
        if count[of(address)] >= each:
            continue
        count[of(address)] += 1
        opened.append(address)
        if NO_PAGE.search(urlsplit(address).path):
            fetch(tab, address)
            continue
        try:
            answer = tab.go(address)
        except Error as e:
            tab.faults.append(f"{address}: {e.message.splitlines()[0]}")
            continue
        if answer and answer.status >= 400:  # a fault that was noted, unless it is allowed
            continue
        tab.look()
        if see:
            see(tab, address)
        new = [a for a in tab.links() if a not in known]
        known.update(new)
        waiting += new
    return opened


def fetch(tab: Watched, address: str) -> bytes:
    """A file of the home, with the tab's cookies."""
    answer = tab.page.request.get(urljoin(tab.home, address))
    if not answer.ok:
        tab.faults.append(f"{address}: {answer.status}")
    return answer.body()
