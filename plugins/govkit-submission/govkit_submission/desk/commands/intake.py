"""`govkit intake`: take in a folder of submissions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govkit.model.errors import UsageError
from govkit.model.worded import listed, worded
from govkit.plugin.spoken import spoken
from govkit_submission.desk.commands.options import (
    PATH,
    checklist_option,
    day_of,
    settings_options,
    workers_option,
)
from govkit_submission.desk.commands.outcome import changed_settings, tell, write_both
from govkit_submission.desk.retold import retold
from govkit_submission.desk.store import Desk
from govkit_submission.desk.words import OUTCOMES

if TYPE_CHECKING:
    from govkit.plugin.host import Host


def intake(host: Host) -> click.Command:
    """Return the command `intake`."""

    @click.command("intake")
    @click.argument("received", type=PATH)
    @click.option("-o", "--output", "folder", type=PATH, required=True, help="The folder of the desk.")
    @checklist_option
    @click.option("--criteria", type=PATH, help="Registered criteria that submissions have to be assessed by.")
    @click.option("--trust", type=PATH, help="The folder of trusted keys; without it, signers are not checked.")
    @click.option("--not-before", type=click.DateTime(["%Y-%m-%d"]), help="Reject assessments of an earlier day.")
    @click.option("--timeout", type=click.FloatRange(1), default=120.0, show_default=True, help="Seconds a submission.")
    @settings_options
    @workers_option
    @click.option(
        "--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day by which keys are judged; today if left out."
    )
    def command(received: Path, folder: Path, day: datetime | None, workers: int, **given: Any) -> int:
        """Take in a folder of submissions: sealed files and plain folders, good and bad.

        Each is accepted or rejected with one line of reason and judged again from its own facts. What a kill
        interrupts goes on when the same command is run again, with the same result. Writes desk.html and desk.xlsx.
        """
        from govkit_submission.desk.checking import require_whole
        from govkit_submission.desk.criteria import read_criteria
        from govkit_submission.desk.intake import Order, began, finish, take_in, tally

        _require_apart(received, folder)
        files = given.pop("files")
        names = ("criteria", "trust", "timeout", "not_before")
        criteria_file, trust, seconds, not_before = (given.pop(name) for name in names)
        criteria = read_criteria(criteria_file, files, host) if criteria_file else None
        order = Order(
            received,
            day_of(day),
            files,
            criteria.sha256 if criteria else "",
            criteria.checklists if criteria else {},
            trust,
            workers,
            seconds,
            day_of(not_before) if not_before else "",
        )
        order.rules_of(host)
        order.trusted()
        desk = Desk(folder, host)
        with desk.sole():
            require_whole(desk)
            settings = changed_settings(desk, host, order.day, **given)
            outcomes = take_in(desk, order, host)
            picture = write_both(desk, settings, began(desk))
            finish(desk)
        for outcome in outcomes:
            if outcome.outcome == "rejected":
                click.echo(
                    spoken(worded("rejected {name}: {reason}", name=outcome.name, reason=retold(outcome.reason)))
                )
        for outcome in outcomes:
            if outcome.outcome == "accepted" and not outcome.reason.endswith("all are as claimed"):
                click.echo(
                    spoken(worded("accepted {name}: {reason}", name=outcome.name, reason=retold(outcome.reason)))
                )
        counts = [worded("{n} {outcome}", n=count, outcome=OUTCOMES[name]) for name, count in tally(outcomes)]
        click.echo(spoken(listed(counts)))
        tell(picture)
        return 0

    return command


def _require_apart(received: Path, desk: Path) -> None:
    """Refuse a desk among what was received, and a folder in which there is nothing, before anything is written."""
    from govkit_submission.desk.walk import sources

    inner, outer = desk.resolve(), received.resolve()
    if inner.is_relative_to(outer) or outer.is_relative_to(inner):
        raise UsageError(
            worded("the desk and what was received have to lie apart"), hint=worded("choose another -o"), path=str(desk)
        )
    sources(received)
