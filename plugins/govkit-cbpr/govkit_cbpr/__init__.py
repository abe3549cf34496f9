"""Checks what rules on privacy across borders ask: notices, choices, processors, transfers, records, requests."""

from __future__ import annotations

from typing import Any

from govkit.plugin import Check, ExhibitMaker, hookimpl
from govkit_cbpr import (
    breach_clocks,
    certificate_listing,
    choices,
    contracts,
    evidence,
    impact,
    incidents,
    notice_text,
    notices,
    participation,
    programme,
    purposes,
    recipients,
    requests,
    risks,
    safeguards,
    transfer_law,
    transfers,
)
from govkit_cbpr.participation import participation_exhibit
from govkit_cbpr.transfer_table import transfer_exhibit

_MODULES = (
    notices,
    notice_text,
    purposes,
    choices,
    recipients,
    transfers,
    transfer_law,
    certificate_listing,
    requests,
    programme,
    risks,
    incidents,
    evidence,
    safeguards,
    contracts,
    breach_clocks,
    impact,
    participation,
)


@hookimpl
def register_checks() -> list[Check[Any]]:
    """Return the checks, in the order of their modules."""
    return [check for module in _MODULES for check in module.CHECKS]


@hookimpl
def register_exhibits() -> list[ExhibitMaker]:
    """Return who takes part in Global CBPR, and the table of transfers."""
    return [participation_exhibit, transfer_exhibit]
