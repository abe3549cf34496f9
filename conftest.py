"""What all tests of the checkout share: with `--forbid-skips` a test that could not run is a failed one."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from govkit.engine.checklists import Chosen, Installed

SHIPPED = Path(__file__).parent / "checklists"

os.environ.pop("CI", None)
"""It changes what govkit asks for (`--min-decided`), so that the same run would end otherwise where builds run."""

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("build", settings.get_profile("house"), derandomize=True)
settings.load_profile("house")
"""Machines differ in speed and load; no test is about that."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the option, which `dev.py ci` gives."""
    parser.addoption("--forbid-skips", action="store_true", help="fail on a skip, save of tests marked `external`")


def pytest_configure(config: pytest.Config) -> None:
    """Let a build try the same inputs each time; people who run tests try new ones."""
    if config.getoption("forbid_skips"):
        settings.load_profile("build")


@pytest.fixture(scope="session", autouse=True)
def shipped_checklists_are_read_once() -> Iterator[None]:
    """Keep what was read of a shipped checklist: hundreds of tests run commands that look through all of them."""
    from govkit.engine import checklists, lookup
    from govkit.engine.lint import checklist as lint

    read, read_once = checklists.read_installed, cache(checklists.read_installed)

    def of(entry: Installed) -> Chosen:
        return read_once(entry) if entry.path.is_relative_to(SHIPPED) else read(entry)

    with pytest.MonkeyPatch.context() as patch:
        for module in (checklists, lookup, lint):
            patch.setattr(module, "read_installed", of)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a test into its failure."""
    report = yield
    expected = hasattr(report, "wasxfail") or item.get_closest_marker("external")
    if report.skipped and not expected and item.config.getoption("forbid_skips"):
        report.outcome = "failed"
        report.longrepr = (
            f"{item.nodeid} was skipped, and skips are forbidden here: {call.excinfo and call.excinfo.value}"
        )
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip of a whole file into its failure."""
    report = yield
    if report.skipped and collector.config.getoption("forbid_skips"):
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, and skips are forbidden here: {report.longrepr}"
    return report
