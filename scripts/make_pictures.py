"""The pictures of README.md and docs/web.md, taken of the pages as they are served: docs/*.png. Needs Chromium (DETENTE_CHROMIUM, or on the path).

PYTHONPATH=. python scripts/make_pictures.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from detente.ledger import Ledger
from detente.records import Article, Event
from tests.serving import serving
from tests.walking import started

ROOT = Path(__file__).parents[1]
READ = ("read", "examples/pages", "--codebook", "examples/codebook", "--kinds", "article,story,comparison,actor,mention,run", "--ledger")
WIDE = {"width": 1180, "height": 760}
TEXT = "harbour-courier-2019-03-05.txt"  # the article that is shown
SAID = "near the Norwegian border at Svinesund"  # words of the row that is chosen in it


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "crisis.db"
        subprocess.run([sys.executable, "-m", "detente", *READ, str(file)], cwd=ROOT, check=True, stdin=subprocess.DEVNULL)
        with serving(file, "--annotator", "Ada") as server, started() as browser:
            tab = browser.new_page(viewport=WIDE)  # type: ignore[arg-type]
            for name, address in shown(file).items():
                tab.goto(f"{server.home}{address}")
                tab.wait_for_load_state("networkidle")
                tab.evaluate("scrollTo(0, document.querySelector('.sides')?.offsetTop - 16 || 0)")  # pages come scrolled to a chosen row
                tab.screenshot(path=ROOT / "docs" / f"{name}.png")


def shown(file: Path) -> dict[str, str]:
    """What each picture shows."""
    with Ledger.open(file) as ledger:
        (story,) = ledger.rows("story")
        article = next(a for a in ledger.rows("article") if isinstance(a, Article) and a.origin.endswith(TEXT))
        row = next(r for r in ledger.rows("event", article=article.id) if isinstance(r, Event) and SAID in r.evidence)
    return {"today": "/", "story": f"/stories/{story.id}?show=articles", "article": f"/articles/{article.id}?row={row.id}"}


if __name__ == "__main__":
    main()
