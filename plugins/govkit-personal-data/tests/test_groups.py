"""Groups of rows with the same quasi-identifiers: counted whole, merged in any order, and told without their values."""

from __future__ import annotations

import pyarrow as pa

from govkit_personal_data.kernel import groups
from govkit_personal_data.kernel.groups import GroupCounts


def counted(rows, key=b"k"):
    batch = pa.RecordBatch.from_pylist([{"age": age, "zip": place} for age, place in rows])
    return GroupCounts.of(batch, ("age", "zip"), key)


def test_the_smallest_group_is_k():
    seen = counted([(30, "101"), (30, "101"), (30, "102"), (3, "0101")])
    assert (seen.rows, seen.smallest) == (4, 1)
    assert seen.below(2) == 0.5
    assert counted([(30, "101")] * 7).smallest == 7


def test_values_that_differ_in_the_middle_of_a_long_text_are_two_groups():
    assert counted([(1, "a" * 100 + middle + "b" * 101) for middle in "xy"]).smallest == 1


def test_the_merge_does_not_depend_on_the_order(monkeypatch):
    monkeypatch.setattr(groups, "MOST", 50)
    rows = [(number % 90, str(number % 7)) for number in range(2_000)]
    parts = [counted(rows[start : start + 300]) for start in range(0, 2_000, 300)]
    total = sum(parts, GroupCounts())
    assert sum(reversed(parts), GroupCounts()) == total
    assert total.end is not None
    assert len(total.kept) <= 50
    assert set(total.kept.values()) <= {3, 4}


def test_the_probe_tells_sizes_and_no_values(look, tmp_path):
    lines = [f"{20 + number % 3},{1000 + number % 2},{number}" for number in range(60)]
    (tmp_path / "a.csv").write_text("\n".join(["Age,zip,n", *lines, "77,1999,60"]))
    (tmp_path / "b.csv").write_text("zip,n\n1,2\n")
    seen = look("a.csv", "b.csv", quasi_identifiers=["age", "zip"], rows=10)
    (found,) = seen.value.groups
    assert (found.table, found.columns, found.rows, found.expected) == ("a", 2, 61, 61)
    assert (found.smallest, found.complete) == (1, True)
    assert "1999" not in seen.json
