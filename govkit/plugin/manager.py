"""Finds plugins by their metadata and loads them one at a time, when something of theirs is asked for."""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.machinery import ModuleSpec, PathFinder
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from govkit.model.message import Message
from govkit.plugin.check import ID, Check
from govkit.plugin.contract import Origin, Refused
from govkit.plugin.exhibit import ExhibitMaker
from govkit.plugin.extension import Extension
from govkit.plugin.loading import Loaded, load
from govkit.plugin.probe import Probe

GROUP = "govkit"
"""The entry-point group: `name = "module"`, where the name is the namespace of the plugin's ids."""
SWITCH = "GOVKIT_PLUGINS"
"""The environment variable that limits installed plugins: `none`, or names with commas between them."""
RESERVED = frozenset({"govkit"})
"""Namespaces of the core, which no plugin may take."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True)
class Unavailable:
    """Why a check or a probe can't be had, and what to do about it."""

    reason: Message


@dataclass(frozen=True)
class PluginState:
    """What became of a plugin that was asked for."""

    name: str
    distribution: str
    version: str
    state: Literal["loaded", "failed", "missing"]
    reason: Message | None


class Plugins:
    """The plugins of a run. Nothing of a plugin is imported until its namespace is asked for."""

    def __init__(self, entry_points: Iterable[EntryPoint] | None = None) -> None:
        """Take the entry points given, or those installed in the group `govkit`, as far as GOVKIT_PLUGINS lets in."""
        limited = entry_points is None
        installed = tuple(_installed() if entry_points is None else entry_points)
        self._found: dict[str, list[EntryPoint]] = {}
        for point in installed:
            self._found.setdefault(point.name, []).append(point)
        allowed = _allowed() if limited else None
        self._switched_off = frozenset() if allowed is None else frozenset(self._found.keys() - allowed)
        self._loaded: dict[str, Loaded | PluginState] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the plugins, sorted, from metadata alone."""
        return tuple(sorted(self._found.keys() - self._switched_off))

    def entry_point(self, name: str) -> EntryPoint:
        """Return the entry point of an installed plugin, for a worker to load it again; raise `KeyError` for others."""
        return self._found[name][0]

    def checks(self, namespace: str) -> tuple[Check[Any], ...]:
        """Return the checks of a plugin, sorted by id; none where it is missing or failed."""
        plugin = self._get(namespace)
        if not isinstance(plugin, Loaded):
            return ()
        return tuple(check for _, check in sorted(plugin.offer.checks.items()))

    def check(self, id: str) -> Check[Any] | Unavailable:
        """Return a check by its id, or why it can't be had."""
        plugin = self._owner(id)
        if isinstance(plugin, Unavailable):
            return plugin
        found = plugin.offer.checks.get(id)
        return found if found is not None else _absent(plugin.origin, id, plugin.offer.checks)

    def probe(self, id: str) -> Probe[Any, Any] | Unavailable:
        """Return a probe that a check or an exhibit of its plugin needs, or why it can't be had."""
        plugin = self._owner(id)
        if isinstance(plugin, Unavailable):
            return plugin
        found = plugin.offer.probes.get(id)
        return found if found is not None else _absent(plugin.origin, id, plugin.offer.probes)

    def exhibits(self, namespaces: Iterable[str]) -> tuple[ExhibitMaker, ...]:
        """Return what draws the exhibits of these plugins, in the order of their names."""
        return tuple(maker for plugin in self._all(namespaces) for maker in plugin.offer.exhibits)

    def extensions(self, namespaces: Iterable[str]) -> tuple[Extension, ...]:
        """Return the fields that these plugins add to subjects, in the order of their names."""
        return tuple(extension for plugin in self._all(namespaces) for extension in plugin.offer.extensions)

    def notify(self, hook: str, **kwargs: Any) -> list[tuple[str, Message]]:
        """Call `assessment_started` or `assessment_finished` on each loaded plugin, each with a copy of its own.

        Returns the plugins that failed to take it, with the reason; one that fails does not keep the others from it.
        """
        problems: list[tuple[str, Message]] = []
        for plugin in self._all(sorted(self._loaded)):
            try:
                plugin.call(hook, lambda: copy.deepcopy(kwargs))
            except Refused as refused:
                problems.append((plugin.origin.name, refused.reason))
        return problems

    def state(self, name: str) -> PluginState:
        """Return what became of a plugin, loading it first."""
        plugin = self._get(name)
        if isinstance(plugin, PluginState):
            return plugin
        return PluginState(name, plugin.origin.distribution, plugin.origin.version, "loaded", None)

    def states(self) -> tuple[PluginState, ...]:
        """Return the states of all plugins that have been asked for so far, sorted by name."""
        return tuple(self.state(name) for name in sorted(self._loaded))

    def locales(self, name: str) -> Path | None:
        """Return the folder `locales` of a plugin's package, or `None`; nothing is imported for it."""
        points = self._found.get(name, []) if name not in self._switched_off else []
        return _locales(points[0].module) if len(points) == 1 else None

    def _all(self, namespaces: Iterable[str]) -> list[Loaded]:
        plugins = [self._get(name) for name in sorted(set(namespaces))]
        return [plugin for plugin in plugins if isinstance(plugin, Loaded)]

    def _owner(self, id_: str) -> Loaded | Unavailable:
        if not ID.fullmatch(id_):
            return Unavailable(
                Message("{id} is not an id of the form plugin.noun-phrase; correct it where it is written", {"id": id_})
            )
        plugin = self._get(id_.partition(".")[0])
        if isinstance(plugin, Loaded):
            return plugin
        return Unavailable(plugin.reason or Message("{id} can't be had; run `govkit plugin list`", {"id": id_}))

    def _get(self, name: str) -> Loaded | PluginState:
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def _load(self, name: str) -> Loaded | PluginState:
        if name not in self.names:
            return PluginState(name, "", "", "missing", self._why_missing(name))
        points = self._found[name]
        origin = _origin(points[0])
        try:
            _refuse_name(origin, points)
            return load(origin, points[0])
        except Refused as refused:
            return PluginState(name, origin.distribution, origin.version, "failed", refused.reason)

    def _why_missing(self, name: str) -> Message:
        if name in self._switched_off:
            return Message(
                "the plugin {plugin} is switched off by {variable}; name it there, or unset it",
                {"plugin": name, "variable": SWITCH},
            )
        for similar in get_close_matches(name, self.names, n=1):
            return Message(
                "no plugin {plugin} is installed, but {similar} is; correct the name, or run `govkit plugin list`",
                {"plugin": name, "similar": similar},
            )
        return Message("no plugin {plugin} is installed; install it, or run `govkit plugin list`", {"plugin": name})


