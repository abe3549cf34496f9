"""What is exported and imported again is what it was: whatever a format can hold survives the way there and back."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govkit.cli.host import CommandHost
from govkit.cli.main import run
from govkit.model.entities import ENTITIES
from govkit.model.slots import slots_of
from govkit_importers.exports import ropa
from govkit_importers.exports.command import FORMATS
from govkit_importers.exports.ledger import Ledger
from govkit_importers.formats import cyclonedx, fides, odcs
from govkit_importers.layout import written
from govkit_importers.records import sift
from govkit_importers.templates import names

HOST = CommandHost()
IMPORTERS = {"odcs": odcs.importer, "fides": fides.importer, "cyclonedx": cyclonedx.importer}
EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*/govkit.yaml"))


def imported(files: dict[str, str], form: str, folder: Path):
    """Return the inventory that files of a format become."""
    for number, (name, text) in enumerate(sorted(files.items())):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        draft = IMPORTERS[form](HOST).load(place)
        draft.source = name
        records, _ = sift(draft, HOST)
        target = folder / f"it/inventory/{number}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(written(records, {"by": form, "from": name, "on": "2026-11-22"}))
    return HOST.load(folder / "it")


def values(inventory) -> dict[str, Any]:
    """Return everything that an inventory states, by its path; the names of parts too."""
    found: dict[str, Any] = {}

    def walk(holder):
        found[holder.path] = True
        for name in holder.slots():
            parts = holder.parts(name) if slots_of(holder.kind)[name].is_part else []
            for part in parts:
                walk(part)
            if not parts and holder.look(name) is not None:
                value = holder.look(name)
                found[f"{holder.path}.{name}"] = sorted(map(str, value)) if isinstance(value, list) else value

    ledger = Ledger(inventory)
    for entity in ENTITIES:
        if entity.type != "field":
            for holder in ledger.subjects(entity.type):
                walk(holder)
    return found


def there_and_back(files: dict[str, str], form: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what was imported and held, and what came back."""
    with tempfile.TemporaryDirectory() as name:
        first = imported(files, form, Path(name) / "first")
        ledger = Ledger(first)
        exported = FORMATS[form](ledger)
        lost = tuple(loss.path for loss in ledger.lost())
        second = imported({key: str(text) for key, text in exported.items()}, form, Path(name) / "second")
        inside = tuple(f"{path}{joint}" for path in lost for joint in ".[")
        held = {path: v for path, v in values(first).items() if path not in lost and not path.startswith(inside)}
        return held, values(second)


KEYS = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?", fullmatch=True)
TEXTS = st.sampled_from(["Orders of the shop", "ข้อมูลลูกค้า", "It's: a #text", "Đơn hàng", '"quoted"', "2026 - x"])
TERMS = st.sampled_from(["email", "dpv-pd:EmailAddress", "restricted", "public", "fides:user.contact"])


