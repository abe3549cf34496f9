"""What `mask` hides, what it keeps, and that it takes linear time."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest

from govkit.model.mask import DOT, mask
from govkit.model.mask_numbers import luhn, valid_iban

EMAIL, PHONE = "somchai.j@example.co.th", "081-234-5678"

PERSONAL = {
    "e-mail": EMAIL,
    "e-mail in an id": f"party:{EMAIL}",
    "e-mail in a path": f"data/{EMAIL}.csv",
    "e-mail in Thai text": "ติดต่อ ก.ไทย@example.co.th ได้",
    "e-mail with a full-width sign": "somchai＠example.com",
    "e-mail in a URL": "https://shop.example/?user=somchai%40example.com&page=1",
    "Thai mobile": "0812345678",
    "Thai mobile with hyphens": PHONE,
    "Thai mobile in Thai digits": "๐๘๑-๒๓๔-๕๖๗๘",
    "Thai mobile in full-width digits": "０８１２３４５６７８",
    "Thai land line": "02 123 4567",
    "Thai international": "+66 81 234 5678",
    "Thai with two zeros": "0066 81 234 5678",
    "Singapore bare": "91234567",
    "Singapore": "9123 4567",
    "Singapore international": "+6591234567",
    "Malaysia": "012-345 6789",
    "Malaysia international": "+60 12-345 6789",
    "Indonesia": "0812-3456-7890",
    "Indonesia international": "+62 812 3456 7890",
    "Viet Nam": "0912 345 678",
    "Philippines": "0917 123 4567",
    "Brunei international": "+673 712 3456",
    "Lao": "020 5512 3456",
    "Cambodia international": "+855 12 345 678",
    "Myanmar": "09 450 123 456",
    "North America": "(555) 123-4567",
    "North America with hyphens": "555-123-4567",
    "phone in a file name": "crm-0812345678.csv",
    "phone after a word": "tel_0812345678_x",
    "Thai national id": "1234567890123",
    "Thai national id with separators": "1-2345-67890-12-3",
    "Singapore NRIC": "S1234567D",
    "Singapore FIN in lower case": "g1234567x",
    "NRIC in an id": "party:tan-S1234567D",
    "Malaysian identity card": "900101-14-5678",
    "Malaysian identity card in a row": "900101145678",
    "Indonesian NIK": "3201011234560001",
    "Vietnamese citizen id": "079123456789",
    "Philippine identity": "1234-5678-9012-3456",
    "Philippine social security": "12-3456789-0",
    "Philippine tax number": "123-456-789-000",
    "passport": "passport no. AB1234567",
    "passport in Thai": "หนังสือเดินทาง AA1234567",
    "passport in Vietnamese": "hộ chiếu B1234567",
    "passport in Malay": "pasport: A12345678",
    "IBAN": "GB82 WEST 1234 5698 7654 32",
    "IBAN in a row": "DE89370400440532013000",
    "card": "4111 1111 1111 1111",
    "card with hyphens": "4111-1111-1111-1111",
    "card in a row": "4111111111111111",
    "card of fifteen digits": "3782 822463 10005",
    "account number": "account 987654321",
    "base64 of an e-mail": base64.b64encode(EMAIL.encode()).decode(),
    "base64 without padding": base64.urlsafe_b64encode(b"tel 0812345678 x").decode().rstrip("="),
    "hex of an e-mail": EMAIL.encode().hex(),
    "hex of a phone": PHONE.encode().hex().upper(),
    "percent of an e-mail": quote(EMAIL, safe=""),
    "percent of each character": "".join(f"%{ord(c):02x}" for c in EMAIL),
    "base64 of base64": base64.b64encode(base64.b64encode(EMAIL.encode())).decode(),
}

KEPT = (
    "",
    "orders",
    "2026-11-21",
    "from 2026-11-21 to 2027-01-31",
    "2026-11-21T10:20:30+07:00",
    "2026-11-21T10:20:30.123456Z",
    "customers-2026-11-21.csv",
    "20261121103000",
    "P5Y",
    "PT72H",
    "P18M and P30D",
    "1.2.3",
    "v10.0.17763",
    "2026.11",
    "global-cbpr@2026.11",
    "2025-2026",
    "1,234,567,890",
    "12,000 rows",
    "0.123456789",
    "97.3 %",
    "203.0.113.45",
    "a3f5e2b1c4d5e6f7",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "123e4567-e89b-12d3-a456-426614174000",
    "inventory/transfers.yaml:41",
    "transfer:crm-to-singapore-2026",
    "transfer:t000000123",
    "dataset:customers/orders.phone",
    "global-cbpr/choice.honour#propagated",
    "https://www.globalcbpr.org/privacy-certifications/",
    "@mention",
    "50% off",
    "internationalisation-of-documentation",
    "VeryLongCamelCaseIdentifierOfSomething",
    "rule_pack_2026_10",
    "ISO/IEC 27001:2022",
    "28 CFR 202",
    "question 14 of 62",
    "เก็บรักษาไว้ 5 ปี",
)


@pytest.mark.parametrize("text", PERSONAL.values(), ids=PERSONAL.keys())
def test_masks(text: str) -> None:
    masked = mask(text)
    assert DOT in masked
    assert mask(masked) == masked
    for token in text.replace(":", " ").split():
        assert len(token) < 8 or token not in masked
    assert sum(c.isdigit() for c in masked) <= 3 or "http" in text
    sentence = mask(f"seen at 2026-11-21: {text}, and again")
    assert sentence.startswith("seen at 2026-11-21: ")
    assert sentence.endswith(", and again")
    assert text not in sentence


@pytest.mark.parametrize("text", KEPT)
def test_keeps(text: str) -> None:
    assert mask(text) == text
    assert mask(f"({text})") == f"({text})"


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1",
        "1-",
        "a.",
        "%41",
        "@a.",
        "a@",
        "AB12 ",
        "passport ",
        "2026-11-",
        "GB82 WEST ",
        "a-",
        "(",
        "+",
        "1 ",
        "==",
    ],
)
def test_long_texts_end(unit: str) -> None:
    """A quarter of a megabyte of what comes nearest to each form: work that grew with the square would take hours."""
    text = unit * (250_000 // len(unit)) + "@"
    assert len(mask(text)) > 0


def test_check_digits() -> None:
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")
    assert valid_iban("GB82 WEST 1234 5698 7654 32")
    assert not valid_iban("GB83 WEST 1234 5698 7654 32")
    assert not valid_iban("GB82 WEST")
