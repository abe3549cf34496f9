"""Typed, three-valued views over inventory records: what `dataset.retention` means and what its annotation allows.

A subject is declared as a class with plain annotations. Its instances are views over a JSON-like record, not copies of
it: a million fields stay a million small dicts. One table of slots per class, read from the annotations, serves reading
(`Part.__getattr__`), checking (`govkit.engine.validate`) and the published JSON Schema (`govkit.model.schema`).

A record holds, for every slot: nothing (not stated); `"none"` (explicitly none); `{"unknown": reason}`;
`{"claims": [...]}`, several sources side by side; or the plain value.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from govkit.model.claims import settle
from govkit.model.duration import Duration
from govkit.model.errors import nearest
from govkit.model.not_stated import Disputed, NotStated
from govkit.model.worded import worded

NONE = "none"
"""How a person writes that there is none, as opposed to leaving a value out."""


@dataclass(frozen=True, slots=True)
class Code:
    """A short text with a fixed form."""

    pattern: str
    form: str
    """The form in words, for error messages: "an ISO 3166 country code such as TH"."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to another subject: `cloudsg`, or `party:cloudsg` where several types are possible."""

    types: tuple[str, ...]

    def __init__(self, *types: str) -> None:
        """Take the types that may be referred to; a bare id is looked up in that order."""
        object.__setattr__(self, "types", types)


class EmptyIsNone:
    """Marks a list in which writing `[]` says "none" (elsewhere an empty list is not stated)."""


