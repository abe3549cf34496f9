"""Commands of govkit under which plugins put commands of their own: `answer.export` becomes `govkit answer export`."""

from __future__ import annotations

from typing import Any

import click

from govkit.cli.plugged import plugged_command, plugged_names


class OpenCommand(click.Command):
    """A command that does its own work, unless the first word after it names a plugin's command."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Hand the rest of the line to the plugin's command where the first word names one."""
        if args and args[0] in plugged_names(below=str(self.name)):
            command = plugged_command(f"{self.name}.{args[0]}")
            if command is not None:
                return command.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Name the commands below without importing any of them."""
        _name_plugged(ctx, formatter, plugged_names(below=str(self.name)))
        super().format_epilog(ctx, formatter)


class OpenGroup(click.Group):
    """A group of commands, to which plugins add theirs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names: the group's own, then those of plugins."""
        return [*super().list_commands(ctx), *self._plugged()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one of the group's own commands, or import a plugin's."""
        return super().get_command(ctx, cmd_name) or plugged_command(f"{self.name}.{cmd_name}")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the group's own commands with their lines, and name those of plugins without importing them."""
        own = [(name, self.commands[name].get_short_help_str()) for name in super().list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(own)
        _name_plugged(ctx, formatter, self._plugged())

    def _plugged(self) -> tuple[str, ...]:
        return plugged_names(self.commands, below=str(self.name))


def _name_plugged(ctx: click.Context, formatter: click.HelpFormatter, names: tuple[str, ...]) -> None:
    if names:
        with formatter.section("Commands of plugins"):
            formatter.write_dl([(name, f"{ctx.command_path} {name} --help") for name in names])
