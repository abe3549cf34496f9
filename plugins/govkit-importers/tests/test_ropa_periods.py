"""Periods in a record of processing: one that is bound, denied or conditional is not stated."""

from __future__ import annotations

import pytest

from govkit_importers.ropa import values
from govkit_importers.ropa.values import Unreadable


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Unlimited, reviewed every 5 years",
            "no limit; review after 5 years",
            "indefinitely, reviewed every 2 years",
        ),
        *("Forever (5 years for CVs)", "ตลอดไป ทบทวนทุก 5 ปี", "selamanya, ditinjau 5 tahun"),
        *("1 year (minimum)", ">5 years", "≥ 5 ปี", "no less than 5 years", "ไม่ต่ำกว่า 5 ปี", "5 ปี (ขั้นต่ำ)"),
        *("up to 5 years", "tối đa 5 năm", "maksimal 5 tahun", "au plus 5 ans", "~5 years"),
        *(
            "5 years (10 years for tax)",
            "two to 5 years",
            "5 years (if feasible)",
            "5 years after leaving, unless sued",
        ),
        *("not 5 years", "tbd 5 years", "5 years, tbd", "planned: 5 years", "maybe 5 years", "reviewed every 3 years"),
        *("5 (six) years", "5 years after leaving; TBD", "CVs: 2 years"),
    ],
)
def test_what_is_no_period_is_not_read(text):
    with pytest.raises(Unreadable):
        values.period(text)


@pytest.mark.parametrize(
    ("text", "period", "start"),
    [
        ("Kept for a period of 5 years", "P5Y", ""),
        ("Deleted after 30 days", "P30D", ""),
        ("retention period: 5 (five) years", "P5Y", ""),
        ("5 years (from the end of the contract)", "P5Y", "from the end of the contract"),
        ("10 years (according to the Accounting Act)", "P10Y", ""),
        ("เก็บรักษาไว้เป็นระยะเวลา 5 (ห้า) ปี", "P5Y", ""),
        ("lưu trữ trong 5 năm", "P5Y", ""),
        ("disimpan selama 5 tahun", "P5Y", ""),
        ("conservées pendant 5 ans après le départ", "P5Y", "après le départ"),
        ("no limit", "none", ""),
    ],
)
def test_words_that_add_nothing_do_no_harm(text, period, start):
    found = values.period(text)
    assert (found.duration, found.start) == (period, start)
