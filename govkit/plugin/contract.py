"""What a plugin has to keep to: the types, ids and texts of all that its hooks return."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, TypeAdapter

from govkit.model.entities import Entity
from govkit.model.message import Message
from govkit.model.slots import Part, slots_of
from govkit.model.status import Grade
from govkit.plugin.check import ID, Check
from govkit.plugin.exhibit import ExhibitMaker
from govkit.plugin.extension import Extension
from govkit.plugin.probe import Probe
from govkit.plugin.reference import Reference

T = TypeVar("T")


class Refused(Exception):
    """The plugin does not keep to the contract, or can't be loaded; `reason` is what a person reads."""

    def __init__(self, reason: Message) -> None:
        """Take the reason, which names the plugin and its version."""
        super().__init__(reason.text)
        self.reason = reason


@dataclass(frozen=True)
class Origin:
    """Where a plugin comes from."""

    name: str
    """The name of its entry point: the namespace of all its ids."""
    distribution: str
    version: str

    @property
    def params(self) -> dict[str, Any]:
        """Return what every message about the plugin names."""
        return {"plugin": self.name, "version": self.version or "?", "distribution": self.distribution or self.name}

    def refuse(self, text: str, **params: str) -> NoReturn:
        """Raise `Refused`, saying that the plugin breaks its contract."""
        raise Refused(Message(text, {**self.params, **params}))


@dataclass(frozen=True)
class Offer:
    """All that a plugin brings, checked."""

    checks: dict[str, Check[Any]]
    exhibits: tuple[ExhibitMaker, ...]
    extensions: tuple[Extension, ...]
    probes: dict[str, Probe[Any, Any]]
    """Those in the plugin's own namespace; a probe of another plugin is taken from that plugin."""


def checked(
    origin: Origin, checks: Iterable[object], exhibits: Iterable[object], extensions: Iterable[object]
) -> Offer:
    """Return what the hooks of a plugin returned; raise `Refused` for the first breach."""
    own_checks = _all_of(origin, "register_checks", Check, checks)
    makers = _all_of(origin, "register_exhibits", ExhibitMaker, exhibits)
    fields = _all_of(origin, "register_extensions", Extension, extensions)
    by_id: dict[str, Check[Any]] = {}
    for check in own_checks:
        _own_id(origin, check.id, by_id)
        _check(origin, check)
        by_id[check.id] = check
    ids: set[str] = set()
    for maker in makers:
        _own_id(origin, maker.id, ids)
        _typed(origin, maker.id, callable(maker.make))
        ids.add(maker.id)
    _extensions(origin, fields)
    return Offer(by_id, tuple(makers), tuple(fields), _probes(origin, [*own_checks, *makers]))


def _all_of(origin: Origin, hook: str, kind: type[T], found: Iterable[object]) -> list[T]:
    items = list(found)
    for item in items:
        if not isinstance(item, kind):
            origin.refuse(
                "{hook} of {plugin} {version} returns a {found} where a {wanted} belongs; "
                "update {distribution} or tell its author",
                hook=hook,
                found=type(item).__name__,
                wanted=kind.__name__,
            )
    return [item for item in items if isinstance(item, kind)]


def _own_id(origin: Origin, id_: object, taken: Iterable[str]) -> None:
    if not isinstance(id_, str) or not ID.fullmatch(id_):
        origin.refuse(
            "{plugin} {version} registers the id {id}, which is not of the form plugin.noun-phrase; "
            "update {distribution} or tell its author",
            id=str(id_)[:80],
        )
    if id_.partition(".")[0] != origin.name:
        origin.refuse(
            "{plugin} {version} registers {id}, which is outside its namespace; "
            "remove {distribution} if you do not know why it would",
            id=id_,
        )
    if id_ in taken:
        origin.refuse("{plugin} {version} registers {id} twice; update {distribution} or tell its author", id=id_)


def _typed(origin: Origin, id_: str, holds: bool) -> None:
    if not holds:
        origin.refuse(
            "{id} of {plugin} {version} is declared with values of wrong types; "
            "update {distribution} or tell its author",
            id=id_,
        )


def _is_a(found: object, kind: type) -> bool:
    return isinstance(found, type) and issubclass(found, kind)


def _check(origin: Origin, check: Any) -> None:
    _typed(
        origin,
        check.id,
        callable(check.decide)
        and isinstance(check.title, str)
        and isinstance(check.doc, str)
        and isinstance(check.grade, Grade)
        and _is_a(check.on, Entity)
        and (check.options is None or _is_a(check.options, BaseModel)),
    )
    if not check.title.strip():
        origin.refuse("{id} of {plugin} {version} has no title; update {distribution} or tell its author", id=check.id)
    if not check.why:
        origin.refuse(
            "{id} of {plugin} {version} has no docstring that says why it matters; "
            "update {distribution} or tell its author",
            id=check.id,
        )
    if not check.fix:
        origin.refuse(
            "the docstring of {id} of {plugin} {version} has no paragraph `Fix:`; "
            "update {distribution} or tell its author",
            id=check.id,
        )


def _extensions(origin: Origin, extensions: Sequence[Any]) -> None:
    taken: set[type] = set()
    for extension in extensions:
        key = f"x-{extension.namespace}"
        _typed(origin, key, _is_a(extension.on, Entity) and _is_a(extension.slots, Part))
        if extension.namespace != origin.name or extension.on in taken:
            origin.refuse(
                "{plugin} {version} registers fields under {key} twice or outside its namespace; "
                "update {distribution} or tell its author",
                key=key,
            )
        slots_of(extension.slots)  # reads the annotations, so that a broken one shows now and not in a run
        taken.add(extension.on)


def _probes(origin: Origin, users: Sequence[Any]) -> dict[str, Probe[Any, Any]]:
    probes: dict[str, Probe[Any, Any]] = {}
    for user in users:
        _typed(origin, user.id, _tuple_of(Probe, user.needs) and _tuple_of(Reference, user.reads))
        for probe in user.needs:
            if isinstance(probe.id, str) and probe.id.partition(".")[0] != origin.name and ID.fullmatch(probe.id):
                continue
            _own_id(origin, probe.id, {id_ for id_, known in probes.items() if known is not probe})
            _typed(origin, probe.id, _probe_is_typed(probe))
            probes[probe.id] = probe
    return probes


def _tuple_of(kind: type, found: object) -> bool:
    return isinstance(found, tuple) and all(isinstance(item, kind) for item in found)


def _probe_is_typed(probe: Any) -> bool:
    rules: tuple[Callable[[], bool], ...] = (
        lambda: callable(probe.observe) and isinstance(probe.adapter, TypeAdapter) and _is_a(probe.on, Entity),
        lambda: type(probe.version) is int and probe.version >= 1,
        lambda: type(probe.seconds) in (int, float) and 0 < probe.seconds < float("inf"),
        lambda: type(probe.network) is bool,
        lambda: probe.options is None or _is_a(probe.options, BaseModel),
    )
    return all(rule() for rule in rules)
