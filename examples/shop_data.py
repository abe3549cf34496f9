"""The data of the Thai online shop: accounts, orders, readers, deliveries, chats and a survey."""

from __future__ import annotations

from datetime import date

from examples.dice import Dice, Row, Table, email

_THAI_FIRST = "สมชาย สมหญิง มานี มานะ ปิติ ชูใจ วีระ ดวงแก้ว สมคิด บุญมี จันทร์เพ็ญ วันดี ประเสริฐ อำนวย กานดา ธิดา"
_THAI_LAST = "ใจดี รักไทย มีสุข ทองคำ ศรีสุข บุญมา แสงจันทร์ สายลม วงศ์ดี พรหมดี ดอกไม้ ตัวอย่าง"
_ENGLISH_FIRST = "Alice Ben Chloe Daniel Ella Farid Grace Henry Isla Jonas Keiko Liam"
_ENGLISH_LAST = "Sampleton Testworth Placeby Mockridge Dummond Fictley"
_PRODUCTS = ("TB-RICE-5KG", "TB-TEA-200G", "TB-MUG-01", "TB-SILK-SC", "TB-SOAP-3", "TB-BASKET", "TB-FAN-12")
_TODAY = date(2026, 11, 14)


def shop_database() -> list[Table]:
    """Return the tables of the shop's database."""
    dice = Dice("talat-baan/shop")
    customers = [_customer(dice, number) for number in range(1, 321)]
    orders = [_order(dice, number, len(customers)) for number in range(1, 701)]
    readers = [_reader(dice, number) for number in range(1, 221)]
    points = [(number, f"02-000-{number * 7:04}", dice.pick(("08:00", "09:00")), "20:00") for number in range(1, 25)]
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
        Table("pickup_points", ("point_id", "phone", "opens", "closes"), tuple(points)),
    ]


def _customer(dice: Dice, number: int) -> Row:
    thai = dice.happens(80)
    name = dice.words(_THAI_FIRST, _THAI_LAST) if thai else dice.words(_ENGLISH_FIRST, _ENGLISH_LAST)
    house, postcode = f"{dice.number(1, 199)}/{dice.number(1, 99)}", 10990 + dice.number(0, 9)
    address = (
        f"{house} ถนนตัวอย่าง แขวงสมมติ เขตทดลอง {postcode}" if thai else f"{house} Example Road, Mock District {postcode}"
    )
    registered = dice.day(date(2020, 2, 1), _TODAY)
    return (
        number,
        name,
        email(dice, number),
        _thai_phone(dice),
        address,
        "th" if thai else "en",
        registered.isoformat(),
    )


def _order(dice: Dice, number: int, customers: int) -> Row:
    first = date(2019, 6, 3) if number <= 12 else date(2022, 1, 5)
    day, quantity = dice.day(first, _TODAY), dice.number(1, 6)
    status = dice.pick(("delivered", "delivered", "delivered", "returned", "cancelled"))
    return number, dice.number(1, customers), day.isoformat(), dice.pick(_PRODUCTS), quantity, quantity * 89, status


def _reader(dice: Dice, number: int) -> Row:
    name = dice.words(_THAI_FIRST if dice.happens(70) else _ENGLISH_FIRST)
    signed_up = dice.day(date(2022, 4, 1), _TODAY)
    return number, email(dice, 5000 + number), name, dice.day(signed_up, _TODAY).isoformat(), signed_up.isoformat()


def _thai_phone(dice: Dice) -> str:
    return f"08{dice.number(0, 9)}-000-{dice.number(0, 9999):04}"


def deliveries() -> Table:
    """Return the list that goes to the courier every week, with Thai headers and Buddhist years."""
    dice = Dice("talat-baan/deliveries")
    rows = []
    for number in range(1, 161):
        day = dice.day(date(2026, 5, 1), _TODAY)
        rows.append(
            (
                f"D{number:05}",
                dice.words(_THAI_FIRST, _THAI_LAST),
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
            said += f" ติดต่อกลับที่ {email(dice, 9000 + number)}"
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


def thai_identity_number(dice: Dice) -> str:
    """Return thirteen digits with a right check digit, from a registration office that does not exist."""
    body = f"19999{dice.number(0, 9_999_999):07}"
    return body + str((11 - sum(int(digit) * (13 - place) for place, digit in enumerate(body)) % 11) % 10)
