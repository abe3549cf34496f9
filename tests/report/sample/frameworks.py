# ruff: noqa: E501
"""The checklists by which the shop is judged: one with each status, and an author's own rules."""

from __future__ import annotations

from govkit.model.assessment import ControlEntry, FrameworkEntry
from tests.report.sample.entries import control, message


def cbpr_controls() -> list[ControlEntry]:
    """Return a control of each status, and of each basis on which one is met."""
    return [
        control("notice.purposes", "1", "The privacy notice names every purpose of processing", "pass", basis="documented",
                weight=3, severity="high", applies_on="notice", reason=message("met for every notice"), counts={"pass": 1},
                related=[{"framework": "th-pdpa", "control": "s23", "relation": "intersects"}]),
        control("choice.honour", "14", "People's choices are carried out and recorded", "fail", severity="high", weight=3,
                reason=message("{n} dataset has a gap", "{n} datasets have a gap", n=2), counts={"fail": 2, "unknown": 1, "pass": 1},
                fix="Record every choice, and carry it to all systems within the time that the notice promises."),
        control("security.access", "26", "Only those who need personal data can read it", "fail", severity="critical", weight=5,
                applies_on="system", reason=message("the shop's database answers without a password"), counts={"fail": 1, "pass": 2},
                review={"state": "confirmed", "reviewer": "N. Srisai", "date": "2026-10-03"}),
        control("recipient.contract", "46", "Every recipient abroad is bound by a contract", "unknown", severity="high", weight=3,
                applies_on="transfer", counts={"unknown": 1, "pass": 1},
                reason=message("the facts of {n} transfer are not stated", "the facts of {n} transfers are not stated", n=1)),
        control("retention.limit", "22", "Personal data are kept no longer than needed", "pass", basis="declared",
                reason=message("met for {n} dataset", "met for {n} datasets", n=4), counts={"pass": 4}),
        control("accuracy.correction", "17", "Wrong data are corrected, and recipients told", "review",
                reason=message("an answer is needed"), counts={"review": 1}, applies_on="organisation", unconfirmed=True, preanswer="pass",
                source={"publisher": "Global CBPR Forum", "document": "Program Requirements", "section": "Question 17", "grade": "C", "read": "recalled"}),
        control("security.test", "30", "Safeguards are tested at least once a year", "error", weight=2, applies_on="system",
                reason=message("the probe {name} was stopped after {span}", name="vault.scan", span={"duration": "PT5M"}), counts={"error": 3}),
        control("children.consent", "9", "Children's data are collected with a parent's consent", "not_applicable", severity="high",
                reason=message("the inventory says that no data of children are held"), counts={"not_applicable": 4}),
        control("breach.plan", "33", "There is a plan for incidents, and it was exercised", "pass", basis="confirmed",
                applies_on="organisation", reason=message("confirmed by a person"), counts={"pass": 1}),
        control("security.secrets", "27", "Data at rest are encrypted", "pass", basis="examined", severity="high", weight=3,
                applies_on="system", reason=message("met for {n} system", "met for {n} systems", n=3), counts={"pass": 3}),
    ]  # fmt: skip


def cbpr() -> FrameworkEntry:
    """Return a framework with each status."""
    return {
        "id": "global-cbpr",
        "edition": "2.0",
        "revision": 1,
        "title": "Global CBPR Program Requirements",
        "note": "Worded by the authors of the checklist after the published programme requirements.",
        "source": {
            "publisher": "Global CBPR Forum",
            "document": "Program Requirements",
            "date": "2026-03-23",
            "grade": "A",
            "read": "summary",
            "url": "https://www.globalcbpr.org/",
        },
        "effective": {"from": "2027-04-01"},
        "in_force": False,
        "law": True,
        "score": {
            "low": 10 / 25,
            "high": 17 / 25,
            "met": 10,
            "gaps": 8,
            "undecided": 7,
            "applicable": 25,
            "decided_percent": 72.0,
            "by_basis": {"declared": 2, "documented": 3, "examined": 3, "confirmed": 2},
            "critical_gaps": 1,
        },
        "counts": {"fail": 2, "error": 1, "unknown": 1, "review": 1, "pass": 4, "not_applicable": 1},
        "controls": cbpr_controls(),
    }


def house_rules() -> FrameworkEntry:
    """Return an author's own rules."""
    rule = {"grade": "O", "publisher": "govkit", "document": "Good practice for model cards", "section": "2"}
    return {
        "id": "govkit-cards",
        "edition": "2026.11",
        "revision": 2,
        "title": "Good practice for model cards",
        "source": {"grade": "O", "publisher": "govkit"},
        "in_force": True,
        "law": False,
        "score": {
            "low": 1 / 3, "high": 1 / 3, "met": 1, "gaps": 2, "undecided": 0, "applicable": 3, "decided_percent": 100.0,
            "by_basis": {"declared": 1}, "critical_gaps": 0,
        },
        "counts": {"fail": 1, "pass": 1},
        "controls": [
            control("card.limits", "2.1", "A card names what the model must not be used for", "fail", source=rule, weight=2,
                    applies_on="model", derivation="govkit", reason=message("the card and the scan disagree"), counts={"fail": 1}),
            control("card.owner", "2.2", "A card names an owner", "pass", basis="declared", source=rule, weight=1,
                    applies_on="model", derivation="govkit", reason=message("met"), counts={"pass": 1}),
        ],
    }  # fmt: skip
