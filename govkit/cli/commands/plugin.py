"""`govkit plugin`: the plugins that are installed, and a new one."""

from __future__ import annotations

import re
import sys
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from govkit.cli.commands.list_ import plugin_rows, show
from govkit.cli.options import json_option, path_argument
from govkit.cli.terminal import say
from govkit.cli.tongue import tongue
from govkit.engine.atomic import write_atomic
from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.plugin.manager import RESERVED

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@click.group("plugin")
def command() -> None:
    """List the plugins, or start a new one."""


@command.command("list")
@json_option
def list_(as_json: bool) -> int:
    """List the installed plugins, and whether each could be loaded."""
    show(plugin_rows(), as_json)
    return 0


@command.command("new")
@click.argument("name")
@path_argument("folder", required=False)
def new(name: str, folder: Path | None) -> int:
    """Write a plugin that works: a check, a probe, and tests that pass. NAME is the namespace of its ids."""
    if not _NAME.fullmatch(name) or name in RESERVED:
        hint = worded("use lower-case words with hyphens between them, such as acme or acme-privacy")
        raise UsageError(worded("`{name}` can't be the name of a plugin", name=name[:60]), hint=hint)
    folder = folder or Path(f"govkit-{name}")
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(worded("the folder is not empty"), hint=worded("name another one"), path=str(folder))
    for place, text in _rendered(files("govkit.cli").joinpath("template"), name, ""):
        write_atomic(folder / place, text)
    say(worded("wrote {folder}", folder=folder))
    say(
        worded(
            "next: {name} -m pip install -e {folder} pytest, then pytest {folder}",
            name=Path(sys.executable).name,
            folder=folder,
        )
    )
    return 0


def _rendered(place: Traversable, name: str, below: str) -> list[tuple[str, str]]:
    """Return path → text of every template, with the plugin's name filled in."""
    from govkit.i18n.extract import PROSE

    module = name.replace("-", "_")
    found: list[tuple[str, str]] = []
    for child in sorted(place.iterdir(), key=lambda child: child.name):
        if child.is_dir():
            shown = f"govkit_{module}" if child.name == "package" else child.name
            found += _rendered(child, name, f"{below}{shown}/")
        elif child.name.endswith(".in"):
            text = PROSE.sub(lambda match: tongue().constant(match[1]), child.read_text("utf-8"))
            text = text.replace("@NAME@", name).replace("@MODULE@", module)
            found.append((below + child.name.removesuffix(".in"), text))
    return [*found, (f"govkit_{module}/py.typed", "")] if not below else found
