"""`govkit scan` as a person runs it: sources of every kind, modes, formats, exit codes, and what goes wrong."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from govkit.cli.host import CommandHost
from govkit.cli.main import run
from govkit_personal_data import examine
from govkit_personal_data.command.scan import command
from govkit_personal_data.kernel.aggregate import ColumnCounts, Hits
from govkit_personal_data.kernel.kernel import Kernel

ROWS = 60
MAILS = [f"user{number}@shop.example" for number in range(ROWS)]
COLOURS = ["red", "green", "blue"] * (ROWS // 3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One folder with the same table in every format."""
    base = tmp_path_factory.mktemp("sources")
    table = pa.table({"email": MAILS, "colour": COLOURS})
    lines = ["email,colour", *(f"{mail},{colour}" for mail, colour in zip(MAILS, COLOURS, strict=True))]
    records = table.to_pylist()
    (base / "comma.csv").write_text("\n".join(lines))
    (base / "tab.tsv").write_text("\n".join(lines).replace(",", "\t"))
    (base / "wide.csv").write_bytes("\n".join(lines).encode("utf-16"))
    (base / "lines.jsonl").write_text("\n".join(map(json.dumps, records)))
    (base / "document.json").write_text(json.dumps({"made": "2026-01-01", "rows": records}))
    pq.write_table(table, base / "grouped.parquet", row_group_size=7)
    nested = pa.table(
        {"person": [{"email": mail, "tags": [colour]} for mail, colour in zip(MAILS, COLOURS, strict=True)]}
    )
    pq.write_table(nested, base / "nested.parquet")
    with closing(sqlite3.connect(base / "shop.sqlite")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE people (email TEXT, colour TEXT)")
        connection.executemany("INSERT INTO people VALUES (:email, :colour)", records)
        connection.commit()
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in [("email", "colour"), *zip(MAILS, COLOURS, strict=True)]:
        book.active.append(row)
    book.save(base / "book.xlsx")
    return base


def scan(*arguments, form="jsonl"):
    given = [*map(str, arguments), *(["--format", form] if form else [])]
    return CliRunner().invoke(command(CommandHost()), given, standalone_mode=False)


def records(result):
    assert result.exception is None, result.exception
    return {(line["table"], line["column"]): line for line in map(json.loads, result.stdout.splitlines())}


def test_all_formats_of_a_folder_give_the_same_findings(folder):
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


@pytest.mark.parametrize(
    ("mode", "status", "examined"), [("sample", "review", 20), ("early", "review", 20), ("full", "no match", ROWS)]
)
def test_a_mode_says_what_it_may(folder, mode, status, examined):
    found = records(scan(folder / "grouped.parquet", "--mode", mode, "--rows", 20, "--workers", 1))
    colour = found["grouped", "colour"]
    assert (colour["status"], colour["mode"], colour["examined"], colour["expected"]) == (status, mode, examined, ROWS)
    assert (colour["limit"] == 0) == (mode == "full")
    assert found["grouped", "email"]["category"] == "EMAIL"


def test_a_single_identifier_is_too_little_to_be_found_and_too_much_to_be_none(tmp_path):
    cells = ["1234567890121", *(f"colour {word}" for word in ("red", "blue", "green", "grey", "pink", "teal", "plum"))]
    (tmp_path / "one.csv").write_text("".join(f"{cell}\n" for cell in ("note", *cells)), encoding="utf-8")
    found = records(scan(tmp_path / "one.csv", "--mode", "full"))["one", "note"]
    assert (found["category"], found["status"], found["traces"]) == (None, "review", 1)
    assert "too little to call it found" in scan(tmp_path / "one.csv", "--explain", "note", form=None).stdout


def test_a_table_a_page_and_a_spreadsheet_show_masks_and_no_value(folder):
    for form in ("console", "json", "csv", "html"):
        text = scan(folder / "comma.csv", form=form).stdout
        assert "EMAIL" in text
        assert "shop.example" not in text
    assert next(csv.DictReader(io.StringIO(scan(folder / "comma.csv", form="csv").stdout)))["category"] == "EMAIL"
    assert "mode sample: 60 of 60 rows" in scan(folder / "comma.csv", form="console").stdout


def test_a_column_is_explained_by_its_pieces(folder):
    text = scan(folder / "comma.csv", "--explain", "email").stdout
    assert "EMAIL: confidence" in text
    assert "header" in text
    assert "xxxx" in text


def test_the_format_is_told_by_the_name_of_the_file(folder, tmp_path):
    scan(folder / "comma.csv", "-o", tmp_path / "found.jsonl", form=None)
    assert json.loads((tmp_path / "found.jsonl").read_text().splitlines()[0])["column"] == "email"


def test_findings_can_fail_a_pipeline(folder):
    assert scan(folder / "comma.csv", "--fail-on", "direct").return_value == 1
    assert scan(folder / "comma.csv").return_value == 0


def hostile(base):
    """Write files that are broken, or meant to break what reads them."""
    pq.write_table(pa.table({"a": list(range(100))}), base / "cut.parquet")
    (base / "cut.parquet").write_bytes((base / "cut.parquet").read_bytes()[:-20])
    (base / "none.xlsx").write_bytes(b"PK\3\4nothing")
    with zipfile.ZipFile(base / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (64 << 20))
    (base / "broken.json").write_text('{"a": [1, 2')
    (base / "notes.docx").write_bytes(b"PK")


def test_what_is_broken_is_one_line_and_the_rest_goes_on(folder, tmp_path, monkeypatch):
    hostile(tmp_path)
    monkeypatch.chdir(tmp_path)  # long paths with numbers in them are masked in errors
    names = ("cut.parquet", "none.xlsx", "bomb.xlsx", "broken.json", "notes.docx", "nowhere.csv")
    result = scan(*names, folder / "comma.csv")
    assert result.return_value == 2
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert [line.removeprefix("error: ").partition(":")[0] for line in errors] == [*names]
    assert "EMAIL" in result.stdout


LETTER = "Dear Somchai,\n\ncall +66 81 234 5678 or\nwrite to somchai.j@example.co.th\n"


def test_a_document_is_one_column_of_lines_and_never_clean(tmp_path):
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


def test_a_document_of_which_a_part_cannot_be_read_is_partly_examined(tmp_path):
    (tmp_path / "letter.txt").write_bytes(LETTER.encode() + "ที่อยู่".encode() + b"\xff\xfe\x00")
    assert scan(tmp_path / "letter.txt").return_value == 2
    (tmp_path / "letter.txt").write_bytes(b"nothing\n" + b"\xe0\xb8 \x81 \xff")
    result = scan(tmp_path / "letter.txt", "--encoding", "utf-8")
    assert result.return_value == 3
    assert records(result)["letter", "text"]["status"] == "partly examined"


def test_the_help_loads_nothing_of_the_plugin():
    code = (
        "import sys; from govkit_personal_data.command.scan import command; command(None);"
        "print(*({'pydantic', 'pyarrow', 'numpy', 'govkit.plugin'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_ragged_and_very_wide_tables(tmp_path):
    (tmp_path / "ragged.csv").write_text("a,b\n1,2\n1\n1,2,x@shop.example\n" + "3,4\n" * 20)
    (tmp_path / "wide.csv").write_text(
        ",".join(f"n{number}" for number in range(3_000)) + "\n" + ",".join(["7"] * 3_000) + "\n"
    )
    found = records(scan(tmp_path / "ragged.csv"))
    assert found["ragged", "c2"]["expected"] == 23
    assert len(records(scan(tmp_path / "wide.csv"))) == 3_000


def test_a_cell_that_was_cut_makes_the_column_partly_examined(tmp_path):
    (tmp_path / "long.csv").write_text("a,b\n" + "x" * 5_000 + ",1\nyy,2\n")
    result = scan(tmp_path / "long.csv")
    assert result.return_value == 3
    assert records(result)["long", "a"]["status"] == "partly examined"
    assert records(result)["long", "a"]["cut"] == 1


def test_an_object_store_is_read_through_fsspec(folder):
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    for name in ("comma.csv", "grouped.parquet"):
        store.pipe(f"/bucket/{name}", (folder / name).read_bytes())
    found = records(scan("memory://bucket/*"))
    assert {key for key in found if found[key]["category"] == "EMAIL"} == {("comma", "email"), ("grouped", "email")}


def test_what_is_written_as_an_inventory_are_suggestions_only(folder, tmp_path):
    target = tmp_path / "inventory.yaml"
    scan(folder / "comma.csv", "--write-inventory", target)
    dataset = CommandHost().load(target).get("dataset:comma")
    assert not dataset.is_stated("personal")
    assert not dataset.is_stated("collections")
    assert '"suggested"' in target.read_text()
    again = scan(folder / "comma.csv", "--write-inventory", target)
    assert "overwrites no inventory" in str(again.exception)


def test_a_run_that_was_killed_goes_on_and_ends_with_the_same_bytes(folder, tmp_path, monkeypatch):
    source, state = folder / "grouped.parquet", tmp_path / "state.json"
    arguments = (source, "--mode", "full", "--workers", 1)
    whole = scan(*arguments).stdout
    calls, look = [], Kernel.batch

    def dies(self, batch, before=None):
        calls.append(self.search)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return look(self, batch, before)

    monkeypatch.setattr(Kernel, "batch", dies)
    assert isinstance(scan(*arguments, "--resume", state).exception, KeyboardInterrupt | click.Abort)
    assert len(json.loads(state.read_text())["parts"]) == 3
    assert "shop.example" not in state.read_text()
    resumed = scan(*arguments, "--resume", state)
    assert resumed.stdout == whole
    assert calls[4:] == [False] * 3 + [True] * 6
    assert not state.exists()


@pytest.mark.parametrize("deaths", [{1}, {2}, {9}, {3, 4, 5}, {5, 8, 14}, {"write 1"}, {"write 3", 12}, {"write 9"}])
def test_wherever_a_run_was_killed_and_however_often_it_ends_with_the_same_bytes(folder, tmp_path, monkeypatch, deaths):
    source, state = folder / "grouped.parquet", tmp_path / "state.json"
    arguments = (source, "--mode", "full", "--workers", 1)
    whole = scan(*arguments).stdout
    done, died = {"look": 0, "write": 0}, set()
    look, replace = Kernel.batch, Path.replace

    def dies_at(what, place):
        done[what] += 1
        if place in deaths:
            died.add(place)
            raise KeyboardInterrupt

    def batch(self, rows, before=None):
        dies_at("look", done["look"] + 1)
        return look(self, rows, before)

    def moved(self, target):
        dies_at("write", f"write {done['write'] + 1}")
        return replace(self, target)

    monkeypatch.setattr(Kernel, "batch", batch)
    monkeypatch.setattr(Path, "replace", moved)
    for _ in deaths:
        assert isinstance(scan(*arguments, "--resume", state).exception, KeyboardInterrupt | click.Abort)
    assert died == deaths
    assert scan(*arguments, "--resume", state).stdout == whole
    assert not [*tmp_path.iterdir()], "nothing is left of what the runs that died had half written"


def test_early_stop_decides_by_few_rows():
    full = ColumnCounts("a", rows=150, hits={"int.email": Hits(150)})
    empty = ColumnCounts("a", rows=200)
    unsure = ColumnCounts("a", rows=150, hits={"int.email": Hits(3)})
    assert [examine.decided(column) for column in (full, empty, unsure)] == [True, True, False]


def test_an_executor_that_does_not_exist_is_named(folder, capsys):
    assert run(["scan", str(folder / "comma.csv"), "--executor", "lokal"]) == 2
    assert "did you mean `local`" in capsys.readouterr().err


@pytest.mark.slow
def test_a_pool_gives_what_one_process_gives(folder):
    one, two = (scan(folder / "grouped.parquet", "--mode", "full", "--workers", count).stdout for count in (1, 2))
    assert one == two


OWN = """
govkit: identifiers/1
country: TH
identifiers:
  - {id: member, title: Member number, category: other-direct, patterns: ['MB[0-9]{7}'], mark: verified, weight: 0.9,
     source: our own}
"""


def test_identifiers_of_a_user_are_looked_for(tmp_path):
    (tmp_path / "own.yaml").write_text(OWN)
    (tmp_path / "m.csv").write_text("ref,colour\n" + "\n".join(f"MB{n * 7919:07},red" for n in range(60)))
    (tmp_path / "t.jsonl").write_text('{"text": "member MB1234567 called"}')
    plain = records(scan(tmp_path / "m.csv"))["m", "ref"]
    seen = records(scan(tmp_path / "m.csv", "--identifiers", tmp_path / "own.yaml", "--mode", "full"))["m", "ref"]
    assert (plain["status"], plain["category"], seen["category"]) == ("review", None, "OTHER_DIRECT")
    text = scan("--text", tmp_path / "t.jsonl", "--identifiers", tmp_path / "own.yaml", form=None)
    assert [span["by"] for span in json.loads(text.stdout)["spans"]] == ["th.member"]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("other-direct", "emial", "no category `emial`"),
        ("MB[0-9]{7}", "(?=a)b", "linear time"),
        ("MB[0-9]{7}", "(?:x|a*)", "matches the empty text"),
        ("title: Member number, ", "", "title: Field required"),
        ("country: TH", "country: null\nx: [", "is no YAML"),
        ("id: member", "id: national-id", "of that name already"),
    ],
)
def test_identifiers_that_must_not_be_run_are_refused_when_they_are_loaded(tmp_path, capsys, before, after, why):
    assert before in OWN
    (tmp_path / "own.yaml").write_text(OWN.replace(before, after))
    (tmp_path / "m.csv").write_text("a\n1\n")
    assert run(["scan", str(tmp_path / "m.csv"), "--identifiers", str(tmp_path / "own.yaml")]) == 2
    assert why in capsys.readouterr().err


def test_a_column_that_is_not_there_is_told_with_those_that_are(folder, capsys):
    assert run(["scan", str(folder / "comma.csv"), "--explain", "zzzzz"]) == 2
    assert "there are comma/email, comma/colour" in capsys.readouterr().err
