"""`govkit intake` and `govkit desk`: the command line of whoever receives submissions."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from govkit.model.errors import UsageError, VerificationFailed
from govkit_submission.desk.store import Desk

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_submission.desk.digest import Picture
    from govkit_submission.desk.page.render import Sheet
    from govkit_submission.desk.rejudge import Rejudged
    from govkit_submission.desk.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])
PAGE, BOOK = "desk.html", "desk.xlsx"
_MOST = 20
_PATH = click.Path(path_type=Path)
_WORKERS = click.IntRange(1, 64)


def _desk_option(function: F) -> F:
    text = "The folder of the desk."
    return click.option("--desk", "folder", type=_PATH, default=Path("desk"), show_default=True, help=text)(function)


def _checklist_option(function: F) -> F:
    text = "A checklist of your own that is not installed; may be repeated."
    return click.option("-c", "--checklist", "files", type=_PATH, multiple=True, help=text)(function)


def _day_option(function: F) -> F:
    text = "The day to note in the log; today if left out."
    return click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help=text)(function)


def _workers_option(function: F) -> F:
    return click.option("--workers", type=_WORKERS, default=2, show_default=True, help="Processes that judge.")(
        function
    )


def _settings_options(function: F) -> F:
    for option in (
        click.option("--known-text", "known", type=_PATH, multiple=True, help="A text that everybody may quote."),
        click.option("--sectors", type=_PATH, help="A YAML file: organisation's id, its sector."),
        click.option("--seed", help="What the sample is drawn with; noted, so that anybody can draw it again."),
        click.option("--sample", type=click.IntRange(1, 100_000), help="How many verdicts to draw; 50 at first."),
    ):
        function = option(function)
    return function


def _day(day: datetime | None) -> str:
    return (day.date() if day else date.today()).isoformat()


def intake(host: Host) -> click.Command:
    """Return the command `intake`."""

    @click.command("intake")
    @click.argument("received", type=_PATH)
    @click.option("-o", "--output", "folder", type=_PATH, required=True, help="The folder of the desk.")
    @_checklist_option
    @click.option("--criteria", type=_PATH, help="Registered criteria that submissions have to be assessed by.")
    @click.option("--trust", type=_PATH, help="The folder of trusted keys; without it, signers are not checked.")
    @click.option("--timeout", type=click.FloatRange(1), default=120.0, show_default=True, help="Seconds a submission.")
    @_settings_options
    @_workers_option
    @_day_option
    def command(received: Path, folder: Path, day: datetime | None, workers: int, **given: Any) -> int:
        """Take in a folder of submissions: sealed files and plain folders, good and bad.

        Each is accepted or rejected with one line of reason and judged again from its own facts. What a kill
        interrupts goes on when the same command is run again, with the same result. Writes desk.html and desk.xlsx.
        """
        from govkit_submission.desk.criteria import read_criteria
        from govkit_submission.desk.intake import Order, began, finish, take_in, tally

        _require_apart(received, folder)
        files = given.pop("files")
        criteria_file, trust, seconds = (given.pop(name) for name in ("criteria", "trust", "timeout"))
        criteria = read_criteria(criteria_file, files, host) if criteria_file else None
        order = Order(
            received,
            _day(day),
            files,
            criteria.sha256 if criteria else "",
            criteria.checklists if criteria else {},
            trust,
            workers,
            seconds,
        )
        desk = Desk(folder, host)
        with desk.sole():
            settings = _settings(desk, host, **given)
            outcomes = take_in(desk, order, host)
            picture = _write(desk, settings, began(desk))
            finish(desk)
        for outcome in outcomes:
            if outcome.outcome == "rejected":
                click.echo(f"rejected {outcome.name}: {outcome.reason}")
        for outcome in outcomes:
            if outcome.outcome == "accepted" and not outcome.reason.endswith("all are as claimed"):
                click.echo(f"accepted {outcome.name}: {outcome.reason}")
        click.echo(", ".join(f"{count} {name}" for name, count in tally(outcomes)))
        _tell(picture)
        return 0

    return command


def _require_apart(received: Path, desk: Path) -> None:
    """Refuse a desk among what was received, and a folder in which there is nothing, before anything is written."""
    from govkit_submission.desk.source import sources

    inner, outer = desk.resolve(), received.resolve()
    if inner.is_relative_to(outer) or outer.is_relative_to(inner):
        raise UsageError("the desk and what was received have to lie apart", hint="choose another -o", path=str(desk))
    sources(received)


def desk(host: Host) -> click.Command:
    """Return the group `desk`."""

    @click.group("desk")
    def group() -> None:
        """Work on what was taken in: verdicts, reports, other editions, criteria."""

    for make in (_refresh, _import, _check, _report, _overview, _rejudge, _criteria):
        group.add_command(make(host))
    return group


def _refresh(host: Host) -> click.Command:
    @click.command("refresh")
    @_desk_option
    @_settings_options
    @_day_option
    def command(folder: Path, day: datetime | None, **given: Any) -> int:
        """Write desk.html and desk.xlsx anew, with another sample, sectors or known texts if they are given."""
        desk = Desk.existing(folder, host)
        with desk.sole():
            picture = _write(desk, _settings(desk, host, **given), _day(day))
        _tell(picture)
        return 0

    return command


def _import(host: Host) -> click.Command:
    @click.command("import")
    @click.argument("file", type=_PATH)
    @_desk_option
    @_day_option
    def command(file: Path, folder: Path, day: datetime | None) -> int:
        """Take the verdicts of inspectors from a workbook: all of them, or none where one has no place."""
        from govkit_submission.desk.verdicts import keep_verdicts, read_verdicts

        desk = Desk.existing(folder, host)
        with desk.sole():
            said = read_verdicts(file, desk)
            fresh = keep_verdicts(desk, said, file, _day(day))
            picture = _write(desk, _settings(desk, host), _day(day))
        click.echo(f"{len(said)} verdicts read, {fresh} of them new or changed")
        for line in picture.agreement_lines():
            click.echo(line)
        return 0

    return command


def _check(host: Host) -> click.Command:
    @click.command("check")
    @_desk_option
    @click.option("--head", default="", help="The digest of an entry that was written down elsewhere.")
    def command(folder: Path, head: str) -> int:
        """Say whether anything at the desk was changed behind the back of its log; exit code 5 where it was."""
        from govkit_submission.desk.checking import faults

        desk = Desk.existing(folder, host)
        found = list(faults(desk, head))
        for line in found[:_MOST]:
            click.echo(line)
        if len(found) > _MOST:
            click.echo(f"and {len(found) - _MOST} more")
        if not found:
            count, last = desk.log.head()
            click.echo(f"{count} entries hold together; the digest of the last is {last}")
        return VerificationFailed.exit_code if found else 0

    return command


def _report(host: Host) -> click.Command:
    @click.command("report")
    @click.argument("submission")
    @_desk_option
    @click.option("-o", "--output", type=_PATH, help="The HTML file; written to standard output if left out.")
    def command(submission: str, folder: Path, output: Path | None) -> int:
        """Tell one company what was found in its submission, and nothing about others.

        SUBMISSION is a digest or its beginning, the id of an organisation, or the name of what was received.
        """
        from govkit_submission.desk.feedback import feedback

        desk = Desk.existing(folder, host)
        _put(feedback(_picture(desk, _settings(desk, host)), desk.find(submission)), output, host)
        return 0

    return command


def _overview(host: Host) -> click.Command:
    from govkit_submission.desk.suppress import LEAST

    @click.command("overview")
    @_desk_option
    @click.option("--year", type=click.IntRange(1900, 2400), help="Only what was judged as of a day of this year.")
    @click.option(
        "--least", type=click.IntRange(3, 1000), default=LEAST, show_default=True, help="Smallest number shown."
    )
    @click.option("-o", "--output", type=_PATH, help="The HTML file; written to standard output if left out.")
    def command(folder: Path, year: int | None, least: int, output: Path | None) -> int:
        """Give the overview of a year without naming anybody; small numbers are withheld."""
        from govkit_submission.desk.overview import overview

        desk = Desk.existing(folder, host)
        sheet = overview(_picture(desk, _settings(desk, host)), year, least)
        if sheet is None:
            hint = "an overview of so few would name them"
            raise UsageError(f"fewer than {least} organisations were taken in", hint=hint, path=str(folder))
        _put(sheet, output, host)
        return 0

    return command


def _rejudge(host: Host) -> click.Command:
    @click.command("rejudge")
    @_desk_option
    @click.option("--edition", "frameworks", multiple=True, metavar="ID@EDITION", help="An installed edition.")
    @_checklist_option
    @click.option("--profile", type=_PATH, help="A jurisdiction's profile.")
    @click.option("--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="The day; each one's own if left out.")
    @click.option("--format", "form", type=click.Choice(["console", "json"]), default="console", show_default=True)
    @_workers_option
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
        from govkit_submission.desk.profile import read_profile
        from govkit_submission.desk.rejudge import rejudge

        if not (frameworks or files or profile):
            raise UsageError("nothing to judge by", hint="name --edition ID@EDITION, -c FILE or --profile FILE")
        desk = Desk.existing(folder, host)
        rules = read_profile(profile, frameworks, host)
        day = as_of.date() if as_of else None
        found = rejudge(desk, rules, files, host, as_of=day, workers=workers)
        if form == "json":
            click.echo(json.dumps({"govkit": "desk-rejudged/1", **asdict(found)}, ensure_ascii=False, indent=1))
        else:
            _tell_changes(found, _picture(desk, _settings(desk, host)))
        return 0

    return command


def _tell_changes(found: Rejudged, picture: Picture) -> None:
    from govkit_submission.desk.tables import WORDS, name_of

    click.echo(f"{found.judged} submissions judged by {', '.join(found.editions)}")
    words = {**WORDS, "": "not asked"}
    for control, before, after, count in found.by_control():
        click.echo(f"{control}  {words[before]} → {words[after]}  {count}")
        whose = [
            name_of(picture, c.sha256)
            for c in found.changes
            if (c.control, c.before, c.after) == (control, before, after)
        ]
        more = f" and {len(whose) - 5} more" if len(whose) > 5 else ""
        click.echo(f"    {', '.join(whose[:5])}{more}")
    if not found.changes:
        click.echo("no verdict changes")
    for sha256, why in found.failed.items():
        click.echo(f"not judged {name_of(picture, sha256)}: {why}")


def _criteria(host: Host) -> click.Command:
    @click.group("criteria")
    def group() -> None:
        """Fix what submissions will be judged by, before a call."""

    @group.command("register")
    @click.option("-o", "--output", type=_PATH, required=True, help="The file to write.")
    @click.option("--framework", "frameworks", multiple=True, metavar="ID[@EDITION]", help="An installed checklist.")
    @_checklist_option
    @click.option("--profile", type=_PATH, help="A jurisdiction's profile.")
    @click.option("--title", default="", help="What the call is called.")
    @_day_option
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

        data = register(read_profile(profile, frameworks, host), files, title, _day(day), host)
        host.write(output, data)
        click.echo(f"{hashlib.sha256(data).hexdigest()}  {output}")
        return 0

    return group


def _settings(desk: Desk, host: Host, **given: Any) -> Settings:
    """Return the desk's settings, changed by what was given, and keep them where they change."""
    from govkit_submission.desk.settings import keep_settings, read_known, read_sectors, read_settings

    before = read_settings(desk)
    sectors, known = given.pop("sectors", None), given.pop("known", ())
    changed = before.changed(
        **given,
        sectors=read_sectors(sectors, host) if sectors else None,
        known=read_known(known) if known else None,
    )
    if changed != before:
        keep_settings(desk, changed)
    return changed


