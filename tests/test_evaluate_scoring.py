"""How rows and gold are matched and counted, what is told of the rest, and that a ledger is wholly right by its own gold."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from ledger_rows import DIFFERS, FIRST, LEAVE, MASSED, MASSED_TOO, MEETS, ROWS, SAID, TARN_TEXT, TROOPS, A, B
from msgspec.structs import replace
from typer.testing import CliRunner

from detente.cli import app
from detente.codebook import Codebook
from detente.evaluate import Finding, GoldError, Score, Scores, rows, score
from detente.evaluate.gold import Gold, GoldBoilerplate, GoldComparison, GoldEvent, GoldFigure, GoldPosition, GoldQuotation
from detente.evaluate.printed import name
from detente.evaluate.reading import row
from detente.exports import gold as export
from detente.ledger import Ledger
from detente.records import Account, Article, Figure, Quotation, Row

BOOK = Codebook()
DONE = GoldEvent(doc="a1", key="Tarn massed", source=("TRN",), target=("ORS",), types=("MOBILIZE",), status=("actual",))
MANY = GoldFigure(doc="a1", key="4,000 troops", value=4000, comparator="exactly")
ATTACK = GoldQuotation(doc="a1", key="We will not attack", speaker="Ada Lund", form="direct")
BETWEEN = GoldComparison(doc="a1", kind="differs", field="figure", what="troops", pieces={"a1": ("massed 4,000 troops",), "Orsa Daily": ("massed 6,000 troops",)})


def scored(gold: Iterable[Gold], printed: Iterable[Row]) -> Scores:
    return score(list(gold), [A, B, *printed], BOOK)


def one(gold: Iterable[Gold], printed: Iterable[Row]) -> Score:
    (found,) = scored(gold, printed).kinds
    return found


@pytest.mark.parametrize(
    ("gold", "printed", "counts", "verdicts"),
    [
        ([DONE], [MASSED], (1, 1, 1, 1, 1), []),
        ([DONE], [], (1, 0, 0, 0, 0), [("missed", "Tarn massed", ())]),
        ([DONE], [replace(MASSED, type="AID")], (1, 1, 1, 0, 0), [("wrong", "Tarn massed", ("type",))]),
        ([DONE], [replace(MASSED, actors=("VLD",), recipients=())], (1, 1, 1, 0, 0), [("wrong", "Tarn massed", ("actor", "recipient"))]),
        ([DONE], [MASSED, replace(MASSED, id="e9", type="AID")], (1, 2, 1, 1, 1), [("false", FIRST, ())]),  # the right one is taken
        ([DONE, replace(DONE, types=("AID",))], [MASSED], (2, 1, 1, 1, 1), [("missed", "Tarn massed", ())]),  # one row, one gold row
        ([DONE, replace(DONE, types=("AID", "MOBILIZE"))], [MASSED, replace(MASSED, id="e9", type="AID")], (2, 2, 2, 2, 2), []),  # first come would leave one
        ([DONE], [replace(MASSED, status="denied")], (1, 1, 1, 1, 1), []),  # the status is a figure of its own
        ([DONE], [replace(MASSED, start=1)], (1, 1, 0, 0, 0), [("missed", "Tarn massed", ()), ("false", FIRST, ())]),  # does not cite
        ([DONE], [MASSED_TOO], (1, 0, 0, 0, 0), [("missed", "Tarn massed", ())]),  # of a document that gold does not name
        ([MANY], [TROOPS, replace(TROOPS, id="f9", value=6000.0)], (1, 2, 1, 1, 1), [("false", FIRST, ())]),
        ([ATTACK, replace(ATTACK, key="will not attack")], [SAID], (2, 1, 2, 2, 1), []),  # one quotation, two keys
        ([ATTACK, replace(ATTACK, speaker="Ivo Berg")], [SAID], (2, 1, 2, 1, 1), [("wrong", "We will not attack", ("speaker",))]),
        ([BETWEEN], [DIFFERS], (1, 1, 1, 1, 1), []),
        ([replace(BETWEEN, kind="corroborated")], [DIFFERS], (1, 1, 1, 0, 0), [("wrong", "troops", ("verdict",))]),
        ([replace(BETWEEN, kind="only")], [DIFFERS], (1, 1, 0, 0, 0), [("missed", "troops", ()), ("false", "troops massed", ())]),  # two tell it
        (
            [replace(BETWEEN, pieces={"a1": ("massed 6,000 troops",), "b1": ("massed 4,000 troops",)})],
            [DIFFERS],
            (1, 1, 0, 0, 0),
            [("missed", "troops", ()), ("false", "troops massed", ())],
        ),
        ([replace(BETWEEN, pieces={"tarn-post": ("massed 4,000 troops",), "orsa daily": ("massed 6,000",)})], [DIFFERS], (1, 1, 1, 1, 1), []),
        ([replace(BETWEEN, pieces={"a1": ("massed 4,000 troops",)})], [DIFFERS], (1, 0, 0, 0, 0), [("missed", "troops", ())]),  # gold compares no other report
    ],
)
def test_rows_are_counted(gold: list[Gold], printed: list[Row], counts: tuple[int, ...], verdicts: list[tuple[str, str, tuple[str, ...]]]) -> None:
    found = one(gold, printed)
    assert (found.gold, found.printed, found.found, found.met, found.right) == counts
    assert [(f.verdict, f.words, f.fields) for f in found.findings] == verdicts


def test_two_pieces_under_one_report_are_two_accounts() -> None:
    gold = replace(BETWEEN, pieces={"a1": ("massed 4,000 troops", "Tarn massed")})
    assert one([gold], [DIFFERS, replace(DIFFERS, id="c9", accounts=DIFFERS.accounts[:1])]).met == 0
    account = DIFFERS.accounts[0]
    assert one([gold], [replace(DIFFERS, accounts=(account, replace(account, source="ORS")))]).met == 1


@pytest.mark.parametrize(
    ("key", "text", "gone"),
    [("Read more", TARN_TEXT, True), ("4,000 troops", TARN_TEXT, False), ("4,000  Troops!", TARN_TEXT, False), ("Read more", " ", False)],
)
def test_boilerplate_is_gone_where_the_text_lacks_it(key: str, text: str, gone: bool) -> None:
    (found,) = score([GoldBoilerplate(doc="a1", key=key)], [replace(A, text=text)], BOOK).kinds
    assert (found.gold, found.printed, found.met, found.precision, found.recall, found.f1) == (1, None, int(gone), None, float(gone), None)


def test_figures_are_those_of_the_counts() -> None:
    gold = [MANY, replace(MANY, key="Tarn massed", comparator="about")]
    found = one(gold, [TROOPS, replace(TROOPS, id="f8"), replace(TROOPS, id="f9"), replace(TROOPS, id="f7", value=2.0)])
    assert (found.precision, found.recall, found.f1) == (0.5, 1.0, pytest.approx(2 / 3))
    assert found.fields == {"value": (2, 2), "comparator": (1, 2)}
    assert (one(gold, []).precision, one(gold, []).f1) == (None, 0.0)


def test_a_document_is_whole_and_kinds_are_chosen() -> None:
    gold = [DONE, MANY, GoldPosition(doc="b1", key="It demanded", actor="ORS", stance=("demands",))]
    found = scored(gold, [MASSED, TROOPS, LEAVE, MASSED_TOO, MEETS])
    assert [(s.kind, s.gold, s.printed) for s in found.kinds] == [("event", 1, 2), ("position", 1, 1), ("figure", 1, 1)]
    assert [s.kind for s in score(gold, [A, B], BOOK, ("position",)).kinds] == ["position"]


def test_documents_are_found_by_name_or_id() -> None:
    moved = replace(A, id="0123abcd", origin="https://tarn.example/2031/border.html?page=1")
    for doc in ("border", "0123abcd", "elsewhere/border.txt"):
        assert score([replace(DONE, doc=doc)], [moved, replace(MASSED, article=moved.id)], BOOK).kinds[0].met == 1
    assert scored([DONE, replace(DONE, doc="veldt")], [MASSED]).absent == ["veldt"]
    with pytest.raises(GoldError, match="none of the gold's documents is in the ledger: gold has veldt, the ledger a1, b1"):
        scored([replace(DONE, doc="veldt")], [MASSED])


@pytest.mark.parametrize(
    ("origin", "called"),
    [
        ("pages/border.txt", "border"),
        ("C:\\pages\\border.html.gz", "border"),
        ("border", "border"),
        ("v1.2", "v1.2"),
        ("https://t.example/a/b/?q=1", "b"),
        ("news.jsonl:3", "news.jsonl:3"),
        (".txt", ".txt"),
    ],
)
def test_documents_are_called_by_their_file(origin: str, called: str) -> None:
    assert name(origin) == called


def gold_of(ledger: Iterable[Row]) -> list[Gold]:
    out = io.BytesIO()
    export.write(ledger, out, export.KINDS)
    return [row(line) for line in out.getvalue().splitlines()]


def test_a_ledger_is_right_by_its_own_gold(examples_printed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_bytes(examples_printed)
    printed = list(rows(file))
    found = score(gold_of(printed), printed, BOOK)
    assert [s.kind for s in found.kinds] == ["quotation", "event", "position", "meeting", "figure", "comparison", "boilerplate"]
    for s in found.kinds:
        assert (s.recall, s.precision, s.f1) == ((1.0, None, None) if s.kind == "boilerplate" else (1.0, 1.0, 1.0)), s.findings[:3]
        assert all(right == told for right, told in s.fields.values()), s.fields


def test_gold_says_what_the_rows_say() -> None:
    said = [{k: v for k, v in json.loads(line).items() if k != "doc"} for line in written(ROWS)]
    assert said == [
        {"row": "boilerplate", "key": "Read more", "why": "link list"},
        {"row": "event", "key": FIRST, "source": ["TRN"], "target": ["ORS"], "types": ["MOBILIZE"], "status": ["actual"], "date": "2031-03-03"},
        {"row": "figure", "key": FIRST, "value": 4000.0, "comparator": "exactly", "unit": "troops"},
        {"row": "quotation", "key": "We will not attack,", "speaker": "Ada Lund", "form": "direct"},
        {"row": "meeting", "key": MEETS.evidence, "parties": ["TRN", "ORS"], "status": ["planned"], "places": ["Veldt"], "date": "2031-03-07"},
        {"row": "boilerplate", "key": "Read more", "why": "link list"},
        {
            "row": "event",
            "key": MASSED_TOO.evidence,
            "source": ["TRN"],
            "target": [],
            "types": ["MOBILIZE"],
            "status": ["unconfirmed"],
            "condition": "if they stay",
            "date": "2031-03",
        },
        {"row": "position", "key": LEAVE.evidence, "actor": "ORS", "stance": ["demands"], "issue": "troops-at-border"},
        {"row": "comparison", "kind": "differs", "field": "figure", "what": "troops massed", "a1": FIRST, "b1": DIFFERS.accounts[1].evidence},
    ]


def written(ledger: Iterable[Row]) -> list[bytes]:
    out = io.BytesIO()
    export.write(ledger, out, export.KINDS)
    return out.getvalue().splitlines()


def test_documents_that_are_called_alike_are_named_by_id() -> None:
    twin = replace(B, id="b2", origin="elsewhere/a1.html")
    ledger = [A, MASSED, twin, replace(MASSED_TOO, article="b2")]
    assert [g.doc for g in gold_of(ledger) if isinstance(g, GoldEvent)] == ["a1", "b2"]
    named_so = replace(A, id="a9", origin="pages/kind.txt")  # a field of comparisons is called so
    account: Account = replace(DIFFERS.accounts[0], article="a9")
    (compared,) = [g for g in gold_of([named_so, replace(DIFFERS, accounts=(account,))]) if isinstance(g, GoldComparison)]
    assert compared.pieces == {"a9": (FIRST,)}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "crisis.db") as ledger:
        ledger.add(ROWS)
    return tmp_path / "crisis.db"


def test_the_commands_make_gold_and_score_it(book: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        done = CliRunner().invoke(app, [*arguments])
        assert done.exit_code == 0, done.stderr
        return done.stdout

    gold, printed = tmp_path / "out" / "gold.jsonl", tmp_path / "rows.jsonl"
    run("export", "--to", "gold", "--ledger", str(book), "--out", str(tmp_path / "out"))
    assert run("export", "--to", "gold", "--ledger", str(book)).encode().splitlines() == gold.read_bytes().splitlines() == written(ROWS)
    lines = [json.loads(line) for line in run("evaluate", str(gold), "--ledger", str(book), "--format", "jsonl", "--misses", "5").splitlines()]
    assert [(x["kind"], x["f1"]) for x in lines] == [
        ("quotation", 1.0),
        ("event", 1.0),
        ("position", 1.0),
        ("meeting", 1.0),
        ("figure", 1.0),
        ("comparison", 1.0),
        ("boilerplate", None),
    ]
    printed.write_text(run("export", "--to", "jsonl", "--ledger", str(book)), "utf8")
    figures = tmp_path / "figures.jsonl"
    figures.write_text(run("export", "--to", "gold", "--ledger", str(book), "--kinds", "figure").replace("4000.0", "4001.0"), "utf8")
    (line, miss) = [json.loads(x) for x in run("evaluate", str(figures), "--against", str(printed), "--format", "jsonl", "--misses", "5").splitlines()]
    assert line == {"kind": "figure", "gold": 1, "printed": 1, "found": 1, "met": 0, "right": 0, "precision": 0.0, "recall": 0.0, "f1": 0.0} | {
        "partial": False,
        "fields": {"value": {"right": 0, "told": 1}, "comparator": {"right": 1, "told": 1}},
    }
    assert miss == {"verdict": "wrong", "kind": "figure", "doc": "a1", "words": FIRST, "fields": ["value"], "row": "f1"}
    table = run("evaluate", str(figures), "--against", str(printed), "--misses", "1")
    assert "figure" in table
    assert "a row has these words, but not value f1" in " ".join(table.split())


def test_rows_that_are_none_are_told(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"kind":"event"}\n', "utf8")
    with pytest.raises(GoldError, match=r"rows.jsonl:1: no row as `--format jsonl` prints it: Object missing required field"):
        list(rows(file))
    with pytest.raises(GoldError, match="No such file"):
        list(rows(tmp_path / "none.jsonl"))


def test_findings_stand_where_they_belong() -> None:
    found = one([DONE, replace(DONE, key="Orsan border", types=("AID",))], [MASSED])
    assert found.findings == (Finding("missed", "event", "a1", "Orsan border"),)


@pytest.mark.usefixtures("unhindered")
def test_time_grows_with_the_rows() -> None:
    """One document, for that is the hardest."""

    def spent(many: int) -> float:
        sentences = [f"Tarn sent {n} tanks and {n + 1} guns to the northern border on day {n} of the crisis." for n in range(many)]
        text = " ".join(sentences)
        article: Article = replace(A, text=text, dropped=())
        printed: list[Row] = [article]
        at = 0
        for n, sentence in enumerate(sentences):
            cited = {"article": "a1", "start": at, "end": at + len(sentence), "evidence": sentence}
            figure: Figure = replace(TROOPS, id=f"f{n}", value=float(n), **cited)
            quotation: Quotation = replace(SAID, id=f"q{n}", content=sentence, **cited)
            printed += [figure, replace(figure, id=f"g{n}", value=n + 1.0), quotation]
            at += len(sentence) + 1
        gold = gold_of(printed)
        started = time.process_time()
        found = score(gold, printed, BOOK)
        used = time.process_time() - started
        assert [s.f1 for s in found.kinds] == [1.0, 1.0]
        return used

    spent(50)
    assert min(spent(3_000) for _ in range(2)) <= 2.5 * min(spent(1_500) for _ in range(2))
