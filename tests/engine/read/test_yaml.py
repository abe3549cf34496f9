"""YAML means what YAML 1.2's core and a careful reader agree on, with either of PyYAML's parsers."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from govkit.engine.read import limits, parse_yaml, yaml_events, yaml_reader
from govkit.model.errors import InputError

WORDS: dict[str, Any] = {
    # countries, switches and names are not truth values
    **{word: word for word in ("NO", "no", "No", "N", "n", "on", "ON", "off", "yes", "y", "tRue", "nULL", "nan")},
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
    # numbers
    "0": 0, "-0": 0, "17": 17, "-3": -3, "123456789012345678901234567890": 123456789012345678901234567890,
    "1.5": 1.5, "-0.25": -0.25, "0.0": 0.0, "1.0e+3": 1000.0, "2.5E-1": 0.25,
    # what looks like a number and may be an identifier, a phone number, a time, a version or a hash
    **{word: word for word in (
        "017", "0812345678", "-017", "+66812345678", "+5", "00", "08.5", "1_000", "0x1f", "0o17", "0b1", "1e5", "12e03",
        "1.0e5", ".5", "5.", "1.2.3", "12:30:45", "12:30", "190:20:30.15", "2026-11-21", "2026-11-21T10:00:00Z",
        "2001-12-14 21:59:43.10 -5", "1,000", "٣", "１", "=", "inf", "Nan", "1.0.0", "12 ",
    ) if not word.endswith(" ")},
}  # fmt: skip


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_events, "PARSER", getattr(yaml, request.param))


def read(text: str) -> Any:
    return parse_yaml(text, "a.yaml").value


@pytest.mark.parametrize("word", WORDS)
def test_a_plain_word(word: str) -> None:
    value = read(f"a: {word}\n")["a"]
    assert (value, type(value)) == (WORDS[word], type(WORDS[word]))


@pytest.mark.parametrize("word", WORDS)
def test_in_quotation_marks_everything_is_text(word: str) -> None:
    assert read(f"a: '{word}'\nb: \"{word}\"\n") == {"a": word, "b": word}


@pytest.mark.parametrize("word", [word for word in WORDS if word])
def test_keys_are_texts_as_written(word: str) -> None:
    assert read(f"? {word}\n: 1\n") == {word: 1}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# nothing\n", None),
        ("---\n...\n", None),
        ("%YAML 1.2\n---\na: 1\n...\n", {"a": 1}),
        ("\ufeffa: 1", {"a": 1}),
        ("a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
        ("- 1\n-\n- []\n- {}\n", [1, None, [], {}]),
        ("a:\n- 1\n- b: 2\n  c: 3\n", {"a": [1, {"b": 2, "c": 3}]}),
        ("{a: 1, b}", {"a": 1, "b": None}),
        ("[a: 1]", [{"a": 1}]),
        ('{"a": [true, null, "x"]}', {"a": [True, None, "x"]}),
        ("'': 1", {"": 1}),
        ("'<<': 1", {"<<": 1}),
        ("a: <<", {"a": "<<"}),
        ("a: |\n  x\n  y\nb: >-\n  x\n  y\n", {"a": "x\ny\n", "b": "x y"}),
        ("a: x\n  y\n\n  z", {"a": "x y\nz"}),
        (r'a: "\t\x41\u0e01\U0001F600\0"', {"a": "\tAก😀\0"}),
        ("a: &x [1]\nb: *x\nc: &y s\nd: *y\n", {"a": [1], "b": [1], "c": "s", "d": "s"}),
        ("ชื่อ: สมชาย 😀\n", {"ชื่อ": "สมชาย 😀"}),
        ("[" * 64 + "]" * 64, eval("[" * 64 + "]" * 64)),
    ],
)
def test_a_document(text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\na: 2", "a.yaml:2:1: the key `a` is given twice"),
        ("a: !!python/name:os.system x", "a.yaml:1:4: tags"),
        ("a: *x", "a.yaml:1:4: no anchor"),
        ("a: [b", "a.yaml:1:4: a bracket is opened"),
        ("\ta: 1", "a.yaml:1:1: a tab is used"),
        ('a: "\\ud800"', "a.yaml:1:"),
        ("a: b: c", "a.yaml:1:5: a colon is not expected"),
        ("- " * 30000, "a.yaml:1:129: more than 64"),
        ("[" * 30000, "a.yaml:1:65: more than 64"),
        ("a: 'b", "a.yaml:1:4: a quotation mark"),
        ("a: \u0001", "a.yaml:1:4: there is a control character"),
        ("a: \ud800", "a.yaml:1:4: there is a control character"),
        ("a: \ufffe", "a.yaml:1:4: there is a control character"),
    ],
)
def test_both_parsers_are_told_apart_by_speed_only(text: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert str(caught.value).startswith(place)


def test_lines_count_from_where_the_text_begins_in_its_file() -> None:
    document = parse_yaml("a: 1\nb: 2", "card.md", first_line=4)
    assert document.locate(("b",)) == (5, 4)
    with pytest.raises(InputError, match=r"^card\.md:5:3: "):
        parse_yaml("a: 1\n b: 2", "card.md", first_line=4)
    with pytest.raises(InputError, match=r"^card\.md:7:1: the key `a` is given twice .*line 6"):
        parse_yaml("\n\na: 1\na: 1", "card.md", first_line=4)
    with pytest.raises(InputError, match=r"^card\.md:5:4: there is a control"):
        parse_yaml("a: 1\nb: \a", "card.md", first_line=4)


@pytest.mark.parametrize(
    ("limit", "least", "text", "what"),
    [
        ("MAX_YAML_NODES", 4, "a: [1]\nb: [2]", "more than 4 keys and values"),
        ("MAX_ALIASES", 1, "a: &x 1\nb: [*x, *x]", "repeat too much"),
        ("MAX_REPEATED", 9, "a: &x abcd\nb: [*x, *x]", "repeat too much"),
        ("MAX_REPEATED", 11, "a: &x {b: [c]}\nd: [*x, *x]", "repeat too much"),
        ("MAX_DEPTH", 3, "a: &x [[1]]\nb: [*x]", "more than 3"),
        ("MAX_DEPTH", 3, "a: &x {k: [1]}\nb: &y {k: *x}\nc: *y", "more than 3"),
    ],
)
def test_limits(limit: str, least: int, text: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hasattr(limits, limit)
    read(text)
    monkeypatch.setattr(yaml_reader, limit, least + 1)
    if limit != "MAX_YAML_NODES":
        read(text)
    monkeypatch.setattr(yaml_reader, limit, least)
    with pytest.raises(InputError, match=what):
        read(text)


def test_an_unknown_complaint_is_still_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_events, "_COMPLAINTS", ())
    with pytest.raises(InputError, match=r"^a\.yaml:1:5: this is not valid YAML \(check .*\)$"):
        read("a: b: c")


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029"))
JSON_LIKE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS.filter(lambda text: text.lstrip("+-") not in ("NaN", "Infinity")),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXTS, inner, max_size=5),
    max_leaves=20,
)


@given(JSON_LIKE, st.booleans(), st.booleans())
def test_what_pyyaml_writes_is_read_back(value: object, flow: bool, unicode: bool) -> None:
    """The exceptions: NaN and Infinity, which PyYAML leaves bare, are refused, and the line breaks of YAML 1.1 fold."""
    found = read(yaml.safe_dump(value, default_flow_style=flow, allow_unicode=unicode))
    assert found == value
    assert repr(found) == repr(value) or isinstance(value, dict | list)


@given(st.text(alphabet="ab:-?[]{},&*!|>'\"%@`#\n\t \\~<0.1é\u2028\ufeff", max_size=40))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    try:
        assert parse_yaml(text, "a.yaml").locate(()).line >= 1
    except InputError as error:
        refused = error
    else:
        return
    assert len(str(refused).splitlines()) == 1
    assert refused.line is not None
    assert refused.column is not None
    assert 1 <= refused.line <= len(text) + 2
    assert refused.hint
