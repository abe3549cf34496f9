"""`govkit answer export|import|merge`: questions out to people as a workbook, and their answers back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govkit.model.errors import GovkitError, UsageError, nearest
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_importers.answers.columns import LOCALES, Translate
from govkit_importers.answers.filled import Filled, Refused
from govkit_importers.answers.outcome import lines
from govkit_importers.answers.reconcile import Change, Desk, Weighed
from govkit_importers.answers.returned import files_of, read_returned

if TYPE_CHECKING:
    from govkit.model.answers import Answer
    from govkit.plugin.host import Host
    from govkit.plugin.inquiry import Asked, Inquiry

_PATH = click.Path(path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])


def _form(file: Path, format_: str | None) -> Callable[[Inquiry, Sequence[Asked], Translate], str | bytes]:
    """Return what writes the form; raise `UsageError` for a name that tells of something else."""
    named = {".xlsx": "xlsx", ".html": "html", ".htm": "html"}.get(file.suffix.lower())
    if named is None or format_ not in (None, named):
        ending = format_ or "xlsx or .html"
        raise UsageError(
            worded("the form is a workbook or a page"),
            hint=worded("give a file that ends in .{ending}", ending=ending),
            path=str(file),
        )
    if named == "html":
        from govkit_importers.answers.form.page import write_page

        return write_page
    from govkit_importers.answers.workbook_out import write_workbook

    return write_workbook


def _common(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("-c", "--checklist", "checklists", type=_PATH, multiple=True, help="A checklist file."),
        click.option("--as-of", "day", type=_DAY, help="The day on which this is done; today if left out."),
    ):
        function = option(function)
    return function


def export(host: Host) -> click.Command:
    """Return `govkit answer export`."""

    @click.command("export")
    @click.argument("folder", type=_PATH)
    @click.option("-o", "--output", "file", type=_PATH, required=True, help="The file to write.")
    @click.option(
        "--format",
        "format_",
        type=click.Choice(["xlsx", "html"]),
        help="A workbook, or a page for a browser; by the name of the file if left out.",
    )
    @click.option("--owner", default="", help="Only what concerns subjects of this owner.")
    @click.option(
        "--framework", "frameworks", multiple=True, metavar="ID", help="Only this framework; may be repeated."
    )
    @click.option("--lang", default="", help="The language of the form; the folder's first if left out.")
    @click.option("--all", "everything", is_flag=True, help="Also what is answered already.")
    @_common
    def command(
        folder: Path,
        file: Path,
        format_: str | None,
        lang: str,
        checklists: tuple[Path, ...],
        day: Any,
        **wanted: Any,
    ) -> int:
        """Write the open questions of a folder as a workbook (XLSX) or a page (HTML) that a person fills in.

        They stand by framework, with what is known so far. `govkit answer import` takes the workbook back, or the file
        that the page saves. It holds what the inventory and earlier answers say: send it to those who may read that.
        """
        write = _form(file, format_)
        inquiry = host.inquire(folder, as_of=_day(day), checklists=checklists, language=lang)
        questions = _chosen(inquiry, **wanted)
        if not questions:
            click.echo(spoken(worded("no question is open")), err=True)
            return 0
        host.write(file, write(inquiry, questions, host.texts(inquiry.language, LOCALES)))
        click.echo(spoken(worded("wrote {file}: {count} questions", file=file, count=len(questions))), err=True)
        return 0

    return command


def import_(host: Host) -> click.Command:
    """Return `govkit answer import`."""

    @click.command("import")
    @click.argument("files", nargs=-1, required=True, type=_PATH)
    @click.option("--folder", type=_PATH, default=Path(), help="The assessed folder; the one you are in if left out.")
    @_taking
    def command(files: Sequence[Path], folder: Path, **how: Any) -> int:
        """Take answers back from workbooks that people filled in, or from answers files of theirs.

        Says what is new and what changed. Answers that differ from somebody else's are shown side by side and not taken
        over; what can't be placed is refused by sheet and cell, and the rest is taken in all the same. Exit code 1:
        something is in conflict or outdated; 2: something was refused.
        """
        return _take(host, files, folder, **how)

    return command


def merge(host: Host) -> click.Command:
    """Return `govkit answer merge`."""

    @click.command("merge")
    @click.argument("sources", nargs=-1, required=True, type=_PATH)
    @click.option("-o", "--output", "folder", type=_PATH, required=True, help="The assessed folder to merge into.")
    @_taking
    def command(sources: Sequence[Path], folder: Path, **how: Any) -> int:
        """Merge the answers of several people, from their files or folders, into one assessed folder.

        Where they disagree with each other, or with what is on file, all sides are shown and none is taken over.
        """
        return _take(host, sources, folder, **how)

    return command


def _taking(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--lang", default="", help="The language of what is told; the folder's first if left out."),
        click.option("--author", default="", help="Who answered, where a file does not say."),
        click.option("--evidence", type=_PATH, help="The folder in which the named evidence lies."),
        click.option("--keep-both", is_flag=True, help="Take answers in conflict, too: both stay on file."),
        click.option("--dry-run", is_flag=True, help="Say what would be taken in, and write nothing."),
        _common,
    ):
        function = option(function)
    return function


def _take(host: Host, sources: Sequence[Path], folder: Path, **how: Any) -> int:
    today = _day(how["day"]) or date.today()
    inquiry = host.inquire(folder, as_of=today, checklists=how["checklists"], language=how["lang"])
    translate = host.texts(inquiry.language, LOCALES)
    desk = Desk(inquiry, how["author"].strip(), today, folder, how["evidence"], how["keep_both"])
    filled, refused, notes = _read(sources, inquiry, host)
    weighed = desk.weigh(filled)
    weighed.refused[:0] = refused
    if not how["dry_run"]:
        _write(host, folder, desk, weighed, {entry.place("value"): entry for entry in filled})
    for line in lines(weighed, notes, translate):
        click.echo(line)
    for entry in weighed.refused:
        told = f"{entry.place}: {translate(entry.what)} ({translate(entry.mend)})"
        click.echo(spoken(worded("error: {told}", told=told)), err=True)
    if weighed.refused:
        return 2
    return 1 if weighed.conflicts or weighed.outdated else 0


def _read(sources: Sequence[Path], inquiry: Inquiry, host: Host) -> tuple[list[Filled], list[Refused], list[str]]:
    """Read every file; one that can't be read, or is about another organisation, is refused and keeps no other back."""
    filled: list[Filled] = []
    refused: list[Refused] = []
    notes: list[str] = []
    ours = inquiry.assessment["organisation"].get("id", "")
    for path in files_of(sources):
        try:
            returned = read_returned(path, host)
        except GovkitError as fault:
            place = f"{path.name}:{fault.line}" if fault.line else path.name
            refused.append(Refused(place, fault.what, fault.hint))
            continue
        if returned.organisation not in ("", ours):
            mend = worded("give the folder of that organisation")
            refused.append(Refused(path.name, worded("the form is about another organisation"), mend))
            continue
        filled += returned.filled
        refused += returned.refused
        notes += returned.notes
    return filled, refused, notes


