"""The census counts what a walk from value to value counts."""

from __future__ import annotations

import gc
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.engine.read import census as module
from govkit.engine.read.bulk import no_gc
from govkit.engine.read.census import census, texts_written

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=40,
)


def texts(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(map(texts, value.values()))
    return sum(map(texts, value)) if isinstance(value, list) else isinstance(value, str)


def depth(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value
    return 1 + max(map(depth, inside), default=0) if isinstance(value, dict | list) else 0


def overflow(value: Any) -> bool:
    inside = value.values() if isinstance(value, dict) else value
    return any(map(overflow, inside)) if isinstance(value, dict | list) else value in (inf, -inf)


@given(VALUES, st.sampled_from([1, 2, 3, 4096]))
def test_the_census_is_right_for_any_column(value: Any, column: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_COLUMN", column)
        assert census(value) == (texts(value), depth(value), overflow(value))


@pytest.mark.parametrize(
    "value",
    [
        [{"a": "x", "b": index} for index in range(10000)],
        [{"a": "x", "b": index} if index % 3 else {"b": ["y", {}]} for index in range(10000)],
        [{"a": index} if index % 3 else "text" for index in range(10000)],
        {str(index): {"a": [1.5, "x"]} for index in range(10000)},
        [[]] * 5000,
        [{}] * 5000,
    ],
)
def test_large_values(value: Any) -> None:
    assert census(value) == (texts(value), depth(value), False)


@pytest.mark.parametrize(
    ("text", "count"),
    [(r"[]", 0), (r'"a"', 1), (r'{"a": "b"}', 2), (r'"\""', 1), (r'"\\"', 1), (r'"\\\"\\\\"', 1), (r'"\u0022"', 1)],
)
def test_written_texts(text: str, count: int) -> None:
    assert texts_written(text.encode()) == count


def leave_with_an_error() -> None:
    with no_gc():
        with no_gc():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise ZeroDivisionError


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_put_back_as_it_was(enabled: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with pytest.raises(ZeroDivisionError):
            leave_with_an_error()
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()
