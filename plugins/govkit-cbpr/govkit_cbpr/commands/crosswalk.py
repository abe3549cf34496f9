"""`govkit cbpr crosswalk`: which answers serve several frameworks, and how strongly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_cbpr.crosswalk import Service, carried, services

if TYPE_CHECKING:
    from govkit.plugin.host import Host


def command(host: Host) -> click.Command:
    """Return the command."""

    @click.command("crosswalk")
    @click.argument("folder", type=click.Path(path_type=Path, exists=True), default=".")
    @click.option("--format", "form", type=click.Choice(["console", "json"]), default="console")
    @click.option(
        "--carry",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write answers to questions that are asked in the same words elsewhere to this file, for a look over.",
    )
    def crosswalk(folder: Path, form: str, carry: Path | None) -> int:
        """Show on which requirements of other frameworks an answer bears, with the weakest link on the way.

        A link says that the same evidence is worth looking at, never that two requirements are the same. Only a
        question in the same words is answered by the same answer.
        """
        facts = host.gather(folder)
        assessment = host.judge(facts)
        found = services(assessment)
        if carry is not None:
            answers = carried(facts["answers"], assessment)
            host.write(
                carry, json.dumps({"govkit": "answers/1", "answers": answers}, ensure_ascii=False, indent=2) + "\n"
            )
            click.echo(spoken(worded("wrote {carry}: {count} answers", carry=carry, count=len(answers))), err=True)
        if form == "json":
            click.echo(json.dumps([service.to_json() for service in found], ensure_ascii=False, indent=2))
        else:
            click.echo(_table(found), nl=False)
        return 0

    return crosswalk


def _table(found: list[Service]) -> str:
    lines = []
    answer = ""
    for service in found:
        if service.answer != answer:
            answer = service.answer
            lines.append(answer)
        via = spoken(worded(", through {steps}", steps=", ".join(service.via))) if service.via else ""
        same = spoken(worded(", asked in the same words")) if service.question else ""
        lines.append(f"  {service.relation:<10} {service.serves}{via}{same}")
    lines.append(
        spoken(
            worded(
                "{count} answers bear on {count2} other requirements.",
                count=len({service.answer for service in found}),
                count2=len(found),
            )
        )
    )
    return "\n".join(lines) + "\n"
