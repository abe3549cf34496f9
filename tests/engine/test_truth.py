"""Masks of many rows, held against plain lists of truth values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govkit.engine.truth import Truth, bit, everyone, first_of, mask_of, mask_of_rows, rows_of, runs_of, spread

flags = st.lists(st.booleans(), max_size=40)
verdicts = st.lists(st.sampled_from([True, False, None]), max_size=40)


def truth_of(values: list[bool | None]) -> Truth:
    return Truth(
        mask_of([value is True for value in values], len(values)), mask_of([v is False for v in values], len(values))
    )


def read(truth: Truth, size: int) -> list[bool | None]:
    return [True if truth.true & bit(r, size) else False if truth.false & bit(r, size) else None for r in range(size)]


@given(st.lists(st.tuples(st.sampled_from([True, False, None]), st.sampled_from([True, False, None])), max_size=40))
def test_kleene(pairs) -> None:
    size = len(pairs)
    left, right = truth_of([a for a, _ in pairs]), truth_of([b for _, b in pairs])
    both = [False if False in pair else None if None in pair else True for pair in pairs]
    either = [True if True in pair else None if None in pair else False for pair in pairs]
    assert read(left & right, size) == both
    assert read(left | right, size) == either
    assert read(~left, size) == [None if a is None else not a for a, _ in pairs]
    assert left.unknown(everyone(size)) == mask_of([a is None for a, _ in pairs], size)


@given(flags)
def test_rows_runs_and_firsts(values) -> None:
    size = len(values)
    mask = mask_of(values, size)
    rows = [row for row, value in enumerate(values) if value]
    assert list(rows_of(mask, size)) == rows
    assert mask_of_rows(rows, size) == mask
    assert [row for first, last in runs_of(mask, size) for row in range(first, last + 1)] == rows
    assert all(not values[last + 1] for _, last in runs_of(mask, size) if last + 1 < size)
    assert list(rows_of(first_of(mask, size, 3), size)) == rows[:3]


@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=400), st.data())
def test_spreading_by_code(by_code, data) -> None:
    codes = data.draw(st.lists(st.integers(0, len(by_code) - 1), max_size=60))
    packed = bytes(codes) if len(by_code) <= 256 else codes
    assert read(spread(packed, by_code), len(codes)) == [by_code[code] for code in codes]
