"""`govkit show`: a saved assessment, rendered again."""

from __future__ import annotations

from pathlib import Path

import click

from govkit.cli import outputs
from govkit.cli.languages import language_for
from govkit.cli.options import output_options, path_argument
from govkit.engine.documents import read_assessment


@click.command("show", cls=outputs.PairedCommand)
@path_argument("file")
@output_options
@click.pass_context
def command(
    ctx: click.Context, file: Path, formats: tuple[str, ...], files: tuple[Path, ...], lang: str | None, verbose: bool
) -> int:
    """Show a saved assessment (out/assessment.json) in any format and language."""
    wanted = outputs.paired(ctx, formats, files)
    outputs.check(wanted)
    assessment = read_assessment(file)
    language = language_for(assessment, lang, outputs.languages(wanted))
    outputs.write(wanted, assessment, language=language, verbose=verbose)
    return 0
