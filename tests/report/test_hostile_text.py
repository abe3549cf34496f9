"""Nothing that a stranger wrote is live in any report: a corpus of payloads in every text of an assessment."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from govkit.model.assessment import Assessment
from govkit.report import console, html, junit, markdown, sarif
from govkit.report import csv as csv_report
from govkit.report import json as json_report
from tests.report.payloads import PAYLOADS, planted
from tests.report.sample import sample

pytestmark = pytest.mark.sweep

NAMES = [f"{number:03}" for number in range(len(PAYLOADS))]
ELEMENTS = frozenset(
    {
        *(
            "a",
            "article",
            "b",
            "body",
            "br",
            "caption",
            "code",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
            "footer",
        ),
        *("form", "h1", "h2", "h3", "head", "header", "html", "input", "label", "legend", "li", "main", "meta", "nav"),
        *("ol", "option", "output", "p", "script", "section", "select", "span", "style", "summary", "table", "tbody"),
        *("td", "th", "thead", "time", "title", "tr", "ul"),
        *("circle", "defs", "desc", "line", "path", "pattern", "rect", "svg", "text"),
    }
)


@lru_cache(maxsize=1)
def hostile(payload: str) -> tuple[Assessment, Assessment]:
    """Return assessments with the payload in every text, the closed words among them; and in the free ones only."""
    return planted(sample(), payload, closed=True), planted(sample(), payload)


@lru_cache(maxsize=1)
def own_scripts() -> list[str]:
    """Return the scripts of a page about a harmless assessment."""
    page = Elements()
    page.feed(html.render(sample()))
    return page.scripts


class Elements(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts.append(data)


def test_the_corpus_is_large() -> None:
    assert len(set(PAYLOADS)) >= 150


def check_html(payload: str) -> None:
    for assessment in hostile(payload):
        page = Elements()
        page.feed(html.render(assessment, language="th"))
        assert page.scripts == own_scripts()
        assert {tag for tag, _ in page.found} <= ELEMENTS
        assert sum(tag in ("script", "style", "form") for tag, _ in page.found) == 3
        for tag, attributes in page.found:
            assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc", "src")], tag
            assert re.match(r"#|https?://[^\s\"'<>]+$", attributes.get("href") or "#")
            assert not {"xlink:href", "formaction", "action", "background", "poster"} & attributes.keys()


def check_markdown(payload: str) -> None:
    for assessment in hostile(payload)[:1]:
        text = markdown.render(assessment)
        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
        inline = [child for token in tokens for child in token.children or ()]
        kinds = {token.type for token in (*tokens, *inline)}
        assert not kinds & {"link_open", "image", "html_inline", "code_inline", "code_block", "fence", "s_open"}
        blocks = [token.content for token in tokens if token.type == "html_block"]
        assert all(re.fullmatch(r"<details><summary>[^<]*</summary>\n?|</details>\n?", block) for block in blocks)
        assert not re.search(r"@\w|://|www\.|\bGH-\d|#\d+\b(?!;)", text, re.IGNORECASE)
        assert text.count("\n## ") == 0
        assert len(text.encode()) <= 60_000


def check_csv(payload: str) -> None:
    for assessment in hostile(payload)[:1]:
        rows = list(csv.reader(io.StringIO(csv_report.render(assessment), newline="")))
        assert {len(row) for row in rows} == {len(csv_report.COLUMNS)}
        for cell in (cell for row in rows for cell in row):
            start = cell.strip().strip('\u200b"')[:1]
            assert start not in tuple("=+-@|%＝＋－＠"), cell
            assert not re.search(r"[\x00-\x1f\x7f]", cell)


def check_sarif(payload: str) -> None:
    for assessment in hostile(payload)[:1]:
        text = sarif.render(assessment)
        assert isinstance(text, str)
        for result in json.loads(text)["runs"][0]["results"]:
            assert not re.search(r"(?<!\\)\[[^\]]*(?<!\\)\]\(", result["message"]["text"])
            uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"[A-Za-z0-9._~%/-]+", uri)
            assert not uri.startswith("/")
            assert ".." not in uri.split("/")


def check_junit(payload: str) -> None:
    for assessment in hostile(payload)[:1]:
        root = ElementTree.fromstring(junit.render(assessment))
        assert {element.tag for element in root.iter()} <= {
            *("testsuites", "testsuite", "testcase", "failure", "error", "skipped"),
        }


def check_terminal(payload: str) -> None:
    for assessment in hostile(payload):
        text = console.render(assessment, verbose=True)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
        coloured = console.render(assessment, colour=True)
        assert "\x1b" not in re.sub(r"\x1b\[[0-9;]*m", "", coloured)


def check_json(payload: str) -> None:
    for assessment in hostile(payload)[:1]:
        text = json_report.render(assessment).decode("utf-8", "strict")
        assert json.loads(text) == _lists(assessment)


CHECKS = (check_html, check_markdown, check_csv, check_sarif, check_junit, check_terminal, check_json)


@pytest.mark.parametrize("check", CHECKS, ids=[check.__name__ for check in CHECKS])
@pytest.mark.parametrize("payload", PAYLOADS, ids=NAMES)
def test_nothing_is_live(check: Callable[[str], None], payload: str) -> None:
    check(payload)


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists(item) for key, item in value.items()}
    return [_lists(item) for item in value] if isinstance(value, (list, tuple)) else value
