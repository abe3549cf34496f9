"""The exhibit of transfers: what crosses which border, under what, what the laws answer, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from govkit.model.exhibit import Tone
from govkit.plugin import (
    Cell,
    Context,
    Disputed,
    Exhibit,
    Message,
    NotStated,
    Organisation,
    Party,
    Table,
    Transfer,
    exhibit,
)
from govkit_cbpr.condition_notes import notes_on
from govkit_cbpr.relations import subject_of
from govkit_cbpr.transfer_map import Flow, draw
from govkit_cbpr.transfer_rules.installed_overlays import READS, judge_of
from govkit_cbpr.transfer_rules.inventory import flow_from

if TYPE_CHECKING:
    from govkit_cbpr.transfer_rules.assessing import Assessor, Result

_MOST_ROWS = 1_000
_MOST_MISSING = 6
_COLUMNS = ("Transfer", "From", "To", "Recipient", "Data", "Mechanism", "Answer", "Laws", "What is missing")
_URGENCY: dict[Tone, int] = {"fail": 0, "unknown": 1, "review": 2, "pass": 3, "not_applicable": 4}


@dataclass(frozen=True)
class _Standing:
    """What all laws together answer on a transfer, and what is missing for it."""

    word: str
    tone: Tone
    laws: tuple[str, ...]
    missing: Message | None = None
    left: tuple[str, ...] = ()
    """Conditions that are not shown."""


@exhibit("cbpr.transfers", reads=READS)
def transfer_exhibit(ctx: Context) -> Exhibit | None:
    """List every transfer across a border with what the laws that govern it answer, gaps first.

    A value that is not stated is shown as such. The answers rest on rules that were not reviewed by counsel.
    """
    judge = judge_of(ctx)
    transfers = [(transfer, _standing(transfer, ctx, judge)) for transfer in ctx.inventory.of(Transfer)]
    if not transfers:
        return None
    transfers.sort(key=lambda pair: (_URGENCY[pair[1].tone], pair[0].subject))
    flows = [_flow(transfer, standing) for transfer, standing in transfers]
    more = len(transfers) - _MOST_ROWS
    notes = [
        Message(
            "Pre-answered by rules as of {day}, not reviewed by counsel. "
            "Conditions that are not shown stay for review.",
            {"day": judge.rules.edition},
        )
    ]
    notes += notes_on((code for _transfer, standing in transfers for code in standing.left), judge.rules)
    if more > 0:
        notes.insert(0, Message("{n} more transfers are not shown; those with gaps come first.", {"n": more}))
    return Exhibit(
        id="cbpr.transfers",
        title=Message("Transfers across borders"),
        alternative=_alternative(flows),
        table=Table(
            tuple(Message(column) for column in _COLUMNS),
            tuple(_row(transfer, standing, ctx) for transfer, standing in transfers[:_MOST_ROWS]),
        ),
        drawing=draw(flows),
        notes=tuple(notes),
    )


def _standing(transfer: Transfer, ctx: Context, judge: Assessor) -> _Standing:
    result = judge.assess(flow_from(transfer, ctx.inventory, ctx.as_of))
    combined = result.combined
    laws = _laws(result)
    if combined.answer == "not_permitted":
        return _Standing("not permitted", "fail", laws, _bar(result))
    if combined.answer == "unknown":
        return _Standing("needs facts", "unknown", laws, _slots(combined.missing))
    if combined.scope == "out_of_scope":
        return _Standing("out of scope", "not_applicable", laws)
    left = tuple(code for code, evidence in combined.conditions if evidence != "shown")
    if left:
        return _Standing("permitted with conditions", "review", laws, _slots(left), left)
    return _Standing("permitted", "pass", laws)


def _bar(result: Result) -> Message:
    """Return what bars a transfer: the gates that are shut, or the laws under which no way is in place."""
    shut = [verdict for _leg, verdict in result.verdicts if verdict.answer == "not_permitted"]
    gates = [rule for verdict in shut if f"{verdict.regime}.otherwise" not in verdict.rules for rule in verdict.rules]
    names = [*gates, *(name for verdict in shut for name in verdict.overlays)]
    if names:
        return Message("barred by {slots}", {"slots": _shortened(tuple(dict.fromkeys(names)))})
    return Message(
        "a mechanism that {list} accepts", {"list": tuple(dict.fromkeys(verdict.regime for verdict in shut))}
    )


def _laws(result: Result) -> tuple[str, ...]:
    """Return the laws that govern; those that only might are in what is missing."""
    certain = (verdict.regime for _leg, verdict in result.verdicts if verdict.rules or verdict.scope != "unknown")
    return tuple(dict.fromkeys(certain))


def _slots(names: tuple[str, ...]) -> Message:
    return Message("{slots}", {"slots": _shortened(names)})


def _shortened(names: tuple[str, ...]) -> tuple[str, ...]:
    more = len(names) - _MOST_MISSING
    return names if more <= 0 else (*names[:_MOST_MISSING], f"+{more}")


def _row(transfer: Transfer, standing: _Standing, ctx: Context) -> tuple[Cell, ...]:
    missing = Cell(standing.missing or "")
    return (
        Cell(transfer.subject.partition(":")[2], subject=transfer.subject),
        _cell(transfer, "origin"),
        _cell(transfer, "destination"),
        _recipient(transfer, ctx),
        _cell(transfer, "data_categories"),
        _mechanisms(transfer),
        Cell(Message(standing.word), standing.tone),
        Cell(Message("{list}", {"list": standing.laws})) if standing.laws else Cell(Message("not known"), "unknown"),
        missing,
    )


def _cell(transfer: Transfer, slot: str) -> Cell:
    """Show a stated value; texts and places as they are, lists as lists."""
    try:
        value: str | tuple[str, ...] | None = getattr(transfer, slot)
    except NotStated:
        return Cell(Message("not stated"), "unknown")
    except Disputed:
        return Cell(Message("the sources disagree"), "fail")
    if not value:
        return Cell(Message("none"), "muted")
    return Cell(Message("{list}", {"list": value})) if isinstance(value, tuple) else Cell(value)


def _recipient(transfer: Transfer, ctx: Context) -> Cell:
    """Name the recipient by id, linked, and never by a name, which may be a person's."""
    cell = _cell(transfer, "recipient")
    if isinstance(cell.content, str):
        subject = subject_of(ctx.inventory, cell.content, Party, Organisation)
        return Cell(subject.partition(":")[2], subject=subject)
    return cell


