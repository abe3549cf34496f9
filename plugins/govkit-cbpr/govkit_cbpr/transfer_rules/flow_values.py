"""Values of flows' keys, read from plain data: places, terms, days, numbers, and what states nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import Any

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit_cbpr.transfer_rules.places import part_like, place_of
from govkit_cbpr.transfer_rules.remembering import Remembered
from govkit_cbpr.transfer_rules.vocabulary import NONE, Kind, term

_SILENT = frozenset(
    (
        *("", "unknown", "not stated", "not known", "undetermined", "not available", "null", "n/a"),
        *("tbd", "to be determined", "to be decided", "tbc", "to be confirmed", "todo", "?", "??", "???", "-", "--"),
    )
)
"""Words that hold the place of a value. Values are codes, among which a wider list would find placeholders."""


def values_of(record: Mapping[str, Any], keys: Mapping[str, Kind], where: str) -> dict[str, Any]:
    """Return the stated facts among `keys`; raise `InputError` for a value that can't be what its key holds."""
    found: dict[str, Any] = {}
    for key, raw in record.items():
        kind = keys.get(key)
        if kind is None:
            continue
        form = type(raw)
        if form is str and kind in _TEXTS:
            value = _TEXTS[kind][raw]
            if value is _WRONG:
                raise _wrong(raw, kind, f"{where}.{key}")
            if value is not _NOT_STATED:
                found[key] = value
        elif _PLAIN.get(kind) is form and raw >= 0:
            found[key] = raw
        elif form is bool or form is int or not is_silent(raw):
            found[key] = _value(raw, kind, f"{where}.{key}")
    return found


def is_silent(raw: Any) -> bool:
    """Tell whether a value states nothing: null, empty, a placeholder, or a list that is not complete."""
    if isinstance(raw, str):
        return _is_placeholder(raw)
    if isinstance(raw, list | tuple):
        return not raw or any(is_silent(item) for item in raw)
    return raw is None or raw == {}


@lru_cache(maxsize=4096)
def _is_placeholder(text: str) -> bool:
    return " ".join(text.lower().replace("_", " ").split()) in _SILENT


def items_of(raw: Any) -> Sequence[Any]:
    """Return what a list holds; one thing alone is a list of one."""
    if raw is None or raw in ("", NONE):
        return ()
    return raw if isinstance(raw, list | tuple) else (raw,)


def _value(raw: Any, kind: Kind, where: str) -> Any:
    if raw == NONE:
        return None
    if kind in ("places", "terms"):
        one: Kind = "place" if kind == "places" else "term"
        return tuple([_item(item, one, where) for item in items_of(raw)])
    value = _READERS[kind](raw)
    if value is None:
        raise _wrong(raw, kind, where)
    return value


def _item(raw: Any, kind: Kind, where: str) -> Any:
    value = _TEXTS[kind][raw] if type(raw) is str else _READERS[kind](raw)
    if value is _WRONG or (value is None and raw != NONE):
        raise _wrong(raw, kind, where)
    return NONE if value is None else value


def _wrong(raw: Any, kind: Kind, where: str) -> InputError:
    year = str(raw)[:4]
    if kind in ("date", "date_or_bool") and year.isdigit() and int(year) > _LAST_YEAR:
        what = worded("{where}: `{raw}` is in a year of the Buddhist era", where=where, raw=str(raw)[:10])
        return InputError(
            what, hint=worded("write the Gregorian year, {number} for {year}", number=int(year) - 543, year=year)
        )
    if kind == "place" and isinstance(raw, str) and (like := part_like(raw)):
        country = like[:2]
        what = worded(
            "{where}: `{raw}` is no part of {country} that is known", where=where, raw=raw[:40], country=country
        )
        return InputError(
            what, hint=worded("write a part by ISO 3166-2, such as {part}, or {country}", part=like, country=country)
        )
    return InputError(
        worded("{where}: `{raw}` is not {forms}", where=where, raw=str(raw)[:40], forms=_FORMS[kind]),
        hint=worded("mend it, or leave it out"),
    )


_WRONG, _NOT_STATED = object(), object()


def _text_value(text: str, kind: Kind) -> Any:
    if text.strip().lower() == NONE:
        return None
    if _is_placeholder(text):
        return _NOT_STATED
    value = _READERS[kind](text)
    return _WRONG if value is None else value


def _bool(raw: Any) -> bool | None:
    if isinstance(raw, bool):
        return raw
    return {"true": True, "false": False, "yes": True, "no": False}.get(str(raw).lower())


def _int(raw: Any) -> int | None:
    if isinstance(raw, str) and raw.replace("_", "").replace(",", "").isdigit():
        return int(raw.replace("_", "").replace(",", ""))
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0 else None


_LAST_YEAR = 2400
"""A later year is of the Buddhist era: a certificate that is valid to 2569 would never lapse."""


def _date(raw: Any) -> date | None:
    try:
        found = raw if isinstance(raw, date) else date.fromisoformat(str(raw)[:10])
    except ValueError:
        return None
    return found if found.year <= _LAST_YEAR else None


def _date_or_bool(raw: Any) -> date | bool | None:
    found = _bool(raw)
    return _date(raw) if found is None else found


def _text(raw: Any) -> str | None:
    return str(raw).strip() if isinstance(raw, str | int | float) else None


_READERS: dict[Kind, Any] = {
    "place": lambda raw: place_of(raw) if isinstance(raw, str) else None,
    "term": lambda raw: term(str(raw)) if isinstance(raw, str | int) and not isinstance(raw, bool) else None,
    "bool": _bool,
    "int": _int,
    "date": _date,
    "date_or_bool": _date_or_bool,
    "text": _text,
}
_TEXTS: dict[Kind, Remembered[str, Any]] = {kind: Remembered(partial(_text_value, kind=kind)) for kind in _READERS}
"""What texts state of each kind of value; the same few come again and again, and are read once."""
_PLAIN: dict[Kind, type] = {"bool": bool, "int": int}
"""Kinds whose values are written as they are held."""
_FORMS: dict[Kind, str] = {
    "place": worded("an ISO 3166 code such as SG"),
    "term": worded("a term"),
    "bool": worded("true or false"),
    "int": worded("a whole number"),
    "date": worded("a day such as 2026-11-21"),
    "date_or_bool": worded("a day, true or false"),
    "text": worded("a text"),
}
