"""JSON is read strictly, and the fast way never differs from the exact one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.engine.read import read_document
from govkit.engine.read.census import census, texts_written
from govkit.engine.read.json_faults import load_exactly
from govkit.engine.read.json_reader import load_json, load_json_lines
from govkit.engine.read.text import Source
from govkit.model.errors import InputError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=30,
)
TOKENS = [
    '"',
    "\\",
    '\\"',
    '"a"',
    '"b"',
    '"a":',
    ":",
    ",",
    "{",
    "}",
    "[",
    "]",
    "{}",
    "1",
    "-",
    "0",
    ".5",
    "e9",
    "/",
    "é",
]
WORDS = ["1e400", "null", "NaN", "\\ud800", "\\ude00", "\\u0061", "\n", " ", "\t", "\0", "\ufeff", "1" * 4301]
PIECES = st.lists(st.sampled_from([*TOKENS, *WORDS]), max_size=14).map("".join)


def outcome(load: Any, *arguments: Any) -> tuple[str, object]:
    try:
        return "value", load(*arguments)
    except InputError as error:
        refused = error
    assert len(str(refused).splitlines()) == 1
    assert refused.line is not None
    assert refused.hint
    return "error", str(refused)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("-0", 0), ("-0.0", 0.0), ("1e5", 1e5), ("1E-400", 0.0), ('"\\u0000"', "\0"),
        ('"\\ud83d\\ude00"', "😀"),
        ('"\\\\ud800"', "\\ud800"), ("  [ ]  \n", []), ('\ufeff{"a": 1}', {"a": 1}), ("9" * 4300, int("9" * 4300)),
        ('{"": {"": ""}}', {"": {"": ""}}), ('[{"a": 1}, {"a": 1}]', [{"a": 1}, {"a": 1}]),
        ('"\x7f\u2028"', "\x7f\u2028"),
        ("[1" + "0" * 4400 + "e-4300]", [1e100]), ("0." + "3" * 5000, 1 / 3),
        ("[" * 64 + "]" * 64, json.loads("[" * 64 + "]" * 64)),
    ],
)  # fmt: skip
def test_a_value(text: str, value: object, tmp_path: Path) -> None:
    path = tmp_path / "a.JSON"
    path.write_text(text, encoding="utf-8")
    found = read_document(path).value
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", []),
        ("\n \t\r\n", []),
        ("1\n2", [1, 2]),
        ("1\n2\n", [1, 2]),
        ('\ufeff{"a": 1}\r\n\r\n["x\u2028y"]\r\n', [{"a": 1}, ["x\u2028y"]]),
        ('{"a": 1}\n' * 9000, [{"a": 1}] * 9000),
        ("[" * 64 + "]" * 64 + "\n1", [json.loads("[" * 64 + "]" * 64), 1]),
        ("1" + "0" * 4400 + "e-4300\n1", [1e100, 1]),
    ],
)
def test_lines(text: str, values: list[object], tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(text, encoding="utf-8", newline="")
    assert read_document(path).value == values


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_what_is_written_is_read_back(value: object, escape: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=escape, indent=indent)
    data = text.encode()
    assert load_json(data, "a.json") == load_exactly(Source("a.json", text)) == value
    assert texts_written(data) == census(value).texts


@given(st.lists(VALUES, max_size=4))
def test_written_lines_are_read_back(values: list[object]) -> None:
    data = "\n".join(json.dumps(value) for value in values).encode()
    assert load_json_lines(data, "a.jsonl") == values


@given(PIECES)
def test_the_fast_way_and_the_exact_way_agree(text: str) -> None:
    fast = outcome(load_json, text.encode(), "a.json")
    if fast[0] == "value" or "\0" not in text:
        assert fast == outcome(load_exactly, Source("a.json", text))


@given(st.lists(PIECES, max_size=4))
def test_lines_are_read_as_if_each_stood_alone(texts: list[str]) -> None:
    lines = "\n".join(texts).split("\n")
    found = outcome(load_json_lines, "\n".join(lines).encode(), "a")
    alone = [outcome(load_json, line.encode(), "a") for line in lines if line.strip(" \t\r")]
    assert (found[0] == "error") == any(kind == "error" for kind, _ in alone)
    if found[0] == "value":
        assert found[1] == [value for _, value in alone]


@given(st.binary(max_size=30))
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    outcome(load_json, data, "a.json")
    outcome(load_json_lines, data, "a.jsonl")


def test_out_of_stack_is_one_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class Exhausted:
        def raw_decode(self, text: str, start: int) -> None:
            raise RecursionError

        def decode(self, text: str) -> None: ...

    monkeypatch.setattr("govkit.engine.read.json_faults._DECODER", Exhausted())
    assert outcome(load_exactly, Source("a.json", " []"))[1] == (
        "a.json:1:2: the value is nested too deep to be read (flatten the structure)"
    )


def test_an_unknown_complaint_is_still_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govkit.engine.read.json_faults._EXPECTED", ())
    assert str(outcome(load_json, b"[x]", "a.json")[1]).startswith("a.json:1:2: this is not valid JSON (look at ")


def test_parsers_that_point_at_the_comma_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.13 complains about a trailing comma in other words, and at another place, than earlier ones."""

    def complain(_text: str, _start: int) -> None:
        raise json.JSONDecodeError("Illegal trailing comma before end of array", "[1,]", 2)

    monkeypatch.setattr("govkit.engine.read.json_faults._DECODER.raw_decode", complain)
    assert outcome(load_exactly, Source("a.json", "[1,]"))[1] == (
        "a.json:1:3: a comma stands before a closing bracket (delete the comma)"
    )
