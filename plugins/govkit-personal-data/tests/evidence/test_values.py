"""Numbers, dates, codes and secrets: check digits are held against chance, and look-alikes are none."""

from __future__ import annotations

import random

import pytest

from govkit_personal_data.check_digits import thai_national_id
from govkit_personal_data.evidence.profile import profile, year_of
from govkit_personal_data.judge import read_table


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1987-04-03", 1987),
        ("03/04/2530", 1987),
        ("2530-04-03", 1987),
        ("31.12.1999", 1999),
        ("12/31/1999", 1999),
        ("19990131", 1999),
        ("Jan 5, 2001", 2001),
        ("99/99/9999", None),
        ("12345678", None),
        ("2001", None),
        ("1-2-3", None),
    ],
)
def test_years_of_dates(text, year):
    assert year_of(text) == year


def test_numbers_too_large_for_a_float_are_no_numbers(column):
    assert profile(column("c", ["541e999", "1"])).numbers == (1.0,)


def test_a_column_of_nulls_says_nothing(column, best):
    assert best([column("age", ["n/a", "unknown", "-"])]) is None
    assert read_table([column("age", ["n/a"])], "t", 2026)[0][0]["age"] == ()


def test_check_digits_are_held_against_chance(column, best):
    chance = random.Random(1)
    drawn = ["1" + "".join(chance.choice("0123456789") for _ in range(12)) for _ in range(2000)]
    random_numbers, right = drawn[:60], [number for number in drawn if thai_national_id(number)][:60]
    assert best([column("c", random_numbers)]) is None
    assert best([column("c", right)]).category == "national-id"


def test_numbers_of_one_narrow_range_pass_checks_by_their_neighbourhood(column, best):
    start = 370_319_191_913
    numbers_ = column("id", [str(start + 1_317_000 * n) for n in range(10)])
    assert numbers_.spots["my.national-id"].valid >= 8, "they look like identity cards of one week"
    found = best([numbers_])
    assert found is None or found.category != "national-id"
    thai = random.Random(5)
    drawn = [f"1{thai.randrange(10**11):011}" for _ in range(40)]
    real = [digits + str((11 - sum((13 - i) * int(d) for i, d in enumerate(digits)) % 11) % 10) for digits in drawn]
    assert best([column("c1", real)]).category == "national-id"


def test_codes_of_an_identifiers_form_pass_its_check_by_chance(column, best):
    rows = random.Random(4)
    lots = [f"{rows.choice('ABFGMSTUX')}{rows.randrange(10**7):07}{rows.choice('ABCDEFGHIJKL')}" for _ in range(200)]
    found = column("lot_no", lots)
    assert found.spots["sg.national-id"].inside_valid, "some are right by chance"
    assert best([found]) is None
    note = column("notes", ["nothing to say of the delivery"] * 20 + ["the buyer is S1234567D"])
    assert best([note]).category == "national-id"


def test_long_decimals_hold_no_identifiers(column, best):
    amounts = [f"{20 + n * 1.269157666462:.15f}" for n in range(60)]
    assert best([column("amenities_fee", amounts)]) is None


def test_files_at_twice_their_size_are_no_email_addresses(column, best):
    files_of = [f"https://shop.example/img/logo{n}@2x.png" for n in range(20)]
    assert best([column("picture", files_of)]) is None
    leaked = [*files_of, "https://shop.example/?to=someone@mail.example"]
    assert best([column("picture", leaked)]).category == "email"


def test_passwords_of_two_rows_are_no_less_secret(column, best):
    hashed = ["8cb2237d0679ca88db6464eac60da96345513964"] * 2
    assert best([column("password", hashed)]).category == "credential"
    many = best([column("password", hashed * 20)])
    assert many is None or many.confidence < best([column("password", hashed)]).confidence
