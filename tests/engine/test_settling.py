"""What a fast parser hides shows when the records are walked: at every key, in every form of a value."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from govkit.engine.load import load
from govkit.engine.normalise import normalise
from govkit.engine.read import read_document
from govkit.engine.read import reader as module
from govkit.engine.read.census import Census, census
from govkit.engine.read.limits import MAX_DEPTH
from govkit.model.entities import ENTITIES
from govkit.model.errors import InputError, InputErrors
from govkit.model.slots import Part, slots_of

FIELDS = [
    {"name": "mail", "classification": ["email"], "primary_key": False},
    {"name": "key", "classification": ["none"], "x-own": {"deep": [{"er": 1.5}, "text"]}},
    {"name": "odd", "classification": "TBD", "primary_key": {"unknown": "asked"}},
]
CONTENT: dict[str, Any] = {
    "govkit": "inventory/1",
    "x-note": {"by": ["somebody", {"at": "2026-01-01"}]},
    "organisations": [{"id": "shop", "country": "TH", "dpo": {"name": "A. Person", "email": "none"}}],
    "parties": [{"id": "cloud", "formerly": ["hoster"], "country": "NA"}, {"id": "mail", "roles": []}],
    "ai_systems": "none",
    "contracts": None,
    "datasets": [
        {
            "id": "crm",
            "personal": True,
            "owner": "TBD",
            "purposes": ["billing", "support"],
            "subjects_count": 12,
            "retention": {
                "claims": [
                    {"value": "P5Y", "standing": "declared", "origin": "dpo"},
                    {"value": "P6Y", "standing": "detected", "origin": "scan", "valid_for": {"until": "2027-01-01"}},
                ]
            },
            "collections": [{"name": "people", "fields": FIELDS}],
        },
        {"id": "logs", "owner": {"unknown": "asked the vendor"}, "purposes": ["None."], "description": "n/a"},
        {
            "id": "mails",
            "owner": "desk",
            "collections": {"claims": [{"value": [{"name": "t"}], "standing": "declared"}]},
        },
    ],
    "transfers": [
        {"id": "out", "dataset": "crm", "recipient": "hoster", "destination": "NA", "mechanisms": []},
        {
            "id": "more",
            "dataset": "dataset:logs",
            "mechanisms": [{"kind": "clauses.model", "valid_to": "2027-01-01"}],
            "onward": [{"recipient": "ghost", "destination": "NO"}, {"recipient": "cloud"}],
        },
    ],
}
_KEY = re.compile(r'"(?:[^"\\]|\\.)*"(?=: )')


def as_lines(content: dict[str, Any]) -> str:
    kinds = {entity.plural: entity.type for entity in ENTITIES}
    lists = [(kinds[key], value) for key, value in content.items() if isinstance(value, list)]
    return "".join(json.dumps({"type": kind, **record}) + "\n" for kind, records in lists for record in records)


def written(tmp_path: Path, text: str, name: str) -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def repeated_keys(text: str) -> Iterator[str]:
    """Yield the text once for each of its keys, with that key given a second time, before itself."""
    for key in _KEY.finditer(text):
        yield f"{text[: key.start()]}{key[0]}: null, {text[key.start() :]}"


@pytest.fixture
def never_strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a file is read a second time, strictly: nothing is wrong with it, and it would cost too much."""

    def refuse(_data: bytes, _shown: str) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(module, "load_json", refuse)
    monkeypatch.setattr(module, "load_json_lines", refuse)


@pytest.mark.parametrize(("text", "name"), [(json.dumps(CONTENT), "i.json"), (as_lines(CONTENT), "i.jsonl")])
def test_a_second_key_is_found_wherever_it_stands(text: str, name: str, tmp_path: Path) -> None:
    texts = list(repeated_keys(text))
    assert len(texts) > 50
    for faulty in texts:
        with pytest.raises((InputError, InputErrors)) as caught:
            load(written(tmp_path, faulty, name))
        assert re.fullmatch(rf"{name}:\d+:\d+: the key `[^`]+` is given twice .*", str(caught.value)), caught.value


