"""What is rarely reached: the process's own end, odd terminals, long lists."""

import os
import sys

import pytest

from govkit.cli import main as entry
from govkit.cli.options import iso_date
from govkit.engine.diff import diff
from govkit.engine.open_questions import open_questions


def end(monkeypatch, code):
    monkeypatch.setattr(entry, "run", lambda _arguments: code)
    monkeypatch.setattr(entry, "_prepare", lambda _stream: None)
    with pytest.raises(SystemExit) as caught:
        entry.main()
    return caught.value.code


def test_the_process_ends_with_the_code(monkeypatch):
    assert end(monkeypatch, 3) == 3


def test_output_that_can_not_be_flushed_is_a_closed_pipe(monkeypatch):
    def flush():
        raise BrokenPipeError

    forgotten = []
    monkeypatch.setattr(entry, "_forget_stdout", lambda: forgotten.append(True))
    monkeypatch.setattr(sys.stdout, "flush", flush, raising=False)
    assert end(monkeypatch, 0) == 141
    assert forgotten


def test_stdout_is_pointed_nowhere(monkeypatch, tmp_path):
    with (tmp_path / "out").open("w") as file:
        monkeypatch.setattr(sys, "stdout", file)
        entry._forget_stdout()
        os.write(file.fileno(), b"x")
    assert (tmp_path / "out").read_bytes() == b""


def test_on_a_terminal_the_terminal_decides_the_encoding(monkeypatch):
    class Terminal:
        given = None

        def isatty(self):
            return True

        def reconfigure(self, **given):
            self.given = given

    terminal = Terminal()
    entry._prepare(terminal)
    assert terminal.given == {"errors": "backslashreplace"}
    entry._prepare(object())


def test_debug_is_found_anywhere_but_behind_two_dashes():
    assert entry._without_debug(["a", "--debug", "b"]) == (True, ["a", "b"])
    assert entry._without_debug(["a", "--", "--debug"]) == (False, ["a", "--", "--debug"])


def test_a_date_stays_a_date():
    day = iso_date("2026-11-21")
    assert iso_date(day) is day


def test_many_misfits_are_twenty_lines_and_how_many_more(shop, call, assess):
    import json

    rows = "".join(f"  - {{id: d{n}, retention: P9Y, owner: x}}\n" for n in range(30))
    (shop / "inventory/all.yaml").write_text(f"govkit: inventory/1\norganisations: [{{id: shop}}]\ndatasets:\n{rows}")
    assess("-q")
    saved = json.loads((shop / "out/assessment.json").read_text())
    saved["findings"] = []
    (shop / "out/assessment.json").write_text(json.dumps(saved))
    code, out, _ = call("verify", "out/assessment.json")
    assert code == 5
    assert len(out.splitlines()) == 21
    assert out.splitlines()[-1].startswith("and ")


def test_editions_of_a_control_are_named(shop, call):
    text = (shop / "own.checklist.yaml").read_text()
    (shop / "next.yaml").write_text(text.replace('edition: "1"', 'edition: "2"'))
    code, out, _ = call("explain", "own/retention", "-c", "own.checklist.yaml", "-c", "next.yaml")
    assert code == 0
    assert "Editions: 1, 2" in out


def test_a_page_of_a_control_with_all_there_is(shop, call):
    checklist = shop / "own.checklist.yaml"
    text = checklist.read_text().replace("grade: O, read: text", "grade: C, read: recalled, section: Rule 1")
    text = text.replace("as_of: 2026-11-21}", "as_of: 2026-11-21}\n  note: A note.\n  effective: {from: 2027-01-01}")
    text = text.replace(
        "    applies: {on: dataset}\n    all:\n      - {require: {retention",
        "    applies: {on: dataset, where: {personal: true}}\n    fix: Shorten it.\n"
        "    related: [{framework: gdpr, control: art-5, relation: intersects}]\n"
        "    all:\n      - {any: [acme.x, {check: cbpr.choice-delay, with: {days: 3}}]}\n      - {require: {retention",
    )
    checklist.write_text(text)
    code, out, _ = call("explain", "own/retention", "-c", "own.checklist.yaml")
    flat = " ".join(out.split())
    assert code == 0
    for said in (
        'Concerns: every dataset where {"personal": true}',
        "Fix: Shorten it.",
        'any of check acme.x: not installed check cbpr.choice-delay with {"days": 3}: Choices',
        "edition 1, Rule 1",
        "It decides nothing until a named person has confirmed it",
        "Related: gdpr/art-5 (intersects)",
    ):
        assert said in flat
    _, out, _ = call("explain", "own", "-c", "own.checklist.yaml")
    assert "A note." in out
    assert "in force from 2027-01-01" in out


def test_a_framework_that_came_is_compared_with_nothing(saved, call, shop):
    import json

    before = json.loads(json.dumps(saved)) | {"frameworks": [], "findings": [], "groups": [], "questions": []}
    (shop / "before.json").write_text(json.dumps(before))
    code, out, _ = call("diff", "before.json", "out/assessment.json")
    assert code == 0
    assert "EDITION" in out
    assert "own: not assessed → " in out
    assert {change.kind for change in diff(saved, before)} == {"edition"}


def test_questions_of_the_organisation_are_asked_once(saved):
    saved["questions"] = [{**saved["questions"][0], "subjects": []}]
    (question,) = open_questions(saved, [])
    assert question.subject == "organisation:shop"
    assert question.control is None
    assert question.qualifications == ()
