"""The pieces of evidence: headers in many languages, chance, neighbours, fusion, calibration, and their data."""

from __future__ import annotations

import json
import random
from importlib.resources import files
from itertools import pairwise

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit_personal_data import categories, fusion, lexicon
from govkit_personal_data.check_digits import thai_national_id
from govkit_personal_data.evidence.column import ColumnEvidence, Signal
from govkit_personal_data.evidence.profile import profile, year_of
from govkit_personal_data.evidence.spotting import spots
from govkit_personal_data.evidence.words import words
from govkit_personal_data.judge import HEADER_ONLY, judge_table, read_table
from govkit_personal_data.sensitive import sensitive_in, sensitive_lists

DATA = files("govkit_personal_data").joinpath("data")
WORDS = lexicon.shipped()


def column(name, values, rows=None):
    distinct = list(dict.fromkeys(values))
    count = rows or len(values)
    return ColumnEvidence(
        name, tuple(distinct), count, count, len(distinct), spots({v: values.count(v) for v in distinct})
    )


def best(columns, table="t", at=0):
    found = judge_table(columns, table, latest_year=2026)[at].detections
    return found[0] if found else None


@pytest.mark.parametrize(
    ("header", "category"),
    [
        ("custphonenbr", "phone"),
        ("CUST_EMAIL_ADDR", "email"),
        ("nameFirst", "person-name"),
        ("Họ và tên", "person-name"),
        ("HoTen", "person-name"),
        ("so_dien_thoai", "phone"),
        ("namaLengkap", "person-name"),
        ("tgl_lahir", "date-of-birth"),
        ("no_kp", "national-id"),
        ("ที่อยู่จัดส่ง", "address"),
        ("ឈ្មោះពេញ", "person-name"),
        ("ເບີໂທລະສັບ", "phone"),
        ("နေရပ်လိပ်စာ", "address"),
        ("客户姓名", "person-name"),
        ("முகவரி", "address"),
        ("Número do BI", "national-id"),
        ("enderesu", "address"),
        ("prenom", "person-name"),
        ("apellidos", "person-name"),
        ("Geburtsdatum", "date-of-birth"),
        ("groupeSanguin", "health"),
        ("numero ng telepono", "phone"),
        ("MailingStreet", "address"),
        ("TELF1", "phone"),
    ],
)
def test_headers_are_understood(header, category):
    assert WORDS.says(header).categories[category].strong


@pytest.mark.parametrize(
    "header",
    [
        "product_name",
        "file name",
        "event_name",
        "ACADEMIC_YEAR_CODE",
        "ชื่อสินค้า",
        "ten_san_pham",
        "nama barang",
        "商品名称",
    ],
)
def test_headers_of_things_name_no_personal_data(header):
    said = WORDS.says(header)
    assert said.nothing
    assert not said.categories


@pytest.mark.parametrize("header", ["host", "col_7", "x", "", "  ", "\u200b", "9" * 500, "a" * 400])
def test_headers_that_say_nothing(header):
    assert not WORDS.says(header).categories


def test_a_word_that_is_about_a_value_is_none():
    assert WORDS.says("email_verified").about
    assert not WORDS.says("email").about


def test_tables_lean():
    assert [WORDS.table_leaning(name) for name in ("customers", "sensor_log", "khach_hang", "xyz")] == [1, -1, 1, 0]


def test_every_language_names_categories_that_exist():
    known = set(categories.shipped().by_id) | {"words"}
    for file in DATA.joinpath("lexicon").iterdir():
        if file.name != "abbreviations.yaml":
            assert set(yaml.load(file.read_text("utf-8"), yaml.BaseLoader)) <= known, file.name


def test_every_weight_is_of_a_signal_that_is_there_or_of_a_category():
    weights = json.loads(DATA.joinpath("weights.json").read_text("utf-8"))
    assert "command" in weights["about"]
    assert {*weights["calibration"]} == {"named", "unnamed"}
    for curve in weights["calibration"].values():
        assert curve == sorted(curve)
        assert [right for _, right in curve] == sorted(right for _, right in curve)
    priors = {name.partition("@")[2] for name in weights["weights"] if name.startswith("prior@")}
    assert priors == set(categories.shipped().by_id)


