"""What is recognised and what is not: evidence adds up, chance is held against, and look-alikes stay quiet."""

from __future__ import annotations

import random

import pytest

from govkit_personal_data import check_digits, lexicon
from govkit_personal_data.prevalence import wilson


def digits(rnd, count):
    return "".join(rnd.choice("0123456789") for _ in range(count))


def valid(rnd, check, make):
    while not check(value := make(rnd)):
        pass
    return value


def thai_id(rnd):
    return valid(rnd, check_digits.thai_national_id, lambda rnd: digits(rnd, 13))


def nric(rnd):
    return valid(
        rnd,
        check_digits.singapore_nric,
        lambda rnd: "ST"[rnd.randrange(2)] + digits(rnd, 7) + rnd.choice("ABCDEFGHIZJ"),
    )


def write(folder, header, rows):
    lines = [header, *rows] if header else rows
    (folder / "t.csv").write_text(
        "".join(f"{n},{line}\n" for n, line in enumerate(lines)).replace("0,", "no,", bool(header))
    )


def category(look, folder, header, values):
    (folder / "t.csv").write_text("".join(f"{line}\n" for line in ["amount," + header, *(f"1.5,{v}" for v in values)]))
    seen = look("t.csv")
    return seen.category(seen.value.columns[1].name), seen.value.columns[1]


COLUMNS = {
    "email": ("c", lambda rnd: f"u{digits(rnd, 4)}@mail{digits(rnd, 1)}.example"),
    "national-id": ("c", thai_id),
    "phone": ("c", lambda rnd: f"+66 8{digits(rnd, 1)} {digits(rnd, 3)} {digits(rnd, 4)}"),
    "ip-address": ("c", lambda rnd: ".".join(str(rnd.randrange(1, 255)) for _ in range(4))),
    "gender": ("c", lambda rnd: rnd.choice(["male", "female"])),
    "religion": ("c", lambda rnd: rnd.choice(["Buddhist", "Muslim", "Christian"])),
    "address": ("c", lambda rnd: f"{digits(rnd, 2)} ถนนพระราม {digits(rnd, 1)} แขวงลุมพินี"),
    "person-name": ("c", lambda rnd: "นางสาว " + rnd.choice("กขคงจ") * 4 + " " + rnd.choice("ดตถท") * 5),
    "credit-card": ("c", lambda rnd: valid(rnd, check_digits.luhn, lambda rnd: "4" + digits(rnd, 15))),
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_values_alone_are_enough_where_they_are_telling(look, tmp_path, kind):
    header, make = COLUMNS[kind]
    rnd = random.Random(kind)
    found, column = category(look, tmp_path, header, [make(rnd) for _ in range(60)])
    assert found == kind
    assert column.detections[0].confidence >= 0.8
    assert column.detections[0].matched >= 57


def test_thai_digits_are_digits(look, tmp_path):
    rnd = random.Random(2)
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    found, _ = category(look, tmp_path, "c", [thai_id(rnd).translate(thai) for _ in range(30)])
    assert found == "national-id"


HARD = {
    "order numbers of 13 digits": lambda rnd: digits(rnd, 13),
    "order numbers of 12 digits": lambda rnd: "9" + digits(rnd, 11),
    "prices": lambda rnd: f"{rnd.random() * 1e4:.2f}",
    "sku": lambda rnd: f"SKU-{digits(rnd, 5)}",
    "uuid": lambda rnd: f"{rnd.getrandbits(128):032x}",
    "version": lambda rnd: f"v{rnd.randrange(9)}.{rnd.randrange(9)}.{rnd.randrange(9)}",
    "epoch": lambda rnd: str(1_600_000_000 + rnd.randrange(10**8)),
    "epoch in milliseconds": lambda rnd: str(1_600_000_000_000 + rnd.randrange(10**11)),
    "meter reading": lambda rnd: digits(rnd, 8),
    "wrong nric": lambda rnd: "S" + digits(rnd, 7) + "O",
    "timestamps": lambda rnd: f"2025-0{rnd.randrange(1, 9)}-1{rnd.randrange(9)} 10:2{rnd.randrange(9)}:00",
}


@pytest.mark.parametrize("kind", HARD)
def test_look_alikes_stay_quiet(look, tmp_path, kind):
    rnd = random.Random(kind)
    found, column = category(look, tmp_path, "c", [HARD[kind](rnd) for _ in range(400)])
    assert found is None, column.detections


def test_one_valid_number_among_random_ones_means_little(look, tmp_path):
    rnd = random.Random(3)
    found, _ = category(look, tmp_path, "c", [thai_id(rnd), *(digits(rnd, 13) for _ in range(40))])
    assert found is None


def test_a_header_alone_never_gives_more_than_medium_confidence(look, tmp_path):
    for header in ("full_name", "passport_no", "ที่อยู่", "home address"):
        _, column = category(look, tmp_path, header, [f"abc{n} def" for n in range(20)])
        assert all(detection.confidence < 0.8 for detection in column.detections), header


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("email_verified", ["true", "false"] * 20),
        ("email", ["0", "1"] * 20),
        ("product_name", [f"Widget {n}" for n in range(20)]),
        ("phone_count", ["1", "2", "3"] * 10),
        ("ชื่อสินค้า", [f"สินค้า{n}" for n in range(20)]),
        ("academic_year_code", ["123", "456", "789"] * 10),
        ("age", ["n/a", "unknown"] * 10),
        ("national_id", ["1", "2", "3", "4"] * 10),
    ],
)
def test_values_and_types_veto_names(look, tmp_path, header, values):
    assert category(look, tmp_path, header, values)[0] is None


