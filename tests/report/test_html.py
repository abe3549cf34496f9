"""The page: its sections, its honesty about what it leaves out, its policy, and its words in both languages."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from govkit.i18n.catalogue import PSEUDO
from govkit.report import html
from govkit.report.html.render import SHOWN_FINDINGS
from tests.report.sample import finding, group, large, message, sample


class Reader(HTMLParser):
    """Collects texts by element, the ids, and the links inside the page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[str, str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self._open: list[tuple[str, str]] = [("", "")]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if tag not in ("meta", "input", "br", "rect", "line", "circle", "path"):
            self._open.append((tag, given.get("lang") or self._open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            tag, lang = self._open[-1]
            self.texts.append((tag, lang, " ".join(data.split())))

    def all(self) -> str:
        return " ".join(text for tag, _lang, text in self.texts if tag not in ("script", "style"))


def read(language: str = "en", assessment: Any = None) -> Reader:
    return Reader(html.render(assessment or sample(), language=language))


def test_every_section_is_there_and_linked() -> None:
    page = read()
    sections = ("answer", "problems", "contradictions", "next", "findings", "exhibits", "questions", "waivers")
    sections += ("applicability", "inventory", "method", "provenance", "glossary")
    assert set(sections) <= set(page.ids)
    assert {f"#{name}" for name in sections} <= set(page.links)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_it_says_what_was_decided() -> None:
    text = read().all()
    for said in (
        "Siam Market Co., Ltd.",
        "The online shop, its warehouse and customer support in Bangkok.",
        "Draft, not signed",
        "Of 11 requirements that apply, 5 are met, 3 have gaps, 1 needs facts, 1 needs review and 1 could not be",
        "between 40 and 68 of 100",
        "72% is decided",
        "1 critical gap",
        "declared, not verified",
        "33 of 100, with everything decided",
        "not law",
        "pre-answered (met), requirement unconfirmed",
        "expired 12 days ago",
        "71 days left",
        "covers nothing any more",
        "requirement confirmed by N. Srisai on 3 October 2026",
        "recalled, not read",
        "No module named 'hvac'",
        "not legal advice",
        "14 of 14 accounts examined",
    ):
        assert said in text, said
    assert not re.search(r"\bcompliant\b|\bcertified\b", text, re.IGNORECASE)


def test_thai_page() -> None:
    page = read("th")
    text = page.all()
    assert "21 พฤศจิกายน 2569" in text
    assert "เก็บรักษาไว้ 5 ปี" in text
    raw = html.render(sample(), language="th")
    assert '<html lang="th">' in raw
    assert '<time datetime="2026-11-21">21 พฤศจิกายน 2569</time>' in raw
    foreign = [text for _tag, lang, text in page.texts if lang == "en"]
    assert "Personal data are kept no longer than needed" in foreign
    assert not [text for text in foreign if re.search("[ก-๙]", text)]


def test_the_policy_names_exactly_the_style_and_the_script() -> None:
    page = html.render(sample())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    for element in ("style", "script"):
        content = re.search(f"<{element}>(.*?)</{element}>", page, re.DOTALL)
        assert content
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{element}-src &#39;sha256-{digest}&#39;".replace("+", "+") in policy[1]


def test_the_script_is_small() -> None:
    content = re.search("<script>(.*?)</script>", html.render(sample()), re.DOTALL)
    assert content
    assert len(content[1].encode()) < 1024


def test_a_large_assessment_is_capped_and_says_so() -> None:
    page = html.render(large(SHOWN_FINDINGS + 1_000))
    rows = len(re.findall(r"<code>transfer:t\d{6}</code>", page))
    assert SHOWN_FINDINGS - 200 < rows <= SHOWN_FINDINGS
    assert f"This page shows {rows:,} of 6,000 findings; {6_000 - rows:,} are left out here." in page
    assert "left out here" not in html.render(large(100))


def test_a_long_requirement_leaves_room_for_the_others() -> None:
    assessment = large(SHOWN_FINDINGS * 2)
    for entry in assessment["findings"][: SHOWN_FINDINGS * 2 - 50]:
        entry["control"] = "transfer.rule-000"
    page = html.render(assessment)
    assert f"transfer:t{SHOWN_FINDINGS * 2 - 1:06}" in page


def test_findings_kept_together_are_one_row_and_count_in_full() -> None:
    assessment = sample()
    assessment["subjects"]["transfer"] = [f"t{i:04}" for i in range(3000)]
    acting = group(
        "global-cbpr", "recipient.contract", "unknown", message("no contract is stated"), 2999, ("transfer", 1, 2999)
    )
    assessment["groups"].append(acting | {"acting": True, "severity": "high"})
    text = read(assessment=assessment).all()
    assert "transfer:t0001, transfer:t0002" in text
    assert "and 2,994 more" in text
    assert "3,000 findings" in text


def test_an_empty_assessment_has_a_page() -> None:
    assessment = sample()
    for name in ("frameworks", "findings", "groups", "questions", "waivers", "exhibits", "problems", "contradictions"):
        assessment[name] = []  # type: ignore[literal-required]
    assessment["organisation"], assessment["scope"] = {}, ""
    text = read(assessment=assessment).all()
    assert "No requirement applies, or none was assessed." in text
    assert "Organisation not named" in text
    assert "The organisation does not state a scope." in text


def test_personal_values_in_names_are_masked() -> None:
    assessment = sample()
    canary = "somchai.j@example.co.th"
    assessment["scope"] = f"ask {canary} or 081-234-5678"
    assessment["findings"].append(
        finding("global-cbpr", "choice.honour", f"party:{canary}", "fail", message("see {who}", who=canary))
    )
    page = html.render(assessment)
    assert canary not in page
    assert "081-234-5678" not in page


def test_nothing_of_the_tool_escapes_translation() -> None:
    """Every English word on the page of the pseudo-locale comes from the assessment, not from govkit."""
    assessment = sample()
    known = set(re.findall(r"[A-Za-z]{3,}", repr(assessment))) | {"govkit", "SHA", "JSON", "CSV"}
    page = Reader(html.render(assessment, language=PSEUDO))
    texts = [text for tag, _lang, text in page.texts if tag not in ("script", "style", "code", "time")]
    assert "⟦" in texts[0]
    words = {word for text in texts for word in re.findall(r"(?<![^\W\d_])[A-Za-z]{3,}(?![^\W\d_])", text)}
    assert words <= known, sorted(words - known)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://x.example/a b", 'https://x.example/"', "ftp://x.example"]
)
def test_only_web_addresses_are_linked(url: str) -> None:
    assessment = sample()
    for control in assessment["frameworks"][0]["controls"]:
        control["source"]["url"] = url
    assert url not in read(assessment=assessment).links


def test_a_requirement_names_its_number_in_other_editions() -> None:
    assessment = sample()
    assessment["frameworks"][0]["controls"][0]["tags"] = ["apec-1.0: <20>", "changed in 2.0", "ready for translation"]
    page = html.render(assessment)
    assert "apec-1.0: &lt;20&gt; · changed in 2.0 ·" in page
    assert "ready for translation" not in page