def test_name_lists_are_small_folded_and_apart():
    lists = words()
    assert sum(file.stat().st_size for file in DATA.joinpath("names").iterdir()) < 750_000
    assert not lists.ordinary & (lists.given | lists.family)
    assert not lists.rarer & (lists.given | lists.family | lists.ordinary | lists.places)
    assert all(name == lexicon.fold(name).lower() for name in lists.given | lists.family)


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


def test_values_veto_names():
    dates = [f"2024-0{n % 9 + 1}-1{n % 9}" for n in range(40)]
    for header in ("email", "full_name", "phone", "home address", "passport_no", "username", "ip_address"):
        found = best([column(header, dates)])
        assert found is None or found.identifies == "indirect", header


def test_the_name_of_another_column_does_not_outweigh_the_values():
    mails = [f"u{n}@mail.example" for n in range(40)]
    found = best([column("product_name", mails)])
    assert found.category == "email"
    assert found.confidence > 0.8


def test_a_header_alone_is_medium_at_most():
    values = [f"qx{n}zz wv" for n in range(30)]
    for header in ("full_name", "home_address", "username", "password"):
        found = best([column(header, values)])
        assert (
            found is None
            or found.confidence <= HEADER_ONLY
            or any(
                piece.weight > 0.05 and not piece.what.startswith(("header.", "table.", "siblings.", "prior"))
                for piece in found.evidence
            )
        )


def test_check_digits_are_held_against_chance():
    chance = random.Random(1)
    drawn = ["1" + "".join(chance.choice("0123456789") for _ in range(12)) for _ in range(2000)]
    random_numbers, right = drawn[:60], [number for number in drawn if thai_national_id(number)][:60]
    assert best([column("c", random_numbers)]) is None
    assert best([column("c", right)]).category == "national-id"


def test_the_address_of_a_shop_is_not_that_of_a_person():
    streets = column("address", [f"{n} Harbour Street" for n in range(1, 41)])
    shops = column("store_name", [f"Harbour Store {n} Ltd" for n in range(40)])
    names = column("full_name", [f"{first} Miller" for first in ("Anna", "Peter", "Susan", "David", "Laura", "James")])
    mails = column("email", [f"u{n}@mail.example" for n in range(40)])
    of_people, of_shops = best([streets, names, mails], "customers"), best([streets, shops], "shops")
    assert of_people.category == "address"
    assert of_people.confidence > (of_shops.confidence if of_shops else 0)


def test_the_pieces_add_up_to_the_confidence():
    found = best([column("email", [f"u{n}@mail.example" for n in range(40)])])
    odds = sum(piece.weight for piece in found.evidence)
    assert odds > 3
    assert {"prior", "rivals"} <= {piece.what for piece in found.evidence}


def test_neighbours_are_asked_the_same_in_any_order():
    columns = [column("a", [f"u{n}@mail.example" for n in range(20)]), column("b", ["x", "y"] * 10)]
    forwards, backwards = (judge_table(order, "t", latest_year=2026) for order in (columns, columns[::-1]))
    assert forwards == backwards[::-1]


def test_kinds_compete():
    assert fusion.chance(2.0, [2.0]) < fusion.chance(2.0, [-5.0])
    assert 0 <= fusion.chance(-800.0, [900.0]) < 1e-9
    assert fusion.rivalry([-900.0]) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("named", [True, False])
def test_calibration_is_monotone_and_stays_within_bounds(named):
    weights = fusion.shipped()
    found = [weights.confidence(step / 5, [-3.0], named=named) for step in range(-40, 60)]
    assert found == sorted(found)
    assert all(0 <= confidence < 1 for confidence in found)


def test_signals_of_all_categories_have_weights_of_their_group():
    assert fusion.feature(Signal("email", "header.names", 1)) == fusion.feature(Signal("phone", "header.names", 1))
    assert fusion.feature(Signal("email", "header.names", 1)) != fusion.feature(Signal("age", "header.names", 1))


