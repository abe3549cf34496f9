"""The smaller reporters: what each says of the sample, and its limits."""

from __future__ import annotations

import csv
import importlib
import io
import json
import re
import sys
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest

from govkit.i18n.catalogue import PSEUDO
from govkit.model.errors import UsageError
from govkit.report import Reporter, console, junit, markdown, sarif
from govkit.report import csv as csv_report
from govkit.report import json as json_report
from govkit.report import xlsx as xlsx_report
from tests.report.sample import group, large, message, sample

ALL = ("console", "csv", "html", "json", "junit", "markdown", "sarif", "xlsx")


def with_acting(count: int = 2_000) -> Any:
    """Return the sample with findings that are kept together."""
    assessment = sample()
    assessment["subjects"]["transfer"] = [f"t{i:04}" for i in range(count + 1)]
    entry = group(
        "global-cbpr", "recipient.contract", "unknown", message("no contract is stated"), count, ("transfer", 1, count)
    )
    assessment["groups"].append(entry | {"acting": True, "severity": "high", "fix": message("state it")})  # type: ignore[typeddict-unknown-key]
    return assessment


@pytest.mark.parametrize("name", ALL)
def test_every_reporter_keeps_the_protocol(name: str) -> None:
    reporter: Reporter = importlib.import_module(f"govkit.report.{name}")
    assert reporter.suffix.startswith(".")
    assert "/" in reporter.media_type
    for language in ("en", "th", PSEUDO, "xx"):
        assert reporter.render(sample(), language=language)
    first, again = reporter.render(sample(), language="th"), reporter.render(sample(), language="th")
    assert first == again


def test_a_workbook_holds_the_rows_of_the_table_and_every_cell_is_a_text() -> None:
    assessment = with_acting(3)
    assessment["frameworks"][0]["controls"][0]["title"] = "=1+1"
    with zipfile.ZipFile(io.BytesIO(xlsx_report.render(assessment))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        texts = book.read("xl/sharedStrings.xml").decode()
    assert len(sheets) == 2
    assert all("<f>" not in sheet and set(re.findall(r' t="(\w+)"', sheet)) == {"s"} for sheet in sheets)
    assert ">=1+1<" in texts
    written = sum(sheet.count("<row ") - 1 for sheet in sheets)
    assert written == len(list(csv_report.rows(assessment, "en")))


def test_a_workbook_goes_on_where_a_sheet_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_report, "_ROWS", 2)
    with zipfile.ZipFile(io.BytesIO(xlsx_report.render(with_acting(4)))) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
    assert "Findings 2" in names


def test_without_its_library_a_workbook_is_refused_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match="XlsxWriter, which is not installed"):
        xlsx_report.render(sample())


def test_console_puts_first_what_comes_first() -> None:
    lines = console.render(sample()).splitlines()
    text = "\n".join(lines)
    order = [
        "Scope: ",
        "govkit-vault",
        "CONTRADICTION  dataset:invoices",
        "CONTRADICTION medium  govkit-cards/card.limits",
    ]
    order += [
        "GAP critical  global-cbpr/security.access  system:shop  inventory/systems.yaml:18",
        "    fix: Require a password",
    ]
    order += ["GAP high", "ERROR medium", "NEEDS FACTS high", "NEEDS REVIEW medium", "Framework ", "Met: ", "gap 3 · "]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "between 40 and 68 of 100" in "\n".join(lines[-5:])
    assert "\x1b" not in text
    assert max(map(len, lines)) <= 100


def test_console_options() -> None:
    assert "every account has a password" not in console.render(sample()).lower()
    assert "MET  global-cbpr/notice.purposes" in console.render(sample(), verbose=True)
    assert "\x1b[" in console.render(sample(), colour=True)
    assert max(map(len, console.render(sample(), width=60).splitlines())) <= 60
    assert "and 6 more findings" in console.render(sample(), limit=2)
    assert "transfer:t0001, transfer:t0002" in console.render(with_acting())


def test_console_says_so_where_nothing_applies() -> None:
    assessment = sample()
    for framework in assessment["frameworks"]:
        framework["score"] = None
        framework["controls"], framework["counts"] = [], {}
    assessment["findings"], assessment["problems"], assessment["questions"] = [], [], []
    assert "nothing applies" in console.render(assessment)
    assert "Nothing is met." in console.render(assessment)


def test_json_is_the_document() -> None:
    assert json.loads(json_report.render(sample())) == json.loads(json.dumps(sample()))
    assert json_report.render(sample(), language="th") == json_report.render(sample())


