"""`govkit schema`: the JSON Schema of a file that govkit reads or writes."""

from __future__ import annotations

import click

from govkit.model.schema import SCHEMAS


@click.command("schema")
@click.argument("kind", type=click.Choice(list(SCHEMAS)))
def command(kind: str) -> int:
    """Print the JSON Schema (2020-12) of a file that govkit reads or writes."""
    import json

    click.echo(json.dumps(SCHEMAS[kind](), ensure_ascii=False, indent=1))
    return 0
