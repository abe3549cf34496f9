"""The form as a page: it asks, saves and opens in a browser alone, and what it saves is taken in like a workbook."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from govkit.cli.main import run
from tests.report.browser import Page, browser, needs_axe, needs_browser

DAY = "2026-11-21"
CHECKLIST = """\
govkit: checklist/1
framework:
  id: own
  edition: "1"
  title: Own rules
  source: {publisher: Us, document: Own rules, grade: O, read: text, as_of: 2026-11-21}
controls:
  - id: agreed
    number: "4"
    title: The business has agreed
    why: Who uses the data knows best.
    severity: high
    applies: {on: dataset}
    qualifications: [{id: small, text: Fewer than a hundred people}]
    all:
      - {ask: agreed, text: 'Did the business "agree"? </script><img src=x onerror=alert(1)>', evidence: required}
      - {ask: often, text: How often is it looked at?, type: choice, choices: [daily, never], passes: daily}
      - {ask: days, text: Within how many days?, type: number, passes: 3}
      - {ask: since, text: Since when?, type: date}
      - {ask: how, text: How is it done?, type: text}
"""
INVENTORY = """\
govkit: inventory/1
organisations: [{id: shop, name: "<script>alert(2)</script>"}]
datasets: [{id: crm, name: "\\" onfocus=alert(3) x=\\"", owner: Sales}]
"""
COMMON = ("-c", "own.checklist.yaml", "--as-of", DAY)


@pytest.fixture
def folder(company, monkeypatch):
    place = company(INVENTORY)
    (place / "own.checklist.yaml").write_text(CHECKLIST)
    monkeypatch.chdir(place)
    return place


def exported(folder, *arguments):
    assert run(["answer", "export", ".", "-o", "../form.html", *COMMON, *arguments]) == 0
    return folder.parent / "form.html"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser() as tab:
        yield tab


def test_the_policy_allows_the_one_script_and_style_of_the_page_and_nothing_else(folder):
    text = exported(folder, "--format", "html").read_text("utf-8")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    for kind in ("script", "style"):
        (content,) = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src &#39;sha256-{digest}&#39;" in policy
    assert policy.startswith("default-src &#39;none&#39;; ")
    assert "unsafe" not in policy
    assert not re.search(r"(?:src|href)=\"?(?:https?:)?//|<link|@import|url\(", text)


def test_hostile_texts_are_texts(folder):
    text = exported(folder).read_text("utf-8")
    assert text.count("<script") == text.count("</script>") == 1
    assert "<img" not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert not re.search(r"<[^>]* onfocus=", text)


def test_the_name_tells_what_is_written(folder, capsys):
    exported(folder)
    for name, format_ in (("form.html", "xlsx"), ("form.xlsx", "html"), ("form.txt", "html"), ("form", "xlsx")):
        assert run(["answer", "export", ".", "-o", f"../x-{name}", "--format", format_, *COMMON]) == 2
        assert f"ends in .{format_}" in capsys.readouterr().err
    assert [path.name for path in folder.parent.glob("x-*")] == []


def test_every_field_has_a_label_and_the_page_its_language(folder):
    text = exported(folder, "--lang", "th").read_text("utf-8")
    assert '<html lang="th">' in text
    assert '<legend lang="en">4 · Did the business' in text
    assert "บันทึกคำตอบ" in text
    for field in re.finditer(r"<(?:input|select|textarea)\b", text):
        before = text[: field.start()]
        assert before.rfind("<label") > before.rfind("</label>"), text[field.start() : field.start() + 80]


@needs_browser
@pytest.mark.browser
@needs_axe
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_violation(page, folder, width, dark):
    page.open(exported(folder, "--lang", "th" if dark else "en"), width=width, dark=dark)
    page.unfold()
    assert page.barriers() == []
    assert page.run("document.documentElement.scrollWidth") <= width


@needs_browser
@pytest.mark.browser
def test_nothing_runs_and_nothing_is_asked_for(page, folder):
    path = exported(folder)
    page.dialogs.clear()
    page.open(path)
    assert {request for request in page.requests if not request.startswith("data:")} == {path.as_uri()}
    assert (page.console, page.dialogs) == ([], [])
    assert page.run("document.querySelectorAll('img,iframe,object,embed,base,link').length") == 0
    assert page.run("document.querySelector('.bar').hidden") is False


FILL = """
const q = name => form.querySelector(`[data-question="own/agreed#${name}"]`);
const set = (name, part, value) => { q(name).querySelector(`[data-part="${part}"]`).value = value };
form.elements.author.value = 'Anong (Sales)';
form.elements.date.value = '2026-11-20';
q('agreed').querySelector('[value=yes]').click();
set('agreed', 'text', 'The board "agreed" <b>.');
set('agreed', 'path', 'minutes.txt');
set('agreed', 'valid_to', '2027-11-20');
set('agreed', 'keeper', 'Board office');
set('often', 'value', 'daily');
set('often', 'author', 'Somchai (IT)');
set('days', 'value', '3.5');
set('since', 'value', '2026-01-31');
set('how', 'value', 'ด้วยมือ');
form.oninput();
told.value
"""


def downloaded(place: Path) -> Path:
    """Wait for the file that the browser saves."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for path in place.glob("*.json"):
            if path.read_bytes().endswith(b"}"):
                return path
        time.sleep(0.05)
    raise TimeoutError(place)


