"""The checks of the plugin, by what they are about."""

from __future__ import annotations

from typing import Any

from govkit.plugin import Check
from govkit_genai.checks import (
    card,
    card_claims,
    card_data,
    card_identity,
    card_upkeep,
    live_documents,
    live_files,
    live_notice,
    live_pages,
    media,
    notice,
    provenance,
    risk,
    upkeep,
)

CHECKS: tuple[Check[Any], ...] = (
    *card_identity.CHECKS,
    *card.CHECKS,
    *card_claims.CHECKS,
    *card_data.CHECKS,
    *card_upkeep.CHECKS,
    *notice.CHECKS,
    *media.CHECKS,
    *provenance.CHECKS,
    *risk.CHECKS,
    *upkeep.CHECKS,
    *live_notice.CHECKS,
    *live_documents.CHECKS,
    *live_pages.CHECKS,
    *live_files.CHECKS,
)
"""All checks."""
