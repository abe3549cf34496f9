"""The page in a real browser: no barriers, no requests, nothing runs, nothing runs off the side, all prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from govkit.report import html
from tests.report.browser import Page, browser, needs_axe, needs_browser
from tests.report.payloads import HTML, planted
from tests.report.sample import large, sample

pytestmark = [pytest.mark.browser, needs_browser]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser() as tab:
        yield tab


def written(folder: Path, language: str = "en", assessment: object = None) -> Path:
    path = folder / "report.html"
    path.write_text(html.render(assessment or sample(), language=language), "utf-8")  # type: ignore[arg-type]
    return path


@needs_axe
@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_violation(page: Page, tmp_path: Path, language: str, dark: bool, width: int) -> None:
    page.open(written(tmp_path, language), width=width, dark=dark)
    page.unfold()
    assert page.barriers() == []


@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_runs_off_the_side(page: Page, tmp_path: Path, language: str, width: int) -> None:
    page.open(written(tmp_path, language), width=width)
    page.unfold()
    assert page.run("document.documentElement.scrollWidth") <= width


def test_no_request_leaves_the_page(page: Page, tmp_path: Path) -> None:
    path = written(tmp_path)
    page.open(path)
    assert page.requests == [path.as_uri()]
    assert page.console == []


def test_no_payload_runs(page: Page, tmp_path: Path) -> None:
    for payload in HTML:
        path = written(tmp_path, assessment=planted(sample(), payload, closed=True))
        page.open(path)
        page.unfold()
        assert page.requests == [path.as_uri()], payload
        assert page.dialogs == []
        assert page.run("document.querySelectorAll('img,iframe,object,embed,base,link,video,audio').length") == 0
        assert page.run("document.scripts.length") == 1


def test_the_filter(page: Page, tmp_path: Path) -> None:
    page.open(written(tmp_path))
    shown = "[...document.querySelectorAll('.control')].filter(c => c.offsetParent).length"
    assert page.run(shown) == 12
    page.run("document.querySelector('.filter input[value=pass]').click()")
    assert page.run(shown) == 7
    page.run("let s = document.querySelector('.filter select'); s.value = 'high'; s.form.oninput()")
    assert page.run(shown) == 3
    page.run("let q = document.querySelector('.filter [type=search]'); q.value = 'transfers.yaml'; q.form.oninput()")
    assert page.run(shown) == 1
    assert page.run("document.querySelector('.filter output').value") == "1"


def test_without_javascript_all_is_there(page: Page, tmp_path: Path) -> None:
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.open(written(tmp_path))
        assert page.run("document.querySelector('.filter').hidden") is True
        assert page.run("document.querySelectorAll('.control').length") == 12
    finally:
        page.call("Emulation.setScriptExecutionDisabled", value=False)


def test_a_link_opens_what_it_leads_to(page: Page, tmp_path: Path) -> None:
    page.open(written(tmp_path))
    target = page.run("document.querySelector('.soa a[href=\"#c0-7\"]').click(), document.querySelector('#c0-7').id")
    page.run("new Promise(done => setTimeout(done, 50))")
    assert page.run(f"document.getElementById('{target}').open") is True


def test_closed_rows_are_open_on_paper(page: Page, tmp_path: Path) -> None:
    page.open(written(tmp_path))
    height = "document.querySelector('#c0-9 .body').getBoundingClientRect().height"
    assert page.run("document.querySelector('#c0-9').open") is False
    page.call("Emulation.setEmulatedMedia", media="print")
    try:
        assert page.run(height) > 50
    finally:
        page.call("Emulation.setEmulatedMedia", media="")


def test_a_large_page_opens(page: Page, tmp_path: Path) -> None:
    page.open(written(tmp_path, assessment=large(20_000)))
    assert page.run("document.querySelectorAll('.control').length") == 200
