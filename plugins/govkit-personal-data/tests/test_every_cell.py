"""A full look is at every cell: one name among a hundred thousand amounts, one old record among many."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from govkit_personal_data.places import given, table_names
from govkit_personal_data.scan import Plan, scan

ROWS = 30_000
AMOUNTS = [f"{number / 100:.2f}" for number in range(ROWS)]
DAYS = [str(date(2024, 1, 1) + timedelta(days=number % 900)) for number in range(ROWS)]
TIMES = [f"{day} {number % 24:02}:{number % 60:02}:{number % 59:02}" for number, day in enumerate(DAYS)]
CODES = [f"{number % 6000:04}".translate(str.maketrans("0123456789", "bcdfghjkmp")) for number in range(ROWS)]


@pytest.fixture
def column(tmp_path):
    """Return a function that looks at every cell of a column in a file of its own."""

    def column(name, cells, seed="s"):
        path = tmp_path / "t.csv"
        path.write_text("\n".join([name, *cells]))
        places = given([str(path)])
        (scanned,) = scan(places, table_names(places), Plan(seed=seed, latest_year=2026, mode="full"))
        (found,) = scanned.columns
        return found

    return column


@pytest.mark.parametrize("cells", [AMOUNTS, TIMES, CODES], ids=["amounts", "times", "codes"])
def test_clean_cells_are_clean(column, cells):
    seen = column("zone", cells)
    assert not seen.unclear
    assert not seen.detections


@pytest.mark.parametrize("seed", ["s", "t", "u"])
@pytest.mark.parametrize("odd", ["Somchai Jaidee", "สมชาย ใจดี", "she was treated for it last year", "ร้าน ข"])
def test_one_odd_cell_is_not_passed_over(column, odd, seed):
    assert column("amount", [*AMOUNTS[:17_000], odd, *AMOUNTS[17_000:]], seed).unclear


def test_a_name_among_codes_that_repeat(column):
    assert column("code", [*CODES, "Somchai Jaidee"]).unclear


@pytest.mark.parametrize("old", ["2009-05-06 01:02:03", "06/05/2552"])
def test_one_old_record(column, old):
    assert column("created_at", [*TIMES[:17_000], old, *TIMES[17_000:]]).oldest == (2009, 5)
    assert column("created_at", TIMES).oldest == (2024, 1)
