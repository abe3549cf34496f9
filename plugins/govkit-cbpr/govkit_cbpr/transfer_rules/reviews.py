"""Binds a person's confirmation to the content of a rule: a changed rule is a draft again."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.rules import Regime, Rule


def digest_of(law: Regime, rule: Rule) -> str:
    """Return the digest of a rule, of the source that it rests on and of the definitions of its file."""
    source = next((entry for entry in law.sources if entry.id == rule.because.source), None)
    parts = {
        "regime": law.regime,
        "rule": rule.model_dump(mode="json", by_alias=True),
        "source": None if source is None else source.model_dump(mode="json", exclude={"seen_on"}),
        "definitions": law.definitions,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def is_confirmed(law: Regime, rule: Rule) -> bool:
    """Tell whether a named person confirmed the rule as it stands now."""
    review = law.reviews.get(rule.id)
    return (
        review is not None
        and review.state != "draft"
        and bool(review.by)
        and review.on is not None
        and review.digest == digest_of(law, rule)
    )
