"""Runs a scan for a person: finds the sources, shows how far it is, writes the result, and says how it went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click
from pydantic import ValidationError
from yaml import YAMLError

from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_personal_data.checkpoint import Checkpoint
from govkit_personal_data.command.output import explained, written
from govkit_personal_data.command.progress import Meter
from govkit_personal_data.command.result import Result
from govkit_personal_data.command.suggestions import inventory_of
from govkit_personal_data.executors import named
from govkit_personal_data.identifiers import Identifier, read_own
from govkit_personal_data.mask import safe_name
from govkit_personal_data.modes import ROWS
from govkit_personal_data.places import Place, given, passed_over, table_names
from govkit_personal_data.scan import Plan, scan
from govkit_personal_data.sources.remote import fetched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govkit.plugin.host import Host

_OF_TABLES = frozenset({"sqlite", "xlsx", "postgresql", "mysql"})
"""Formats whose sources hold several tables, of which one can be named."""
FOUND, UNREADABLE, INCOMPLETE = 1, 2, 3
_BY_SUFFIX = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".html": "html", ".htm": "html"}
_WHY = {
    "missing": worded("is not there"),
    "denied": worded("may not be read"),
    "not_regular": worded("is no regular file"),
    "not_text": worded("is no text"),
    "malformed": worded("is broken, or too large to be held"),
    "locked": worded("is locked by another program"),
    "changed": worded("changed while it was read"),
    "not_supported": worded("is of a kind that is not read"),
}


def run_scan(host: Host, sources: Sequence[str], *, output: Path | None, form: str | None, **options: Any) -> int:
    """Scan, write, and return the exit code."""
    form = form or _BY_SUFFIX.get(output.suffix.lower() if output else "", "console")
    target, own = options["write_inventory"], own_identifiers(options["identifiers"])
    if target is not None and target.exists():
        raise UsageError(
            worded("{target} exists, and a scan overwrites no inventory", target=target), hint=worded("name a new file")
        )
    others = passed_over(sources)
    with TemporaryDirectory(prefix="govkit-scan-") as scratch:
        found = _told(given(sources), options)
        result = _scanned(fetched(found, Path(scratch)), options, own)
    _complain(result, others)
    if options["explain"]:
        click.echo(explained(result, options["explain"]), nl=False)
    else:
        text = written(result, form)
        if output is None:
            click.echo(text, nl=False)
        else:
            host.write(output, text)
    if target is not None:
        host.write(target, inventory_of(result))
        click.echo(
            spoken(worded("{target}: suggestions; confirm what is right, and nothing counts before", target=target)),
            err=True,
        )
    return exit_code(result, options["fail_on"], others)


def _told(places: list[Place], options: dict[str, Any]) -> list[Place]:
    """Return the places as the options describe them. Raises `UsageError` for a table where there are none."""
    if options["table"] and not any(place.format in _OF_TABLES for place in places):
        raise UsageError(
            worded("--table {table}: no source is a database or a workbook", table=options["table"]),
            hint=worded("leave it out"),
        )
    described = {name: options[name] for name in ("table", "encoding", "delimiter")}
    return [replace(place, **described) for place in places]


def own_identifiers(file: Path | None) -> tuple[Identifier, ...]:
    """Return the identifiers that a user brings. Raises `UsageError` for what must not be run over data."""
    if file is None:
        return ()
    try:
        return read_own(file)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise UsageError(worded("{file}: {place}: {why}", file=file, place=place, why=first["msg"])) from None
    except YAMLError:
        raise UsageError(worded("{file} is no YAML", file=file)) from None
    except (OSError, ValueError) as reason:
        raise UsageError(worded("{file}: {why}", file=file, why=reason)) from None


def _scanned(found: list[Place], options: dict[str, Any], own: tuple[Identifier, ...]) -> Result:
    workers = options["workers"] or (None if options["mode"] == "full" else 1)
    executor = named(options["executor"], workers)
    checkpoint = Checkpoint(options["resume"], about=_about(found, options))
    meter = Meter()
    plan = Plan(
        seed=options["seed"],
        latest_year=date.today().year,
        rows=options["rows"] or ROWS,
        mode=options["mode"],
        executor=executor,
        progress=meter.add,
        expecting=meter.expect,
        checkpoint=checkpoint,
        own=own,
    )
    try:
        with meter:
            scanned = scan(found, table_names(found), plan)
    finally:
        executor.close()
    checkpoint.remove()
    return Result(options["mode"], tuple(zip(found, scanned, strict=True)))


def _about(found: list[Place], options: dict[str, Any]) -> str:
    """Return what counts of an earlier run have to agree with to be taken over: versions, and files as they are."""
    from importlib.metadata import version

    states = []
    for place in found:
        if place.path.is_file():
            status = place.path.stat()
            states.append((place.name, status.st_size, status.st_mtime_ns))
    return repr((version("govkit-personal-data"), options["seed"], states))


def _complain(result: Result, others: Sequence[Path]) -> None:
    """Say in a line what each source that can't be read lacks, and in one what was passed over in folders."""
    for place, scanned in result.sources:
        state = scanned.source.state
        if state in _WHY:
            where = safe_name(place.name or str(place.path))
            mend = (
                worded(" (pip install 'govkit-personal-data[{extra}]')", extra=scanned.extra) if scanned.extra else ""
            )
            click.echo(spoken(worded("error: {where}: {why}{mend}", where=where, why=_WHY[state], mend=mend)), err=True)

    if others:
        kinds = ", ".join(sorted({safe_name(file.suffix.lower() or file.name) for file in others}))
        line = worded(
            "1 file of another kind was not read: {kinds}",
            plural="{n} files of other kinds were not read: {kinds}",
            n=len(others),
            kinds=kinds,
        )
        click.echo(spoken(line), err=True)


def exit_code(result: Result, fail_on: str, others: Sequence[Path] = ()) -> int:
    """Return 2 where a source could not be read, else 3 where a part could not, else 1 for what was to be found."""
    if any(scanned.source.state in _WHY for _, scanned in result.sources) or not result.sources:
        return UNREADABLE
    if others or any(column.cut or column.unread for column in result.columns):
        return INCOMPLETE
    kinds = {"never": (), "direct": ("direct",), "any": ("direct", "indirect")}[fail_on]
    found = any(one.identifies in kinds for column in result.columns for one in column.detections)
    return FOUND if found else 0
