"""Animals that reply with what is no fact, or with the reason why there is none."""

from __future__ import annotations

from typing import Any

from govkit.plugin import Dataset, Declined, Disputed, NotStated, Observed, World
from zoo_animals.making import CANARY, animal


@animal()
def returns_none(dataset: Dataset, world: World) -> Observed[int]:
    return None  # type: ignore[return-value]


@animal()
def wrong_type(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(CANARY, examined=1, expected=1)  # type: ignore[arg-type]


@animal(1.0)
def not_a_number(dataset: Dataset, world: World) -> Observed[float]:
    return Observed(float("nan"), examined=1, expected=1)


@animal()
def any_object(dataset: Dataset, world: World) -> Observed[Any]:
    return Observed(object(), examined=1, expected=1)


@animal("1")
def half_letter(dataset: Dataset, world: World) -> Observed[str]:
    return Observed("\ud800", examined=1, expected=1)


@animal("1")
def huge(dataset: Dataset, world: World) -> Observed[str]:
    return Observed("x" * (17 * 1024**2), examined=1, expected=1)


@animal()
def more_than_all(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(1, examined=2, expected=1)


@animal()
def less_than_nothing(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(1, examined=-1, expected=1)


@animal()
def truthful(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(1, examined=True, expected=True)


@animal()
def odd_input(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(1, examined=1, expected=1, inputs=(CANARY,))


@animal()
def odd_unit(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(1, examined=1, expected=1, unit=CANARY * 9)


@animal(["1"])
def unsorted(dataset: Dataset, world: World) -> Observed[list[str]]:
    return Observed(list({f"column-{number}" for number in range(50)}), examined=1, expected=1)


@animal()
def not_stated(dataset: Dataset, world: World) -> Observed[int]:
    raise NotStated("dataset:a.data", "nobody knows")


@animal()
def declined(dataset: Dataset, world: World) -> Observed[int]:
    raise Declined("no driver for {kind} is installed", kind="odbc")


@animal()
def disputed(dataset: Dataset, world: World) -> Observed[int]:
    raise Disputed("dataset:a.data", ("card", "register"))


@animal(network=True)
def online(dataset: Dataset, world: World) -> Observed[int]:
    return Observed(1, examined=1, expected=1)


@animal()
def sneaking_online(dataset: Dataset, world: World) -> Observed[int]:
    world.http()
    return Observed(1, examined=1, expected=1)
