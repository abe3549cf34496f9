"""The exhibit of transfers shows only what is stated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from govkit.engine.normalise import inventory_from
from govkit.model.message import Message
from govkit.plugin import Cell, Context, Exhibit
from govkit_cbpr.condition_notes import notes_on
from govkit_cbpr.transfer_map import Flow, draw
from govkit_cbpr.transfer_rules.answers import sentence
from govkit_cbpr.transfer_rules.judging import STALE
from govkit_cbpr.transfer_rules.library import installed_rules
from govkit_cbpr.transfer_table import transfer_exhibit

RULES = installed_rules()

GOOD = {
    "id": "good",
    "origin": "TW",
    "establishment": "TW",
    "data_subject_countries": ["TW"],
    "destination": "SG",
    "recipient": "cloud",
    "data_categories": ["contact", "financial"],
    "mechanisms": [{"kind": "clauses.model", "signed_on": "2025-01-01", "valid_to": "none"}],
}


def make(transfers: Any, **more: Any) -> Exhibit | None:
    inventory = inventory_from({"transfers": transfers, **more})
    references = {"cbpr.transfer-rules": RULES}
    return transfer_exhibit(Context(inventory=inventory, as_of=date(2026, 11, 21), options=None, references=references))


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
        "TW",
        "SG",
        "cloud",
        ("{list}", {"list": ("contact", "financial")}),
        ("{list}", {"list": ("clauses.model",)}),
        ("permitted", {}),
        ("{list}", {"list": ("tw.pdpa",)}),
        "",
    ]
    assert shown.table.rows[0][3].subject == "party:cloud"
    assert "Canary" not in str(shown.to_json())


def test_what_is_not_stated_is_shown_as_such_and_named() -> None:
    shown = make([{"id": "bare"}])
    assert shown is not None
    row = shown.table.rows[0]
    assert texts(row)[1:8] == [("not stated", {})] * 5 + [("needs facts", {}), ("not known", {})]
    assert {cell.tone for cell in row[1:8]} == {"unknown"}
    assert row[8].content == Message("{slots}", {"slots": ("data_subject_countries", "establishment", "origin")})


def test_what_a_law_asks_for_is_named() -> None:
    thai = {"origin": "TH", "establishment": "TH", "data_subject_countries": ["TH"], "kind": "send"}
    shown = make([{**GOOD, **thai, "mechanisms": [{"kind": "clauses.model"}]}])
    assert shown is not None
    row = shown.table.rows[0]
    assert texts(row)[6:8] == [("permitted with conditions", {}), ("{list}", {"list": ("th.pdpa",)})]
    assert row[8].tone == ""
    assert isinstance(row[8].content, Message)
    assert "contract.covers-transfer" in row[8].content.params["slots"]


def test_a_missing_detail_of_a_mechanism_is_named() -> None:
    thai = {"origin": "TH", "establishment": "TH", "data_subject_countries": ["TH"], "kind": "send"}
    shown = make([{**GOOD, **thai, "mechanisms": [{"kind": "consent.informed", "obtained": True}]}])
    assert shown is not None
    row = shown.table.rows[0]
    assert texts(row)[6] == ("needs facts", {})
    assert row[8].content == Message("{slots}", {"slots": ("mechanisms.consent.informed.told_of_inadequacy",)})


def test_gaps_come_first_and_a_long_table_says_what_it_leaves_out() -> None:
    bad = {**GOOD, "id": "zz-bad", "origin": "SG", "establishment": "SG", "destination": "US", "mechanisms": "none"}
    shown = make([*({**GOOD, "id": f"t{n:04}"} for n in range(1200)), bad, {"id": "unknown"}])
    assert shown is not None
    assert len(shown.table.rows) == 1000
    assert [row[0].content for row in shown.table.rows[:3]] == ["zz-bad", "unknown", "t0000"]
    assert shown.notes[0] == Message("{n} more transfers are not shown; those with gaps come first.", {"n": 202})
    assert shown.alternative.params == {
        "n": 1202,
        "countries": 4,
        "good": 1200,
        "conditional": 0,
        "bad": 1,
        "open": 1,
    }


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


def test_the_lines_are_explained_in_words() -> None:
    drawing = draw([Flow("TH", "SG", "pass"), Flow("TH", "US", "fail")])
    words = [shape.label for shape in drawing.shapes if shape.label in (Message("not permitted"), Message("permitted"))]
    assert words == [Message("not permitted"), Message("permitted")]
    tones = [shape.tone for shape in drawing.shapes if shape.kind == "line"]
    assert tones == ["fail", "pass"]


def test_what_is_not_permitted_says_what_bars_it() -> None:
    tw = {"origin": "TW", "establishment": "TW", "destination": "US", "data_subject_countries": ["TW"]}
    jp = {"origin": "JP", "establishment": "JP", "destination": "US", "data_subject_countries": ["JP"]}
    shown = make([{"id": "a", **jp, "mechanisms": "none"}, {"id": "b", **tw, "regulator_stop_order": True}])
    assert shown is not None
    assert [(row[6].content, row[8].content) for row in shown.table.rows] == [
        (Message("not permitted"), Message("a mechanism that {list} accepts", {"list": ("jp.appi",)})),
        (Message("not permitted"), Message("barred by {slots}", {"slots": ("tw.pdpa.stop-order",)})),
    ]


def test_the_notes_hold_the_sentence_of_every_condition() -> None:
    rules = installed_rules()
    notes = {code: notes_on([code], rules)[0] for code in (*rules.conditions, STALE)}
    assert {code: note.text for code, note in notes.items()} == {
        code: f"`{code}`: {sentence(code, rules)}" for code in (*rules.conditions, STALE)
    }
    assert notes_on(["overlay.strange"], rules) == ()


def test_a_condition_that_is_not_translated_is_shown_as_it_is_written() -> None:
    rules = installed_rules()
    strange = replace(rules, conditions={"acme.signed": rules.conditions["cert.in-date"]})
    (note,) = notes_on(["acme.signed"], strange)
    assert note.params == {"code": "acme.signed", "sentence": rules.conditions["cert.in-date"].sentence}
