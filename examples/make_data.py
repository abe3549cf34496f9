"""Makes the data of the two examples: invented people only, the same in every run. Standard library only.

    python -m examples.make_data            write the files into examples/

Nobody is meant. Telephone numbers have `000` in the middle, streets and districts are called "Example", e-mail addresses
end in domains reserved for documentation, and Thai identity numbers, where the story needs them, carry the registration
office 9999, which does not exist.
"""

from __future__ import annotations

import csv
import io
import random
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

HERE = Path(__file__).resolve().parent
T = TypeVar("T")
Row = tuple[str | int | float | None, ...]


@dataclass(frozen=True)
class Table:
    """A table with its rows, in order."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Dice:
    """Chances that are the same on every version of Python: only `random()` is promised to be."""

    def __init__(self, seed: str) -> None:
        """Start from a seed."""
        self._random = random.Random(seed)  # noqa: S311 - no secret hangs on it

    def number(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both possible."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[self.number(0, len(choices) - 1)]

    def happens(self, percent: int) -> bool:
        """Tell whether something happens that does so in `percent` of a hundred cases."""
        return self.number(1, 100) <= percent

    def day(self, first: date, last: date) -> date:
        """Return a day from `first` to `last`."""
        return first + timedelta(days=self.number(0, (last - first).days))


def thai_identity_number(dice: Dice) -> str:
    """Return thirteen digits with a right check digit, from a registration office that does not exist."""
    body = f"19999{dice.number(0, 9_999_999):07}"
    return body + str((11 - sum(int(digit) * (13 - place) for place, digit in enumerate(body)) % 11) % 10)


# --- The Thai shop -----------------------------------------------------------------------------------------------------

_THAI_FIRST = "สมชาย สมหญิง มานี มานะ ปิติ ชูใจ วีระ ดวงแก้ว สมคิด บุญมี จันทร์เพ็ญ วันดี ประเสริฐ อำนวย กานดา ธิดา".split()
_THAI_LAST = "ใจดี รักไทย มีสุข ทองคำ ศรีสุข บุญมา แสงจันทร์ สายลม วงศ์ดี พรหมดี ดอกไม้ ตัวอย่าง".split()
_ENGLISH_FIRST = "Alice Ben Chloe Daniel Ella Farid Grace Henry Isla Jonas Keiko Liam".split()
_ENGLISH_LAST = "Sampleton Testworth Placeby Mockridge Dummond Fictley".split()
_PRODUCTS = (
    "TB-RICE-5KG",
    "TB-TEA-200G",
    "TB-MUG-01",
    "TB-SILK-SC",
    "TB-SOAP-3",
    "TB-BASKET",
    "TB-FAN-12",
    "TB-LAMP-A",
)
_SHOP_DAY = date(2026, 11, 14)


def shop_database() -> list[Table]:
    """Return the tables of the shop's database."""
    dice = Dice("talat-baan/shop")
    customers = [_customer(dice, number) for number in range(1, 321)]
    orders = [_order(dice, number, len(customers)) for number in range(1, 701)]
    readers = [_reader(dice, number) for number in range(1, 221)]
    points = [
        (number, f"Pick-up point {number:02}", f"02-000-{number * 7:04}", dice.pick(("08:00", "09:00")), "20:00")
        for number in range(1, 25)
    ]
    return [
        Table(
            "customers",
            ("customer_id", "full_name", "email", "phone", "address", "preferred_language", "registered_on"),
            tuple(customers),
        ),
        Table(
            "orders",
            ("order_id", "customer_id", "order_date", "product", "quantity", "total_thb", "status"),
            tuple(orders),
        ),
        Table("subscribers", ("subscriber_id", "email", "first_name", "opened_last", "signed_up"), tuple(readers)),
        Table("pickup_points", ("point_id", "label", "phone", "opens", "closes"), tuple(points)),
    ]


def _customer(dice: Dice, number: int) -> Row:
    thai = dice.happens(80)
    name = f"{dice.pick(_THAI_FIRST)} {dice.pick(_THAI_LAST)}" if thai else _english_name(dice)
    house, postcode = f"{dice.number(1, 199)}/{dice.number(1, 99)}", 10990 + dice.number(0, 9)
    address = (
        f"{house} ถนนตัวอย่าง แขวงสมมติ เขตทดลอง {postcode}" if thai else f"{house} Example Road, Mock District {postcode}"
    )
    registered = dice.day(date(2020, 2, 1), _SHOP_DAY)
    return (
        number,
        name,
        _email(dice, number),
        _thai_phone(dice),
        address,
        "th" if thai else "en",
        registered.isoformat(),
    )


