"""`govkit scan --text`: the spans of every text of a file, as JSON lines: places and categories, never the words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govkit.model.errors import UsageError
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_personal_data.command.running import own_identifiers
from govkit_personal_data.text import TextResult, scan_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govkit.plugin.host import Host

UNREADABLE, INCOMPLETE = 2, 3


def run_texts(host: Host, sources: Sequence[str], output: Path | None, identifiers: Path | None) -> int:
    """Look at the texts of all files and return the exit code."""
    results: list[TextResult] = []
    own = own_identifiers(identifiers)
    for source in sources:
        if not Path(source).is_file():
            raise UsageError(worded("{source} is no file", source=source))
        results += scan_texts(Path(source), own=own)
    lines = "".join(json.dumps(result.record(), ensure_ascii=False) + "\n" for result in results)
    if output is None:
        click.echo(lines, nl=False)
    else:
        host.write(output, lines)
    unread = sum(result.state != "read" for result in results)
    if unread:
        click.echo(
            spoken(worded("error: {unread} of {count} texts can't be read", unread=unread, count=len(results))),
            err=True,
        )
        return UNREADABLE
    return INCOMPLETE if any(not result.whole for result in results) else 0
