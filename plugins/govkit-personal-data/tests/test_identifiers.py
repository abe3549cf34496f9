"""The identifiers as data: strictly read, in RE2's syntax, with rates that are true and check digits that agree."""

from __future__ import annotations

import random
import re
import re._constants as op
import re._parser as parser
import sys
import unicodedata
from pathlib import Path

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit_personal_data import categories
from govkit_personal_data.check_digits import VALIDATORS, VECTOR, as_characters
from govkit_personal_data.identifiers import all_identifiers, bounded, normalise_digits
from govkit_personal_data.identifiers.page import page
from govkit_personal_data.identifiers.shipped import read

ALL = {identifier.id: identifier for identifier in all_identifiers()}
CHECKED = [id_ for id_, identifier in ALL.items() if identifier.validator]
REGION = ("BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN")
CORE = {"national-id", "tax-id", "passport", "driver-license", "bank-account", "vehicle-id", "phone"}


def drawn(tree, rnd):
    """Return a random string of a parsed pattern."""
    parts = []
    for kind, value in tree:
        if kind is op.LITERAL:
            parts.append(chr(value))
        elif kind is op.IN:
            kinds = [(v, v) if k is op.LITERAL else v for k, v in value]
            parts.append(rnd.choice([chr(code) for low, high in kinds for code in range(low, high + 1)]))
        elif kind is op.MAX_REPEAT:
            low, high, sub = value
            parts += [drawn(sub, rnd) for _ in range(rnd.randint(low, high))]
        elif kind is op.SUBPATTERN:
            parts.append(drawn(value[3], rnd))
        else:
            assert kind is op.BRANCH, kind
            parts.append(drawn(rnd.choice(value[1]), rnd))
    return "".join(parts)


def samples(identifier, count):
    rnd = random.Random(identifier.id)
    trees = [parser.parse(pattern) for pattern in identifier.patterns]
    return [drawn(rnd.choice(trees), rnd) for _ in range(count)]


def test_every_country_of_the_region_has_what_a_company_there_holds():
    for country in REGION:
        kinds = {identifier.category for identifier in ALL.values() if identifier.country == country}
        assert kinds >= CORE - ({"tax-id"} if country == "BN" else set()), country  # Brunei does not tax persons
        assert kinds & {"social-security", "health-id"}, country


def test_ids_are_unique_and_categories_exist():
    assert len(ALL) == len(all_identifiers())
    assert {identifier.category for identifier in ALL.values()} <= set(categories.shipped().by_id)


def test_what_is_recalled_says_so_and_weighs_less_where_nothing_is_checked():
    for identifier in ALL.values():
        assert identifier.source
        assert ("memory" in identifier.source) == (identifier.mark == "recalled"), identifier.id
        if identifier.whole_cell:
            assert identifier.weight <= 0.4, identifier.id


@pytest.mark.parametrize("id_", ALL)
def test_patterns_are_of_the_portable_subset_and_match_their_own_strings(id_):
    identifier = ALL[id_]
    for pattern in identifier.patterns:
        assert re2.compile(pattern)
        assert not re.search(r"\\[bBdDwWsS]|\(\?[=!<]", pattern)
    whole = re.compile(bounded(identifier))
    for text in samples(identifier, 40):
        assert whole.fullmatch(text), text
        assert whole.search(f"เลข{text}ครับ") or identifier.left == "none", text


@pytest.mark.parametrize("id_", CHECKED)
def test_the_rate_at_which_random_strings_pass_is_the_declared_one(id_):
    identifier, count = ALL[id_], 1500
    passed = sum(map(VALIDATORS[identifier.validator], samples(identifier, count)))
    share, rate = passed / count, identifier.random_pass_rate
    assert abs(share - rate) <= 0.004 + 4.5 * (rate * (1 - rate) / count) ** 0.5


def test_a_rate_below_one_needs_a_validator():
    assert all(i.validator in VALIDATORS if i.validator else i.random_pass_rate == 1 for i in ALL.values())


@pytest.mark.parametrize("name", VECTOR)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_arrays_and_single_values_agree(name, data):
    length = data.draw(st.sampled_from([9, 10, 12, 13, 14, 15, 16]))
    alphabet = "STFGM0123456789AJZ" if name == "sg_nric" else "0123456789"
    texts = data.draw(st.lists(st.text(alphabet, min_size=length, max_size=length), min_size=1, max_size=30))
    assert VECTOR[name](as_characters(texts)).tolist() == [VALIDATORS[name](text) for text in texts]


