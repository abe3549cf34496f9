"""`govkit desk report` and `overview`: what a desk tells one company, and what it tells everybody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_submission.desk.commands.options import PATH, desk_option
from govkit_submission.desk.commands.outcome import picture_of, put
from govkit_submission.desk.store import Desk

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_ONE = worded("publish one overview only: subtracted from another, it tells what single organisations say")


def report(host: Host) -> click.Command:
    """Return the command `desk report`."""

    @click.command("report")
    @click.argument("submission")
    @desk_option
    @click.option("-o", "--output", type=PATH, help="The HTML file; written to standard output if left out.")
    def command(submission: str, folder: Path, output: Path | None) -> int:
        """Tell one company what was found in its submission, and nothing about others.

        SUBMISSION is a digest or its beginning, the id of an organisation, or the name of what was received.
        """
        from govkit_submission.desk.checking import require_whole
        from govkit_submission.desk.feedback import feedback
        from govkit_submission.desk.settings import read_settings

        desk = Desk.existing(folder, host)
        require_whole(desk)
        put(feedback(picture_of(desk, read_settings(desk)), desk.find(submission)), output, host)
        return 0

    return command


def overview_command(host: Host) -> click.Command:
    """Return the command `desk overview`."""
    from govkit_submission.desk.suppress import LEAST

    @click.command("overview")
    @desk_option
    @click.option("--year", type=click.IntRange(1900, 2400), help="Only what was judged as of a day of this year.")
    @click.option(
        "--least", type=click.IntRange(3, 1000), default=LEAST, show_default=True, help="Smallest number shown."
    )
    @click.option("-o", "--output", type=PATH, help="The HTML file; written to standard output if left out.")
    def command(folder: Path, year: int | None, least: int, output: Path | None) -> int:
        """Give the overview of a year without naming anybody; small numbers are withheld.

        Publish one: two that count nearly the same organisations can be subtracted from each other.
        """
        from govkit_submission.desk.checking import require_whole
        from govkit_submission.desk.overview import overview
        from govkit_submission.desk.settings import read_settings

        desk = Desk.existing(folder, host)
        require_whole(desk)
        sheet = overview(picture_of(desk, read_settings(desk)), year, least)
        if sheet is None:
            hint = worded("an overview of so few would name them")
            raise UsageError(
                worded("fewer than {least} organisations were taken in", least=least), hint=hint, path=str(folder)
            )
        put(sheet, output, host)
        click.echo(spoken(_ONE), err=True)
        return 0

    return command
