"""Tables and drawings that a plugin adds to an assessment: typed data with a text alternative, never markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from govkit.model.message import Message

Tone = Literal["", "pass", "fail", "unknown", "review", "error", "not_applicable", "muted"]
"""How a cell or a line is to be read; always next to a word, never colour alone."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    content: Message | str | int | float
    tone: Tone = ""
    subject: str = ""
    """The subject that the cell stands for, linked in reports."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading for each column."""

    columns: tuple[Message, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawing primitive in a field of 1000 by `Drawing.height` units."""

    kind: Literal["line", "curve", "circle", "box", "text"]
    points: tuple[tuple[float, float], ...]
    """Two points for a line, three for a curve, one (centre or corner) for the others."""
    size: float = 0
    """Radius of a circle, width of a line, height of a text; a box spans its two points."""
    label: Message | str = ""
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of primitives."""

    shapes: tuple[Shape, ...]
    height: int = 500


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A table, and perhaps a drawing of the same data, under a title."""

    id: str
    title: Message
    alternative: Message
    """What it shows, in a sentence, for who cannot see it."""
    table: Table
    drawing: Drawing | None = None
    notes: tuple[Message, ...] = field(default_factory=tuple)

    def to_json(self) -> dict[str, Any]:
        """Return the exhibit as plain data."""
        data: dict[str, Any] = {
            "id": self.id,
            "title": self.title.to_json(),
            "alternative": self.alternative.to_json(),
            "columns": [column.to_json() for column in self.table.columns],
            "rows": [[_cell(cell) for cell in row] for row in self.table.rows],
        }
        if self.drawing is not None:
            data["drawing"] = {
                "height": self.drawing.height,
                "shapes": [_shape(shape) for shape in self.drawing.shapes],
            }
        if self.notes:
            data["notes"] = [note.to_json() for note in self.notes]
        return data


def _content(content: Message | str | float) -> Any:
    return content.to_json() if isinstance(content, Message) else content


def _cell(cell: Cell) -> dict[str, Any]:
    extras = {"tone": cell.tone, "subject": cell.subject}
    return {"content": _content(cell.content)} | {key: value for key, value in extras.items() if value}


def _shape(shape: Shape) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": shape.kind, "points": [list(point) for point in shape.points]}
    if shape.size:
        data["size"] = shape.size
    if shape.label:
        data["label"] = _content(shape.label)
    if shape.tone:
        data["tone"] = shape.tone
    return data
