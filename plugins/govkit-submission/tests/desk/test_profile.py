"""What a profile leaves out has to be there: a control that is mistyped would stay in without a word."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from govkit.cli.main import run

Bag = Any


def profile(folder: Path, leave_out: str) -> str:
    path = folder / "profile.yaml"
    path.write_text(f"govkit: desk-profile/1\nframeworks: []\nleave_out: [{leave_out}]\n")
    return str(path)


@pytest.mark.parametrize(("leave_out", "code"), [("call/c000", 0), ("call/c0O0", 2), ("cal/c000", 2), ("c000", 2)])
def test_criteria_leave_out_what_is_there(
    leave_out: str, code: int, bag: Bag, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = ["desk", "criteria", "register", "-c", str(bag.checklist), "-o", str(tmp_path / "criteria.json")]
    assert run([*register, "--profile", profile(tmp_path, leave_out)]) == code
    assert (tmp_path / "criteria.json").exists() == (code == 0)
    assert (f"`{leave_out}` is left out, and is no control" in capsys.readouterr().err) == (code == 2)


@pytest.mark.parametrize(("leave_out", "code"), [("call/c000", 0), ("call/c00", 2)])
def test_another_edition_is_judged_without_what_either_has(
    leave_out: str, code: int, bag: Bag, taken: Path, tmp_path: Path
) -> None:
    """The first control is gone from the new edition, and was in the old one."""
    desk = shutil.copytree(taken, tmp_path / "desk")
    shorter = json.loads(bag.checklist.read_text())
    shorter["framework"]["edition"] = "2027"
    del shorter["controls"][0]
    (tmp_path / "shorter.json").write_text(json.dumps(shorter))
    rejudge = ["desk", "rejudge", "--desk", str(desk), "-c", str(tmp_path / "shorter.json"), "--workers", "1"]
    assert run([*rejudge, "--profile", profile(tmp_path, leave_out)]) == code
