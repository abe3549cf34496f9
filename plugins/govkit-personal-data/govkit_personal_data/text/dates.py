"""Dates of birth: a date beside a word that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govkit_personal_data.text.spans import Span
from govkit_personal_data.text.utf8 import Encoded, compiled
from govkit_personal_data.text.weigh import Surroundings

CATEGORY = "date-of-birth"
_SCORE = 0.85
_MONTHS = (
    "jan(?:uary|uari|eiro)?|feb(?:ruary|ruari)?|fev(?:ereiro)?|mar(?:ch|et|ço)?|mac|apr(?:il)?|abr(?:il)?|may|mei|mai"
    "|june?|jun[ih]o?|july?|jul[ih]o?|aug(?:ust)?|agt|ags|agustus|ogos|agosto|sept?(?:ember)?|setembro|oct(?:ober)?"
    "|okt(?:ober)?|outubro|nov(?:ember|embro)?|dec(?:ember)?|des(?:ember)?|dis(?:ember)?|dez(?:embro)?|tháng [0-9]{1,2}"
    "|enero|pebrero|marso|abril|mayo|hunyo|hulyo|setyembre|oktubre|nobyembre|disyembre"
    "|[ก-ฮ]{1,3}\\.[ก-ฮ]\\.|[ก-ฮ][ก-๙]{2,9}(?:คม|ยน|พันธ์)|[ກ-ໝ]{3,8}|[ក-៓]{3,8}|[က-ႏ]{4,14}"
)
_DATE = (
    "[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})"
    f"|[0-9]{{1,2}}(?:st|nd|rd|th)?[ -]?(?:of |de |ថ្ងៃ|ខែ|ເດືອນ|เดือน)? ?(?:{_MONTHS}),?[ -]?"
    "(?:de |พ.ศ. ?|ค.ศ. ?|năm |ปี |ឆ្នាំ|ປີ)?"
    f"[0-9]{{4}}|(?:{_MONTHS}) [0-9]{{1,2}}(?:st|nd|rd|th)?,? [0-9]{{4}}"
    "|[0-9]{4} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日"
)
_BOUNDED = f"(?:^|[^0-9A-Za-z])({_DATE})(?:$|[^0-9A-Za-z])"
_YEAR = "(?:19[2-9][0-9]|20[0-2][0-9]|24[6-9][0-9]|25[0-6][0-9])"


def births(around: Surroundings, encoded: Encoded) -> Iterator[Span]:
    """Yield the dates that a word calls a date of birth."""
    for start, end in encoded.matches(compiled(_BOUNDED, any_case=True)):
        label = around.before(start) or around.after(end)
        if label is not None and CATEGORY in label.kinds:
            yield Span(start, end, CATEGORY, _SCORE, "date")
    for label in around.labels:
        if CATEGORY in label.kinds:
            found = re.match(
                rf"[\s:]{{0,3}}(?:in |tahun |năm |พ\.ศ\. ?)?({_YEAR})(?![0-9/.-])", around.text[label.end :][:24]
            )
            if found is not None:
                yield Span(label.end + found.start(1), label.end + found.end(1), CATEGORY, _SCORE - 0.2, "date")
