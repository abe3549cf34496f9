"""Sets of subjects as ranges and as masks say the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govkit.model.ranges import covers, subjects_in

NAMES = {"dataset": [f"d{n}" for n in range(20)], "party": ["p0"]}


@given(st.sets(st.integers(0, 19)))
def test_ranges_and_masks_name_the_same_subjects(positions) -> None:
    ranges = [("dataset", position, position) for position in sorted(positions)]
    mask = sum(1 << (19 - position) for position in positions)
    named = [f"dataset:d{position}" for position in sorted(positions)]
    assert list(subjects_in(ranges, NAMES)) == named
    assert list(subjects_in([("dataset", f"{mask:x}")], NAMES)) == named
    for position in range(20):
        inside = position in positions
        assert covers(ranges, "dataset", position, 20) is inside
        assert covers([("party", "1"), ("dataset", f"{mask:x}")], "dataset", position, 20) is inside


def test_what_lies_beyond_the_list_is_nobody() -> None:
    assert list(subjects_in([("dataset", 18, 99), ("system", 0, 3), ("system", "ff")], NAMES)) == [
        "dataset:d18",
        "dataset:d19",
    ]
