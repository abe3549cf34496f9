"""Every item of `genai-transparency` has a case for each outcome that it can have."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from govkit.engine.read import read_document

HERE = Path(__file__).parent


def _module() -> Any:
    """Load `items.py`, which stands beside the tests and not on the path."""
    spec = importlib.util.spec_from_file_location("govkit_genai_items", HERE / "items.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


items = _module()
BASE: Any = read_document(HERE / "items" / "base.yaml").value
CASES: Any = read_document(HERE / "items" / "cases.yaml").value
PLANNED = {planned.control.id: planned for planned in items.plan().controls}


def test_there_are_eighty_items_with_cases_for_each_outcome() -> None:
    assert len(PLANNED) == 80
    assert {name: set(cases) for name, cases in CASES.items()} == {
        name: items.possible(planned) for name, planned in PLANNED.items()
    }


@pytest.mark.parametrize("name", CASES)
def test_each_outcome_comes_about(name: str) -> None:
    said = {status: items.judged(PLANNED[name], BASE, items.Change.read(raw)) for status, raw in CASES[name].items()}
    assert said == {status: status for status in CASES[name]}


def test_a_machine_decides_and_refutes_as_much_as_the_tags_say() -> None:
    grades = {name: items.automation(planned) for name, planned in PLANNED.items()}
    tagged = {
        name: next(tag.removeprefix("automation: ") for tag in planned.control.tags if tag.startswith("automation: "))
        for name, planned in PLANNED.items()
    }
    assert grades == tagged
    counts = {grade: list(grades.values()).count(grade) for grade in ("A", "A/P", "M")}
    assert counts == {"A": 32, "A/P": 39, "M": 9}
    assert counts["A"] >= 24
    assert counts["A/P"] >= 23


def test_what_only_a_person_can_confirm_never_passes_unanswered() -> None:
    for name, planned in PLANNED.items():
        status = items.judged(planned, BASE, items.Change({}, answers=False))
        expected = "pass" if items.automation(planned) == "A" else "review"
        assert (name, status) == (name, expected)


@pytest.mark.parametrize(
    ("as_of", "first_used_on", "status"),
    [
        ("2026-12-01", "2026-08-01", "not_applicable"),
        ("2026-12-02", "2026-08-01", "fail"),
        ("2026-12-01", "2026-08-02", "fail"),
        ("2026-08-01", "2026-01-01", "not_applicable"),
    ],
)
@pytest.mark.parametrize("name", ["output.marking", "output.says-ai", "output.watermark", "output.detection"])
def test_the_grace_for_marking_ends_on_the_second_of_december(
    name: str, as_of: str, first_used_on: str, status: str
) -> None:
    change = {
        "set": {
            "ai_system.first_used_on": first_used_on,
            "ai_system.marking": "none",
            "ai_system.detection_tool": "none",
        },
        "as_of": items.date.fromisoformat(as_of),
    }
    assert items.judged(PLANNED[name], BASE, items.Change.read(change)) == status
