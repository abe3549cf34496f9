"""Files of data are imported by the names and types of their columns, and no value comes along."""

from __future__ import annotations

import pytest

TABLES = {
    "thai.csv": "รหัส;ชื่อ;วันที่\n1;สมชาย;2026-01-02\n2;สมหญิง;2026-02-03\n".encode("cp874"),
    "plain.tsv": "no\tprice\n1\t2.50\n2\t3\n",
    "headless.csv": "1,a@example.com,2026-01-02\n2,b@example.com,2026-01-03\n",
    "lines.jsonl": '{"id": 1, "who": {"name": "x"}}\n{"id": 2, "tags": ["a"]}\n',
}
TOLD = {
    "thai.csv": [("รหัส", "integer"), ("ชื่อ", "string"), ("วันที่", "date")],
    "plain.tsv": [("no", "integer"), ("price", "number")],
    "headless.csv": [("column-1", "integer"), ("column-2", "string"), ("column-3", "date")],
    "lines.jsonl": [("id", "integer"), ("who", "object"), ("tags", "array")],
}


@pytest.mark.parametrize("name", TABLES)
def test_data_files_give_names_and_types_and_no_values(imported, tmp_path, inventory, name):
    code, (told,), _ = imported({name: TABLES[name]})
    assert (code, told["importer"]) == (0, "data-file")
    dataset = inventory().get(f"dataset:{name.partition('.')[0]}")
    (collection,) = dataset.collections
    assert [(field.name, field.logical_type) for field in collection.fields] == TOLD[name]
    assert dataset.data[0].path == name
    text = (tmp_path / told["written"]).read_text()
    assert "example.com" not in text
    assert "สมชาย" not in text
    if name == "thai.csv":
        assert told["warnings"] == [{"what": "thai", "why": "read as cp874", "at": ""}]


def test_sheets_and_columns_of_a_workbook_and_of_parquet(imported, tmp_path, inventory):
    openpyxl, pyarrow, parquet = (pytest.importorskip(name) for name in ("openpyxl", "pyarrow", "pyarrow.parquet"))
    (tmp_path / "have").mkdir()
    book = openpyxl.Workbook()
    book.active.append(["id", "mail"])
    book.active.append([1, "a@example.com"])
    book.create_sheet("empty")
    book.save(tmp_path / "have/book.xlsx")
    parquet.write_table(pyarrow.table({"id": [1], "mail": ["a@example.com"]}), tmp_path / "have/people.parquet")
    code, told, _ = imported({})
    assert code == 0
    assert [entry["counts"] for entry in told] == [{"datasets": 1, "collections": 1, "fields": 2}] * 2
    people = inventory().get("dataset:people").collections[0]
    assert [field.physical_type for field in people.fields] == ["int64", "string"]
