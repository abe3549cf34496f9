"""Check digits and built-in dates of South-East Asian identifiers, one value at a time.

Every function takes a text whose digits are ASCII; separators between them are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from govkit_personal_data.check_digits.calendar import LAST_BIRTH_YEAR, is_day

_NOT_DIGITS = re.compile(r"[^0-9]")
_NOT_CODE = re.compile(r"[^0-9A-Z]")
_NRIC_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
NRIC_LETTERS = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "F": "XWUTRQPNMLK", "G": "XWUTRQPNMLK", "M": "XWUTRQPNJLK"}
NRIC_OFFSETS = {"S": 0, "T": 4, "F": 0, "G": 4, "M": 3}
PLATE_LETTERS = "AZYXUTSRPMLKJHGEDCB"
PLATE_WEIGHTS = (9, 4, 5, 4, 3, 2)
MST_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
VN_FIRST_CENTURY = 1900
VN_NO_PROVINCE = frozenset(
    {0, 3, 5, 7, 9, 13, 16, 18, 21, 23, 28, 29, 32, 39, 41, 43, 47, 50, 53, 55, 57, 59, 61, 63, 65, 69, 71, 73, 76, 78}
    | {81, 85, 88, 90, 97, 98, 99}
)
"""Numbers from 0 to 99 that are no province of Viet Nam."""
MY_NO_PLACE = frozenset((0, 17, 18, 19, 20, 69, 70, 73, 80, 81, 94, 95, 96, 97))
"""Numbers from 0 to 99 that are no place of birth on a MyKad."""
ID_PROVINCES = frozenset(
    {11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 31, 32, 33, 34, 35, 36, 51, 52, 53, 61, 62, 63, 64, 65}
    | {71, 72, 73, 74, 75, 76, 81, 82, 91, 92, 93, 94, 95, 96, 97}
)


def only_digits(text: str) -> str:
    """Return the ASCII digits of a text."""
    return text if text.isdigit() else _NOT_DIGITS.sub("", text)


def weighted(digits: str, weights: Sequence[int]) -> int:
    """Return the sum of digits, each times its weight; digits after the last weight do not count."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def thai_national_id(text: str) -> bool:
    """Check the 13th digit of a Thai identification number, a weighted sum modulo 11; the first digit is 1 to 8."""
    return text[:1] not in ("0", "9") and _thai(text)


def thai_tax_id(text: str) -> bool:
    """Check the 13th digit of the tax number of a Thai legal person, which begins with 0."""
    return text[:1] == "0" and _thai(text)


def _thai(text: str) -> bool:
    digits = only_digits(text)
    return len(digits) == 13 and (11 - weighted(digits[:12], range(13, 1, -1)) % 11) % 10 == int(digits[12])


def singapore_nric(text: str) -> bool:
    """Check the last letter of a Singapore NRIC or FIN (series S, T, F, G, M)."""
    code = text.upper()
    series, digits, letter = code[:1], code[1:8], code[8:]
    if series not in NRIC_LETTERS or len(digits) != 7 or not digits.isdigit() or len(letter) != 1:
        return False
    rest = (weighted(digits, _NRIC_WEIGHTS) + NRIC_OFFSETS[series]) % 11
    return NRIC_LETTERS[series][10 - rest if series == "M" else rest] == letter


def singapore_plate(text: str) -> bool:
    """Check the last letter of a Singapore vehicle plate, a weighted sum modulo 19."""
    found = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,4})([A-Z])", _NOT_CODE.sub("", text.upper()))
    if found is None:
        return False
    letters = [ord(char) - 64 for char in found[1][-2:].rjust(2, "@")]
    numbers = [*letters, *map(int, found[2].zfill(4))]
    return PLATE_LETTERS[sum(n * w for n, w in zip(numbers, PLATE_WEIGHTS, strict=True)) % 19] == found[3]


def malaysian_mykad(text: str) -> bool:
    """Check the birth date and the place code of a Malaysian MyKad number; it has no check digit."""
    digits = only_digits(text)
    if len(digits) != 12 or int(digits[6:8]) in MY_NO_PLACE:
        return False
    return is_day(int(digits[:2]), int(digits[2:4]), int(digits[4:6]))


def indonesian_nik(text: str) -> bool:
    """Check the province and the birth date of an Indonesian NIK (women: day plus 40); it has no check digit."""
    digits = only_digits(text)
    if len(digits) != 16 or int(digits[:2]) not in ID_PROVINCES or digits[2:4] == "00" or digits[12:] == "0000":
        return False
    day = int(digits[6:8])
    return is_day(int(digits[10:12]), int(digits[8:10]), day - 40 if day > 40 else day)


def indonesian_npwp(text: str) -> bool:
    """Check the ninth digit of an Indonesian tax number by Luhn; of 16 digits, the first is 0 or all are a NIK."""
    digits = only_digits(text)
    if len(digits) == 16:
        return luhn(digits[1:10]) if digits[0] == "0" else indonesian_nik(digits)
    return len(digits) == 15 and luhn(digits[:9])


def vietnamese_cccd(text: str, *, latest_year: int = LAST_BIRTH_YEAR) -> bool:
    """Check province, century and birth year of a Vietnamese personal number; it has no check digit."""
    digits = only_digits(text)
    if len(digits) != 12 or digits[0] != "0" or int(digits[1:3]) in VN_NO_PROVINCE:
        return False
    return VN_FIRST_CENTURY + 100 * (int(digits[3]) // 2) + int(digits[4:6]) <= latest_year


def vietnamese_tax_code(text: str) -> bool:
    """Check the tenth digit of a Vietnamese tax code; three digits of a branch may follow."""
    digits = only_digits(text)
    if len(digits) not in (10, 13) or digits[2:9] == "0000000" or digits[10:] == "000":
        return False
    return 10 - weighted(digits, MST_WEIGHTS) % 11 == int(digits[9])


def philippine_tin(text: str) -> bool:
    """Check the ninth digit of a Philippine tax number, a weighted sum modulo 11; a branch of 3 to 5 digits follows."""
    digits = only_digits(text)
    return len(digits) in (9, 12, 13, 14) and weighted(digits, range(9, 1, -1)) % 11 == int(digits[8])


def luhn(text: str) -> bool:
    """Check the last digit by Luhn's formula."""
    digits = only_digits(text)
    doubled = (int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(digits)))
    return bool(digits) and sum(number // 10 + number % 10 for number in doubled) % 10 == 0
