"""Headers in many languages: what they say, and that values overrule them."""

from __future__ import annotations

import random

import pytest

from govkit_personal_data import lexicon
from govkit_personal_data.judge import HEADER_ONLY

WORDS = lexicon.shipped()


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
        ("họ_tên_mẹ", "person-name"),
        ("ho_va_chu_dem", "person-name"),
        ("hotenkhachhang", "person-name"),
        ("Địa chỉ thư điện tử", "email"),
        ("số chứng minh", "national-id"),
        ("so_the_can_cuoc_cong_dan", "national-id"),
        ("Sinh nhật", "date-of-birth"),
        ("chỗ ở", "address"),
        ("vân tay", "other-direct"),
        ("tarikh_kelahiran", "date-of-birth"),
        ("TarikhKelahiran", "date-of-birth"),
        ("nokp", "national-id"),
        ("no_sijil_kelahiran", "national-id"),
        ("nama_suami", "person-name"),
        ("no. untuk dihubungi", "phone"),
        ("status kahwin", "marital-status"),
        ("tandatangan", "other-direct"),
        ("petsa ng kaarawan", "date-of-birth"),
        ("lagda", "other-direct"),
        ("ថ្ងៃ_ខែ_ឆ្នាំ_កំណើត", "date-of-birth"),
        ("លេខ\u200bទូរស័ព្ទ", "phone"),
        ("ວັນ ເດືອນ ປີ ເກີດ", "date-of-birth"),
        ("ເລກບັດປະຊາຊົນ", "national-id"),
        ("ကျား/မ", "gender"),
        ("ဖုန်း_နံပါတ်", "phone"),
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


def test_values_veto_names(column, best):
    dates = [f"2024-0{n % 9 + 1}-1{n % 9}" for n in range(40)]
    for header in ("email", "full_name", "phone", "home address", "passport_no", "username", "ip_address"):
        found = best([column(header, dates)])
        assert found is None or found.identifies == "indirect", header


def test_the_name_of_another_column_does_not_outweigh_the_values(column, best):
    mails = [f"u{n}@mail.example" for n in range(40)]
    found = best([column("product_name", mails)])
    assert found.category == "email"
    assert found.confidence > 0.8


def test_a_header_alone_is_medium_at_most(column, best):
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


@pytest.mark.parametrize("header", ["email", "phone", "id_card_no", "address", "username"])
def test_a_hash_below_the_header_of_an_identifier_is_none_any_more(column, best, header):
    hashes = [f"{random.Random(n).getrandbits(256):064x}" for n in range(40)]
    found = best([column(header, hashes)])
    assert found is None or found.category not in WORDS.says(header).categories
