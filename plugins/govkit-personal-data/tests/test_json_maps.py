"""JSON objects whose keys are values: what the keys hold is seen, in few columns, and no known heading is lost."""

from __future__ import annotations

import json

import pytest

COUNT = 150
PHONES = [f"+66 81 {n:03} 4567" for n in range(COUNT)]
MAILS = [f"user{n}@mail.example" for n in range(COUNT)]
PEOPLE = [f"{given} {family}" for given in ("Somchai", "Malee", "Minh") for family in ("Jaidee", "Srisuk", "Tran")]
IDS = [f"u{100_000 + n * 37}" for n in range(COUNT)]
LOGINS = [f"jai{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(COUNT)]


def looked(look, tmp_path, document):
    (tmp_path / "a.json").write_text(json.dumps(document))
    return look("a.json", rows=5_000)


@pytest.mark.parametrize(
    ("keys", "value", "columns"),
    [
        (MAILS, 1, ["(keys)", "(values)"]),
        (MAILS, {"score": 1, "city": "Hat Yai"}, ["(keys)", "score", "city"]),
        ([f"{name} {chr(97 + n)}qq" for name in PEOPLE for n in range(20)], {"score": 1}, ["(keys)", "score"]),
        (IDS, {"score": 1}, ["(keys)", "score"]),
        (LOGINS, {"score": 1}, ["(keys)", "score"]),
        ([f"jai{n}x" for n in range(700)], 1, ["(keys)", "(values)"]),
    ],
)
@pytest.mark.parametrize("wrap", [lambda found: found, lambda found: {"made": {"by": {"who": found}}}])
def test_a_map_is_a_table_of_its_entries(look, tmp_path, keys, value, columns, wrap):
    seen = looked(look, tmp_path, wrap(dict.fromkeys(keys, value)))
    assert [column.name for column in seen.value.columns] == columns
    keyed = seen.column("(keys)")
    assert keyed.detections or keyed.unclear
    assert not any(key in seen.json for key in keys)


@pytest.mark.parametrize(("keys", "category"), [(MAILS, "email"), (PHONES, "phone")])
def test_what_the_keys_hold_is_told(look, tmp_path, keys, category):
    seen = looked(look, tmp_path, {"edition": 1, "users": dict.fromkeys(keys, 0)})
    assert seen.column("(keys)").sure[0].category == category


def test_a_known_heading_in_a_map_is_heard(look, tmp_path):
    days = {f"{n % 28 + 1}/{n % 12 + 1}/{n}": n for n in range(COUNT)}
    seen = looked(look, tmp_path, [{"full_name": name, **days} for name in PEOPLE])
    assert [column.name for column in seen.value.columns] == ["full_name", "(entries)[].(keys)", "(entries)[].(values)"]
    assert seen.category("full_name") == "person-name"


@pytest.mark.parametrize("wide", [{f"q{n}": n for n in range(300)}, dict.fromkeys(MAILS[:100], 1)])
def test_names_of_columns_and_small_objects_stay_columns(look, tmp_path, wide):
    assert len(looked(look, tmp_path, [wide]).value.columns) == len(wide)


def test_maps_in_records_are_cells(look, tmp_path):
    lines = (json.dumps({"group": n, "members": {f"{n}x{mail}": 1 for mail in MAILS}}) for n in range(9))
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    seen = look("a.jsonl")
    assert seen.category("members[].(keys)") == "email"
    assert len(seen.value.columns) == 3
    assert seen.observed.examined < seen.observed.expected