@pytest.mark.usefixtures("never_strict")
@pytest.mark.parametrize(("text", "name"), [(json.dumps(CONTENT), "i.json"), (as_lines(CONTENT), "i.jsonl")])
def test_every_text_is_counted_once(text: str, name: str, tmp_path: Path) -> None:
    load(written(tmp_path, text, name))


@pytest.mark.usefixtures("never_strict")
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"govkit": "inventory/2"}, "this is no inventory"),
        ({"datasetz": [{"id": "a", "b": ["c"]}]}, "no type of subject"),
        ({"datasets": {"id": "a"}}, "is a list of records"),
        ({"datasets": [{"id": "a"}, "b", {"id": "c"}]}, "is a list of records"),
        ({"datasets": [{"id": "a", "ownr": {"b": ["c"]}}, {"id": ["d"]}]}, "no slot"),
        ({"datasets": [{"id": "a", "collections": [{"name": "t"}, ["u"], "v"]}]}, "is a record"),
        ({"datasets": [{"id": "a", "purposes": ["b", {"c": "d"}]}]}, "holds a mapping"),
        ({"datasets": [{"id": "a", "owner": {"claims": [{"value": "b"}, "c"]}}]}, "`claims` is a list"),
    ],
)
def test_files_with_other_faults_are_counted_too(change: dict[str, Any], says: str, tmp_path: Path) -> None:
    with pytest.raises(InputErrors) as caught:
        load(written(tmp_path, json.dumps({**CONTENT, **change}), "i.json"))
    assert says in str(caught.value)


def test_only_what_was_hidden_is_said_of_a_file_that_hides_something(tmp_path: Path) -> None:
    faulty = '{"govkit": "inventory/1", "datasets": [{"id": "a", "bogus": 1, "owner": "x", "owner": "y"}]}'
    (tmp_path / "inventory").mkdir()
    written(tmp_path / "inventory", faulty, "a.json")
    written(tmp_path / "inventory", '{"govkit": "inventory/1", "datasets": [{"id": "a", "bogus": 1}]}', "b.json")
    with pytest.raises(InputErrors) as caught:
        load(tmp_path)
    assert [str(error).partition(" (")[0] for error in caught.value.errors] == [
        "inventory/a.json:1:78: the key `owner` is given twice",
        "inventory/b.json:1:52: there is no slot `bogus`",
    ]


@pytest.mark.parametrize("value", ["1e400", "[" * 80 + "]" * 80])
@pytest.mark.parametrize("key", ["x-own", "subjects_count", "retention"])
def test_large_numbers_and_depths_are_refused_at_their_place(value: str, key: str, tmp_path: Path) -> None:
    text = f'{{"govkit": "inventory/1", "datasets": [{{"id": "a", "{key}": {value}}}]}}'
    with pytest.raises((InputError, InputErrors)) as caught:
        load(written(tmp_path, text, "i.json"))
    first = text.index(value) + 1
    deep = f"i.json:1:{first + 61}: more than 64 brackets are open at once"
    large = f"i.json:1:{first}: this number is too large"
    assert str(caught.value).startswith(deep if value.startswith("[") else large)


def test_the_census_of_a_walk_is_that_of_the_value(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(CONTENT), "i.json")
    whole, counted = census(read_document(path).value), list[Census]()
    document = read_document(path, settled=False)
    object.__setattr__(document, "settling", counted.append)
    normalise([document])
    assert [found.texts for found in counted] == [whole.texts]


def test_records_are_less_deep_than_a_census_may_leave_out() -> None:
    def levels(part: type[Part]) -> int:
        inside = [slot for slot in slots_of(part).values() if slot.is_part]
        return 1 + max((1 + levels(slot.kind) for slot in inside), default=1)

    assert 2 + max(levels(entity) for entity in ENTITIES) < module._LEVELS_OF_RECORDS < MAX_DEPTH / 2
