from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from govkit.cli.host import CommandHost
from govkit.cli.main import run
from govkit.model.errors import InputError, InputErrors
from govkit_submission.desk.digest import Picture
from govkit_submission.desk.sheet import read_sheets
from govkit_submission.desk.store import Desk
from govkit_submission.desk.verdicts import read_verdicts
from govkit_submission.desk.workbook import COLUMNS, SHEET

DAY = "2026-12-01"


@pytest.fixture
def desk(taken: Path, tmp_path: Path) -> Desk:
    return Desk.existing(shutil.copytree(taken, tmp_path / "desk"), CommandHost())


def rows_of(desk: Desk) -> list[dict[str, str]]:
    rows = read_sheets(desk.folder / "desk.xlsx")[SHEET]
    head = {column: cell.text for column, cell in rows[1].items()}
    return [
        {name: rows[number][column].text if column in rows[number] else "" for column, name in head.items()}
        for number in sorted(rows)
        if number > 1
    ]


def written(path: Path, rows: list[dict[str, Any]], columns: list[str] | None = None, above: int = 0) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Back")
    names = columns or list(COLUMNS)
    for number, row in enumerate([dict(zip(names, names, strict=True)), *rows], above):
        for column, name in enumerate(names):
            sheet.write(number, column, row.get(name, ""))
    book.close()
    return path


def test_the_sheet_has_every_drawn_verdict_and_empty_columns(desk: Desk, picture: Picture) -> None:
    rows = rows_of(desk)
    assert [row["ID"] for row in rows] == [drawn.unit.id for drawn in picture.sample]
    assert all(not row["Verdict"] for row in rows)
    with zipfile.ZipFile(desk.folder / "desk.xlsx") as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/" in name]
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
    (sample,) = [sheet for sheet in sheets if "<sheetProtection" in sheet]
    assert "met,gap,not applicable,cannot tell" in sample
    heights = {int(row): float(height) for row, height in re.findall(r'<row r="(\d+)"[^>]* ht="([0-9.]+)"', sample)}
    assert heights
    for number, row in enumerate(rows, 2):
        assert heights.get(number, 15) >= 15 * len(row["Why it was drawn"]) / 40


def test_verdicts_come_back_whatever_was_sorted_or_added(desk: Desk, tmp_path: Path, capsys: Any) -> None:
    rows = rows_of(desk)[::-1]
    for row in rows[:6]:
        row |= {"Verdict": "Met ", "Inspector": "A. Inspector", "Mine": "=1+1"}
    rows[0] |= {"Verdict": "gap", "Reason": "evidence missing", "Note": "nothing\nthere"}
    columns = ["Mine too", "Note", "Verdict", "Inspector", "Reason", "ID", "Control"]
    path = written(tmp_path / "back.xlsx", rows, columns, above=3)
    assert run(["desk", "import", str(path), "--desk", str(desk.folder), "--on", DAY]) == 0
    out = capsys.readouterr().out
    assert "6 verdicts read, 6 of them new or changed" in out
    assert "of the verdicts as drawn" in out
    assert run(["desk", "import", str(path), "--desk", str(desk.folder), "--on", DAY]) == 0
    assert "6 verdicts read, 0 of them new or changed" in capsys.readouterr().out
    entries = [entry for entry in desk.log.entries() if entry["kind"] == "verdict"]
    assert len(entries) == 6
    assert {entry["verdict"] for entry in entries} == {"met", "gap"}
    assert {entry["note"] for entry in entries} == {"", "nothing there"}
    assert [row["Verdict"] for row in rows_of(desk) if row["Verdict"]].count("met") == 5
    assert run(["desk", "check", "--desk", str(desk.folder)]) == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ID": "AAAAAAAAAA"}, r"Back!A3: `AAAAAAAAAA` is nothing that was drawn"),
        ({"Verdict": "fine"}, r"Back!L3: `fine` is no verdict"),
        ({"Reason": "because"}, r"Back!M3: `because` is no reason"),
        ({"Control": "call/other"}, r"Back!A3: .* this row says call/other"),
        ({"Verdict": '=IF(1,"met","gap")'}, r"Back!L3: there is a formula"),
        ({"Note": '=HYPERLINK("http://x.invalid")'}, r"Back!N3: there is a formula"),
    ],
)
def test_what_has_no_place_is_refused_with_sheet_and_cell(
    desk: Desk, tmp_path: Path, change: dict[str, str], told: str
) -> None:
    rows = [row | {"Verdict": "met"} for row in rows_of(desk)]
    rows[1] |= change
    with pytest.raises(InputErrors, match=told):
        read_verdicts(written(tmp_path / "back.xlsx", rows), desk)


