"""The shipped plugins with one thing wrong: `saboteurs:<how>.<plugin>` is an entry point."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from govkit.plugin import Check, Observed, Probe, hookimpl, passed

NAMES = ("cbpr", "genai", "personal_data")


def _wrapped(
    name: str, probe: Callable[[Probe[Any, Any]], Probe[Any, Any]], check: Callable[[Check[Any]], Check[Any]]
) -> SimpleNamespace:
    module = importlib.import_module(f"govkit_{name}")
    probes: dict[str, Probe[Any, Any]] = {}

    def same(each: Probe[Any, Any]) -> Probe[Any, Any]:
        return probes.setdefault(each.id, probe(each))

    @hookimpl
    def register_checks() -> list[Check[Any]]:
        return [check(replace(each, needs=tuple(map(same, each.needs)))) for each in module.register_checks()]

    return SimpleNamespace(register_checks=register_checks)


class _Sabotage:
    """Makes each plugin only when it is asked for: importing one must not import the others."""

    def __init__(self, probe: Any = lambda probe: probe, check: Any = lambda check: check) -> None:
        self._probe, self._check = probe, check

    def __getattr__(self, name: str) -> SimpleNamespace:
        if name not in NAMES:
            raise AttributeError(name)
        return _wrapped(name, self._probe, self._check)


def _observing(change: Callable[..., Any], **changed: Any) -> _Sabotage:
    def sabotaged(probe: Probe[Any, Any]) -> Probe[Any, Any]:
        return replace(probe, observe=lambda subject, world: change(probe.observe, subject, world), **changed)

    return _Sabotage(probe=sabotaged)


def _raise(*_: Any) -> Any:
    raise ValueError("canary 0812345678")


def _exit(*_: Any) -> Any:
    sys.exit(0)


def _sleep(*_: Any) -> Any:
    time.sleep(3600)


def _half(observe: Any, subject: Any, world: Any) -> Any:
    seen = observe(subject, world)
    return replace(seen, examined=seen.examined // 2, expected=max(seen.expected, 2))


def _nothing(observe: Any, subject: Any, world: Any) -> Any:
    return replace(observe(subject, world), examined=0)


def _mutate(observe: Any, subject: Any, world: Any) -> Any:
    """Change all that can be reached of the subject and the inventory, then look."""
    for record in [subject._record, *world.inventory.records.get("dataset", ())]:
        for slot in ("personal", "identifiability"):
            record.pop(slot, None)
    return observe(subject, world)


def _deciding(decide: Callable[..., Any]) -> _Sabotage:
    return _Sabotage(check=lambda check: replace(check, decide=lambda subject, ctx: decide(check, subject, ctx)))


def _pass(check: Any, subject: Any, ctx: Any) -> Any:
    for probe in check.needs:
        ctx.fact(probe)
    return passed("all is well", presence=True)


def _pass_on_nothing(check: Any, subject: Any, ctx: Any) -> Any:
    return passed("all is well", examined=0, expected=0)


def _change(check: Any, subject: Any, ctx: Any) -> Any:
    subject.owner = "me"


raises = _observing(_raise)
exits = _observing(_exit)
hangs = _observing(_sleep, seconds=1)
half = _observing(_half)
nothing = _observing(_nothing)
returns_none = _observing(lambda *_: None)
wrong_type = _observing(lambda *_: Observed("canary", examined=1, expected=1))
mutates = _observing(_mutate)
passes_anyway = _deciding(_pass)
passes_examined_nothing = _deciding(_pass_on_nothing)
says_true = _deciding(lambda *_: True)
raises_in_check = _deciding(_raise)
mutates_in_check = _deciding(_change)
