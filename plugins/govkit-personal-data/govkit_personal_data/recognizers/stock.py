"""Presidio's own recognisers, set up so that they need no language model and no network."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from presidio_analyzer import Pattern
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    IpRecognizer,
    MacAddressRecognizer,
    PhoneRecognizer,
)

_EMAIL = (
    r"(?<![0-9A-Za-z._%+-])[0-9A-Za-z_%+-][0-9A-Za-z._%+-]{0,63}"
    r"@(?:[0-9A-Za-z-]{1,63}\.){1,8}[A-Za-z]{2,63}(?![0-9A-Za-z-])"
)


class OfflineEmailRecognizer(EmailRecognizer):
    """Presidio's e-mail recogniser without its look-up of domains.

    The look-up fetches a list from the network, and it drops addresses at names that are not public, such as
    `@corp.local`: personal data all the same.
    """

    def __init__(self) -> None:
        """Take a pattern whose repetitions are bounded."""
        super().__init__(patterns=[Pattern("email", _EMAIL, 0.8)])

    def validate_result(self, pattern_text: str) -> bool | None:
        """Leave the score of the pattern as it is."""
        return None


def email() -> OfflineEmailRecognizer:
    """Return the recogniser of e-mail addresses."""
    return OfflineEmailRecognizer()


def international_phone() -> PhoneRecognizer:
    """Return Presidio's telephone recogniser for numbers with a `+`, for which one region serves as well as all."""
    return PhoneRecognizer(supported_regions=("TH",))


def credit_card() -> CreditCardRecognizer:
    """Return Presidio's recogniser of payment cards (Luhn)."""
    return CreditCardRecognizer()


def ip_address() -> IpRecognizer:
    """Return Presidio's recogniser of IP addresses."""
    return IpRecognizer()


def iban() -> IbanRecognizer:
    """Return Presidio's recogniser of international bank account numbers."""
    return IbanRecognizer()


def mac_address() -> MacAddressRecognizer:
    """Return Presidio's recogniser of hardware addresses."""
    return MacAddressRecognizer()


class _Timeouts(logging.Handler):
    """Counts what Presidio only logs: a pattern that ran out of time, after which the text looks clean."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        if "timed out" in record.msg:
            self.count += 1


@contextmanager
def counting_timeouts() -> Iterator[_Timeouts]:
    """Count the patterns that time out inside the block, and keep Presidio's log, which may quote text, away."""
    logger, handler = logging.getLogger("presidio-analyzer"), _Timeouts()
    before = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.propagate = before
