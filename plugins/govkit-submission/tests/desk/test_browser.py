"""The page of the desk in a real browser: no barriers, no requests, nothing off the side."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.report.browser import Page, browser, chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="Chromium is not installed"),
]
AXE = Path(os.environ.get("GOVKIT_AXE", Path(__file__).parents[4] / ".venv/axe/node_modules/axe-core/axe.min.js"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser() as tab:
        yield tab


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_violation(page: Page, taken: Path, dark: bool, width: int) -> None:
    page.open(taken / "desk.html", width=width, dark=dark)
    page.run(AXE.read_text("utf-8") + ";0")
    result = page.run(
        f"axe.run(document, {{runOnly: {json.dumps(TAGS)}}}).then(r => JSON.stringify("
        "{broken: r.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html]), passes: r.passes.length}))"
    )
    found = json.loads(result)
    assert found["broken"] == []
    assert found["passes"] > 15


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_runs_off_the_side_and_no_request_leaves(page: Page, taken: Path, width: int) -> None:
    path = taken / "desk.html"
    page.requests.clear()
    page.open(path, width=width)
    assert page.run("document.documentElement.scrollWidth") <= width
    assert page.requests == [path.as_uri()]
    assert page.run("document.scripts.length") == 0
