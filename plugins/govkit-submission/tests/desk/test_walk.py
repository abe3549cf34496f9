"""The walk of docs/desk.md, command by command, as it is printed there."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from govkit.cli.main import run
from govkit_submission.desk.sheet import read_sheets
from govkit_submission.desk.workbook import SHEET

DOCS = Path(__file__).parents[4] / "docs/desk.md"
ALLOWED = {"assess": {0, 1, 3}}
CALL = """\
govkit: checklist/1
framework:
  id: call
  edition: "EDITION"
  title: The call
  source: {publisher: An authority, document: The call, grade: O, read: text, as_of: 2026-11-21}
controls:
  - id: kept
    title: Every dataset says how long it is kept
    why: Data without an end are not needed.
    severity: high
    applies: {on: dataset}
    all: [{require: {retention: {le: PERIOD}}, met: Kept as long as allowed, gap: Kept longer, fix: Shorten it}]
  - id: owned
    title: Every dataset has an owner
    why: Somebody has to answer for it.
    severity: medium
    applies: {on: dataset}
    all: [{require: {owner: {stated: true}}, met: There is one, gap: There is none, fix: Name one}]
"""


def company(folder: Path, name: str, retention: str) -> None:
    folder.mkdir()
    (folder / "govkit.yaml").write_text(f"govkit: config/1\norganisation: {name}\nframeworks: []\n")
    (folder / "inventory.yaml").write_text(
        "govkit: inventory/1\n"
        f"organisations: [{{id: {name}, name: {name.title()} Co, country: TH, sector: retail}}]\n"
        f"datasets: [{{id: crm, owner: Sales, retention: {retention}}}, {{id: logs, owner: IT, retention: P1Y}}]\n"
    )


def prepare() -> None:
    Path("call.yaml").write_text(CALL.replace("EDITION", "2026").replace("PERIOD", "P6Y"))
    Path("call-2027.yaml").write_text(CALL.replace("EDITION", "2027").replace("PERIOD", "P2Y"))
    for name, retention in (("shop", "P3Y"), ("bank", "P9Y"), ("clinic", "P4Y")):
        company(Path(name), name, retention)
    for name in ("bank", "clinic"):
        run(["assess", name, "-c", "call.yaml", "--as-of", "2026-11-21"])
        shutil.copytree(Path(name, "out"), Path("received", name))
    path = Path("received/bank/assessment.json")
    claimed = json.loads(path.read_text())
    (control,) = [c for c in claimed["frameworks"][0]["controls"] if c["id"] == "kept"]
    assert control["status"] == "fail"
    control["status"] = "pass"
    path.write_text(json.dumps(claimed))


def inspect() -> None:
    """Fill in the workbook as an inspector does: everything is as claimed, but for what the bank says it keeps."""
    rows = read_sheets(Path("desk/desk.xlsx"))[SHEET]
    names = {cell.text: column for column, cell in rows[1].items()}
    book = xlsxwriter.Workbook("inspected.xlsx")
    sheet = book.add_worksheet(SHEET)
    sheet.write_row(0, 0, ["ID", "Verdict", "Reason"])
    for number in sorted(rows)[1:]:
        row = rows[number]
        lie = (row[names["Submission"]].text, row[names["Control"]].text) == ("bank", "call/kept")
        said = ["gap", "evidence contradicts it"] if lie else ["met", "as stated"]
        sheet.write_row(number - 1, 0, [row[names["ID"]].text, *said])
    book.close()


def test_the_walk_of_the_documentation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    prepare()
    capsys.readouterr()
    told: dict[str, Any] = {}
    commands = [shlex.split(line) for line in re.findall(r"^\$ govkit (.+)$", DOCS.read_text("utf-8"), re.MULTILINE)]
    assert len(commands) == 10
    for arguments in commands:
        if "import" in arguments:
            inspect()
        code = run([*arguments, "--workers", "1"] if arguments[0] == "intake" else arguments)
        out = capsys.readouterr()
        assert code in ALLOWED.get(arguments[0], {0}), (arguments, out.err)
        told[" ".join(arguments[:2])] = out.out
    assert "accepted bank: 2 verdicts judged again" in told["intake received"]
    assert "better than the facts give: call@2026/kept" in told["intake received"]
    assert "3 accepted, 0 rejected" in told["intake received"]
    assert "6 verdicts read, 6 of them new" in told["desk import"]
    assert "83% agree" in told["desk import"]
    assert "call/kept  met → gap  2" in told["desk rejudge"]
    assert "hold together" in told["desk check"]
    page = Path("clinic.html").read_text()
    assert "Clinic Co" in page
    assert "Shop" not in page
    assert "Bank" not in page