def test_csv_has_a_row_for_each_control_and_each_finding() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_report.render(with_acting()))))
    assert sum(row["row"] == "control" for row in rows) == 12
    assert sum(row["row"] == "finding" for row in rows) == 8 + 2_000
    assert {row["subject"] for row in rows if row["message"] == "No contract is stated"} >= {
        "transfer:t0001",
        "transfer:t2000",
    }
    waived = next(row for row in rows if row["waived"].startswith("waived by"))
    assert (waived["framework"], waived["edition"], waived["number"]) == ("global-cbpr", "2.0", "14")


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "－1", "'=1", "|x", "%x", "\u2212x"])
def test_csv_cells_start_no_formula(cell: str) -> None:
    assert csv_report.neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=1", "1-2", "ก", "(=1)", '"quoted"', "'"])
def test_csv_leaves_other_cells(cell: str) -> None:
    assert csv_report.neutral(cell) == cell


def test_markdown_is_short_and_counts_what_it_leaves_out() -> None:
    text = markdown.render(large(10_000))
    assert len(text.encode()) <= markdown.LIMIT
    listed = len(re.findall(r"^- [▲○] \*\*", text, re.MULTILINE))
    assert f"and {10_000 - listed:,} more findings" in text
    assert "| Framework | Score | Requirements |" in markdown.render(sample())
    assert "8 findings" in markdown.render(sample())
    assert "2,008 findings" in markdown.render(with_acting())


def test_markdown_stays_short_where_the_head_is_long() -> None:
    assessment = sample()
    assessment["problems"] *= 2_000
    assert len(markdown.render(assessment).encode()) <= 65_536


def test_junit_counts() -> None:
    root = ElementTree.fromstring(junit.render(sample()))
    suites = {suite.get("name"): suite for suite in root}
    cbpr = suites["Global CBPR Program Requirements, edition 2.0"]
    assert (cbpr.get("tests"), cbpr.get("failures"), cbpr.get("errors"), cbpr.get("skipped")) == ("10", "2", "1", "3")
    passed = [case for case in cbpr if not len(case)]
    assert len(passed) == 4
    assert "and 19,900 more findings" in _long_case()


def _long_case() -> str:
    assessment = large(20_000)
    for entry in assessment["findings"]:
        entry["control"] = "transfer.rule-000"
    return junit.render(assessment)


def test_sarif_results() -> None:
    document = _sarif(sample())
    (run,) = document["runs"]
    results = run["results"]
    assert len(results) == 8
    assert results[0]["properties"]["contradiction"] is True
    critical = next(r for r in results if r["properties"]["severity"] == "critical")
    assert (critical["kind"], critical["level"]) == ("fail", "error")
    location = critical["locations"][0]["physicalLocation"]
    assert location == {"artifactLocation": {"uri": "inventory/systems.yaml"}, "region": {"startLine": 18}}
    assert critical["partialFingerprints"]["govkitFinding/v1"] == next(
        f["id"] for f in sample()["findings"] if f["subject"] == "system:shop"
    )
    assert all((r["level"] == "none") == (r["kind"] != "fail") for r in results)
    assert [r["suppressions"][0]["status"] for r in results if "suppressions" in r] == ["accepted"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in results)
    unplaced = next(r for r in results if r["properties"]["status"] == "error")
    assert unplaced["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "govkit.yaml"


def test_sarif_is_split_at_the_limits() -> None:
    limit = sarif.RESULTS_A_RUN
    runs = _sarif(large(limit * 2 + 1))["runs"]
    assert [len(run["results"]) for run in runs] == [limit, limit, 1]
    assert len({run["automationDetails"]["id"] for run in runs}) == 3
    assert _sarif(sample() | {"findings": []})["runs"][0]["results"] == []


def test_sarif_is_split_over_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "RESULTS_A_RUN", 2)
    monkeypatch.setattr(sarif, "RUNS_A_FILE", 3)
    files = sarif.render(sample())
    assert isinstance(files, dict)
    assert list(files) == ["1", "2"]
    assert [len(json.loads(text)["runs"]) for text in files.values()] == [3, 1]


def test_sarif_counts_what_is_kept_together() -> None:
    results = _sarif(with_acting())["runs"][0]["results"]
    assert [r["occurrenceCount"] for r in results if "occurrenceCount" in r] == [2_000]


def _sarif(assessment: Any) -> Any:
    text = sarif.render(assessment)
    assert isinstance(text, str)
    return json.loads(text)
