"""What an activity of a record of processing is known by: numbers are given out by everybody, ids by a department."""

from __future__ import annotations

import pytest
import yaml

from govkit.cli.main import run

HEAD = "Ref,Processing activity,Purpose,Legal basis,Personal data,Recipients,Retention\n"
PAY, NEWS = "Payroll,Salaries,contract,name,Bank,5 years\n", "Newsletter,News,consent,email,Bank,1 year\n"
COLUMNS = HEAD.strip().split(",")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with records of two departments, written by id and row."""
    monkeypatch.chdir(tmp_path)

    def folder(hr, sales):
        for name, text in {"hr": hr, "sales": sales}.items():
            (tmp_path / "in" / name).mkdir(parents=True, exist_ok=True)
            (tmp_path / "in" / name / "ropa.csv").write_text(HEAD + text)
        return tmp_path

    return folder


def ids(folder, kind="activities"):
    files = sorted(folder.glob("our/inventory/imported/*.yaml"))
    return [one["id"] for path in files for one in yaml.safe_load(path.read_text()).get(kind, [])]


@pytest.mark.parametrize("number", ["1", "#1", "1.", "1)"])
def test_a_number_is_that_of_its_source(folder, number):
    place = folder(f"{number},{PAY}", f"{number},{NEWS}")
    assert run(["import", "in", "-o", "our"]) == 0
    assert ids(place) == ["hr-ropa-record-1", "sales-ropa-record-1"]


def test_a_newer_copy_of_another_name_keeps_the_numbers(folder):
    place = folder(f"1,{PAY}", f"1,{PAY}2,{NEWS}")
    assert run(["import", "in/hr/ropa.csv", "-o", "our"]) == 0
    (place / "in/sales/ropa.csv").rename(place / "in/newer.csv")
    assert run(["import", "in/newer.csv", "-o", "our", "--replaces", "ropa.csv"]) == 0
    assert ids(place) == ["ropa-record-1", "ropa-record-2"]


def test_one_id_of_two_activities_is_refused(folder, capsys):
    place = folder(f"A1,{PAY}", f"A1,{NEWS}")
    assert run(["import", "in", "-o", "our"]) == 2
    assert "activity `A1` is called otherwise in hr-ropa.csv.yaml" in capsys.readouterr().err
    assert ids(place) == ["A1"]
    folder(f"A1,{PAY}", f"A1,{PAY}")
    assert run(["import", "in", "-o", "our"]) == 0


@pytest.mark.parametrize(
    ("before", "now", "code"),
    [
        (f"1,{PAY}", f"1,{NEWS}", 2),
        (f"A,{PAY}B,{PAY}C,{PAY}", f"A,{PAY}X,{NEWS}Y,{NEWS}", 2),
        (f"A,{PAY}B,{PAY}", f"A,{PAY}X,{NEWS}", 0),
        (f"A,{PAY}B,{PAY}C,{PAY}", f"A,{PAY}", 0),
        (f"A,{PAY}", f"A,{PAY}X,{NEWS}Y,{NEWS}", 0),
    ],
)
def test_a_copy_has_half_of_its_activities_in_common(folder, before, now, code):
    folder(before, now)
    assert run(["import", "in/hr/ropa.csv", "-o", "our"]) == 0
    assert run(["import", "in/sales/ropa.csv", "-o", "our"]) == code


def test_only_a_remark_explains_the_columns(folder, capsys):
    place = folder(f"# the number of the row,{PAY}#7,{PAY}", f"S,{NEWS}")
    assert run(["import", "in/hr/ropa.csv", "-o", "our"]) == 0
    assert ids(place) == ["ropa-record-7"]
    assert "it explains the columns" in capsys.readouterr().out


def workbook(path, **sheets):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(COLUMNS)
        for row in rows:
            sheet.append(row.strip().split(","))
        if name.startswith("Hidden"):
            sheet.sheet_state = "hidden"
    book.save(path)


def test_a_sheet_that_is_added_renames_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    workbook("ropa.xlsx", Controller=[f"A1,{PAY}"])
    assert run(["import", "ropa.xlsx", "-o", "our"]) == 0
    place = tmp_path / "our/inventory/imported/ropa.xlsx.yaml"
    place.write_text(
        place.read_text().replace("P5Y, standing: declared", "P5Y, by: DPO, at: 2026-11-20, standing: confirmed")
    )
    workbook("ropa.xlsx", Hidden=[f"A1,{NEWS}"], Controller=[f"A1,{PAY}"], Processor=[f"P1,{NEWS}"])
    capsys.readouterr()
    assert run(["import", "ropa.xlsx", "-o", "our"]) == 0
    assert "Hidden (the sheet is hidden, and what it says is taken over)" in capsys.readouterr().out
    assert ids(tmp_path) == ["A1", "Hidden-A1", "P1"]
    (first, *_) = yaml.safe_load(place.read_text())["activities"]
    assert [claim["standing"] for claim in first["retention"]["claims"]] == ["confirmed"]
