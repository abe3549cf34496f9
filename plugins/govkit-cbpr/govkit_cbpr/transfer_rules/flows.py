"""The facts of one flow, read from plain data into values that rules compare."""

from __future__ import annotations

import marshal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from govkit.model.errors import InputError, nearest
from govkit_cbpr.transfer_rules.vocabulary import (
    ATTRIBUTES,
    FLOW_KEYS,
    LEG_KEYS,
    MECHANISM_KINDS,
    RECORDS,
    TIA_KEYS,
    Kind,
    term,
)

NONE = "none"
_NOT_STATED = (None, "", "unknown", "not stated", "not_stated")
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Mechanism:
    """One recorded mechanism: its kind and the attributes that are stated."""

    kind: str
    attributes: Values


class Key:
    """A tuple whose hash is computed once."""

    __slots__ = ("_hash", "parts")

    def __init__(self, parts: tuple[Any, ...]) -> None:
        """Take what is compared."""
        self.parts = parts
        self._hash = hash(parts)

    def __hash__(self) -> int:
        """Return the hash of the parts."""
        return self._hash

    def __eq__(self, other: object) -> bool:
        """Compare the parts."""
        return self is other or (isinstance(other, Key) and self.parts == other.parts)


@dataclass(frozen=True)
class Flow:
    """One movement of personal data, or one onward leg of it."""

    id: str
    values: Values
    """Stated facts by key; `None` where a fact is explicitly none."""
    mechanisms: tuple[Mechanism, ...] | None
    """The complete list, or `None` where it is not stated."""
    date: date
    """The day whose rules apply."""
    tia: Values | None = None
    """The transfer assessment: `{}` where there explicitly is none, `None` where it is not stated."""
    legs: tuple[Flow, ...] = ()
    key: Key = field(default_factory=lambda: Key(()), compare=False)
    """What flows share that are to be judged alike; all but the id."""


class Reader:
    """Reads many flows of one day; those with equal facts are read once."""

    def __init__(self, as_of: date) -> None:
        """Take the day of flows without a `date`."""
        self.as_of = as_of
        self.ignored: list[str] = []
        """What states nothing because it is not in the vocabulary."""
        self._read: dict[bytes, Flow] = {}

    def read(self, record: Any, where: str) -> Flow:
        """Return the flow; raise `InputError` as `read_flow` does."""
        if not isinstance(record, dict):
            return read_flow(record, self.as_of, where, self.ignored)
        facts = record.copy()
        name = facts.pop("id", None)
        try:
            key = marshal.dumps(facts, 2)
        except ValueError:
            return read_flow(record, self.as_of, where, self.ignored)
        known = self._read.get(key)
        if known is None:
            known = self._read[key] = read_flow(record, self.as_of, where, self.ignored)
        if not isinstance(name, str) or not name:
            name = where if name is None else str(name)
        return Flow(name, known.values, known.mechanisms, known.date, known.tia, known.legs, known.key)


def read_flow(record: Any, as_of: date, where: str = "flow", ignored: list[str] | None = None) -> Flow:
    """Read one flow in the vocabulary of flows; raise `InputError` for a value that can't be what its key holds.

    Keys and kinds that are not in the vocabulary state nothing; they are added to `ignored`, for a warning.
    """
    if not isinstance(record, Mapping):
        raise InputError(f"{where} is not a set of facts", hint="write keys such as `origin: SG`")
    ignored = ignored if ignored is not None else []
    for key in record:
        if key not in FLOW_KEYS and key not in RECORDS and not str(key).startswith("x-"):
            ignored.append(_unheard(f"{where}: `{key}`", str(key), [*FLOW_KEYS, *RECORDS]))
    values = _values(record, FLOW_KEYS, where)
    day = values.get("date") or as_of
    mechanisms = _mechanisms(record.get("mechanisms"), f"{where}.mechanisms", ignored)
    tia = _current(_record(record.get("tia"), TIA_KEYS, f"{where}.tia"), values.get("destination"), day)
    name = str(values.pop("id", "") or where)
    legs = tuple(
        _leg(leg, values, day, f"{name}>{number}", f"{where}.onward[{number}]", ignored)
        for number, leg in enumerate(_items(record.get("onward")))
    )
    return flow_of(name, values, mechanisms, day, tia, legs)


