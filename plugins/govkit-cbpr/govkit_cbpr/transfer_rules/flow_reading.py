"""Reads flows from plain data in the vocabulary of flows; what is not in it states nothing, and is told."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from govkit.model.errors import InputError, nearest
from govkit.model.worded import worded
from govkit_cbpr.transfer_rules.flow_values import is_silent, items_of, values_of
from govkit_cbpr.transfer_rules.flows import Flow, Key, Mechanism, Values, flow_of
from govkit_cbpr.transfer_rules.outcomes import outcome
from govkit_cbpr.transfer_rules.vocabulary import (
    ATTRIBUTES,
    FLOW_KEYS,
    LEG_KEYS,
    MECHANISM_KINDS,
    NONE,
    RECORDS,
    TIA_KEYS,
    Kind,
)
from govkit_cbpr.transfer_rules.words import Words

_HEARD = frozenset((*FLOW_KEYS, *RECORDS))
_HEARD_OF_MECHANISMS = frozenset(("kind", *ATTRIBUTES))


_STRANGE = worded("{where}: the word `{word}` is not listed, and leaves open what turns on it")


class Reader:
    """Reads many flows of one day; those with equal facts are read once."""

    def __init__(self, as_of: date, words: Words | None = None) -> None:
        """Take the day of flows without a `date`, and the words that the rules know."""
        self.as_of = as_of
        self.words = words
        self.ignored: list[str] = []
        """What states nothing, or leaves open what turns on it, because it is not in the vocabulary."""
        self._read: dict[bytes, Flow] = {}

    def read(self, record: Any, where: str) -> Flow:
        """Return the flow; raise `InputError` as `read_flow` does."""
        if not isinstance(record, dict):
            return self._fresh(record, where)
        facts = record.copy()
        name = facts.pop("id", None)
        try:
            key = marshal.dumps(facts, 2)
        except ValueError:
            return self._fresh(record, where)
        known = self._read.get(key)
        if known is None:
            given = facts if isinstance(name, str) else record
            known = self._read[key] = self._fresh(given, where, Key((self.as_of, key)))
        if not isinstance(name, str) or not name:
            name = where if name is None else str(name)
        return Flow(name, known.values, known.mechanisms, known.date, known.tia, known.legs, known.key)

    def _fresh(self, record: Any, where: str, key: Key | None = None) -> Flow:
        flow = read_flow(record, self.as_of, where, self.ignored, key)
        if self.words is not None:
            self.ignored += unlisted_words(flow, self.words, where)
        return flow


def read_flow(
    record: Any, as_of: date, where: str = "flow", ignored: list[str] | None = None, key: Key | None = None
) -> Flow:
    """Read one flow in the vocabulary of flows; raise `InputError` for a value that can't be what its key holds.

    Keys and kinds that are not in the vocabulary state nothing; they are added to `ignored`, for a warning. `key` is
    what flows with equal facts have in common, where the caller knows it already.
    """
    if not isinstance(record, Mapping):
        raise InputError(
            worded("{where} is not a set of facts", where=where), hint=worded("write keys such as `origin: SG`")
        )
    ignored = ignored if ignored is not None else []
    if not record.keys() <= _HEARD:
        ignored += [
            _unheard(f"{where}: `{name}`", str(name), [*FLOW_KEYS, *RECORDS])
            for name in record
            if name not in _HEARD and not str(name).startswith("x-")
        ]
    values = values_of(record, FLOW_KEYS, where)
    day = values.get("date") or as_of
    mechanisms = _mechanisms(record.get("mechanisms"), f"{where}.mechanisms", ignored)
    tia = _current(_record(record.get("tia"), TIA_KEYS, f"{where}.tia"), values.get("destination"), day)
    name = str(values.pop("id", "") or where)
    legs = _legs(record.get("onward"), values, day, name, where, ignored)
    return flow_of(name, values, mechanisms, day, tia, legs, key)


def unlisted_words(
    flow: Flow, words: Words, where: str, known: frozenset[tuple[str, str]] = frozenset()
) -> Iterator[str]:
    """Yield what to tell of the words of a flow that are not listed, and of those that its legs add."""
    strange = dict.fromkeys(words.unlisted(flow))
    for key, word in strange:
        if (key, word) not in known:
            told = worded(_STRANGE, where=where, word=word)
            either = " | ".join(f"`{each}`" for each in words.choices(key, word))
            yield (
                f"{told}; {worded('write which it is: {terms}', terms=either)}"
                if either
                else _hinted(told, word, words.words_of(key))
            )
    for number, leg in enumerate(flow.legs):
        yield from unlisted_words(leg, words, f"{where}.onward[{number}]", known | strange.keys())


def _legs(raw: Any, parent: Values, day: date, name: str, where: str, ignored: list[str]) -> tuple[Flow, ...]:
    """Return the legs that follow; one of which nothing is stated is a leg all the same."""
    if raw == [NONE] or (isinstance(raw, str) and is_silent(raw)):
        return ()
    return tuple(
        _leg({} if is_silent(leg) else leg, parent, day, f"{name}>{number}", f"{where}.onward[{number}]", ignored)
        for number, leg in enumerate(items_of(raw))
    )


def _leg(leg: Any, parent: Values, day: date, name: str, where: str, ignored: list[str]) -> Flow:
    """Return a leg: what is known of the data stays, what is known of the exporter and its mechanisms does not."""
    if not isinstance(leg, Mapping):
        raise InputError(
            worded("{where} is not a set of facts", where=where),
            hint=worded("write `origin`, `destination`, `recipient_role`"),
        )
    own = values_of(leg, FLOW_KEYS, where)
    kept = {key: value for key, value in parent.items() if key in _OF_THE_DATA}
    mechanisms = _mechanisms(leg.get("mechanisms"), f"{where}.mechanisms", ignored)
    day = own.get("date") or day
    tia = _current(_record(leg.get("tia"), TIA_KEYS, f"{where}.tia"), own.get("destination"), day)
    for key in leg:
        if key not in FLOW_KEYS and key not in RECORDS and key != "recipient":
            ignored.append(_unheard(f"{where}: `{key}`", str(key), [*LEG_KEYS, *FLOW_KEYS, *RECORDS]))
    values = kept | own
    return flow_of(name, values, mechanisms, day, tia, _legs(leg.get("onward"), values, day, name, where, ignored))


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


def _record(raw: Any, keys: Mapping[str, Kind], where: str) -> Values | None:
    if raw == NONE:
        return {}
    if is_silent(raw):
        return None
    if not isinstance(raw, Mapping):
        raise InputError(
            worded("{where} is not a record", where=where),
            hint=worded("write keys such as `{keys}`, or `none`", keys=next(iter(keys))),
        )
    return values_of(raw, keys, where) or None


def _current(tia: Values | None, destination: str | None, day: date) -> Values | None:
    """Return what the assessment is worth on the day.

    One that has lapsed, is still to come or is for another place is none. One that concludes against the transfer is
    none either, and of one whose conclusion can't be understood nothing but that is left.
    """
    if not tia:
        return tia
    end, done, place = tia.get("valid_to"), tia.get("done_on"), tia.get("destination")
    if (end is not None and end < day) or (done is not None and done > day):
        return {}
    if place and destination and place.partition("-")[0] != destination.partition("-")[0]:
        return {}
    conclusion = tia.get("conclusion")
    if conclusion is None or (told := outcome(conclusion)) is True:
        return tia
    return {"conclusion": conclusion, **({"done_on": None} if told is False else {})}


def _mechanisms(raw: Any, where: str, ignored: list[str]) -> tuple[Mechanism, ...] | None:
    if raw in (NONE, [], [NONE]):
        return ()
    if is_silent(raw):
        return None
    found = []
    for number, item in enumerate(items_of(raw)):
        entry = {"kind": item} if isinstance(item, str) else item
        if not isinstance(entry, Mapping) or not isinstance(entry.get("kind"), str):
            raise InputError(
                worded("{where}[{number}] has no `kind`", where=where, number=number),
                hint=worded("write `- kind: contract.own`"),
            )
        kind = entry["kind"].strip()
        if kind not in MECHANISM_KINDS:
            ignored.append(
                _unheard(
                    worded("{where}[{number}]: the kind `{kind}`", where=where, number=number, kind=kind),
                    kind,
                    MECHANISM_KINDS,
                )
            )
        if not entry.keys() <= _HEARD_OF_MECHANISMS:
            ignored += [
                _unheard(f"{where}[{number}]: `{key}`", str(key), ATTRIBUTES)
                for key in entry
                if key not in _HEARD_OF_MECHANISMS
            ]
        found.append(Mechanism(kind, values_of(entry, ATTRIBUTES, f"{where}[{number}]")))
    return tuple(found)


def _unheard(what: str, word: str, known: Any) -> str:
    return _hinted(worded("{what} is not in the vocabulary and states nothing", what=what), word, known)


def _hinted(what: str, word: str, known: Any) -> str:
    hint = nearest(word, known)
    return what + (f"; {hint}" if hint else "")