def test_arrays_and_single_values_agree_on_many_strings_of_the_form():
    for identifier in ALL.values():
        if identifier.validator not in VECTOR:
            continue
        by_length = {}
        for text in samples(identifier, 1500):
            code = re.sub(r"[^0-9A-Z]", "", text.upper())
            by_length.setdefault(len(code), []).append(code)
        for texts in by_length.values():
            found = VECTOR[identifier.validator](as_characters(texts)).tolist()
            assert found == [VALIDATORS[identifier.validator](text) for text in texts], identifier.id


AGREE = {
    "th_national_id": "th.pin", "my_mykad": "my.nric", "vn_tax_code": "vn.mst", "luhn": "luhn", "imei": "imei",
}  # fmt: skip


@pytest.mark.parametrize("name", AGREE)
def test_own_arithmetic_agrees_with_python_stdnum(name):
    from importlib import import_module

    theirs, rnd = import_module(f"stdnum.{AGREE[name]}").is_valid, random.Random(name)
    lengths = {"th_national_id": 13, "my_mykad": 12, "vn_tax_code": 10, "luhn": 16, "imei": 15}
    for _ in range(1500):
        text = "".join(rnd.choice("0123456789") for _ in range(lengths[name]))
        if name == "imei" and text.startswith("00"):
            continue
        assert VALIDATORS[name](text) == theirs(text), text


KNOWN = {
    "hk_id": ["A123456(3)", "G123456(A)", "AB987654(3)"],
    "tw_id": ["A123456789"],
    "vin": ["1M8GDM9AXKP042788", "11111111111111111"],
    "sg_nric": ["S1234567D", "T1234567J", "F1234567N", "G1234567X", "s1234567d"],
    "sg_plate": ["SBA1234G"],
    "au_medicare": ["2123456701"],
    "iban": ["GB82 WEST 1234 5698 7654 32", "TL380080012345678910157"],
    "phone": ["+66 81 234 5678", "+65 9123 4567", "0084912345678", "+856 20 55 123 456", "+44 (0)20 7946 0958"],
    "phone_th": ["081-234-5678", "02 123 4567"],
    "phone_ph": ["0917 123 4567", "(02) 8123 4567"],
}


@pytest.mark.parametrize("name", KNOWN)
def test_published_examples_are_valid_and_one_digit_off_is_not(name):
    for text in KNOWN[name]:
        assert VALIDATORS[name](text), text
        if not name.startswith("phone") and name != "vin":
            at = next(i for i, char in enumerate(text) if char.isdigit() and i > 2)
            assert not VALIDATORS[name](text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]), text


def test_no_validator_raises_whatever_it_gets():
    for name, valid in VALIDATORS.items():
        for text in ("", "0", "A", "-", "0" * 40, "ABCDEFGHIJ" * 3, "+", "00", "().", "81" * 9):
            assert valid(text) in (True, False), name


def test_digits_of_every_script_become_ascii_one_for_one():
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(char := chr(code)) == "Nd" and unicodedata.unidata_version <= "14.0.0":
            assert normalise_digits(char) == str(unicodedata.decimal(char)), hex(code)
    assert normalise_digits("๑-២໓၄႕４٥६꧗ ขค") == "1-23454567 ขค"


@given(st.text())
def test_normalising_keeps_offsets(text):
    assert len(normalise_digits(text)) == len(text)


BROKEN = {
    "unknown key": "    colour: red\n",
    "double key": "    title: again\n",
    "boolean": "    context: [no]\n",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_files_are_read_strictly(tmp_path: Path, kind):
    text = (
        "govkit: identifiers/1\ncountry: TH\nidentifiers:\n  - id: a\n    title: A\n    category: phone\n"
        "    patterns: ['[0-9]']\n    mark: recalled\n    weight: 0.1\n    source: from memory\n"
    )
    file = tmp_path / "a.yaml"
    file.write_text(text, "utf-8")
    assert read(file)[0].id == "th.a"
    file.write_text(text + BROKEN[kind], "utf-8")
    with pytest.raises(ValueError, match=r"colour|twice|context"):
        read(file)


def test_the_page_of_the_documentation_is_up_to_date():
    written = Path(__file__).parents[3] / "docs/personal-data-identifiers.md"
    assert written.read_text("utf-8") == page(), "python -m govkit_personal_data.identifiers.page writes it"
