"""What the tests share: imports as people run them, a company, its form of answers, and questions of a stranger."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from govkit.cli.main import run
from govkit.engine.load import load

DAY = "2026-11-21"
COMMON = ("-c", "own.checklist.yaml", "--as-of", DAY)
ASKS = """\
govkit: checklist/1
framework:
  id: own
  edition: "1"
  title: Own rules
  source: {publisher: Us, document: Own rules, grade: O, read: text, as_of: 2026-11-21}
controls:
  - id: agreed
    number: "4"
    title: The business has agreed
    why: Who uses the data knows best.
    severity: high
    applies: {on: dataset}
    qualifications: [{id: small, text: Fewer than a hundred people}]
    all:
      - {ask: agreed, text: Did the business agree?, help: A minute of the meeting., evidence: required}
      - {ask: often, text: How often is it looked at?, type: choice, choices: [daily, never], passes: daily}
      - {ask: days, text: Within how many days?, type: number, passes: 3}
      - {ask: since, text: Since when?, type: date}
"""
REQUIRES = """\
govkit: checklist/1
framework:
  id: own
  edition: "1"
  title: Own rules
  source: {publisher: Us, document: Own rules, grade: O, read: text, as_of: 2026-11-21}
controls:
  - id: owner
    number: "1"
    title: Every dataset has an owner
    why: Somebody has to answer for it.
    severity: high
    applies: {on: dataset}
    all: [{require: {owner: Sales}}]
  - id: breach
    number: "2"
    title: Breaches are told to the authority
    why: The authority can warn others.
    severity: high
    applies: {on: dataset}
    all: [{ask: told, text: Is every personal data breach notified within 72 hours?}]
  - id: described
    number: "3"
    title: Every dataset is described
    why: Nobody can guess.
    severity: high
    applies: {on: dataset}
    all: [{require: {not: {description: none}}}]
"""
TWO_DATASETS = """\
govkit: inventory/1
organisations: [{id: shop, name: =Shop}]
datasets: [{id: crm, name: Customers, owner: Sales}, {id: logs, owner: IT}]
"""
ONE_DATASET = """\
govkit: inventory/1
organisations: [{id: shop}]
datasets: [{id: falcon, owner: Sales, description: none}]
"""
MATCHED = {"A!B4": "own/breach", "A!B5": "own/owner", "A!B6": "own/described"}


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Return a function that imports files by name and content: exit code, what was told, and standard error."""
    monkeypatch.chdir(tmp_path)

    def imported(files: dict[str, Any], *arguments: str, source: str = "have") -> tuple[int, list[dict[str, Any]], str]:
        for name, content in files.items():
            place = tmp_path / "have" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            text = content if isinstance(content, str | bytes) else json.dumps(content, indent=1)
            place.write_bytes(text if isinstance(text, bytes) else text.encode())
        code = run(["import", source, "-o", "it", "--on", "2026-11-22", "--format", "json", *arguments])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else [], err

    return imported


@pytest.fixture
def imported_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., dict[str, Any]]:
    """Return a function that imports one file by name and content, and returns what was told of it."""
    monkeypatch.chdir(tmp_path)

    def imported_file(name: str, content: str | bytes, *arguments: str) -> dict[str, Any]:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        code = run(["import", name, "-o", "it", "--on", "2026-11-22", "--format", "json", *arguments])
        out, err = capsys.readouterr()
        assert code == 0, err
        (told,) = json.loads(out)
        return told

    return imported_file


@pytest.fixture
def inventory(tmp_path: Path) -> Callable[[], Any]:
    """Return a function that reads what was imported into the folder `it`."""
    return lambda: load(tmp_path / "it").normalised.inventory


