"""The committed data are those that the generator makes, are small, and mean nobody."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest

from examples import shop_data
from examples.golden import HERE
from examples.make_data import databases, text_files

TEXTS = dict(text_files())
DATABASES = dict(databases())


@pytest.mark.parametrize("name", TEXTS)
def test_a_committed_file_is_what_the_generator_makes(name):
    assert (HERE / name).read_bytes() == TEXTS[name], f"run `python -m examples.make_data`, and look at {name}"


@pytest.mark.parametrize("name", DATABASES)
def test_a_committed_database_holds_what_the_generator_makes(name):
    with closing(sqlite3.connect(f"file:{HERE / name}?mode=ro", uri=True)) as connection:
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert found == {table.name for table in DATABASES[name]}
        for table in DATABASES[name]:
            cursor = connection.execute(f'SELECT * FROM "{table.name}"')
            assert tuple(column[0] for column in cursor.description) == table.columns
            assert tuple(cursor) == table.rows


def test_all_data_are_small():
    files = [path for path in HERE.glob("*/data/*") if path.is_file()]
    assert len(files) == 7
    assert sum(path.stat().st_size for path in files) < 400_000


def test_nobody_is_meant():
    rows = [row for tables in DATABASES.values() for table in tables for row in table.rows]
    rows += [row for table in (shop_data.deliveries(), shop_data.support_chats()) for row in table.rows]
    cells = [cell for row in rows for cell in row if isinstance(cell, str)]
    addresses = [found for cell in cells for found in re.findall(r"[\w.]+@([\w.]+)", cell)]
    assert addresses
    assert {host.split(".", 1)[1] for host in addresses} == {"example.com"}
    numbers = [cell for cell in cells if re.fullmatch(r"(\+65 )?[\d -]{8,12}", cell) and not re.match(r"\d{4}-", cell)]
    assert numbers
    assert all(re.match(r"0\d\d?-000-|\+65 8000 ", number) for number in numbers)
    identities = [cell for cell in cells if re.fullmatch(r"\d{13}", cell)]
    assert identities
    assert all(identity.startswith("19999") for identity in identities)
