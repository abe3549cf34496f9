"""Reporters, found by name in the entry-point group `govkit.reporters` and imported when they are used."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from govkit.model.errors import PluginError, UsageError, nearest
from govkit.model.worded import worded
from govkit.plugin.blame import code_location, error_name
from govkit.report import Reporter

GROUP = "govkit.reporters"
_SUFFIXES = {".htm": "html", ".html": "html", ".json": "json", ".csv": "csv", ".md": "markdown", ".sarif": "sarif"}
_SUFFIXES |= {".xml": "junit", ".txt": "console", ".xlsx": "xlsx"}


def reporters() -> dict[str, EntryPoint]:
    """Return what is installed, by name; govkit's own can't be replaced."""
    found: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: (not _is_own(point), point.value)):
        found.setdefault(point.name, point)
    return dict(sorted(found.items()))


def reporter(name: str) -> Reporter:
    """Import a reporter; raise `UsageError` for a name that nobody brings, `PluginError` for one that is broken."""
    known = reporters()
    if name not in known:
        hint = nearest(name, known) or worded("possible are {known}", known=", ".join(known))
        raise UsageError(worded("there is no format `{name}`", name=name[:60]), hint=hint)
    point = known[name]
    try:
        found: Reporter = point.load()
    except (Exception, SystemExit) as fault:  # an exit would end the run as if all were well
        where = f"{error_name(fault)} at {code_location(fault, point.module)}"
        hint = worded("update the distribution that brings it, or tell its author")
        raise PluginError(
            worded("the format `{name}` can't be had: {where}", name=name, where=where), hint=hint
        ) from fault
    if not callable(getattr(found, "render", None)):
        raise PluginError(
            worded("`{value}`, which brings the format `{name}`, has no `render`", value=point.value, name=name),
            hint=worded("tell its author"),
        )
    return found


def by_suffix(path: Path) -> str:
    """Return the format that a file's name asks for; raise `UsageError` where it says nothing."""
    if path.suffix.lower() in _SUFFIXES:
        return _SUFFIXES[path.suffix.lower()]
    raise UsageError(
        worded("the name of the file does not say its format"),
        hint=worded("put `--format NAME` before -o"),
        path=str(path),
    )


def _is_own(point: EntryPoint) -> bool:
    return point.dist is not None and point.dist.name == "govkit"
