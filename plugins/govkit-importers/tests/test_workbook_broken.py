"""Workbooks that are broken, locked or at odds with themselves: one clear line each, and nothing of them is written."""

from __future__ import annotations

import io
import re
import struct
import zipfile

import pytest

TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = ("Ref", "Processing activity", "Purpose", "Legal basis", "Data subjects", "Retention")
ROW = ("A1", "Payroll", "Pay salaries", "contract", "employees", "6 years")
BOOK = f'<workbook xmlns="x" xmlns:r="{TYPE}"><workbookPr/><sheets>%s</sheets></workbook>'
SHEET = '<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>'
RELATION = '<Relationship Id="r{number}" Type="' + TYPE + '/{kind}" Target="{target}"/>'
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def cells(*rows):
    """Return the XML of a sheet that holds texts."""
    told = "".join(
        f'<row r="{down}">'
        + "".join(
            f'<c r="{"ABCDEFG"[right]}{down}" t="inlineStr"><is><t>{text}</t></is></c>'
            for right, text in enumerate(row)
        )
        + "</row>"
        for down, row in enumerate(rows, 1)
    )
    return f"<worksheet><sheetData>{told}</sheetData></worksheet>"


def book(*sheets, more="", **parts):
    """Return the parts of a workbook with a record of processing in each of its sheets."""
    listed = "".join(SHEET.format(name=name, number=number) for number, name in enumerate(sheets, 1))
    related = "".join(
        RELATION.format(number=number, kind="worksheet", target=f"sheet{number}.xml")
        for number in range(1, len(sheets) + 1)
    )
    found = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": BOOK % listed,
        "xl/_rels/workbook.xml.rels": f"<Relationships>{related}{more}</Relationships>",
    }
    found |= {f"xl/sheet{number}.xml": cells(HEAD, ROW) for number in range(1, len(sheets) + 1)}
    return found | parts


