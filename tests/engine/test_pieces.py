"""A document written a piece at a time has the bytes of one that is written at once, with either writer."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticSerializationError, to_json

from govkit.engine import pieces as engine_pieces
from govkit.engine.pieces import pieces
from govkit.model import plain_json
from govkit.model.plain_json import compact

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=30,
)


@pytest.fixture(params=["with orjson", "without"])
def _writer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "without":
        monkeypatch.setattr(plain_json, "_orjson", lambda: None)
    else:
        assert plain_json._orjson() is not None


@given(plain)
def test_pieces_are_the_whole(value: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_pieces, "_TOGETHER", 2)
        assert b"".join(pieces(value)) == to_json(value)


@given(plain)
def test_both_writers_write_the_same(value: Any) -> None:
    assert compact(value) == to_json(value, inf_nan_mode="null")


@pytest.mark.usefixtures("_writer")
@pytest.mark.parametrize(
    "value",
    [
        *(1e16, 1e-7, 5e-324, -0.0, 1.7976931348623157e308, 0.1, 123456789012345680.0),
        *(2**63, 2**64, -(2**63) - 1, 10**40, float("nan"), float("inf")),
        *('\0\x1f\x7f\u2028\u2029\ud7ff\U0001f600"\\/', {1: {None: 2}}, {True: 1.0}, (1, (2,)), date(2026, 1, 2)),
        datetime(2026, 1, 2, 3, 4, 5, 600, tzinfo=UTC),
    ],
)
def test_what_is_special(value: Any) -> None:
    assert compact([value]) == to_json([value], inf_nan_mode="null")


@pytest.mark.usefixtures("_writer")
def test_half_a_character_is_refused() -> None:
    with pytest.raises((PydanticSerializationError, UnicodeEncodeError)):
        compact(["\ud800"])


@pytest.mark.usefixtures("_writer")
def test_a_large_document_is_valid_json() -> None:
    value = {"list": list(range(2_500)), "map": {str(n): [n] for n in range(2_500)}, "empty": [{}, []]}
    assert json.loads(b"".join(pieces(value))) == value
