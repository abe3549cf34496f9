"""`govkit transfers explain`: a regime or rule in plain sentences, with its source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govkit.model.errors import UsageError, nearest
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_cbpr.transfer_commands.common import rules_from

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_cbpr.transfer_rules.library import RuleSet
    from govkit_cbpr.transfer_rules.rules import Otherwise


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
        click.echo("\n".join(map(spoken, explained(name, rules_from(folder_of_rules)))))

    return [explain]


def explained(name: str | None, rules: RuleSet) -> Iterator[str]:
    """Yield the lines of an explanation; raise `UsageError` for a name that is not known."""
    from govkit_cbpr.transfer_rules.answers import behind
    from govkit_cbpr.transfer_rules.sentences import rule_lines, status_line

    if name is None:
        for regime, law in rules.regimes.items():
            yield worded(
                "{regime} {title} ({status}; {review})",
                regime=f"{regime:14}",
                title=law.regime.title,
                status=law.regime.status,
                review=status_line(law.regime, rules),
            )
    elif name in rules.conditions:
        yield worded("{name}: {sentence}", name=name, sentence=worded(rules.conditions[name].sentence))
        for _key, source in behind(name, rules):
            yield worded("    {id}, {at}: {title} (grade {grade}, {read})", **source)
    elif name in rules.regimes:
        named = rules.regimes[name].regime
        yield named.title
        yield worded(
            "{review}; true as of {day}, review by {next}",
            review=status_line(named, rules),
            day=named.as_of,
            next=named.review_by,
        )
        yield ""
        for rule in named.rules:
            yield from rule_lines(rule, named, rules)
            yield ""
        yield from map(_otherwise, named.otherwise)
    else:
        yield from _rule(name, rules)


def _otherwise(last: Otherwise) -> str:
    span = {"answer": last.answer, "source": last.because.source, "at": last.because.at}
    since, to = last.effective.since, last.effective.to
    if since and to:
        return worded("otherwise from {since} to {to}: {answer} ({source}, {at})", since=since, to=to, **span)
    if since:
        return worded("otherwise from {since}: {answer} ({source}, {at})", since=since, **span)
    if to:
        return worded("otherwise to {to}: {answer} ({source}, {at})", to=to, **span)
    return worded("otherwise: {answer} ({source}, {at})", **span)


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
