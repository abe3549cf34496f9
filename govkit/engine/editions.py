"""By which day the edition of a framework is chosen: the assessment's, or that on which a certificate is renewed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from govkit.model.entities import Certificate, Organisation, Party
from govkit.model.inventory import Inventory
from govkit.model.message import Message, Param


@dataclass(frozen=True)
class Renewal:
    """The certificate of the organisation's own under some scheme that lapses last."""

    certificate: str
    last_day: date

    @property
    def day(self) -> date:
        """Return the first day of the next certificate."""
        return self.last_day + timedelta(days=1)


Renewals = Mapping[str, Renewal]
"""What has to be renewed, by scheme."""


def renewals_of(inventory: Inventory) -> Renewals:
    """Return the organisation's own certificates that state a last day: of each scheme the one that lapses last."""
    others = {
        found.subject
        for party in inventory.of(Party)
        if party.is_stated("certificates")
        for reference in party.certificates or ()
        if (found := inventory.find(reference, Certificate)) is not None
    }
    last: dict[str, Renewal] = {}
    for certificate in inventory.of(Certificate):
        if not certificate.is_stated("scheme") or not certificate.is_stated("valid_to"):
            continue
        scheme, day = certificate.scheme, certificate.valid_to
        if scheme is None or day is None or not _is_own(certificate, others, inventory):
            continue
        if scheme not in last or last[scheme].last_day < day:
            last[scheme] = Renewal(certificate.subject, day)
    return last


def _is_own(certificate: Certificate, others: set[str], inventory: Inventory) -> bool:
    if certificate.is_stated("holder") and certificate.holder is not None:
        return inventory.find(certificate.holder, Organisation) is not None
    return certificate.subject not in others


def day_and_reason(schemes: Iterable[str], renewals: Renewals, as_of: date) -> tuple[date, Message]:
    """Return the day whose edition fits, and why, for a framework to which the schemes certify."""
    known = sorted(schemes)
    held = max((renewals[scheme] for scheme in known if scheme in renewals), key=lambda each: each.day, default=None)
    if not known:
        return as_of, Message("the edition of the day of the assessment, {day}", {"day": as_of})
    if held is None:
        return as_of, Message(
            "the edition of the day of the assessment, {day}: no certificate with a last day is stated", {"day": as_of}
        )
    params: dict[str, Param] = {"certificate": held.certificate, "last": held.last_day, "day": max(as_of, held.day)}
    if held.day < as_of:
        return as_of, Message("the edition of the day of the assessment, {day}: {certificate} lapsed on {last}", params)
    return held.day, Message("the edition that a renewal on {day} needs: {certificate} is valid to {last}", params)
