"""`govkit intake`: take in a folder of submissions."""

from __future__ import annotations

from collections.abc import Sequence
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
    from govkit_submission.desk.intake import Order, Outcome


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
        from govkit_submission.desk.intake import began, finish, take_in

        _require_apart(received, folder)
        terms = {name: given.pop(name) for name in ("files", "criteria", "trust", "timeout", "not_before")}
        order = _order(received, day_of(day), workers, host, **terms)
        order.rules_of(host)
        order.trusted()
        desk = Desk(folder, host)
        with desk.sole():
            require_whole(desk)
            settings = changed_settings(desk, host, order.day, **given)
            outcomes = take_in(desk, order, host)
            picture = write_both(desk, settings, began(desk))
            finish(desk)
        _tell_outcomes(outcomes)
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


def _order(
    received: Path,
    day: str,
    workers: int,
    host: Host,
    *,
    files: Sequence[Path],
    criteria: Path | None,
    trust: Path | None,
    timeout: float,
    not_before: datetime | None,
) -> Order:
    """Return how the folder is to be taken in; raise `GovkitError` for criteria that can't be read."""
    from govkit_submission.desk.criteria import read_criteria
    from govkit_submission.desk.intake import Order

    registered = read_criteria(criteria, files, host) if criteria else None
    return Order(
        received,
        day,
        files,
        registered.sha256 if registered else "",
        registered.checklists if registered else {},
        trust,
        workers,
        timeout,
        day_of(not_before) if not_before else "",
    )


def _tell_outcomes(outcomes: Sequence[Outcome]) -> None:
    """Name what was rejected, then what is not as claimed, and count the rest."""
    from govkit_submission.desk.intake import tally

    for outcome in outcomes:
        if outcome.outcome == "rejected":
            click.echo(spoken(worded("rejected {name}: {reason}", name=outcome.name, reason=retold(outcome.reason))))
    for outcome in outcomes:
        if outcome.outcome == "accepted" and not outcome.reason.endswith("all are as claimed"):
            click.echo(spoken(worded("accepted {name}: {reason}", name=outcome.name, reason=retold(outcome.reason))))
    counts = [worded("{n} {outcome}", n=count, outcome=OUTCOMES[name]) for name, count in tally(outcomes)]
    click.echo(spoken(listed(counts)))
