"""`govkit transfers explain`: a regime or rule in plain sentences, with its source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govkit.model.errors import UsageError, nearest
from govkit.model.worded import worded
from govkit_cbpr.transfer_commands.common import rules_from

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_cbpr.transfer_rules.library import RuleSet


def commands(host: Host) -> list[click.Command]:
    """Return the command."""
    del host

    @click.command("explain")
    @click.argument("name", required=False)
    @click.option("--rules", "folder_of_rules", type=click.Path(exists=True, file_okay=False, path_type=Path))
    def explain(name: str | None, folder_of_rules: Path | None) -> None:
        """Explain a regime (sg.pdpa), one of its rules (sg.pdpa.contract) or a condition (cert.in-date).

        Without a name: list the regimes.
        """
        click.echo("\n".join(explained(name, rules_from(folder_of_rules))))

    return [explain]


def explained(name: str | None, rules: RuleSet) -> Iterator[str]:
    """Yield the lines of an explanation; raise `UsageError` for a name that is not known."""
    from govkit_cbpr.transfer_rules.answers import behind
    from govkit_cbpr.transfer_rules.sentences import rule_lines, status_line

    if name is None:
        for regime, law in rules.regimes.items():
            yield f"{regime:14} {law.regime.title} ({law.regime.status}; {status_line(law.regime, rules)})"
    elif name in rules.conditions:
        yield f"{name}: {rules.conditions[name].sentence}"
        for _key, source in behind(name, rules):
            yield f"    {source['id']}, {source['at']}: {source['title']} (grade {source['grade']}, {source['read']})"
    elif name in rules.regimes:
        named = rules.regimes[name].regime
        yield f"{named.title}\n{status_line(named, rules)}; true as of {named.as_of}, review by {named.review_by}\n"
        for rule in named.rules:
            yield from rule_lines(rule, named, rules)
            yield ""
        for last in named.otherwise:
            days = f" from {last.effective.since}" if last.effective.since else ""
            until = f" to {last.effective.to}" if last.effective.to else ""
            yield f"otherwise{days}{until}: {last.answer} ({last.because.source}, {last.because.at})"
    else:
        yield from _rule(name, rules)


def _rule(name: str, rules: RuleSet) -> Iterator[str]:
    from govkit_cbpr.transfer_rules.sentences import rule_lines

    for regime, law in rules.regimes.items():
        for rule in law.regime.rules:
            if name == f"{regime}.{rule.id}":
                yield from rule_lines(rule, law.regime, rules)
                return
    known = [*rules.regimes, *rules.conditions]
    known += [f"{regime}.{rule.id}" for regime, law in rules.regimes.items() for rule in law.regime.rules]
    hint = nearest(name, known) or worded("run `govkit transfers explain` to list the regimes")
    raise UsageError(worded("there is no regime, rule or condition `{name}`", name=name[:60]), hint=hint)
