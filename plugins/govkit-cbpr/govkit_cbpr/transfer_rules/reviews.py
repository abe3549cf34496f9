"""Binds what a person said of a rule to its content: a changed rule is a draft again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from govkit.model.placeholder.vouching import names_somebody
from govkit_cbpr.transfer_rules.rules import codes_of

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.lists import Condition
    from govkit_cbpr.transfer_rules.rules import Regime, Review, Rule


def digest_of(law: Regime, rule: Rule, conditions: Mapping[str, Condition]) -> str:
    """Return the digest of a rule: of its source, the definitions of its file and the conditions that it sets too."""
    source = next((entry for entry in law.sources if entry.id == rule.because.source), None)
    parts = {
        "regime": law.regime,
        "rule": rule.model_dump(mode="json", by_alias=True),
        "source": None if source is None else source.model_dump(mode="json", exclude={"seen_on"}),
        "definitions": law.definitions,
        "conditions": {code: _condition(conditions[code], law) for code in codes_of(rule)},
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _condition(condition: Condition, law: Regime) -> dict[str, Any]:
    """Return a condition as data, with what it rests on in this law alone."""
    data = condition.model_dump(mode="json")
    return data | {"because": [because for because in data["because"] if because["regime"] == law.regime]}


def is_confirmed(law: Regime, rule: Rule, conditions: Mapping[str, Condition]) -> bool:
    """Tell whether a named person confirmed the rule as it stands now."""
    review = _standing(law, rule, conditions)
    return review is not None and review.state != "draft"


def is_refused(law: Regime, rule: Rule, conditions: Mapping[str, Condition]) -> bool:
    """Tell whether a named person found the rule wrong as it stands now, so that it may decide nothing."""
    review = _standing(law, rule, conditions)
    return review is not None and review.state == "draft"


def _standing(law: Regime, rule: Rule, conditions: Mapping[str, Condition]) -> Review | None:
    """Return what a named person said of the rule as it stands now."""
    review = law.reviews.get(rule.id)
    if (
        review is None
        or not names_somebody(review.by or "")
        or review.on is None
        or review.digest != digest_of(law, rule, conditions)
    ):
        return None
    return review
