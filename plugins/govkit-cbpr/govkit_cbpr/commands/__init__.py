"""The commands `govkit cbpr …`: the gap to the newer edition, and the crosswalk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from govkit.plugin.host import Host


def command(host: Host) -> click.Group:
    """Return the group of commands."""
    from govkit_cbpr.commands import crosswalk, gap

    group = click.Group("cbpr", help="Prepare a certification under Global CBPR.")
    for module in (gap, crosswalk):
        group.add_command(module.command(host))
    return group
