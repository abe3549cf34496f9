"""Short codes have the form of some identifier; it counts where it stands out, or where a heading names it."""

from __future__ import annotations

import pytest

from govkit_personal_data.places import given, passed_over, table_names
from govkit_personal_data.scan import Plan, scan


@pytest.mark.parametrize(
    ("heading", "cells", "unclear"),
    [
        ("units", [str(10_001 + n * 131) for n in range(60)], False),
        ("depot", ["10100", "50000"] * 30, False),
        ("item", ["A1", "B101", "BR001", "TG101"] * 20, False),
        ("vehicle plate", ["A1", "B101", "BR001", "TG101"] * 20, True),
        ("plate", ["กข 1234", "ขค 5678"] * 30, True),
        ("paid_at", [*(f"2024-01-{n:02} 10:00:00" for n in range(1, 29)), "2024-01-01 Anna"], True),
        ("amount", [*(f"{n}.50" for n in range(60)), "NULL"], False),
    ],
)
def test_codes(tmp_path, heading, cells, unclear):
    (tmp_path / "t.csv").write_text(
        "\n".join([f"zone,{heading}", *(f"{n % 7},{cell}" for n, cell in enumerate(cells))])
    )
    places = given([str(tmp_path / "t.csv")])
    (scanned,) = scan(places, table_names(places), Plan(seed="s", latest_year=2026, mode="full"))
    column = scanned.columns[-1]
    assert bool(column.unclear or column.detections) is unclear


def test_hidden_files_are_not_told(tmp_path):
    for name in (".git/HEAD", ".DS_Store", "seen.gz"):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert [path.name for path in passed_over([str(tmp_path / "data")])] == ["seen.gz"]
