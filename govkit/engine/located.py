"""Check a document against a pydantic model, and say each fault with its place and a mend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from govkit.engine.read import Document
from govkit.engine.read.text import shown_key
from govkit.model.errors import InputErrors, nearest
from govkit.model.mask import mask

M = TypeVar("M", bound=BaseModel)
Way = tuple[str | int, ...]
"""The keys and numbers that lead to a part of a document."""
Found = tuple[Way, str, str, str]
"""The way to a fault, what is wrong, how to mend it, and pydantic's kind."""

_DATE = "write an ISO date such as 2026-11-21"
_WHOLE = "write a whole number without quotes"
_MENDS = {
    "missing": "add it",
    "extra_forbidden": "remove it, or correct its name",
    "string_type": "write a text, in quotes where it looks like a number",
    "string_too_short": "write something",
    "string_too_long": "shorten it",
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": "write a number without quotes",
    "bool_type": "write `true` or `false` without quotes",
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_parsing": _DATE,
    "date_type": _DATE,
    "tuple_type": "write a list",
    "dict_type": "write a mapping",
    "model_type": "write a mapping",
    "model_attributes_type": "write a mapping",
    "too_short": "list at least one",
    "says_nothing": "write who or what is meant",
    "control_member": "write the id of a check, or one of those keys",
    "union_tag_invalid": "write the id of a check, or `check`, `require`, `ask`, `all` or `any`",
}
_WHATS = {
    "missing": "`{}` is missing",
    "literal_error": "`{}` has no such value",
    "enum": "`{}` has no such value",
    "string_pattern_mismatch": "`{}` has not the form that it needs",
    "string_type": "`{}` is not a text",
    "string_too_short": "`{}` is empty",
    "string_too_long": "`{}` is too long",
    "int_type": "`{}` is not a whole number",
    "int_from_float": "`{}` is not a whole number",
    "float_type": "`{}` is not a number",
    "bool_type": "`{}` is neither true nor false",
    "date_from_datetime_parsing": "`{}` is not a date",
    "date_from_datetime_inexact": "`{}` is not a date",
    "date_parsing": "`{}` is not a date",
    "date_type": "`{}` is not a date",
    "tuple_type": "`{}` is not a list",
    "dict_type": "`{}` is not a mapping",
    "model_type": "`{}` is not a mapping",
    "model_attributes_type": "`{}` is not a mapping",
    "too_short": "`{}` is empty",
    "says_nothing": "`{}` is a placeholder, and says nothing",
    "greater_than_equal": "`{}` is too small",
    "less_than_equal": "`{}` is too large",
}
_FORMS = {
    "[a-z_]+:": "write type:id, such as dataset:crm",
    "[0-9a-f]{64}": "write a SHA-256 in 64 lower-case hex digits",
    "[0-9a-f]{16}": "copy the 16 hex digits that govkit shows",
    "[a-z0-9][a-z0-9-]*": "write lower-case letters and digits, joined by `-`; `.` between levels",
    "[A-Za-z0-9][A-Za-z0-9._-]*": "write letters, digits, `.`, `_` and `-`",
    "[a-z]{2,3}": "write a language tag such as th or en-SG",
    "[a-z_]+": "write a type of subject, such as dataset",
}
"""The beginnings of patterns, longest first where one begins another, in words."""
_MEMBERS = frozenset(("check", "require", "ask", "all", "any"))
"""Members of a control, named in pydantic's locations by the key that they have to have."""
_DAY = re.compile(r"([0-9]{4})-[0-9]{2}-[0-9]{2}")
_BUDDHIST_FROM = 2400
_SEE_FORMAT = "see `govkit schema` for the format"


