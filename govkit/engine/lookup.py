"""Find a control, check, probe or framework by its id among everything that is installed or given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from govkit.engine.checklists import Chosen, Library, read_installed
from govkit.engine.lint.tree import leaves
from govkit.model.checklist import CheckUse, Control
from govkit.model.errors import nearest
from govkit.model.worded import worded
from govkit.plugin.check import Check
from govkit.plugin.manager import Plugins, Unavailable
from govkit.plugin.probe import Probe


@dataclass
class Lookup:
    """What can be explained."""

    plugins: Plugins = field(default_factory=Plugins)
    library: Library = field(default_factory=Library)
    given: Sequence[Chosen] = ()

    @cached_property
    def checklists(self) -> list[Chosen]:
        """Return the checklists given and all that are installed."""
        return [*self.given, *(read_installed(entry) for entry in self.library.installed)]

    def framework(self, name: str) -> list[Chosen]:
        """Return the editions of a framework, the last one last; `name` may be `id@edition`."""
        return [c for c in self.checklists if name in (c.checklist.framework.id, c.checklist.key)]

    def controls(self, framework: str, name: str) -> list[tuple[Chosen, Control]]:
        """Return a control in every edition that has it."""
        found = self.framework(framework)
        return [(chosen, control) for chosen in found for control in chosen.checklist.controls if control.id == name]

    def check(self, name: str) -> Check[Any] | None:
        """Return a check by its id, or `None`."""
        check = self.plugins.check(name)
        return None if isinstance(check, Unavailable) else check

    def probe(self, name: str) -> Probe[Any, Any] | None:
        """Return a probe by its id, or `None`."""
        probe = self.plugins.probe(name)
        return None if isinstance(probe, Unavailable) else probe

    def used_by(self, check: str) -> list[str]:
        """Return the controls, as `framework@edition/control`, that use a check."""
        return sorted(
            f"{chosen.checklist.key}/{control.id}"
            for chosen in self.checklists
            for control in chosen.checklist.controls
            if any(isinstance(leaf, CheckUse) and leaf.check == check for _, leaf in leaves(control, ()))
        )

    def checks(self) -> Iterator[Check[Any]]:
        """Yield every check of every plugin."""
        for name in self.plugins.names:
            yield from self.plugins.checks(name)

    def probes(self) -> dict[str, Probe[Any, Any]]:
        """Return every probe that some check needs."""
        return {probe.id: probe for check in self.checks() for probe in check.needs}

    def nearest(self, name: str, also: Sequence[str] = ()) -> str:
        """Return "did you mean …?" for the known id closest to `name`, or an empty text."""
        ids = {check.id for check in self.checks()} | set(self.probes()) | set(also)
        for chosen in self.checklists:
            framework = chosen.checklist.framework.id
            ids |= {framework, *(f"{framework}/{control.id}" for control in chosen.checklist.controls)}
        last = [id_ for id_ in ids if id_.partition("/" if "/" in id_ else ".")[2] == name]
        return worded("did you mean `{last}`?", last=min(last)) if last else nearest(name, sorted(ids))