def flow_of(
    name: str,
    values: dict[str, Any],
    mechanisms: tuple[Mechanism, ...] | None,
    day: date,
    tia: Values | None,
    legs: tuple[Flow, ...] = (),
) -> Flow:
    """Return the flow with its key."""
    return Flow(name, values, mechanisms, day, tia, legs, _key(values, mechanisms, day, tia, legs))


def dated(flow: Flow, day: date) -> Flow:
    """Return the flow as of another day."""
    values = {key: value for key, value in flow.values.items() if key != "date"}
    return flow_of(flow.id, values, flow.mechanisms, day, flow.tia, tuple(dated(leg, day) for leg in flow.legs))


def _leg(leg: Any, parent: Values, day: date, name: str, where: str, ignored: list[str]) -> Flow:
    """Return a leg: what is known of the data stays, what is known of the exporter and its mechanisms does not."""
    if not isinstance(leg, Mapping):
        raise InputError(f"{where} is not a set of facts", hint="write `origin`, `destination`, `recipient_role`")
    own = _values(leg, FLOW_KEYS, where)
    kept = {key: value for key, value in parent.items() if key in _OF_THE_DATA}
    mechanisms = _mechanisms(leg.get("mechanisms"), f"{where}.mechanisms", ignored)
    day = own.get("date") or day
    tia = _current(_record(leg.get("tia"), TIA_KEYS, f"{where}.tia"), own.get("destination"), day)
    for key in leg:
        if key not in FLOW_KEYS and key not in RECORDS and key != "recipient":
            ignored.append(_unheard(f"{where}: `{key}`", str(key), [*LEG_KEYS, *FLOW_KEYS, *RECORDS]))
    return flow_of(name, kept | own, mechanisms, day, tia)


_OF_THE_DATA = (
    "data_subject_countries",
    "children",
    "children_ages",
    "publicly_available",
    "data_categories",
    "sensitivity",
    "subjects_per_year",
    "sensitive_subjects_per_year",
    "deidentified",
    "date",
)


def _values(record: Mapping[str, Any], keys: Mapping[str, Kind], where: str) -> dict[str, Any]:
    found = {}
    for key, raw in record.items():
        kind = keys.get(key)
        if kind is None or (raw in _NOT_STATED if not isinstance(raw, list | dict) else not raw):
            continue
        found[key] = None if raw == NONE else _value(raw, kind, f"{where}.{key}")
    return found


def _record(raw: Any, keys: Mapping[str, Kind], where: str) -> Values | None:
    if raw is None or raw == "":
        return None
    if raw in (NONE, [], {}):
        return {}
    if not isinstance(raw, Mapping):
        raise InputError(f"{where} is not a record", hint=f"write keys such as `{next(iter(keys))}`, or `none`")
    return _values(raw, keys, where)


def _current(tia: Values | None, destination: str | None, day: date) -> Values | None:
    """Return the assessment, or an empty one where it has lapsed, is still to come or is for another place."""
    if not tia:
        return tia
    end, done, place = tia.get("valid_to"), tia.get("done_on"), tia.get("destination")
    if (end is not None and end < day) or (done is not None and done > day):
        return {}
    if place and destination and place.partition("-")[0] != destination.partition("-")[0]:
        return {}
    return tia


