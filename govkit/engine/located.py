"""Check a document against a pydantic model, and say each fault with its place and a mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from govkit.engine.read import Document
from govkit.engine.read.text import shown_key
from govkit.engine.slot_values import BUDDHIST_FROM, BUDDHIST_UNTIL
from govkit.model.errors import InputErrors, nearest
from govkit.model.mask import mask
from govkit.model.worded import Sentence, either, worded

M = TypeVar("M", bound=BaseModel)
Way = tuple[str | int, ...]
"""The keys and numbers that lead to a part of a document."""
Found = tuple[Way, str, str, str]
"""The way to a fault, what is wrong, how to mend it, and pydantic's kind."""

_DATE = worded("write an ISO date such as 2026-11-21")
_WHOLE = worded("write a whole number without quotes")
_MENDS = {
    "missing": worded("add it"),
    "extra_forbidden": worded("remove it, or correct its name"),
    "string_type": worded("write a text, in quotes where it looks like a number"),
    "string_too_short": worded("write something"),
    "string_too_long": worded("shorten it"),
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": worded("write a number without quotes"),
    "bool_type": worded("write `true` or `false` without quotes"),
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_parsing": _DATE,
    "date_type": _DATE,
    "tuple_type": worded("write a list"),
    "dict_type": worded("write a mapping"),
    "model_type": worded("write a mapping"),
    "model_attributes_type": worded("write a mapping"),
    "too_short": worded("list at least one"),
    "says_nothing": worded("write what is meant"),
    "names_nobody": worded("write the person or the role that stands behind it"),
    "control_member": worded("write the id of a check, or one of those keys"),
    "union_tag_invalid": worded("write the id of a check, or `check`, `require`, `ask`, `all` or `any`"),
}
_WHATS: dict[str, Callable[[str], Sentence]] = {
    "missing": lambda name: worded("{name} is missing", name=name),
    "literal_error": lambda name: worded("{name} has no such value", name=name),
    "enum": lambda name: worded("{name} has no such value", name=name),
    "string_pattern_mismatch": lambda name: worded("{name} has not the form that it needs", name=name),
    "string_type": lambda name: worded("{name} is not a text", name=name),
    "string_too_short": lambda name: worded("{name} is empty", name=name),
    "string_too_long": lambda name: worded("{name} is too long", name=name),
    "int_type": lambda name: worded("{name} is not a whole number", name=name),
    "int_from_float": lambda name: worded("{name} is not a whole number", name=name),
    "float_type": lambda name: worded("{name} is not a number", name=name),
    "bool_type": lambda name: worded("{name} is neither true nor false", name=name),
    "date_from_datetime_parsing": lambda name: worded("{name} is not a date", name=name),
    "date_from_datetime_inexact": lambda name: worded("{name} is not a date", name=name),
    "date_parsing": lambda name: worded("{name} is not a date", name=name),
    "date_type": lambda name: worded("{name} is not a date", name=name),
    "tuple_type": lambda name: worded("{name} is not a list", name=name),
    "dict_type": lambda name: worded("{name} is not a mapping", name=name),
    "model_type": lambda name: worded("{name} is not a mapping", name=name),
    "model_attributes_type": lambda name: worded("{name} is not a mapping", name=name),
    "too_short": lambda name: worded("{name} is empty", name=name),
    "says_nothing": lambda name: worded("{name} is a placeholder, and says nothing", name=name),
    "names_nobody": lambda name: worded("{name} names nobody", name=name),
    "greater_than_equal": lambda name: worded("{name} is too small", name=name),
    "less_than_equal": lambda name: worded("{name} is too large", name=name),
}
_FORMS = {
    "[a-z_]+:": worded("write type:id, such as dataset:crm"),
    "[0-9a-f]{64}": worded("write a SHA-256 in 64 lower-case hex digits"),
    "[0-9a-f]{16}": worded("copy the 16 hex digits that govkit shows"),
    "[a-z0-9][a-z0-9-]*": worded("write lower-case letters and digits, joined by `-`; `.` between levels"),
    "[A-Za-z0-9][A-Za-z0-9._-]*": worded("write letters, digits, `.`, `_` and `-`"),
    "[a-z]{2,3}": worded("write a language tag such as th or en-SG"),
    "[a-z_]+": worded("write a type of subject, such as dataset"),
}
"""The beginnings of patterns, longest first where one begins another, in words."""
_MEMBERS = frozenset(("check", "require", "ask", "all", "any"))
"""Members of a control, named in pydantic's locations by the key that they have to have."""
_DAY = re.compile(r"([0-9]{4})-[0-9]{2}-[0-9]{2}")
_WITHIN_A_LIFETIME = worded("write the day on which it ends; where the slot may be missing, leave it out")
_SEE_FORMAT = worded("see `govkit schema` for the format")


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
            found[way, name] = (
                way,
                worded("`{name}` has none of the forms that it may have", name=name),
                worded("{first}, or {mend}", first=first[2], mend=mend),
                kind,
            )
    return list(found.values())


def _buddhist(value: Any, way: Way = ()) -> Iterator[Found]:
    """Find dates that would never come: 2569 is written for 2026."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _buddhist(item, (*way, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _buddhist(item, (*way, index))
    elif isinstance(value, str) and (day := _DAY.fullmatch(value)) and (year := int(day[1])) >= BUDDHIST_FROM:
        if year > BUDDHIST_UNTIL:
            what, hint = worded("`{way}` is a day that nobody plans for", way=_last_name(way)), _WITHIN_A_LIFETIME
        else:
            what = worded("`{way}` is in a year of the Buddhist era", way=_last_name(way))
            hint = worded("write the Gregorian year, {number} for {year}", number=year - 543, year=year)
        yield way, what, hint, "date_type"


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
    shown = shown_key(mask(name)) if name else worded("the file")
    if kind == "extra_forbidden":
        return worded("there is no key {shown}", shown=shown)
    if kind in _WHATS:
        return _WHATS[kind](shown)
    if kind == "value_error":
        said = detail["ctx"]["error"].args[:1]
        return next((text for text in said if isinstance(text, Sentence)), str(detail["msg"])[len("Value error, ") :])
    if kind == "control_member":
        return worded(detail["msg"])
    return f"{shown}: {detail['msg'][0].lower()}{detail['msg'][1:]}"


def _mend(kind: str, name: str, detail: Any, model: type[BaseModel], way: Way) -> str:
    context = detail.get("ctx", {})
    if kind in ("literal_error", "enum"):
        first, _, last = str(context.get("expected", "")).replace(chr(39), "").rpartition(" or ")
        return worded("possible are {known}", known=either([first, last] if first else [last]))
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", "")).lstrip("^")
        return next((words for form, words in _FORMS.items() if pattern.startswith(form)), _SEE_FORMAT)
    if kind == "extra_forbidden":
        return nearest(name, _keys_near(model)) or _MENDS[kind]
    if kind in ("greater_than_equal", "less_than_equal"):
        if "ge" in context:
            return worded("write at least {number}", number=f"{context['ge']:g}")
        return worded("write at most {number}", number=f"{context['le']:g}")
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