@pytest.fixture
def company(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes the folder `it` with an inventory, to be assessed by the framework `own`."""

    def company(inventory: str) -> Path:
        place = tmp_path / "it"
        place.mkdir()
        (place / "govkit.yaml").write_text("govkit: config/1\nframeworks: [own]\norganisation: shop\n")
        (place / "inventory.yaml").write_text(inventory)
        return place

    return company


@pytest.fixture
def folder(company: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a company, beside which its form of answers is exported."""
    place = company(TWO_DATASETS)
    (place / "own.checklist.yaml").write_text(ASKS)
    monkeypatch.chdir(place)
    assert run(["answer", "export", ".", "-o", "../form.xlsx", *COMMON]) == 0
    return place


@pytest.fixture
def taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return a function that imports a file: exit code, what was told, errors."""

    def taken(*arguments, verb="import"):
        capsys.readouterr()
        code = run(["answer", verb, *map(str, arguments), *COMMON])
        out, err = capsys.readouterr()
        return code, out, err

    return taken


class Form:
    """The exported workbook in the hands of a person."""

    def __init__(self, folder, name="form.xlsx"):
        from openpyxl import load_workbook

        self.book = load_workbook(folder.parent / "form.xlsx", rich_text=True)
        self.path = folder.parent / name
        self.sheet = self.book["own"]
        self.book.worksheets[0]["C9"] = "Anong (Sales)"
        self.book.worksheets[0]["C10"] = date(2026, 11, 20)
        self.columns = {cell.value.removeprefix("govkit:"): cell.column for cell in self.sheet[1]}

    def row(self, question, subject="dataset:crm"):
        for row in range(3, self.sheet.max_row + 1):
            ids = [self.sheet.cell(row, self.columns[key]).value for key in ("question", "subject")]
            if ids == [f"own/agreed#{question}", subject]:
                return row
        raise KeyError(question)

    def write(self, question, subject="dataset:crm", **cells):
        row = self.row(question, subject)
        for key, value in cells.items():
            self.sheet.cell(row, self.columns[key]).value = value
        return self

    def saved(self):
        self.book.save(self.path)
        return self.path


@pytest.fixture
def opened(folder: Path) -> Callable[..., Form]:
    """Return a function that opens the exported form, to be saved under a name."""
    return lambda name="form.xlsx": Form(folder, name)


@pytest.fixture
def answers(folder: Path) -> Callable[[], dict[tuple[str, str, str], Any]]:
    """Return a function that reads all answers of the company, by question, subject and author."""

    def answers():
        found = [yaml.safe_load(path.read_text()) for path in sorted(folder.glob("answers/*.yaml"))]
        every = [answer for file in found for answer in file["answers"]]
        return {(a["question"].partition("#")[2], a["subject"], a["author"]): a for a in every}

    return answers


@pytest.fixture
def fill(
    company: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Return a function that has a company fill in `theirs.xlsx`: exit code, and what was told."""
    company(ONE_DATASET)
    (tmp_path / "own.checklist.yaml").write_text(REQUIRES)
    monkeypatch.chdir(tmp_path)

    def fill(*arguments):
        capsys.readouterr()
        code = run(["answer", "fill", "theirs.xlsx", "it", *COMMON, *arguments])
        return code, capsys.readouterr().err

    return fill


class Questionnaire:
    """A stranger's workbook of questions, and what a person matches to them."""

    questions = (
        "Do you notify data breaches to the authority within 72 hours?",
        "Is an owner named for each dataset?",
        "Are datasets described?",
    )
    matched = MATCHED

    def __init__(self, folder):
        self.folder = folder
        self.path = folder / "theirs.xlsx"

    def write(self, change=None, headings=("No", "Security question", "Your response (Y/N)", "Remarks", "Score")):
        """Write a questionnaire with a title, a score that is computed, and a picture."""
        from openpyxl import Workbook

        book = Workbook()
        sheet = book.active
        sheet.title = "A"
        sheet.append(["Vendor check: the answer decides"])
        sheet.append([])
        sheet.append(headings)
        for number, question in enumerate(self.questions, 4):
            sheet.append([number, question, None, None, f'=IF(C{number}="Yes",1,0)'])
        sheet["C5"].number_format = "@"
        sheet.append(["Section two, artificial intelligence"])
        sheet.merge_cells("A7:E7")
        book.create_sheet("Guidance").append(["Please read the annex."])
        if change is not None:
            change(sheet)
        book.save(self.path)
        with zipfile.ZipFile(self.path, "a") as archive:
            archive.writestr("xl/media/image1.png", b"\x89PNG red")

    def confirm(self, matched=MATCHED, **more):
        """Confirm matches as a person does, in the file."""
        path = self.folder / "matches.yaml"
        document = yaml.safe_load(path.read_text())
        for entry in document["matches"]:
            if entry["cell"] in matched:
                entry |= {"control": matched[entry["cell"]], "confirmed_by": "Anong (DPO)", "on": DAY} | more
        path.write_text(yaml.safe_dump(document))

    def cells(self, name="filled.xlsx"):
        from openpyxl import load_workbook

        book = load_workbook(self.folder / name)
        return {f"{s.title}!{c.coordinate}": c.value for s in book for row in s.iter_rows() for c in row if c.value}


@pytest.fixture
def theirs(tmp_path: Path) -> Questionnaire:
    """Return a questionnaire that is still to be written."""
    return Questionnaire(tmp_path)
