"""Page and workbook of a desk in another language: nothing of their own is left in English, and verdicts come back."""

from __future__ import annotations

import re
import shutil
import zipfile
from html import unescape
from pathlib import Path

import pytest
import xlsxwriter

import govkit_submission
from govkit.cli import spoken
from govkit.cli.host import CommandHost
from govkit.cli.main import run
from govkit.i18n import Renderer
from govkit.i18n.extract import extract
from govkit.i18n.pseudo import pseudo
from govkit.model.worded import Sentence
from govkit_submission.desk.retold import retold
from govkit_submission.desk.sheet import Rows, read_sheets
from govkit_submission.desk.store import Desk
from govkit_submission.desk.workbook import REASONS, VERDICTS

PLAIN = re.compile(r"(?<![\w`./|-])[a-z]{2,}(?: [a-z]{2,})+(?![\w/|-])")
OWN = re.compile(r"<(h1|h2|th|dt|dd|li|title|p)(?: [^>]*)?>(.*?)</\1>", re.DOTALL)


@pytest.fixture
def desk(taken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = [entry for entry in extract(Path(govkit_submission.__file__).parent)]
    texts = {text: pseudo(text) for entry in found for text in (entry.text, entry.plural) if text}
    made_up = Renderer("xx", {"xx": {"messages": texts}})
    real = spoken.renderer
    monkeypatch.setattr(spoken, "renderer", lambda tag, *more: made_up if tag == "xx" else real(tag, *more))
    return Path(shutil.copytree(taken, tmp_path / "desk"))


def _refreshed(desk: Path, language: str) -> None:
    assert run(["desk", "refresh", "--desk", str(desk), "--lang", language]) == 0


def _head(rows: Rows) -> list[str]:
    return [cell.text for cell in rows[1].values()]


def test_nothing_of_the_page_is_english(desk: Path, tmp_path: Path) -> None:
    _refreshed(desk, "xx")
    company, year = tmp_path / "company.html", tmp_path / "year.html"
    name = next(entry["source"] for entry in Desk.existing(desk, CommandHost()).log.entries() if "source" in entry)
    assert run(["desk", "report", name, "--desk", str(desk), "-o", str(company), "--lang", "xx"]) == 0
    assert run(["desk", "overview", "--desk", str(desk), "-o", str(year), "--lang", "xx"]) == 0
    for path in (desk / "desk.html", company, year):
        page = path.read_text("utf-8")
        assert '<html lang="xx">' in page
        said = [unescape(re.sub(r"<[^>]*>", " ", match[2])) for match in OWN.finditer(page.partition("</style>")[2])]
        assert any("⟦" in text for text in said)
        assert [text for text in said if "⟦" not in text and PLAIN.search(text)] == [], path.name


def test_nothing_of_the_workbook_is_english(desk: Path) -> None:
    _refreshed(desk, "xx")
    sheets = read_sheets(desk / "desk.xlsx")
    assert len(sheets) == 11
    for name, rows in sheets.items():
        assert name.startswith("⟦")
        assert [text for text in _head(rows) if "⟦" not in text and text not in ("ID",)] == []


def test_verdicts_in_thai_come_back(desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _refreshed(desk, "th")
    sheets = read_sheets(desk / "desk.xlsx")
    name, rows = next((name, rows) for name, rows in sheets.items() if "ID" in _head(rows))
    columns = {cell.text: column for column, cell in rows[1].items()}
    back = tmp_path / "back.xlsx"
    book = xlsxwriter.Workbook(str(back))
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, ["ID", "ผลวินิจฉัย", "เหตุผล"])
    with zipfile.ZipFile(desk / "desk.xlsx") as written:
        parts = [written.read(part).decode() for part in written.namelist() if "worksheets/" in part]
    verdicts, reasons = (text.split(",") for text in re.findall(r"<formula1>\"(.*?)\"</formula1>", "".join(parts)))
    ids = [rows[number][columns["ID"]].text for number in sorted(rows)[1:]]
    for at, id_ in enumerate(ids[:4]):
        sheet.write_row(at + 1, 0, [id_, verdicts[at], reasons[at]])
    book.close()
    assert run(["desk", "import", str(back), "--desk", str(desk)]) == 0
    assert "4 verdicts read" in capsys.readouterr().out
    kept = [one for one in Desk.existing(desk, CommandHost()).log.entries() if one["kind"] == "verdict"]
    assert {one["unit"]: (one["verdict"], one["reason"]) for one in kept} == dict(
        zip(ids, zip(VERDICTS, REASONS, strict=False), strict=False)
    )


def test_lines_of_records_are_sentences_again() -> None:
    line = "167 verdicts judged again; a claim is better than the facts give: call@2026/kept"
    found = retold(line)
    assert found == line
    assert isinstance(found, Sentence)
    assert all(isinstance(part, Sentence) for part in found.params.values())
    assert retold("what nobody says") == "what nobody says"
