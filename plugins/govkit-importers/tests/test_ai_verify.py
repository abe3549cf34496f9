"""Process checks of AI Verify: what was answered is evidence, and a template that was copied answers nothing."""

from __future__ import annotations

import pytest

from govkit_importers.formats import aiverify

PORTAL = {f"completed-4.5.{number}": "Yes" for number in (1, 2, 3, 4)} | {
    "completed-12.1": "No",
    "completed-4.1.1": "No",
    "elaboration-4.1.1": "The review board decided in May that nobody can be hurt.",
    "completed-4.2.1": "Yes",
    "elaboration-4.2.1": "TBD",
    "completed-4.3.1": "Maybe",
    **{f"elaboration-4.5.{number}": "See the policy of the group." for number in (1, 2, 3, 4)},
    "summary-justification-Safety": "",
}


def test_unknown_ids_and_copied_explanations_count_for_nothing(imported, inventory):
    code, (told,), _ = imported({"safety.json": PORTAL})
    assert (code, told["importer"], told["counts"]) == (0, "ai-verify", {"evidence": 1})
    assert {entry["what"] for entry in told["left"]} == {"12.1", "4.3.1"}
    assert {entry["what"] for entry in told["placeholders"]} == {"4.2.1", "4.5.1", "4.5.2", "4.5.3", "4.5.4"}
    evidence = inventory().get("evidence:ai-verify-safety")
    assert evidence.description == "Process checks of AI Verify: 1 of 97 answered (yes 0, no 1, not applicable 0)."


def test_a_copied_template_answers_nothing(imported, tmp_path):
    copied = {
        f"{kind}-4.5.{n}": text for n in (1, 2, 3, 4) for kind, text in (("completed", "No"), ("elaboration", "x y"))
    }
    code, (told,), _ = imported({"safety.json": copied})
    assert (code, told["counts"], told["written"]) == (0, {}, None)
    assert "this is no evidence" in told["warnings"][0]["why"]


def test_the_editions_have_as_many_checks_as_were_published():
    assert (len(aiverify.ids_of(aiverify._PORTAL)), len(aiverify.ids_of(aiverify._WORKBOOK))) == (97, 112)


def test_the_workbook_is_read_by_its_columns(imported, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    (tmp_path / "have").mkdir()
    book = openpyxl.Workbook()
    for number, title in enumerate(("1. Transparency", "2. Explainability"), 1):
        sheet = book.create_sheet(title)
        sheet.append([title])
        sheet.append(["Outcome ID", "Process ID", "Process Checks Completed  ", "Elaboration"])
        sheet.append([f"{number}.1", f"{number}.1.1", " Yes", f"We did it in part {number}, see the minutes of May."])
        sheet.append([f"{number}.9", f"{number}.9.9", "Yes", "An id of nobody, with words of its own."])
    book.save(tmp_path / "have/aivtf.xlsx")
    code, (told,), _ = imported({})
    assert (code, told["importer"], told["counts"]) == (0, "ai-verify", {"evidence": 1})
    assert {entry["what"] for entry in told["left"]} == {"1.9.9", "2.9.9"}
