"""Each story shows what it is there to show."""

from __future__ import annotations

from datetime import date

import pytest

from govkit.engine.checklists import Library
from govkit.engine.lint.folder import lint_folder
from govkit.plugin.manager import Plugins


def test_the_folder_is_without_mistakes(example):
    assert lint_folder(example.folder, [], Library(), Plugins(), date(2026, 11, 21)) == []


def test_nothing_is_an_error_and_nothing_leads_nowhere(example):
    assert example.assessment["problems"] == []
    assert [entry for entry in example.assessment["findings"] if entry["status"] == "error"] == []


def test_every_example_shows_every_exhibit(example):
    rows = {entry["id"]: len(entry["rows"]) for entry in example.assessment["exhibits"]}
    assert {"cbpr.transfers", "genai.model-cards", "personal-data.columns"} <= rows.keys()
    assert all(rows.values())


def met(example) -> dict[str, set[str]]:
    """Return basis → the met controls that rest on it."""
    found: dict[str, set[str]] = {}
    for framework in example.assessment["frameworks"]:
        for control in framework["controls"]:
            if control["status"] == "pass":
                found.setdefault(control["basis"], set()).add(f"{framework['id']}/{control['id']}")
    return found


def findings(example, **wanted):
    return [entry for entry in example.assessment["findings"] if wanted.items() <= entry.items()]


CONTRADICTIONS = {
    ("personal-data.declared-categories", "dataset:support-chats"),
    ("personal-data.training-data", "model:mali-chat"),
    ("personal-data.oldest-record", "dataset:orders"),
    ("cbpr.processor-breach-notice", "party:parrotworks"),
    ("cbpr.notice-text", "notice:privacy-en"),
}


class TestShop:
    def test_sources_disagree_where_the_story_says(self, shop):
        found = {(entry["by"]["id"], entry["subject"]) for entry in findings(shop, contradiction=True)}
        assert found == CONTRADICTIONS

    def test_there_are_gaps_of_each_severity(self, shop):
        assert {entry["severity"] for entry in findings(shop, status="fail")} == {"critical", "high", "medium", "low"}

    def test_what_is_met_rests_on_different_grounds(self, shop):
        assert met(shop).keys() == {"declared", "examined", "confirmed"}

    @pytest.mark.parametrize(
        ("question", "subject", "why"),
        [
            ("needed", "dataset:customers", "the evidence {path} expired on {day}"),
            ("split", "ai_system:mali", "the answer names no evidence"),
        ],
    )
    def test_an_answer_that_does_not_hold_leaves_its_question_open(self, shop, question, subject, why):
        (finding,) = [entry for entry in findings(shop, subject=subject) if entry["by"]["id"] == question]
        assert (finding["status"], finding["note"]["text"]) == ("review", why)

    def test_of_two_waivers_one_is_over(self, shop):
        assert {entry["control"]: entry["state"] for entry in shop.assessment["waivers"]} == {
            "data.retention-stated": "in_force",
            "notice.languages": "expired",
        }
        assert shop.control("data-house-rules/data.retention-stated")["status"] == "fail"

    def test_the_three_roads_abroad_end_differently(self, shop):
        said = {
            entry["subject"]: entry["status"]
            for entry in shop.assessment["findings"]
            if entry["by"]["id"] == "cbpr.transfer-mechanism"
        }
        assert said == {"transfer:newsletter-to-usa": "fail", "transfer:chats-to-usa": "unknown"}

    def test_a_rejected_detection_is_none(self, shop):
        assert findings(shop, subject="dataset:pickup-points") == []
        shown = next(entry for entry in shop.assessment["exhibits"] if entry["id"] == "personal-data.columns")
        assert "pickup_points" in str(shown["rows"])


class TestLender:
    def test_sources_agree(self, lender):
        assert findings(lender, contradiction=True) == []

    def test_there_is_one_small_gap(self, lender):
        assert [(entry["control"], entry["severity"]) for entry in findings(lender, status="fail")] == [
            ("channel.feedback", "medium")
        ]

    def test_what_nobody_knows_yet_is_said(self, lender):
        subjects = {entry["subject"] for entry in findings(lender, status="unknown")}
        assert {"transfer:letters-to-japan", "model:lantern-words"} <= subjects

    def test_what_is_met_rests_on_all_four_grounds(self, lender):
        grounds = met(lender)
        assert grounds.keys() == {"declared", "documented", "examined", "confirmed"}
        assert {"data-house-rules/data.anonymous", "data-house-rules/model.training-data"} <= grounds["examined"]
        assert "genai-transparency/upkeep.card" in grounds["documented"]

    def test_what_was_only_recalled_stays_outside_the_met_end(self, lender):
        control = lender.control("global-cbpr/acct.contracts")
        assert (control["status"], control["preanswer"], control["unconfirmed"]) == ("review", "pass", True)

    def test_absence_rests_on_full_scans(self, lender):
        scans = [fact for fact in lender.facts["facts"] if fact["probe"] == "personal-data.columns"]
        assert len(scans) == 6
        assert all(fact["examined"] == fact["expected"] for fact in scans)