def _installed() -> Iterable[EntryPoint]:
    return entry_points(group=GROUP)


def _allowed() -> frozenset[str] | None:
    """Return the names that GOVKIT_PLUGINS lets in, or `None` where it does not limit."""
    text = os.environ.get(SWITCH, "").strip()
    if not text:
        return None
    return frozenset(name.strip() for name in text.split(",")) - {"none", ""}


def _origin(point: EntryPoint) -> Origin:
    dist = point.dist
    return Origin(point.name, "" if dist is None else dist.name, "" if dist is None else dist.version)


def _refuse_name(origin: Origin, points: list[EntryPoint]) -> None:
    """Refuse a name that is malformed, the core's, or claimed twice: nobody could tell whose check it was."""
    if not _NAME.fullmatch(origin.name):
        origin.refuse("{plugin} {version} is not a plugin's name: write it in kebab-case; tell its author")
    if origin.name in RESERVED:
        origin.refuse("the name {plugin} is the core's own, so {distribution} {version} can't have it; remove it")
    if len(points) > 1:
        others = [_origin(point) for point in points]
        claimed_by = {f"{other.distribution or '?'} {other.version}".strip() for other in others}
        origin.refuse(
            "several distributions bring a plugin {plugin}: {distributions}; remove all but one",
            distributions=", ".join(sorted(claimed_by)),
        )


def _absent(origin: Origin, id_: str, known: Iterable[str]) -> Unavailable:
    params = {**origin.params, "id": id_}
    for similar in get_close_matches(id_, list(known), n=1):
        return Unavailable(
            Message(
                "{plugin} {version} has no {id}, but {similar}; correct the id, or update {distribution}",
                {**params, "similar": similar},
            )
        )
    return Unavailable(
        Message(
            "{plugin} {version} has no {id}; correct the id, update {distribution}, or run `govkit plugin list`", params
        )
    )


def _locales(module: str) -> Path | None:
    """Look for `locales` in the package of a module, then in the packages around it, by their specs alone."""
    found: Path | None = None
    spec: ModuleSpec | None = None
    names = module.split(".")
    for depth in range(len(names)):
        name = ".".join(names[: depth + 1])
        try:
            spec = find_spec(name) if spec is None else PathFinder.find_spec(name, spec.submodule_search_locations)
        except (ImportError, ValueError):
            return found
        if spec is None or not spec.submodule_search_locations:
            return found
        for location in spec.submodule_search_locations:
            folder = Path(location, "locales")
            found = folder if folder.is_dir() else found
    return found
