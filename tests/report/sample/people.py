# ruff: noqa: E501
"""What people are asked about the shop, and what they waived."""

from __future__ import annotations

from govkit.model.assessment import QuestionEntry, WaiverEntry
from tests.report.sample.entries import message


def questions() -> list[QuestionEntry]:
    """Return open questions."""
    return [
        {
            "id": "global-cbpr/accuracy.correction#propagated", "framework": "global-cbpr", "control": "accuracy.correction",
            "text": "Do recipients learn of a correction?", "help": "A log of messages to recipients counts as evidence.",
            "hash": "0123456789abcdef", "type": "yes_no", "evidence": "required", "severity": "medium",
            "why": message("never asked"), "count": 1, "subjects": [("organisation", 0, 0)],
        },
        {
            "id": "global-cbpr/security.access#reviewed", "framework": "global-cbpr", "control": "security.access",
            "text": "How often is access reviewed?", "hash": "1123456789abcdef", "type": "choice",
            "choices": ["every quarter", "every year", "never"], "evidence": "optional", "severity": "critical",
            "why": message("the evidence ended on {date}", date={"date": "2026-09-30"}), "count": 3, "subjects": [("system", 0, 2)],
        },
    ]  # fmt: skip


def waivers() -> list[WaiverEntry]:
    """Return a waiver of each state."""
    return [
        {"framework": "global-cbpr", "control": "choice.honour", "subject": "dataset:newsletter", "owner": "Head of marketing",
         "reason": "the mailer is replaced in January", "approved_by": "Board", "expires": "2027-01-31", "state": "in_force", "days_left": 71, "covers": 1},
        {"framework": "global-cbpr", "control": "security.test", "owner": "Head of IT", "reason": "waiting for the new warehouse system",
         "expires": "2026-11-09", "state": "expired", "days_left": -12, "covers": 0},
        {"framework": "govkit-cards", "control": "card.owner", "owner": "Data team", "reason": "the owner was about to change",
         "expires": "2027-06-30", "state": "unused", "days_left": 221, "covers": 0},
    ]  # fmt: skip
