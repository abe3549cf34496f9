"""What commands of a desk end with: settings kept, page and workbook written, a word to the person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_submission.desk.store import Desk

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_submission.desk.digest import Picture
    from govkit_submission.desk.page.render import Sheet
    from govkit_submission.desk.settings import Settings

PAGE, BOOK = "desk.html", "desk.xlsx"


def changed_settings(desk: Desk, host: Host, day: str, **given: Any) -> Settings:
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
        keep_settings(desk, changed, day)
    return changed


def picture_of(desk: Desk, settings: Settings) -> Picture:
    """Return what the desk shows now."""
    from govkit_submission.desk.digest import Picture

    return Picture(desk, settings)


def write_both(desk: Desk, settings: Settings, day: str) -> Picture:
    """Draw the sample, and write page and workbook."""
    from govkit_submission.desk.digest import keep_sample
    from govkit_submission.desk.page.render import desk_page
    from govkit_submission.desk.workbook import workbook

    picture = picture_of(desk, settings)
    keep_sample(picture, day)
    desk.write(PAGE, desk_page(picture))
    desk.write(BOOK, workbook(picture))
    return picture


def tell(picture: Picture) -> None:
    """Say in two lines what stands out, and where to read on."""
    lies = sum(line.better > 0 for line in picture.lines)
    far = len({outlier.sha256 for outlier in picture.outliers})
    copied = len(picture.echoes.copies)
    click.echo(
        spoken(
            worded(
                "{lies} claim more than their facts give, {far} outliers, {copied} copied answers",
                lies=lies,
                far=far,
                copied=copied,
            )
        )
    )
    click.echo(
        spoken(
            worded(
                "{count} verdicts drawn; see {folder} and {folder2}",
                count=len(picture.sample),
                folder=picture.desk.folder / PAGE,
                folder2=picture.desk.folder / BOOK,
            )
        )
    )


def put(sheet: Sheet, output: Path | None, host: Host) -> None:
    """Write a page to a file, or to standard output."""
    from govkit_submission.desk.page.render import render

    page = render(sheet)
    if output is None:
        click.echo(page)
    else:
        host.write(output, page)
        click.echo(spoken(worded("wrote {output}", output=output)), err=True)
