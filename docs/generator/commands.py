"""The page of every command, with its help as the command line prints it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from docs.generator.markdown import anchor, page
from govkit.cli.group import COMMANDS, govkit

_INTRO = """What `--help` prints. Results go to standard output, progress and advice to standard error; the exit codes
stand in the [README](../../README.md#exit-codes)."""
_WIDTH = 100


def render() -> str:
    """Return the page."""
    return page("Commands", _INTRO, _lines())


def _lines() -> Iterator[str]:
    root = click.Context(govkit, info_name="govkit", max_content_width=_WIDTH, terminal_width=_WIDTH)
    root.help_option_names = govkit.context_settings["help_option_names"]
    for name in COMMANDS:
        command = govkit.get_command(root, name)
        if command is None:
            raise LookupError(name)
        yield from _command(root, name, command)


def _command(parent: click.Context, name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, parent, name, max_content_width=_WIDTH, terminal_width=_WIDTH)
    path = context.command_path
    heading = "#" * len(path.split())
    yield from (
        anchor(path.replace(" ", "-")),
        "",
        f"{heading} {path}",
        "",
        "```text",
        _help(command, context),
        "```",
        "",
    )
    if isinstance(command, click.Group):
        for part in command.list_commands(context):
            found = command.get_command(context, part)
            if found is not None:
                yield from _command(context, part, found)


def _help(command: click.Command, context: click.Context) -> str:
    return "\n".join(line.rstrip() for line in command.get_help(context).rstrip().splitlines())
