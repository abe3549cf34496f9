"""What a column's cells match: candidates by their shapes, exact patterns on candidates, check digits over arrays.

A column is looked at on one of three paths. All give the same counts; a prefix of the cells says which is the cheapest:
the shapes of cells (few in a column of numbers, dates or codes), their shrunk shapes (few in names, addresses and
sentences), or each cell by itself behind one vectorised gate (many of both, such as random hexadecimal).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from govkit_personal_data.check_digits import VECTOR
from govkit_personal_data.kernel.aggregate import Hits
from govkit_personal_data.kernel.alignment import Alignment
from govkit_personal_data.kernel.forms import Form, Forms, covers
from govkit_personal_data.kernel.shapes import shapes, shrunk
from govkit_personal_data.kernel.text import Bytes, Flags, Places, Text
from govkit_personal_data.kernel.validity import of_matrix, of_texts

_PREFIX = 4096
_FEW, _SPARE = 0.08, 32
"""Distinct shapes that are few: a share of the cells, and as many in any case."""
_LONG = 64
"""Mean bytes of a cell from which its shape says nothing about the next one's."""
_HEAD, _USUAL = 512, 0.1
"""Cells, and the share of them from which a form is usual in a column."""
_BULK = 24
"""Cells of one shape from which it pays to align a pattern with it."""


def look(text: Text, forms: Forms) -> dict[int, Hits]:
    """Return what the cells match, by the number of the form; cells are folded and hold no control characters."""
    if not len(text) or not len(text.data):
        return {}
    head = Text(text.data[: text.offsets[min(len(text), _PREFIX)]], text.offsets[: _PREFIX + 1])
    if len(head.data) <= _LONG * len(head) and _few(shapes(head)):
        return _by_shape(text, forms)
    if _few(shrunk(head)):
        return _by_shrunk(text, forms)
    return _by_cell(text, forms)


def _few(made: Text) -> bool:
    return len(made.encoded().dictionary) <= _FEW * len(made) + _SPARE


def _by_shape(text: Text, forms: Forms) -> dict[int, Hits]:
    encoded = shapes(text).encoded()
    groups = Groups(text, np.asarray(encoded.indices), encoded.dictionary.to_pylist())
    found: dict[int, Hits] = {}
    for number, shape_numbers in _candidates(groups.shapes, forms.by_shape).items():
        hits, left_over = Hits(), []
        for shape_number in shape_numbers:
            here = groups.aligned(shape_number, number, forms)
            if here is None:
                left_over.append(shape_number)
            else:
                hits += here
        if left_over:
            rows = np.sort(np.concatenate([groups.rows(number) for number in left_over]))
            hits += verify(text.take(rows), forms.all[number])
        found[number] = hits
    return found


def _by_shrunk(text: Text, forms: Forms) -> dict[int, Hits]:
    encoded = shrunk(text).encoded()
    indices, made = np.asarray(encoded.indices), encoded.dictionary.to_pylist()
    candidates = _candidates(made, forms.by_shrunk)
    rows = _rows_of(indices, {shape for few in candidates.values() for shape in few}, len(made))
    cells, weights, indices = _distinct(text if len(rows) == len(text) else text.take(rows), indices[rows])
    found = {}
    for number, few in candidates.items():
        chosen = _rows_of(indices, few, len(made))
        found[number] = verify(cells.take(chosen), forms.all[number], weights[chosen])
    return found


def _distinct(text: Text, indices: Places) -> tuple[Text, Places, Places]:
    """Return the distinct cells, how often each occurs, and the number of each one's shape."""
    encoded = text.encoded()
    places = np.asarray(encoded.indices)
    cells = Text.of(encoded.dictionary)
    shape_of = np.zeros(len(cells), np.int64)
    shape_of[places] = indices
    return cells, np.bincount(places, minlength=len(cells)), shape_of


def _rows_of(indices: Places, shapes_: Iterable[int], of: int) -> Places:
    """Return the rows whose shape is one of these."""
    wanted = np.zeros(of, np.bool_)
    wanted[list(shapes_)] = True
    return np.flatnonzero(wanted[indices])


def _by_cell(text: Text, forms: Forms) -> dict[int, Hits]:
    """Look behind a gate that one form which fits most cells does not hold open: such a form sees every cell."""
    made = shapes(text)
    head = _candidates(_listed(made, np.arange(min(len(made), _HEAD))), forms.by_shape)
    usual = [number for number, few in head.items() if len(few) > _USUAL * min(len(made), _HEAD)]
    found = {number: verify(text, forms.all[number]) for number in usual}
    rows = np.flatnonzero(_matching(made.arrow(), forms.any_but(usual)))
    for number, few in _candidates(_listed(made, rows), forms.by_shape).items():
        if number not in found:
            found[number] = verify(text.take(rows[few]), forms.all[number])
    return found


def _listed(made: Text, rows: Places) -> list[bytes]:
    listed: list[bytes] = made.take(rows).encoded().cast(pa.large_binary()).to_pylist()
    return listed


def _candidates(made: Iterable[bytes], matching: Callable[[bytes], tuple[int, ...]]) -> dict[int, list[int]]:
    """Return form → places of the shapes that it may match, forms ascending."""
    found: dict[int, list[int]] = {}
    for place, shape in enumerate(made):
        for number in matching(shape):
            found.setdefault(number, []).append(place)
    return dict(sorted(found.items()))


