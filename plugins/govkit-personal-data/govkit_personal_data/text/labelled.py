"""Codes that no known form fits, but that a word names: `passport no. X-99 120`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govkit_personal_data.text.labels import NOTHING
from govkit_personal_data.text.spans import Span
from govkit_personal_data.text.weigh import Surroundings

_SCORE = 0.5
_LEAST_DIGITS = {"vehicle-id": 2, "phone": 6, "credit-card": 12, "bank-account": 6}
_KINDS = frozenset(
    {"national-id", "tax-id", "passport", "driver-license", "social-security", "health-id", "bank-account"}
    | {"credit-card", "vehicle-id", "phone", "device-id"}
)
_CODE = re.compile(
    r"[\s:=#.()\"'“”-]*"
    r"(?:(?:(?i:no|nos|number|num|is|was|are|number\s+is|số|là|nomor|nombor|adalah|ialah|ng|ay|numeru|número|mak|bin|code|to|ke)"
    r"|เลขที่|หมายเลข|คือ|เป็น|ကုတ်|အမှတ်|နံပါတ်|မှာ|သည်|က|លេខ|គឺ|ເລກທີ|ແມ່ນ|ເລກ|号码|号|是|为|எண்)[\s:=#.-]*){0,3}"
    r"(?P<code>[A-Z]{0,4}[ -]?[0-9][0-9A-Za-z]*(?:[./-][0-9A-Za-z]+){0,5}(?: [0-9]{2,6}(?![0-9A-Za-z])){0,4})"
    r"(?![0-9A-Za-z])",
    re.ASCII,
)
_DATE = re.compile(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}")
_WINDOW = 80


def labelled_codes(around: Surroundings) -> Iterator[Span]:
    """Yield the code after each word that names one category of identifiers."""
    for label in around.labels:
        kinds = label.kinds & _KINDS
        if len(kinds) != 1 or NOTHING in label.kinds:
            continue
        found = _CODE.match(around.text[label.end : label.end + _WINDOW])
        if found is None:
            continue
        (kind,), code = kinds, found["code"].strip()
        digits = sum(char.isdigit() for char in code)
        if digits < _LEAST_DIGITS.get(kind, 5) or digits > 19 or _DATE.fullmatch(code):
            continue
        start = label.end + found.start("code") + len(found["code"]) - len(found["code"].lstrip())
        yield Span(start, start + len(code), kind, _SCORE, "label")
