"""What is left out: everything that names somebody or something, wherever it stands, but for who is assessed."""

from __future__ import annotations

import copy
import json

import pytest
from pydantic_core import from_json

from govkit.cli.main import run
from govkit.model.entities import BY_TYPE
from govkit.model.slots import slots_of
from govkit_submission.redact.facts import redacted_facts
from govkit_submission.redact.pseudonyms import Pseudonyms

SAID = {
    "answers": [
        {
            "question": "own/agreed#agreed",
            "subject": "dataset:zzgone",
            "question_hash": "0" * 16,
            "value": "ZZวาจา",
            "text": "ZZ text",
            "author": "ZZ author",
            "date": "2026-10-01",
            "evidence": [{"path": "evidence/zz.txt", "owner": "ZZ Somchai", "valid_to": "2027-01-01"}],
            "qualification": {"id": "ZZ1", "text": "ZZ why", "date": "2026-01-01", "approver": "ZZ chief"},
        }
    ],
    "reviews": [
        {
            "framework": "own",
            "edition": "1",
            "control": "kept",
            "content_hash": "0" * 16,
            "verdict": "confirmed",
            "reviewer": "ZZ reviewer",
            "date": "2026-01-01",
            "document": "ZZ memo",
            "note": "ZZ note",
        }
    ],
    "rejections": [
        {
            "subject": "dataset:zzgone",
            "what": "zztable/zzcolumn:phone",
            "by": "ZZ by",
            "date": "2026-01-01",
            "reason": "ZZ reason",
            "evidence": [{"path": "evidence/zz2.txt", "owner": "ZZ owner"}],
        }
    ],
    "waivers": [
        {
            "framework": "own",
            "control": "kept",
            "subject": "dataset:zzgone",
            "owner": "ZZ boss",
            "reason": "ZZ old",
            "approved_by": "ZZ board",
            "expires": "2026-12-31",
        }
    ],
}


def filled(part, path):
    """Return a record with a text in every slot of words or of a reference, at any depth of its parts."""
    return {name: [value] if many else value for name, value, many in slots_with_texts(part, path)}


def slots_with_texts(part, path):
    for name, slot in slots_of(part).items():
        if name in ("id", "formerly", "ended"):
            continue
        if slot.is_part:
            if path.count(".") < 3:
                yield name, filled(slot.kind, f"{path}.{name}"), slot.many
        elif slot.ref is not None or (slot.is_text and slot.code is None):
            yield name, f"zz {path}.{name}", slot.many


def everything(facts):
    """Return facts in which every text that could name anything begins with zz."""
    found = copy.deepcopy(facts)
    records = {
        kind: [{**filled(part, kind), "id": f"zz-{kind}", "x-zzkey": {"zzinner": ["ZZ extension"]}}]
        for kind, part in BY_TYPE.items()
    }
    records["organisation"].append({"id": "shop", "name": "Shop Co", "x-zzown": "ZZ"})
    found["inventory"] |= {
        "records": records,
        "ghosts": [{"subject": "dataset:data/zz.csv", "shown_by": ["data/zz.csv"]}],
        "places": {"dataset:zz-dataset": ["zz/inventory.yaml", 3, {"name": 3, "x-zzkey": 4}]},
        "kept": {"dataset:zz-dataset": ["data/zz.csv"]},
    }
    return {**found, **copy.deepcopy(SAID), "evidence": [], "inputs": [], "facts": []}


@pytest.fixture
def facts(company):
    return from_json((company.folder / "out/facts.json").read_bytes())


def test_nothing_that_names_anything_is_left(facts):
    names = Pseudonyms(None)
    out = redacted_facts(everything(facts), names, "shop")
    assert "zz" not in json.dumps({**out, "checklists": []}, ensure_ascii=False).lower()
    assert out["config"]["organisation"] == "shop"
    (shop,) = (record for record in out["inventory"]["records"]["organisation"] if record["id"] == "shop")
    assert shop["name"] == "Shop Co"


def test_what_is_not_left_out_stays_as_it_is(facts):
    whole = everything(facts)
    out = redacted_facts(whole, Pseudonyms(frozenset()), "shop")
    assert out["inventory"]["records"] == {
        kind: sorted(records, key=lambda record: record["id"])
        for kind, records in whole["inventory"]["records"].items()
    }
    assert [out[part] for part in SAID] == [whole[part] for part in SAID]


def test_days_numbers_and_what_it_is_about_stay(facts):
    whole = everything(facts)
    whole["answers"] = [{**SAID["answers"][0], "value": value} for value in ("2026-10-01", "72", 72, True)]
    out = redacted_facts(whole, Pseudonyms(None), "shop")
    assert sorted(map(str, (entry["value"] for entry in out["answers"]))) == ["2026-10-01", "72", "72", "True"]
    (review,) = out["reviews"]
    assert {"framework", "edition", "control", "content_hash", "verdict", "date"} <= {
        key for key, value in review.items() if value == SAID["reviews"][0][key]
    }


def test_a_folder_with_all_of_it_is_redacted_and_holds(company, call, tmp_path):
    """Of several organisations the assessed one stays the one that is assessed, whatever the others are called now."""
    folder = tmp_path / "falcon"
    files = {
        "inventory.yaml": (company.folder / "inventory.yaml")
        .read_text()
        .replace(
            "organisations: [{id: shop, name: Shop Co, country: TH}]",
            "organisations: [{id: shop, name: Shop Co, country: TH}, {id: zfalcon, name: Falcon Holding, country: TH}]",
        )
        .replace("{id: logs-secretname,", "{id: logs-secretname, x-falcon-merger: {falcon-plan: falcon},"),
        "answers.yaml": (company.folder / "answers.yaml")
        .read_text()
        .replace("{path: evidence/board-minutes.txt}", "{path: evidence/board-minutes.txt, owner: Khun Falcon}"),
        "waivers.yaml": (company.folder / "waivers.yaml").read_text(),
        "evidence/board-minutes.txt": "Agreed.\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    assert run(["assess", str(folder), "-c", str(company.checklist), "--as-of", "2026-11-21", "-q"]) in (0, 1, 3)
    place = tmp_path / "redacted.govkit"
    code, _, err = call("submit", folder, "-o", place, "--key", company.key_file, "--redact")
    assert code == 0, err
    assert b"falcon" not in place.read_bytes().lower()
    found = company.verify(place)
    assert found.holds
    assert found.judged["organisation"]["name"] == "Shop Co"
    listed = json.loads(found.opened.read("redacted.json"))
    assert listed["left_out"]["extensions"] >= 3
    assert listed["kept"] == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xffnot json",
        b"{}",
        b"[]\n",
        b'{"govkit":"redacted/1","left_out":{},"kept":[]}\n',
        b'{\n "govkit": "redacted/1",\n "left_out": {\n  "ids": 0\n },\n "kept": []\n}\n',
        b'{\n "govkit": "redacted/1",\n "left_out": {},\n "kept": [],\n "note": "certified"\n}\n',
    ],
)
def test_a_list_of_what_was_left_out_has_one_form(content, company, members, tmp_path):
    place = tmp_path / "listed.govkit"
    place.write_bytes(company.resealed({**members, "redacted.json": content}))
    assert "redacted-form" in {entry.code for entry in company.verify(place).objections}
