"""The same arithmetic over arrays: a row holds the characters of one value, without separators, less the code of `0`.

A digit is thus its own value, and a capital letter is 17 for `A` to 42 for `Z`. Rows are of one length. The work is
done place by place, over all rows at once: it is fastest on arrays whose columns lie in one piece (Fortran's order).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govkit_personal_data.check_digits import asean
from govkit_personal_data.check_digits.calendar import DAYS_IN_MONTH, LAST_BIRTH_YEAR

Characters: TypeAlias = NDArray[np.uint8]
Flags: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.uint16]
"""One number for each row; or, with one line for each place, its digits. Sums of digits stay far below 65,536."""
_ZERO, _NINE = ord("0"), 9
_LEAP_DAY = 229


def as_characters(texts: Sequence[str]) -> Characters:
    """Return texts of one length, of ASCII digits and capital letters, as an array of `len(texts)` rows."""
    joined = "".join(texts).encode("ascii")
    return (np.frombuffer(joined, np.uint8) - _ZERO).reshape(len(texts), -1)


def _of_digits(check: Callable[[Numbers], Flags], *lengths: int) -> Callable[[Characters], Flags]:
    """Return a check that is false for rows of another length and for those that hold anything but digits."""

    def checked(rows: Characters) -> Flags:
        if rows.shape[1] not in lengths:
            return np.zeros(len(rows), np.bool_)
        places = np.ascontiguousarray(rows.T)
        if not len(rows) or places.max() <= _NINE:
            return check(places.astype(np.uint16))
        clean = np.asarray((places <= _NINE).all(axis=0))
        return clean & check(np.where(clean, places, 0).astype(np.uint16))

    return checked


def _rest(numbers: Numbers, divisor: int) -> Numbers:
    """Return the rest of a division; numpy divides many numbers at once, but takes rests one by one."""
    return np.asarray(numbers - numbers // np.uint16(divisor) * np.uint16(divisor))


def _weighted(digits: Numbers, weights: Sequence[int]) -> Numbers:
    """Return the sum of the first digits of each row, each times its weight."""
    total: Numbers = digits[0] * np.uint16(weights[0])
    for digit, weight in zip(digits[1:], weights[1:], strict=False):
        total += digit * np.uint16(weight)
    return total


def _pair(digits: Numbers, place: int) -> Numbers:
    """Return the number that two digits of each row make."""
    return np.asarray(digits[place] * np.uint16(10) + digits[place + 1])


def _some(digits: Numbers) -> Flags:
    """Return which rows have a digit other than 0."""
    return np.asarray(digits.max(axis=0) > 0)


@lru_cache(maxsize=16)
def _table(members: frozenset[int], size: int) -> Flags:
    table = np.zeros(size, np.bool_)
    table[list(members)] = True
    return table


def _among(numbers: Numbers, members: Collection[int], size: int = 100) -> Flags:
    """Return which numbers, all below `size`, are among these."""
    return _table(frozenset(members), size)[numbers.astype(np.intp)]


_DAYS = frozenset(
    100 * month + day for month in range(1, len(DAYS_IN_MONTH)) for day in range(1, DAYS_IN_MONTH[month] + 1)
)


def _is_day(year: Numbers, month: Numbers, day: Numbers) -> Flags:
    date = month * np.uint16(100) + day
    return np.asarray(_among(date, _DAYS, 10_000) & ((date != _LEAP_DAY) | (_rest(year, 4) == 0)))


def _thai(digits: Numbers) -> Flags:
    rest = _rest(_weighted(digits, range(13, 1, -1)), 11)
    return np.asarray(_rest(np.uint16(11) - rest, 10) == digits[12])


def _thai_national_id(digits: Numbers) -> Flags:
    return np.asarray(_thai(digits) & (digits[0] != 0) & (digits[0] != _NINE))


def _thai_tax_id(digits: Numbers) -> Flags:
    return np.asarray(_thai(digits) & (digits[0] == 0))


def singapore_nric(rows: Characters) -> Flags:
    """Check the last letters of Singapore NRIC and FIN numbers."""
    right = np.zeros(len(rows), np.bool_)
    if rows.shape[1] != 9:
        return right
    places = np.ascontiguousarray(rows.T)
    clean = np.asarray((places[1:8] <= _NINE).all(axis=0))
    sums = _weighted(places[1:8].astype(np.uint16), (2, 7, 6, 5, 4, 3, 2))
    for series, letters in asean.NRIC_LETTERS.items():
        of_series = np.flatnonzero(clean & (places[0] == ord(series) - _ZERO))
        rest = _rest(sums[of_series] + np.uint16(asean.NRIC_OFFSETS[series]), 11)
        table = np.frombuffer(letters[::-1].encode() if series == "M" else letters.encode(), np.uint8) - _ZERO
        right[of_series] = table[rest.astype(np.intp)] == places[8][of_series]
    return right


def _malaysian_mykad(digits: Numbers) -> Flags:
    born = _is_day(_pair(digits, 0), _pair(digits, 2), _pair(digits, 4))
    return np.asarray(born & ~_among(_pair(digits, 6), asean.MY_NO_PLACE))


def _indonesian_nik(digits: Numbers) -> Flags:
    day = _pair(digits, 6)
    born = _is_day(_pair(digits, 10), _pair(digits, 8), np.where(day > 40, day - np.uint16(40), day))
    province = _among(_pair(digits, 0), asean.ID_PROVINCES)
    return np.asarray(born & province & _some(digits[2:4]) & _some(digits[12:16]))


def _indonesian_npwp(digits: Numbers) -> Flags:
    if len(digits) == 15:
        return _luhn(digits[:9])
    return np.where(digits[0] == 0, _luhn(digits[1:10]), _indonesian_nik(digits))


def _vietnamese_cccd(digits: Numbers) -> Flags:
    province = (digits[0] == 0) & ~_among(_pair(digits, 1), asean.VN_NO_PROVINCE)
    born = np.uint16(asean.VN_FIRST_CENTURY) + np.uint16(100) * (digits[3] // np.uint16(2)) + _pair(digits, 4)
    return np.asarray(province & (born <= LAST_BIRTH_YEAR))


def _vietnamese_tax_code(digits: Numbers) -> Flags:
    known = _some(digits[2:9])
    if len(digits) == 13:
        known &= _some(digits[10:13])
    rest = _rest(_weighted(digits, asean.MST_WEIGHTS), 11)
    return np.asarray(known & (digits[9] + rest == 10))


def _philippine_tin(digits: Numbers) -> Flags:
    return np.asarray(_rest(_weighted(digits, range(9, 1, -1)), 11) == digits[8])


def _luhn(digits: Numbers) -> Flags:
    doubled = digits[-2::-2] * np.uint16(2)
    doubled -= np.uint16(9) * (doubled > _NINE)
    total = digits[::-2].sum(axis=0, dtype=np.uint16) + doubled.sum(axis=0, dtype=np.uint16)
    return np.asarray(_rest(total, 10) == 0)


def _imei(digits: Numbers) -> Flags:
    return np.asarray(_luhn(digits) & _some(digits[:2]))


VECTOR: dict[str, Callable[[Characters], Flags]] = {
    "th_national_id": _of_digits(_thai_national_id, 13),
    "th_tax_id": _of_digits(_thai_tax_id, 13),
    "sg_nric": singapore_nric,
    "my_mykad": _of_digits(_malaysian_mykad, 12),
    "id_nik": _of_digits(_indonesian_nik, 16),
    "id_npwp": _of_digits(_indonesian_npwp, 15, 16),
    "vn_cccd": _of_digits(_vietnamese_cccd, 12),
    "vn_tax_code": _of_digits(_vietnamese_tax_code, 10, 13),
    "ph_tin": _of_digits(_philippine_tin, 9, 12, 13, 14),
    "luhn": _of_digits(_luhn, *range(2, 20)),
    "imei": _of_digits(_imei, 15),
}
"""Name of a validator → the same check over an array (see the module's docstring for what its rows hold)."""
