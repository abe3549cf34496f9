"""What cells match, told from their segments: for patterns whose matches lie within one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from govkit_personal_data.check_digits import VECTOR
from govkit_personal_data.kernel.aggregate import Hits
from govkit_personal_data.kernel.cohort import Cohort, Cohorts
from govkit_personal_data.kernel.exact import verify
from govkit_personal_data.kernel.forms import Forms
from govkit_personal_data.kernel.segments import Segments
from govkit_personal_data.kernel.text import Flags, Places, Text, Weights


class _Found:
    """The cells in which one form was found, each once however many of its segments match."""

    def __init__(self, cells: int) -> None:
        """Take the number of cells."""
        self.candidates, self.whole, self.valid, self.whole_valid = np.zeros((4, cells), np.bool_)
        self.undecided = False
        """Whether regular expressions have to say what the cells match, the candidates being all that may."""

    def hits(self, weights: Weights, *, checked: bool) -> Hits:
        """Return the counts; each cell counts as often as `weights` says."""

        def sum_(flags: Flags) -> int:
            return int(np.count_nonzero(flags) if weights is None else weights[flags].sum())

        candidates = sum_(self.candidates)
        return Hits(candidates, sum_(self.whole), candidates * checked, sum_(self.valid), sum_(self.whole_valid))


def by_segment(text: Text, weights: Weights, forms: Forms) -> dict[int, Hits]:
    """Return what the cells match of the forms that are confined to segments."""
    segments = Segments.of(text)
    found: dict[int, _Found] = {}
    cohorts = Cohorts(segments.text, forms.fine.alphabet)
    for place, shape in enumerate(cohorts.shapes):
        within = [number for number in forms.fine.candidates(shape) if number in forms.confined]
        if not within:
            continue
        cohort, places = cohorts.of(place)
        for number in within:
            _look(cohort, segments.rows[places], forms, number, found.setdefault(number, _Found(len(text))))
    return {number: hits for number, hits in _hits(text, forms, weights, found)}


def _hits(text: Text, forms: Forms, weights: Weights, found: dict[int, _Found]) -> Iterator[tuple[int, Hits]]:
    for number, one in found.items():
        form = forms.all[number]
        if one.undecided:
            rows = np.flatnonzero(one.candidates)
            yield number, verify(text.take(rows), None if weights is None else weights[rows], form)
        else:
            yield number, one.hits(weights, checked=form.identifier.validator in VECTOR)


def _look(cohort: Cohort, rows: Places, forms: Forms, number: int, found: _Found) -> None:
    """Note in which cells the segments of one shape match a form."""
    ways = forms.fine.alignments(number, cohort.shape)
    if ways is None:
        found.candidates[rows] = found.undecided = True
        return
    fits = cohort.fits(ways)
    if fits is None:
        return
    found.candidates[cohort.chosen(rows, fits)] = True
    covering = tuple(way for way in ways if way.covers(cohort.shape))
    whole = cohort.fits(covering)
    if whole is not None:
        found.whole[cohort.chosen(rows, whole)] = True
    validator = forms.all[number].identifier.validator
    if validator not in VECTOR or validator is None:
        return
    (start, end), *others = {(way.start, way.end) for way in ways}
    if others:
        found.undecided = True
        return
    valid = cohort.valid(validator, start, end, fits)
    found.valid[cohort.chosen(rows, valid)] = True
    if covering:
        found.whole_valid[cohort.chosen(rows, valid)] = True
