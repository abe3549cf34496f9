"""Data that nobody declares and that lie there all the same, and data of what is said to have ended."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from govkit.engine.checklists import Library
from govkit.engine.facts import make_facts
from govkit.engine.load import load
from govkit.engine.normalise import inventory_from
from govkit.engine.observe import _tasks
from govkit.engine.verdict import judge
from govkit.model.assessment import Assessment
from govkit.model.entities import Dataset
from govkit.plugin.manager import Plugins
from tests.engine.bench import AS_OF, chosen, control, only

KEPT = chosen(control(all=[{"require": {"retention": {"le": "P5Y"}}}]))
CRM = {"id": "crm", "retention": "P1Y", "data": [{"path": "data/customers.csv"}]}
STOCK = {"id": "stock", "retention": "P1Y", "data": [{"path": "data/stock.csv"}]}
OVER = {"on": "2026-01-01", "reason": "sold to Acme"}


@pytest.fixture
def assessed(tmp_path: Path):
    """Return a function that assesses a folder with these datasets and these files."""

    def assessed(
        datasets: Any, *files: str, as_of: date = AS_OF, since: Assessment | None = None, **more: Any
    ) -> Assessment:
        for name in files:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("email\n", "utf-8")
        (tmp_path / "govkit.yaml").write_text("govkit: config/1\nframeworks: []\n", "utf-8")
        inventory = {"govkit": "inventory/1", "datasets": datasets, **more}
        (tmp_path / "inventory.yaml").write_text(yaml.safe_dump(inventory), "utf-8")
        facts = make_facts(load(tmp_path), [], as_of=as_of, given=[KEPT], since=since)
        return judge(facts, as_of=as_of, plugins=Plugins([]), library=Library([]))

    return assessed


def shown(assessment: Assessment) -> list[str]:
    messages = [entry["message"] for entry in assessment["contradictions"]]
    return [message["text"].partition(",")[0].format(**message["params"]) for message in messages]


FILES = ("data/customers.csv", "data/stock.csv")


def test_declared_data_are_no_contradiction(assessed) -> None:
    assessment = assessed([CRM, STOCK], *FILES)
    assert (only(assessment)["status"], shown(assessment)) == ("pass", [])


def test_a_dataset_that_was_deleted_is_shown_by_its_file(assessed) -> None:
    assessment = assessed([STOCK], *FILES)
    assert only(assessment)["status"] == "unknown"
    assert shown(assessment) == ["dataset:data/customers.csv is not declared"]
    assert assessment["contradictions"][0]["shown_by"] == ["data/customers.csv"]


def test_there_are_no_datasets_only_where_no_data_lie(assessed) -> None:
    assert only(assessed("none"))["status"] == "not_applicable"
    assert only(assessed("none", "data/customers.csv"))["status"] == "unknown"


def test_what_has_ended_may_not_lie_there_any_more(assessed) -> None:
    assessment = assessed([{**CRM, "ended": OVER}, STOCK], *FILES)
    assert shown(assessment) == ["dataset:crm has ended"]
    assert not shown(assessed([{**CRM, "ended": OVER}, STOCK], as_of=date(2025, 12, 31)))


def test_what_has_ended_and_is_gone_is_over(assessed) -> None:
    assert not shown(assessed([{**CRM, "ended": OVER}, STOCK], "data/stock.csv"))


@pytest.mark.parametrize(
    "path",
    ["data", "data/", "./data", "data/*.csv", "data/**/*.csv", "data/customers.csv", {"claims": [
        {"value": "data/customers.csv", "standing": "detected"}]}],
)  # fmt: skip
def test_a_file_is_claimed_by_its_path_its_folder_or_a_pattern(assessed, path) -> None:
    assert not shown(assessed([{**CRM, "data": [{"path": path}]}], "data/customers.csv"))


def test_files_beside_the_data_of_others_are_seen_wherever_they_lie(assessed) -> None:
    stock = {**STOCK, "data": [{"path": "exports/stock.csv"}]}
    assert shown(assessed([stock], "exports/stock.csv", "exports/customers.csv", "elsewhere/more.csv")) == [
        "dataset:exports/customers.csv is not declared"
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("data/deep/er/a.parquet", "data/a.csv.gz", "data/a.CSV", "data/a.sqlite", "data/a.json", "Data/a.csv"),
        *("data/a.csv.bak", "data/a.duckdb", "data/a.sas7bdat", "data/2026.07.csv", "data/a.csv.gz.old"),
    ],
)
def test_files_of_records_are_data(assessed, name) -> None:
    assert shown(assessed([STOCK], name)) == [f"dataset:{name} is not declared"]


@pytest.mark.parametrize(
    "name",
    [
        *("data/README.md", "data/codebook.pdf", "data/load.py", "data/.a.csv.swp", "out/a.csv", "data/Thumbs.db"),
        *("data/datapackage.json", "data/stock.schema.json", "data/stock.csv-metadata.json", "data/stock.csv.dvc"),
        *("data/stock.csv.sha256", "data/stock.csv.md", "data/stock.csv.bak"),
    ],
)
def test_other_files_are_none(assessed, name) -> None:
    assert not shown(assessed([STOCK], name, "data/stock.csv"))


def test_a_card_and_evidence_are_no_data(assessed) -> None:
    assert not shown(assessed([{**STOCK, "card": "data/stock.json"}], "data/stock.json", "data/stock.csv"))


def test_an_empty_file_is_no_data(assessed, tmp_path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").touch()
    assert not shown(assessed([STOCK], "data/stock.csv"))


def test_many_files_of_one_folder_are_shown_as_the_folder(assessed) -> None:
    many = [f"data/marks/{number}.json" for number in range(30)]
    assert shown(assessed([STOCK], "data/stock.csv", "data/a.csv", *many)) == [
        *("dataset:data/a.csv is not declared", "dataset:data/marks/ is not declared")
    ]


DOCUMENTS = [{"id": "p", "path": "data/customers.csv"}, {"id": "p", "path": "data"}, {"id": "p", "path": "data/*"}]


@pytest.mark.parametrize("section", ["policies", "evidence"])
@pytest.mark.parametrize(("document", "seen"), list(zip(DOCUMENTS, [False, True, True], strict=True)))
def test_a_document_claims_one_file_and_no_folder(assessed, section, document, seen) -> None:
    assert bool(shown(assessed([STOCK], *FILES, **{section: [document]}))) is seen


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_document_hides_data_where_there_are_said_to_be_none(assessed, document) -> None:
    assert shown(assessed("none", "data/customers.csv", policies=[document]))


def test_a_card_claims_no_folder(assessed) -> None:
    assert shown(assessed([{**STOCK, "card": "data"}], *FILES)) == ["dataset:data/customers.csv is not declared"]


def test_tables_beside_evidence_are_no_data(assessed) -> None:
    evidence = [{"id": "e", "path": "evidence/log.csv"}]
    assert not shown(assessed([STOCK], "data/stock.csv", "evidence/log.csv", "evidence/more.csv", evidence=evidence))


def test_personal_values_in_names_of_files_are_masked(assessed) -> None:
    assessment = assessed([STOCK], "data/somchai.jaidee@gmail.com.csv")
    assert assessment["contradictions"]
    assert "somchai" not in str(assessment)


def test_a_file_that_was_declared_since_has_not_vanished(assessed) -> None:
    earlier = assessed([STOCK], *FILES)
    assert not shown(assessed([CRM, STOCK], *FILES, since=earlier))


def test_probes_look_at_what_is_declared_only() -> None:
    probe: Any = SimpleNamespace(id="acme.rows", on=Dataset, looks_at="")
    inventory = inventory_from({"datasets": [{"id": "crm"}], "transfers": [{"id": "t", "dataset": "erp"}]})
    assert [record["id"] for record in inventory.records_of("dataset")] == ["crm", "erp"]
    assert [task.subject for task in _tasks([probe], inventory)] == ["dataset:crm"]