@needs_browser
@pytest.mark.browser
def test_what_is_filled_in_is_saved_opened_again_and_taken_in(page, folder, capsys):
    form = exported(folder)
    place = folder.parent / "saved"
    place.mkdir()
    page.open(form)
    page.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(place))
    assert page.run(FILL) == "5 of 5 answered"
    page.run("document.getElementById('save').click()")
    saved = downloaded(place)
    assert saved.name == "answers-shop-Anong-Sales-2026-11-20.json"
    content = json.loads(saved.read_text("utf-8"))

    page.open(form)
    assert page.run("told.value") == "0 of 5 answered"
    field = page.call("Runtime.evaluate", expression="document.getElementById('open')")["result"]["objectId"]
    page.call("DOM.setFileInputFiles", files=[str(saved)], objectId=field)
    page.run(
        "new Promise(done => { const wait = () => /^Opened/.test(told.value) ? done() : setTimeout(wait, 20); wait() })"
    )
    assert page.run("told.value").startswith("Opened: 5 answers; 0 ")
    again = json.loads(page.run("JSON.stringify(questions.map(entry))"))
    assert again == content["answers"]

    (saved.parent / "minutes.txt").write_text("agreed")
    capsys.readouterr()
    assert run(["answer", "import", str(saved), *COMMON]) == 0
    assert "5 taken over" in capsys.readouterr().out
    found = {
        entry["question"].partition("#")[2]: entry
        for path in folder.glob("answers/*.yaml")
        for entry in yaml.safe_load(path.read_text("utf-8"))["answers"]
    }
    assert [found[name]["value"] for name in ("agreed", "often", "days", "how")] == [True, "daily", 3.5, "ด้วยมือ"]
    assert (found["agreed"]["text"], found["agreed"]["author"]) == ('The board "agreed" <b>.', "Anong (Sales)")
    assert (found["often"]["author"], str(found["since"]["value"])) == ("Somchai (IT)", "2026-01-31")
    (evidence,) = found["agreed"]["evidence"]
    assert (evidence["path"], evidence["owner"]) == ("evidence/minutes.txt", "Board office")


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize(
    "content",
    [
        "[1",
        "null",
        '{"govkit": "answers/1", "x-organisation": "other", "answers": []}',
        '{"govkit": "answers/1", "x-organisation": "shop", "answers": 5}',
    ],
)
def test_a_file_of_something_else_is_not_opened(page, folder, content):
    page.open(exported(folder))
    page.run(f"open(new File([{json.dumps(content)}], 'a.json'))")
    assert page.run("told.value") == "This is no file of answers to this form."


@needs_browser
@pytest.mark.browser
def test_answers_to_other_texts_are_counted_and_not_shown(page, folder):
    page.open(exported(folder))
    old = {"question": "own/agreed#agreed", "subject": "dataset:crm", "question_hash": "0" * 16, "value": True}
    content = {"govkit": "answers/1", "x-organisation": "shop", "answers": [old, None]}
    page.run(f"open(new File([{json.dumps(json.dumps(content))}], 'a.json'))")
    assert page.run("told.value").startswith("Opened: 0 answers; 2 belong")
    assert page.run("questions.filter(entry).length") == 0


@needs_browser
@pytest.mark.browser
def test_nothing_is_saved_without_a_name_or_with_a_number_that_is_none(page, folder):
    page.open(exported(folder))
    page.run("window.made = 0; HTMLAnchorElement.prototype.click = () => { window.made += 1 }")
    save = "document.getElementById('save').click(), window.made"
    assert page.run(save) == 0
    assert page.run(f"form.elements.author.value = 'A', {save}") == 1
    page.run("part(questions.find(q => q.dataset.question.endsWith('#days')), 'value').focus()")
    page.call("Input.insertText", text="1e")
    assert page.run(save) == 1
    page.call("Input.insertText", text="1")
    assert page.run(save) == 2
