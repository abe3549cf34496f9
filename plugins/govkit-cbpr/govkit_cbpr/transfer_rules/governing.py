"""Finds the laws that govern a flow: of the place where it starts, of its exporter, and of the people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from govkit_cbpr.transfer_rules.flows import Flow
from govkit_cbpr.transfer_rules.logic import Truth, open_for
from govkit_cbpr.transfer_rules.places import within

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.compiling import Compiled
    from govkit_cbpr.transfer_rules.library import RuleSet

_ABSENT = object()
PLACES = ("origin", "establishment", "data_subject_countries")
Area = str | tuple[tuple[str, date, date | None], ...]
"""A code, or the dated rows of a country group."""
Laws = tuple[tuple[str, Truth], ...]
"""The laws that govern (`True`) or might (the keys that are missing to say)."""


class Governors:
    """Knows which law reaches how far."""

    def __init__(self, rules: RuleSet) -> None:
        """Read the reach of every regime."""
        self._reaches = {name: _reach(law, rules) for name, law in rules.regimes.items()}
        self._reached: dict[tuple[str, str, date], tuple[str, ...]] = {}
        self._by_places: dict[tuple[Any, ...], Laws] = {}
        self._found: dict[tuple[Any, ...], Laws] = {}

    def of(self, flow: Flow) -> Laws:
        """Return the laws that govern a flow, or might."""
        values = flow.values
        places = (flow.date, *[values.get(key, _ABSENT) for key in PLACES])
        found = self._by_places.get(places)
        if found is None:
            found = self._by_places[places] = self._find(flow)
        return found

    def _find(self, flow: Flow) -> Laws:
        values = flow.values
        stated = {key: _places(values[key]) for key in PLACES if key in values}
        reached: dict[str, None] = {}
        strange: list[str] = []
        asks: dict[str, tuple[str, ...]] = {}
        for key, places in stated.items():
            for place in places:
                reached.update(dict.fromkeys(self.reached(key, place, flow.date)))
                if not self.reached("origin", place, flow.date):
                    strange.append(place)
                for name in self.of_parts(key, place):
                    asks[name] = (*asks.get(name, ()), f"{key}.province")
        known = (*sorted(reached), None, *sorted(strange), None, *stated, None, *sorted(asks.items()))
        if known not in self._found:
            self._found[known] = self._laws(reached, strange, [key for key in PLACES if key not in stated], asks)
        return self._found[known]

    def _laws(
        self, reached: dict[str, None], strange: list[str], absent: list[str], asks: dict[str, tuple[str, ...]]
    ) -> Laws:
        sure = tuple((name, True) for name in self._reaches if name in reached)
        maybe = tuple(
            (name, open_for(*keys))
            for name, reach in self._reaches.items()
            if name not in reached and (keys := [*(key for key in absent if reach[key]), *asks.get(name, ())])
        )
        return (*((f"{place}.transfer", True) for place in sorted(set(strange))), *sure, *maybe)

    def of_parts(self, key: str, place: str) -> tuple[str, ...]:
        """Return the laws of parts of a place alone: whether they govern depends on which part is meant."""
        return tuple(
            name
            for name, reach in self._reaches.items()
            if any(isinstance(area, str) and area != place and within(area, place) for area in reach[key])
        )

    def reached(self, key: str, place: str, day: date) -> tuple[str, ...]:
        """Return the laws that a place reaches on a day, through where a flow starts, its exporter or people."""
        known = self._reached.get((key, place, day))
        if known is None:
            known = tuple(
                name for name, reach in self._reaches.items() if any(_inside(place, area, day) for area in reach[key])
            )
            self._reached[key, place, day] = known
        return known


def _reach(law: Compiled, rules: RuleSet) -> dict[str, tuple[Area, ...]]:
    reach = law.regime.reach
    found = {"origin": reach.origin, "establishment": reach.establishment, "data_subject_countries": reach.people}
    return {key: tuple(_area(name, rules) for name in names) for key, names in found.items()}


def _area(name: str, rules: RuleSet) -> Area:
    group = rules.groups.get(name)
    return name if group is None else tuple((row.place, row.since, row.to) for row in group.members)


def _inside(place: str, area: Area, day: date) -> bool:
    if isinstance(area, str):
        return within(place, area)
    return any(within(place, code) and since <= day and (to is None or day <= to) for code, since, to in area)


def _places(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)
