r"""Presidio recognisers for identifiers of South-East Asia. Each can be used alone, in any Presidio analyzer.

Boundaries are ASCII look-arounds: Thai and Burmese are written without blanks, so an identifier may stand directly
after a letter, where `\b` would not see it. Formats whose source is only recalled are marked in `detectors.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from presidio_analyzer import Pattern, PatternRecognizer

from govkit_personal_data import check_digits

_NOT_DIGITS = re.compile(r"[^0-9]")
_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"


class IdentifierRecognizer(PatternRecognizer):
    """Finds identifiers of one form and holds them against their check digits, where they have any."""

    def __init__(
        self,
        entity: str,
        forms: Sequence[str],
        *,
        country: str,
        valid: Callable[[str], bool] | None = None,
        context: Sequence[str] = (),
        score: float = 0.3,
    ) -> None:
        """Take the forms as regular expressions without boundaries; `valid` gets what matched, without separators."""
        super().__init__(
            supported_entity=entity,
            name=entity.title().replace("_", "") + "Recognizer",
            patterns=[Pattern(entity.lower(), f"{_START}(?:{form}){_END}", score) for form in forms],
            context=list(context),
            global_regex_flags=re.ASCII,
            country_code=country.lower(),
        )
        self._valid = valid

    def validate_result(self, pattern_text: str) -> bool | None:
        """Return whether the check digits are right, or `None` where there are none."""
        return None if self._valid is None else self._valid(re.sub(r"[^0-9A-Z]", "", pattern_text.upper()))


def _digits(check: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda text: check(_NOT_DIGITS.sub("", text))


def thai_national_id() -> IdentifierRecognizer:
    """Find Thai identification numbers, plain or as printed (1-4-5-2-1)."""
    return IdentifierRecognizer(
        "TH_NATIONAL_ID",
        [r"[1-8][0-9]{12}", r"[1-8]([- ])[0-9]{4}\1[0-9]{5}\1[0-9]{2}\1[0-9]"],
        country="TH",
        valid=_digits(check_digits.thai_national_id),
        context=["national id", "เลขประจำตัวประชาชน", "บัตรประชาชน"],
    )


def singapore_nric() -> IdentifierRecognizer:
    """Find Singapore NRIC and FIN numbers."""
    return IdentifierRecognizer(
        "SG_NRIC",
        [r"[STFGMstfgm][0-9]{7}[A-Za-z]"],
        country="SG",
        valid=check_digits.singapore_nric,
        context=["nric", "fin"],
    )


def malaysian_mykad() -> IdentifierRecognizer:
    """Find Malaysian MyKad numbers, plain or as printed (6-2-4)."""
    return IdentifierRecognizer(
        "MY_MYKAD",
        [r"[0-9]{6}-[0-9]{2}-[0-9]{4}", r"[0-9]{12}"],
        country="MY",
        valid=_digits(check_digits.malaysian_mykad),
        context=["nric", "mykad", "kad pengenalan"],
    )


def indonesian_nik() -> IdentifierRecognizer:
    """Find Indonesian population numbers (NIK)."""
    return IdentifierRecognizer(
        "ID_NIK",
        [r"[0-9]{16}"],
        country="ID",
        valid=_digits(check_digits.indonesian_nik),
        context=["nik", "ktp"],
    )


def vietnamese_cccd(latest_year: int) -> IdentifierRecognizer:
    """Find Vietnamese personal numbers (CCCD) of people born up to `latest_year`."""
    return IdentifierRecognizer(
        "VN_CCCD",
        [r"0[0-9]{11}"],
        country="VN",
        valid=lambda text: check_digits.vietnamese_cccd(text, latest_year=latest_year),
        context=["cccd", "căn cước"],
    )


def myanmar_nrc() -> IdentifierRecognizer:
    """Find Myanmar registration numbers written in Latin letters, as 12/KaMaNa(N)123456."""
    return IdentifierRecognizer(
        "MM_NRC",
        [r"(?:1[0-4]|[1-9])/[A-Za-z]{3,12}\((?:N|E|P|A|F|TH|G|C|AC|NC|V|M|Naing|naing)\)[0-9]{6}"],
        country="MM",
        context=["nrc"],
        score=0.6,
    )


def asean_phone() -> IdentifierRecognizer:
    """Find telephone numbers as they are written inside Thailand, Viet Nam, Indonesia, Malaysia and the Philippines."""
    gap = r"[-. ]?"
    return IdentifierRecognizer(
        "ASEAN_PHONE",
        [
            rf"0[689][0-9]{gap}[0-9]{{3}}{gap}[0-9]{{4}}",
            rf"0[2-7]{gap}[0-9]{{3}}{gap}[0-9]{{4}}",
            rf"0[35789][0-9]{gap}[0-9]{{3}}{gap}[0-9]{{2}}{gap}[0-9]{{2}}",
            rf"08[0-9]{{2}}{gap}[0-9]{{3,4}}{gap}[0-9]{{3,5}}",
            rf"01[0-9]{gap}[0-9]{{3,4}}{gap}[0-9]{{4}}",
            rf"09[0-9]{{2}}{gap}[0-9]{{3}}{gap}[0-9]{{4}}",
        ],
        country="TH",
        context=["phone", "โทร"],
    )
