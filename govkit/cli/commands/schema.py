"""`govkit schema`: the JSON Schema of a file that govkit reads or writes."""

from __future__ import annotations

import click

from govkit.cli.tongue import tongue
from govkit.model.schema import SCHEMAS


@click.command("schema")
@click.argument("kind", type=click.Choice(list(SCHEMAS)))
def command(kind: str) -> int:
    """Print the JSON Schema (2020-12) of a file that govkit reads or writes."""
    import json

    from govkit.cli.schemas import schema

    click.echo(json.dumps(schema(kind, tongue()), ensure_ascii=False, indent=1))
    return 0
