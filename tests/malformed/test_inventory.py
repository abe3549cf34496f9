"""Every well-formed file that is no inventory, settings, statement or checklist gives lines with a place and a mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from govkit.engine.checklists import read_checklist
from govkit.engine.load import load
from govkit.engine.plan import make_plan
from govkit.engine.read import read_document
from govkit.model.errors import InputError, InputErrors
from govkit.plugin.manager import Plugins

pytestmark = pytest.mark.sweep

CASES: dict[str, dict[str, Any]] = read_document(Path(__file__).with_name("inventory.yaml")).value
BESIDE = "govkit: inventory/1\nmodels: [{id: m}]\n"


def read(path: Path, folder: Path) -> None:
    if path.name == "checklist.yaml":
        make_plan([read_checklist(path, shown_as=path.name)], Plugins([]))
    else:
        load(folder)


def faults(case: dict[str, Any], folder: Path) -> tuple[InputError, ...]:
    path = folder / case["file"]
    path.parent.mkdir(exist_ok=True)
    path.write_text(case["text"], "utf-8")
    other = folder / "inventory" / "models.yaml"
    other.parent.mkdir(exist_ok=True)
    other.write_text(BESIDE, "utf-8")
    with pytest.raises(InputError) as caught:
        read(path, folder)
    return caught.value.errors if isinstance(caught.value, InputErrors) else (caught.value,)


def test_the_table_is_a_table() -> None:
    assert len(CASES) >= 150
    assert all(case.keys() == {"file", "text", "at", "what", "hint"} for case in CASES.values())
    assert {case["file"].partition(".")[0].partition("/")[0] for case in CASES.values()} >= {
        *("inventory", "govkit", "answers", "waivers", "reviews", "rejections", "checklist"),
    }


@pytest.mark.parametrize("name", CASES)
def test_one_line_a_fault_with_a_place_and_a_mend(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    errors = faults(case, tmp_path)
    assert [f"{error.path}:{error.line}" for error in errors] == case["at"]
    assert case["what"] in errors[0].what
    assert case["hint"] in errors[0].hint
    for error in errors:
        said = str(error)
        assert said.splitlines() == [said]
        assert said.isprintable()
        assert len(said) < 300
        assert said.endswith(")")
        assert error.column is not None
        assert "CANARY" not in said or "there is no" in error.what
        assert "canary.example" not in said