def test_two_verdicts_on_one_row_are_refused_and_nothing_is_taken(desk: Desk, tmp_path: Path, capsys: Any) -> None:
    rows = [row | {"Verdict": "met"} for row in rows_of(desk)]
    path = written(tmp_path / "back.xlsx", [*rows, rows[0] | {"Verdict": "gap"}])
    log = (desk.folder / "log.jsonl").read_bytes()
    assert run(["desk", "import", str(path), "--desk", str(desk.folder)]) == 2
    assert "has another verdict at Back!L2" in capsys.readouterr().err
    assert (desk.folder / "log.jsonl").read_bytes() == log


def _zip(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return data.getvalue()


_BOOK = b'<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>'
_RELS = b'<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>'


def _with(sheet: bytes, **more: bytes) -> bytes:
    parts = {"xl/workbook.xml": _BOOK, "xl/_rels/workbook.xml.rels": _RELS, "xl/worksheets/s.xml": sheet}
    return _zip(parts | more)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 not at all",
        _zip({}),
        _zip({"xl/workbook.xml": _BOOK}),
        _with(b"<worksheet><c r='A1' t='s'><v>7</v></c></worksheet>"),
        _with(b"<worksheet><c r='A1'"),
        _with(b"<worksheet><c r='AAAAAA99999999999'/></worksheet>"),
        _with(b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><c r="A1"><v>&a;</v></c></worksheet>'),
        _with(b" " * 5_000 + b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'),
        _with("<!DOCTYPE x><worksheet/>".encode("utf-16")),
        _with(b"<worksheet>" + b" " * (65 * 1024 * 1024)),
        _zip({f"part{n}": b"" for n in range(1_001)}),
    ],
    ids=range(12),
)
def test_a_hostile_workbook_is_one_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(data)
    with pytest.raises(InputError) as told:
        read_sheets(path)
    assert "\n" not in str(told.value)


def test_texts_with_marks_up_and_without_are_read(tmp_path: Path) -> None:
    shared = b"<sst><si><r><t>no</t></r><r><t>des</t></r><rPh><t>x</t></rPh></si></sst>"
    sheet = "<worksheet><c r='B2' t='s'><v>0</v></c><c r='C2' t='inlineStr'><is><t>ไทย</t></is></c></worksheet>"
    path = tmp_path / "book.xlsx"
    path.write_bytes(_with(sheet.encode(), **{"xl/sharedStrings.xml": shared}))
    assert {name: cell.text for name, cell in read_sheets(path)["S"][2].items()} == {"B": "nodes", "C": "ไทย"}


@pytest.mark.parametrize("second", ["Verdict", "verdict", "ID", "Note", "ผลการตรวจ"])
def test_of_two_columns_of_a_name_nobody_can_tell_which_is_meant(second: str, desk: Desk, tmp_path: Path) -> None:
    rows = rows_of(desk)
    rows[0] |= {"Verdict": "gap"}
    path = tmp_path / "two.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Back")
    for column, name in enumerate([*COLUMNS, second]):
        sheet.write(0, column, name)
        sheet.write(1, column, "met" if column == len(COLUMNS) else rows[0].get(name, ""))
    book.close()
    if second == "ผลการตรวจ":
        assert len(read_verdicts(path, desk)) == 1
        return
    with pytest.raises(InputErrors, match="there are two columns"):
        read_verdicts(path, desk)
