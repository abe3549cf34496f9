"""Two hundred declarative controls over many transfers, beside plain Python over the same records."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pluggy

from benchmarks.generate import SIZES, inventory
from benchmarks.runner import Entry, Suite
from govkit.engine.columns import Table
from govkit.engine.conditions import World
from govkit.engine.predicates import compile_rule
from govkit.model.entities import Transfer
from govkit.model.inventory import Inventory
from govkit.model.predicate import Rule

CONTROLS = 200
_SEED = 3


def suites(size: str) -> Iterator[Suite]:
    """Yield a suite in which every entry counts the same matches."""
    records = inventory(SIZES[size])["transfers"]
    rules, lambdas = _controls(records)
    few = records[: max(1, len(records) // 100)]
    expected = _plain(records, lambdas)
    entries = (
        Entry("200 Python lambdas over dicts", lambda: _checked(_plain(records, lambdas), expected)),
        Entry("govkit, columns made anew each time", lambda: _checked(_govkit(records, rules), expected)),
        Entry("a pluggy hook call per record, on 1 % of them", lambda: _hooks(few, lambdas)),
    )
    yield Suite(f"{CONTROLS} controls over {len(records):,} transfers", entries[0].name, entries)


def _controls(records: list[dict[str, Any]]) -> tuple[list[Rule], list[Callable[[dict[str, Any]], bool]]]:
    chance = random.Random(_SEED)
    places = sorted({record["destination"] for record in records})
    kinds = sorted({mechanism["kind"] for record in records for mechanism in record["mechanisms"]})
    days = sorted({record["date"] for record in records})
    rules, lambdas = [], []
    for number in range(CONTROLS):
        countries, kind, day = chance.sample(places, 3), chance.choice(kinds), chance.choice(days)
        rule: dict[str, Any] = {"destination": {"in": countries}, "mechanisms": {"some": {"kind": {"not": kind}}}}
        if number % 2:
            rule["date"] = {"ge": day}
            lambdas.append(_later(frozenset(countries), kind, day))
        else:
            rule["children"] = False
            lambdas.append(_adults(frozenset(countries), kind))
        rules.append(Rule.model_validate(rule))
    return rules, lambdas


def _later(countries: frozenset[str], kind: str, day: str) -> Callable[[dict[str, Any]], bool]:
    return lambda t: (
        t["destination"] in countries and any(m["kind"] != kind for m in t["mechanisms"]) and t["date"] >= day
    )


def _adults(countries: frozenset[str], kind: str) -> Callable[[dict[str, Any]], bool]:
    return lambda t: (
        t["destination"] in countries and any(m["kind"] != kind for m in t["mechanisms"]) and not t["children"]
    )


def _plain(records: list[dict[str, Any]], lambdas: list[Callable[[dict[str, Any]], bool]]) -> int:
    return sum(1 for record in records for holds in lambdas if holds(record))


def _govkit(records: list[dict[str, Any]], rules: list[Rule]) -> int:
    world = World(Inventory({"transfer": records}), date(2026, 11, 21))
    table = Table.of(world.inventory, Transfer)
    return sum(compile_rule(rule, Transfer).over(table, world).true.bit_count() for rule in rules)


def _hooks(records: list[dict[str, Any]], lambdas: list[Callable[[dict[str, Any]], bool]]) -> int:
    """Count as an engine does that asks every plugin about every record."""
    spec, impl = pluggy.HookspecMarker("bench"), pluggy.HookimplMarker("bench")

    class Spec:
        @spec
        def check(self, record: dict[str, Any]) -> bool:  # type: ignore[empty-body]
            """Say whether the record matches."""

    manager = pluggy.PluginManager("bench")
    manager.add_hookspecs(Spec)
    for holds in lambdas:
        plugin = type("Plugin", (), {"check": impl(lambda self, record, holds=holds: holds(record))})
        manager.register(plugin())
    return sum(1 for record in records for found in manager.hook.check(record=record) if found)


def _checked(count: int, expected: int) -> int:
    if count != expected:
        raise ValueError(f"{count} matches where {expected} were expected")
    return count
