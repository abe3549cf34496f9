"""Judges what a worker delivered: a whole and valid fact, or a fact that says what went wrong."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Callable
from typing import Any

from govkit.engine.wire import MAX_BYTES
from govkit.model.fact import Fact, FactStatus
from govkit.model.message import Message
from govkit.plugin.blame import error_name
from govkit.plugin.probe import Probe

_INPUT = re.compile(r"\S.* [0-9a-f]{64}", re.DOTALL)
_LONGEST_UNIT = 40
_LONGEST_REASON = 4_000
_LARGEST_COUNT = 2**53


def undelivered(probe: str, subject: str, status: FactStatus, reason: Message, version: int = 0) -> Fact:
    """Return the fact that nothing was seen, and why."""
    return Fact(probe=probe, version=version, subject=subject, status=status, reason=reason)


def accept(record: dict[str, Any], probe: Probe[Any, Any], subject: str) -> Fact:
    """Return the fact in a worker's result; a breach of the contract makes it a failed one."""
    if record.get("status") == FactStatus.OBSERVED:
        return _observed(record, probe, subject)
    try:
        status = FactStatus(record["status"])
        reason = accept_reason(record["reason"])
    except (KeyError, TypeError, ValueError):
        return _breach(probe, subject, Message("{probe} gave no reason that can be read", {"probe": probe.id}))
    return undelivered(probe.id, subject, status, reason, probe.version)


def accept_reason(data: Any) -> Message:
    """Read the reason in a worker's record; raise `KeyError`, `TypeError` or `ValueError` for one that is none."""
    if len(json.dumps(data)) > _LONGEST_REASON or not isinstance(data["text"], str):
        raise ValueError("not a reason")
    reason = Message.from_json(data)
    json.dumps(reason.to_json(), ensure_ascii=False).encode("utf-8")
    return reason


def too_slow(probe: Probe[Any, Any]) -> Message:
    """Say that the probe was killed at its deadline."""
    return Message("{probe} took longer than {seconds} seconds", {"probe": probe.id, "seconds": probe.seconds})


def crashed(probe: Probe[Any, Any], code: int | None) -> Message:
    """Say how a worker ended in the middle of a task: by a signal, by an exit, or deaf and mute."""
    if code is None:
        return Message("{probe} broke the connection to govkit", {"probe": probe.id})
    if code < 0:
        return Message("{probe} was ended by {signal}", {"probe": probe.id, "signal": _signal_name(-code)})
    return Message("{probe} ended its process with exit code {code}", {"probe": probe.id, "code": code})


def too_much(probe: Probe[Any, Any]) -> Message:
    """Say that the probe sent what is no fact, or too much of it."""
    megabytes = MAX_BYTES // 1024**2
    return Message(
        "{probe} sent what is not a fact, or more than {megabytes} megabytes",
        {"probe": probe.id, "megabytes": megabytes},
    )


def _observed(record: dict[str, Any], probe: Probe[Any, Any], subject: str) -> Fact:
    examined, expected = _count(record.get("examined")), _count(record.get("expected"))
    unit, inputs = record.get("unit"), record.get("inputs")
    rules: tuple[tuple[Callable[[], bool], Message], ...] = (
        (
            lambda: 0 <= examined <= expected < _LARGEST_COUNT,
            Message("{probe} examined what can't be a part of what it expected", {"probe": probe.id}),
        ),
        (
            lambda: isinstance(unit, str) and len(unit) <= _LONGEST_UNIT and unit.isprintable(),
            Message("{probe} names no unit of what it counted", {"probe": probe.id}),
        ),
        (
            lambda: isinstance(inputs, list) and all(isinstance(i, str) and _INPUT.fullmatch(i) for i in inputs),
            Message("{probe} names an input that is not of the form `path sha256`", {"probe": probe.id}),
        ),
    )
    for holds, complaint in rules:
        if not holds():
            return _breach(probe, subject, complaint)
    try:
        value = _canonical(probe, record.get("value"))
    except Exception as error:  # the plugin's own validators and serialisers run here
        reason = Message(
            "{probe} returned a value that is not of its type ({error})",
            {"probe": probe.id, "error": error_name(error)},
        )
        return _breach(probe, subject, reason)
    return Fact(
        probe=probe.id,
        version=probe.version,
        subject=subject,
        status=FactStatus.OBSERVED,
        value=value,
        examined=examined,
        expected=expected,
        unit=str(unit),
        inputs=tuple(inputs or ()),
    )


def _canonical(probe: Probe[Any, Any], raw: Any) -> Any:
    """Return the value as the probe's type dumps it: what a worker added beside it does not come in."""
    value = probe.adapter.dump_python(probe.adapter.validate_python(raw), mode="json", warnings="error")
    json.dumps(value, allow_nan=False, ensure_ascii=False).encode("utf-8")
    return value


def _breach(probe: Probe[Any, Any], subject: str, reason: Message) -> Fact:
    return undelivered(probe.id, subject, FactStatus.FAILED, reason, probe.version)


def _count(value: object) -> int:
    """Return a count as it is, and what is none as one that no rule lets through."""
    return value if type(value) is int else -1


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
