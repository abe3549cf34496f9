"""Views over records: three-valued reading, conversion, and what annotations mean."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, Literal

import pytest

from govkit.model.duration import Duration
from govkit.model.not_stated import Disputed, NotStated
from govkit.model.slots import DIGEST, EmptyIsNone, Id, Part, Ref, Term, slots_of


class Wheel(Part):
    size: int | None
    spokes: tuple[str, ...]


class Bicycle(Part):
    kind: ClassVar[str] = "bicycle"
    id: Id
    name: str | None
    colour: Literal["red", "green"] | None
    made_on: date | None
    stolen_at: datetime | None
    lasts: Duration | None
    electric: bool | None
    weight: float | None
    owner: Annotated[str | None, Ref("party")]
    wheels: tuple[Wheel, ...]
    bell: Wheel | None
    tags: tuple[Term, ...]
    races: Annotated[tuple[date, ...], EmptyIsNone]
    _secret: str


class Tandem(Bicycle):
    seats: int | None


def bicycle(**record: Any) -> Bicycle:
    return Bicycle({"id": "b", **record}, "bicycle:b")


def test_values_are_read_as_their_type() -> None:
    view = bicycle(
        name="Rust",
        colour="red",
        made_on="2028-02-29",
        stolen_at="2026-11-21T09:30:00Z",
        lasts="P5Y",
        electric=False,
        weight=12,
        owner="ann",
        wheels=[{"size": 28}, {"size": 26}],
        tags=["a", "b"],
        races=["2026-01-01"],
    )
    assert (view.name, view.colour, view.electric, view.weight, view.owner) == ("Rust", "red", False, 12, "ann")
    assert view.made_on == date(2028, 2, 29)
    assert view.stolen_at == datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    assert view.lasts == Duration(months=60)
    assert [wheel.size for wheel in view.wheels] == [28, 26]
    assert view.tags == ("a", "b")
    assert view.races == (date(2026, 1, 1),)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (None, ""),
        ("", ""),
        ({}, ""),
        ({"unknown": "asked"}, "asked"),
        ({"claims": [{"value": "x", "standing": "detected"}]}, "only detected or suggested; nobody has confirmed it"),
    ],
)
def test_what_is_not_stated_raises_with_path_and_reason(raw: Any, reason: str) -> None:
    view = bicycle(name=raw)
    assert not view.is_stated("name")
    with pytest.raises(NotStated) as caught:
        _ = view.name
    assert (caught.value.path, caught.value.reason) == ("bicycle:b.name", reason)
    with pytest.raises(NotStated):
        _ = bicycle().name


def test_none_is_an_answer() -> None:
    view = bicycle(name="none", tags="none", wheels="none", races=[])
    assert view.name is None
    assert (view.tags, view.wheels, view.races) == ((), (), ())
    assert all(view.is_stated(name) for name in ("name", "tags", "wheels", "races"))
    assert not bicycle(tags=[]).is_stated("tags")


def test_sources_that_disagree_are_stated_and_disputed() -> None:
    view = bicycle(name={"claims": [{"value": "a", "origin": "x"}, {"value": "b", "origin": "y"}]})
    assert view.is_stated("name")
    with pytest.raises(Disputed) as caught:
        _ = view.name
    assert caught.value.origins == ("x", "y")


def test_nested_parts_know_their_place() -> None:
    view = bicycle(wheels=[{"size": 28}, {}], bell={"spokes": ["a"]})
    assert [wheel.where for wheel in view.wheels] == ["bicycle:b.wheels[0]", "bicycle:b.wheels[1]"]
    assert view.bell is not None
    assert view.bell.spokes == ("a",)
    with pytest.raises(NotStated) as caught:
        _ = view.wheels[1].size
    assert caught.value.path == "bicycle:b.wheels[1].size"


def test_an_attribute_that_does_not_exist_names_the_nearest() -> None:
    with pytest.raises(AttributeError, match=r"Bicycle has no slot `colur`; did you mean `colour`\?"):
        _ = bicycle().colur  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match=r"Bicycle has no slot `zzz`$"):
        _ = bicycle().zzz  # type: ignore[attr-defined]


def test_a_view_is_read_only() -> None:
    with pytest.raises(AttributeError, match="the inventory is read-only"):
        bicycle().name = "x"


def test_views_compare_by_their_records_and_hash_alike() -> None:
    one, same = bicycle(name="x"), Bicycle({"id": "b", "name": "x"}, "elsewhere")
    assert one == same
    assert hash(one) == hash(same)
    assert one != bicycle(name="y")
    assert one != Tandem({"id": "b", "name": "x"}, "bicycle:b")
    assert one != {"id": "b", "name": "x"}
    assert list(one) == ["id", "name"]
    assert repr(bicycle(name="CANARY")) == "<Bicycle bicycle:b>"


def test_annotations_become_slots() -> None:
    slots = slots_of(Bicycle)
    assert list(slots)[:2] == ["id", "name"]
    assert not slots.keys() & {"kind", "_secret", "_record", "_path"}
    assert slots["colour"].kind == ("red", "green")
    assert slots["owner"].ref == Ref("party")
    assert (slots["wheels"].many, slots["wheels"].is_part) == (True, True)
    assert (slots["bell"].many, slots["bell"].nullable) == (False, True)
    assert slots["races"].empty_is_none
    assert slots["name"].is_text
    assert not any(slots[name].is_text for name in ("id", "owner", "tags", "colour", "electric"))
    assert list(slots_of(Tandem))[-1] == "seats"
    assert slots_of(Bicycle) is slots
    assert DIGEST.form.startswith("a SHA-256")


def test_a_slot_has_one_type() -> None:
    class Odd(Part):
        size: int | str

    with pytest.raises(TypeError, match="slot `size`: a union may only add None to one type"):
        slots_of(Odd)
