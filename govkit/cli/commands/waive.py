"""`govkit waive`: accept a gap for a time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from govkit.cli.options import iso_date, meant, path_option, somebody
from govkit.cli.terminal import say
from govkit.engine.checklists import Library, read_checklist
from govkit.engine.entries import add_entries
from govkit.engine.load import Loaded, load
from govkit.engine.lock import sole_writer
from govkit.engine.observe import choose
from govkit.engine.run import today
from govkit.model.entities import BY_TYPE
from govkit.model.errors import UsageError, nearest
from govkit.model.worded import worded

FILE = "waivers.yaml"


@click.command("waive")
@click.argument("control", metavar="FRAMEWORK/CONTROL")
@click.option("--subject", metavar="TYPE:ID", help="The subject that is waived; all of the control if left out.")
@click.option("--until", type=iso_date, required=True, metavar="DATE", help="The last day of the waiver.")
@click.option(
    "--owner", type=somebody, metavar="TEXT", required=True, help="The role or person that answers for the waiver."
)
@click.option("--reason", type=meant, metavar="TEXT", required=True, help="Why the gap is accepted.")
@click.option("--approved-by", type=somebody, metavar="TEXT", help="Who approved it.")
@path_option("--folder", default=Path(), help="The assessed folder; the one you are in if left out.")
@path_option("-c", "--checklist", "checklists", multiple=True, help="A checklist file that is not installed.")
def command(
    control: str,
    subject: str | None,
    until: date,
    owner: str,
    reason: str,
    approved_by: str | None,
    folder: Path,
    checklists: tuple[Path, ...],
) -> int:
    """Accept a gap until a day. It stays a gap and is scored, and gives no exit code 1 until then."""
    framework, _, name = control.partition("/")
    if until < today():
        raise UsageError(worded("--until lies in the past"), hint=worded("name a day that is still to come"))
    entry = {
        "framework": framework,
        "control": name,
        "subject": subject,
        "owner": owner,
        "reason": reason,
        "approved_by": approved_by,
        "expires": until.isoformat(),
    }
    with sole_writer(folder):
        loaded = load(folder)
        kind = _kind(control, loaded, checklists)
        _check_subject(subject, kind, loaded)
        add_entries(folder / FILE, "waivers", [entry])
    say(
        worded(
            "wrote {folder}: {control} is waived until {until}",
            folder=folder / FILE,
            control=control,
            until=until.isoformat(),
        )
    )
    return 0


def _kind(control: str, loaded: Loaded, checklists: tuple[Path, ...]) -> str:
    """Return the type of subject that a control is about; raise `UsageError` for one that is not assessed."""
    given = [read_checklist(path) for path in checklists]
    known = {
        f"{chosen.checklist.framework.id}/{entry.id}": entry.applies.on
        for chosen in choose(loaded.config.frameworks, given, Library(), today(), loaded.normalised.inventory)
        for entry in chosen.checklist.controls
    }
    if control not in known:
        hint = nearest(control, known) or worded("run `govkit list checklists`, then `govkit explain FRAMEWORK`")
        raise UsageError(worded("there is no control `{control}`", control=control[:80]), hint=hint)
    return known[control]


def _check_subject(subject: str | None, kind: str, loaded: Loaded) -> None:
    if subject is None:
        return
    inventory = loaded.normalised.inventory
    known = [f"{kind}:{record['id']}" for record in inventory.records_of(kind)] if kind in BY_TYPE else []
    if subject not in known:
        hint = nearest(subject, known) or worded("the control is about a {kind}: write {kind}:ID", kind=kind)
        raise UsageError(
            worded("there is no subject `{subject}` that the control is about", subject=subject[:80]), hint=hint
        )
