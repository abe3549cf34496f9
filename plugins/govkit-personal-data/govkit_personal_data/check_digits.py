"""Check digits and built-in dates of identifiers: arithmetic on strings of ASCII digits, no I/O."""

from __future__ import annotations

from datetime import date

_SG_LETTERS = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "F": "XWUTRQPNMLK", "G": "XWUTRQPNMLK", "M": "XWUTRQPNJLK"}
_SG_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
_SG_OFFSETS = {"S": 0, "T": 4, "F": 0, "G": 4, "M": 3}
_VN_FIRST_CENTURY = 1900
_VN_NO_PROVINCE = frozenset(
    {3, 5, 7, 9, 13, 16, 18, 21, 23, 28, 29, 32, 39, 41, 43, 47, 50, 53, 55, 57, 59, 61, 63, 65, 69, 71, 73, 76, 78, 81}
    | {85, 88, 90}
)
_MY_NO_PLACE = frozenset((0, 17, 18, 19, 20, 69, 70, 73, 80, 81, 94, 95, 96, 97))


def thai_national_id(digits: str) -> bool:
    """Check the 13th digit of a Thai identification number, a weighted sum modulo 11; the first digit is 1 to 8."""
    if len(digits) != 13 or digits[0] in "09":
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return (11 - total % 11) % 10 == int(digits[12])


def singapore_nric(text: str) -> bool:
    """Check the last letter of a Singapore NRIC or FIN (series S, T, F, G, M)."""
    series, digits, letter = text[:1], text[1:8], text[8:]
    if series not in _SG_LETTERS or len(digits) != 7 or len(letter) != 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _SG_WEIGHTS, strict=True)) + _SG_OFFSETS[series]
    rest = total % 11
    return _SG_LETTERS[series][10 - rest if series == "M" else rest] == letter


def malaysian_mykad(digits: str) -> bool:
    """Check the birth date and the place code of a Malaysian MyKad number; it has no check digit."""
    return len(digits) == 12 and _is_day(digits[:2], digits[2:4], digits[4:6]) and int(digits[6:8]) not in _MY_NO_PLACE


def indonesian_nik(digits: str) -> bool:
    """Check the region and the birth date of an Indonesian NIK (women: day plus 40); it has no check digit."""
    if len(digits) != 16 or not 11 <= int(digits[:2]) <= 97 or digits[2:4] == "00" or digits[12:] == "0000":
        return False
    day = int(digits[6:8])
    return _is_day(digits[10:12], digits[8:10], str(day - 40 if day > 40 else day))


def vietnamese_cccd(digits: str, *, latest_year: int) -> bool:
    """Check province, century and birth year of a Vietnamese personal number; it has no check digit."""
    if len(digits) != 12 or not 1 <= int(digits[:3]) <= 96 or int(digits[:3]) in _VN_NO_PROVINCE:
        return False
    return _VN_FIRST_CENTURY + 100 * (int(digits[3]) // 2) + int(digits[4:6]) <= latest_year


def luhn(digits: str) -> bool:
    """Check the last digit by Luhn's formula."""
    doubled = (int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _is_day(year: str, month: str, day: str) -> bool:
    """Tell whether this is a day of either century."""
    return any(_exists(century + int(year), int(month), int(day)) for century in (1900, 2000))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
