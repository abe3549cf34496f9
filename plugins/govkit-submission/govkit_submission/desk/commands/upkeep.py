"""`govkit desk refresh`, `import` and `check`: what keeps a desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govkit.model.errors import VerificationFailed
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_submission.desk.commands.options import PATH, day_of, day_option, desk_option, settings_options
from govkit_submission.desk.commands.outcome import changed_settings, tell, write_both
from govkit_submission.desk.store import Desk

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_MOST = 20
LOCALES = Path(__file__).parents[2] / "locales"
"""What a workbook may have been written in."""


def refresh(host: Host) -> click.Command:
    """Return the command `desk refresh`."""

    @click.command("refresh")
    @desk_option
    @settings_options
    @day_option
    def command(folder: Path, day: datetime | None, **given: Any) -> int:
        """Write desk.html and desk.xlsx anew, with another sample, sectors or known texts if they are given."""
        from govkit_submission.desk.checking import require_whole

        desk = Desk.existing(folder, host)
        with desk.sole():
            require_whole(desk)
            picture = write_both(desk, changed_settings(desk, host, day_of(day), **given), day_of(day))
        tell(picture)
        return 0

    return command


def import_(host: Host) -> click.Command:
    """Return the command `desk import`."""

    @click.command("import")
    @click.argument("file", type=PATH)
    @desk_option
    @day_option
    def command(file: Path, folder: Path, day: datetime | None) -> int:
        """Take the verdicts of inspectors from a workbook: all of them, or none where one has no place."""
        from govkit_submission.desk.checking import require_whole
        from govkit_submission.desk.settings import read_settings
        from govkit_submission.desk.verdicts import keep_verdicts, read_verdicts

        desk = Desk.existing(folder, host)
        with desk.sole():
            require_whole(desk)
            said = read_verdicts(file, desk, _languages(host))
            fresh = keep_verdicts(desk, said, file, day_of(day))
            picture = write_both(desk, read_settings(desk), day_of(day))
        click.echo(
            spoken(worded("{count} verdicts read, {fresh} of them new or changed", count=len(said), fresh=fresh))
        )
        for line in picture.agreement_lines():
            click.echo(spoken(line))
        return 0

    return command


def _languages(host: Host) -> list[Callable[[str], str]]:
    """Return what a workbook may speak: in each language the plugin's own words, and govkit's, which come before."""
    names = sorted(place.name for place in LOCALES.iterdir())
    return [host.texts(name, place) for name in names for place in (LOCALES, LOCALES / name)]


def check(host: Host) -> click.Command:
    """Return the command `desk check`."""

    @click.command("check")
    @desk_option
    @click.option("--head", default="", help="The digest of an entry that was written down elsewhere.")
    def command(folder: Path, head: str) -> int:
        """Say whether anything at the desk was changed behind the back of its log; exit code 5 where it was."""
        from govkit_submission.desk.checking import faults

        desk = Desk.existing(folder, host)
        found = list(faults(desk, head))
        for line in found[:_MOST]:
            click.echo(spoken(line))
        if len(found) > _MOST:
            click.echo(spoken(worded("and {number} more", number=len(found) - _MOST)))
        if not found:
            count, last = desk.log.head()
            click.echo(
                spoken(
                    worded("{count} entries hold together; the digest of the last is {last}", count=count, last=last)
                )
            )
        return VerificationFailed.exit_code if found else 0

    return command
