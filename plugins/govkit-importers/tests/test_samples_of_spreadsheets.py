"""Spreadsheets that nobody on the project made: each one is recognised by exactly one importer, with known counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.cli.host import CommandHost
from govkit_importers.choice import choose, installed
from govkit_importers.records import sift
from govkit_importers.report.telling import counts

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
pytestmark = [
    pytest.mark.external,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples stand beside the checkout"),
]
COUNTED = {
    "odcs/datacontract__datacontract-cli/tests__fixtures__excel__shipments-odcs.xlsx": ("odcs-workbook", 11),
    "fides/ethyca__fideslang/data_files__data_categories.csv": ("data-file", 10),
    "fides/ethyca__fideslang/data_files__data_subjects.csv": ("data-file", 12),
    "fides/ethyca__fideslang/data_files__data_uses.csv": ("data-file", 10),
    "dbt/dbt-labs__jaffle_shop/seeds__raw_customers.csv": ("data-file", 3),
    "dbt/dbt-labs__jaffle_shop/seeds__raw_orders.csv": ("data-file", 4),
    "dbt/dbt-labs__jaffle_shop/seeds__raw_payments.csv": ("data-file", 4),
}
"""Counted by hand: file → its importer and its columns, in one table each."""


def test_every_spreadsheet_of_the_samples_is_in_the_table():
    endings = {".csv", ".tsv", ".xlsx", ".xls", ".ods"}
    found = {path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*") if path.suffix.lower() in endings}
    assert found == set(COUNTED)


@pytest.mark.parametrize("name", COUNTED)
def test_one_importer_reads_it_with_the_counts_of_the_table(name):
    host = CommandHost()
    importer, fields = COUNTED[name]
    choice = choose(SAMPLES / name, installed(host))
    assert choice.name == importer
    draft = choice.importer.load(SAMPLES / name)
    records, _ = sift(draft, host)
    assert counts(records) == {"datasets": 1, "collections": 1, "fields": fields}


def test_the_workbook_of_a_contract_says_what_its_yaml_says():
    host = CommandHost()
    place = SAMPLES / "odcs/datacontract__datacontract-cli/tests__fixtures__excel__shipments-odcs.xlsx"
    said = []
    for path in (place, place.with_suffix(".yaml")):
        draft = choose(path, installed(host)).importer.load(path)
        (dataset,) = draft.entries.values()
        (collection,) = dataset.parts.values()
        said.append(
            {
                name: {slot: found[0].value for slot, found in field.said.items()}
                for name, field in collection.parts.items()
            }
        )
    assert said[0] == said[1]
