"""`govkit checklist review export|import`: requirements, confirmed by people against the official document."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from govkit.cli.open_command import OpenGroup
from govkit.cli.options import checklist_option, path_argument, path_option
from govkit.cli.pages import decided_by
from govkit.cli.terminal import say
from govkit.cli.tongue import tongue
from govkit.engine.checklists import read_checklist
from govkit.engine.entries import add_entries
from govkit.engine.lock import sole_writer
from govkit.engine.lookup import Lookup
from govkit.engine.read import read_document
from govkit.engine.review_sheet import FILLED, GIVEN, Row, as_csv, placed, read_sheet, sheet
from govkit.model.errors import UsageError, nearest
from govkit.model.worded import worded


@click.group("checklist", cls=OpenGroup)
def command() -> None:
    """Work on checklists."""


@command.group("review")
def review() -> None:
    """Have people confirm that controls say what the official document requires."""


@review.command("export")
@click.argument("framework", metavar="ID[@EDITION]")
@checklist_option
@click.option(
    "--format", "form", type=click.Choice(["csv", "yaml", "markdown"]), help="csv if left out; or by the file."
)
@path_option("-o", "--output", "file", help="The file; standard output if left out.")
@click.option("--all", "everything", is_flag=True, help="Also controls that decide already.")
def export(framework: str, checklists: tuple[Path, ...], form: str | None, file: Path | None, everything: bool) -> int:
    """Write a sheet of the controls that nobody has confirmed, with empty columns for the reviewer."""
    lookup = Lookup(given=[read_checklist(path) for path in checklists])
    editions = lookup.framework(framework)
    if not editions:
        known = {chosen.checklist.framework.id for chosen in lookup.checklists}
        hint = nearest(framework, known) or worded("run `govkit list checklists`")
        raise UsageError(worded("there is no framework `{framework}`", framework=framework[:60]), hint=hint)
    rows = sheet(editions[-1], lambda control: _wording(lookup, control), everything=everything)
    form = form or {".yaml": "yaml", ".yml": "yaml", ".md": "markdown"}.get(file.suffix if file else "", "csv")
    text = {"csv": as_csv, "yaml": _as_yaml, "markdown": _as_markdown}[form](rows)
    if file is None:
        sys.stdout.write(text)
    else:
        from govkit.engine.atomic import write_atomic

        write_atomic(file, text)
    key = editions[-1].checklist.key
    if file is None:
        say(worded("{count} controls of {key} to be confirmed", count=len(rows), key=key))
    else:
        say(worded("{count} controls of {key} to be confirmed, in {file}", count=len(rows), key=key, file=file))
    return 0


@review.command("import")
@path_argument("file")
@path_option("--folder", default=Path(), help="The assessed folder; the one you are in if left out.")
@checklist_option
def import_(file: Path, folder: Path, checklists: tuple[Path, ...]) -> int:
    """Take in a sheet that a reviewer has filled in; rows without a verdict are left alone."""
    lookup = Lookup(given=[read_checklist(path) for path in checklists])
    found = placed(read_sheet(file), lookup.checklists)
    by_file: dict[str, list[dict[str, Any]]] = {}
    for name, entry in found:
        by_file.setdefault(name, []).append(entry)
    with sole_writer(folder):
        for name, entries in sorted(by_file.items()):
            place = folder / "reviews" / name
            add_entries(place, "reviews", entries, drop=_again(place, entries))
            say(worded("wrote {place}: {count} reviews", place=place, count=len(entries)))
    if not found:
        say(worded("no row has a verdict; nothing was written"))
    return 0


def _again(place: Path, entries: Sequence[dict[str, Any]]) -> set[int]:
    """Return which reviews on file the new ones repeat: of the same control, person and day."""
    if not place.is_file():
        return set()
    content: Any = read_document(place).value
    keys = ("control", "reviewer", "date")
    new = {tuple(entry[key] for key in keys) for entry in entries}
    old = enumerate(content.get("reviews") or [])
    return {index for index, entry in old if tuple(entry.get(key) for key in keys) in new}


def _wording(lookup: Lookup, control: Any) -> str:
    return "; ".join(line.strip() for line in decided_by(lookup, control.tree))


def _as_yaml(rows: Sequence[Row]) -> str:
    guide = worded(
        "Fill in the last six of each; `verdict` is confirmed or rejected. Rows without a verdict are left alone."
    )
    text = f"# {tongue()(guide)}\n"
    for row in rows:
        for index, (key, cell) in enumerate(row.items()):
            text += f"{'  ' if index else '- '}{key}: {json.dumps(cell, ensure_ascii=False)}\n"
    return text + ("[]\n" if not rows else "")


def _as_markdown(rows: Sequence[Row]) -> str:
    """Write rows for reading on paper; what is filled in there has to be typed into the other formats."""
    text = ""
    for row in rows:
        text += f"## {_inert(row['control'])}\n\n"
        text += "".join(f"- **{name}**: {_inert(row[name])}\n" for name in GIVEN[1:] if row[name])
        text += "".join(f"- {name}: \n" for name in FILLED) + "\n"
    return text


def _inert(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+!|" else c for c in " ".join(text.split()))
