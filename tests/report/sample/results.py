# ruff: noqa: E501
"""What was found in the shop: findings on which somebody has to act, and groups on which nobody has."""

from __future__ import annotations

from govkit.model.assessment import FindingEntry, GroupEntry
from tests.report.sample.entries import finding, group, message, sha


def findings() -> list[FindingEntry]:
    """Return findings of every status, contradictions first."""
    return [
        finding(
            "govkit-cards", "card.limits", "model:intent-classifier", "fail",
            message("the card says that no personal data were used, and {n} column shows some", "the card says that no personal data were used, and {n} columns show some", n=2),
            check="genai.card-data", severity="medium", contradiction=True, file="cards/intent-classifier.md", line=12,
            evidence=[{"what": message("column {name} looks like telephone numbers", name="support.phone"), "file": "data/support.csv", "line": 1, "sha256": sha("support.csv")}],
            fix=message("correct the card, or remove the columns and train again"),
        ),
        finding(
            "global-cbpr", "security.access", "system:shop", "fail",
            message("the database answers without a password, since {date} at least", date={"date": "2026-11-02"}),
            severity="critical", file="inventory/systems.yaml", line=18, at=["access"],
            examined=3, expected=3, unit="accounts",
            fix=message("require a password of its own for every account"),
            evidence=[{"what": message("log of the connection"), "file": "evidence/connect.log", "sha256": sha("log"), "url": "https://docs.example.org/access"}],
        ),
        finding(
            "global-cbpr", "choice.honour", "dataset:newsletter", "fail",
            message("choices reach {systems} after {span}, later than {limit}", systems=["the shop", "the mailer"], span={"duration": "P45D"}, limit={"duration": "P30D"}),
            severity="high", file="inventory/datasets.yaml", line=41, at=["choice_mechanism.delay"],
            fix=message("carry choices to all systems within {limit}", limit={"duration": "P30D"}), waived=0,
        ),
        finding(
            "global-cbpr", "choice.honour", "dataset:support-tickets", "fail", message("no log of choices is kept"),
            severity="high", file="inventory/datasets.yaml", line=77, fix=message("keep a log of choices"),
        ),
        finding(
            "global-cbpr", "security.test", "system:warehouse", "error",
            message("the probe {name} was stopped after {span}", name="vault.scan", span={"duration": "PT5M"}), check="vault.test",
        ),
        finding(
            "global-cbpr", "recipient.contract", "transfer:crm-to-sg", "unknown", message("{slot} is not stated", slot="contract.signed_on"),
            severity="high", file="inventory/transfers.yaml", line=41, at=["contract"],
            fix=message("state the contract of the transfer"),
        ),
        finding("global-cbpr", "choice.honour", "dataset:orders", "unknown", message("{slot} is not stated", slot="choice_mechanism"), severity="high"),
        finding(
            "global-cbpr", "accuracy.correction", "organisation:siam-market", "review",
            message("a person has to say whether corrections reach recipients"),
        ) | {"by": {"kind": "ask", "id": "propagated"}},
    ]  # fmt: skip


def groups() -> list[GroupEntry]:
    """Return passes and what does not apply."""
    return [
        group("global-cbpr", "notice.purposes", "pass", message("all {n} purpose is named", "all {n} purposes are named", n=5), 1, ("notice", 0, 0),
              basis="documented", evidence=[{"what": message("the notice"), "file": "evidence/notice-2026.pdf", "sha256": sha("notice")}]),
        group("global-cbpr", "retention.limit", "pass", message("kept for {period}", period={"duration": "P5Y"}), 4, ("dataset", 0, 3), basis="declared"),
        group("global-cbpr", "security.access", "pass", message("every account has a password"), 2, ("system", 0, 0), ("system", 2, 2),
              basis="examined", examined=14, expected=14, unit="accounts"),
        group("global-cbpr", "security.secrets", "pass", message("the disk is encrypted"), 3, ("system", 0, 2), basis="examined", examined=3, expected=3, unit="disks"),
        group("global-cbpr", "breach.plan", "pass", message("exercised on {date}", date={"date": "2026-06-30"}), 1, ("organisation", 0, 0), basis="confirmed"),
        group("global-cbpr", "children.consent", "not_applicable", message("no data of children are held"), 4, ("dataset", 0, 3)),
        group("govkit-cards", "card.owner", "pass", message("an owner is named"), 1, ("model", 0, 0), basis="declared"),
    ]  # fmt: skip
