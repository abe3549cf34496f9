"""How conditions reach the facts of a flow, its mechanism and its assessment, and what a missing one is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from govkit.model.errors import nearest
from govkit.model.worded import worded
from govkit_cbpr.transfer_rules.authorities import AuthorityNames
from govkit_cbpr.transfer_rules.flows import Flow, Mechanism, Values
from govkit_cbpr.transfer_rules.lists import Group
from govkit_cbpr.transfer_rules.logic import Truth
from govkit_cbpr.transfer_rules.vocabulary import ATTRIBUTES, FLOW_KEYS, TIA_KEYS, Kind
from govkit_cbpr.transfer_rules.words import Words

Test = Callable[[Flow, Mechanism | None], Truth]
Pointer = tuple[str | int, ...]


class SpecFault(ValueError):
    """A condition that can't be understood; `pointer` leads to it from the condition's top, `hint` mends it."""

    def __init__(self, what: str, pointer: Pointer = (), hint: str = "") -> None:
        """Say what is wrong, where, and how to mend it where that is known."""
        super().__init__(what)
        self.pointer = pointer
        self.hint = hint or worded("see docs/transfers.md for what a condition may say")


@dataclass(frozen=True)
class Terms:
    """What conditions may refer to."""

    groups: Mapping[str, Group] = field(default_factory=dict)
    authorities: AuthorityNames = field(default_factory=lambda: AuthorityNames({}))
    words: Words = field(default_factory=lambda: Words({}))
    definitions: Mapping[str, Test] = field(default_factory=dict)
    holds: Callable[[Flow, Mechanism], Truth] = lambda _flow, _mechanism: True
    """Whether a recorded mechanism stands at all."""


class Absent:
    """Stands for a fact that is not stated."""


ABSENT = Absent()


def fact_kind(key: str, pointer: Pointer) -> Kind:
    """Return what a fact holds; raise `SpecFault` for a key that is none."""
    table, _, name = key.rpartition(".")
    kinds = {"": FLOW_KEYS, "mechanism": ATTRIBUTES, "tia": TIA_KEYS}.get(table)
    if kinds is None or name not in kinds:
        known = [*FLOW_KEYS, *(f"mechanism.{each}" for each in ATTRIBUTES), *(f"tia.{each}" for each in TIA_KEYS)]
        raise SpecFault(worded("`{key}` is not a fact of a flow", key=key), pointer, nearest(key, known))
    return kinds[name]


def fact_name(key: str, mechanism: Mechanism | None, flow: Flow | None = None) -> str:
    """Return how a missing fact is called: `mechanisms.KIND.ATTRIBUTE` for a detail of a mechanism."""
    if key.startswith("tia.") and flow is not None:
        if flow.tia is None:
            return "tia"
        if flow.tia.keys() == {"conclusion"}:
            return "tia.conclusion"
    if key.startswith("mechanism.") and mechanism is not None:
        return f"mechanisms.{mechanism.kind}.{key.removeprefix('mechanism.')}"
    return key


def fact_reader(key: str) -> Callable[[Flow, Mechanism | None], Any]:
    """Return what reads a fact: a value, `None` for an explicit none, or `ABSENT`."""
    table, _, name = key.rpartition(".")
    if table == "mechanism":
        return lambda _flow, mechanism: ABSENT if mechanism is None else mechanism.attributes.get(name, ABSENT)
    if table == "tia":
        return lambda flow, _mechanism: ABSENT if flow.tia is None else flow.tia.get(name, ABSENT if flow.tia else None)
    if name == "date":
        return lambda flow, _mechanism: flow.date
    return lambda flow, _mechanism: flow.values.get(name, ABSENT)


def exporter_total(values: Values) -> tuple[int, int] | None:
    """Return between which numbers of people the exporter's total of the year lies; `None` where no count is stated.

    Where the exporter's count of the year equals the flow's, the flow is all that the exporter sends. Where they differ
    it is not known whether the one counts the other's people too: the total is the larger at least, both at most.
    """
    stated = [count for key in TOTAL_OF if (count := values.get(key)) is not None]
    if not stated:
        return None
    least, most = max(stated), sum(stated)
    return (least, least) if len(stated) > 1 and most == 2 * least else (least, most)


TOTAL_OF = ("subjects_per_year", "exporter_subjects_year_to_date")
"""The counts of which the exporter's total is made."""
