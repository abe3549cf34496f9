"""The gate and the segments leave out of the text what no pattern could match, and no more."""

from __future__ import annotations

import numpy as np
import pytest

from govkit_personal_data.kernel.gate import Gate
from govkit_personal_data.kernel.kernel import forms
from govkit_personal_data.kernel.segments import Segments
from govkit_personal_data.kernel.syntax import parse
from govkit_personal_data.kernel.text import Text


@pytest.mark.parametrize(
    ("cell", "open_"),
    [
        ("customer called about the order", False),
        ("Somchai Jaidee", False),
        ("ลูกค้าโทรกลับ", False),
        ("DEUTDEFF", True),
        ("aa-bb-cc-dd-ee-ff", True),
        ("aabb.ccdd.eeff", True),
        ("fe::ab", True),
        ("a@b.example", True),
        ("call 1", True),
    ],
)
def test_the_gate_lets_through_whatever_any_pattern_could_match(cell, open_):
    filler = ["nothing to see"] * 50
    rows = forms().gate.rows(Text.of_values([*filler, cell, *filler]))
    assert rows.tolist() == ([50] if open_ else [])


def test_a_pattern_without_digits_signs_or_capitals_keeps_the_gate_open():
    assert Gate([parse("[a-z]{5}")]).rows(Text.of_values(["nothing"])) is None
    assert Gate([parse("[0-9a-z]{5}")]).rows(Text.of_values(["nothing"])) is None
    assert Gate([parse("[0-9][a-z]{5}")]).rows(Text.of_values(["nothing"])).tolist() == []


def test_segments_are_what_stands_between_runs_of_small_letters_and_blanks():
    cells = ["call +66 81 234 5678 now", "S1234567D", "  S1234567D ", "x1234", "id 12ab34 ลูกค้า56 no", "ABc", ""]
    segments = Segments.of(Text.of_values(cells))
    shown = list(zip(segments.rows.tolist(), segments.text.values(np.arange(len(segments.rows))), strict=True))
    assert shown == [
        (0, "\x01+66 81 234 5678\x01"),
        (1, "S1234567D"),
        (2, "S1234567D"),
        (3, "a1234"),
        (4, "\x0112a"),
        (4, "a34\x01"),
        (4, "\x0156\x01"),
        (5, "ABa"),
    ]
