"""The page of the desk in a real browser: no barriers, no requests, nothing off the side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.report.browser import Page, browser, needs_axe, needs_browser

pytestmark = [pytest.mark.browser, needs_browser]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser() as tab:
        yield tab


@needs_axe
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_violation(page: Page, taken: Path, dark: bool, width: int) -> None:
    page.open(taken / "desk.html", width=width, dark=dark)
    assert page.barriers() == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_runs_off_the_side_and_no_request_leaves(page: Page, taken: Path, width: int) -> None:
    path = taken / "desk.html"
    page.requests.clear()
    page.open(path, width=width)
    assert page.run("document.documentElement.scrollWidth") <= width
    assert page.requests == [path.as_uri()]
    assert page.run("document.scripts.length") == 0
