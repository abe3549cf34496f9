"""Checks how models and AI systems are documented."""

from __future__ import annotations

from typing import Any

from govkit.plugin import Check, ExhibitMaker, hookimpl


@hookimpl
def register_checks() -> list[Check[Any]]:
    """Return the checks of model cards and of AI systems."""
    from govkit_genai.checks import CHECKS

    return list(CHECKS)


@hookimpl
def register_exhibits() -> list[ExhibitMaker]:
    """Return the tables of model cards, of what to ask vendors for, and of what users can be told."""
    from govkit_genai.exhibits import model_cards
    from govkit_genai.notice.exhibit import notice
    from govkit_genai.vendor import vendor_requests

    return [model_cards, vendor_requests, notice]
