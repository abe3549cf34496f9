"""What a column's cells match: candidates by their shapes, exact patterns on candidates, check digits over arrays.

Cells that can hold nothing are left out by a gate. The others are looked at on one of four paths. All give the same
counts; a prefix of the cells says which is the cheapest: the shapes of cells (few in a column of numbers, dates or
codes), shapes that do not tell all letters from digits (few in random hexadecimal), shrunk shapes (few in addresses
and sentences), or each cell by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeAlias

import numpy as np

from govkit_personal_data.check_digits import VECTOR
from govkit_personal_data.kernel.aggregate import Hits
from govkit_personal_data.kernel.alignment import Alignment
from govkit_personal_data.kernel.cohort import Cohort, Cohorts
from govkit_personal_data.kernel.exact import matching, verify
from govkit_personal_data.kernel.forms import Forms, Said, Shaped
from govkit_personal_data.kernel.piecewise import by_segment
from govkit_personal_data.kernel.shapes import COARSE, shrunk
from govkit_personal_data.kernel.text import Places, Text, Weights

_Path: TypeAlias = Callable[[Text, Weights, Forms], dict[int, Hits]]
_PREFIX = 4096
_FEW, _SPARE = 0.08, 32
"""Distinct shapes that are few: a share of the cells, and as many in any case."""
_SOME, _OPEN = 0.3, 0.02
"""Distinct shapes that are not too many to look at each, if at most this share of them leaves something open."""
_LONG = 64
"""Mean bytes of a cell from which its shape says nothing about the next one's."""
_HEAD, _USUAL = 512, 0.1
"""Cells, and the share of them from which a form is usual in a column."""
_SEVERAL = 6
"""Forms that are confined to segments from which it pays to cut the cells into these."""
_MOST = 0.9
"""Share of the cells from which it costs less to look at all than to copy those."""
_BULK = 24
"""Cells of one shape from which it pays to align a pattern with it."""


def look(text: Text, weights: Weights, forms: Forms) -> dict[int, Hits]:
    """Return what the cells match, by the number of the form; cells are folded and hold no control characters.

    Each cell counts as often as `weights` says, once if that is `None`.
    """
    if not len(text.data):
        return {}
    rows = forms.gate.rows(text)
    if rows is not None:
        text, weights = text.take(rows), None if weights is None else weights[rows]
    return _path(text, forms)(text, weights, forms) if len(text) else {}


def _path(text: Text, forms: Forms) -> _Path:
    """Return the path that a prefix of the cells says is the cheapest."""
    head = text.head(_PREFIX)
    if len(head.data) <= _LONG * len(head):
        made = forms.fine.alphabet.shapes(head)
        if _few(made) or _settled(made, forms.fine):
            return _by_shape
        for level, coarse in enumerate(forms.coarse):
            if _few(coarse.alphabet.shapes(head)):
                return _BY_COARSE_SHAPE[level]
    return _by_shrunk if _few(shrunk(head)) else _by_cell


def _few(made: Text) -> bool:
    return len(made.encoded()[0]) <= _FEW * len(made) + _SPARE


def _settled(made: Text, shaped: Shaped) -> bool:
    """Tell whether shapes come again, if not often, and nearly all of them leave nothing open (addresses of mail)."""
    shapes = made.encoded()[0]
    if len(shapes) > _SOME * len(made):
        return False
    return sum(bool(shaped.says(shape).open) for shape in shapes.raw()) <= _OPEN * len(shapes)


def _by_shape(text: Text, weights: Weights, forms: Forms) -> dict[int, Hits]:
    return _aligned(text, weights, forms, forms.fine)


def _by_coarse_shape(text: Text, weights: Weights, forms: Forms, level: int) -> dict[int, Hits]:
    return _aligned(text, weights, forms, forms.coarse[level])


def _aligned(text: Text, weights: Weights, forms: Forms, shaped: Shaped) -> dict[int, Hits]:
    """Count at once what a shape says of all its cells, and look at those of which it leaves something open."""
    cohorts = Cohorts(text, shaped.alphabet)
    said = list(map(shaped.says, cohorts.shapes))
    found = _surely(said, cohorts.cells(weights))
    left_over: dict[int, list[Places]] = {}
    for place, (shape, about) in enumerate(zip(cohorts.shapes, said, strict=True)):
        if not about.open:
            continue
        cohort, rows = cohorts.of(place)
        weighed = None if weights is None else weights[rows]
        for number in about.open:
            ways = shaped.alignments(number, shape) if len(rows) >= _BULK else None
            if ways is None:
                left_over.setdefault(number, []).append(rows)
                continue
            hits, undecided = _of_cohort(cohort, weighed, ways, forms.all[number].identifier.validator)
            found[number] = found.get(number, Hits()) + hits
            if undecided is not None:
                left_over.setdefault(number, []).append(rows[undecided])
    for number, places in left_over.items():
        rows = np.sort(np.concatenate(places))
        left = verify(text.take(rows), None if weights is None else weights[rows], forms.all[number])
        found[number] = found.get(number, Hits()) + left
    return found


