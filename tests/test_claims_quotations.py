"""Who said what: sentence → speaker's words, cue, content and form."""

from __future__ import annotations

import pytest

from detente.claims.quotations import quotations
from detente.codebook import Codebook
from detente.records import Article, Mentions, Quotation
from detente.sentences import parse

BOOK = Codebook()
NOBODY = Mentions((), (), (), (), ())


def rows(text: str, title: str | None = None) -> list[Quotation]:
    """The quotations of a body (or title) by themselves, before anybody knows who is who: speakers are the words of the text."""
    article = Article(
        id="a", origin="a", url=None, outlet="The Quill", credited_source=None, title=title, standfirst=None, byline=None, published=None, language="en", text=text, dropped=()
    )
    return [q for parsed, sentences in parse([article]) for q in quotations(parsed, sentences, NOBODY, BOOK)]


def short(q: Quotation) -> tuple[str | None, str | None, str, str]:
    return q.speaker_name, q.cue, q.content, q.form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tarn said that the bridge would close.", [("Tarn", "said", "the bridge would close", "indirect")]),
        ("The bridge would close on Friday, the minister said.", [("minister", "said", "The bridge would close on Friday", "indirect")]),
        ("Peru left the talks, days after a minister said that the plan was dead.", [("minister", "said", "the plan was dead", "indirect")]),
        ("The bridge, the minister said, would close on Friday.", [("minister", "said", "The bridge … would close on Friday", "indirect")]),
        ("According to the army, the bridge was mined.", [("army", "According to", "the bridge was mined", "indirect")]),
        ("“We will not leave,” Ivan Sorel said.", [("Ivan Sorel", "said", "We will not leave,", "direct")]),
        ("“We will not leave,” said Ivan Sorel, “and nobody can make us.”", [("Ivan Sorel", "said", "We will not leave, … and nobody can make us.", "direct")]),
        ("Ivan Sorel said: “We will not leave.”", [("Ivan Sorel", "said", "We will not leave.", "direct")]),
        ("Tarn said the plan was “a gift to the enemy”.", [("Tarn", "said", "the plan was “a gift to the enemy”", "mixed")]),
        ("Tarn wants Orsa to withdraw its troops.", [("Tarn", "wants", "Orsa to withdraw its troops", "indirect")]),
        ("Tarn denied planning an attack.", [("Tarn", "denied", "planning an attack", "indirect")]),
        ("Tarn accused Orsa of shelling the town.", [("Tarn", "accused", "Orsa of shelling the town", "indirect")]),
        ("The plan was described by Ivan Sorel as a trap.", [("Ivan Sorel", "described", "The plan … as a trap", "indirect")]),
        ("Tarn regards the militia as a threat.", [("Tarn", "regards", "the militia as a threat", "indirect")]),
        ("Ivan Sorel issued a statement saying that the talks had failed.", [("Ivan Sorel", "saying", "the talks had failed", "indirect")]),
        (
            "Ivan Sorel said that the talks had failed, adding that Orsa was to blame.",
            [("Ivan Sorel", "said", "the talks had failed", "indirect"), ("Ivan Sorel", "adding", "Orsa was to blame", "indirect")],
        ),
        ("“The bridge,” said Ivan Sorel, the foreign minister, “is ours.”", [("Ivan Sorel", "said", "The bridge, … is ours.", "direct")]),
        ("“Will Tarn attack?” asked Mara Tell.", [("Mara Tell", "asked", "Will Tarn attack?", "direct")]),
        ("Mara Tell, of the Institute for Peace: “Nobody wins.”", [("Mara Tell", ":", "Nobody wins.", "direct")]),
        ("Ivan Sorel said the truce would hold, after a night of shelling in the north.", [("Ivan Sorel", "said", "the truce would hold", "indirect")]),
        ("Ivan Sorel told reporters that the truce would hold, as shelling resumed.", [("Ivan Sorel", "told", "the truce would hold", "indirect")]),
        ("The truce will hold, Ivan Sorel said, even as shells fell on Quill.", [("Ivan Sorel", "said", "The truce will hold", "indirect")]),
        ("Orsa repeated its claim that Tarn had mined the bridge.", [("Orsa", "repeated", "Tarn had mined the bridge", "indirect")]),
        ("There were calls from Orsa for a truce.", [("Orsa", "calls", "a truce", "indirect")]),
        ("Tarn's hope is that the truce will hold.", [("Tarn", "hope", "the truce will hold", "indirect")]),
        ("As Ivan Sorel noted, the bridge was a grave.", [("Ivan Sorel", "noted", "the bridge was a grave", "indirect")]),
        ("In the words of Ivan Sorel, the bridge was “a grave”.", [("Ivan Sorel", "In the words of", "the bridge was “a grave”", "mixed")]),
        ("In Sorel's view, the bridge should stay shut.", [("Sorel", "view", "the bridge should stay shut", "indirect")]),
        ("Tarn is accused by Orsa of mining the bridge.", [("Orsa", "accused", "Tarn … of mining the bridge", "indirect")]),
        ("Tarn made it clear that the bridge would stay shut.", [("Tarn", "made it clear", "the bridge would stay shut", "indirect")]),
        ("The report suggests that the truce is holding.", [("report", "suggests", "the truce is holding", "indirect")]),
        ("The trip suggests that the truce is holding.", []),
        ("Asked whether Tarn would attack, Ivan Sorel said: “No, never.”", [("Ivan Sorel", "said", "No, never.", "direct")]),
        ("Ivan “the Hammer” Sorel entered Quill with his “people's army”.", []),
        ("He has published “The Long War” and “Rivers of Tarn”.", []),
        ("It is widely believed that the talks will fail.", []),
        ("Ivan Sorel did not say whether the talks had failed.", []),
        ("I think that the talks have failed.", []),
        ("The crowd watched “The Long March” in silence.", []),
        ("The so-called “black road” runs to Orsa.", []),
    ],
)
def test_sentences(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert [short(q) for q in rows(text)] == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Orsa minister: we will not leave", ("Orsa minister", ":", "we will not leave", "indirect")),
        ("Strait to reopen within days: minister", ("minister", ":", "Strait to reopen within days", "indirect")),
        ("Tarn will strike first, says Orsa", ("Orsa", "says", "Tarn will strike first", "indirect")),
    ],
)
def test_headlines(title: str, expected: tuple[str, str, str, str]) -> None:
    assert [(q.part, short(q)) for q in rows("", title)] == [("title", expected)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tarn’s foreign minister, Ivan Sorel, said that the bridge would close.", ["Tarn’s foreign minister, Ivan Sorel"]),
        ("The bridge would close, said Mara Tell, a researcher at the Quill Institute.", ["Mara Tell, a researcher at the Quill Institute"]),
        ("Officials who have seen the plan said that the bridge would close.", ["Officials who have seen the plan"]),
        ("The army and the police said that the bridge would close.", ["The army and the police"]),
        ("QUILL — Ivan Sorel said that the bridge would close.", ["Ivan Sorel"]),
        ("The envoy praised Ivan Sorel, who says that the bridge is safe.", ["who"]),
        ("“We go home,” said Ivan Sorel during a visit to Quill.", ["Ivan Sorel"]),
    ],
)
def test_a_speaker_is_cited_whole_with_title_and_apposition(text: str, speaker: list[str]) -> None:
    (row,) = rows(text)
    assert [text[a:b] for a, b in row.spans.speaker] == speaker


