"""The safe reader of workbooks: what programs write is read as people see it, and what is hostile costs one line."""

from __future__ import annotations

import zipfile
from datetime import date, datetime

import pytest

from govkit.model.errors import InputError
from govkit_importers.workbook import Merged, address, read

openpyxl = pytest.importorskip("openpyxl")

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = (
    f'<workbook xmlns="x" xmlns:r="{RELATIONS}"><sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>'
)
BOOK_RELATIONS = (
    f'<Relationships><Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>'
)
ODS_HEAD = (
    '<document-content xmlns:table="t" xmlns:office="o" xmlns:text="x"><office:body><office:spreadsheet>'
    '<table:table table:name="One">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></document-content>"


@pytest.fixture
def packed(tmp_path):
    """Return a function that writes an XLSX file around the XML of its one sheet, or an ODS file around its rows."""

    def packed(sheet: str, *, ods: bool = False, extra: dict[str, str] | None = None):
        place = tmp_path / ("book.ods" if ods else "book.xlsx")
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
            if ods:
                archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
                archive.writestr("content.xml", ODS_HEAD + sheet + ODS_TAIL)
            else:
                archive.writestr("[Content_Types].xml", TYPES)
                archive.writestr("xl/workbook.xml", BOOK)
                archive.writestr("xl/_rels/workbook.xml.rels", BOOK_RELATIONS)
                archive.writestr("xl/sheet1.xml", sheet)
            for name, text in (extra or {}).items():
                archive.writestr(name, text)
        return place

    return packed


def test_a_workbook_says_what_a_person_sees(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Records"
    sheet.append(["ชื่อ", 5, 0.29, True, date(2026, 1, 31), datetime(2026, 1, 31, 9, 30), " P5Y "])
    sheet["B3"] = "=1+1"
    sheet["A5"] = "over three"
    sheet.merge_cells("A5:A7")
    book.create_sheet("Lists").sheet_state = "hidden"
    book["Lists"]["A1"] = "yes"
    book.save(tmp_path / "book.xlsx")
    found = read(tmp_path / "book.xlsx")
    assert [(one.name, one.hidden) for one in found.sheets] == [("Records", False), ("Lists", True)]
    records = found.sheets[0]
    said = [(cell.text, cell.kind) for cell in records.rows[1].values()]
    assert said == [
        ("ชื่อ", "text"),
        ("5", "number"),
        ("0.29", "number"),
        ("TRUE", "boolean"),
        ("2026-01-31", "date"),
        ("2026-01-31T09:30", "date"),
        (" P5Y ", "text"),
    ]
    assert (records.rows[3][2].formula, records.rows[3][2].kind) == (True, "nothing")
    assert (records.text(6, 1), records.merged) == ("over three", (Merged(5, 1, 7, 1),))
    assert records.cell(4, 1) is None
    assert records.place(7, 28) == "Records!AB7"


def test_numbers_of_days_are_days_in_either_count(packed):
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-D07041E]d mmmm bbbb"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>'
    )
    cells = '<row r="2"><c r="C2" s="1"><v>46022</v></c><c><v>46022</v></c></row>'
    place = packed(_sheet(cells), extra={"xl/styles.xml": styles})
    (one,) = read(place).sheets
    assert {column: cell.text for column, cell in one.rows[2].items()} == {3: "2025-12-31", 4: "46022"}


def test_inline_and_spoken_text(packed):
    sheet = (
        '<worksheet><sheetData><row><c t="inlineStr"><is><r><t>東</t></r><r><t>京</t></r>'
        '<rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c><c t="e"><v>#REF!</v></c></row></sheetData></worksheet>'
    )
    (one,) = read(packed(sheet)).sheets
    assert [(cell.text, cell.kind) for cell in one.rows[1].values()] == [("東京", "text"), ("#REF!", "error")]


