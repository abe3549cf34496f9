"""Probes: code that looks at the world and returns a small typed fact. The only code of a plugin that does I/O."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, get_type_hints

from govkit.model.entities import Entity
from govkit.model.errors import PluginError
from govkit.model.message import Message, Param
from govkit.model.worded import worded

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import httpx
    from pydantic import BaseModel, TypeAdapter

    from govkit.model.inventory import Inventory

S = TypeVar("S", bound=Entity)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Observed(Generic[V]):
    """What a probe saw, and how much of what there is it looked at."""

    value: V
    examined: int
    """How many units were looked at."""
    expected: int
    """How many there are: the population, not the sample."""
    unit: str = "rows"
    inputs: tuple[str, ...] = ()
    """What was looked at, as `path sha256`."""


class Declined(Exception):
    """Raised by a probe that may not look, or lacks what it needs; checks become unknown, with the reason."""

    def __init__(self, reason: str, **params: Param) -> None:
        """Take the reason as a template with parameters: "no driver for {kind} is installed"."""
        super().__init__(reason)
        self.reason = Message(reason, params)


class World(Protocol):
    """What a probe may see of the world."""

    @property
    def folder(self) -> Path:
        """The assessed folder, read-only by agreement."""

    @property
    def inventory(self) -> Inventory:
        """The inventory, to follow references."""

    @property
    def as_of(self) -> date:
        """The date of the assessment."""

    @property
    def seed(self) -> str:
        """The seed by which samples are chosen."""

    @property
    def options(self) -> dict[str, Any]:
        """The plugin's section `probes.<plugin>` of `govkit.yaml`."""

    @property
    def network(self) -> bool:
        """Whether the user allows the network."""

    def open_path(self, path: str) -> Path:
        """Return a path below the assessed folder; raise `Declined` for one that leads outside or does not exist."""

    def http(self) -> httpx.Client:
        """Return a client; raise `Declined` unless the network is allowed or a recording stands in for it.

        After a request was sent, also one that failed, its `extensions` hold `seen_at`, an ISO instant, and `replayed`:
        what a recording answers was seen when it was made.
        """

    def progress(self, done: int, total: int | None, what: str = "") -> None:
        """Tell the person who waits how far the probe is. `what` must not hold values from the data."""


@dataclass(frozen=True)
class Probe(Generic[S, V]):
    """A probe as `@probe` declares it."""

    id: str
    on: type[S]
    version: int
    observe: Callable[[S, World], Observed[V]]
    doc: str
    adapter: TypeAdapter[V] = field(repr=False, compare=False)
    """Turns the value into plain data for the facts, and back for checks."""
    network: bool = False
    """Whether the probe needs the network."""
    seconds: int = 300
    """How long the probe may take for one subject."""
    looks_at: str = ""
    """The slot that says where to look; subjects that do not state it are not visited, and their checks unknown."""
    options: type[BaseModel] | None = None
    """What the section `probes.<plugin>` of `govkit.yaml` may hold, for `govkit explain`; the probe reads it itself."""

    def __call__(self, subject: S, world: World) -> Observed[V]:
        """Look, as a unit test does."""
        return self.observe(subject, world)


def probe(
    id: str,
    *,
    on: type[S],
    version: int = 1,
    network: bool = False,
    seconds: int = 300,
    looks_at: str = "",
    options: type[BaseModel] | None = None,
) -> Callable[[Callable[[S, World], Observed[V]]], Probe[S, V]]:
    """Declare a probe `namespace.noun` that looks at subjects of type `on`.

    The function returns `Observed(value, examined=…, expected=…)`. Its return annotation says what the value is: a
    dataclass, a pydantic model, or plain types. Raise `version` when that form changes: facts of another version are
    not understood and give unknown. `looks_at` names the slot that says where to look, such as `data`: subjects that do
    not state it are not visited. `options` is the model by which the probe reads `world.options`, so that `govkit
    explain` can describe them. The docstring says what is looked at and how.
    """

    def declare(function: Callable[[S, World], Observed[V]]) -> Probe[S, V]:
        return Probe(
            id=id,
            on=on,
            version=version,
            observe=function,
            doc=inspect.getdoc(function) or "",
            adapter=_value_adapter(id, function),
            network=network,
            seconds=seconds,
            looks_at=looks_at,
            options=options,
        )

    return declare


def _value_adapter(id_: str, function: Callable[..., Any]) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    hint = get_type_hints(function).get("return")
    arguments: Sequence[Any] = getattr(hint, "__args__", ())
    if getattr(hint, "__origin__", None) is not Observed or len(arguments) != 1:
        raise PluginError(worded("probe `{id}` has to be annotated to return Observed[...]", id=id_))
    return TypeAdapter(arguments[0])
