"""`govkit scan` of sources of every kind: the same findings in each, and what is broken is said and never clean."""

from __future__ import annotations

import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest


def test_all_formats_of_a_folder_give_the_same_findings(scan, records, folder):
    result = scan(folder)
    assert result.return_value == 0, result.stderr
    found = records(result)
    names = {"comma", "tab", "wide", "lines", "document", "grouped", "people", "book"}
    assert {table for table, _ in found} == names | {"nested"}
    for name in names:
        assert found[name, "email"]["category"] == "EMAIL", name
        assert found[name, "colour"]["category"] is None, name
        assert found[name, "colour"]["status"] == "no match", name
    assert found["nested", "person.email"]["category"] == "EMAIL"
    assert ("nested", "person.tags[]") in found


def test_an_object_store_is_read_through_fsspec(scan, records, folder):
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    for name in ("comma.csv", "grouped.parquet"):
        store.pipe(f"/bucket/{name}", (folder / name).read_bytes())
    found = records(scan("memory://bucket/*"))
    assert {key for key in found if found[key]["category"] == "EMAIL"} == {("comma", "email"), ("grouped", "email")}


def test_ragged_and_very_wide_tables(scan, records, tmp_path):
    (tmp_path / "ragged.csv").write_text("a,b\n1,2\n1\n1,2,x@shop.example\n" + "3,4\n" * 20)
    (tmp_path / "wide.csv").write_text(
        ",".join(f"n{number}" for number in range(3_000)) + "\n" + ",".join(["7"] * 3_000) + "\n"
    )
    found = records(scan(tmp_path / "ragged.csv"))
    assert found["ragged", "c2"]["expected"] == 23
    assert len(records(scan(tmp_path / "wide.csv"))) == 3_000


def test_a_cell_that_was_cut_makes_the_column_partly_examined(scan, records, tmp_path):
    (tmp_path / "long.csv").write_text("a,b\n" + "x" * 5_000 + ",1\nyy,2\n")
    result = scan(tmp_path / "long.csv")
    assert result.return_value == 3
    assert records(result)["long", "a"]["status"] == "partly examined"
    assert records(result)["long", "a"]["cut"] == 1


def hostile(base):
    """Write files that are broken, or meant to break what reads them."""
    pq.write_table(pa.table({"a": list(range(100))}), base / "cut.parquet")
    (base / "cut.parquet").write_bytes((base / "cut.parquet").read_bytes()[:-20])
    (base / "none.xlsx").write_bytes(b"PK\3\4nothing")
    with zipfile.ZipFile(base / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (64 << 20))
    (base / "broken.json").write_text('{"a": [1, 2')
    (base / "notes.docx").write_bytes(b"PK")


def test_what_is_broken_is_one_line_and_the_rest_goes_on(scan, folder, tmp_path, monkeypatch):
    hostile(tmp_path)
    monkeypatch.chdir(tmp_path)  # long paths with numbers in them are masked in errors
    names = ("cut.parquet", "none.xlsx", "bomb.xlsx", "broken.json", "notes.docx", "nowhere.csv")
    result = scan(*names, folder / "comma.csv")
    assert result.return_value == 2
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert [line.removeprefix("error: ").partition(":")[0] for line in errors] == [*names]
    assert "EMAIL" in result.stdout


LETTER = "Dear Somchai,\n\ncall +66 81 234 5678 or\nwrite to somchai.j@example.co.th\n"


def test_a_document_is_one_column_of_lines_and_never_clean(scan, records, tmp_path):
    (tmp_path / "letter.txt").write_text(LETTER)
    (tmp_path / "thai.md").write_bytes("เลขบัตรประชาชน 1101700203450 ครับ".encode("cp874"))
    (tmp_path / "plain.txt").write_text("nothing to see\n")
    result = scan(tmp_path, "--mode", "full")
    found = records(result)
    assert result.return_value == 0
    assert found["letter", "text"]["category"] == "EMAIL"
    assert "PHONE" in {other["category"] for other in found["letter", "text"]["others"]}
    assert found["letter", "text"]["expected"] == 4
    assert found["thai", "text"]["category"] == "NATIONAL_ID"
    assert found["plain", "text"]["status"] == "review"
    assert "rules do not see every name" in scan(tmp_path, form="console").stdout
    assert "234 5678" not in scan(tmp_path, form="json").stdout


def test_a_document_of_which_a_part_cannot_be_read_is_partly_examined(scan, records, tmp_path):
    (tmp_path / "letter.txt").write_bytes(LETTER.encode() + "ที่อยู่".encode() + b"\xff\xfe\x00")
    assert scan(tmp_path / "letter.txt").return_value == 2
    (tmp_path / "letter.txt").write_bytes(b"nothing\n" + b"\xe0\xb8 \x81 \xff")
    result = scan(tmp_path / "letter.txt", "--encoding", "utf-8")
    assert result.return_value == 3
    assert records(result)["letter", "text"]["status"] == "partly examined"