def _mechanisms(raw: Any, where: str, ignored: list[str]) -> tuple[Mechanism, ...] | None:
    if raw is None or raw == "":
        return None
    if raw in (NONE, [], [NONE]):
        return ()
    found = []
    for number, item in enumerate(_items(raw)):
        entry = {"kind": item} if isinstance(item, str) else item
        if not isinstance(entry, Mapping) or not isinstance(entry.get("kind"), str):
            raise InputError(f"{where}[{number}] has no `kind`", hint="write `- kind: contract.own`")
        kind = entry["kind"].strip()
        if kind not in MECHANISM_KINDS:
            ignored.append(_unheard(f"{where}[{number}]: the kind `{kind}`", kind, MECHANISM_KINDS))
        for key in entry:
            if key != "kind" and key not in ATTRIBUTES:
                ignored.append(_unheard(f"{where}[{number}]: `{key}`", str(key), ATTRIBUTES))
        found.append(Mechanism(kind, _values(entry, ATTRIBUTES, f"{where}[{number}]")))
    return tuple(found)


def _items(raw: Any) -> Sequence[Any]:
    if raw is None or raw in ("", NONE):
        return ()
    return raw if isinstance(raw, list | tuple) else (raw,)


def _value(raw: Any, kind: Kind, where: str) -> Any:
    if kind in ("places", "terms"):
        one: Kind = "place" if kind == "places" else "term"
        return tuple(_value(item, one, where) for item in _items(raw) if item not in _NOT_STATED)
    reader = _READERS[kind]
    value = reader(raw)
    if value is None:
        raise InputError(f"{where}: `{str(raw)[:40]}` is not {_FORMS[kind]}", hint="mend it, or leave it out")
    return value


def _bool(raw: Any) -> bool | None:
    if isinstance(raw, bool):
        return raw
    return {"true": True, "false": False, "yes": True, "no": False}.get(str(raw).lower())


def _int(raw: Any) -> int | None:
    if isinstance(raw, str) and raw.replace("_", "").replace(",", "").isdigit():
        return int(raw.replace("_", "").replace(",", ""))
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0 else None


def _date(raw: Any) -> date | None:
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(str(raw)[:10])
    except ValueError:
        return None


def _date_or_bool(raw: Any) -> date | bool | None:
    found = _bool(raw)
    return _date(raw) if found is None else found


def _text(raw: Any) -> str | None:
    return str(raw).strip() if isinstance(raw, str | int | float) else None


_ALIASES = {"UK": "GB", "EL": "GR"}
"""Codes in common use for places that ISO 3166 names otherwise."""
_READERS: dict[Kind, Any] = {
    "place": lambda raw: _ALIASES.get(raw.strip().upper(), raw.strip().upper()) if isinstance(raw, str) else None,
    "term": lambda raw: term(str(raw)) if isinstance(raw, str | int) and not isinstance(raw, bool) else None,
    "bool": _bool,
    "int": _int,
    "date": _date,
    "date_or_bool": _date_or_bool,
    "text": _text,
}
_FORMS: dict[Kind, str] = {
    "place": "an ISO 3166 code such as SG",
    "term": "a term",
    "bool": "true or false",
    "int": "a whole number",
    "date": "a day such as 2026-11-21",
    "date_or_bool": "a day, true or false",
    "text": "a text",
}


def _unheard(what: str, word: str, known: Any) -> str:
    hint = nearest(word, known)
    return f"{what} is not in the vocabulary and states nothing" + (f"; {hint}" if hint else "")


def _key(
    values: Values,
    mechanisms: tuple[Mechanism, ...] | None,
    day: date,
    tia: Values | None,
    legs: tuple[Flow, ...],
) -> Key:
    """Return what makes two flows the same but for their names, as something that can be looked up."""
    kinds = (
        None if mechanisms is None else tuple((m.kind, *sorted(m.attributes.items(), key=_first)) for m in mechanisms)
    )
    about = None if tia is None else tuple(sorted(tia.items(), key=_first))
    facts = tuple(sorted(((k, v) for k, v in values.items() if k != "date"), key=_first))
    return Key((day, facts, kinds, about, tuple(leg.key for leg in legs)))


def _first(pair: tuple[str, Any]) -> str:
    return pair[0]
