"""The data of the Singapore lender: its loan book, what trained the model, figures, and the log of requests."""

from __future__ import annotations

import json
from datetime import date, timedelta

from examples.dice import Dice, Row, Table, email

_FIRST = "Aisha Boon Cheryl Devi Ethan Farah Gopal Hui Imran Jasmine Kumar Lin Mei Nadia Omar Priya"
_LAST = "Testworth Mockridge Sampleton Contoh Fictley Placeby Udaharan Dummond Jiashe"
_TODAY = date(2026, 11, 7)


def loan_book() -> list[Table]:
    """Return the tables of the lender's database."""
    dice = Dice("lantern/loans")
    people = [_borrower(dice, number) for number in range(1, 241)]
    loans: list[Row] = []
    repayments: list[Row] = []
    choices: list[Row] = []
    for number, *_, registered in people:
        opened = dice.day(date.fromisoformat(str(registered)), _TODAY)
        amount, term = dice.number(4, 60) * 500, dice.pick((6, 12, 24, 36))
        loans.append((number, number, opened.isoformat(), amount, term, dice.pick(("open", "closed"))))
        for month in range(1, dice.number(2, 4)):
            paid = min(opened + timedelta(days=30 * month), _TODAY).isoformat()
            repayments.append((len(repayments) + 1, number, paid, round(amount / term, 2)))
        changed = dice.day(date(2023, 5, 2), _TODAY).isoformat()
        choices.append((number, dice.pick(("yes", "no", "no")), changed))
    return [
        Table(
            "borrowers",
            ("borrower_id", "full_name", "email", "phone", "address", "date_of_birth", "registered_on"),
            tuple(people),
        ),
        Table("loans", ("loan_id", "borrower_id", "opened_on", "amount_sgd", "term_months", "status"), tuple(loans)),
        Table("repayments", ("repayment_id", "loan_id", "paid_on", "amount_sgd"), tuple(repayments)),
        Table("letter_choices", ("borrower_id", "wants_letters", "recorded_at"), tuple(choices)),
    ]


def _borrower(dice: Dice, number: int) -> Row:
    block, floor, flat = dice.number(1, 899), dice.number(2, 20), dice.number(1, 99)
    return (
        number,
        dice.words(_FIRST, _LAST),
        email(dice, number),
        f"+65 8000 {dice.number(0, 9999):04}",
        f"Blk {block} Example Avenue #{floor:02}-{flat:02} Singapore 00{dice.number(1000, 9999)}",
        dice.day(date(1960, 1, 1), date(2003, 12, 31)).isoformat(),
        dice.day(date(2021, 3, 1), _TODAY).isoformat(),
    )


def scoring() -> Table:
    """Return what the credit assistant was tuned on: past loans in bands so broad that many share each of them."""
    dice = Dice("lantern/scoring")
    rows = tuple(
        (
            dice.pick(("2021", "2023")),
            dice.pick(("under 2k", "2k-4k", "4k-6k", "over 6k")),
            dice.pick(("none open", "some open")),
            dice.pick(("up to 12", "over 12")),
            dice.pick((0, 0, 0, 1)),
        )
        for _ in range(420)
    )
    return Table("scoring", ("year", "band", "open_loans", "term", "late"), rows)


def figures() -> Table:
    """Return the figures of the yearly report: sums, nobody's."""
    dice = Dice("lantern/figures")
    months = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    rows = tuple((month, dice.number(40, 90), dice.number(100, 400)) for month in months)
    return Table("figures", ("month", "loans_opened", "thousand_sgd"), rows)


def requests() -> bytes:
    """Return the log of people's requests as JSON lines of the inventory: a number for each, no names."""
    dice = Dice("lantern/requests")
    lines = []
    for number in range(1, 61):
        received = dice.day(date(2025, 11, 3), date(2026, 10, 20))
        kind = dice.pick(("access", "access", "correction", "deletion", "complaint", "marketing_choice"))
        refused = kind == "deletion" and dice.happens(50)
        entry: dict[str, str | bool] = {
            "type": "request",
            "id": f"r-{number:03}",
            "kind": kind,
            "received_on": received.isoformat(),
            "answered_on": (received + timedelta(days=dice.number(1, 12))).isoformat(),
            "outcome": "refused" if refused else "granted",
        }
        if refused:
            entry |= {"reason_given": True}
        if kind == "correction":
            entry |= {"told_to_recipients": True}
        lines.append(json.dumps(entry))
    return ("\n".join(lines) + "\n").encode()
