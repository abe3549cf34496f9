"""`govkit personal-data`: what there is to find personal data with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from govkit.plugin.spoken import spoken

if TYPE_CHECKING:
    from govkit.plugin.host import Host


def command(host: Host) -> click.Command:
    """Return the group; nothing heavy is imported before one of its commands runs."""
    del host

    @click.group("personal-data")
    def personal_data() -> None:
        """Look at the tools that find personal data."""

    @personal_data.command("doctor")
    @click.option("--format", "form", type=click.Choice(["console", "json"]), default="console", show_default=True)
    def doctor(form: str) -> None:
        """Say which engines, language models and readers are installed, and what the missing ones would add.

        Nothing is downloaded, and nothing has to be installed for what is found by rules.
        """
        from govkit_personal_data.doctor import parts

        every = tuple(parts())
        if form == "json":
            import json
            from dataclasses import asdict

            click.echo(json.dumps([asdict(part) for part in every], indent=1))
            return
        rows = [tuple(map(spoken, (part.name, part.state, part.adds, part.install))) for part in every]
        wide, most = max(len(name) for name, *_ in rows), max(len(state) for _, state, *_ in rows) + 1
        for name, state, adds, install in rows:
            click.echo(f"{name.ljust(wide)}  {(state or '–').rjust(most)}  {adds}")
            if not state and install:
                click.echo(f"{'':{wide}}  {'':{most}}  → {install}")

    return personal_data
