"""Exhibits: tables and drawings that a plugin adds to an assessment, made from facts and findings."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from govkit.model.exhibit import Exhibit
from govkit.plugin.context import Context
from govkit.plugin.probe import Probe
from govkit.plugin.reference import AnyReference


@dataclass(frozen=True)
class ExhibitMaker:
    """An exhibit as `@exhibit` declares it."""

    id: str
    make: Callable[[Context[None]], Exhibit | None]
    doc: str
    needs: tuple[Probe[Any, Any], ...] = ()
    reads: tuple[AnyReference, ...] = ()

    def __call__(self, ctx: Context[None]) -> Exhibit | None:
        """Make the exhibit, or return `None` where there is nothing to show."""
        return self.make(ctx)


def exhibit(
    id: str,
    *,
    needs: Sequence[Probe[Any, Any]] = (),
    reads: Sequence[AnyReference] = (),
) -> Callable[[Callable[[Context[None]], Exhibit | None]], ExhibitMaker]:
    """Declare an exhibit `plugin.noun`: a pure function of the inventory and the facts that it names."""

    def declare(function: Callable[[Context[None]], Exhibit | None]) -> ExhibitMaker:
        return ExhibitMaker(id, function, inspect.getdoc(function) or "", tuple(needs), tuple(reads))

    return declare