def _order(dice: Dice, number: int, customers: int) -> Row:
    first = date(2019, 6, 3) if number <= 12 else date(2022, 1, 5)
    day, quantity = dice.day(first, _SHOP_DAY), dice.number(1, 6)
    status = dice.pick(("delivered", "delivered", "delivered", "returned", "cancelled"))
    return number, dice.number(1, customers), day.isoformat(), dice.pick(_PRODUCTS), quantity, quantity * 89, status


def _reader(dice: Dice, number: int) -> Row:
    name = dice.pick(_THAI_FIRST) if dice.happens(70) else dice.pick(_ENGLISH_FIRST)
    signed_up = dice.day(date(2022, 4, 1), _SHOP_DAY)
    return number, _email(dice, 5000 + number), name, dice.day(signed_up, _SHOP_DAY).isoformat(), signed_up.isoformat()


def _english_name(dice: Dice) -> str:
    return f"{dice.pick(_ENGLISH_FIRST)} {dice.pick(_ENGLISH_LAST)}"


def _email(dice: Dice, number: int) -> str:
    return f"{dice.pick(('buyer', 'shopper', 'friend', 'home'))}.{number:04}@{dice.pick(('mail', 'post', 'inbox'))}.example.com"


def _thai_phone(dice: Dice) -> str:
    return f"08{dice.number(0, 9)}-000-{dice.number(0, 9999):04}"


def deliveries() -> Table:
    """Return the list that goes to the courier every week, with Thai headers and Buddhist years."""
    dice = Dice("talat-baan/deliveries")
    rows = []
    for number in range(1, 161):
        day = dice.day(date(2026, 5, 1), _SHOP_DAY)
        rows.append(
            (
                f"D{number:05}",
                f"{dice.pick(_THAI_FIRST)} {dice.pick(_THAI_LAST)}",
                _thai_phone(dice),
                f"{dice.number(1, 199)} หมู่ {dice.number(1, 12)} ตำบลสมมติ อำเภอทดลอง {10990 + dice.number(0, 9)}",
                f"{day.day:02}/{day.month:02}/{day.year + 543}",
                dice.pick(("ส่งแล้ว", "ส่งแล้ว", "กำลังส่ง")),
            )
        )
    return Table("deliveries", ("เลขที่ส่ง", "ชื่อผู้รับ", "เบอร์โทร", "ที่อยู่จัดส่ง", "วันที่สร้าง", "สถานะ"), tuple(rows))


_SAID = (
    "My parcel has not arrived yet, can you check where it is?",
    "The tea came with a torn bag. I would like a new one.",
    "How do I change the size of the scarf in my order?",
    "สินค้ายังไม่มาส่งเลยค่ะ รบกวนตรวจสอบให้หน่อยนะคะ",
    "ขอเปลี่ยนที่อยู่จัดส่งได้ไหมครับ ยังไม่ได้ส่งใช่ไหม",
    "พัดลมที่สั่งไปเปิดไม่ติด ขอเคลมสินค้าค่ะ",
    "อยากได้ใบกำกับภาษีย้อนหลังครับ",
    "Do you deliver on Sundays?",
)


def support_chats() -> Table:
    """Return the export that tuned the chatbot. `verified_with` is the column that nobody wrote down."""
    dice = Dice("talat-baan/chats")
    rows = []
    for number in range(1, 181):
        said = dice.pick(_SAID)
        if dice.happens(6):
            said += f" ติดต่อกลับที่ {_email(dice, 9000 + number)}"
        verified = thai_identity_number(dice) if dice.happens(55) else ""
        day = dice.day(date(2025, 9, 1), date(2026, 3, 31)).isoformat()
        rows.append(
            (
                f"C{number:05}",
                day,
                dice.pick(("delivery", "claim", "invoice", "other")),
                said,
                dice.number(1, 9),
                verified,
            )
        )
    return Table("support-chats", ("chat_id", "opened_on", "topic", "message", "turns", "verified_with"), tuple(rows))


def survey() -> Table:
    """Return the answers to the satisfaction survey: marks only, nothing that points to anybody."""
    dice = Dice("talat-baan/survey")
    rows = tuple(
        (dice.pick(("2026-07", "2026-08", "2026-09")), dice.number(1, 5), dice.number(1, 5), dice.pick(("yes", "no")))
        for _ in range(240)
    )
    return Table("survey", ("month", "delivery_rating", "product_rating", "would_buy_again"), rows)


# --- The Singapore lender ----------------------------------------------------------------------------------------------

