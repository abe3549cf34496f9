"""Add entries to a list in a YAML file that people keep: what they wrote, comments included, stays as it is."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any

from govkit.engine.atomic import write_atomic
from govkit.engine.read import Document, parse_yaml, read_document
from govkit.model.errors import InputError
from govkit.model.worded import worded


def add_entries(path: Path, key: str, entries: Sequence[Mapping[str, Any]], *, drop: Container[int] = ()) -> None:
    """Append entries to the list `key` of a file `govkit: KEY/1`, which is made if it does not exist.

    `drop` holds the indexes of entries that the new ones replace. The file is written whole or not at all. Raises
    `InputError` where the list is not the end of the file, an item a line: what to add by hand stands in the error.
    """
    new = [_plain(entry) for entry in entries]
    if not path.exists():
        write_atomic(path, f"{_schema_line(path, key)}govkit: {key}/1\n{key}:\n{_blocks(new, '  ')}")
        return
    document = read_document(path)
    content: Any = document.value
    old: list[Any] = list(content.get(key) or [])
    expected = [*(item for index, item in enumerate(old) if index not in drop), *new]
    added = _added(path.read_text("utf-8-sig"), document, key, new, len(old), drop)
    try:
        says: Any = parse_yaml(added, str(path)).value
    except InputError:
        says = None
    if says != {**content, key: expected}:
        hint = worded(
            "write one `- …` a line at the end of the file; to add: {new}", new=json.dumps(new, ensure_ascii=False)
        )
        raise document.error((key,), worded("`{key}` is not a list that govkit can add to", key=key), hint)
    write_atomic(path, added)


def _schema_line(path: Path, key: str) -> str:
    """Return the line by which editors find the schema that `govkit init` wrote, or an empty text."""
    for up in ("", "../"):
        if (path.parent / up / "schemas" / f"{key}.schema.json").is_file():
            return f"# yaml-language-server: $schema={up}schemas/{key}.schema.json\n"
    return ""


def _added(
    text: str, document: Document, key: str, new: Sequence[Mapping[str, Any]], count: int, drop: Container[int]
) -> str:
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if not count:
        at = document.locate_key((key,)).line - 1 if key in _keys(document) else len(lines)
        return "".join([*lines[:at], *lines[at + 1 :], f"{key}:\n"]) + _blocks(new, "  ")
    starts = [document.locate((key, index)).line - 1 for index in range(count)]
    first = lines[starts[0]]
    ends = [*starts[1:], len(lines)]
    dropped = {
        n for i, (start, end) in enumerate(zip(starts, ends, strict=True)) if i in drop for n in range(start, end)
    }
    kept = "".join(line for number, line in enumerate(lines) if number not in dropped)
    return kept + _blocks(new, first[: len(first) - len(first.lstrip())])


def _keys(document: Document) -> Sequence[str]:
    return list(document.value) if isinstance(document.value, dict) else []


def _blocks(entries: Sequence[Mapping[str, Any]], indent: str) -> str:
    """Write entries as items of a list; JSON is YAML, and quotes every text that could be read as something else."""
    text = ""
    for entry in entries:
        for index, (name, value) in enumerate(entry.items()):
            text += f"{indent}{'  ' if index else '- '}{name}: {json.dumps(value, ensure_ascii=False)}\n"
    return text


def _plain(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entry without what is left out, its texts on one line each."""
    return {name: _text(value) for name, value in entry.items() if value not in (None, "", (), [])}


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join("".join(c if c.isprintable() else " " for c in value).split())
    if isinstance(value, list):
        return [_text(item) for item in value]
    return _plain(value) if isinstance(value, Mapping) else value