def _write(host: Host, folder: Path, desk: Desk, weighed: Weighed, filled: dict[str, Filled]) -> None:
    """Attach the evidence, then keep the answers; one whose evidence can't be taken is refused instead."""
    kept: list[Answer] = []
    taken: list[Change] = []
    for change in weighed.taken:
        try:
            kept.append(_attached(host, folder, desk, change, filled[change.place].file))
            taken.append(change)
        except UsageError as fault:
            weighed.refused.append(Refused(change.place, fault.what, fault.hint))
    weighed.taken[:] = taken
    if kept:
        host.keep(folder, kept)


def _attached(host: Host, folder: Path, desk: Desk, change: Change, file: Path) -> Answer:
    evidence = []
    for named in change.answer.evidence:
        place = desk.source_of(named.path, file)
        if place is None:
            raise UsageError(worded("the evidence is gone"), hint=worded("put it back"), path=named.path)
        found = host.attach(folder, place)
        if named.sha256 not in (None, found.sha256):
            raise UsageError(
                worded("the evidence is not the file that was named"),
                hint=worded("send the same file"),
                path=named.path,
            )
        more = {"valid_to": named.valid_to, "date": named.date, "owner": named.owner}
        evidence.append(found.model_copy(update=more))
    return change.answer.model_copy(update={"evidence": tuple(evidence)})


def _chosen(inquiry: Inquiry, owner: str, frameworks: Sequence[str], everything: bool) -> list[Asked]:
    """Return the questions that are wanted; raise `UsageError` for an owner or framework that nothing is asked of."""
    found = [question for question in inquiry.questions if everything or question.open]
    known = {question.framework for question in inquiry.questions}
    for name in frameworks:
        if name not in known:
            hint = nearest(name, known) or worded("run `govkit answer --list`")
            raise UsageError(worded("nothing is asked by a framework `{name}`", name=name[:60]), hint=hint)
    if frameworks:
        found = [question for question in found if question.framework in frameworks]
    if not owner:
        return found
    owned = [question for question in found if question.owner.casefold() == owner.strip().casefold()]
    if found and not owned:
        hint = nearest(owner, {question.owner for question in found if question.owner}) or worded(
            "see `owner` in the inventory"
        )
        raise UsageError(worded("no question concerns a subject of this owner"), hint=hint)
    return owned


def _day(given: Any) -> date | None:
    day: date | None = given.date() if given else None
    return day
