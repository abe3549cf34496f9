"""The call that all submissions of a mailbag answer: its checklist, and the inventory that they are varied from."""

from __future__ import annotations

import random
from typing import Any

_PLACES = ("AR", "BE", "CH", "DK", "ES", "FR", "GR", "HU", "IE", "JM", "KE", "LU", "MT", "NG", "OM", "PT", "QA")
"""Where nobody is to send anything, one place a requirement."""

Document = dict[str, Any]


def checklist(controls: int) -> Document:
    """Return the checklist of the call: half of it requirements on records, half of it questions."""
    chance = random.Random(5)
    entries = []
    for number in range(controls):
        severity = chance.choices(("critical", "high", "medium", "low"), (1, 3, 4, 2))[0]
        entry = {"id": f"c{number:03}", "number": str(number + 1), "severity": severity, "weight": 1 + number % 5}
        made = _question(number) if number % 2 else _requirement(number)
        entries.append({**entry, **made, "why": "It is measured here."})
    source = {"publisher": "An authority", "grade": "O", "read": "text", "as_of": "2026-11-21"}
    framework = {"id": "call", "edition": "2026", "title": "The call of 2026", "source": source}
    return {"govkit": "checklist/1", "framework": framework, "controls": entries}


def _requirement(number: int) -> Document:
    on, condition = broken_by(number)
    met = {"met": "Stated.", "gap": "There is none.", "fix": "State it."}
    require = {slot: {"not": value} for slot, value in condition.items()}
    return {"title": f"Record of kind {number} is kept", "applies": {"on": on}, "all": [{"require": require, **met}]}


def broken_by(number: int) -> tuple[str, Document]:
    """Return on what a requirement is, and the value of which slot breaks it."""
    if number % 3:
        return "dataset", {"owner": f"nobody for {number}"}
    return "transfer", {"destination": _PLACES[number // 6 % len(_PLACES)]}


def _question(number: int) -> Document:
    ask = {"ask": "done", "text": f"Is measure {number} in place, and how is it kept up?"}
    return {"title": f"Measure {number} is in place", "applies": {"on": "organisation"}, "all": [ask]}


def inventory(rows: int) -> Document:
    chance = random.Random(3)
    half = max((rows - 20) // 2, 3)
    datasets = [
        {
            "id": f"ds-{n:05}",
            "organisation": "applicant",
            "owner": f"team {n % 31}",
            "personal": True,
            "retention": "P3Y",
        }
        for n in range(half)
    ]
    transfers = [
        {
            "id": f"tr-{n:05}",
            "dataset": f"ds-{chance.randrange(half):05}",
            "recipient": f"vendor-{n % 20}",
            "origin": "TH",
            "destination": chance.choice(("SG", "JP", "MY", "VN", "DE")),
        }
        for n in range(half)
    ]
    return {
        "govkit": "inventory/1",
        "organisations": [{"id": "applicant", "legal_name": "Applicant", "country": "TH", "sector": "bank"}],
        "parties": [{"id": f"vendor-{n}", "legal_name": f"Vendor {n}", "country": "SG"} for n in range(20)],
        "datasets": datasets,
        "transfers": transfers,
    }
