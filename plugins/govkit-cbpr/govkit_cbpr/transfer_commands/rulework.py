"""`govkit transfers lint`: whether rule files are sound, and their examples right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_cbpr.transfer_commands.common import rules_from

if TYPE_CHECKING:
    from govkit.plugin.host import Host


def commands(host: Host) -> list[click.Command]:
    """Return the command."""
    del host

    @click.command("lint")
    @click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
    @click.pass_context
    def lint(ctx: click.Context, folder: Path | None) -> None:
        """Check the rule files of a FOLDER, or those installed: sources, references, gates, reviews, examples."""
        from govkit_cbpr.transfer_rules.linting import lint as faults_of

        rules = rules_from(folder)
        faults = faults_of(rules)
        for fault in faults:
            click.echo(fault.told(spoken))
        examples = sum(len(law.regime.examples) for law in rules.regimes.values())
        click.echo(
            spoken(
                worded(
                    "{count} regimes, {examples} examples, {count2} faults",
                    count=len(rules.regimes),
                    examples=examples,
                    count2=len(faults),
                )
            ),
            err=True,
        )
        ctx.exit(1 if faults else 0)

    return [lint]
