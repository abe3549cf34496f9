"""`govkit scan`: what personal data files and databases hold, without a folder, an inventory or a framework."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govkit.model.worded import worded

if TYPE_CHECKING:
    from govkit.plugin.host import Host

FORMATS = ("console", "json", "jsonl", "csv", "html")
_FAILING = ("never", "direct", "any")


def command(host: Host) -> click.Command:
    """Return the command; nothing heavy is imported before it runs."""

    @click.command(
        "scan",
        epilog="Exit codes: 0 done, 1 found what --fail-on names, 2 a source can't be read, 3 a part of it can't.",
    )
    @click.argument("sources", nargs=-1, metavar="SOURCE...")
    @click.option(
        "--mode",
        type=click.Choice(["sample", "early", "full"]),
        default="sample",
        show_default=True,
        help="How many rows: a random sample, as few as decide, or every cell.",
    )
    @click.option("--rows", type=click.IntRange(1), help="Rows of a table in a sample.  [default: 4603]")
    @click.option(
        "--workers", type=click.IntRange(1), help="Processes.  [default: one a processor with --mode full, else one]"
    )
    @click.option(
        "--executor",
        default="local",
        show_default=True,
        help="Where it is done: `local`, or a name that a plugin brings.",
    )
    @click.option("--seed", default="govkit", show_default=True, help="Chooses the rows of a sample.")
    @click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        help="How to write it.  [default: told by the name of -o, else console]",
    )
    @click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write here instead of to standard output.",
    )
    @click.option("--explain", metavar="COLUMN", help="Show all evidence on one column: `email`, or `customers/email`.")
    @click.option("--table", help="One table of a database, one sheet of a workbook.")
    @click.option("--encoding", help="Of text files, where it can't be told: cp874, utf-16.")
    @click.option("--delimiter", help="Between the values of text files, where it can't be told.")
    @click.option(
        "--resume",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Keep counts here as they grow, and go on from them.",
    )
    @click.option(
        "--write-inventory",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write what was found as an inventory of suggestions.",
    )
    @click.option(
        "--fail-on",
        type=click.Choice(_FAILING),
        default="never",
        show_default=True,
        help="Leave with exit code 1 if this is found.",
    )
    @click.option(
        "--identifiers",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Look for identifiers of your own as well: `govkit: identifiers/1`.",
    )
    @click.option("--text", "text", is_flag=True, help="SOURCES are JSON lines with `text`; find spans in them.")
    def scan(sources: tuple[str, ...], text: bool, **options: Any) -> int:
        """Find personal data in files, folders, globs, databases and object stores, and say why.

        SOURCE is a CSV, TSV, JSON, JSON lines, Parquet, XLSX or SQLite file, a folder or glob of them, an address like
        s3://bucket/path or postgresql://host/database, or the name of an environment variable that holds one as
        env:NAME. Nothing is written but what you ask for, and no value of the data is shown: masks, counts and shares.
        """
        if not sources:
            raise click.UsageError(worded("name at least one source"))
        if text:
            from govkit_personal_data.command.texts import run_texts

            return run_texts(host, sources, options["output"], options["identifiers"])
        from govkit_personal_data.command.running import run_scan

        return run_scan(host, sources, **options)

    return scan
