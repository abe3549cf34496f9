"""What probes bring home: small typed facts, with how much was looked at, and never a scanned value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from govkit.model.message import Message


class FactStatus(StrEnum):
    """Whether a probe could do its work."""

    OBSERVED = "observed"
    NOT_STATED = "not_stated"
    """The inventory does not say where to look; a check that needs the fact is unknown."""
    DECLINED = "declined"
    """Looking was not allowed (`--network`), or needs something that is missing; unknown, with the reason."""
    FAILED = "failed"
    """The probe raised, hung, was killed or returned half; a check that needs the fact is an error."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What one probe says about one subject."""

    probe: str
    version: int
    """The version of the probe's schema: a fact of another version is not understood."""
    subject: str
    status: FactStatus
    value: Any = None
    """Plain JSON data in the form that the probe's return type describes."""
    examined: int = 0
    expected: int = 0
    """How many units were looked at, of how many there are: the population, not the sample."""
    unit: str = ""
    """What is counted: rows, cells, pages."""
    reason: Message | None = None
    inputs: tuple[str, ...] = ()
    """Digests of what was looked at, as `path sha256`, so that a changed input is noticed."""

    def to_json(self) -> dict[str, Any]:
        """Return the fact as plain data."""
        data: dict[str, Any] = {
            "probe": self.probe,
            "version": self.version,
            "subject": self.subject,
            "status": self.status.value,
            "examined": self.examined,
            "expected": self.expected,
        }
        if self.value is not None:
            data["value"] = self.value
        if self.unit:
            data["unit"] = self.unit
        if self.reason is not None:
            data["reason"] = self.reason.to_json()
        if self.inputs:
            data["inputs"] = list(self.inputs)
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Fact:
        """Read what `to_json` wrote."""
        reason = data.get("reason")
        return cls(
            probe=data["probe"],
            version=data["version"],
            subject=data["subject"],
            status=FactStatus(data["status"]),
            value=data.get("value"),
            examined=data["examined"],
            expected=data["expected"],
            unit=data.get("unit", ""),
            reason=None if reason is None else Message.from_json(reason),
            inputs=tuple(data.get("inputs", ())),
        )