def test_lists_of_sensitive_data_name_law_mark_and_categories():
    known = set(categories.shipped().by_id)
    assert {"TH", "SG", "MY", "PH", "ID", "VN", "EU"} <= set(sensitive_lists())
    for entry in sensitive_lists().values():
        assert entry.law
        assert entry.mark in ("verified", "derived", "recalled")
        assert entry.categories <= known
    assert "TH" in sensitive_in("religion")
    assert sensitive_in("phone") == ()


def test_categories_have_counterparts():
    for category in categories.shipped().by_id.values():
        assert category.fides.startswith("user.")
        assert category.dpv.startswith("pd:")
    assert categories.shipped().by_id["person-name"].code == "PERSON_NAME"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=60), max_size=12))
def test_no_value_breaks_the_judgement(header, values):
    cells = [value for value in values if value.strip()] or ["x"]
    for found in judge_table([column(header, cells)], header, latest_year=2026)[0].detections:
        assert 0 < found.confidence < 1
        assert 0 <= found.share[0] <= found.share[1] <= 1


def test_numbers_too_large_for_a_float_are_no_numbers():
    assert profile(column("c", ["541e999", "1"])).numbers == (1.0,)


def test_a_column_of_nulls_says_nothing():
    assert best([column("age", ["n/a", "unknown", "-"])]) is None
    assert read_table([column("age", ["n/a"])], "t", 2026)[0][0]["age"] == ()


def test_files_at_twice_their_size_are_no_email_addresses():
    files_of = [f"https://shop.example/img/logo{n}@2x.png" for n in range(20)]
    assert best([column("picture", files_of)]) is None
    leaked = [*files_of, "https://shop.example/?to=someone@mail.example"]
    assert best([column("picture", leaked)]).category == "email"


@pytest.mark.parametrize("header", ["email", "phone", "id_card_no", "address", "username"])
def test_a_hash_below_the_header_of_an_identifier_is_none_any_more(header):
    hashes = [f"{random.Random(n).getrandbits(256):064x}" for n in range(40)]
    found = best([column(header, hashes)])
    assert found is None or found.category not in WORDS.says(header).categories


def test_names_of_areas_are_not_names_of_people():
    counties = [f"{name} County" for name in ("Collin", "Hunt", "Grayson", "Ellis", "Johnson", "Parker", "Wise")]
    assert best([column("c1", counties * 6)]) is None


def test_one_name_in_every_row_is_less_sure_than_several():
    several = best([column("service", ["Manuel", "Alice", "Brian", "Carla", "Emily", "Peter"] * 4)])
    found = best([column("service", ["Manuel"] * 24)])
    assert found is None or found.confidence < several.confidence


def test_coordinates_say_something_of_people_only_beside_people():
    places = [f"{13 + n / 97:.5f}" for n in range(60)]
    codes = column("site_code", [f"S-{n:05}" for n in range(60)])
    names = column(
        "customer_name", [f"{a} {b}" for a in ("Alice", "Brian", "Carla") for b in ("Abbott", "Barnes", "Scott")]
    )
    alone = judge_table([column("latitude", places), codes], "t", latest_year=2026)[0].detections
    beside = judge_table([column("latitude", places), names], "t", latest_year=2026)[0].detections
    assert beside
    assert not alone or alone[0].confidence < beside[0].confidence


RARE_FIRST = ("Daphene", "Victoir", "Dulcia", "Gannie", "Melessa", "Susanetta", "Bartholomeus", "Riccardo", "Shaina")
RARE_LAST = ("Cobleigh", "Kenshole", "Ladewig", "Pennigar", "Byfield", "Gatherell", "Pirazzi", "Stanbridge", "Malicki")


def test_names_come_back_in_the_e_mail_addresses_beside_them():
    made = [(f"{a}x", f"{b}q") for a in RARE_FIRST for b in RARE_LAST]
    names = column("c1", [last for _, last in made])
    mails = column("c2", [f"{first[0].lower()}{last.lower()}{n}@mail.example" for n, (first, last) in enumerate(made)])
    others = column("c2", [f"shop{n}@mail.example" for n in range(len(made))])
    seen = {signal.what for signal in read_table([names, mails], "", 2026)[0][0]["person-name"]}
    assert "links.in-e-mail" in seen
    assert "links.in-e-mail" not in {s.what for s in read_table([names, others], "", 2026)[0][0]["person-name"]}
    assert best([names, mails]).category == "person-name"
    assert best([names, others]) is None