def test_a_quotation_over_paragraphs_is_one_row() -> None:
    text = "“We have waited for ten years,” Mara Tell said. “Nobody came.\n\n“Now we go home.”\n\nThe crowd left."
    (row,) = rows(text)
    assert short(row) == ("Mara Tell", "said", "We have waited for ten years, … Nobody came. … Now we go home.", "direct")
    assert text[row.start : row.end] == row.evidence == text[: text.index("\n\nThe crowd")]


def test_a_quotation_alone_in_the_next_paragraph_goes_on_and_one_after_other_news_does_not() -> None:
    first = "“We have waited for ten years,” Mara Tell said.\n\n"
    assert len(rows(first + "“Now we will all go home.”")[0].spans.content) == 2
    assert len(rows(first + "Rain fell on the city.\n\n“Now we will all go home.”")[0].spans.content) == 1


def test_who_quotes_another_vouches_for_it() -> None:
    outer, inner = rows("According to the Herald, Ivan Sorel said that the talks had failed.")
    assert (outer.speaker_name, outer.according_to) == ("Herald", ("The Quill",))
    assert (inner.speaker_name, inner.according_to) == ("Ivan Sorel", ("Herald", "The Quill"))


@pytest.mark.parametrize(
    ("text", "vouching"),
    [
        ("Ivan Sorel was quoted by the Herald as saying that the talks had failed.", ["Herald"]),
        ("The Herald quoted Ivan Sorel as saying that the talks had failed.", ["Herald"]),
        ("The press of Tarn reports that Ivan Sorel said the talks had failed.", ["press of Tarn"]),
    ],
)
def test_the_chain_of_who_quotes_whom(text: str, vouching: list[str]) -> None:
    (row,) = [q for q in rows(text) if q.speaker_name == "Ivan Sorel"]
    assert (row.content, row.according_to) == ("the talks had failed", (*vouching, "The Quill"))