def validated(model: type[M], document: Document, pointer: Sequence[str | int] = (), *, strict: bool = False) -> M:
    """Return the part of a document that `pointer` leads to as a model; raise `InputErrors` with every fault.

    `strict` takes nothing for what it is not: neither `"5"` for a number nor 20261121 for a date.
    """
    value: Any = document.value
    for step in pointer:
        value = value[step]
    found = list(_buddhist(value))
    try:
        result = model.model_validate_json(to_json(value), strict=True) if strict else model.model_validate(value)
    except ValidationError as fault:
        found += faults(fault, value, model)
    if found:
        raise InputErrors(
            [
                document.error((*pointer, *way), what, mend, key=kind == "extra_forbidden")
                for way, what, mend, kind in found
            ]
        )
    return result


def faults(error: ValidationError, value: Any, model: type[BaseModel]) -> list[Found]:
    """Return what is wrong in `value`, one fault a place: the forms that a value might have had are said together."""
    found: dict[tuple[Way, str], Found] = {}
    for detail in error.errors(include_url=False, include_input=False, include_context=True):
        way, kind = _way(detail["loc"], value, missing=detail["type"] == "missing"), detail["type"]
        if kind == "too_short" and _at(value, way):
            continue  # it is not empty: its members have faults of their own
        name = str(detail["loc"][-1] if kind in ("missing", "extra_forbidden") and detail["loc"] else _last_name(way))
        what, mend = _what(kind, name, detail), _mend(kind, name, detail, model, way)
        first = found.setdefault((way, name), (way, what, mend, kind))
        if first[2] != mend:
            found[way, name] = (way, f"`{name}` has none of the forms that it may have", f"{first[2]}, or {mend}", kind)
    return list(found.values())


def _buddhist(value: Any, way: Way = ()) -> Iterator[Found]:
    """Find dates that would never come: 2569 is written for 2026."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _buddhist(item, (*way, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _buddhist(item, (*way, index))
    elif isinstance(value, str) and (day := _DAY.fullmatch(value)) and (year := int(day[1])) >= _BUDDHIST_FROM:
        what = f"`{_last_name(way)}` is in a year of the Buddhist era"
        yield way, what, f"write the Gregorian year, {year - 543} for {year}", "date_type"


def _way(loc: Sequence[str | int], value: Any, *, missing: bool) -> Way:
    """Keep the steps that lead through the value: pydantic adds the names of union members, which may be keys too."""
    way: list[str | int] = []
    for step, following in zip_longest(loc, loc[1:]):
        if not _leads_into(value, step):
            continue
        beside = _leads_into(value, following) or (missing and following == loc[-1])
        if following is not None and step in _MEMBERS and beside and not _leads_into(value[step], following):
            continue
        value = value[step]
        way.append(step)
    return tuple(way)


def _leads_into(value: Any, step: str | int | None) -> bool:
    if isinstance(value, Mapping):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)


def _at(value: Any, way: Way) -> Any:
    for step in way:
        value = value[step]
    return value


def _last_name(way: Way) -> str:
    return next((step for step in reversed(way) if isinstance(step, str)), "")


def _what(kind: str, name: str, detail: Any) -> str:
    shown = shown_key(mask(name)) if name else "the file"
    if kind == "extra_forbidden":
        return f"there is no key {shown}"
    if kind in _WHATS:
        return _WHATS[kind].replace("`{}`", shown)
    if kind in ("value_error", "control_member"):
        return str(detail["msg"]).removeprefix("Value error, ")
    return f"{shown}: {detail['msg'][0].lower()}{detail['msg'][1:]}"


def _mend(kind: str, name: str, detail: Any, model: type[BaseModel], way: Way) -> str:
    context = detail.get("ctx", {})
    if kind in ("literal_error", "enum"):
        return f"possible are {str(context.get('expected', '')).replace(chr(39), '')}"
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", "")).lstrip("^")
        return next((words for form, words in _FORMS.items() if pattern.startswith(form)), _SEE_FORMAT)
    if kind == "extra_forbidden":
        return nearest(name, _keys_near(model)) or _MENDS[kind]
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"write at {'least' if 'ge' in context else 'most'} {context.get('ge', context.get('le')):g}"
    return _MENDS.get(kind, _SEE_FORMAT)


def _keys_near(model: type[BaseModel]) -> set[str]:
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