def _surely(said: Sequence[Said], cells: Sequence[int]) -> dict[int, Hits]:
    """Return what all cells of a shape match, given what each shape says and how many cells it has."""
    candidates: dict[int, int] = {}
    wholes: dict[int, int] = {}
    for about, many in zip(said, cells, strict=True):
        for number, whole in about.sure:
            candidates[number] = candidates.get(number, 0) + many
            wholes[number] = wholes.get(number, 0) + many * whole
    return {number: Hits(many, wholes[number]) for number, many in candidates.items()}


def _of_cohort(
    cohort: Cohort, weights: Weights, ways: tuple[Alignment, ...], validator: str | None
) -> tuple[Hits, Places | None]:
    """Return what the cells of one shape match, and those of which regular expressions have to say it."""
    fits = cohort.fits(ways)
    if fits is None:
        return Hits(), None
    covering = tuple(way for way in ways if way.covers(cohort.shape))
    if validator is None or validator not in VECTOR:
        return Hits(cohort.count(fits, weights), cohort.count(cohort.fits(covering), weights)), None
    spans = {(way.start, way.end) for way in ways}
    (start, end), *others = spans
    if others:
        return Hits(), np.flatnonzero(cohort.flags(fits))
    cells = cohort.count(fits, weights)
    right = cohort.count(cohort.valid(validator, start, end, fits), weights)
    whole = cells if covering else 0
    return Hits(cells, whole, checked=cells, valid=right, whole_valid=right if covering else 0), None


def _by_shrunk(text: Text, weights: Weights, forms: Forms) -> dict[int, Hits]:
    distinct, indices = shrunk(text).encoded()
    made = distinct.raw()
    candidates = _candidates(made, forms.by_shrunk)
    rows = _rows_of(indices, {shape for few in candidates.values() for shape in few}, len(made))
    if len(rows) < _MOST * len(text):
        text, weights, indices = text.take(rows), None if weights is None else weights[rows], indices[rows]
    found = {}
    within = {number: few for number, few in candidates.items() if number in forms.confined}
    if len(within) >= _SEVERAL:
        chosen = _rows_of(indices, {shape for few in within.values() for shape in few}, len(made))
        found = by_segment(*_some(text, weights, chosen), forms)
        candidates = {number: few for number, few in candidates.items() if number not in within}
    for number, few in candidates.items():
        found[number] = verify(*_some(text, weights, _rows_of(indices, few, len(made))), forms.all[number])
    return found


def _some(cells: Text, weights: Weights, rows: Places) -> tuple[Text, Weights]:
    """Return the cells at these rows; all if that is most of them, as it does no harm to look at the others too."""
    if len(rows) >= _MOST * len(cells):
        return cells, weights
    return cells.take(rows), None if weights is None else weights[rows]


def _rows_of(indices: Places, shapes_: Iterable[int], of: int) -> Places:
    """Return the rows whose shape is one of these."""
    wanted = np.zeros(of, np.bool_)
    wanted[list(shapes_)] = True
    return np.flatnonzero(wanted[indices])


def _by_cell(text: Text, weights: Weights, forms: Forms) -> dict[int, Hits]:
    """Look behind a gate that one form which fits most cells does not hold open: such a form sees every cell."""
    made = forms.fine.alphabet.shapes(text)
    head = _candidates(_listed(made, np.arange(min(len(made), _HEAD))), forms.fine.candidates)
    usual = [number for number, few in head.items() if len(few) > _USUAL * min(len(made), _HEAD)]
    found = {number: verify(text, weights, forms.all[number]) for number in usual}
    rows = np.flatnonzero(matching(made.arrow(), forms.fine.any_but(usual)))
    for number, few in _candidates(_listed(made, rows), forms.fine.candidates).items():
        if number not in found:
            places = rows[few]
            found[number] = verify(text.take(places), None if weights is None else weights[places], forms.all[number])
    return found


def _listed(made: Text, rows: Places) -> list[bytes]:
    return made.take(rows).raw()


def _candidates(made: Iterable[bytes], matching_: Callable[[bytes], tuple[int, ...]]) -> dict[int, list[int]]:
    """Return form → places of the shapes that it may match, forms ascending."""
    found: dict[int, list[int]] = {}
    for place, shape in enumerate(made):
        for number in matching_(shape):
            found.setdefault(number, []).append(place)
    return dict(sorted(found.items()))


_BY_COARSE_SHAPE = tuple(partial(_by_coarse_shape, level=level) for level in range(len(COARSE)))
