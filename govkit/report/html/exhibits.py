"""Draws the exhibits of plugins: a table, and primitives that become SVG."""

from __future__ import annotations

from typing import Any, cast

from markupsafe import Markup

from govkit.model.assessment import MessageDoc
from govkit.report.html.rows import escape, span
from govkit.report.words import Phrase, Words

LISTED_ROWS = 500
DRAWN_SHAPES = 2_000
_TONES = frozenset({"pass", "fail", "unknown", "review", "error", "not_applicable", "muted"})


def exhibit(data: dict[str, Any], anchor: str, words: Words) -> Markup:
    """Return an exhibit with its table, its drawing and its notes."""
    title, alternative = words.phrase(data["title"]), words.phrase(data["alternative"])
    drawing = _drawing(data["drawing"], title, alternative, words) if "drawing" in data else ""
    notes = "".join(f'<p class="note">{span(words.phrase(note))}</p>' for note in data.get("notes", []))
    return Markup(  # noqa: S704 - escaped in span and below
        f'<article class="exhibit" id="{anchor}"><h3>{span(title)}</h3><p>{span(alternative)}</p>'
        f"{_table(data, title, words)}{drawing}{notes}</article>"
    )


def _table(data: dict[str, Any], title: Phrase, words: Words) -> str:
    heads = "".join(f'<th scope="col">{span(words.phrase(column))}</th>' for column in data["columns"])
    rows = "".join(f"<tr>{''.join(_cell(cell, words) for cell in row)}</tr>" for row in data["rows"][:LISTED_ROWS])
    rest = len(data["rows"]) - LISTED_ROWS
    more = words.text("{n} more row is in the JSON report", plural="{n} more rows are in the JSON report", n=rest)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title.text)}"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        + (f'<p class="more">{escape(more)}</p>' if rest > 0 else "")
    )


def _cell(cell: dict[str, Any], words: Words) -> str:
    content, tone = cell["content"], cell.get("tone", "")
    subject = f" <code>{escape(words.value(cell['subject']))}</code>" if cell.get("subject") else ""
    if isinstance(content, dict):
        text = span(words.phrase(cast("MessageDoc", content)))
    else:
        text = escape(words.value(content))
    number = ' class="number"' if isinstance(content, (int, float)) else ""
    body = f'<b class="st {tone}">{text}</b>' if tone in _TONES - {"muted"} else text
    return f"<td{number}>{body}{subject}</td>"


def _drawing(drawing: dict[str, Any], title: Phrase, alternative: Phrase, words: Words) -> str:
    height = _number(drawing.get("height", 500))
    shapes = "".join(_shape(shape, words) for shape in drawing["shapes"][:DRAWN_SHAPES])
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title.text)}">'
        f'<svg class="drawing" viewBox="0 0 1000 {height}" role="img"><title>{escape(title.text)}</title>'
        f"<desc>{escape(alternative.text)}</desc>{shapes}</svg></div>"
    )


def _shape(shape: dict[str, Any], words: Words) -> str:
    points = [(_number(point[0]), _number(point[1])) for point in shape["points"]]
    tone = shape.get("tone", "")
    kind = f'class="{shape["kind"] if shape["kind"] in _DRAW else ""} {tone if tone in _TONES else ""}"'
    size = _number(shape.get("size", 0))
    raw = shape.get("label", "")
    label = escape(words.text(cast("MessageDoc", raw)) if isinstance(raw, dict) else words.value(raw))
    draw = _DRAW.get(shape["kind"])
    needed = {"line": 2, "curve": 3, "box": 2}.get(shape["kind"], 1)
    return draw(kind, points, size, label) if draw and len(points) >= needed else ""


Points = list[tuple[str, str]]


def _line(kind: str, points: Points, size: str, label: str) -> str:
    (x1, y1), (x2, y2) = points[:2]
    return f'<line {kind} x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke-width="{size}">{_name(label)}</line>'


def _curve(kind: str, points: Points, size: str, label: str) -> str:
    (x1, y1), (x2, y2), (x3, y3) = points[:3]
    return f'<path {kind} d="M{x1} {y1}Q{x2} {y2} {x3} {y3}" stroke-width="{size}">{_name(label)}</path>'


def _circle(kind: str, points: Points, size: str, label: str) -> str:
    x, y = points[0]
    caption = (
        f'<text x="{x}" y="{_number(float(y) + float(size) + 24)}" text-anchor="middle">{label}</text>' if label else ""
    )
    return f'<circle {kind} cx="{x}" cy="{y}" r="{size}"/>{caption}'


def _box(kind: str, points: Points, size: str, label: str) -> str:
    left, right = sorted((float(points[0][0]), float(points[1][0])))
    top, bottom = sorted((float(points[0][1]), float(points[1][1])))
    caption = f'<text x="{_number(left + 8)}" y="{_number(top + 24)}">{label}</text>' if label else ""
    return (
        f'<rect {kind} x="{_number(left)}" y="{_number(top)}" width="{_number(right - left)}" '
        f'height="{_number(bottom - top)}" rx="4"/>{caption}'
    )


def _words(kind: str, points: Points, size: str, label: str) -> str:
    x, y = points[0]
    return f'<text {kind} x="{x}" y="{y}" font-size="{size if float(size) else 22}">{label}</text>'


def _name(label: str) -> str:
    return f"<title>{label}</title>" if label else ""


_DRAW = {"line": _line, "curve": _curve, "circle": _circle, "box": _box, "text": _words}


def _number(value: Any) -> str:
    """Return a finite number as SVG writes it; 0 for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -1e6 < value < 1e6:
        return "0"
    return f"{round(float(value), 2):g}"
