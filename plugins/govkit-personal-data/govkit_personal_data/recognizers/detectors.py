"""The recognisers that run over columns, each with what a match is worth."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from govkit_personal_data.recognizers import asean, stock

_PLUS = re.compile(r"\+[0-9(]")
_ENOUGH_DIGITS = re.compile(r"(?:[0-9][^0-9]{0,2}){8}")
_CARD = re.compile(r"(?:[0-9][ -]?){12,18}[0-9]")
_THIRTEEN = re.compile(r"[1-8][0-9]{12}|[1-8][- ][0-9]{4}[- ][0-9]{5}[- ][0-9]{2}[- ][0-9]")
_NRIC = re.compile(r"[STFGMstfgm][0-9]{7}[A-Za-z]")
_TWELVE = re.compile(r"[0-9]{6}-?[0-9]{2}-?[0-9]{4}")
_SIXTEEN = re.compile(r"[0-9]{16}")
_CCCD = re.compile(r"0[0-9]{11}")
_IBAN = re.compile(r"[A-Za-z]{2}[0-9]{2}")
_IP = re.compile(r"[0-9]\.[0-9]|:[^:]*:")
_MAC = re.compile(r"[0-9A-Fa-f]{2}[-:.]|[0-9A-Fa-f]{4}\.")
_LOCAL_PHONE = re.compile(r"0[-. 0-9]{8,15}")
_NO_ARTIFACTS = cast(NlpArtifacts, None)
"""What pattern recognisers take from a language model: nothing."""

WHOLE = 0.8
"""Share of a value that a match has to cover for the value to be of that kind, rather than to hold it."""


@dataclass(frozen=True)
class Match:
    """What a recogniser says of one value."""

    whole: bool
    """Whether the match is (nearly) all of the value."""


@dataclass(frozen=True)
class Detector:
    """A Presidio recogniser, what it finds, and how telling a match is."""

    entity: str
    category: str
    recognizer: EntityRecognizer = field(repr=False)
    gate: Callable[[str], object]
    """Cheap and sound: false only where the recogniser can't match."""
    chance: float
    """The share of random values of the same form that match: what the matches are held against."""
    form: re.Pattern[str] | None = None
    """What a whole value of this form looks like whether its check digits are right or not."""
    specific: bool = False
    """Whether a single match, anywhere in a text, is good evidence."""

    def match(self, text: str) -> Match | None:
        """Run the recogniser on one value."""
        if not self.gate(text):
            return None
        results = self.recognizer.analyze(text, [self.entity], _NO_ARTIFACTS)
        if not results:
            return None
        return Match(whole=_covered(results) >= WHOLE * len(text))


def _covered(results: list[RecognizerResult]) -> int:
    """Return how many characters the matches cover; a cell may hold several values of one kind."""
    covered = end = 0
    for result in sorted(results, key=lambda result: (result.start, -result.end)):
        covered += max(0, result.end - max(result.start, end))
        end = max(end, result.end)
    return covered


@lru_cache(maxsize=4)
def detectors(latest_year: int) -> tuple[Detector, ...]:
    """Return the detectors; `latest_year` is the last in which a person can have been born.

    The chances of Thai and Malaysian numbers, NIK, CCCD and cards are those of random digits (see the tests); the form
    of Myanmar's numbers and the telephone forms are recalled, not checked against an official source.
    """
    return (
        Detector("EMAIL_ADDRESS", "email", stock.email(), _holds("@"), 1e-4, specific=True),
        Detector("TH_NATIONAL_ID", "national-id", asean.thai_national_id(), _ENOUGH_DIGITS.search, 0.1, _THIRTEEN),
        Detector("SG_NRIC", "national-id", asean.singapore_nric(), _NRIC.search, 0.1, _NRIC),
        Detector("MY_MYKAD", "national-id", asean.malaysian_mykad(), _TWELVE.search, 0.035, _TWELVE),
        Detector("ID_NIK", "national-id", asean.indonesian_nik(), _SIXTEEN.search, 0.06, _SIXTEEN),
        Detector("VN_CCCD", "national-id", asean.vietnamese_cccd(latest_year), _CCCD.search, 0.2, _CCCD),
        Detector("MM_NRC", "national-id", asean.myanmar_nrc(), _holds("/"), 1e-3, specific=True),
        Detector("PHONE_NUMBER", "phone", stock.international_phone(), _PLUS.search, 0.02, specific=True),
        Detector("ASEAN_PHONE", "phone", asean.asean_phone(), _ENOUGH_DIGITS.search, 0.3, _LOCAL_PHONE),
        Detector("CREDIT_CARD", "credit-card", stock.credit_card(), _CARD.search, 0.1, _CARD),
        Detector("IBAN_CODE", "bank-account", stock.iban(), _IBAN.search, 1e-3, specific=True),
        Detector("IP_ADDRESS", "ip-address", stock.ip_address(), _IP.search, 1e-2),
        Detector("MAC_ADDRESS", "device-id", stock.mac_address(), _MAC.search, 1e-3),
    )


def _holds(char: str) -> Callable[[str], object]:
    return lambda text: char in text
