"""The notice for users tells what is stated, shows what is not, and never more."""

from __future__ import annotations

import html as entities
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import govkit_genai
from govkit.engine.normalise import inventory_from
from govkit.engine.translations import translations
from govkit.i18n.extract import extract
from govkit.model.assessment import Assessment
from govkit.model.message import placeholders
from govkit.plugin import Context
from govkit_genai.notice import page, plain
from govkit_genai.notice.exhibit import notice
from govkit_genai.notice.items import ITEMS
from govkit_genai.notice.languages import LANGUAGES, own_texts
from tests.report.browser import browser, needs_axe, needs_browser

FULL = {
    "organisations": [{"id": "o", "legal_name": "Acme Co., Ltd."}],
    "notices": [{"id": "n", "url": "https://acme.example/privacy"}],
    "models": [{"id": "m", "name": "Model M", "intended_use": "To answer letters", "limitations": "Bad at sums"}],
    "datasets": [{"id": "d", "name": "Letters"}],
    "ai_systems": [
        {
            "id": "s",
            "name": "Helper",
            "description": "A helper that answers letters.",
            "disclosure": {"text": "You are talking to a machine."},
            "models": ["m"],
            "modalities": ["text", "image"],
            "autonomy": "recommends",
            "accuracy_caution": "It can be wrong.",
            "acceptable_use_policy": "https://acme.example/rules",
            "terms_of_service": "https://acme.example/terms",
            "datasets": ["d"],
            "customer_content_trains": False,
            "privacy_notice": "n",
            "oversight": {"level": "before_release"},
            "human_contact": "Call 081-234-5678",
            "feedback_channel": "https://acme.example/feedback",
            "appeal_channel": "none",
            "incident_contact": {"email": "somebody@acme.example"},
            "marking": [{"method": "c2pa"}, {"method": "visible_label"}],
            "served_languages": ["th", "en"],
        }
    ],
}
NOTHING: dict[str, Any] = {"organisations": [{"id": "o"}], "ai_systems": [{"id": "bare"}]}
HOSTILE = "<script>alert(1)</script>\u202e\x1b[31m {name}"


def assessment(inventory: dict[str, Any]) -> Assessment:
    """Return as much of an assessment as the reporters read."""
    context = Context[None](inventory=inventory_from(inventory), as_of=date(2026, 11, 21), options=None)
    made = notice(context)
    carried = translations([], [Path(govkit_genai.__file__).parent / "locales"])
    data: Any = {
        "organisation": {"name": "Acme"},
        "as_of": "2026-11-21",
        "exhibits": [] if made is None else [made.to_json()],
        "translations": carried,
    }
    return data


def shown(inventory: dict[str, Any], language: str = "en") -> dict[str, list[str]]:
    """Return item → what the page says of it."""
    text = page.render(assessment(inventory), language=language)
    found = {}
    for block in re.findall(r"<div>(.*?)</div>", text, re.DOTALL):
        parts = re.findall(r"<d[td].*?</d[td]>", block, re.DOTALL)
        title, *answers = [entities.unescape(re.sub(r"<[^>]+>", "", part)) for part in parts]
        found[title] = answers
    return found


def test_what_is_stated_is_told_and_personal_values_are_masked() -> None:
    said = shown(FULL)
    assert list(said) == [item.title for item in ITEMS]
    assert said["Who answers for it"] == ["Acme Co., Ltd."]
    assert said["What it is"] == ["A helper that answers letters."]
    assert said["How much it does by itself"] == ["It recommends; people decide"]
    assert said["Whether what you enter is used to train it"] == ["No"]
    assert said["How to have an outcome looked at again"] == ["None"]
    assert said["How what it makes is marked"] == ["signed data on their origin (C2PA)", "a visible label"]
    assert said["Languages in which it serves"] == ["th, en"]
    assert not [item for item, answers in said.items() if "Not stated" in answers]
    assert "081-234-5678" not in str(said)
    assert said["Whom to tell of harm"] == ["•••@•••"]
    text = page.render(assessment(FULL))
    assert '<a href="https://acme.example/terms">' in text
    assert "Dots stand for addresses" in text
    assert "Gaps are shown" not in text


def test_what_is_not_stated_is_shown_as_a_gap_and_nothing_is_claimed() -> None:
    said = shown(NOTHING)
    silent = {item: answers for item, answers in said.items() if item != "Who answers for it"}
    assert set(map(tuple, silent.values())) == {("Not stated",)}
    assert "Not stated: 20 of 21." in page.render(assessment(NOTHING))
    assert "Nobody has verified it." in page.render(assessment(NOTHING))