class Groups:
    """The cells of a column by their shape; what is worked out for one pattern is kept for the next."""

    def __init__(self, text: Text, indices: Places, made: list[bytes]) -> None:
        """Take the cells, the number of each one's shape, and the shapes."""
        self.shapes = made
        self._text = text
        self._order = np.argsort(indices.astype(np.uint16 if len(made) < 1 << 16 else np.int64), kind="stable")
        self._ends = np.cumsum(np.bincount(indices, minlength=len(made)))
        self._cells: dict[int, Bytes] = {}
        self._valid: dict[tuple[int, int, int, str], Flags] = {}

    def rows(self, shape_number: int) -> Places:
        """Return the rows of a shape, in order."""
        start = self._ends[shape_number - 1] if shape_number else 0
        return self._order[start : self._ends[shape_number]]

    def aligned(self, shape_number: int, number: int, forms: Forms) -> Hits | None:
        """Return what the cells of a shape match, or `None` where a regular expression has to say."""
        rows, shape = self.rows(shape_number), self.shapes[shape_number]
        if len(rows) < _BULK:
            return None
        ways, validator = forms.alignments(number, shape), forms.all[number].identifier.validator
        if ways is None or (validator in VECTOR and len({(way.start, way.end) for way in ways}) > 1):
            return None
        fits = self._fits(shape_number, ways)
        count = len(rows) if fits is None else int(np.count_nonzero(fits))
        if not count:
            return Hits()
        covering = tuple(way for way in ways if covers(way, shape))
        whole = count if covering == ways else self._count(shape_number, covering)
        valid = self._validity(shape_number, ways[0], validator)
        if valid is None:
            return Hits(count, whole)
        right = int(np.count_nonzero(valid if fits is None else valid & fits))
        return Hits(count, whole, checked=count, valid=right, whole_valid=right * bool(covering))

    def _count(self, shape_number: int, ways: tuple[Alignment, ...]) -> int:
        fits = self._fits(shape_number, ways)
        return len(self.rows(shape_number)) if fits is None else int(np.count_nonzero(fits))

    def _fits(self, shape_number: int, ways: tuple[Alignment, ...]) -> Flags | None:
        """Return which cells of a shape match in one of these ways, `None` for all."""
        if any(not way.allowed for way in ways):
            return None
        fits = np.zeros(len(self.rows(shape_number)), np.bool_)
        for way in ways:
            fits |= way.fits(self._matrix(shape_number))
        return fits

    def _validity(self, shape_number: int, way: Alignment, validator: str | None) -> Flags | None:
        if validator is None or validator not in VECTOR:
            return None
        key = shape_number, way.start, way.end, validator
        if key not in self._valid:
            cells, shape = self._matrix(shape_number), self.shapes[shape_number]
            checked = of_matrix(validator, cells[:, way.start : way.end], shape[way.start : way.end])
            self._valid[key] = checked
        return self._valid[key]

    def _matrix(self, shape_number: int) -> Bytes:
        if shape_number not in self._cells:
            self._cells[shape_number] = self._text.matrix(self.rows(shape_number), len(self.shapes[shape_number]))
        return self._cells[shape_number]


def verify(text: Text, form: Form, weights: Places | None = None) -> Hits:
    """Return what these cells match, by regular expressions; each cell counts as often as `weights` says."""
    cells, identifier = text.arrow(), form.identifier
    found, whole = _matched(cells, form)
    validator = identifier.validator
    if validator is None or validator not in VECTOR or not found.any():
        return Hits(_sum(found, weights), _sum(whole, weights))
    right = partial(of_texts, validator)
    whole_valid = _matched_right(cells, whole, form.whole, right)
    valid = whole_valid
    if not identifier.whole_cell:
        valid = valid | _matched_right(cells, found & ~valid, form.inside, right)
        rest = np.flatnonzero(found & ~valid)
        valid[rest] = _another_right(text.values(rest), form, right)
    candidates, whole_ = _sum(found, weights), _sum(whole, weights)
    return Hits(candidates, whole_, candidates, _sum(valid, weights), _sum(whole_valid, weights))


def _sum(flags: Flags, weights: Places | None) -> int:
    return int(np.count_nonzero(flags) if weights is None else weights[flags].sum())


def _matched(cells: pa.Array, form: Form) -> tuple[Flags, Flags]:
    """Return which cells hold a match and which are one. A cell that is one also holds one, so one look may do."""
    if form.identifier.whole_cell or _matching(cells.slice(0, _HEAD), form.whole).mean() > 0.5:
        whole = _matching(cells, form.whole)
        if form.identifier.whole_cell or whole.all():
            return whole, whole
        found = whole.copy()
        found[~whole] = _matching(cells.filter(pa.array(~whole)), form.inside)
        return found, whole
    found = _matching(cells, form.inside)
    whole = found.copy()
    if found.any():
        whole[found] = _matching(cells.filter(pa.array(found)), form.whole)
    return found, whole


def _matching(cells: pa.Array, pattern: str) -> Flags:
    flags: Flags = pc.match_substring_regex(cells, pattern).to_numpy(zero_copy_only=False)
    return flags


def _matched_right(cells: pa.Array, rows: Flags, pattern: str, right: Callable[[list[str]], Flags]) -> Flags:
    """Return which of the cells' first matches are valid."""
    result = np.zeros(len(cells), np.bool_)
    if rows.any():
        matches = pc.extract_regex(cells.filter(pa.array(rows)), pattern).field("match")
        result[rows] = right(matches.to_pylist())
    return result


def _another_right(values: list[str], form: Form, right: Callable[[list[str]], Flags]) -> Iterator[bool] | list[bool]:
    """Return which cells hold a valid match behind the first one."""
    matches = [[match.group() for match in form.search.finditer(value)][1:] for value in values]
    valid = iter(right([match for several in matches for match in several]).tolist())
    return [any([next(valid) for _ in several]) for several in matches]
