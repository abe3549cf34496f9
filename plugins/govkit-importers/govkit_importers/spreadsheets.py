"""`govkit import map` and `govkit import template`: spreadsheets that people have, and those that they fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_importers.templates import names, template

if TYPE_CHECKING:
    from govkit.plugin.host import Host

_HEAD_ROWS = 40


def map_command(host: Host) -> click.Command:
    """Return the command that writes a mapping file."""

    @click.command("map")
    @click.argument("source", type=click.Path(path_type=Path))
    @click.option("-o", "--output", "target", type=click.Path(path_type=Path), required=True, help="The mapping file.")
    @click.option(
        "--encoding", default="", metavar="NAME", help="The encoding of a CSV file; told from it if left out."
    )
    @click.option("--force", is_flag=True, help="Replace the file where it exists.")
    def map_(source: Path, target: Path, encoding: str, force: bool) -> int:
        """Write down what the columns of a spreadsheet mean to govkit, for you to complete.

        Each heading stands with its slot, or with `?` where govkit does not know it. Fill these in, and import with
        `govkit import FILE --map MAP.yaml -o FOLDER`.
        """
        from govkit_importers.ropa.mapping import written
        from govkit_importers.workbook import read
        from govkit_importers.workbook.encoding import known

        text = written(read(source, _HEAD_ROWS, known(encoding) if encoding else ""), source.name)
        _refuse_existing(target, force)
        host.write(target, text)
        open_ = text.count('slot: "?"')
        click.echo(
            spoken(
                worded(
                    "{target}: {number} columns are known, {open} are for you to fill in",
                    target=target,
                    number=text.count("- {column: ") - open_,
                    open=open_,
                )
            )
        )
        return 0

    return map_


def template_command(host: Host) -> click.Command:
    """Return the command that writes a template."""

    @click.command("template")
    @click.argument("name", type=click.Choice(names()))
    @click.option("-o", "--output", "target", type=click.Path(path_type=Path), required=True, help="The XLSX file.")
    @click.option("--force", is_flag=True, help="Replace the file where it exists.")
    def template_(name: str, target: Path, force: bool) -> int:
        """Write a spreadsheet to fill in: one row an activity, with what each column asks, and choices to pick from.

        `govkit import FILE.xlsx -o FOLDER` takes it back, half-filled too.
        """
        if target.suffix.lower() != ".xlsx":
            raise UsageError(
                worded("a template is an XLSX file"),
                hint=worded("write it to {stem}.xlsx", stem=target.stem),
                path=str(target),
            )
        from govkit_importers.templates.writing import workbook

        _refuse_existing(target, force)
        host.write(target, workbook(template(name)))
        click.echo(f"{target}: {template(name).title}")
        return 0

    return template_


def _refuse_existing(target: Path, force: bool) -> None:
    if target.exists() and not force:
        raise UsageError(worded("the file exists"), hint=worded("name another one, or add --force"), path=str(target))