def _picture(desk: Desk, settings: Settings) -> Picture:
    from govkit_submission.desk.digest import Picture

    return Picture(desk, settings)


def _write(desk: Desk, settings: Settings, day: str) -> Picture:
    """Draw the sample, and write page and workbook."""
    from govkit_submission.desk.digest import keep_sample
    from govkit_submission.desk.page.render import desk_page
    from govkit_submission.desk.workbook import workbook

    picture = _picture(desk, settings)
    keep_sample(picture, day)
    desk.write(PAGE, desk_page(picture))
    desk.write(BOOK, workbook(picture))
    return picture


def _tell(picture: Picture) -> None:
    lies = sum(line.better > 0 for line in picture.lines)
    far = len({outlier.sha256 for outlier in picture.outliers})
    copied = len(picture.echoes.copies)
    click.echo(f"{lies} claim more than their facts give, {far} outliers, {copied} copied answers")
    click.echo(
        f"{len(picture.sample)} verdicts drawn; see {picture.desk.folder / PAGE} and {picture.desk.folder / BOOK}"
    )


def _put(sheet: Sheet, output: Path | None, host: Host) -> None:
    from govkit_submission.desk.page.render import render

    page = render(sheet)
    if output is None:
        click.echo(page)
    else:
        host.write(output, page)
        click.echo(f"wrote {output}", err=True)
