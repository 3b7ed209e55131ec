"""Hostile pages: each is cleaned or refused within a kill limit (one run reads them all), and no words are lost without a flag."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests.conftest import run_command

ONE = "Tarn has offered Orsa a truce of @ days along the Svell river, its foreign minister, Ilan Roke, said on Monday."
TWO = "Orsa rejected the offer within hours and said that its troops would stay where they were until the spring."
REPORT = f"<h1>Tarn offers Orsa a truce</h1><p>{ONE}</p><p>{TWO}</p>"
BOMB = "<!DOCTYPE html [" + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)) + '<!ENTITY e0 "lol">]>'


PAGES = {
    # 100,000 nested elements
    "nested.html": "<div>" * 100_000 + REPORT + "</div>" * 100_000,
    # 50,000 unclosed tags
    "unclosed.html": "<b><i>x" * 25_000 + REPORT,
    # a million comments
    "comments.html": "<!-- x -->" * 1_000_000 + REPORT,
    # colspan 2^53
    "colspan.html": f"<table><tr><td colspan={2**53} rowspan={2**53}>x</td></tr></table>{REPORT}",
    # a paragraph of 20 MB
    "paragraph.html": f"{REPORT}<p>" + "word " * 4_000_000 + "</p>",
    # a billion laughs
    "bomb.html": f"{BOMB}<html><body>{REPORT}<p>&e9;</p></body></html>",
    # an external entity
    "external.html": f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>{REPORT}<p>&x;</p></body></html>',
    # 100,000 attributes
    "attributes.html": "<p " + " ".join(f'a{n}="x"' for n in range(100_000)) + f">x</p>{REPORT}",
    # 5,000 links
    "links.html": "<a href=x>Read more</a> " * 5_000 + REPORT,
    # JSON-LD nested 100,000 deep
    "data.html": f'{REPORT}<script type="application/ld+json">{"[" * 100_000}</script>',
    # a PDF by another name
    "pdf.html": "%PDF-1.7\n" + "x" * 1_000,
    # 100,000 brackets
    "marks.txt": "(" * 100_000 + "\n" + ONE + "\n" + TWO,
    # a line of 30,000 words
    "line.txt": "word " * 30_000 + "\n" + ONE + "\n" + TWO,
    # invisible characters
    "surrogates.txt": ONE + "\n" + "\ufeff\u202e\u200d" * 20_000 + "\n" + TWO,
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What the command prints for each page; it is killed after 300 seconds, and a page is given up after 60 (the machine may be busy)."""
    folder = tmp_path_factory.mktemp("hostile")
    for n, (name, page) in enumerate(PAGES.items(), 10):  # no two alike, or they would be duplicates
        (folder / name).write_text(page.replace("@", str(n)), "utf8")
    ran = run_command("read", folder, "--kinds", "article,quarantined", "--seconds", "60", "--format", "jsonl")
    assert ran.returncode == 1, ran.stderr[-500:]
    printed = [msgspec.json.decode(line) for line in ran.stdout.splitlines()]
    assert len(printed) == len(PAGES)
    return {row["origin"].rpartition("/")[2]: row for row in printed}


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page(rows: dict[str, dict[str, Any]], name: str) -> None:
    row = rows[name]
    if row["kind"] == "article":
        kept = " ".join([row["title"] or "", row["standfirst"] or "", row["text"], *(d["text"] for d in row["dropped"])])
        assert ONE.replace("@", str([*PAGES].index(name) + 10)) in kept
        assert TWO in kept
        assert "root:" not in kept
    else:
        assert row["stage"]
        assert row["reason"]


def test_most_are_read(rows: dict[str, dict[str, Any]]) -> None:
    assert sorted(name for name, row in rows.items() if row["kind"] == "quarantined") == ["paragraph.html", "pdf.html"]