def test_header_and_values_add_up(look, tmp_path):
    rnd = random.Random(4)
    bad = [
        valid(rnd, lambda d: d[0] not in "09" and not check_digits.thai_national_id(d), lambda rnd: digits(rnd, 13))
        for _ in range(30)
    ]
    found, column = category(look, tmp_path, "เลขบัตรประชาชน", bad)
    assert found == "national-id"
    weights = {piece.what: piece.weight for piece in column.detections[0].evidence}
    assert weights["header.names"] > 0 > weights["number.check-digits"]


def test_an_address_of_a_shop_weighs_less_than_one_of_a_customer(look, tmp_path):
    for name in ("customers", "shops"):
        (tmp_path / f"{name}.csv").write_text("no,address\n" + "".join(f"{n},9{n} Sukhumvit Road\n" for n in range(30)))
    seen = look("customers.csv", "shops.csv")
    people, shops = (column.detections[0].confidence for column in seen.value.columns if column.name == "address")
    assert people > shops


def test_a_few_addresses_in_notes_are_seen_and_counted(look, tmp_path):
    notes = [f"please call again on day {n}" for n in range(200)]
    notes[7] = "write to ann@shop.example instead of calling"
    found, column = category(look, tmp_path, "remark", notes)
    assert found == "email"
    assert column.detections[0].matched == 1
    assert column.opaque


def test_the_oldest_record_is_seen_to_the_month_also_in_the_buddhist_era(look, tmp_path):
    for years in (2015, 2015 + 543):
        _, column = category(look, tmp_path, "created_at", [f"{years + n % 5}-0{1 + n % 9}-14" for n in range(40)])
        assert column.oldest == (2015, 1)


def test_what_may_hide_something_is_opaque(look, tmp_path):
    cases = {
        "code": (["A", "B", "C"] * 20, False),
        "amount_due": ([f"{n}.50" for n in range(60)], False),
        "words": ([f"{chr(97 + n % 26) * 4} {chr(98 + n % 20) * 5}" for n in range(60)], True),
        "reference": ([f"9{n:07}" for n in range(60)], True),
    }
    for header, (values, opaque) in cases.items():
        assert category(look, tmp_path, header, values)[1].opaque is opaque, header


@pytest.mark.parametrize("number", ["S1234567D", "T1234567J", "F1234567N", "G1234567X"])
def test_singapore_check_letters(number):
    assert check_digits.singapore_nric(number)
    assert not check_digits.singapore_nric(number[:-1] + "O")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("customerEMail", "email"),
        ("MobileNumber", "phone"),
        ("emailAddress", "email"),
        ("ชื่อ-นามสกุล", "person-name"),
        ("date_of_birth", "date-of-birth"),
        ("เบอร์โทรศัพท์มือถือ", "phone"),
    ],
)
def test_headers_are_split_into_words(header, expected):
    said = lexicon.shipped().says(header)
    assert said.categories[expected].strong
    assert not said.nothing


def test_wilson_interval_of_nothing_seen():
    low, high = wilson(0, 3000)
    assert low == 0
    assert high == pytest.approx(0.00128, abs=2e-5)
    assert wilson(0, 0) == (0, 1)
