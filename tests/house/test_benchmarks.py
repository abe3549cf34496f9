"""The benchmarks of the core run: small sizes, one round, and no word about how fast this machine is."""

from __future__ import annotations

import importlib

import pytest

from benchmarks.generate import as_json, as_json_lines, inventory
from benchmarks.runner import measure, table


@pytest.mark.parametrize(
    ("name", "entries"),
    [
        ("load", ("govkit: load", "orjson, dicts", "orjson, dicts, line by line", "pydantic models")),
        ("evaluate", ("200 Python lambdas over dicts", "govkit, columns made anew each time")),
        ("report", ("Jinja2, one plain table", "govkit, JSON and HTML")),
        ("assess", ("orjson, parsing only", "govkit assess, whole process")),
        ("desk", ("intake, every submission judged again", "page and workbook")),
    ],
)
def test_the_core_is_measured_beside_its_peers(name: str, entries: tuple[str, ...]) -> None:
    found = measure(importlib.import_module(f"benchmarks.{name}").suites("small"), 1)
    assert {*entries} <= {row.name for row in found}
    assert all(len(row.seconds) == len(row.ratios) == 1 and row.seconds[0] >= 0 for row in found)
    assert all(row.name in table(found) for row in found)


def test_the_same_size_gives_the_same_bytes() -> None:
    assert as_json(inventory(3)) == as_json(inventory(3))
    assert as_json_lines(inventory(3)) == as_json_lines(inventory(3))
    assert as_json(inventory(3)) != as_json(inventory(3, seed=8))
