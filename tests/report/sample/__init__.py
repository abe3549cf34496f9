# ruff: noqa: E501
"""A hand-built assessment of a Thai online shop with everything that an assessment may hold."""

from __future__ import annotations

from govkit.model.assessment import Assessment
from tests.report.sample.entries import AS_OF, control, finding, group, message, sha
from tests.report.sample.exhibits import exhibits
from tests.report.sample.frameworks import cbpr, house_rules
from tests.report.sample.people import questions, waivers
from tests.report.sample.results import findings, groups
from tests.report.sample.thai import THAI

__all__ = ["finding", "group", "large", "message", "sample"]

SUBJECTS: dict[str, list[str]] = {
    "organisation": ["siam-market"],
    "party": ["cloudhost-sg", "mailer-us", "parcel-th"],
    "system": ["crm", "shop", "warehouse"],
    "dataset": ["customers", "newsletter", "orders", "support-tickets"],
    "activity": ["fulfilment", "marketing", "support"],
    "transfer": ["crm-to-sg", "mail-to-us"],
    "model": ["intent-classifier"],
    "ai_system": ["helper-bot"],
    "notice": ["privacy-notice"],
}


def sample() -> Assessment:
    """Return the whole assessment."""
    return {
        "govkit": "assessment/1",
        "organisation": {"id": "siam-market", "name": "Siam Market Co., Ltd.", "country": "TH"},
        "scope": "The online shop, its warehouse and customer support in Bangkok.",
        "as_of": AS_OF,
        "languages": ["en", "th"],
        "subjects": SUBJECTS,
        "summary": {"controls": {"pass": 5, "fail": 3, "unknown": 1, "review": 1, "error": 1, "not_applicable": 1}},
        "frameworks": [cbpr(), house_rules()],
        "contradictions": [
            {"subject": "dataset:invoices", "message": message("is not declared, although something still shows it"), "shown_by": ["transfer:crm-to-sg", "an earlier assessment"], "file": "inventory/transfers.yaml", "line": 44},
        ],
        "findings": findings(),
        "groups": groups(),
        "questions": questions(),
        "waivers": waivers(),
        "exhibits": exhibits(),
        "problems": [{"kind": "plugin", "name": "govkit-vault", "message": message("version {version} could not be imported: {reason}", version="0.3.1", reason="No module named 'hvac'")}],
        "translations": {"th": {"messages": dict(THAI), "reviewed": {}}},
        "provenance": {
            "engine": "0.1.0",
            "facts_sha256": sha("facts"),
            "inputs": [{"path": "govkit.yaml", "sha256": sha("a")}, {"path": "inventory/datasets.yaml", "sha256": sha("b")}],
            "checklists": [{"id": "global-cbpr", "edition": "2.0", "revision": 1, "sha256": sha("c"), "origin": "govkit-checklists 2026.11"}],
            "plugins": [
                {"name": "cbpr", "distribution": "govkit-cbpr", "version": "0.1.0", "state": "loaded"},
                {"name": "vault", "distribution": "govkit-vault", "version": "0.3.1", "state": "failed"},
            ],
            "probes": [{"id": "personal-data.columns", "version": 1, "counts": {"observed": 3, "not_stated": 1, "declined": 0, "failed": 0}}],
            "references": [{"id": "cbpr.economies", "edition": "2026-10", "sha256": sha("d")}],
        },
        "run": {"started": "2026-11-21T09:30:00+07:00", "seconds": 4.2, "python": "3.11.9", "platform": "linux"},
    }  # fmt: skip


def large(count: int) -> Assessment:
    """Return an assessment with `count` findings on as many transfers."""
    assessment = sample()
    controls = [
        control(f"transfer.rule-{i:03}", str(i), f"Requirement {i} on transfers holds", "fail", applies_on="transfer")
        for i in range(200)
    ]
    assessment["frameworks"] = [cbpr() | {"controls": controls, "counts": {"fail": 200}}]  # type: ignore[typeddict-item]
    assessment["subjects"] = {"transfer": [f"t{i:06}" for i in range(count)]}
    texts = ["no contract is stated for {period}", "{slot} is not stated"]
    assessment["findings"] = [
        finding(
            "global-cbpr", f"transfer.rule-{i * 200 // count:03}", f"transfer:t{i:06}", "fail" if i % 3 else "unknown",
            message(texts[i % 2], period={"duration": "P5Y"}, slot="contract.signed_on"), severity="high",
            file="inventory/transfers.jsonl", line=i + 1, at=["contract"], fix=message("state the contract of the transfer"),
        )
        for i in range(count)
    ]  # fmt: skip
    return assessment
