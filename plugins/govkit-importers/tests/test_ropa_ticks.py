"""Ticks below kinds of data in a record of processing: 1 and 0 as well, and nothing that may mean either."""

from __future__ import annotations

import pytest

from govkit.cli.host import CommandHost
from govkit_importers.records import sift
from govkit_importers.ropa.importer import Ropa


def categories(place, *ticks):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Ref", "Processing activity", "Purpose", "Personal data", None, None, "Data subjects", "Retention"])
    sheet.append([None, None, None, "Name", "Health", "Religion", None, None])
    sheet.append(["A1", "Club", "Membership", *ticks, "members", "5 years"])
    sheet.merge_cells("D1:F1")
    for letter in "ABCGH":
        sheet.merge_cells(f"{letter}1:{letter}2")
    book.save(place / "t.xlsx")
    draft = Ropa(CommandHost()).load(place / "t.xlsx")
    records, _ = sift(draft, CommandHost())
    (activity,) = records["activities"]
    (claim,) = activity["data_categories"]["claims"]
    return claim["value"], claim["standing"], [left.why for left in draft.left]


@pytest.mark.parametrize(
    ("ticks", "value", "standing"),
    [
        ((1, 0, None), ["name"], "declared"),
        (("1", "✓", "-"), ["name", "health"], "declared"),
        (("x", "n", "yes"), ["name", "religion"], "declared"),
        ((True, False, False), ["name"], "declared"),
        ((1, "P", "O"), ["name"], "suggested"),
        ((1, 2, 0), ["name"], "suggested"),
        ((1, "TBD", 0), ["name"], "suggested"),
        ((1, "planned", 0), ["name"], "suggested"),
        ((1, "blood group", 0), ["name", "blood-group"], "declared"),
    ],
)
def test_ticks(tmp_path, ticks, value, standing):
    found = categories(tmp_path, *ticks)
    assert found[:2] == (value, standing)


def test_a_sign_that_may_mean_either_is_listed(tmp_path):
    assert categories(tmp_path, 1, "P", 0)[2].count("unknown: neither yes nor no") == 1
