"""Finds conditions that hold a number of the law without a source for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govkit.model.worded import worded
from govkit_cbpr.transfer_rules.rules import codes_of

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.library import RuleSet
    from govkit_cbpr.transfer_rules.lists import Condition
    from govkit_cbpr.transfer_rules.reading import Pointer

_NUMBERS = ("within_years", "within_days", "within_working_days", "gt", "gte", "lt", "lte")


def condition_faults(rules: RuleSet) -> Iterator[tuple[Pointer, str, str]]:
    """Yield where a condition is at fault, what is wrong, and what would mend it."""
    for code, condition in rules.conditions.items():
        pointer: Pointer = ("conditions", code)
        setting = {
            name for name, law in rules.regimes.items() if any(code in codes_of(rule) for rule in law.regime.rules)
        }
        yield from _becauses(pointer, condition, setting, rules)
        bare = setting - {because.regime for because in condition.because}
        if bare and _holds_number(condition.shown_by):
            what = worded(
                "`{code}` holds a number, without a source in {bare}", code=code, bare=", ".join(sorted(bare))
            )
            yield pointer, what, worded("add `because` with regime, source and pinpoint")


def behind_conditions(rules: RuleSet, regime: str) -> set[str]:
    """Return the sources of a regime on which conditions rest."""
    becauses = (because for condition in rules.conditions.values() for because in condition.because)
    return {because.source for because in becauses if because.regime == regime}


def _becauses(
    pointer: Pointer, condition: Condition, setting: set[str], rules: RuleSet
) -> Iterator[tuple[Pointer, str, str]]:
    for number, because in enumerate(condition.because):
        at = (*pointer, "because", number)
        law = rules.regimes.get(because.regime)
        if law is None:
            continue  # a folder may hold some of the laws only
        source = law.sources.get(because.source)
        if because.regime not in setting:
            yield (
                at,
                worded("no rule of `{regime}` sets this condition", regime=because.regime),
                worded("mend `regime`, or take the entry out"),
            )
        elif source is None:
            what = worded("there is no source `{source}` in {regime}", source=because.source, regime=because.regime)
            yield at, what, worded("name one of its `sources`, or add it")
        elif not source.decides:
            what = worded("the source `{source}` decides nothing", source=because.source)
            yield at, what, worded("find a source of grade A or B that was read")


def _holds_number(spec: Any) -> bool:
    if isinstance(spec, list):
        return any(map(_holds_number, spec))
    if not isinstance(spec, Mapping):
        return False
    return any(key in _NUMBERS or _holds_number(value) for key, value in spec.items())
