"""Files that are hostile, cut or of no known format cost an import one line each."""

from __future__ import annotations

import zipfile

import pytest

HOSTILE = {
    "zeros.csv": (b"\x00" * 1000, "no importer recognises this file"),
    "cut.parquet": (b"PAR1" + b"x" * 20, "no Parquet that can be read"),
    "wide.csv": (
        b",".join(b"c%d" % number for number in range(16_000)) + b"\n" + b"," * 15_999,
        "there are 16000 columns",
    ),
    "macro.xlsm": (b"PK\x03\x04", "may hold macros"),
    "cut.xlsx": (b"PK\x03\x04" + b"x" * 30, "can't be read"),
    "deep.jsonl": (b'{"a":' * 100_000 + b"\n", "deep.jsonl:1: this is no JSON"),
    "prose.txt": (b"Dear all,\nplease, see, below.\nThanks\n", "no importer recognises this file"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_files_are_one_line(imported, name):
    content, said = HOSTILE[name]
    code, _, err = imported({name: content})
    assert (code, err.count("\n")) == (2, 1)
    assert said in err


def test_a_workbook_that_unpacks_to_far_more_is_refused(imported, tmp_path):
    (tmp_path / "have").mkdir()
    with (
        zipfile.ZipFile(tmp_path / "have/bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as book,
        book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(31):
            part.write(b"0" * 10_000_000)
    code, _, err = imported({})
    assert code == 2
    assert "the workbook unpacks to 310 MB" in err
