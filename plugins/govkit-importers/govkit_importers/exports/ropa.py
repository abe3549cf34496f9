"""A record of processing as XLSX in the layout of a regulator: a row an activity, and who the organisation is."""

from __future__ import annotations

from typing import Any

from govkit.model.slots import slots_of
from govkit_importers.exports.ledger import Holder, Ledger
from govkit_importers.ropa.columns import COLUMNS, CONTACTS
from govkit_importers.templates import Question, Template, template
from govkit_importers.templates.writing import workbook


def export(ledger: Ledger, layout: str) -> dict[str, bytes]:
    """Return the workbook of a layout, `uk-ico` or another that `govkit import template` has."""
    shown = template(layout)
    rows = [_row(holder, shown) for holder in ledger.subjects("activity")]
    organisations = ledger.subjects("organisation")
    told = _organisation(organisations[0], shown) if len(organisations) == 1 else {}
    return {f"record-of-processing-{layout}.xlsx": workbook(shown, rows, told)}


def _row(activity: Holder, layout: Template) -> dict[str, str]:
    """Return the cells of an activity by their headings; what two columns could hold stands in the first."""
    activity.enter()
    row: dict[str, str] = {}
    filled: set[str] = set()
    for question in layout.columns:
        slot, text = _cell(activity, question)
        if text and slot not in filled:
            row[question.shown] = text
            filled.add(slot)
            if slot != "id":
                activity.hold(slot)
    return row


def _cell(activity: Holder, question: Question) -> tuple[str, str]:
    """Return the slot that a column is about and what it says of the activity; empty where it can't say it."""
    if question.slot == "id":
        return "id", activity.id
    column = COLUMNS[question.slot]
    slot = column.slot
    if slot not in slots_of(activity.kind):
        return "", ""
    value = activity.look(slot)
    if value is None or value == "none":
        return slot, ""
    if isinstance(value, bool):
        return slot, "yes" if value else "no"
    if isinstance(value, list):
        return slot, "\n".join(_bare(str(entry)) for entry in value)
    return slot, str(value)


def _bare(text: str) -> str:
    """Return an id without the type before it; a term keeps its prefix."""
    return text.removeprefix("party:").removeprefix("organisation:")


def _organisation(holder: Holder, layout: Template) -> dict[str, str]:
    """Return what the sheet about the organisation asks, by its labels."""
    holder.enter()
    told: dict[str, str] = {}
    for question in layout.organisation:
        person, _, part = question.slot.partition(".")
        value: Any = None
        if person == "controller" and part == "name":
            value = holder.take("name")
        elif person in CONTACTS:
            contacts = holder.parts(CONTACTS[person])
            value = contacts[0].take(part) if contacts else None
        if value:
            told[question.shown] = str(value)
    return told
