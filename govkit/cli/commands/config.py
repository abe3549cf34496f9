"""`govkit config`: each setting, and where it comes from."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click
from pydantic_core import to_jsonable_python

from govkit.cli.options import json_option, path_argument
from govkit.cli.settings import settings
from govkit.cli.terminal import headings, table
from govkit.engine.load import CONFIG
from govkit.engine.located import validated
from govkit.engine.read import read_document
from govkit.model.config import Config
from govkit.report.clean import plain


@click.command("config")
@path_argument("folder", default=Path())
@json_option
def command(folder: Path, as_json: bool) -> int:
    """Show each setting of a folder and where it comes from: default, govkit.yaml, CI or GOVKIT_… variable."""
    path = folder / CONFIG
    config = validated(Config, read_document(path, shown_as=CONFIG)) if path.exists() else Config()
    found = settings(config, os.environ, {})
    values: dict[str, Any] = {name: to_jsonable_python(setting.value) for name, setting in found.items()}
    if as_json:
        rows = {name: {"value": values[name], "from": setting.origin} for name, setting in found.items()}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    rows_ = [
        (name, plain(json.dumps(values[name], ensure_ascii=False)), setting.origin) for name, setting in found.items()
    ]
    click.echo(table(rows_, headings("setting", "value", "from")), nl=False)
    return 0
