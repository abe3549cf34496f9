"""Pages that look like what they are not: no word counts that nobody is shown, and no page for another one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from govkit_genai.live.hidden import unseen
from govkit_genai.live.markup import parse
from govkit_genai.live.phrases import find, normalised, phrases
from govkit_genai.live.probes import DOCUMENTS, MODEL_DOCUMENTS, ORGANISATION_DOCUMENTS
from govkit_genai.live.seen import Part, Seen, seen
from govkit_genai.live.visit import Answer

FILL = "We sell shoes and answer letters from people everywhere. " * 20
SAYS = "You are chatting with an AI assistant."
DAY = date(2026, 11, 21)
TOPICS = ("notice", "terms", "forbidden", "feedback", "report")


def looked(
    body: str, part: Part = "text", url: str = "https://o.example/rules", landed: str = "", **headers: str
) -> Seen:
    headers = {"content-type": "text/html", **headers}
    answer = Answer(url, "2026-11-20T00:00:00+00:00", 200, headers, body.encode(), landed or url)
    return seen(answer, TOPICS, DAY, part)


HIDDEN = {
    "a comment": f"<!-- {SAYS} -->",
    "a comment that ends oddly": f"<!-- x --!><!-- {SAYS} -->",
    "an attribute": f"<div data-notice='{SAYS}'></div>",
    "the title": f"<title>{SAYS}</title>",
    "a description": f'<meta name=description content="{SAYS}">',
    "a script": f'<script type="application/json">{{"text": "{SAYS}"}}</script>',
    "a template": f"<template><p>{SAYS}</p></template>",
    "noscript": f"<noscript>{SAYS}</noscript>",
    "a hidden field": f"<input type=hidden placeholder='{SAYS}'>",
    "a closed dialog": f"<dialog>{SAYS}</dialog>",
    "a list of suggestions": f"<datalist><option>{SAYS}</datalist>",
    "hidden": f"<div hidden>{SAYS}</div>",
    "hidden, closed as it is opened": f"<div hidden/>{SAYS}</div>",
    "hidden behind a quoted sign": f"<div title='a>b' hidden>{SAYS}</div>",
    "hidden from screen readers": f"<div aria-hidden=true>{SAYS}</div>",
    "not displayed": f"<div style='display : none'>{SAYS}</div>",
    "not visible": f"<div style='visibility:collapse'>{SAYS}</div>",
    "without ink": f"<div style='opacity: 0'>{SAYS}</div>",
    "without size": f"<div style='font-size:0px'>{SAYS}</div>",
    "without height": f"<div style='height:0;overflow:hidden'>{SAYS}</div>",
    "clipped": f"<div style='position:absolute;clip:rect(0, 0, 0, 0)'>{SAYS}</div>",
    "beside the screen": f"<div style='position:absolute; left:-9999px'>{SAYS}</div>",
    "indented away": f"<div style='text-indent:-9999px'>{SAYS}</div>",
    "hidden by a class": f"<style>/* x */ .a, .n {{ color: red; display: none }}</style><div class='b n'>{SAYS}</div>",
    "hidden by an id": f"<style>@media print {{ p {{ margin: 0 }} }} #n {{ display:none }}</style><p id=n>{SAYS}</p>",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_nobody_is_shown_does_not_count(name: str) -> None:
    page = looked(f"<html lang=en>{HIDDEN[name]}<p>{FILL}</p></html>")
    assert (page.outcome, "notice" in page.topics) == ("read", False)


SHOWN = {
    "plain": f"<p>{SAYS}</p>",
    "after an empty comment": f"<!--><p>{SAYS}</p><!-- -->",
    "after a hidden paragraph": f"<p hidden>Not this.<p>{SAYS}",
    "hidden on paper": f"<style>@media print {{ .n {{ display: none }} }}</style><p class=n>{SAYS}</p>",
    "half transparent": f"<p style='opacity:0.9'>{SAYS}</p>",
    "a name for screen readers": f"<div aria-label='{SAYS}'></div>",
    "an open dialog": f"<dialog open>{SAYS}</dialog>",
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_counts(name: str) -> None:
    assert "notice" in looked(f"<html lang=en>{SHOWN[name]}<p>{FILL}</p></html>").topics


@pytest.mark.parametrize("style", ["opacity:0.5", "font-size:10px", "height:0.5em", "overflow:hidden", "left:-9px"])
def test_what_is_small_is_seen(style: str) -> None:
    assert not unseen(style)


DENIALS = {
    "en": "This is not a chatbot.",
    "en, of use": "We do not use any artificial intelligence here.",
    "en, of talk": "You are not talking to a chatbot.",
    "th": "นี่ไม่ใช่แชตบอต",
    "th, of use": "เราไม่ใช้ปัญญาประดิษฐ์",
    "vi": "Đây không phải là chatbot.",
    "id": "Ini bukan chatbot.",
    "id, of use": "Kami tidak menggunakan kecerdasan buatan.",
    "ms": "Ini bukan pembantu maya.",
    "fil": "Hindi ito chatbot.",
    "zh": "这不是聊天机器人。",
    "ta": "இது சாட்போட் அல்ல",
    "km": "នេះមិនមែនជាឆាតបុត",
    "lo": "ນີ້ບໍ່ແມ່ນແຊັດບອດ",
    "my": "ဒါက ချက်ဘော့ မဟုတ်ပါ",
}


@pytest.mark.parametrize("name", DENIALS)
def test_what_is_denied_is_not_told(name: str) -> None:
    page = looked(f"<p>{DENIALS[name]}</p><p>{'Letters. ' * 90}</p>")
    assert "notice" not in page.topics
    assert "notice" in page.denials


@pytest.mark.parametrize(
    "text",
    [
        "You are not talking to a person but to an AI assistant.",
        "This is no person. It is a chatbot.",
        "This is not a chatbot that sells. It is an AI assistant.",
        "คุณกำลังคุยกับแชตบอต ไม่ใช่มนุษย์",
        "您正在与聊天机器人对话，不是真人。",
    ],
)
def test_a_notice_with_a_denial_in_it_is_a_notice(text: str) -> None:
    assert find(normalised(text), "notice") is not None


SHAMS = {
    "we could not find it": f"<title>Oops</title><h1>We couldn’t find that page</h1><p>{FILL}",
    "it does not exist": f"<title>Shop</title><h1>Sorry</h1><p>The page does not exist. You may not be lost.</p>{FILL}",
    "a number": f"<title>Error</title><h1>404</h1><p>Terms and conditions. You may not. {FILL}",
    "much around it": f"<nav>{'Home About Careers. ' * 30}</nav><main>This page could not be found.</main>{FILL}",
    "in Thai": f"<title>ขออภัย</title><p>ไม่พบหน้าที่คุณต้องการ ห้าม {FILL}",
    "maintenance": f"<title>Down for maintenance</title><p>{FILL}",
    "for sale": f"<title>o.example</title><p>This domain is for sale. {FILL}",
    "to come": f"<h1>Acceptable use policy</h1><h2>Coming soon</h2><p>You may not. {FILL}",
}


@pytest.mark.parametrize("name", SHAMS)
def test_a_page_that_says_that_there_is_nothing_is_none(name: str) -> None:
    assert looked(SHAMS[name], "prose").outcome == "seems_missing"


@pytest.mark.parametrize("landed", ["/", "/en/", "/th", "/index.html", "/en-SG/home"])
def test_the_first_page_is_none_of_the_others(landed: str) -> None:
    text = f"<p>You may not harm anybody. {FILL}"
    assert looked(text, landed=f"https://o.example{landed}").home
    assert looked(f'<link rel="canonical" href="https://o.example{landed}">{text}').home
    assert not looked(text, url="https://o.example/").home
    assert not looked(text, landed="https://o.example/legal/rules").home


def test_a_page_that_sends_on_is_not_read() -> None:
    assert looked(f'<meta http-equiv="Refresh" content="0; URL=/"><p>You may not. {FILL}').outcome == "moves"


def test_data_for_machines_is_no_page() -> None:
    assert looked(f'{{"text": "{SAYS} {FILL}"}}').outcome == "other_kind"
    assert looked(f"[1] {SAYS} {FILL}").outcome == "read"


BESIDE = "<a href=/x>Terms of service</a> <a href='mailto:a@o.example'>Feedback</a><textarea></textarea>"


@pytest.mark.parametrize(
    "around",
    ["<nav>{}</nav>", "<footer>{}</footer>", "<div role=contentinfo>{}</div>", "<div class='x footer'>{}</div>"],
)
def test_what_every_page_of_a_site_has_tells_nothing_of_this_one(around: str) -> None:
    body = f"<html><main><p>{FILL}</p></main>{around.format(BESIDE)}</html>"
    page = looked(body, "main")
    assert (page.topics, page.writable) == ({}, False)
    there = looked(f"<html><main>{BESIDE}<p>{FILL}</p></main></html>", "main")
    assert ({"terms", "feedback"} <= there.topics.keys(), there.writable) == (True, True)
    assert "terms" not in looked(f"<html><main>{BESIDE}<p>{FILL}</p></main></html>", "prose").topics


@pytest.mark.parametrize(
    ("link", "whole"),
    [
        ("mailto:a@o.example", True),
        ("MAILTO:a%40o.example?subject=x", True),
        ("tel:+66 2 123 4567", True),
        ("mailto:", False),
        ("mailto:?subject=a@b", False),
        ("tel:", False),
        ("tel:none", False),
        ("#", False),
    ],
)
def test_a_link_that_reaches_nobody_is_no_channel(link: str, whole: bool) -> None:
    assert looked(f"<p>{FILL}<a href='{link}'>Write to us</a>", "main").writable is whole


def test_each_language_speaks_of_each_topic() -> None:
    documents: dict[str, Any] = {**DOCUMENTS, **MODEL_DOCUMENTS, **ORGANISATION_DOCUMENTS}
    needed = {topic for topics in documents.values() for topic in topics} | {"notice", "caution", "missing", "denial"}
    assert len(phrases()) == 11
    assert {language for language, topics in phrases().items() if needed - topics.keys()} == set()


@pytest.mark.parametrize(
    "source",
    [
        "<style>" + "{" * 30_000,
        "<style>" + "/*" * 30_000,
        "<style>" + "a," * 30_000 + "{display:none}",
        "<p style='" + "height:0" * 30_000 + "'>",
        "<p " + "= '" * 30_000,
        "<!--" + "--" * 30_000,
        "<p>" * 30_000,
        "not " * 30_000 + "chatbot " * 10_000,
    ],
)
def test_hostile_markup_is_read_to_its_end(source: str) -> None:
    parse(source)
    find(normalised(parse(source).text), "notice")
