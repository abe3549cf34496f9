"""`govkit personal-data`: what there is to find personal data with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

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
        name, state = max(len(part.name) for part in every), max(len(part.state) for part in every) + 1
        for part in every:
            click.echo(f"{part.name.ljust(name)}  {(part.state or '–').rjust(state)}  {part.adds}")
            if not part.state and part.install:
                click.echo(f"{'':{name}}  {'':{state}}  → {part.install}")

    return personal_data
