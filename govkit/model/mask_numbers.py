"""Tells numbers that name a person, a line or an account from other numbers, by their form and check digits."""

from __future__ import annotations

import re

_GROUP_FORMS = frozenset(
    {
        (1, 4, 5, 2, 1),  # Thai national id
        (6, 2, 4),  # Malaysian identity card
        (4, 4, 4),  # Philippine identity system, Vietnamese citizen id
        (3, 3, 3, 3),
        (3, 3, 6),
        (4, 4, 4, 4),  # payment card, Philippine card, Indonesian NIK
        (6, 6, 4),
        (4, 6, 5),  # payment card of fifteen digits
        (2, 7, 1),  # Philippine social security
        (4, 7, 1),
        (2, 9, 1),
        (3, 3, 3),  # Philippine tax number
        (3, 3, 3, 5),
        (3, 3, 4),  # telephone, North America and many others
        (3, 4, 4),
        (2, 4, 4),
        (2, 3, 4),
        (1, 3, 3, 4),
    }
)
_DIGITS = re.compile(r"\d+")
_COMPACT_INSTANT = re.compile(
    r"(?:19|20|25)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?"
)
_VERSION = re.compile(r"(?:0|[1-9]\d{0,3})(?:\.(?:0|[1-9]\d{0,3}|\d{8})){1,3}")
_YEARS = re.compile(r"(?:19|20|25)\d{2}[-–/](?:19|20|25)\d{2}")
_DIGIT_NAMES = str.maketrans(
    {chr(base + i): str(i) for base in (0x0E50, 0xFF10, 0x0660, 0x17E0, 0x0ED0, 0x1040) for i in range(10)}
)


def is_personal_number(token: str) -> bool:
    """Tell whether a run of digits, with or without separators, may be a personal number.

    Nine digits in a row always are, but for a compact date and time and for counters (`000000123`). Fewer, or separated
    ones, have to look like a telephone number, an identity number or a payment card.
    """
    token = token.translate(_DIGIT_NAMES).strip()
    if _VERSION.fullmatch(token) or _YEARS.fullmatch(token):
        return False
    groups = _DIGITS.findall(token)
    digits = "".join(groups)
    if len(groups) == 1:
        return _is_personal_run(token, digits)
    if any(len(group) >= 9 and not _COMPACT_INSTANT.fullmatch(group) for group in groups):
        return True
    if token[0] in "+(" or digits[0] == "0":
        return _is_phone(token, groups, digits)
    lengths = tuple(len(group) for group in groups)
    if lengths == (4, 4):
        return digits[0] in "3689"  # Singapore
    return lengths in _GROUP_FORMS or (13 <= len(digits) <= 19 and min(lengths[:-1]) >= 4 and luhn(digits))


def _is_personal_run(token: str, digits: str) -> bool:
    if len(digits) >= 9:
        return not (_COMPACT_INSTANT.fullmatch(digits) or digits.startswith("000"))
    if token[0] == "+":
        return True
    return len(digits) == 8 and digits[0] in "89"  # a mobile number of Singapore


def _is_phone(token: str, groups: list[str], digits: str) -> bool:
    """A number in international or trunk form: at least one group of three, none of them a decimal fraction."""
    least = 8 if token[0] in "+(" else 9
    return least <= len(digits) <= 17 and max(map(len, groups)) >= 3 and not re.fullmatch(r"0\.\d+", token)


def luhn(digits: str) -> bool:
    """Tell whether the last digit is the check digit of payment cards."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def valid_iban(token: str) -> bool:
    """Tell whether the check digits of a bank account number fit."""
    bare = token.replace(" ", "")
    moved = bare[4:] + bare[:4]
    return 15 <= len(bare) <= 34 and int("".join(str(int(c, 36)) for c in moved)) % 97 == 1