def test_logins_are_the_names_of_e_mail_addresses():
    logins = [
        f"{first[0].lower()}{last.lower()}{n}"
        for n, (first, last) in enumerate(zip(RARE_FIRST, RARE_LAST, strict=True))
    ]
    mails = column("c2", [f"{login}@mail.example" for login in logins])
    assert best([column("c1", logins), mails]).category == "username"
    titled = {signal.what for signal in read_table([column("c1", list(RARE_LAST)), mails], "", 2026)[0][0]["username"]}
    assert "links.is-e-mail-name" not in titled


def test_names_in_the_domain_of_a_network_are_logins():
    logins = [f"acme\\{first.lower()}{n}" for n, first in enumerate(RARE_FIRST)]
    assert best([column("c1", logins)]).category == "username"
    assert best([column("c1", [f"c:\\files\\{first.lower()}.txt" for first in RARE_FIRST])]) is None


def test_passwords_of_two_rows_are_no_less_secret():
    hashed = ["8cb2237d0679ca88db6464eac60da96345513964"] * 2
    assert best([column("password", hashed)]).category == "credential"
    many = best([column("password", hashed * 20)])
    assert many is None or many.confidence < best([column("password", hashed)]).confidence


def test_rarer_names_speak_less_than_known_ones_and_not_in_names_of_firms_or_areas():
    rare = {s.what: s.strength for s in read_table([column("c1", list(RARE_LAST))], "", 2026)[0][0]["person-name"]}
    assert rare["people.rarer-names"] > 0.1
    assert "people.family-names" not in rare
    for word in ("County", "Ltd"):
        inside = read_table([column("c1", [f"{name} {word}" for name in RARE_LAST])], "", 2026)[0][0]["person-name"]
        assert not {signal.what for signal in inside} & {"people.rarer-names", "people.known-names"}


def test_numbers_of_one_narrow_range_pass_checks_by_their_neighbourhood():
    start = 370_319_191_913
    numbers_ = column("id", [str(start + 1_317_000 * n) for n in range(10)])
    assert numbers_.spots["my.national-id"].valid >= 8, "they look like identity cards of one week"
    found = best([numbers_])
    assert found is None or found.category != "national-id"
    thai = random.Random(5)
    drawn = [f"1{thai.randrange(10**11):011}" for _ in range(40)]
    real = [digits + str((11 - sum((13 - i) * int(d) for i, d in enumerate(digits)) % 11) % 10) for digits in drawn]
    assert best([column("c1", real)]).category == "national-id"


def test_long_decimals_hold_no_identifiers():
    amounts = [f"{20 + n * 1.269157666462:.15f}" for n in range(60)]
    assert best([column("amenities_fee", amounts)]) is None


def test_codes_of_an_identifiers_form_pass_its_check_by_chance():
    rows = random.Random(4)
    lots = [f"{rows.choice('ABFGMSTUX')}{rows.randrange(10**7):07}{rows.choice('ABCDEFGHIJKL')}" for _ in range(200)]
    found = column("lot_no", lots)
    assert found.spots["sg.national-id"].inside_valid, "some are right by chance"
    assert best([found]) is None
    note = column("notes", ["nothing to say of the delivery"] * 20 + ["the buyer is S1234567D"])
    assert best([note]).category == "national-id"


def test_values_that_list_several_people_are_names():
    pairs = [f"{a} {b}" for a in ("Alice", "Brian", "Carla", "Derek") for b in ("Abbott", "Barnes", "Scott")]
    listed = [f"{one}/{other}" for one, other in pairwise(pairs)]
    assert best([column("written by", listed)]).category == "person-name"
    places = [f"New York {n}, United States" for n in "ABCDEFGH"]
    assert best([column("c1", places)]) is None
