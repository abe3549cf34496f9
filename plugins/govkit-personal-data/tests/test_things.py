"""Numbers of things are not those of people: versions, part numbers; a day with midnight behind it is a day."""

from __future__ import annotations

import random

import pytest

from govkit_personal_data.places import given, table_names
from govkit_personal_data.scan import Plan, scan

CHANCE = random.Random(5)


def dotted(low, high):
    return [
        f"{CHANCE.randint(low, high)}.{CHANCE.randint(0, 30)}.{CHANCE.randint(0, 99)}.{CHANCE.randint(0, 250)}"
        for _ in range(200)
    ]


VERSIONS, PUBLIC, PRIVATE = dotted(0, 18), dotted(1, 223), dotted(10, 10)
PARTS = [f"{CHANCE.randint(100, 899)}-{CHANCE.randint(10, 99)}-{CHANCE.randint(1000, 9999)}" for _ in range(200)]
DAYS = [f"{CHANCE.randint(1945, 2005)}-{CHANCE.randint(1, 12):02}-{CHANCE.randint(1, 28):02}" for _ in range(300)]


@pytest.fixture
def column(tmp_path):
    """Return a function that looks at every cell of a column in a file of its own."""

    def column(name, cells):
        (tmp_path / "t.csv").write_text("\n".join([name, *cells]))
        places = given([str(tmp_path / "t.csv")])
        (scanned,) = scan(places, table_names(places), Plan(seed="s", latest_year=2026, mode="full"))
        (found,) = scanned.columns
        return found

    return column


@pytest.mark.parametrize(
    "name", ["version", "app_version", "firmware", "build", "release", "k1", "เวอร์ชัน", "phiên bản"]
)
def test_versions_are_no_addresses_and_not_clean(column, name):
    seen = column(name, VERSIONS)
    assert not seen.detections
    assert seen.unclear


@pytest.mark.parametrize(
    ("name", "cells"),
    [("k1", PUBLIC), ("k1", PRIVATE), ("client_ip", VERSIONS), ("ip", PUBLIC)],
)
def test_addresses_stay_addresses(column, name, cells):
    assert [found.category for found in column(name, cells).sure] == ["ip-address"]


@pytest.mark.parametrize(("name", "cells"), [("part_number", PARTS), ("version", PUBLIC)])
def test_a_form_under_the_name_of_a_thing_is_for_a_person_to_judge(column, name, cells):
    seen = column(name, cells)
    assert seen.detections
    assert not seen.sure


@pytest.mark.parametrize("name", ["ssn", "k"])
def test_numbers_of_people_stay_sure(column, name):
    assert [found.category for found in column(name, PARTS).sure] == ["social-security"]


@pytest.mark.parametrize("behind", ["", " 00:00:00", "T00:00:00Z", " 00:00:00.000", " 12:00:00 AM", " 0:00"])
def test_midnight_takes_nothing_from_a_day_of_birth(column, behind):
    seen = column("d1", [f"{day}{behind}" for day in DAYS])
    assert [found.category for found in seen.detections] == ["date-of-birth"]


def test_a_time_of_the_day_does(column):
    assert not column("d1", [f"{day} 07:{number % 60:02}" for number, day in enumerate(DAYS)]).detections
