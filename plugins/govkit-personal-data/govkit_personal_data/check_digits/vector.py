"""The same arithmetic over arrays: a row holds the characters of one value, without separators, less the code of `0`.

A digit is thus its own value, and a capital letter is 17 for `A` to 42 for `Z`. Rows are of one length.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from govkit_personal_data.check_digits import asean
from govkit_personal_data.check_digits.calendar import DAYS_IN_MONTH, LAST_BIRTH_YEAR

Characters: TypeAlias = NDArray[np.uint8]
Flags: TypeAlias = NDArray[np.bool_]
_ZERO, _NINE = ord("0"), 9
_DOUBLED = np.array([0, 2, 4, 6, 8, 1, 3, 5, 7, 9], np.int64)


def as_characters(texts: Sequence[str]) -> Characters:
    """Return texts of one length, of ASCII digits and capital letters, as an array of `len(texts)` rows."""
    joined = "".join(texts).encode("ascii")
    return (np.frombuffer(joined, np.uint8) - _ZERO).reshape(len(texts), -1)


def _all_digits(rows: Characters) -> Flags:
    return np.asarray((rows <= _NINE).all(axis=1))


def _of_digits(check: Callable[[NDArray[np.int64]], Flags], *lengths: int) -> Callable[[Characters], Flags]:
    """Return a check that is false for rows of another length and for those that hold anything but digits."""

    def checked(rows: Characters) -> Flags:
        right = np.zeros(len(rows), np.bool_)
        if rows.shape[1] in lengths:
            clean = _all_digits(rows)
            right[clean] = check(rows[clean].astype(np.int64))
        return right

    return checked


def _number(rows: NDArray[np.int64], start: int, end: int) -> NDArray[np.int64]:
    """Return the columns from `start` to `end` read as one number each row."""
    return np.asarray(rows[:, start:end] @ (10 ** np.arange(end - start - 1, -1, -1)))


def _is_day(year: NDArray[np.int64], month: NDArray[np.int64], day: NDArray[np.int64]) -> Flags:
    known = (month >= 1) & (month <= 12)
    longest = np.array(DAYS_IN_MONTH)[np.where(known, month, 0)]
    leap_day = (month == 2) & (day == DAYS_IN_MONTH[2])
    return np.asarray(known & (day >= 1) & (day <= longest) & (~leap_day | (year % 4 == 0)))


def _thai(rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray((11 - rows[:, :12] @ np.arange(13, 1, -1) % 11) % 10 == rows[:, 12])


def _thai_national_id(rows: NDArray[np.int64]) -> Flags:
    return np.asarray(_thai(rows) & (rows[:, 0] != 0) & (rows[:, 0] != _NINE))


def _thai_tax_id(rows: NDArray[np.int64]) -> Flags:
    return np.asarray(_thai(rows) & (rows[:, 0] == 0))


def singapore_nric(rows: Characters) -> Flags:
    """Check the last letters of Singapore NRIC and FIN numbers."""
    right = np.zeros(len(rows), np.bool_)
    if rows.shape[1] != 9:
        return right
    clean = _all_digits(rows[:, 1:8])
    sums = rows[:, 1:8].astype(np.int64) @ np.array((2, 7, 6, 5, 4, 3, 2))
    for series, letters in asean.NRIC_LETTERS.items():
        of_series = clean & (rows[:, 0] == ord(series) - _ZERO)
        rest = (sums[of_series] + asean.NRIC_OFFSETS[series]) % 11
        table = np.frombuffer(letters.encode(), np.uint8) - _ZERO
        right[of_series] = table[10 - rest if series == "M" else rest] == rows[of_series, 8]
    return right


def _malaysian_mykad(rows: NDArray[np.int64]) -> Flags:
    place = ~np.isin(_number(rows, 6, 8), tuple(asean.MY_NO_PLACE))
    return np.asarray(place & _is_day(_number(rows, 0, 2), _number(rows, 2, 4), _number(rows, 4, 6)))


def _indonesian_nik(rows: NDArray[np.int64]) -> Flags:
    day = _number(rows, 6, 8)
    born = _is_day(_number(rows, 10, 12), _number(rows, 8, 10), np.where(day > 40, day - 40, day))
    province = np.isin(_number(rows, 0, 2), tuple(asean.ID_PROVINCES))
    return np.asarray(born & province & (_number(rows, 2, 4) > 0) & (_number(rows, 12, 16) > 0))


def _indonesian_npwp(rows: NDArray[np.int64]) -> Flags:
    if rows.shape[1] == 15:
        return _luhn(rows[:, :9])
    return np.where(rows[:, 0] == 0, _luhn(rows[:, 1:10]), _indonesian_nik(rows))


def _vietnamese_cccd(rows: NDArray[np.int64]) -> Flags:
    province = (rows[:, 0] == 0) & ~np.isin(_number(rows, 1, 3), tuple(asean.VN_NO_PROVINCE))
    born = asean.VN_FIRST_CENTURY + 100 * (rows[:, 3] // 2) + _number(rows, 4, 6)
    return np.asarray(province & (born <= LAST_BIRTH_YEAR))


def _vietnamese_tax_code(rows: NDArray[np.int64]) -> Flags:
    serial = _number(rows, 2, 9) > 0
    branch = _number(rows, 10, 13) > 0 if rows.shape[1] == 13 else True
    return np.asarray(serial & branch & (10 - rows[:, :9] @ np.array(asean.MST_WEIGHTS) % 11 == rows[:, 9]))


def _philippine_tin(rows: NDArray[np.int64]) -> Flags:
    return np.asarray(rows[:, :8] @ np.arange(9, 1, -1) % 11 == rows[:, 8])


def _luhn(rows: NDArray[np.int64]) -> Flags:
    plain, doubled = rows[:, ::-2], rows[:, -2::-2]
    return np.asarray((plain.sum(axis=1) + _DOUBLED[doubled].sum(axis=1)) % 10 == 0)


def _imei(rows: NDArray[np.int64]) -> Flags:
    return np.asarray(_luhn(rows) & (_number(rows, 0, 2) > 0))


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
