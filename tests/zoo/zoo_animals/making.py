"""Makes a plugin of a function that misbehaves."""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from govkit.plugin import Check, Context, Dataset, Finding, Observed, World, check, hookimpl, passed, probe

CANARY = "zq-canary-0812345678"


def animal(otherwise: Any = 1, **options: Any) -> Callable[[Callable[..., Any]], SimpleNamespace]:
    """Make a plugin of a function: its probe, a check that needs it, and the hook that registers the check.

    The function looks at `dataset:a`; on any other dataset the probe behaves and sees `otherwise`, which shows whether
    the rest of a plugin's work survives.
    """

    def make(observe: Callable[..., Any]) -> SimpleNamespace:
        name = observe.__name__.replace("_", "-")

        @functools.wraps(observe)
        def on_first(dataset: Dataset, world: World) -> Any:
            return observe(dataset, world) if dataset.id == "a" else Observed(otherwise, examined=1, expected=1)

        on_first.__annotations__["return"] = observe.__annotations__["return"]
        gatherer = probe(f"{name}.look", on=Dataset, **options)(on_first)

        @check(f"{name}.seen", on=Dataset, title="It was seen", needs=(gatherer,))
        def seen(dataset: Dataset, ctx: Context) -> Finding:
            """Something that nobody has looked at is not known.

            Fix: look at it.
            """
            return passed("seen")

        @hookimpl
        def register_checks() -> list[Check[Dataset]]:
            return [seen]

        return SimpleNamespace(register_checks=register_checks)

    return make
