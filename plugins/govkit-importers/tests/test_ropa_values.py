"""Days, periods, countries and lists in the words of a record of processing: what is not sure is not read."""

from __future__ import annotations

import pytest

from govkit_importers.ropa import periods, values
from govkit_importers.ropa.lists import elements
from govkit_importers.ropa.values import Unreadable


@pytest.mark.parametrize(
    ("text", "first", "day"),
    [
        ("2026-03-12", None, "2026-03-12"),
        ("2569-03-12", None, "2026-03-12"),
        ("2569-03-12T00:00", None, "2026-03-12"),
        ("12/03/2569", None, "2026-03-12"),
        ("31/01/2026", None, "2026-01-31"),
        ("01/31/2026", None, "2026-01-31"),
        ("03/04/2026", True, "2026-04-03"),
        ("03/04/2026", False, "2026-03-04"),
        ("๑๒ มีนาคม พ.ศ. ๒๕๖๙", None, "2026-03-12"),
        ("12 มี.ค. 2569", None, "2026-03-12"),
        ("12 March 2026", None, "2026-03-12"),
        ("March 12, 2026", None, "2026-03-12"),
        ("12 mars 2026", None, "2026-03-12"),
        ("ngày 12 tháng 3 năm 2026", None, "2026-03-12"),
        ("12 Ogos 2026", None, "2026-08-12"),
        ("03/04/2026", None, None),
        ("12/03/69", None, None),
        ("12 March 26", None, None),
        ("31/02/2026", True, None),
        ("12/03/1569", True, None),
        ("soon", None, None),
    ],
)
def test_days(text, first, day):
    if day is None:
        with pytest.raises(Unreadable):
            values.day(text, first)
    else:
        assert values.day(text, first).value == day


@pytest.mark.parametrize(
    ("text", "period", "start"),
    [
        ("5 years", "P5Y", ""),
        ("5 ปี", "P5Y", ""),
        ("๑๐ปี", "P10Y", ""),
        ("P18M", "P18M", ""),
        ("5 (five) years", "P5Y", ""),
        ("2 years and 6 months", "P2Y6M", ""),
        ("1 ปี 6 เดือน", "P1Y6M", ""),
        ("90 days after the last visit", "P90D", "after the last visit"),
        ("10 ปี ตาม พ.ร.บ. การบัญชี", "P10Y", ""),
        ("3 tháng kể từ ngày nghỉ việc", "P3M", "kể từ ngày nghỉ việc"),
        ("5 ans à compter de la fin du contrat", "P5Y", "à compter de la fin du contrat"),
        ("72 hours", "PT72H", ""),
        ("indefinitely", "none", ""),
        ("ตลอดไป", "none", ""),
        ("as long as necessary", None, ""),
        ("5", None, ""),
        ("5 to 7 years", None, ""),
        ("5-7 years", None, ""),
        ("at least 5 years", None, ""),
        ("ไม่น้อยกว่า 5 ปี", None, ""),
        ("5 years or 10 years", None, ""),
        ("5 years unless there is a dispute", None, ""),
        ("5 years, longer where the law says so", None, ""),
    ],
)
def test_periods(text, period, start):
    if period is None:
        with pytest.raises(Unreadable):
            periods.period(text)
    else:
        found = periods.period(text)
        assert (found.duration, found.start) == (period, start)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Singapore", "SG"),
        ("สิงคโปร์", "SG"),
        ("Hoa Kỳ", "US"),
        ("Amerika Serikat", "US"),
        ("Royaume-Uni", "GB"),
        ("SG", "SG"),
        ("United States (Mailer Inc)", "US"),
        ("Mailer (US)", "US"),
        ("USA", "US"),
        ("Europe", None),
        ("the cloud", None),
        ("no", None),
    ],
)
def test_countries(text, code):
    if code is None:
        with pytest.raises(Unreadable):
            values.country(text)
    else:
        assert values.country(text) == code


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("name, email", ["name", "email"]),
        ("Acme Co., Ltd., Beta Pte, Ltd", ["Acme Co., Ltd.", "Beta Pte, Ltd"]),
        ("- name, first and last\n- email", ["name, first and last", "email"]),
        ("1) ชื่อ\n2) อีเมล", ["ชื่อ", "อีเมล"]),
        ("staff (HR, sales), banks", ["staff (HR, sales)", "banks"]),
        ("a; b; a", ["a", "b"]),
    ],
)
def test_lists(text, parts):
    assert elements(text) == parts