@pytest.mark.parametrize(
    "slot", ["description", "accuracy_caution", "human_contact", "customer_content_trains", "models"]
)
def test_each_slot_that_is_taken_away_becomes_a_gap(slot: str) -> None:
    system = {name: value for name, value in FULL["ai_systems"][0].items() if name != slot}
    before, after = shown(FULL), shown({**FULL, "ai_systems": [system]})
    changed = {item: after[item] for item in before if before[item] != after[item]}
    assert changed
    assert all(answers == ["Not stated"] for answers in changed.values())


def test_sources_that_disagree_are_told_as_such() -> None:
    claims = [
        {"value": text, "origin": origin, "standing": "declared"}
        for text, origin in (("It errs.", "a"), ("It never errs.", "b"))
    ]
    system = {"id": "s", "accuracy_caution": {"claims": claims}}
    said = shown({"ai_systems": [system]})["A warning that it can be wrong"]
    assert said == ["Sources disagree"]


def test_it_is_written_in_thai_and_keeps_what_people_wrote() -> None:
    text = page.render(assessment(FULL), language="th")
    assert '<html lang="th">' in text
    said = shown(FULL, "th")
    assert said["ระบบนี้คืออะไร"] == ["A helper that answers letters."]
    assert said["ระบบทำงานเองมากน้อยเพียงใด"] == ["ให้คำแนะนำ โดยคนเป็นผู้ตัดสินใจ"]
    assert not {item.title for item in ITEMS} & set(said)
    assert '<html lang="en">' in page.render(assessment(FULL), language="lo")


def notice_texts() -> set[str]:
    """Return all texts that a notice may show."""
    found = {each.text for each in extract(Path(govkit_genai.__file__).parent) if "/notice/" in each.file}
    table = {"AI system", "Item", "What is stated", "What users can be told of the AI systems"}
    return {each for each in found if each not in table and not each.startswith(("{n}", "A table of", "this is what"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_is_whole_in_the_languages_of_the_region(language: str) -> None:
    texts, status = own_texts(language)
    assert set(texts) == notice_texts()
    assert {english for english, said in texts.items() if placeholders(english) != placeholders(said)} == set()
    assert status == "unreviewed"
    written = page.render(assessment(FULL), language=language)
    assert f'<html lang="{language}">' in written
    assert 'lang="en"' not in written
    assert texts["No native reader has reviewed this translation."] in written
    assert texts["Who answers for it"] in plain.render(assessment(FULL), language=f"{language}-XX")
    assert not {item.title for item in ITEMS} & set(shown(FULL, language))


def test_a_reviewed_language_does_not_apologise() -> None:
    assert "native reader" not in page.render(assessment(FULL)) + page.render(assessment(FULL), language="th")


@pytest.mark.parametrize("render", [page.render, plain.render])
def test_hostile_text_stays_text(render: Any) -> None:
    system = {"id": "s", "name": HOSTILE, "description": HOSTILE, "terms_of_service": 'https://a.example/"onclick="x'}
    text = render(assessment({"ai_systems": [system]}))
    assert "\u202e" not in text
    assert "\x1b" not in text
    if render is page.render:
        assert "<script" not in text
        assert not re.search(r"<[^>]*\sonclick", text)
        assert 'href="' not in text


def test_without_systems_it_says_so() -> None:
    nobody = assessment({"organisations": [{"id": "o"}]})
    assert "There is no AI system in this assessment." in page.render(nobody)
    assert plain.render(nobody) == "There is no AI system in this assessment.\n"


def test_the_plain_text_says_the_same() -> None:
    text = plain.render(assessment(FULL), language="th")
    for item, answers in shown(FULL, "th").items():
        assert "\n".join([f"{item}:", *(f"  {answer}" for answer in answers)]) in text


@pytest.mark.browser
@needs_browser
@needs_axe
def test_the_page_has_no_barriers_asks_for_nothing_and_fits(tmp_path: Path) -> None:
    path = tmp_path / "notice.html"
    both = assessment({**FULL, "ai_systems": [*FULL["ai_systems"], {"id": "bare"}]})
    with browser() as tab:
        for language in ("en", "th"):
            path.write_text(page.render(both, language=language), "utf-8")
            for width, dark in ((320, False), (1280, True)):
                tab.open(path, width=width, dark=dark)
                assert tab.run("document.documentElement.scrollWidth") <= width
                assert tab.barriers(least=10) == []
                assert [url for url in tab.requests if not url.startswith("file:")] == []