def _mechanisms(transfer: Transfer) -> Cell:
    try:
        kinds = tuple(mechanism.kind for mechanism in transfer.mechanisms)
    except NotStated:
        return Cell(Message("not stated"), "unknown")
    except Disputed:
        return Cell(Message("the sources disagree"), "fail")
    return Cell(Message("{list}", {"list": kinds})) if kinds else Cell(Message("none"), "fail")


def _flow(transfer: Transfer, standing: _Standing) -> Flow:
    return Flow(_place(transfer, "origin"), _place(transfer, "destination"), standing.tone)


def _place(transfer: Transfer, slot: str) -> str:
    """Return the country, `?` where it is not known."""
    try:
        place: str | None = getattr(transfer, slot)
    except (NotStated, Disputed):
        return "?"
    return place.partition("-")[0] if place else "?"


def _alternative(flows: list[Flow]) -> Message:
    return Message(
        "Transfers: {n}, between {countries} places. "
        "Permitted: {good}; on condition: {conditional}; not permitted: {bad}; needs facts: {open}.",
        {
            "n": len(flows),
            "countries": len({place for flow in flows for place in (flow.origin, flow.destination)}),
            "good": sum(flow.tone in ("pass", "not_applicable") for flow in flows),
            "conditional": sum(flow.tone == "review" for flow in flows),
            "bad": sum(flow.tone == "fail" for flow in flows),
            "open": sum(flow.tone == "unknown" for flow in flows),
        },
    )