_LENDER_FIRST = "Aisha Boon Cheryl Devi Ethan Farah Gopal Hui Imran Jasmine Kumar Lin Mei Nadia Omar Priya".split()
_LENDER_LAST = "Testworth Mockridge Sampleton Contoh Fictley Placeby Udaharan Dummond Jiashe".split()
_LENDER_DAY = date(2026, 11, 7)


def lender_database() -> list[Table]:
    """Return the tables of the lender's loan book."""
    dice = Dice("kopi-credit/loans")
    borrowers, loans, repayments = [], [], []
    for number in range(1, 241):
        name = f"{dice.pick(_LENDER_FIRST)} {dice.pick(_LENDER_LAST)}"
        born = dice.day(date(1960, 1, 1), date(2003, 12, 31)).isoformat()
        opened = dice.day(date(2021, 3, 1), _LENDER_DAY)
        address = f"Blk {dice.number(1, 899)} Example Avenue #{dice.number(2, 20):02}-{dice.number(1, 99):02} Singapore 00{dice.number(1000, 9999)}"
        borrowers.append(
            (
                number,
                name,
                _email(dice, number),
                f"+65 8000 {dice.number(0, 9999):04}",
                address,
                born,
                opened.isoformat(),
            )
        )
        amount = dice.number(4, 60) * 500
        loans.append(
            (number, number, opened.isoformat(), amount, dice.pick((6, 12, 24, 36)), dice.pick(("open", "closed")))
        )
        for part in range(dice.number(1, 3)):
            paid = min(opened + timedelta(days=30 * (part + 1)), _LENDER_DAY).isoformat()
            repayments.append((len(repayments) + 1, number, paid, round(amount / 12, 2)))
    return [
        Table(
            "borrowers",
            ("borrower_id", "full_name", "email", "phone", "address", "date_of_birth", "registered_on"),
            tuple(borrowers),
        ),
        Table("loans", ("loan_id", "borrower_id", "opened_on", "amount_sgd", "term_months", "status"), tuple(loans)),
        Table("repayments", ("repayment_id", "loan_id", "paid_on", "amount_sgd"), tuple(repayments)),
    ]


def scoring_data() -> Table:
    """Return what the credit model was trained on: pseudonymous, in bands."""
    dice = Dice("kopi-credit/scoring")
    rows = tuple(
        (
            number,
            dice.pick(("2021", "2022", "2023", "2024")),
            dice.pick(("under 2k", "2k-4k", "4k-6k", "over 6k")),
            dice.number(0, 4),
            dice.pick((6, 12, 24, 36)),
            dice.pick((0, 0, 0, 1)),
        )
        for number in range(1, 421)
    )
    return Table("scoring", ("row", "year", "band", "open_loans", "term_months", "late"), rows)


def branch_statistics() -> Table:
    """Return the figures of the yearly report: sums, nobody's."""
    dice = Dice("kopi-credit/statistics")
    rows = tuple(
        (f"{year}-{month:02}", dice.number(40, 90), dice.number(100, 400) * 1000)
        for year in (2024, 2025)
        for month in range(1, 13)
    )
    return Table("statistics", ("month", "loans_opened", "amount_sgd"), rows)


# --- Writing -----------------------------------------------------------------------------------------------------------


def as_csv(table: Table, encoding: str) -> bytes:
    """Return a table as CSV in an encoding."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n" if encoding == "cp874" else "\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return text.getvalue().encode(encoding)


def csv_files() -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every CSV file."""
    yield "thai-online-shop/data/deliveries.csv", as_csv(deliveries(), "cp874")
    yield "thai-online-shop/data/support-chats.csv", as_csv(support_chats(), "utf-8")
    yield "thai-online-shop/data/survey.csv", as_csv(survey(), "utf-8-sig")
    yield "singapore-lender/data/scoring.csv", as_csv(scoring_data(), "utf-8")
    yield "singapore-lender/data/statistics.csv", as_csv(branch_statistics(), "utf-8")


def databases() -> Iterator[tuple[str, list[Table]]]:
    """Yield path and tables of every SQLite database; their bytes depend on the version of the library."""
    yield "thai-online-shop/data/shop.sqlite", shop_database()
    yield "singapore-lender/data/loans.sqlite", lender_database()


def write_database(path: Path, tables: Iterable[Table]) -> None:
    """Write a database anew."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in tables:
            connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(table.columns)})')
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', table.rows)  # noqa: S608


def main() -> None:
    """Write every file below `examples/`."""
    for name, content in csv_files():
        (HERE / name).parent.mkdir(parents=True, exist_ok=True)
        (HERE / name).write_bytes(content)
        sys.stdout.write(f"{name}: {len(content)} bytes\n")
    for name, tables in databases():
        write_database(HERE / name, tables)
        sys.stdout.write(f"{name}: {(HERE / name).stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
