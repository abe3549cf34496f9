"""The exhibit of transfers shows only what is stated."""

from __future__ import annotations

from datetime import date
from typing import Any

from govkit.engine.normalise import inventory_from
from govkit.model.message import Message
from govkit.plugin import Cell, Context, Exhibit
from govkit_cbpr.transfer_map import Flow, draw
from govkit_cbpr.transfer_table import transfer_exhibit

GOOD = {
    "id": "good",
    "origin": "TH",
    "destination": "SG",
    "recipient": "cloud",
    "data_categories": ["contact", "financial"],
    "mechanisms": [{"kind": "clauses.model", "signed_on": "2025-01-01", "valid_to": "none"}],
}


def make(transfers: Any, **more: Any) -> Exhibit | None:
    inventory = inventory_from({"transfers": transfers, **more})
    return transfer_exhibit(Context(inventory=inventory, as_of=date(2026, 11, 21), options=None))


def texts(row: tuple[Cell, ...]) -> list[Any]:
    return [
        (cell.content.text, cell.content.params) if isinstance(cell.content, Message) else cell.content for cell in row
    ]


def test_no_transfer_no_exhibit() -> None:
    assert make("none") is None
    assert make([]) is None


def test_what_is_stated_is_shown() -> None:
    shown = make([GOOD], parties=[{"id": "cloud", "legal_name": "Somchai Canary"}])
    assert shown is not None
    assert texts(shown.table.rows[0]) == [
        "good",
        "TH",
        "SG",
        "cloud",
        ("{list}", {"list": ("contact", "financial")}),
        ("{list}", {"list": ("clauses.model",)}),
        ("in date", {}),
        "",
    ]
    assert shown.table.rows[0][3].subject == "party:cloud"
    assert "Canary" not in str(shown.to_json())


def test_what_is_not_stated_is_shown_as_such_and_named() -> None:
    shown = make([{"id": "bare"}])
    assert shown is not None
    row = shown.table.rows[0]
    assert texts(row)[1:7] == [("not stated", {})] * 6
    assert {cell.tone for cell in row[1:7]} == {"unknown"}
    assert row[7].content == Message(
        "{slots}", {"slots": ("origin", "destination", "recipient", "data_categories", "mechanisms")}
    )


def test_a_missing_detail_of_a_mechanism_is_named() -> None:
    shown = make([{**GOOD, "mechanisms": [{"kind": "clauses.model", "signed_on": "2025-01-01"}]}])
    assert shown is not None
    assert texts(shown.table.rows[0])[6:] == [
        ("not stated", {}),
        ("{slots}", {"slots": ("mechanisms[0].valid_to",)}),
    ]


def test_gaps_come_first_and_a_long_table_says_what_it_leaves_out() -> None:
    bad = {**GOOD, "id": "zz-bad", "mechanisms": "none"}
    shown = make([*({**GOOD, "id": f"t{n:04}"} for n in range(1200)), bad, {"id": "unknown"}])
    assert shown is not None
    assert len(shown.table.rows) == 1000
    assert [row[0].content for row in shown.table.rows[:3]] == ["zz-bad", "unknown", "t0000"]
    assert shown.notes[0] == Message("{n} more transfers are not shown; those with gaps come first.", {"n": 202})
    assert shown.alternative.params == {"n": 1202, "countries": 3, "good": 1200, "bad": 1, "open": 1}


def test_claims_that_disagree_are_shown_as_that() -> None:
    claims = {
        "claims": [
            {"value": "SG", "origin": "a.csv", "standing": "declared"},
            {"value": "US", "origin": "b.csv", "standing": "declared"},
        ]
    }
    shown = make([{**GOOD, "destination": claims}])
    assert shown is not None
    assert texts(shown.table.rows[0])[2] == ("the sources disagree", {})


def test_the_drawing_has_a_curve_a_pair_and_a_label_a_country_on_each_side() -> None:
    flows = [Flow("TH", "SG", "pass"), Flow("TH", "SG", "fail"), Flow("SG", "TH", "unknown"), Flow("?", "US", "pass")]
    drawing = draw(flows)
    curves = [shape for shape in drawing.shapes if shape.kind == "curve"]
    assert [(shape.tone, shape.label) for shape in curves] == [
        ("pass", Message("{origin} to {destination}: {n}", {"origin": "?", "destination": "US", "n": 1})),
        ("unknown", Message("{origin} to {destination}: {n}", {"origin": "SG", "destination": "TH", "n": 1})),
        ("fail", Message("{origin} to {destination}: {n}", {"origin": "TH", "destination": "SG", "n": 2})),
    ]
    labels = [shape.label for shape in drawing.shapes if shape.kind == "text" and isinstance(shape.label, str)]
    assert labels == ["SG", "TH", "?", "SG", "TH", "US"]
    assert all(0 <= x <= 1000 and 0 <= y <= drawing.height for shape in drawing.shapes for x, y in shape.points)


def test_more_countries_than_fit_are_left_out_of_the_drawing() -> None:
    places = [f"{first}{second}" for first in "ABCDE" for second in "ABCDE"]
    drawing = draw([Flow("TH", place, "pass") for place in places])
    assert [shape.label for shape in drawing.shapes if shape.kind == "text" and isinstance(shape.label, str)] == [
        "TH",
        *places[:12],
    ]
