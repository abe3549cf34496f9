"""`govkit lint`: every mistake in what people wrote, with its place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from govkit.cli.main import error_line
from govkit.cli.options import as_of_option, checklist_option, json_option, path_argument
from govkit.cli.terminal import say
from govkit.cli.tongue import tongue
from govkit.engine.lint import Linter
from govkit.engine.run import today
from govkit.model.errors import InputError
from govkit.model.mask import mask
from govkit.model.worded import worded
from govkit.report.clean import clean


@click.command("lint")
@path_argument("targets", nargs=-1)
@checklist_option
@as_of_option
@click.option("--strict", is_flag=True, help="Translations have to be complete.")
@json_option
def command(
    targets: tuple[Path, ...], checklists: tuple[Path, ...], as_of: date | None, strict: bool, as_json: bool
) -> int:
    """Find mistakes in folders and files: inventories, checklists, translations, answers, waivers, reviews.

    Without arguments it looks at the folder you are in. No data is read. Exit code 2 where something is wrong.
    """
    linter = Linter(strict=strict, as_of=as_of or today())
    faults = list(dict.fromkeys(linter.lint(targets or (Path(),), checklists)))
    if as_json:
        click.echo(json.dumps([_plain(fault) for fault in faults], ensure_ascii=False, indent=1))
    else:
        for line in dict.fromkeys(error_line(fault, tongue()) for fault in faults):
            click.echo(line)
    say(
        worded("mistakes: {count}", count=len(faults))
        if faults
        else worded("no mistakes; looked at: {looked_at}", looked_at=linter.looked_at)
    )
    return 2 if faults else 0


def _plain(fault: InputError) -> dict[str, object]:
    """Return a fault as plain data."""
    place = {"file": fault.path and mask(fault.path), "line": fault.line, "column": fault.column}
    return {**place, "what": mask(clean(fault.what)), "mend": mask(clean(fault.hint))}
