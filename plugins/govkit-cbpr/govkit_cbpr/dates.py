"""Whether a stated day is recent, or something stated is in force, on the day of the assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govkit.plugin import Certificate, Contract, Duration, NotStated
from govkit_cbpr.known import together

if TYPE_CHECKING:
    from datetime import date

    from govkit.model.slots import Part

_LATER = "it lies after the date of the assessment"


def is_recent(part: Part, slot: str, months: int, as_of: date) -> bool:
    """Tell whether the day in `slot` lies at most `months` before `as_of`; a later day states nothing yet."""
    day: date | None = getattr(part, slot)
    if day is None:
        return False
    if day > as_of:
        raise NotStated(f"{part.where}.{slot}", _LATER)
    return Duration(months=months).before(as_of) <= day


def has_begun(part: Part, slot: str, as_of: date) -> bool:
    """Tell whether the day in `slot` has come; an explicit none means that it never did."""
    day: date | None = getattr(part, slot)
    return day is not None and day <= as_of


def has_not_lapsed(part: Part, slot: str, as_of: date) -> bool:
    """Tell whether the last day in `slot` is not over; an explicit none means that there is no last day."""
    day: date | None = getattr(part, slot)
    return day is None or as_of <= day


def contract_in_force(contract: Contract, as_of: date) -> bool:
    """Tell whether a contract is signed and has not lapsed."""
    return together(
        lambda: has_begun(contract, "signed_on", as_of), lambda: has_not_lapsed(contract, "valid_to", as_of)
    )


def certificate_in_date(certificate: Certificate, as_of: date) -> bool:
    """Tell whether a certificate has begun and has not lapsed; one without a last day is nothing to rely on."""
    return together(
        lambda: has_begun(certificate, "valid_from", as_of),
        lambda: certificate.valid_to is not None and as_of <= certificate.valid_to,
    )