def some(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return mappings that have any of the keys."""
    return st.fixed_dictionaries({}, optional=keys)


def named(entries: st.SearchStrategy[dict[str, Any]], key: str, least: int = 0, most: int = 3):
    """Return lists of mappings with distinct names under a key."""
    names = st.lists(KEYS, min_size=least, max_size=most, unique=True)
    return names.flatmap(lambda found: st.tuples(*(entries.map(lambda e, n=n: {key: n, **e}) for n in found)).map(list))


COLUMN = some(
    logicalType=st.sampled_from(["string", "integer", "date"]),
    physicalType=st.sampled_from(["varchar(9)", "int8"]),
    description=TEXTS,
    primaryKey=st.booleans(),
    classification=TERMS,
    customProperties=st.just([{"property": "govkit.identifiability", "value": "direct"}]),
)
CONTRACT = some(
    description=some(purpose=TEXTS),
    team=st.sampled_from([{"name": "Sales"}, [{"username": "x", "role": "Data Owner"}]]),
    slaProperties=st.sampled_from([5, 2.5, "P1Y6M"]).map(
        lambda v: [{"property": "retention", "value": v, "unit": "y"}]
    ),
    schema=named(some(physicalName=TEXTS, description=TEXTS, properties=named(COLUMN, "name")), "name"),
    customProperties=st.lists(
        st.sampled_from(
            [
                {"property": "govkit.personal", "value": False},
                {"property": "govkit.data_subjects", "value": ["customer", "child"]},
                {"property": "govkit.disposal", "value": "none"},
                {"property": "govkit.measures", "value": [{"name": "Lock", "in_place": True}]},
                {"property": "their.own", "value": 1},
            ]
        ),
        unique_by=lambda entry: entry["property"],
    ),
)
CATEGORIES = st.lists(st.sampled_from(["user.contact.email", "user.name"]), unique=True, max_size=2)
FIELD = some(
    description=TEXTS,
    data_categories=CATEGORIES,
    fides_meta=some(
        data_type=st.sampled_from(["string", "string[]", "integer", "float", "object_id", "uuid"]),
        primary_key=st.booleans(),
        references=st.just([{"dataset": "crm", "field": "people.id", "direction": "to"}]),
    ),
)
DECLARATION = st.fixed_dictionaries(
    {"data_use": st.sampled_from(["marketing", "essential.service"])},
    optional={
        "name": TEXTS,
        "data_categories": CATEGORIES,
        "data_subjects": st.just(["customer"]),
        "legal_basis_for_processing": st.sampled_from(["Consent", "Legal Obligations"]),
        "retention_period": st.sampled_from(["P5Y", "P30D"]),
    },
)
MANIFEST = some(
    dataset=named(
        some(
            name=TEXTS,
            data_purposes=st.just(["billing"]),
            collections=named(some(description=TEXTS, fields=named(FIELD, "name")), "name"),
        ),
        "fides_key",
    ),
    system=named(
        some(
            system_type=st.just("Application"),
            administrating_department=TEXTS,
            responsibility=st.just(["Controller"]),
            privacy_declarations=st.lists(DECLARATION, max_size=11),
        ),
        "fides_key",
    ),
    organization=named(
        some(data_protection_officer=some(name=st.just("Office"), email=st.just("a@b.example"))), "fides_key"
    ),
    policy=named(some(name=TEXTS, description=TEXTS), "fides_key"),
)
MODEL = some(
    version=st.just("1.2"),
    description=TEXTS,
    supplier=st.just({"name": "maker"}),
    licenses=st.just([{"license": {"id": "MIT"}}]),
    modelCard=some(
        modelParameters=some(datasets=named(st.just({"type": "dataset"}), "name", 1)),
        quantitativeAnalysis=some(
            performanceMetrics=st.lists(
                some(type=st.just("f1"), value=st.sampled_from(["0.5", "1e-3", "high"]), slice=TEXTS), max_size=2
            )
        ),
        considerations=some(
            useCases=st.lists(TEXTS, max_size=2),
            technicalLimitations=st.lists(TEXTS, max_size=2),
            ethicalConsiderations=st.lists(some(name=TEXTS, mitigationStrategy=TEXTS), max_size=2),
        ),
    ),
)
FLOW = st.fixed_dictionaries({"flow": st.sampled_from(["inbound", "outbound"]), "classification": KEYS})
BOM = st.fixed_dictionaries(
    {"bomFormat": st.just("CycloneDX"), "specVersion": st.just("1.6")},
    optional={
        "components": st.tuples(
            named(MODEL.map(lambda m: {"type": "machine-learning-model", **m}), "name"),
            named(st.just({"type": "data", "data": [{"type": "dataset", "name": "a"}]}), "name"),
        ).map(lambda pair: [*pair[0], *pair[1]]),
        "services": named(
            some(
                description=TEXTS,
                endpoints=st.just(["https://a.example"]),
                provider=st.just({"name": "post"}),
                **{"x-trust-boundary": st.just(True)},
                data=st.lists(FLOW, min_size=1, max_size=3),
            ),
            "name",
        ),
    },
)
MODEST = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MODEST
@given(st.dictionaries(KEYS, CONTRACT, min_size=1, max_size=2))
def test_contracts_there_and_back(contracts):
    files = {
        f"{name}.yaml": yaml.safe_dump(
            {"apiVersion": "v3.1.0", "kind": "DataContract", "id": name, "name": name, **content}
        )
        for name, content in contracts.items()
    }
    held, back = there_and_back(files, "odcs")
    assert held == back


@MODEST
@given(MANIFEST)
def test_manifests_there_and_back(manifest):
    held, back = there_and_back({"a.yml": yaml.safe_dump(manifest)}, "fides")
    assert held == back


@MODEST
@given(BOM)
def test_bills_of_materials_there_and_back(bom):
    held, back = there_and_back({"bom.json": json.dumps(bom)}, "cyclonedx")
    assert held == back


def test_what_a_model_was_trained_on_goes_there_and_back():
    card = {"modelParameters": {"datasets": [{"ref": "x"}, {"type": "dataset", "name": "web"}]}}
    components = [
        {"type": "machine-learning-model", "name": "m", "modelCard": card},
        {"type": "data", "bom-ref": "x", "name": "Our data"},
    ]
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": components}
    before, after = there_and_back({"bom.json": json.dumps(bom)}, "cyclonedx")
    assert before == after
    assert after["model:m.training_data[0].dataset"] == "Our-data"
    assert after["model:m.training_data[1].name"] == "web"


@pytest.mark.parametrize("form", IMPORTERS)
@pytest.mark.parametrize("folder", [place.parent for place in EXAMPLES], ids=lambda folder: folder.name)
def test_what_came_back_gives_the_same_files(folder, form, tmp_path):
    files = FORMATS[form](Ledger(HOST.load(folder)))
    again = FORMATS[form](Ledger(imported({name: str(text) for name, text in files.items()}, form, tmp_path)))
    assert again == files


RECORD = """\
govkit: inventory/1
organisations: [{id: acme, name: Acme, dpo: {email: dpo@acme.example}}]
activities:
  - id: orders
    name: Deliver orders
    owner: Sales
    purpose_text: To bring people what they bought
    legal_basis: contract
    data_subjects: [customer]
    recipients: [post]
    retention: P5Y
    safeguards: [encryption_at_rest, access_control]
    formerly: [shipping]
parties: [{id: post}]
"""


@pytest.mark.parametrize("layout", names())
def test_a_record_of_processing_there_and_back(layout, tmp_path):
    (tmp_path / "it.yaml").write_text(RECORD)
    first = HOST.load(tmp_path / "it.yaml")
    ledger = Ledger(first)
    ((name, content),) = ropa.export(ledger, layout).items()
    (tmp_path / name).write_bytes(content)
    assert run(["import", str(tmp_path / name), "-o", str(tmp_path / "back")]) == 0
    lost = {loss.path for loss in ledger.lost()}
    assert "activity:orders.formerly" in lost
    back = values(HOST.load(tmp_path / "back"))
    held = {path: value for path, value in values(first).items() if path.startswith("activity:") and path not in lost}
    assert len(held) > 5
    assert {path: back.get(path) for path in held} == held
