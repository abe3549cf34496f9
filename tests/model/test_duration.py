"""Spans of time: how they are written, how long they are, and where they end in the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.model.duration import Duration


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("P5Y", Duration(months=60)),
        ("P1Y6M", Duration(months=18)),
        ("P2W", Duration(days=14)),
        ("P30D", Duration(days=30)),
        ("PT72H", Duration(minutes=72 * 60)),
        ("P1DT30M", Duration(days=1, minutes=30)),
        ("P0D", Duration()),
    ],
)
def test_iso_durations_are_read(text: str, span: Duration) -> None:
    assert Duration.parse(text) == span


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "P1YT", "5Y", "P5", "P-5Y", "P1.5Y", "p5y", "P5Y ", "P5D5Y", "PT5S", "P๕Y", "P5Y\n", "P99999Y"],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an ISO 8601 duration"):
        Duration.parse(text)


@pytest.mark.parametrize(
    ("span", "day", "after"),
    [
        ("P1M", date(2027, 1, 31), date(2027, 2, 28)),
        ("P1M", date(2028, 1, 31), date(2028, 2, 29)),
        ("P1Y", date(2028, 2, 29), date(2029, 2, 28)),
        ("P4Y", date(2028, 2, 29), date(2032, 2, 29)),
        ("P30D", date(2026, 12, 15), date(2027, 1, 14)),
        ("PT72H", date(2026, 11, 21), date(2026, 11, 24)),
        ("P9999Y", date(2026, 1, 1), date.max),
        ("P999999D", date(9000, 1, 1), date.max),
    ],
)
def test_a_span_ends_on_a_day_of_the_calendar(span: str, day: date, after: date) -> None:
    assert Duration.parse(span).after(day) == after


@pytest.mark.parametrize(
    ("span", "day", "before"),
    [
        ("P1M", date(2027, 3, 31), date(2027, 2, 28)),
        ("P1Y", date(2028, 2, 29), date(2027, 2, 28)),
        ("P7D", date(2027, 1, 3), date(2026, 12, 27)),
        ("P9999Y", date(2026, 1, 1), date.min),
        ("P999999D", date(2026, 1, 1), date.min),
    ],
)
def test_a_span_begins_on_a_day_of_the_calendar(span: str, day: date, before: date) -> None:
    assert Duration.parse(span).before(day) == before


def test_hours_compare_spans() -> None:
    assert Duration.parse("PT72H").hours == 72
    assert Duration.parse("P3D").hours == 72
    assert Duration.parse("P1M").hours > Duration.parse("P30D").hours


@pytest.mark.parametrize("text", ["P5Y", "P1Y6M", "P30D", "PT72H", "PT1H30M", "P1M2DT3H", "P0D"])
def test_a_span_is_written_as_it_was_read(text: str) -> None:
    assert str(Duration.parse(text)) == text


@given(st.builds(Duration, st.integers(0, 9999), st.integers(0, 99_999), st.integers(0, 99_999)))
def test_what_is_written_can_be_read_again(span: Duration) -> None:
    assert Duration.parse(str(span)) == span


@given(st.builds(Duration, st.integers(0, 9999), st.integers(0, 9999), st.integers(0, 9999)), st.dates())
def test_a_span_never_leads_backwards(span: Duration, day: date) -> None:
    assert span.before(day) <= day <= span.after(day)
