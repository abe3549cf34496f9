"""What this repository ships: its plugins and checklists, whatever else is installed beside them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from govkit.engine.checklists import Chosen
from govkit.engine.lookup import Lookup
from govkit.plugin.check import Check
from govkit.plugin.exhibit import ExhibitMaker
from govkit.plugin.manager import Plugins
from govkit.plugin.probe import Probe

ROOT = Path(__file__).resolve().parents[2]
CHECKLISTS = "govkit-checklists"


@cache
def lookup() -> Lookup:
    """Return what finds the things that are installed."""
    return Lookup(plugins=Plugins())


@cache
def plugins() -> dict[str, str]:
    """Return the first-party plugins: the namespace of each, and its distribution."""
    found: dict[str, str] = {}
    for file in sorted(ROOT.glob("plugins/*/pyproject.toml")):
        project = tomllib.loads(file.read_text("utf-8"))["project"]
        found |= {name: project["name"] for name in project.get("entry-points", {}).get("govkit", {})}
    for name in found:
        state = lookup().plugins.state(name)
        if state.state != "loaded":
            raise SystemExit(f"the plugin {name} has to be installed to be described, and is {state.state}")
    return dict(sorted(found.items()))


def checks(plugin: str) -> tuple[Check[Any], ...]:
    """Return the checks of a plugin."""
    return lookup().plugins.checks(plugin)


def probes(plugin: str) -> list[Probe[Any, Any]]:
    """Return the probes of a plugin that its checks or exhibits need."""
    users: list[Check[Any] | ExhibitMaker] = [*checks(plugin), *exhibits(plugin)]
    found = {probe.id: probe for user in users for probe in user.needs if probe.id.partition(".")[0] == plugin}
    return [found[name] for name in sorted(found)]


def exhibits(plugin: str) -> tuple[ExhibitMaker, ...]:
    """Return the exhibits of a plugin."""
    return lookup().plugins.exhibits([plugin])


def checklists() -> list[Chosen]:
    """Return the checklists of this repository."""
    return [chosen for chosen in lookup().checklists if chosen.origin.startswith(f"{CHECKLISTS} ")]


def checklist_page(chosen: Chosen) -> str:
    """Return the name of the page of a checklist."""
    framework = chosen.checklist.framework
    return f"{framework.id}-{framework.edition}.md"
