"""The reference pages say what the code says, and hold everything that they are there to hold."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from docs.generate import REFERENCE, outdated
from docs.generator import installed
from govkit.cli.group import COMMANDS
from govkit.engine.score import score
from govkit.model.entities import ENTITIES
from govkit.model.slots import slots_of
from govkit.model.status import Severity, Status
from govkit.plugin import hookspecs
from tests.docs.blocks import ROOT

GROUP = re.compile(r'^GROUP(?::[^=]*)? = "(govkit[.a-z]*)"', re.MULTILINE)


def _page(name: str) -> str:
    return (REFERENCE / name).read_text("utf-8")


def test_the_pages_are_current() -> None:
    """Run `python -m docs.generate` where this fails."""
    assert outdated() == []


def test_every_hook_is_documented_with_its_arguments() -> None:
    page = _page("hooks.md")
    hooks = {name: hook for name, hook in vars(hookspecs).items() if hasattr(hook, "govkit_spec")}
    assert len(hooks) >= 5
    for name, hook in hooks.items():
        written = re.search(rf"^{name}\((.*)\) -> ", page, re.MULTILINE)
        assert written, name
        assert re.findall(r"(\w+): ", written[1]) == list(inspect.signature(hook).parameters), name


def test_every_entry_point_group_is_documented() -> None:
    groups = {name for path in (ROOT / "govkit").rglob("*.py") for name in GROUP.findall(path.read_text("utf-8"))}
    assert len(groups) >= 4
    for group in groups:
        assert f"| `{group}` |" in _page("hooks.md"), group


def test_every_slot_check_control_and_command_is_there() -> None:
    inventory, checks, commands = _page("inventory.md"), _page("checks.md"), _page("commands.md")
    for entity in ENTITIES:
        assert f'<a id="{entity.type}"></a>' in inventory
        assert all(f"| `{name}` |" in inventory for name in slots_of(entity))
    for plugin in installed.plugins():
        assert all(f'<a id="{check.id}"></a>' in checks for check in installed.checks(plugin))
        assert all(f'<a id="{probe.id}"></a>' in checks for probe in installed.probes(plugin))
    for chosen in installed.checklists():
        page = _page(f"checklists/{installed.checklist_page(chosen)}")
        assert all(f'<a id="{control.id}"></a>' in page for control in chosen.checklist.controls)
    assert all(f"## govkit {name}\n" in commands for name in COMMANDS)


ROW = re.compile(r"^\| (\d+) \| (\d+) \| (\d+) \| (?:(\d+) to (\d+)|no score.*) \|$", re.MULTILINE)


@pytest.mark.parametrize("row", ROW.findall((ROOT / "docs/verdicts.md").read_text("utf-8")), ids="-".join)
def test_the_worked_scores_are_right(row: tuple[str, ...]) -> None:
    met, gaps, undecided = map(int, row[:3])
    weights = ((met, Status.PASS), (gaps, Status.FAIL), (undecided, Status.UNKNOWN))
    found = score((weight, Severity.HIGH, status, None) for weight, status in weights if weight)
    ends = ("", "") if found is None else (f"{found['low'] * 100:.0f}", f"{found['high'] * 100:.0f}")
    assert ends == row[3:]


def test_there_are_worked_scores() -> None:
    assert len(ROW.findall((ROOT / "docs/verdicts.md").read_text("utf-8"))) >= 5


def test_the_picture_is_small() -> None:
    assert 10_000 < Path(ROOT / "docs/report.png").stat().st_size < 300_000