def test_what_is_reported_with_its_source_is_the_sources() -> None:
    outer, inner = sorted(rows("The Herald reported that the talks had failed, citing two officials."), key=lambda q: len(q.according_to))
    assert short(outer) == ("Herald", "reported", "the talks had failed", "indirect")
    assert short(inner) == ("two officials", "citing", "the talks had failed", "indirect")
    assert inner.according_to == ("Herald", "The Quill")


@pytest.mark.parametrize(
    ("text", "addressee", "venue"),
    [
        ("Ivan Sorel told reporters during a press conference that the talks had failed.", "reporters", "during a press conference"),
        ("Ivan Sorel told a news conference in Geneva: “The talks have failed.”", None, "a news conference in Geneva"),
        ("Ivan Sorel told reporters in Brussels that the talks had failed.", "reporters", "in Brussels"),
        (
            "Ivan Sorel said during a joint press conference with Orsa's foreign minister that the talks had failed.",
            None,
            "during a joint press conference with Orsa's foreign minister",
        ),
        ("Speaking to reporters in Geneva on Monday, Ivan Sorel said that the talks had failed.", "reporters", "in Geneva"),
        ("Speaking at a summit in Geneva, Ivan Sorel said that the talks had failed.", None, "at a summit in Geneva"),
        ("In a statement, Ivan Sorel said that the talks had failed.", None, "In a statement"),
        ("Ivan Sorel said that the talks in Geneva had failed.", None, None),
    ],
)
def test_addressee_and_venue(text: str, addressee: str | None, venue: str | None) -> None:
    (row,) = rows(text)
    assert (row.addressee, row.venue) == (addressee, venue)
    assert row.content.endswith("had failed") or row.content == "The talks have failed."


def test_a_long_speech_is_cut_into_rows_of_150_words_between_sentences() -> None:
    text = "“" + " ".join(["We have waited for ten long years and nobody came."] * 40) + "” Ivan Sorel said."
    found = rows(text)
    assert len(found) == 3
    assert all(len(q.content.split()) <= 150 and q.content.endswith(".") and q.speaker_name == "Ivan Sorel" for q in found)


def test_ids_are_unique_and_rows_in_order() -> None:
    found = rows("“We go,” Tarn said. Orsa denied that it had left. Tarn said it would stay, and Orsa accused Tarn of lying.")
    assert len({q.id for q in found}) == len(found) >= 3
    assert [q.start for q in found] == sorted(q.start for q in found)
