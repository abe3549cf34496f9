# ruff: noqa: E501
"""A hand-built assessment of a Thai online shop with everything that an assessment may hold."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from govkit.model.assessment import (
    Assessment,
    ControlEntry,
    FindingEntry,
    FrameworkEntry,
    GroupEntry,
    MessageDoc,
    QuestionEntry,
    StatusName,
    WaiverEntry,
)
from govkit.model.exhibit import Cell, Drawing, Exhibit, Shape, Table
from govkit.model.message import Message

AS_OF = "2026-11-21"
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


def message(text: str, plural: str = "", **params: Any) -> MessageDoc:
    """Return a message as the assessment holds it."""
    doc: MessageDoc = {"text": text}
    if plural:
        doc["plural"] = plural
    if params:
        doc["params"] = params
    return doc


def sha(text: str) -> str:
    """Return a digest for show."""
    return hashlib.sha256(text.encode()).hexdigest()


def control(id: str, number: str, title: str, status: StatusName, **over: Any) -> ControlEntry:
    """Return a control with everything that is required."""
    entry: dict[str, Any] = {
        "id": id,
        "number": number,
        "title": title,
        "why": "People can only trust what they can check, and a regulator asks for it first.",
        "severity": "medium",
        "weight": 2,
        "applies_on": "dataset",
        "status": status,
        "reason": message("decided by its members"),
        "counts": {status: 1},
        "source": {
            "publisher": "Global CBPR Forum",
            "document": "Program Requirements",
            "section": f"Question {number}",
            "url": "https://www.globalcbpr.org/privacy-certifications/",
            "grade": "A",
            "read": "summary",
            "as_of": AS_OF,
        },
        "review": {"state": "draft"},
        "derivation": "direct",
    }
    return entry | over  # type: ignore[return-value]


def finding(framework: str, of: str, subject: str, status: StatusName, text: MessageDoc, **over: Any) -> FindingEntry:
    """Return a finding of a check."""
    check = over.pop("check", f"cbpr.{of.replace('.', '-')}")
    entry: dict[str, Any] = {
        "id": sha(check + subject)[:16],
        "framework": framework,
        "control": of,
        "by": {"kind": "check", "id": check},
        "subject": subject,
        "status": status,
        "severity": "medium",
        "message": text,
    }
    return entry | over  # type: ignore[return-value]


def group(
    framework: str, of: str, status: StatusName, text: MessageDoc, count: int, *ranges: Any, **over: Any
) -> GroupEntry:
    """Return findings on which nobody has to act."""
    entry: dict[str, Any] = {
        "framework": framework,
        "control": of,
        "by": {"kind": "check", "id": f"cbpr.{of.replace('.', '-')}"},
        "status": status,
        "message": text,
        "count": count,
        "subjects": list(ranges),
    }
    return entry | over  # type: ignore[return-value]


def cbpr() -> FrameworkEntry:
    """Return a framework with each status."""
    controls = [
        control(
            "notice.purposes",
            "1",
            "The privacy notice names every purpose of processing",
            "pass",
            basis="documented",
            weight=3,
            severity="high",
            applies_on="notice",
            reason=message("met for every notice"),
            counts={"pass": 1},
            related=[{"framework": "th-pdpa", "control": "s23", "relation": "intersects"}],
        ),
        control(
            "choice.honour",
            "14",
            "People's choices are carried out and recorded",
            "fail",
            severity="high",
            weight=3,
            reason=message("{n} dataset has a gap", "{n} datasets have a gap", n=2),
            counts={"fail": 2, "unknown": 1, "pass": 1},
            fix="Record every choice, and carry it to all systems within the time that the notice promises.",
        ),
        control(
            "security.access",
            "26",
            "Only those who need personal data can read it",
            "fail",
            severity="critical",
            weight=5,
            applies_on="system",
            reason=message("the shop's database answers without a password"),
            counts={"fail": 1, "pass": 2},
            review={"state": "confirmed", "reviewer": "N. Srisai", "date": "2026-10-03"},
        ),
        control(
            "recipient.contract",
            "46",
            "Every recipient abroad is bound by a contract",
            "unknown",
            severity="high",
            weight=3,
            applies_on="transfer",
            reason=message(
                "the facts of {n} transfer are not stated", "the facts of {n} transfers are not stated", n=1
            ),
            counts={"unknown": 1, "pass": 1},
        ),
        control(
            "retention.limit",
            "22",
            "Personal data are kept no longer than needed",
            "pass",
            basis="declared",
            reason=message("met for {n} dataset", "met for {n} datasets", n=4),
            counts={"pass": 4},
        ),
        control(
            "accuracy.correction",
            "17",
            "Wrong data are corrected, and recipients told",
            "review",
            reason=message("an answer is needed"),
            counts={"review": 1},
            applies_on="organisation",
            unconfirmed=True,
            preanswer="pass",
            source={
                "publisher": "Global CBPR Forum",
                "document": "Program Requirements",
                "section": "Question 17",
                "grade": "C",
                "read": "recalled",
            },
        ),
        control(
            "security.test",
            "30",
            "Safeguards are tested at least once a year",
            "error",
            weight=2,
            applies_on="system",
            reason=message("the probe {name} was stopped after {span}", name="vault.scan", span={"duration": "PT5M"}),
            counts={"error": 3},
        ),
        control(
            "children.consent",
            "9",
            "Children's data are collected with a parent's consent",
            "not_applicable",
            severity="high",
            reason=message("the inventory says that no data of children are held"),
            counts={"not_applicable": 4},
        ),
        control(
            "breach.plan",
            "33",
            "There is a plan for incidents, and it was exercised",
            "pass",
            basis="confirmed",
            applies_on="organisation",
            reason=message("confirmed by a person"),
            counts={"pass": 1},
        ),
        control(
            "security.secrets",
            "27",
            "Data at rest are encrypted",
            "pass",
            basis="examined",
            severity="high",
            weight=3,
            applies_on="system",
            reason=message("met for {n} system", "met for {n} systems", n=3),
            counts={"pass": 3},
        ),
    ]
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
        "controls": controls,
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


def exhibits() -> list[dict[str, Any]]:
    """Return an exhibit with a drawing and one without."""
    ways = Exhibit(
        "cbpr.transfers",
        Message("Transfers across borders"),
        Message("Two transfers leave Thailand: one to Singapore, which is covered, and one to the United States, where facts are missing."),
        Table(
            tuple(map(Message, ("From", "To", "Data", "Mechanism", "Verdict"))),
            (
                (Cell("TH"), Cell("SG"), Cell("contact, orders"), Cell(Message("contract of {date}", {"date": date(2026, 3, 1)})), Cell(Message("met"), "pass", "transfer:crm-to-sg")),
                (Cell("TH"), Cell("US"), Cell("e-mail address"), Cell(Message("not stated")), Cell(Message("needs facts"), "unknown", "transfer:mail-to-us")),
            ),
        ),
        Drawing(
            (
                Shape("circle", ((180, 150),), 10, "TH", "muted"),
                Shape("circle", ((620, 90),), 10, "SG", "pass"),
                Shape("circle", ((860, 210),), 10, "US", "unknown"),
                Shape("curve", ((190, 150), (400, 40), (610, 90)), 3, "", "pass"),
                Shape("curve", ((190, 152), (520, 250), (850, 210)), 3, "", "unknown"),
                Shape("text", ((390, 55),), 24, Message("met"), "pass"),
                Shape("text", ((500, 240),), 24, Message("needs facts"), "unknown"),
            ),
            290,
        ),
        (Message("Countries are given by their ISO 3166 codes."),),
    )  # fmt: skip
    columns = Exhibit(
        "personal-data.columns",
        Message("Columns with personal data"),
        Message("Two of twelve columns hold personal data that the inventory does not name."),
        Table(
            tuple(map(Message, ("Column", "Looks like", "Rows examined"))),
            ((Cell("support.phone"), Cell(Message("telephone number"), "fail"), Cell(12000)), (Cell("orders.note"), Cell(Message("free text"), "review"), Cell(12000))),
        ),
    )  # fmt: skip
    return [ways.to_json(), columns.to_json()]


THAI = {
    "People's choices are carried out and recorded": "องค์กรดำเนินการตามทางเลือกของเจ้าของข้อมูลและบันทึกไว้เป็นหลักฐาน",
    "Only those who need personal data can read it": "เฉพาะผู้มีหน้าที่จำเป็นเท่านั้นที่อ่านข้อมูลส่วนบุคคลได้",
    "The privacy notice names every purpose of processing": "ประกาศความเป็นส่วนตัวระบุวัตถุประสงค์ของการประมวลผลครบทุกข้อ",
    "Every recipient abroad is bound by a contract": "ผู้รับข้อมูลในต่างประเทศทุกรายมีสัญญาผูกพัน",
    "kept for {period}": "เก็บรักษาไว้ {period}",
    "no log of choices is kept": "ไม่มีการเก็บบันทึกทางเลือกของเจ้าของข้อมูล",
    "keep a log of choices": "จัดให้มีบันทึกทางเลือกของเจ้าของข้อมูล",
    "{slot} is not stated": "ไม่ได้ระบุ {slot}",
    "the database answers without a password, since {date} at least": "ฐานข้อมูลเปิดให้เข้าถึงโดยไม่ต้องใช้รหัสผ่าน อย่างน้อยตั้งแต่วันที่ {date}",
    "require a password of its own for every account": "กำหนดให้ทุกบัญชีผู้ใช้มีรหัสผ่านของตนเอง",
    "choices reach {systems} after {span}, later than {limit}": "ทางเลือกไปถึง{systems} หลังจาก {span} ซึ่งเกินกว่า {limit}",
    "carry choices to all systems within {limit}": "ส่งต่อทางเลือกไปยังทุกระบบภายใน {limit}",
    "the shop": "ระบบร้านค้า",
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