def test_an_open_document_repeats_rows_and_cells(packed):
    rows = (
        '<table:table-row table:number-rows-repeated="2"/>'
        '<table:table-row><table:table-cell table:number-columns-repeated="2" office:value-type="string">'
        "<text:p>a<text:s text:c='2'/>b</text:p><text:p>c</text:p></table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2026-01-31T00:00:00"/>'
        '<table:table-cell office:value-type="string" table:number-rows-spanned="2"><office:annotation><text:p>note'
        "</text:p></office:annotation><text:p>d</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    (one,) = read(packed(rows, ods=True)).sheets
    assert list(one.rows) == [3]
    assert [cell.text for cell in one.rows[3].values()] == ["a  b\nc", "a  b\nc", "2026-01-31", "d"]
    assert one.text(4, 4) == "d"


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("ชื่อ;วัตถุประสงค์\nก;ข\n".encode("cp874"), "cp874", "วัตถุประสงค์"),
        ("Données;Catégories\nà;é\n".encode("cp1252"), "cp1252", "Catégories"),
        ("\ufeffa;b\n1;2\n".encode(), "utf-8", "b"),
        (b"sep=;\n,a,;b\n", "utf-8", None),
        ("a\tb\n1\t2\n".encode("utf-16"), "utf-16", "b"),
    ],
)
def test_text_files_in_their_encodings(tmp_path, text, encoding, said):
    (tmp_path / "x.csv").write_bytes(text)
    found = read(tmp_path / "x.csv")
    assert found.encoding == encoding
    if said:
        assert found.sheets[0].text(1, 2) == said
    else:
        assert found.sheets[0].text(2, 1) == ",a,"


def _sheet(cells: str) -> str:
    return f"<worksheet><sheetData>{cells}</sheetData></worksheet>"


HOSTILE = {
    "a document type": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    + _sheet("<row><c><v>&a;</v></c></row>"),
    "broken at": "<worksheet><sheetData><row>",
    "5001 columns": _sheet('<row r="1"><c r="GJI1"><v>1</v></c></row>'),
    "characters": _sheet(f'<row><c t="inlineStr"><is><t>{"x" * 100_001}</t></is></c></row>'),
}


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_sheets_are_refused_with_one_line(packed, said):
    with pytest.raises(InputError) as fault:
        read(packed(HOSTILE[said]))
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_cell_in_the_last_corner_costs_nothing(packed):
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="B1048576"><v>2</v></c></row>'
    (one,) = read(packed(_sheet(cells))).sheets
    assert list(one.rows) == [1, 1_048_576]


def test_a_cell_repeated_a_million_times_is_refused(packed):
    row = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="9">'
        "<text:p>x</text:p></table:table-cell></table:table-row>"
    )
    with pytest.raises(InputError, match="too many cells"):
        read(packed(row, ods=True))
    assert len(read(packed(row, ods=True), rows=3).sheets[0].rows) == 3


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsm", b"PK\x03\x04", "may hold macros"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"x" * 600, "old kind"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 30, "can't be read"),
        ("a.csv", b"\x00" * 100, "zero bytes"),
        ("a.csv", b'a,"' + b"x" * 200_000, "no CSV"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=said):
        read(tmp_path / name)


def test_macros_are_refused_whatever_the_name(packed):
    with pytest.raises(InputError, match="holds macros"):
        read(packed(_sheet(""), extra={"xl/vbaProject.bin": "x"}))
    with pytest.raises(InputError, match="holds macros"):
        read(packed("", ods=True, extra={"Basic/script-lc.xml": "x"}))


def test_addresses():
    assert [address(1, column) for column in (1, 26, 27, 702, 703, 16384)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1", "XFD1"]


def test_the_first_rows_are_read_without_the_rest(packed):
    rows = "".join(f'<row r="{number}"><c><v>{number}</v></c></row>' for number in range(1, 200))
    empty = "<row>" + '<c s="1"/>' * 250_000 + "</row>"
    place = packed(f"<worksheet><sheetData>{rows}{empty}</sheetData></worksheet")
    assert list(read(place, rows=5).sheets[0].rows) == [1, 2, 3, 4, 5]
    assert len(read(packed(_sheet(empty)), rows=5).sheets[0].rows) == 0
