"""What a scan found as an inventory in which every statement is a suggestion: nothing counts before it is confirmed."""

from __future__ import annotations

import json
import re
from typing import Any

from govkit.model.worded import worded
from govkit.plugin.spoken import spoken
from govkit_personal_data import categories
from govkit_personal_data.command.result import Result
from govkit_personal_data.observed import Column

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_ORIGIN = "govkit scan"


def inventory_of(result: Result) -> str:
    """Return the inventory, in YAML that is JSON but for its first lines: a dataset for each table."""
    datasets: dict[str, dict[str, Any]] = {}
    for table in result.tables:
        columns = [column for column in result.columns if column.table == table.name]
        datasets.setdefault(_id(table.name), _dataset(table.name, table.rows, columns))
    body = json.dumps([{"id": id_, **slots} for id_, slots in datasets.items()], ensure_ascii=False, indent=1)
    head = spoken(worded("Found by `govkit scan`. Only suggestions: confirm or reject each claim."))
    return f"# {head}\ngovkit: inventory/1\ndatasets: {body}\n"


def _dataset(name: str, rows: int, columns: list[Column]) -> dict[str, Any]:
    shipped, levels = categories.shipped().by_id, categories.LEVELS
    found = {one.category for column in columns for one in column.detections}
    fields = [_field(column) for column in columns]
    slots: dict[str, Any] = {"collections": _claim([{"name": name, "row_count": rows, "fields": fields}])}
    if found:
        slots["personal"] = _claim(True)
        slots["data_categories"] = _claim(sorted(found))
        slots["sensitivity"] = _claim(max((shipped[kind].sensitivity for kind in found), key=levels.index))
    return slots


def _field(column: Column) -> dict[str, Any]:
    kinds = sorted({one.category for one in column.detections})
    return {"name": column.name, **({"classification": kinds} if kinds else {})}


def _claim(value: Any) -> dict[str, Any]:
    return {"claims": [{"value": value, "standing": "suggested", "origin": _ORIGIN}]}


def _id(name: str) -> str:
    return _NOT_IN_IDS.sub("-", name.lower()).strip("-") or "table"
