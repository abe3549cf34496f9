"""What a check sees besides its subject: the inventory, the facts that it declared, its options and the date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Generic

from typing_extensions import TypeVar

from govkit.model.entities import Entity
from govkit.model.errors import PluginError
from govkit.model.fact import Fact, FactStatus
from govkit.model.inventory import Inventory
from govkit.model.message import Message
from govkit.model.not_stated import silence_message
from govkit.model.worded import worded
from govkit.plugin.probe import Probe
from govkit.plugin.reference import Reference

if TYPE_CHECKING:
    from govkit.model.answers import Rejection

O = TypeVar("O", default=None)  # noqa: E741 - options
S = TypeVar("S", bound=Entity)
V = TypeVar("V")
R = TypeVar("R")


class FactMissing(Exception):
    """Raised by `ctx.fact` where there is no usable fact; the engine turns it into unknown or error."""

    def __init__(self, probe: str, *, failed: bool, reason: Message) -> None:
        """Name the probe, whether it failed (error) or had nothing to look at (unknown), and why."""
        super().__init__(probe)
        self.probe = probe
        self.failed = failed
        self.reason = reason


class Context(Generic[O]):
    """What a check may read. No clock, no file system, no network, no randomness: same facts, same finding."""

    def __init__(
        self,
        *,
        inventory: Inventory,
        as_of: date,
        options: O,
        subject: str = "",
        needs: Sequence[Probe[Any, Any]] = (),
        fact_of: Callable[[str, str], Fact | None] = lambda _probe, _subject: None,
        references: Mapping[str, Any] | None = None,
        rejections: Sequence[Rejection] = (),
    ) -> None:
        """Made by the engine; `fact_of(probe, subject)` looks a fact up."""
        self.inventory = inventory
        self.as_of = as_of
        self.options = options
        self._subject = subject
        self._needs = {probe.id: probe for probe in needs}
        self._fact_of = fact_of
        self._references = references or {}
        self._rejections = rejections
        self.read: list[Fact] = []
        """The facts that were read, for the engine."""

    def begin(self, subject: str) -> None:
        """Turn to the next subject; for the engine, which uses one context for all calls of a check."""
        self._subject = subject
        self.read = []

    def fact(self, probe: Probe[Any, V], about: Entity | None = None) -> V:
        """Return what a declared probe saw of this subject, or of another one.

        Raises `FactMissing`, which the engine turns into `unknown` (nothing to look at, or not allowed) or `error`
        (the probe failed); a check need not catch it.
        """
        if probe.id not in self._needs:
            raise PluginError(worded("the check reads the probe `{id}` without naming it in `needs`", id=probe.id))
        subject = self._about(about)
        fact = self._fact_of(probe.id, subject)
        if fact is None and probe.looks_at:
            raise FactMissing(probe.id, failed=False, reason=silence_message(probe.looks_at))
        if fact is None:
            raise FactMissing(
                probe.id, failed=False, reason=Message("nothing has been gathered by {probe}", {"probe": probe.id})
            )
        if fact.status is not FactStatus.OBSERVED:
            reason = fact.reason or Message("{probe} brought nothing", {"probe": probe.id})
            raise FactMissing(probe.id, failed=fact.status is FactStatus.FAILED, reason=reason)
        if fact.version != probe.version:
            reason = Message("the fact of {probe} has a form that this version does not know", {"probe": probe.id})
            raise FactMissing(probe.id, failed=False, reason=reason)
        self.read.append(fact)
        value: V = probe.adapter.validate_python(fact.value)
        return value

    def find(self, reference: str | None, kind: type[S]) -> S | None:
        """Follow a reference such as `transfer.recipient` to the subject of type `kind`."""
        return self.inventory.find(reference, kind)

    def reference(self, data: Reference[R]) -> R:
        """Return reference data that the check named in `reads`."""
        if data.id not in self._references:
            raise PluginError(worded("the check reads `{id}` without naming it in `reads`", id=data.id))
        value: R = self._references[data.id]
        return value

    def rejected(self, what: str, about: Entity | None = None) -> Rejection | None:
        """Return the statement by which a person rejected the detection of `what`, or `None`.

        One that names a digest has lapsed where none of the inputs of the facts read so far has it. One that names none
        is returned; whether it is of these data, `vouched` says.
        """
        subject = self._about(about)
        named = (entry for entry in self._rejections if entry.subject == subject and entry.what == what)
        standing = [entry for entry in named if entry.data_sha256 in (None, *self._digests(subject))]
        return max(standing, key=lambda entry: entry.data_sha256 is not None, default=None)

    def vouched(self, rejection: Rejection, about: Entity | None = None) -> bool:
        """Tell whether a rejection that stands is of the data that were seen: by their digest, where they have one."""
        return rejection.data_sha256 is not None or not self._digests(self._about(about))

    def _about(self, about: Entity | None) -> str:
        return about.subject if about is not None else self._subject

    def _digests(self, subject: str) -> set[str]:
        """Return the digests of what the facts that were read of a subject rest on; a database has none."""
        return {line.rpartition(" ")[2] for fact in self.read if fact.subject == subject for line in fact.inputs}
