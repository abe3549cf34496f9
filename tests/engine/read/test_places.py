"""Everything that was read can be found again: by line and column, for values and for keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from govkit.engine.read import Document, Position, parse_yaml, read_document, yaml_places
from govkit.engine.read.json_places import JsonPlaces
from govkit.engine.read.text import Source
from govkit.engine.read.yaml_places import YamlPlaces

YAML = """\
# an inventory
datasets:
  - id: ลูกค้า
    "retention": P5Y
  - {id: b, retention: , tags: [x, é😀, z]}
shared: &s
  deep: [1, [2, 3]]
again: *s
word: &w text
same: [*w]
block: |
  text
"""
JSON = '{"datasets": [\n  {"id": "ลูกค้า", "retention" : "P5Y"},\r\n  {"id":"b","tags":["x","é😀" , "z"]}],\n"e":{} }'
LINES = '\n{"id": "ลูกค้า"}\n\n  {"id": "b", "tags": ["x", "z"]}\r\n[]'


def document(suffix: str, text: str, folder: Path) -> Document:
    path = folder / f"a{suffix}"
    path.write_text(text, encoding="utf-8", newline="")
    return read_document(path, shown_as=path.name)


@pytest.mark.parametrize(
    ("pointer", "value", "key"),
    [
        ((), (2, 1), (2, 1)),
        (("datasets",), (3, 3), (2, 1)),
        (("datasets", 0), (3, 5), (3, 5)),
        (("datasets", 0, "id"), (3, 9), (3, 5)),
        (("datasets", 0, "retention"), (4, 18), (4, 5)),
        (("datasets", 1), (5, 5), (5, 5)),
        (("datasets", 1, "tags", 2), (5, 40), (5, 40)),
        (("shared",), (6, 9), (6, 1)),
        (("shared", "deep", 1, 1), (7, 17), (7, 17)),
        (("again",), (8, 8), (8, 1)),
        (("again", "deep", 1), (7, 13), (7, 13)),
        (("same", 0), (10, 8), (10, 8)),
        (("block",), (11, 8), (11, 1)),
        (("datasets", 0, "purpose"), (3, 5), (3, 5)),
        (("datasets", 2), (3, 3), (2, 1)),
        (("datasets", -1), (3, 3), (2, 1)),
        (("datasets", "id"), (3, 3), (2, 1)),
        (("word", 0, "x"), (9, 7), (9, 1)),
        (("nothing", "here"), (2, 1), (2, 1)),
    ],
)
def test_yaml(pointer: tuple[str | int, ...], value: Position, key: Position, tmp_path: Path) -> None:
    found = document(".yaml", YAML, tmp_path)
    assert (found.locate(pointer), found.locate_key(pointer)) == (value, key)


@pytest.mark.parametrize(
    ("pointer", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("datasets",), (1, 14), (1, 2)),
        (("datasets", 0), (2, 3), (2, 3)),
        (("datasets", 0, "retention"), (2, 34), (2, 20)),
        (("datasets", 1, "tags", 2), (3, 32), (3, 32)),
        (("e",), (4, 5), (4, 1)),
        (("e", "f"), (4, 5), (4, 1)),
        (("datasets", 9, "x"), (1, 14), (1, 2)),
        (("datasets", 0, "id", 3), (2, 10), (2, 4)),
    ],
)
def test_json(pointer: tuple[str | int, ...], value: Position, key: Position, tmp_path: Path) -> None:
    found = document(".json", JSON, tmp_path)
    assert (found.locate(pointer), found.locate_key(pointer)) == (value, key)


@pytest.mark.parametrize(
    ("pointer", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        ((0,), (2, 1), (2, 1)),
        ((0, "id"), (2, 8), (2, 2)),
        ((1,), (4, 3), (4, 3)),
        ((1, "tags", 1), (4, 29), (4, 29)),
        ((2,), (5, 1), (5, 1)),
        ((3,), (1, 1), (1, 1)),
    ],
)
def test_lines(pointer: tuple[str | int, ...], value: Position, key: Position, tmp_path: Path) -> None:
    found = document(".jsonl", LINES, tmp_path)
    assert (found.locate(pointer), found.locate_key(pointer)) == (value, key)


@pytest.mark.parametrize(("suffix", "text"), [(".yaml", ""), (".yaml", "# x"), (".json", " 1"), (".jsonl", "")])
def test_a_file_without_members_begins_somewhere(suffix: str, text: str, tmp_path: Path) -> None:
    found = document(suffix, text, tmp_path)
    assert found.locate(("a", 0)).line == 1


def test_a_mark_in_front_moves_nothing(tmp_path: Path) -> None:
    for suffix, text in ((".yaml", "\ufeffa: 1"), (".json", '\ufeff{"a": 1}'), (".jsonl", "\ufeff[1]")):
        assert document(suffix, text, tmp_path).locate_key(()) == (1, 1)


def test_an_error_stands_where_its_value_or_key_does(tmp_path: Path) -> None:
    found = document(".yaml", YAML, tmp_path)
    value = found.error(("datasets", 0, "retention"), "too long", "shorten it")
    key = found.error(("datasets", 0, "retention"), "unknown key", key=True)
    assert str(value) == "a.yaml:4:18: too long (shorten it)"
    assert str(key) == "a.yaml:4:5: unknown key"


def test_places_are_computed_when_asked_for_and_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    monkeypatch.setattr("govkit.engine.read.reader.YamlPlaces", lambda *given: made.append(given) or YamlPlaces(*given))
    found = document(".yaml", YAML, tmp_path)
    assert not made
    assert found.locate(("word",)) == found.locate(("word",))
    assert len(made) == 1


LEAVES = st.sampled_from(["x", "é😀", 'q"\\', "line\nbreak", 1, -2.5, True, None, "", [], {}])
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "ข", "c d", '"']), inner),
    max_leaves=15,
)


def pointers(value: Any, so_far: tuple[str | int, ...] = ()) -> Any:
    yield so_far, value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        yield from pointers(member, (*so_far, name))


def offset(text: str, position: Position) -> int:
    return sum(len(line) + 1 for line in text.split("\n")[: position.line - 1]) + position.column - 1


@given(VALUES, st.sampled_from([None, 1]))
def test_at_each_place_in_json_stands_the_value(value: Any, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    places = JsonPlaces(text, lines=False)
    for pointer, expected in pointers(value):
        place = places.find(pointer)
        assert json.JSONDecoder().raw_decode(text, offset(text, place.value))[0] == expected
        if pointer and isinstance(pointer[-1], str):
            assert json.JSONDecoder().raw_decode(text, offset(text, place.key))[0] == pointer[-1]


@given(VALUES, st.booleans(), st.sampled_from([1, 32]))
def test_at_each_place_in_yaml_stands_what_the_composer_sees_there(value: Any, flow: bool, long: int) -> None:
    value = json.loads(json.dumps(value))  # without shared parts, which PyYAML writes as aliases
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    places = YamlPlaces(Source("a.yaml", text), value)

    def compare(node: Any, pointer: tuple[str | int, ...]) -> None:
        assert places.find(pointer).value == (node.start_mark.line + 1, node.start_mark.column + 1)
        if isinstance(node, yaml.MappingNode):
            for key, inner in node.value:
                below = (*pointer, key.value)
                assert places.find(below).key == (key.start_mark.line + 1, key.start_mark.column + 1)
                compare(inner, below)
        elif isinstance(node, yaml.SequenceNode):
            for index, inner in enumerate(node.value):
                compare(inner, (*pointer, index))

    with patch.object(yaml_places, "_LONG", long):
        compare(yaml.compose(text, yaml.CSafeLoader), ())
    assert parse_yaml(text, "a.yaml").value == value
