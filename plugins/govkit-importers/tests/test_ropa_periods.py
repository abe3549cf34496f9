"""Periods in a record of processing: one that is bound, denied or conditional is not stated."""

from __future__ import annotations

from time import process_time

import pytest

from govkit_importers.ropa.periods import period as read_period
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
        *("5 years (six years)", "5 years (draft)", "5 years (not extended)", "5 years (renewable)", "5 years (TBC)"),
        *("5 years (recommended)", "5 years (a few more for tax)", "5 ans (renouvelable)", "5 ปี (อาจขยายเวลา)"),
        *(
            "5 years +",
            "5+ years",
            "at least the contract + 5 years",
            "TBD + 5 years",
            "Unlimited + 5 years",
            "en plus 5 ans",
        ),
        *("Retention period + 5 years", "1 year + 5 years", "if sued + 5 years", "5 ปีขึ้นไป", "5 วันทำการ"),
        *(
            "5 years after TBD",
            "5 years after the TBD",
            "5 years after [TBD]",
            "5 years after never",
            "5 năm sau khi TBD",
        ),
        *("5 ปี นับจาก TBD", "5 years perhaps", "5 years, periodically extended", "5 years per draft policy, if adopted"),
        *("5 (six) years", "5 years after leaving; TBD", "CVs: 2 years"),
        *(
            "1 year (12 months)",
            "5 years (60 months)",
            "6 years (Section 12, 10 years)",
            "6 years (Section 12 and 10 y)",
        ),
        *("6 years (Section 12 months)", "6 years (Section 12, draft)", "6 years (not Section 12)", "6 years (12)"),
        *(
            "6 years (Section 12, 10)",
            "6 years (unless Section 12 applies)",
            "6 years (Section 12?)",
            "6 years (CCTV 12)",
        ),
    ],
)
def test_what_is_no_period_is_not_read(text):
    with pytest.raises(Unreadable):
        read_period(text)


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
        ("10 years (Accounting Act)", "P10Y", ""),
        ("30 days (CCTV) after the recording", "P30D", "after the recording"),
        ("10 ans (Code de commerce)", "P10Y", ""),
        ("90 วัน (กล้องวงจรปิด)", "P90D", ""),
        ("10 ปี (สิบปี)", "P10Y", ""),
        ("10 ปี (สลิปเงินเดือน)", "P10Y", ""),
        ("5 years (five years)", "P5Y", ""),
        ("Data is kept for 5 years", "P5Y", ""),
        ("เก็บข้อมูลไว้เป็นเวลา 5 ปี", "P5Y", ""),
        ("จัดเก็บ 10 ปีนับแต่วันที่สิ้นสุดสัญญา", "P10Y", "นับแต่วันที่สิ้นสุดสัญญา"),
        ("24 tháng sau khi không hoạt động", "P24M", "sau khi không hoạt động"),
        ("Retention period (5 years)", "P5Y", ""),
        *(
            (f"6 years ({law})", "P6Y", "")
            for law in ("Section 12", "s. 12(3)", "§ 12", "Accounting Act 2000, section 9")
        ),
        *((f"6 years ({law})", "P6Y", "") for law in ("Art. 6(1)(c) GDPR", "Sections 12 and 13", "Law No. 13/2003")),
        ("6 years [Section 12] after the end of the contract", "P6Y", "after the end of the contract"),
        ("6 ปี (มาตรา 12)", "P6Y", ""),
        ("6 ปี (มาตรา ๑๒)", "P6Y", ""),
        ("6 năm (Điều 12)", "P6Y", ""),
        ("6 tahun (Pasal 12 ayat (2))", "P6Y", ""),
        ("6 tahun (Seksyen 12)", "P6Y", ""),
        ("6 ans (article L. 123-22)", "P6Y", ""),
        ("10 years as required by the Accounting Act B.E. 2543", "P10Y", ""),
        ("Duration of contract + 5 years", "P5Y", "Duration of contract"),
        ("Current financial year + 6 years", "P6Y", "Current financial year"),
        ("Durée du contrat + 5 ans", "P5Y", "Durée du contrat"),
        ("term of employment plus 7 years (tax law)", "P7Y", "term of employment"),
        ("ตลอดระยะเวลาที่เป็นลูกค้า และต่อไปอีก 10 ปี", "P10Y", "ตลอดระยะเวลาที่เป็นลูกค้า"),
    ],
)
def test_words_that_add_nothing_do_no_harm(text, period, start):
    found = read_period(text)
    assert (found.duration, found.start) == (period, start)


@pytest.mark.parametrize("text", ["5 years" + " " * 90_000 + "x", "1" * 90_000, "5 years " + "(a" * 40_000])
def test_a_cell_that_is_no_period_costs_little_however_long(text):
    started = process_time()
    with pytest.raises(Unreadable):
        read_period(text)
    assert process_time() - started < 5
