"""`govkit desk rejudge` and `criteria`: other editions for old submissions, and criteria before a call."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_submission.desk.commands.options import (
    PATH,
    checklist_option,
    day_of,
    day_option,
    desk_option,
    workers_option,
)
from govkit_submission.desk.commands.outcome import picture_of
from govkit_submission.desk.store import Desk

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_submission.desk.digest import Picture
    from govkit_submission.desk.rejudge import Rejudged


def rejudge_command(host: Host) -> click.Command:
    """Return the command `desk rejudge`."""

    @click.command("rejudge")
    @desk_option
    @click.option("--edition", "frameworks", multiple=True, metavar="ID@EDITION", help="An installed edition.")
    @checklist_option
    @click.option("--profile", type=PATH, help="A jurisdiction's profile.")
    @click.option("--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="The day; each one's own if left out.")
    @click.option("--format", "form", type=click.Choice(["console", "json"]), default="console", show_default=True)
    @workers_option
    def command(
        folder: Path,
        frameworks: Sequence[str],
        files: Sequence[Path],
        profile: Path | None,
        as_of: datetime | None,
        form: str,
        workers: int,
    ) -> int:
        """Judge what was taken in by another edition or profile, and show whose verdicts change."""
        from govkit_submission.desk.checking import require_whole
        from govkit_submission.desk.profile import read_profile
        from govkit_submission.desk.rejudge import rejudge
        from govkit_submission.desk.settings import read_settings

        if not (frameworks or files or profile):
            raise UsageError(
                worded("nothing to judge by"), hint=worded("name --edition ID@EDITION, -c FILE or --profile FILE")
            )
        desk = Desk.existing(folder, host)
        require_whole(desk)
        rules = read_profile(profile, frameworks, host)
        day = as_of.date() if as_of else None
        found = rejudge(desk, rules, files, host, as_of=day, workers=workers)
        if form == "json":
            click.echo(json.dumps({"govkit": "desk-rejudged/1", **asdict(found)}, ensure_ascii=False, indent=1))
        else:
            _tell_changes(found, picture_of(desk, read_settings(desk)))
        return 0

    return command


def _tell_changes(found: Rejudged, picture: Picture) -> None:
    from govkit_submission.desk.tables import name_of
    from govkit_submission.desk.words import WORDS

    click.echo(
        spoken(
            worded("{judged} submissions judged by {editions}", judged=found.judged, editions=", ".join(found.editions))
        )
    )
    words = {**WORDS, "": worded("not asked")}
    for control, before, after, count in found.by_control():
        click.echo(f"{control}  {spoken(words[before])} → {spoken(words[after])}  {count}")
        whose = [
            name_of(picture, c.sha256)
            for c in found.changes
            if (c.control, c.before, c.after) == (control, before, after)
        ]
        more = spoken(worded(" and {n} more", n=len(whose) - 5)) if len(whose) > 5 else ""
        click.echo(f"    {', '.join(whose[:5])}{more}")
    if not found.changes:
        click.echo(spoken(worded("no verdict changes")))
    for sha256, why in found.failed.items():
        click.echo(spoken(worded("not judged {picture}: {why}", picture=name_of(picture, sha256), why=why)))


def criteria(host: Host) -> click.Command:
    """Return the group `desk criteria`."""

    @click.group("criteria")
    def group() -> None:
        """Fix what submissions will be judged by, before a call."""

    @group.command("register")
    @click.option("-o", "--output", type=PATH, required=True, help="The file to write.")
    @click.option("--framework", "frameworks", multiple=True, metavar="ID[@EDITION]", help="An installed checklist.")
    @checklist_option
    @click.option("--profile", type=PATH, help="A jurisdiction's profile.")
    @click.option("--title", default="", help="What the call is called.")
    @day_option
    def register_(
        output: Path,
        frameworks: Sequence[str],
        files: Sequence[Path],
        profile: Path | None,
        title: str,
        day: datetime | None,
    ) -> int:
        """Write the digests of checklists and profile into a file, and print the digest to publish."""
        import hashlib

        from govkit_submission.desk.criteria import register
        from govkit_submission.desk.profile import read_profile

        data = register(read_profile(profile, frameworks, host), files, title, day_of(day), host)
        host.write(output, data)
        click.echo(f"{hashlib.sha256(data).hexdigest()}  {output}")
        return 0

    return group
