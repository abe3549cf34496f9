"""The samples that nobody on the project made, all at once: who reads each file, and how much is in it."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

import pytest

from govkit.cli.main import run

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
pytestmark = [
    pytest.mark.external,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples stand beside the checkout"),
]
SPREADSHEETS = {".csv", ".tsv", ".xlsx", ".xls", ".ods"}
CARDS_AND_SCRIPTS = {".md", ".sql"}
COUNTED = {
    "croissant/mlcommons__croissant/datasets__0.8__titanic__metadata.json": (
        "croissant: datasets 1, collections 3, fields 19"
    ),
    "croissant/mlcommons__croissant/datasets__1.0__bigcode-the-stack__metadata.json": (
        "croissant: datasets 1, collections 1, fields 26"
    ),
    "croissant/mlcommons__croissant/datasets__1.0__credit-g__metadata.json": (
        "croissant: datasets 1, collections 15, fields 35"
    ),
    "croissant/mlcommons__croissant/datasets__1.0__gpt-3__metadata.json": (
        "croissant: datasets 1, collections 1, fields 3"
    ),
    "croissant/mlcommons__croissant/datasets__1.0__huggingface-anthropic-hh-rlhf__metadata.json": (
        "croissant: datasets 1, collections 6, fields 23"
    ),
    "croissant/mlcommons__croissant/datasets__1.0__movielens__metadata.json": (
        "croissant: datasets 1, collections 4, fields 22"
    ),
    "croissant/mlcommons__croissant/datasets__1.0__titanic__metadata.json": (
        "croissant: datasets 1, collections 3, fields 19"
    ),
    "croissant/mlcommons__croissant/datasets__1.1__huggingface-squad_v2__metadata.json": (
        "croissant: datasets 1, collections 2, fields 9"
    ),
    "croissant/mlcommons__croissant/datasets__1.1__zenodo-head-mri__metadata.json": (
        "croissant: datasets 1, collections 1, fields 2"
    ),
    "cyclonedx/CycloneDX__bom-examples/SaaSBOM__apigateway-microservices-datastores__bom.json": (
        "cyclonedx: parties 1, systems 6, transfers 4"
    ),
    "cyclonedx/CycloneDX__specification/tools__src__test__resources__1.5__valid-machine-learning-1.5.json": (
        "cyclonedx: models 1"
    ),
    "cyclonedx/CycloneDX__specification/tools__src__test__resources__1.5__valid-saasbom-1.5.json": (
        "cyclonedx: parties 1, systems 6, transfers 11"
    ),
    "cyclonedx/CycloneDX__specification/tools__src__test__resources__1.6__valid-component-data-1.6.json": (
        "cyclonedx: datasets 1, collections 2, fields 0"
    ),
    "cyclonedx/CycloneDX__specification/tools__src__test__resources__1.6__valid-machine-learning-considerations-env-1.6.json": (  # noqa: E501
        "cyclonedx: models 1, parties 1"
    ),
    "databases/lerocha__chinook-database/ChinookDatabase__DataSources__Chinook_Sqlite.sqlite": (
        "database: datasets 1, collections 11, fields 64"
    ),
    "datacontract-spec/datacontract__datacontract-specification/examples__covid-cases__datacontract.yaml": (
        "data-contract: datasets 1, collections 1, fields 9"
    ),
    "datacontract-spec/datacontract__datacontract-specification/examples__orders-latest__datacontract.yaml": (
        "data-contract: datasets 1, collections 2, fields 9"
    ),
    "dbt/datacontract__datacontract-cli/tests__fixtures__dbt__import__manifest_jaffle_duckdb.json": (
        "dbt: datasets 1, collections 8, fields 27"
    ),
    "dbt/yu-iskw__dbt-artifacts-parser/tests__resources__catalog__v1__jaffle_shop__catalog_1.11.json": (
        "dbt: datasets 1, collections 19, fields 112"
    ),
    "dbt/yu-iskw__dbt-artifacts-parser/tests__resources__manifest__v10__jaffle_shop__manifest.json": (
        "dbt: datasets 1, collections 9, fields 36"
    ),
    "dbt/yu-iskw__dbt-artifacts-parser/tests__resources__manifest__v7__jaffle_shop__manifest.json": (
        "dbt: datasets 1, collections 8, fields 21"
    ),
    "fides/ethyca__fides/data__dataset__dynamodb_example_test_dataset.yml": "fides: datasets 1, collections 4, fields 19",  # noqa: E501
    "fides/ethyca__fides/data__saas__dataset__hubspot_dataset.yml": "fides: datasets 1, collections 4, fields 39",
    "fides/ethyca__fides/demo_resources__demo_dataset.yml": "fides: datasets 1, collections 1, fields 6",
    "fides/ethyca__fides/demo_resources__demo_organization.yml": "fides: organisations 1",
    "fides/ethyca__fides/demo_resources__demo_policy.yml": "fides: policies 1",
    "fides/ethyca__fides/demo_resources__demo_system.yml": "fides: activities 2, systems 2",
    "fides/ethyca__fides/pbac__consumers__analytics-team.yml": "fides: ",
    "fides/ethyca__fides/pbac__datasets__sales.yml": "fides: datasets 1, collections 2, fields 7",
    "fides/ethyca__fides/pbac__purposes__analytics.yml": "fides: ",
    "fides/ethyca__fides/pbac__purposes__billing.yml": "fides: ",
    "fides/ethyca__fides/src__fides__data__sample_project__sample_resources__mongo_example_test_dataset.yml": (
        "fides: datasets 1, collections 9, fields 65"
    ),
    "fides/ethyca__fides/src__fides__data__sample_project__sample_resources__postgres_example_test_dataset.yml": (
        "fides: datasets 1, collections 11, fields 48"
    ),
    "fides/ethyca__fides/src__fides__data__sample_project__sample_resources__sample_organization.yml": (
        "fides: organisations 1"
    ),
    "fides/ethyca__fides/src__fides__data__sample_project__sample_resources__sample_policy.yml": "fides: policies 1",
    "fides/ethyca__fides/src__fides__data__sample_project__sample_resources__sample_systems.yml": (
        "fides: activities 6, systems 6"
    ),
    "fides/ethyca__fides/tests__ctl__data__failing_declaration_taxonomy.yml": (
        "fides: activities 1, policies 1, systems 1"
    ),
    "fides/ethyca__fides/tests__ctl__data__failing_nested_dataset.yml": (
        "fides: activities 1, datasets 1, policies 1, systems 1, collections 1, fields 5"
    ),
    "fides/ethyca__fides/tests__ctl__data__passing_declaration_taxonomy.yml": (
        "fides: activities 1, policies 1, systems 1"
    ),
    "fides/ethyca__fideslang/demo_resources__demo_extended_taxonomy.yml": "fides: ",
    "odcs/bitol-io__open-data-contract-standard/docs__examples__all__full-example.odcs.yaml": (
        "odcs: datasets 1, collections 2, fields 7"
    ),
    "odcs/bitol-io__open-data-contract-standard/docs__examples__quality__column-completeness.odcs.yaml": (
        "odcs: datasets 1, collections 1, fields 1"
    ),
    "odcs/bitol-io__open-data-contract-standard/docs__examples__schema__all-schema-types.odcs.yaml": (
        "odcs: datasets 1, collections 3, fields 7"
    ),
    "odcs/bitol-io__open-data-contract-standard/docs__examples__schema__table-column.odcs.yaml": (
        "odcs: datasets 1, collections 1, fields 1"
    ),
    "odcs/bitol-io__open-data-contract-standard/docs__examples__sla__database-table-sla.odcs.yaml": "odcs: datasets 1",
    "odcs/bitol-io__open-data-contract-standard/docs__examples__stakeholders__basic-four-dpo.odcs.yaml": (
        "odcs: datasets 1"
    ),
    "odcs/datacontract__datacontract-cli/tests__fixtures__dbml__datacontract.odcs.yaml": (
        "odcs: datasets 1, collections 2, fields 14"
    ),
    "odcs/datacontract__datacontract-cli/tests__fixtures__dbt__export__datacontract.odcs.yaml": (
        "odcs: datasets 1, collections 2, fields 5"
    ),
    "odcs/datacontract__datacontract-cli/tests__fixtures__excel__shipments-odcs.yaml": (
        "odcs: datasets 1, collections 1, fields 11"
    ),
    "openlineage/OpenLineage__OpenLineage/spec__tests__ColumnLineageDatasetFacet__1.json": (
        "openlineage: datasets 1, collections 2, fields 6"
    ),
    "openlineage/OpenLineage__OpenLineage/spec__tests__LineageFacet__dataset-to-job.json": (
        "openlineage: activities 1, datasets 1, collections 1, fields 1"
    ),
    "spdx3/spdx__spdx-examples/ai__example02__spdx3.0__sbom.spdx3.json": "spdx: datasets 1, models 1",
    "spdx3/spdx__spdx-examples/dataset__example01__spdx3.0__example01.spdx3.json": "spdx: datasets 1",
}
"""Counted from the files themselves, apart from the importers: file → importer and subjects. Spreadsheets have a table
of their own."""
REFUSED = {
    "bridge2ai-model-card/bridge2ai__model-card-schema/data__model_cards_assistant__densenet121_tv_in1k_model_card.yaml",
    "bridge2ai-model-card/bridge2ai__model-card-schema/src__data__examples__fixtures__minimal-model-card.yaml",
    "croissant/mlcommons__croissant/python__mlcroissant__mlcroissant___src__tests__graphs__1.0__metadata_bad_type__metadata.json",
    "dbt/dbt-labs__jaffle_shop/dbt_project.yml",
    "dbt/dbt-labs__jaffle_shop/models__schema.yml",
    "dbt/dbt-labs__jaffle_shop/models__staging__schema.yml",
    "google-model-card/tensorflow__model-card-toolkit/model_card_toolkit__utils__testdata__cats_vs_dogs_v0_0_2.json",
    "google-model-card/tensorflow__model-card-toolkit/model_card_toolkit__utils__testdata__considerations.json",
}
"""What is no inventory: cards, settings of a tool, a description without a data set. Cards in Markdown and scripts of
databases are refused as well."""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Import the whole folder once: what was told of each file by its name, the exit code, and the errors."""
    out, err = io.StringIO(), io.StringIO()
    target = tmp_path_factory.mktemp("samples")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["import", str(SAMPLES), "-o", str(target), "--on", "2026-11-22", "--format", "json"])
    return {entry["source"]: entry for entry in json.loads(out.getvalue())}, code, err.getvalue().splitlines()


def shown(entry):
    """Return importer and counts as the table has them."""
    return f"{entry['importer']}: " + ", ".join(f"{kind} {count}" for kind, count in entry["counts"].items())


def test_every_file_is_read_by_one_importer_with_the_counts_of_the_table(told):
    found = {
        name: shown(entry)
        for name, entry in told[0].items()
        if "importer" in entry and Path(name).suffix not in SPREADSHEETS
    }
    assert found == COUNTED


def test_everything_else_is_refused_in_one_line_each(told):
    entries, code, errors = told
    refused = {name for name, entry in entries.items() if "refused" in entry}
    assert {name for name in refused if Path(name).suffix not in CARDS_AND_SCRIPTS} == REFUSED
    assert (code, len(errors)) == (2, len(refused))
    assert all("no importer recognises this file" in line for line in errors)
    assert {name for name in entries if Path(name).suffix in CARDS_AND_SCRIPTS} <= refused


def test_no_two_importers_claim_a_file_with_the_same_certainty(told):
    for name, entry in told[0].items():
        if "importer" in entry:
            assert max(entry["others"].values(), default=0) < entry["score"], name