def packed(parts, *, twice=""):
    """Return the bytes of a packed file; one part may stand in it twice."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        if twice:
            archive.writestr(twice.upper(), parts[twice])
    return data.getvalue()


def changed(name, old, new):
    """Return a workbook in one part of which something else stands."""
    parts = book("One")
    assert old in parts[name]
    return packed(parts | {name: parts[name].replace(old, new)})


def declared(size):
    """Return a workbook whose list of parts gives another size for one of them, in 64 bits."""
    data = packed(book("One"))
    end = data.rindex(b"PK\x05\x06")
    start = struct.unpack("<I", data[end + 16 : end + 20])[0]
    entry = data.rindex(b"PK\x01\x02")
    name, extra = struct.unpack("<HH", data[entry + 28 : entry + 32])
    last = bytearray(data[entry:end])
    last[24:28], last[30:32] = b"\xff" * 4, struct.pack("<H", extra + 12)
    last[46 + name : 46 + name] = struct.pack("<HHQ", 1, 8, size)
    tail = data[end : end + 12] + struct.pack("<I", entry + len(last) - start) + data[end + 16 :]
    return data[:entry] + bytes(last) + tail


def locked(data):
    """Return an archive whose parts are marked as encrypted."""
    found = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for match in re.finditer(re.escape(mark), data):
            found[match.start() + place] |= 1
    return bytes(found)


WHOLE = packed(book("One"))
OUTSIDE = RELATION.format(number=2, kind="worksheet", target="http://far.example/x.xml").replace(
    "/>", ' TargetMode="External"/>'
)
BROKEN = {
    "cut in half": (WHOLE[: len(WHOLE) // 2], "can't be read"),
    "cut at the end": (WHOLE[:-10], "can't be read"),
    "list of parts elsewhere": (WHOLE[:-6] + b"\x09\x00\x00\x00" + WHOLE[-2:], "can't be read"),
    "10 GB declared": (declared(10_000_000_000), "unpacks to 10000 MB"),
    "less declared than there is": (declared(20), "can't be read"),
    "locked archive": (locked(WHOLE), "protected by a password"),
    "locked container": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") * 40, "protected by a password"),
    "no sheet part": (packed({k: v for k, v in book("One").items() if k != "xl/sheet1.xml"}), "has no xl/sheet1.xml"),
    "sheet cut off": (changed("xl/sheet1.xml", "</sheetData></worksheet>", ""), "is broken at xl/sheet1.xml"),
    "workbook in a workbook": (packed({"inner.xlsx": WHOLE}), "can't be read as a workbook"),
    "two sheets of a name": (packed(book("Records", "records")), "two sheets are called `records`"),
    "sheet that leads nowhere": (changed("xl/workbook.xml", 'r:id="r1"', 'r:id="r9"'), "does not stand in it"),
    "sheet of another file": (
        packed(book("One", more=OUTSIDE) | {"xl/workbook.xml": BOOK % "".join(
            SHEET.format(name=name, number=number) for number, name in ((1, "One"), (2, "Far"))
        )}),
        "the sheet `Far` is listed in the workbook and does not stand in it",
    ),
    "text that is not there": (
        changed("xl/sheet1.xml", 't="inlineStr"><is><t>6 years</t></is>', 't="s"><v>7</v>'),
        "is broken near One!F2",
    ),
    "place that is none": (changed("xl/sheet1.xml", 'r="F2"', 'r="2F"'), "is broken near One!E2"),
    "two cells at a place": (changed("xl/sheet1.xml", 'r="F2"', 'r="E2"'), "two cells stand at One!E2"),
    "two parts of a name": (packed(book("One"), twice="xl/sheet1.xml"), "holds two parts of one name"),
    "no workbook at all": (packed({"a.txt": "x"}), "can't be read as a workbook"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_workbook_is_one_line_and_writes_nothing(imported, tmp_path, what):
    data, said = BROKEN[what]
    code, _, err = imported({"book.xlsx": data})
    assert (code, err.count("\n")) == (2, 1)
    assert said in err
    assert not (tmp_path / "it").exists()


@pytest.mark.parametrize(
    ("name", "parts", "said"),
    [
        (
            "book.ods",
            {"mimetype": ODS, "META-INF/manifest.xml": "<m:encryption-data/>", "content.xml": b"\x8f\x01\xfe"},
            "protected by a password",
        ),
        ("many.zip", {"book.xlsx": WHOLE}, "unpack it"),
    ],
)
def test_other_packed_files_say_what_to_do(imported, name, parts, said):
    code, _, err = imported({name: packed(parts)})
    assert (code, err.count("\n")) == (2, 1)
    assert said in err


def test_the_others_are_imported_all_the_same(imported, inventory):
    code, told, err = imported({"good.xlsx": WHOLE, "bad.xlsx": WHOLE[:-10]})
    assert (code, err.count("\n"), len(told)) == (2, 1, 2)
    assert inventory().get("activity:A1").is_stated("retention")


def test_cells_that_a_workbook_keeps_of_another_file_are_no_sheet(imported, inventory):
    def table(name, key):
        texts = (
            "".join(f"<c:table-cell><p:p>{text}</p:p></c:table-cell>" for text in row)
            for row in (HEAD, (key, *ROW[1:]))
        )
        return (
            f'<c:table c:name="{name}">' + "".join(f"<c:table-row>{row}</c:table-row>" for row in texts) + "</c:table>"
        )

    content = table("One", "A1") + table("'file:///far.ods'#$One", "B1")
    parts = {"mimetype": ODS, "content.xml": f'<o:d xmlns:o="o" xmlns:c="c" xmlns:p="p">{content}</o:d>'}
    code, _, err = imported({"book.ods": packed(parts)})
    assert (code, err) == (0, "")
    assert [record["id"] for record in inventory().records_of("activity")] == ["A1"]


@pytest.mark.parametrize(("since", "days"), [("0", "46053"), ("1", "44591")])
def test_days_are_counted_from_the_year_that_the_workbook_says(imported, inventory, since, days):
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    parts = book("One", more=RELATION.format(number=9, kind="styles", target="styles.xml"))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("<workbookPr/>", f'<workbookPr date1904="{since}"/>')
    row = f'<c r="G2" s="1"><v>{days}</v></c></row></sheetData>'
    parts["xl/sheet1.xml"] = cells((*HEAD, "Last reviewed"), ROW).replace("</row></sheetData>", row)
    code, _, _ = imported({"book.xlsx": packed(parts | {"xl/styles.xml": styles})})
    assert code == 0
    (activity,) = inventory().records_of("activity")
    assert activity["reviewed"]["claims"][0]["value"] == {"on": "2026-01-31"}
