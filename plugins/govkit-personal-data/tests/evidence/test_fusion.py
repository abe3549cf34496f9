"""The pieces of evidence add up to a confidence: weights, rivals, calibration, and no value that breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit_personal_data import fusion
from govkit_personal_data.evidence.column import Signal
from govkit_personal_data.judge import judge_table


def test_the_pieces_add_up_to_the_confidence(column, best):
    found = best([column("email", [f"u{n}@mail.example" for n in range(40)])])
    odds = sum(piece.weight for piece in found.evidence)
    assert odds > 3
    assert {"prior", "rivals"} <= {piece.what for piece in found.evidence}


def test_neighbours_are_asked_the_same_in_any_order(column):
    columns = [column("a", [f"u{n}@mail.example" for n in range(20)]), column("b", ["x", "y"] * 10)]
    forwards, backwards = (judge_table(order, "t", latest_year=2026) for order in (columns, columns[::-1]))
    assert forwards == backwards[::-1]


def test_kinds_compete():
    assert fusion.chance(2.0, [2.0]) < fusion.chance(2.0, [-5.0])
    assert 0 <= fusion.chance(-800.0, [900.0]) < 1e-9
    assert fusion.rivalry([-900.0]) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("named", [True, False])
def test_calibration_is_monotone_and_stays_within_bounds(named):
    weights = fusion.shipped()
    found = [weights.confidence(step / 5, [-3.0], named=named) for step in range(-40, 60)]
    assert found == sorted(found)
    assert all(0 <= confidence < 1 for confidence in found)


def test_signals_of_all_categories_have_weights_of_their_group():
    assert fusion.feature(Signal("email", "header.names", 1)) == fusion.feature(Signal("phone", "header.names", 1))
    assert fusion.feature(Signal("email", "header.names", 1)) != fusion.feature(Signal("age", "header.names", 1))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=60), max_size=12))
def test_no_value_breaks_the_judgement(column, header, values):
    cells = [value for value in values if value.strip()] or ["x"]
    for found in judge_table([column(header, cells)], header, latest_year=2026)[0].detections:
        assert 0 < found.confidence < 1
        assert 0 <= found.share[0] <= found.share[1] <= 1
