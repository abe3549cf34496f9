"""What a card says, item by item, as data and as lines for a terminal."""

from __future__ import annotations

import textwrap
from typing import Any

from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_genai.card.beside import Beside
from govkit_genai.card.notes import NOTES
from govkit_genai.card.reader import Card
from govkit_genai.card.states import Reading, State
from govkit_genai.commands.card_files import CardFile

_WIDTH = 60
_MARK = "*"
"""Stands behind the state of an item that is told in passing."""


def as_data(file: CardFile) -> dict[str, Any]:
    """Return `file`, `kind` and `fields`; a file that is refused has no fields and a reason."""
    if file.card is None:
        return {"file": file.name, "kind": None, "fields": {}, "refused": str(file.fault)}
    document, said = file.card.document, file.card.said
    fields = {item: _field(reading, said.values.get(item, "")) for item, reading in said.items.items()}
    shown = {"file": file.name, "kind": document.about, "form": document.form, "fields": fields}
    return {**shown, "beside": [_beside(one) for one in file.beside]} if file.beside else shown


def _beside(one: Beside) -> dict[str, Any]:
    """Return what a file beside the card says; `differs` tells that the card says something else."""
    return {
        "item": one.item,
        "value": visible(one.value),
        "file": visible(one.file),
        "line": one.line,
        "differs": one.differs,
    }


def _field(reading: Reading, value: str) -> dict[str, Any]:
    said = reading.state not in (State.ABSENT, State.NOT_APPLICABLE, State.HEADING_ONLY)
    field: dict[str, Any] = {
        "state": str(reading.state),
        "value": visible(value) if said and value else None,
        "line": reading.line,
        "also": list(reading.also),
        "note": NOTES.get(reading.note, ""),
    }
    return {**field, "pointer": reading.pointer} if reading.pointer else field


def console_text(name: str, card: Card, beside: tuple[Beside, ...] = ()) -> str:
    """Return a heading, a line for each item, what stands beside the card, the counts, and what the mark means."""
    lines = [f"{visible(name)} ({card.document.about}, {card.document.form})"]
    for item, reading in card.said.items.items():
        place = str(reading.line or reading.pointer or "")
        value = visible(card.said.values.get(item, "")) if reading.state is not State.NOT_APPLICABLE else ""
        shown = textwrap.shorten(value, _WIDTH, placeholder="…") if value else ""
        state = f"{reading.state}{_MARK}" if reading.in_passing else str(reading.state)
        lines.append(f"  {state:<12}  {item:<34}  {place:>5}  {shown}".rstrip())
    for one in beside:
        place = f"{visible(one.file)}:{one.line}"
        lines.append(f"  {'differs' if one.differs else 'beside':<12}  {one.item:<34}  {place}  {visible(one.value)}")
    states = [reading.state for reading in card.said.items.values()]
    counts = ", ".join(f"{states.count(state)} {state}" for state in State if state in states)
    passing = any(reading.in_passing for reading in card.said.items.values())
    legend = [f"  {_MARK} {spoken(worded(NOTES['in-passing']))}"] if passing else []
    return "\n".join([*lines, f"  {counts}", *legend, ""])


def visible(text: str) -> str:
    """Return a stranger's text on one line, without characters that steer a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
