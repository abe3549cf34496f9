"""The `govkit` command: it knows its sub-commands by name and imports the one that is called."""

from __future__ import annotations

import importlib
from typing import Any

import click

from govkit.cli.helping import Context, speaking
from govkit.model.worded import worded

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init", worded("Start an assessed folder: four questions, then files to fill in.")),
    "lint": ("lint", worded("Find mistakes in inventories, checklists, answers and waivers.")),
    "assess": ("assess", worded("Assess a folder, and report what is met and what is not.")),
    "answer": ("answer", worded("Answer the open questions, one at a time.")),
    "show": ("show", worded("Show a saved assessment in another format or language.")),
    "explain": ("explain", worded("Explain a control, check, probe, status or exit code.")),
    "diff": ("diff", worded("Compare two assessments: new, fixed, gone, changed.")),
    "verify": ("verify", worded("Say whether an assessment fits its facts, files, plugins and checklists.")),
    "waive": ("waive", worded("Accept a gap for a time, with an owner and a reason.")),
    "list": ("list_", worded("List checks, checklists, plugins, languages or reporters.")),
    "schema": ("schema", worded("Print the JSON Schema of a file that govkit reads or writes.")),
    "config": ("config", worded("Show each setting and where it comes from.")),
    "checklist": ("checklist", worded("Export a framework's controls for review, and import the result.")),
    "plugin": ("plugin", worded("List the plugins, or start a new one.")),
}
"""Name → module below `govkit.cli.commands`, and the line that `--help` shows without importing it."""


class Commands(click.Group):
    """A group whose commands are imported when they are called, govkit's own and those of plugins."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names: govkit's own in the order of use, then those of plugins."""
        from govkit.cli.plugged import plugged_names

        return [*COMMANDS, *plugged_names(COMMANDS)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command, or return `None` for a name that nobody brings."""
        if cmd_name in COMMANDS:
            module = importlib.import_module(f"govkit.cli.commands.{COMMANDS[cmd_name][0]}")
            return speaking(module.command)
        from govkit.cli.plugged import plugged_command

        return plugged_command(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command for one that does not exist."""
        name = args[0]
        if name not in self.list_commands(ctx):
            from govkit.model.errors import UsageError, nearest

            hint = nearest(name, self.list_commands(ctx)) or worded("run `govkit --help` to see them")
            raise UsageError(worded("there is no command `{name}`", name=name[:60]), hint=hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing any of them."""
        from govkit.cli.plugged import plugged_names

        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_module, text) in COMMANDS.items()])
        names = plugged_names(COMMANDS)
        if names:
            with formatter.section("Commands of plugins"):
                formatter.write_dl([(name, f"govkit {name} --help") for name in names])


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"govkit {version('govkit')}")
        ctx.exit()


_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=Commands, context_settings=_SETTINGS)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
@click.option("--lang", metavar="TAG", expose_value=False, help="The language of help, errors and labels: en, th, …")
@click.option("--debug", is_flag=True, expose_value=False, help="Show where an error was raised.")
def govkit() -> None:
    """Check an organisation's data and AI governance, and never say more than its evidence.

    Results go to standard output, progress and advice to standard error. Exit codes: 0 nothing at or above
    --fail-on, 1 gaps, 2 bad input or usage, 3 incomplete, 4 locked, 5 verification failed, 130 interrupted.
    """
