"""What is given to the judgement of one column, and what a piece of evidence is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Spot:
    """How often one identifier was seen in a column, in rows."""

    inside: int = 0
    """Rows that hold a match, whole or not."""
    whole: int = 0
    """Rows that are of its form from end to end, whether their check digits are right or not."""
    valid: int = 0
    """Rows that are of its form from end to end with the right check digits; as `whole` where it has none."""
    inside_valid: int = 0
    """Rows that hold a match with the right check digits."""
    checked: bool = True
    """Whether the check digits were looked at; where not, the sample tells."""


@dataclass(frozen=True, slots=True)
class ColumnEvidence:
    """All that the judgement of a column may know. Lives in the worker only, for it holds values."""

    name: str
    """The header."""
    sample: tuple[str, ...]
    """Distinct values, stripped, with native digits turned into ASCII; a random choice of them."""
    rows: int
    """Rows that were looked at."""
    filled: int
    """Rows that hold a value."""
    distinct: int
    """Distinct values, or an estimate of them."""
    spots: Mapping[str, Spot] = field(default_factory=dict)
    """Identifier → how often it was seen."""
    repeats: tuple[int, ...] = ()
    """In how many rows each value of `sample` is; none where each is in as many as the others."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One piece of evidence on one category, before it is weighed."""

    category: str
    what: str
    """What speaks: `people.given-names`. Signals of one name share a weight."""
    strength: float
    """From -1 to 1 for shares and flags, up to about 8 for log-odds."""
    share: float | None = None
    """The share of the rows that are of this kind, where the signal counts values."""