ID = Code(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}", worded("letters, digits, `.`, `_` and `-`"))
PLACE = Code(r"[A-Z]{2}(-[A-Z0-9]{1,3}(-[A-Z0-9]{1,4})?)?", worded("an ISO 3166 code such as TH or CA-QC"))
LANGUAGE = Code(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", worded("a BCP 47 language tag such as th or en-SG"))
DIGEST = Code(r"[0-9a-f]{64}", worded("a SHA-256 in 64 lower-case hex digits"))
TERM = Code(
    r"([a-z][a-z0-9-]*:)?[A-Za-z0-9][A-Za-z0-9._/-]{0,199}", worded("a term such as email or dpv-pd:EmailAddress")
)
NAME = Code(r"[^\x00-\x1f]*\S[^\x00-\x1f]*", worded("a name on one line"))

VARIABLE = Code(r"[A-Za-z_][A-Za-z0-9_]{0,199}", worded("the name of an environment variable such as CRM_DATABASE"))

Id = Annotated[str, ID]
Name = Annotated[str, NAME]
"""What a table or column is called in its store: `no` and `n/a` are names there, and no answers."""
Place = Annotated[str, PLACE]
Language = Annotated[str, LANGUAGE]
Digest = Annotated[str, DIGEST]
Term = Annotated[str, TERM]
Variable = Annotated[str, VARIABLE]

_MAY_LIE_AHEAD = (
    *("after", "before", "date", "due", "first_transfer_on", "first_used_on", "review_due", "support_until"),
    *("valid_from", "valid_to"),
)
"""Days for which people plan."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of an entity, as its annotation declares it."""

    name: str
    kind: Any
    """`str`, `bool`, `int`, `float`, `date`, `datetime`, `Duration`, a tuple of literals, or a `Part` class."""
    many: bool = False
    nullable: bool = False
    code: Code | None = None
    ref: Ref | None = None
    empty_is_none: bool = False

    @property
    def is_text(self) -> bool:
        """Tell whether people write free text here, which may be a placeholder."""
        return self.kind is str and self.code is None and self.ref is None

    @property
    def has_passed(self) -> bool:
        """Tell whether the slot holds a day of the past, which states nothing while it is still to come."""
        return self.kind in (date, datetime) and self.name not in _MAY_LIE_AHEAD

    def is_to_come(self, value: Any, day: date) -> bool:
        """Tell whether a raw value is the day of something that is said to have happened, and has not come by `day`."""
        return self.has_passed and not self.many and isinstance(value, str) and value[:10] > day.isoformat()

    @property
    def is_part(self) -> bool:
        """Tell whether the slot holds nested records."""
        return isinstance(self.kind, type) and issubclass(self.kind, Part)

    def convert(self, raw: Any, path: str) -> Any:
        """Turn a stated raw value into what a plugin author reads."""
        if self.many:
            return tuple(self._one(item, f"{path}[{index}]") for index, item in enumerate(raw))
        return self._one(raw, path)

    def _one(self, raw: Any, path: str) -> Any:
        if self.is_part:
            return self.kind(raw, path)
        if self.kind is date:
            return date.fromisoformat(raw)
        if self.kind is datetime:
            return datetime.fromisoformat(raw)
        if self.kind is Duration:
            return Duration.parse(raw)
        return raw


class Part:
    """A view over one record. Reading a slot that is not stated raises `NotStated`."""

    __slots__ = ("_path", "_record")
    _path: str
    _record: Mapping[str, Any]

    def __init__(self, record: Mapping[str, Any], path: str = "") -> None:
        """View `record`, whose place in the inventory is `path`, for messages."""
        object.__setattr__(self, "_record", record)
        object.__setattr__(self, "_path", path)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Return the stated value, `None` or `()` for an explicit none, or raise `NotStated` or `Disputed`."""
            slot = slots_of(type(self)).get(name)
            if slot is None:
                hint = nearest(name, slots_of(type(self)))
                raise AttributeError(f"{type(self).__name__} has no slot `{name}`" + (f"; {hint}" if hint else ""))
            path = f"{self._path}.{name}"
            raw = stated(self._record.get(name), slot, path)
            none = isinstance(raw, str) and raw == NONE and slot.code is not NAME
            return (() if slot.many else None) if none else slot.convert(raw, path)

        def __setattr__(self, name: str, value: Any) -> None:
            """Refuse: the inventory is an input."""
            raise AttributeError(f"{type(self).__name__}.{name} can't be set: the inventory is read-only")

    def is_stated(self, name: str) -> bool:
        """Tell whether the slot is stated, without raising: explicitly none counts, and so do sources that disagree."""
        try:
            stated(self._record.get(name), slots_of(type(self))[name], name)
        except NotStated:
            return False
        except Disputed:
            pass
        return True

    @property
    def where(self) -> str:
        """Return the place in the inventory: `dataset:crm`, `transfer:a.mechanisms[0]`."""
        return self._path

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the slots that the record holds."""
        return iter(self._record)

    def __repr__(self) -> str:
        """Name the place, never the values."""
        return f"<{type(self).__name__} {self._path}>"

    def __eq__(self, other: object) -> bool:
        """Compare the records, not the views."""
        return isinstance(other, Part) and type(self) is type(other) and self._record == other._record

    def __hash__(self) -> int:
        """Hash what equal records share and is cheap to read: the names of their slots."""
        return hash((type(self), frozenset(self._record)))


def stated(raw: Any, slot: Slot, path: str) -> Any:
    """Return the raw stated value (`"none"` for an explicit none), or raise `NotStated` or `Disputed`."""
    if isinstance(raw, dict):
        if "claims" in raw and not (slot.is_part and "claims" in slots_of(slot.kind)):
            raw = settle(raw["claims"], path)
        elif raw.keys() == {"unknown"}:
            raise NotStated(path, str(raw["unknown"]))
    if raw is None or raw == "" or raw == {}:
        raise NotStated(path)
    if raw == [NONE]:
        return NONE
    if raw == []:
        if slot.empty_is_none:
            return NONE
        raise NotStated(path, "an empty list says nothing; write `none` if there is none")
    return raw


_SLOTS: dict[type[Part], dict[str, Slot]] = {}


def slots_of(part: type[Part]) -> dict[str, Slot]:
    """Return the slots of a part by name, read from its annotations once, base classes first."""
    if part not in _SLOTS:
        _SLOTS[part] = _read_slots(part)
    return _SLOTS[part]


def _read_slots(part: type[Part]) -> dict[str, Slot]:
    hints = get_type_hints(part, include_extras=True)
    return {
        name: _slot(name, hint)
        for name, hint in hints.items()
        if not name.startswith("_") and get_origin(hint) is not ClassVar
    }


def _slot(name: str, hint: Any) -> Slot:
    facets: dict[str, Any] = {}
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint, *marks = get_args(hint)
            for mark in marks:
                facets |= _facet(mark)
        elif origin in (Union, types.UnionType):
            hint = _without_none(name, hint)
            facets["nullable"] = True
        elif origin is tuple:
            hint = get_args(hint)[0]
            facets["many"] = True
        elif origin is Literal:
            return Slot(name, get_args(hint), **facets)
        else:
            return Slot(name, hint, **facets)


def _facet(mark: Any) -> dict[str, Any]:
    if isinstance(mark, Code):
        return {"code": mark}
    if isinstance(mark, Ref):
        return {"ref": mark}
    return {"empty_is_none": True} if mark is EmptyIsNone else {}


def _without_none(name: str, hint: Any) -> Any:
    rest = [arg for arg in get_args(hint) if arg is not type(None)]
    if len(rest) != 1:
        raise TypeError(f"slot `{name}`: a union may only add None to one type")
    return rest[0]
