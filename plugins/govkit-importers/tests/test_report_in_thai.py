"""An import tells in the reader's language; the reasons that are translated are those that are given."""

from __future__ import annotations

from pathlib import Path

import govkit_importers
from govkit.cli.host import CommandHost
from govkit.cli.main import run
from govkit_importers.report.reasons import LOCALES, REASONS

PACKAGE = Path(govkit_importers.__file__).parent
RECORD = 'Ref,Purpose,Lawful basis,Personal data,Retention period\nA1,Sell,Contract,"Name, etc.",as long as needed\n'


def test_every_translated_reason_is_one_that_the_code_gives():
    here = {PACKAGE / "report" / "reasons.py"}
    code = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path not in here)
    words = ("placeholder", "empty", "negated", "pointer", "not-applicable-without-reason")  # of govkit's own reader
    for reason in REASONS:
        if reason not in words:
            assert reason.partition("unknown: ")[2].partition("; ")[0] in code or reason in code or "read" in reason


def test_every_reason_has_a_thai_text():
    thai = CommandHost().texts("th", LOCALES)
    assert [reason for reason in REASONS if thai(reason) == reason] == []


def test_an_import_tells_in_the_first_language_of_the_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.csv").write_text(RECORD)
    (tmp_path / "it").mkdir()
    (tmp_path / "it/govkit.yaml").write_text("govkit: config/1\nlanguages: [th]\n")
    assert run(["import", "r.csv", "-o", "it", "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "ไม่ได้นำเข้า 1" in told
    assert "ไม่ได้ระบุระยะเวลา" in told
    assert run(["import", "r.csv", "-o", "it", "--dry-run", "--lang", "en"]) == 0
    assert "not taken over 1: Retention period (unknown: no period of time is stated)" in capsys.readouterr().out
