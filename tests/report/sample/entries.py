"""The entries of an assessment, each with all that is required: a test says what it is about."""

from __future__ import annotations

import hashlib
from typing import Any

from govkit.model.assessment import ControlEntry, FindingEntry, GroupEntry, MessageDoc, StatusName

AS_OF = "2026-11-21"


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
