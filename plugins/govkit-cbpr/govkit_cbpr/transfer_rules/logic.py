"""Three-valued logic that remembers which facts are missing: true, false, or the facts that would decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Truth: TypeAlias = bool | frozenset[str]
"""`True`, `False`, or what is missing to say: names of facts, never empty."""


def both(truths: Iterable[Truth]) -> Truth:
    """Return Kleene's conjunction: false if one is false, else open if one is open, else true."""
    missing: frozenset[str] = frozenset()
    for truth in truths:
        if truth is False:
            return False
        if truth is not True:
            missing |= truth
    return missing or True


def either(truths: Iterable[Truth]) -> Truth:
    """Return Kleene's disjunction: true if one is true, else open if one is open, else false."""
    missing: frozenset[str] = frozenset()
    for truth in truths:
        if truth is True:
            return True
        if truth is not False:
            missing |= truth
    return missing or False


def negated(truth: Truth) -> Truth:
    """Return Kleene's negation."""
    return not truth if isinstance(truth, bool) else truth


def open_for(*names: str) -> frozenset[str]:
    """Return the truth of what only the named facts would decide."""
    return frozenset(names)
