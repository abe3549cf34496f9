"""A command that asks govkit for its services."""

from __future__ import annotations

from pathlib import Path

import click

from govkit.plugin import Dataset
from govkit.plugin.host import Host


def command(host: Host) -> click.Command:
    """Return the command `govkit acme-count`."""

    @click.command("acme-count")
    @click.argument("folder", type=click.Path(path_type=Path, exists=True))
    def acme_count(folder: Path) -> None:
        """Count the datasets of FOLDER, and say how its controls stand."""
        datasets = sum(1 for _ in host.load(folder).of(Dataset))
        click.echo(f"{datasets} datasets")
        click.echo(host.render(host.judge(host.gather(folder)), "acme-list"), nl=False)

    return acme_count
