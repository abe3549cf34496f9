# ruff: noqa: E501
"""What plugins show beside the findings: a table with a drawing, and a table alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from govkit.model.exhibit import Cell, Drawing, Exhibit, Shape, Table
from govkit.model.message import Message


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
