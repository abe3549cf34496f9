"""The commands `govkit transfers …`: judge flows, explain answers, draw grids, and the lawyers' round trip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from govkit.plugin.host import Host


def command(host: Host) -> click.Group:
    """Return the group of commands."""
    from govkit_cbpr.transfer_commands.assess import commands as assess
    from govkit_cbpr.transfer_commands.changes import commands as changes
    from govkit_cbpr.transfer_commands.collect import commands as collect
    from govkit_cbpr.transfer_commands.explain import commands as explain
    from govkit_cbpr.transfer_commands.grid import commands as grid
    from govkit_cbpr.transfer_commands.roundtrip import commands as roundtrip
    from govkit_cbpr.transfer_commands.rulework import commands as rulework

    group = click.Group(
        "transfers", help="Judge flows, explain answers, draw grids, and take part in the lawyers' round trip."
    )
    for commands in (assess, explain, grid, collect, changes, roundtrip, rulework):
        for made in commands(host):
            group.add_command(made)
    return group
