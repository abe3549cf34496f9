"""What cells match by regular expressions: for those of which their shape does not already say it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from govkit_personal_data.check_digits import VECTOR
from govkit_personal_data.kernel.aggregate import Hits
from govkit_personal_data.kernel.arrow import flags_of, to_mask, to_rows
from govkit_personal_data.kernel.forms import Form
from govkit_personal_data.kernel.text import Flags, Text, Weights
from govkit_personal_data.kernel.validity import of_matches

_HEAD = 512
"""Cells that say whether most are matches from end to end."""
_SMALL = 1 << 14
"""Bytes up to which looking at cells one by one is quicker than to have RE2 compile an expression again."""


def verify(text: Text, weights: Weights, form: Form) -> Hits:
    """Return what these cells match; each cell counts as often as `weights` says."""
    if len(text.data) <= _SMALL:
        return _one_by_one(text, weights, form)
    cells, identifier = text.arrow(), form.identifier
    found, whole = _matched(cells, form)
    validator = identifier.validator
    if validator is None or validator not in VECTOR or not found.any():
        return Hits(_sum(found, weights), _sum(whole, weights))
    whole_valid = _matched_right(cells, whole, form.whole, validator)
    valid = whole_valid
    if not identifier.whole_cell:
        valid = valid | _matched_right(cells, found & ~valid, form.inside, validator)
        rest = np.flatnonzero(found & ~valid)
        rest = rest[matching(cells.take(to_rows(rest)), form.twice)]
        others = [[match.group() for match in form.search.finditer(value)][1:] for value in text.values(rest)]
        valid[rest] = _any_right(others, validator)
    candidates, whole_ = _sum(found, weights), _sum(whole, weights)
    return Hits(candidates, whole_, candidates, _sum(valid, weights), _sum(whole_valid, weights))


def matching(cells: pa.Array, pattern: str) -> Flags:
    """Return which cells hold a match of a pattern."""
    return flags_of(pc.match_substring_regex(cells, pattern))


def _sum(flags: Flags, weights: Weights) -> int:
    return int(np.count_nonzero(flags) if weights is None else weights[flags].sum())


def _matched(cells: pa.Array, form: Form) -> tuple[Flags, Flags]:
    """Return which cells hold a match and which are one. A cell that is one also holds one, so one look may do."""
    if form.identifier.whole_cell or matching(cells.slice(0, _HEAD), form.whole).mean() > 0.5:
        whole = matching(cells, form.whole)
        if form.identifier.whole_cell or whole.all():
            return whole, whole
        found = whole.copy()
        found[~whole] = matching(cells.filter(to_mask(~whole)), form.inside)
        return found, whole
    found = matching(cells, form.inside)
    whole = found.copy()
    if found.any():
        whole[found] = matching(cells.filter(to_mask(found)), form.whole)
    return found, whole


def _matched_right(cells: pa.Array, rows: Flags, pattern: str, validator: str) -> Flags:
    """Return which of the cells' first matches are valid."""
    result = np.zeros(len(cells), np.bool_)
    if rows.any():
        matches = pc.extract_regex(cells.filter(to_mask(rows)), pattern).field("match")
        result[rows] = of_matches(validator, Text.of(matches))
    return result


def _one_by_one(text: Text, weights: Weights, form: Form) -> Hits:
    """Return what `verify` does, for a little text."""
    identifier, values = form.identifier, text.values(np.arange(len(text)))
    whole = [[match.group(1)] if (match := form.full.fullmatch(value)) else [] for value in values]
    inside = [[match.group() for match in form.search.finditer(value)] for value in values]
    matches = whole if identifier.whole_cell else [one + several for one, several in zip(whole, inside, strict=True)]
    candidates, whole_ = (_sum(np.array(list(map(bool, found)), np.bool_), weights) for found in (matches, whole))
    validator = identifier.validator
    if validator not in VECTOR or validator is None:
        return Hits(candidates, whole_)
    valid, whole_valid = (_sum(np.array(_any_right(found, validator), np.bool_), weights) for found in (matches, whole))
    return Hits(candidates, whole_, candidates, valid, whole_valid)


def _any_right(matches: list[list[str]], validator: str) -> list[bool]:
    """Return for which cells one of several matches is valid."""
    every = [match for several in matches for match in several]
    valid = iter(of_matches(validator, Text.of_values(every)).tolist())
    return [any([next(valid) for _ in several]) for several in matches]
