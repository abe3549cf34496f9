"""Check a document against a pydantic model, and say each fault with its place and a mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from govkit.engine.read import Document
from govkit.model.errors import InputErrors, nearest

M = TypeVar("M", bound=BaseModel)

_MENDS = {
    "missing": "add it",
    "extra_forbidden": "remove it, or correct its name",
    "string_type": "write a text, in quotes where it looks like a number",
    "string_too_short": "write something",
    "string_too_long": "shorten it",
    "int_parsing": "write a whole number",
    "int_type": "write a whole number without quotes",
    "bool_type": "write `true` or `false` without quotes",
    "date_from_datetime_parsing": "write an ISO date such as 2026-11-21",
    "date_parsing": "write an ISO date such as 2026-11-21",
    "date_type": "write an ISO date such as 2026-11-21",
    "tuple_type": "write a list",
    "dict_type": "write a mapping",
    "model_type": "write a mapping",
    "too_short": "list at least one",
}


def validated(model: type[M], document: Document, pointer: Sequence[str | int] = ()) -> M:
    """Return the part of a document that `pointer` leads to as a model; raise `InputErrors` with every fault."""
    value: Any = document.value
    for step in pointer:
        value = value[step]
    try:
        return model.model_validate(value)
    except ValidationError as fault:
        errors = [
            document.error((*pointer, *way), what, mend, key=kind == "extra_forbidden")
            for way, what, mend, kind in faults(fault, value, model)
        ]
        raise InputErrors(errors) from None


Way = tuple[str | int, ...]
"""The keys and numbers that lead to a part of a document."""


def faults(error: ValidationError, value: Any, model: type[BaseModel]) -> list[tuple[Way, str, str, str]]:
    """Return for each fault the way to it in `value`, what is wrong, how to mend it, and pydantic's kind."""
    result = []
    for detail in error.errors(include_url=False, include_input=False, include_context=True):
        way = _way(detail["loc"], value)
        name = str(detail["loc"][-1]) if detail["loc"] else ""
        kind = detail["type"]
        result.append((way, _what(kind, name, detail), _mend(kind, name, detail, model, way), kind))
    return result


def _way(loc: Sequence[str | int], value: Any) -> Way:
    """Keep the steps that lead through the value: pydantic adds the names of union members."""
    way: list[str | int] = []
    for step in loc:
        inside = isinstance(value, Mapping) and step in value
        if inside or (isinstance(value, list) and isinstance(step, int) and step < len(value)):
            value = value[step]
            way.append(step)
    return tuple(way)


def _what(kind: str, name: str, detail: Any) -> str:
    if kind == "missing":
        return f"`{name}` is missing"
    if kind == "extra_forbidden":
        return f"there is no key `{name[:40]}`"
    if kind == "literal_error":
        return f"`{name}` has no such value"
    if kind == "string_pattern_mismatch":
        return f"`{name}` has not the form that it needs"
    text = str(detail["msg"]).removeprefix("Value error, ")
    return f"`{name}`: {text[0].lower()}{text[1:]}" if name else text


def _mend(kind: str, name: str, detail: Any, model: type[BaseModel], way: Way) -> str:
    context = detail.get("ctx", {})
    if kind in ("literal_error", "enum"):
        return f"possible are {str(context.get('expected', '')).replace(chr(39), '')}"
    if kind == "string_pattern_mismatch":
        return f"it has to match {context.get('pattern', '')}"
    if kind == "extra_forbidden":
        return nearest(name, _keys_near(model, way)) or _MENDS[kind]
    return _MENDS.get(kind, "see `govkit schema` for the format")


def _keys_near(model: type[BaseModel], way: Way) -> set[str]:
    """Return every key that the models of this document know: the nearest of them is the best guess."""
    keys: set[str] = set()
    todo, seen = [model], set[type[BaseModel]]()
    while todo:
        current = todo.pop()
        if current in seen:
            continue
        seen.add(current)
        for name, info in current.model_fields.items():
            keys.add(info.alias or name)
            todo.extend(_models_in(info.annotation))
    return keys


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in getattr(annotation, "__args__", ()) for model in _models_in(argument)]
