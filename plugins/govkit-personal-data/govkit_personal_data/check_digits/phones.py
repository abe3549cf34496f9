"""Whether a telephone number is one that the numbering plan of its country gives out (libphonenumber's tables)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from govkit_personal_data.check_digits.asean import only_digits

REGIONS = ("TH", "VN", "ID", "MY", "SG", "PH", "MM", "KH", "LA", "BN", "TL")
_LONGEST_CODE = 3


@lru_cache(maxsize=64)
def _plan(region: str) -> tuple[re.Pattern[str], str]:
    """Return what national numbers of lines and mobiles look like, and the trunk prefix before them."""
    from phonenumbers import PhoneMetadata

    data: Any = PhoneMetadata.metadata_for_region(region)
    kinds = (kind.national_number_pattern for kind in (data.mobile, data.fixed_line) if kind.national_number_pattern)
    return re.compile("|".join(f"(?:{kind})" for kind in kinds), re.ASCII), data.national_prefix or ""


@lru_cache(maxsize=512)
def _abroad(code: int) -> tuple[re.Pattern[str], ...]:
    """Return what numbers look like in the countries of a calling code."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    regions = COUNTRY_CODE_TO_REGION_CODE.get(code, ())
    found: list[Any] = [PhoneMetadata.metadata_for_region_or_calling_code(code, region) for region in regions]
    return tuple(re.compile(data.general_desc.national_number_pattern, re.ASCII) for data in found if data is not None)


def is_national(text: str, region: str) -> bool:
    """Tell whether a number as it is written inside a country is a line or a mobile there."""
    plan, trunk = _plan(region)
    digits = only_digits(text)
    if trunk:
        if not digits.startswith(trunk):
            return False
        digits = digits[len(trunk) :]
    return plan.fullmatch(digits) is not None


def is_international(text: str) -> bool:
    """Tell whether a number that begins with `+` or `00` is possible in the country of its code."""
    digits = only_digits(text.replace("(0)", ""))
    digits = digits if text.startswith("+") else digits.removeprefix("00")
    return any(
        plan.fullmatch(digits[size:])
        for size in range(1, _LONGEST_CODE + 1)
        for plan in _abroad(int(digits[:size] or 0))
    )
