"""The result of a scan as a table, JSON, JSON lines, CSV or a page. Everything shown of the data is masked."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from html import escape

from govkit.model.errors import UsageError, nearest
from govkit.model.worded import worded
from govkit.plugin.spoken import spoken, spoken_language
from govkit_personal_data.command.result import Result, category_name, records, review, status
from govkit_personal_data.observed import Column, Detection

_HEADINGS = (
    worded("table"),
    worded("column"),
    worded("category"),
    worded("confidence"),
    worded("share of rows"),
    worded("evidence"),
)
_FIELDS = (
    "table",
    "column",
    "category",
    "score",
    "identifies",
    "prevalence",
    "status",
    "mode",
    "examined",
    "expected",
    "limit",
)
_FOUND, _BY_COLUMN = worded("Personal data found"), worded("Personal data by column")
_SHOWN = 3
_LISTED = 12
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def written(result: Result, form: str) -> str:
    """Return the result in a format."""
    return {"console": _console, "json": _json, "jsonl": _lines, "csv": _csv, "html": _html}[form](result)


def _rows(result: Result) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for column in result.columns:
        if not column.detections:
            why = review(result, column) if status(result, column) == "review" else ""
            told = ": ".join(filter(None, (status(result, column), spoken(why))))
            rows.append((column.table, column.name, "-", "", "", told))
        for place, found in enumerate(column.detections):
            where = (column.table, column.name) if place == 0 else ("", "")
            rows.append((*where, category_name(found.category), f"{found.confidence:.2f}", _share(found), _why(found)))
    return rows


def _share(found: Detection) -> str:
    low, high = (f"{100 * bound:.3g}" for bound in found.share)
    return f"{low}-{high} %" if low != high else f"{low} %"


def _why(found: Detection) -> str:
    pieces = [piece for piece in found.evidence if piece.weight > 0][:_SHOWN]
    return ", ".join(f"{piece.what} {piece.weight:+.1f}" for piece in pieces)


def _console(result: Result) -> str:
    rows = [tuple(map(spoken, _HEADINGS)), *_rows(result)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEADINGS) - 1)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in rows
    ]
    return "\n".join([*lines, "", spoken(result.statement()), ""])


def _json(result: Result) -> str:
    sources = [
        {
            "source": scanned.source.format,
            "state": scanned.source.state,
            "sha256": scanned.sha256,
            "tables": [t.name for t in scanned.source.tables],
        }
        for _, scanned in result.sources
    ]
    document = {
        "mode": result.mode,
        "statement": result.statement(),
        "sources": sources,
        "columns": list(records(result)),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _lines(result: Result) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(result))


def _csv(result: Result) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow((*_FIELDS, "evidence"))
    for record in records(result):
        writer.writerow(
            [_harmless(record[field]) for field in _FIELDS] + ["; ".join(piece["what"] for piece in record["evidence"])]
        )
    return stream.getvalue()


def _harmless(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _html(result: Result) -> str:
    head = "".join(f"<th>{escape(spoken(heading))}</th>" for heading in _HEADINGS)
    title, about = escape(spoken(_FOUND)), escape(spoken(_BY_COLUMN))
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in _rows(result))
    return (
        '<!doctype html>\n<html lang="'
        f'{escape(spoken_language())}"><head><meta charset="utf-8"><title>{title}</title>\n'
        "<style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#1a1a1a}"
        "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem}"
        "td{border-bottom:1px solid #ddd}th{border-bottom:2px solid #555}caption{text-align:left;margin-bottom:1rem}"
        "</style></head>\n"
        f"<body><main><h1>{about}</h1><table><caption>{escape(spoken(result.statement()))}</caption>\n"
        f"<thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></main></body></html>\n"
    )


def explained(result: Result, wanted: str) -> str:
    """Return all evidence on one column. Raises `UsageError` where there is none of that name."""
    found = [column for column in result.columns if wanted in (column.name, column.place)]
    if not found:
        places = [column.place for column in result.columns]
        raise UsageError(
            worded("there is no column `{wanted}`", wanted=wanted),
            hint=nearest(wanted, [*places, *(c.name for c in result.columns)])
            or worded("there are {columns}", columns=_listed(places)),
        )
    return "\n".join(line for column in found for line in _explanation(result, column)) + "\n"


def _listed(places: Sequence[str]) -> str:
    return ", ".join([*places[:_LISTED], *(["…"] if len(places) > _LISTED else [])])


def _explanation(result: Result, column: Column) -> Sequence[str]:
    looked = worded(
        "{examined} of {expected} cells looked at", examined=f"{column.examined:,}", expected=f"{column.expected:,}"
    )
    gaps = worded(
        "{empty} empty, {cut} cut, {unread} unread",
        empty=f"{column.empty:,}",
        cut=f"{column.cut:,}",
        unread=f"{column.unread:,}",
    )
    lines = [f"{column.place}: {status(result, column)}", f"  {spoken(looked)}; {spoken(gaps)}"]
    if status(result, column) == "review":
        lines.append(f"  {spoken(review(result, column))}")
    for form in column.forms:
        lines.append(spoken(worded("  looks like {mask} ({rows})", mask=form.mask, rows=f"{form.rows:,}")))
    for found in column.detections:
        low, high = found.share
        share = worded("in {low} to {high} of the rows", low=f"{low:.2%}", high=f"{high:.2%}")
        told = worded(
            "  {category}: confidence {confidence}, {share}",
            category=category_name(found.category),
            confidence=f"{found.confidence:.2f}",
            share=share,
        )
        lines.append(spoken(told))
        for piece in found.evidence:
            seen = worded(", in {seen} of {of}", seen=f"{piece.seen:,}", of=f"{piece.of:,}") if piece.of else ""
            lines.append(f"    {piece.weight:+6.2f}  {piece.what}{spoken(seen)}")
    return [*lines, f"  {spoken(result.statement())}"]
