"""Each rule of furniture drops its own `yes` lines and leaves its `no` lines; marks of captions, bylines, dates and credits."""

from __future__ import annotations

import pytest

from detente.articles.doubled import doubled
from detente.articles.lines import Line, credited, dateline_source, judged
from detente.codebook import Codebook

CODEBOOK = Codebook()
RULES = CODEBOOK.furniture.rules


@pytest.mark.parametrize(("rule", "line"), [(r.id, line) for r in RULES for line in r.yes])
def test_a_rule_drops_its_lines(rule: str, line: str) -> None:
    found = CODEBOOK.furniture.judge(line)
    assert found is not None, f"no rule drops {line!r}; mend {rule!r} in data/furniture.toml"


@pytest.mark.parametrize("line", [line for r in RULES for line in r.no])
def test_a_rule_leaves_prose(line: str) -> None:
    found = CODEBOOK.furniture.judge(line)
    assert found is None, f"{found and found.id} drops {line!r}; narrow it in data/furniture.toml"


def test_every_rule_is_proved() -> None:
    assert all(r.yes and r.no for r in RULES)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Tarn’s envoy leaves the ministry. Photograph: Lena Marsh/AFP/Getty Images", "caption"),
        ("The bridge at Svell, which was shelled on Monday (AP Photo/Jon Velk)", "caption"),
        ("A guard at the Orsan border. A guard at the Orsan border.", "caption"),
        ("Courtesy of the Tarnish navy", "caption"),
        ("A Reuters/Ipsos poll put the president of Marland ahead of both of his rivals on Friday.", ""),
        ("He came by courtesy of the emir, who had lent him an aeroplane for the journey to the talks.", ""),
        ("By Ana Holt and Piet Roon", "byline: Ana Holt and Piet Roon"),
        ("By ANA HOLT, Diplomatic Correspondent", "byline: ANA HOLT, Diplomatic Correspondent"),
        ("By our correspondent Jon Velk in Orsa", "byline: Jon Velk in Orsa"),
        ("By midnight the guns had fallen silent.", ""),
        ("By Monday, Tarn had moved its troops to the border with Orsa and closed the port.", ""),
        ("Diplomatic editor", "role: Diplomatic editor"),
        ("Orsa correspondent", "role: Orsa correspondent"),
        ("18 January 2022", "time stamp: 2022-01-18"),
        ("Published: Tuesday, January 18, 2022 5:40 pm", "time stamp: 2022-01-18"),
        ("Last updated at 17:40", "time stamp: None"),
        ("Updated rules for the observers were agreed in Geneva.", ""),
        ("On 18 January 2022 the envoy left.", ""),
        ("2 hours ago", "time stamp"),
        ("4 min read", "time stamp"),
        ("***", "no words"),
    ],
)
def test_what_a_line_is(line: str, what: str) -> None:
    assert said(judged(line, CODEBOOK)) == what


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("The National", "The National"),
        ("— AFP", "Agence France-Presse"),
        ("(Reuters)", "Reuters"),
        ("Source: Tarn Press Office", "Tarn Press Office"),
        ("This article was originally published by The Conversation.", "The Conversation"),
        ("This article was supplied by Veldt Wire and edited by us.", "Veldt Wire"),
        ("The Orsa Courier", "The Orsa Courier"),
        ("The Orsa Courier, foreign desk", "The Orsa Courier"),
        ("First published on 3 March 2019", None),
        ("The minister left", None),
        ("Tarn Press Office denied that the minister had ever been at the border crossing on that day.", None),
    ],
)
def test_whose_report_a_closing_line_says_it_is(line: str, source: str | None) -> None:
    assert credited(line, line.count(" ") + 1, CODEBOOK) == source


@pytest.mark.parametrize(
    ("opening", "source"),
    [
        ("ORSA (Reuters) - Tarn said on Monday", "Reuters"),
        ("ST. VELDT, Marland (AP) — Tarn said", "Associated Press"),
        ("BRUSSELS, March 5 (Veldt Wire) - Tarn said", "Veldt Wire"),
        ("(Reuters) — Tarn said", "Reuters"),
        ("Tarn (population 4m) - a small state", None),
        ("Tarn said (AP)", None),
    ],
)
def test_whose_report_a_dateline_says_it_is(opening: str, source: str | None) -> None:
    assert dateline_source(opening, CODEBOOK) == source


@pytest.mark.parametrize(
    ("text", "repeat"),
    [
        ("A guard at the Orsan border. A guard at the Orsan border.", " A guard at the Orsan border."),
        ("Guards in Tarn. A guard at the Orsan border.A guard at the Orsan border.", "A guard at the Orsan border."),
        ("A guard at the Orsan border.A guard at the Orsan border. He waved.", "A guard at the Orsan border."),
        ("Talks, talks, talks and talks again in Geneva and Orsa.", None),
        ("=" * 400, None),
        ("no no no no no no no no no no no no no no no no", None),
    ],
)
def test_words_taken_down_twice(text: str, repeat: str | None) -> None:
    found = doubled(text)
    assert (text[found[0] : found[1]] if found else None) == repeat


def said(line: Line) -> str:
    return line.reason or (f"{line.kind}: {line.value}" if line.kind else "")
