"""One flow as it is judged: its stated facts, mechanisms, assessment and legs, and what makes two flows the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Mechanism:
    """One recorded mechanism: its kind and the attributes that are stated."""

    kind: str
    attributes: Values


class Key:
    """A tuple whose hash is computed once."""

    __slots__ = ("_hash", "parts")

    def __init__(self, parts: tuple[Any, ...]) -> None:
        """Take what is compared."""
        self.parts = parts
        self._hash = hash(parts)

    def __hash__(self) -> int:
        """Return the hash of the parts."""
        return self._hash

    def __eq__(self, other: object) -> bool:
        """Compare the parts."""
        return self is other or (isinstance(other, Key) and self.parts == other.parts)


@dataclass(frozen=True)
class Flow:
    """One movement of personal data, or one onward leg of it."""

    id: str
    values: Values
    """Stated facts by key; `None` where a fact is explicitly none."""
    mechanisms: tuple[Mechanism, ...] | None
    """The complete list, or `None` where it is not stated."""
    date: date
    """The day whose rules apply."""
    tia: Values | None = None
    """The transfer assessment: `{}` where there explicitly is none, `None` where it is not stated."""
    legs: tuple[Flow, ...] = ()
    key: Key = field(default_factory=lambda: Key(()), compare=False)
    """What flows share that are to be judged alike; all but the id."""


def flow_of(
    name: str,
    values: dict[str, Any],
    mechanisms: tuple[Mechanism, ...] | None,
    day: date,
    tia: Values | None,
    legs: tuple[Flow, ...] = (),
    key: Key | None = None,
) -> Flow:
    """Return the flow with its key, which is made of the facts where none is known."""
    return Flow(name, values, mechanisms, day, tia, legs, key or _key(values, mechanisms, day, tia, legs))


def dated(flow: Flow, day: date) -> Flow:
    """Return the flow as of another day."""
    values = {key: value for key, value in flow.values.items() if key != "date"}
    return flow_of(flow.id, values, flow.mechanisms, day, flow.tia, tuple(dated(leg, day) for leg in flow.legs))


def _key(
    values: Values,
    mechanisms: tuple[Mechanism, ...] | None,
    day: date,
    tia: Values | None,
    legs: tuple[Flow, ...],
) -> Key:
    """Return what makes two flows the same but for their names, as something that can be looked up."""
    kinds = (
        None if mechanisms is None else tuple((m.kind, *sorted(m.attributes.items(), key=_first)) for m in mechanisms)
    )
    about = None if tia is None else tuple(sorted(tia.items(), key=_first))
    facts = tuple(sorted(((k, v) for k, v in values.items() if k != "date"), key=_first))
    return Key((day, facts, kinds, about, tuple(leg.key for leg in legs)))


def _first(pair: tuple[str, Any]) -> str:
    return pair[0]
