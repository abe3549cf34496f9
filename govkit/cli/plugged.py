"""Commands that plugins bring: their names from metadata alone, their code when they are called."""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from govkit.model.worded import worded

if TYPE_CHECKING:
    import click

GROUP = "govkit.commands"
"""The entry-point group: `name = "module:function"`, where `function(host: Host) -> click.Command`.

A name `answer.export` is the command `export` below `govkit answer`; only `govkit.cli.open_command` looks for those.
"""


def plugged_names(taken: Container[str] = (), *, below: str = "") -> tuple[str, ...]:
    """Return the names of commands that plugins bring, sorted, save those that govkit has itself.

    They are govkit's own sub-commands, or those below one of its commands.
    """
    parts = (name.rpartition(".") for name in _names())
    return tuple(name for parent, _, name in parts if parent == below and name not in taken)


def plugged_command(name: str) -> click.Command | None:
    """Import a plugin's command; raise `PluginError` for one that can't be had."""
    if name not in _names():
        return None
    from importlib.metadata import entry_points

    from govkit.cli.host import CommandHost
    from govkit.model.errors import PluginError

    points = tuple(entry_points(group=GROUP, name=name))
    owners = sorted({f"{point.dist.name} {point.dist.version}" for point in points if point.dist is not None})
    brought_by = ", ".join(owners) or "an unknown distribution"
    if len(points) > 1:
        raise PluginError(
            worded("several plugins bring the command `{name}`: {brought_by}", name=name, brought_by=brought_by),
            hint=worded("remove all but one"),
        )
    import click

    point = points[0]
    try:
        command = point.load()(CommandHost())
    except (Exception, SystemExit) as fault:  # an exit would end the run as if all were well
        from govkit.plugin.blame import code_location, error_name

        where = f"{error_name(fault)} at {code_location(fault, point.module)}"
        hint = worded("update {brought_by} or tell its author", brought_by=brought_by)
        raise PluginError(
            worded("the command `{name}` can't be had: {where}", name=name, where=where), hint=hint
        ) from fault
    if not isinstance(command, click.Command):
        raise PluginError(
            worded("`{value}` of {brought_by} gives no Click command", value=point.value, brought_by=brought_by),
            hint=worded("tell its author"),
        )
    from govkit.cli.helping import speaking

    return speaking(command)


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    """Read the names from the metadata files themselves: importing `importlib.metadata` takes longer than all else.

    A distribution that is not a plain `.dist-info` folder (a zip, an egg) is not seen here, as pip makes none.
    """
    return tuple(sorted({name for text in _entry_points() for name in _listed(text)}))


def _entry_points() -> Iterator[str]:
    """Yield each file of entry points that names the group; with `os`, because `pathlib` takes twice as long."""
    for place in dict.fromkeys(sys.path):
        try:
            names = [name for name in os.listdir(place or ".") if name.endswith(".dist-info")]  # noqa: PTH208
        except OSError:
            continue
        for name in sorted(names):
            try:
                with open(f"{place or '.'}/{name}/entry_points.txt", "rb") as file:  # noqa: PTH123
                    data = file.read(1_000_000)
            except OSError:
                continue
            if GROUP.encode() in data:
                yield data.decode("utf-8", "replace")


def _listed(text: str) -> Iterator[str]:
    """Yield the names in the section of the group."""
    inside = False
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            inside = line == f"[{GROUP}]"
        elif inside and "=" in line and not line.startswith(("#", ";")):
            yield line.partition("=")[0].strip()
