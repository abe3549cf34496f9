"""`govkit desk`: the command line of whoever receives submissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from govkit_submission.desk.commands.judging import criteria, rejudge_command
from govkit_submission.desk.commands.telling import overview_command, report
from govkit_submission.desk.commands.upkeep import check, import_, refresh

if TYPE_CHECKING:
    from govkit.plugin.host import Host


def desk(host: Host) -> click.Command:
    """Return the group `desk`."""

    @click.group("desk")
    def group() -> None:
        """Work on what was taken in: verdicts, reports, other editions, criteria."""

    for make in (refresh, import_, check, report, overview_command, rejudge_command, criteria):
        group.add_command(make(host))
    return group
