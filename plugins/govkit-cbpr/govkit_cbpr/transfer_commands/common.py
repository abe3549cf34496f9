"""What the commands share: which flows, which rules, which day."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from govkit.model.errors import InputError, UsageError
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_cbpr.transfer_rules.places import part_like

if TYPE_CHECKING:
    from govkit.model.inventory import Inventory
    from govkit.plugin.host import Host, Located
    from govkit_cbpr.transfer_rules.assessing import Assessor
    from govkit_cbpr.transfer_rules.flows import Flow
    from govkit_cbpr.transfer_rules.library import RuleSet

F = TypeVar("F", bound=Callable[..., Any])
DAY = click.DateTime(["%Y-%m-%d"])
_MOST_WARNINGS = 20


def input_options(function: F) -> F:
    """Add the options that say which flows are judged, and how."""
    for option in reversed(
        (
            click.argument("folder", required=False, type=click.Path(exists=True, path_type=Path)),
            click.option(
                "--flows", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A list of flows."
            ),
            click.option("--as-of", type=DAY, help="The day of the assessment; flows with a `date` keep theirs."),
            click.option("--assume-reviewed", is_flag=True, help="Judge as if every rule were confirmed and fresh."),
            click.option(
                "--overlay",
                "overlays",
                multiple=True,
                type=click.Path(exists=True, path_type=Path),
                help="Stricter rules of your own; they can only lower an answer.",
            ),
            click.option(
                "--rules",
                "folder_of_rules",
                type=click.Path(exists=True, file_okay=False, path_type=Path),
                help="Judge by the rule files of this folder instead of those installed.",
            ),
        )
    ):
        function = option(function)
    return function


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep the garbage collector from walking what is read and judged again and again; nothing of it is in cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def day(given: datetime | None) -> date:
    """Return the day that was asked for, or today."""
    return given.date() if given is not None else datetime.now(tz=UTC).date()


def rules_from(folder: Path | None) -> RuleSet:
    """Return the rules of a folder, or those installed."""
    from govkit_cbpr.transfer_rules.library import installed_rules, rule_set

    if folder is None:
        return installed_rules()
    paths = [path for path in sorted(folder.rglob("*.yaml")) if path.is_file()]
    return rule_set({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}, str(folder))


def assessor(rules: RuleSet, assume_reviewed: bool, overlays: tuple[Path, ...] = ()) -> Assessor:
    """Return who judges, by the overlays that are installed and those given."""
    from govkit_cbpr.transfer_rules.assessing import Assessor
    from govkit_cbpr.transfer_rules.installed_overlays import installed_overlays, read_overlay

    given = [read_overlay(str(path), path.read_bytes(), rules) for path in overlays]
    return Assessor(rules, assume_reviewed=assume_reviewed, overlays=[*installed_overlays(), *given])


def flows_of(host: Host, folder: Path | None, file: Path | None, as_of: date, rules: RuleSet) -> list[Flow]:
    """Return the flows of a file, or of the transfers of an inventory; warn of what states nothing to these rules."""
    if file is not None and folder is not None:
        raise UsageError(worded("both a folder and --flows are given"), hint=worded("give one of them"))
    if file is not None:
        return _read(host, file, as_of, rules)
    from govkit.plugin import Transfer
    from govkit_cbpr.transfer_rules.flow_reading import unlisted_words
    from govkit_cbpr.transfer_rules.inventory import flow_from, strange_place

    where = folder or Path()
    inventory = host.load(where)
    flows = {transfer.subject: flow_from(transfer, inventory, as_of) for transfer in inventory.of(Transfer)}
    for transfer in inventory.of(Transfer):
        if not flows[transfer.subject].values and (strange := strange_place(transfer, inventory)):
            _warn_of_place(where, inventory, transfer.subject, *strange)
    _warn(where, [told for name, flow in flows.items() for told in unlisted_words(flow, rules.words, name)])
    return list(flows.values())


def _warn_of_place(folder: Path, inventory: Inventory, subject: str, slot: str, code: str) -> None:
    file, line = inventory.place(subject, slot) or (str(folder), None)
    what = worded(
        "{subject}.{slot}: `{code}` is no part of its country that is known, and nothing of the transfer is read",
        subject=subject,
        slot=slot,
        code=code,
    )
    hint = worded("write a part by ISO 3166-2, such as {part}, or {country}", part=part_like(code), country=code[:2])
    _warn(Path(file if line is None else f"{file}:{line}"), [f"{what} ({hint})"])


def _read(host: Host, file: Path, as_of: date, rules: RuleSet) -> list[Flow]:
    from govkit_cbpr.transfer_rules.flow_reading import Reader

    content = host.read(file)
    if isinstance(content, dict):
        content = content.get("flows", [content])
    if not isinstance(content, list):
        raise InputError(
            worded("no list of flows"),
            hint=worded("write `- id: a` and the facts of each flow"),
            path=str(file),
            line=1,
        )
    reader = Reader(as_of, rules.words)
    flows = []
    for number, record in enumerate(content):
        try:
            flows.append(reader.read(record, f"flows[{number}]"))
        except InputError as fault:
            raise _placed(host.document(file), number, fault) from None
    _warn(file, reader.ignored)
    return flows


def _warn(file: Path, warnings: Sequence[str]) -> None:
    for warning in warnings[:_MOST_WARNINGS]:
        click.echo(spoken(worded("warning: {file}: {warning}", file=file, warning=warning)), err=True)
    if len(warnings) > _MOST_WARNINGS:
        click.echo(
            spoken(
                worded("warning: {file}: {number} more like these", file=file, number=len(warnings) - _MOST_WARNINGS)
            ),
            err=True,
        )


def _placed(document: Located, number: int, fault: InputError) -> InputError:
    """Return a fault of a flow with the file, line and column of what it is about."""
    value = document.value
    pointer: tuple[str | int, ...] = (number,)
    if isinstance(value, dict):
        pointer = ("flows", number) if "flows" in value else ()
    key = re.match(r"flows\[\d+\]\.(\w+)", fault.what)
    return document.error((*pointer, key[1]) if key else pointer, fault.what, fault.hint)
