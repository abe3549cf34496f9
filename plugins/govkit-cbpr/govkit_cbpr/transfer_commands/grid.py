"""`govkit transfers matrix`: the origin by destination grid for given facts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govkit.model.errors import InputError, UsageError, nearest
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_cbpr.transfer_commands.common import DAY, assessor, day, rules_from

if TYPE_CHECKING:
    from govkit.plugin.host import Host
    from govkit_cbpr.transfer_rules.assessing import Assessor
    from govkit_cbpr.transfer_rules.library import RuleSet

MARKS = {"permitted": "Y", "permitted_with_conditions": "c", "not_permitted": "N", "unknown": "?"}
_DESTINATIONS = ["AU", "CA", "CN", "DE", "GB", "HK", "ID", "IN", "JP", "KR", "MY", "PH", "SG", "TH", "TW", "US", "VN"]


def commands(host: Host) -> list[click.Command]:
    """Return the command."""

    @click.command("matrix")
    @click.option(
        "--facts", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Facts as YAML or JSON."
    )
    @click.option(
        "--fact", "single", multiple=True, metavar="KEY=VALUE", help="A fact, such as recipient_role=processor."
    )
    @click.option("--mechanism", "mechanisms", multiple=True, metavar="KIND", help="A mechanism; none where not given.")
    @click.option("--origins", help="Places to start from, with commas; those that have rules where not given.")
    @click.option("--destinations", help="Places to go to, with commas.")
    @click.option("--as-of", type=DAY)
    @click.option("--assume-reviewed", is_flag=True)
    @click.option("--format", "form", type=click.Choice(["console", "json"]), default="console")
    def matrix(
        facts: Path | None,
        single: tuple[str, ...],
        mechanisms: tuple[str, ...],
        origins: str | None,
        destinations: str | None,
        as_of: datetime | None,
        assume_reviewed: bool,
        form: str,
    ) -> None:
        """Draw which flows the same facts would carry, from each origin to each destination.

        Y permitted, c permitted with conditions, N not permitted, ? unknown, · at home. The law of the origin judges.
        """
        rules = rules_from(None)
        record = _record(host, facts)
        record |= dict(_fact(text) for text in single)
        record.setdefault("mechanisms", [_mechanism(kind) for kind in mechanisms] or "none")
        starts = _places(origins) or _origins(rules)
        ends = _places(destinations) or _DESTINATIONS
        answers = grid(record, starts, ends, assessor(rules, assume_reviewed), day(as_of))
        if form == "json":
            click.echo(json.dumps(answers, indent=1))
        else:
            click.echo("\n".join(map(spoken, drawn(answers, starts, ends, assume_reviewed))))

    return [matrix]


def grid(
    record: dict[str, Any], origins: Sequence[str], destinations: Sequence[str], judge: Assessor, as_of: date
) -> dict[str, dict[str, str]]:
    """Return origin → destination → answer of the origin's laws."""
    from govkit_cbpr.transfer_rules.flow_reading import read_flow

    found: dict[str, dict[str, str]] = {}
    for origin in origins:
        for destination in destinations:
            flow = read_flow({**record, "id": "x", "origin": origin, "destination": destination}, as_of)
            found.setdefault(origin, {})[destination] = judge.from_origin(flow).answer
    return found


def drawn(
    answers: dict[str, dict[str, str]], origins: Sequence[str], destinations: Sequence[str], assume_reviewed: bool
) -> Iterator[str]:
    """Yield the grid as lines."""
    from govkit_cbpr.transfer_rules.answers import HYPOTHETICAL, NOT_REVIEWED

    if assume_reviewed:
        yield worded("== {what} ==", what=HYPOTHETICAL)
    width = max(len(place) for place in (*origins, *destinations)) + 1
    yield " " * 6 + "".join(f"{place:>{width}}" for place in destinations)
    for origin in origins:
        marks = ("·" if origin == end else MARKS[answers[origin][end]] for end in destinations)
        yield f"{origin:6}" + "".join(f"{mark:>{width}}" for mark in marks)
    yield ""
    yield worded("Y permitted  c with conditions  N not permitted  ? unknown  · at home; {review}", review=NOT_REVIEWED)


def _origins(rules: RuleSet) -> list[str]:
    return sorted(
        {place for law in rules.regimes.values() for place in law.regime.reach.origin if place.isupper()} | {"DE"}
    )


def _places(text: str | None) -> list[str]:
    return [place.strip().upper() for place in (text or "").split(",") if place.strip()]


def _record(host: Host, file: Path | None) -> dict[str, Any]:
    content = {} if file is None else host.read(file)
    if not isinstance(content, dict):
        raise InputError(
            worded("no facts"), hint=worded("write keys such as `recipient_role: processor`"), path=str(file), line=1
        )
    return dict(content)


def _mechanism(kind: str) -> str:
    from govkit_cbpr.transfer_rules.vocabulary import MECHANISM_KINDS

    if kind not in MECHANISM_KINDS:
        hint = nearest(kind, MECHANISM_KINDS) or worded("see the kinds in docs/transfers.md")
        raise UsageError(worded("`{kind}` is not a kind of mechanism", kind=kind[:60]), hint=hint)
    return kind


def _fact(text: str) -> tuple[str, Any]:
    from govkit_cbpr.transfer_rules.vocabulary import FLOW_KEYS

    key, equals, value = text.partition("=")
    if key not in FLOW_KEYS:
        raise UsageError(
            worded("`{key}` is no fact", key=key[:60]), hint=nearest(key, FLOW_KEYS) or worded("write KEY=VALUE")
        )
    if not equals:
        raise UsageError(worded("`{key}` has no value", key=key), hint=worded("write {key}=VALUE", key=key))
    return key, value.split(",") if FLOW_KEYS[key] in ("terms", "places") else value
