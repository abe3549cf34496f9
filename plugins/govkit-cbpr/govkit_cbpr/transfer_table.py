"""The exhibit of transfers: what crosses which border, to whom, under what, and what is missing to judge it."""

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
from govkit_cbpr.known import Known, some
from govkit_cbpr.mechanisms import in_date
from govkit_cbpr.relations import subject_of
from govkit_cbpr.transfer_map import Flow, draw

if TYPE_CHECKING:
    from datetime import date

_MOST_ROWS = 1_000
_COLUMNS = ("Transfer", "From", "To", "Recipient", "Data", "Mechanism", "In date?", "What is missing")
_NEEDED = ("origin", "destination", "recipient", "data_categories", "mechanisms")
_URGENCY: dict[Tone, int] = {"fail": 0, "unknown": 1, "pass": 2}


@dataclass(frozen=True)
class _Standing:
    """Whether a mechanism of a transfer is in date, and which slots are missing to say so."""

    word: str
    tone: Tone
    missing: tuple[str, ...]


@exhibit("cbpr.transfers")
def transfer_exhibit(ctx: Context) -> Exhibit | None:
    """List every transfer across a border, built only from what the inventory states.

    A value that is not stated is shown as such. Whether a mechanism suffices is for the law to say, not for this table.
    """
    transfers = [(transfer, _standing(transfer, ctx.as_of)) for transfer in ctx.inventory.of(Transfer)]
    if not transfers:
        return None
    transfers.sort(key=lambda pair: (_URGENCY[pair[1].tone], pair[0].subject))
    flows = [_flow(transfer, standing) for transfer, standing in transfers]
    more = len(transfers) - _MOST_ROWS
    notes = [Message("A mechanism in date is not yet a lawful route: each law has its own list of mechanisms.")]
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


def _standing(transfer: Transfer, as_of: date) -> _Standing:
    missing = [slot for slot in _NEEDED if not _is_settled(transfer, slot)]
    try:
        if not transfer.mechanisms:
            return _Standing("no mechanism", "fail", tuple(missing))
        if some(Known(transfer.mechanisms), lambda mechanism: in_date(mechanism, transfer, as_of)):
            return _Standing("in date", "pass", tuple(missing))
    except NotStated as silence:
        slot = silence.path.removeprefix(f"{transfer.where}.")
        return _Standing("not stated", "unknown", tuple(dict.fromkeys((*missing, slot))))
    except Disputed:
        return _Standing("the sources disagree", "fail", tuple(missing))
    return _Standing("not in date", "fail", tuple(missing))


def _is_settled(transfer: Transfer, slot: str) -> bool:
    try:
        return transfer.is_stated(slot)
    except Disputed:
        return True


def _row(transfer: Transfer, standing: _Standing, ctx: Context) -> tuple[Cell, ...]:
    missing = Cell(Message("{slots}", {"slots": standing.missing}), "unknown") if standing.missing else Cell("")
    return (
        Cell(transfer.subject.partition(":")[2], subject=transfer.subject),
        _cell(transfer, "origin"),
        _cell(transfer, "destination"),
        _recipient(transfer, ctx),
        _cell(transfer, "data_categories"),
        _mechanisms(transfer),
        Cell(Message(standing.word), standing.tone),
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
        "With a mechanism in date: {good}; without: {bad}; not known: {open}.",
        {
            "n": len(flows),
            "countries": len({place for flow in flows for place in (flow.origin, flow.destination)}),
            "good": sum(flow.tone == "pass" for flow in flows),
            "bad": sum(flow.tone == "fail" for flow in flows),
            "open": sum(flow.tone == "unknown" for flow in flows),
        },
    )
