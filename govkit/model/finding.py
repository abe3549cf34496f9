"""What a check says about a subject, and what supports it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from govkit.model.message import Message
from govkit.model.status import Basis, Status


@dataclass(frozen=True, slots=True)
class Evidence:
    """A pointer to what supports a finding. Never a raw personal value: a mask, a shape, a count."""

    what: Message
    """A short description: "column phone, 97 % look like Thai mobile numbers (08x-xxx-xx12)"."""
    file: str = ""
    line: int | None = None
    sha256: str = ""
    url: str = ""
    at: str = ""
    """When it was seen, as an ISO date or instant."""

    def to_json(self) -> dict[str, Any]:
        """Return the evidence as plain data, without what is not known."""
        data = {"file": self.file, "line": self.line, "sha256": self.sha256, "url": self.url, "at": self.at}
        return {"what": self.what.to_json()} | {key: value for key, value in data.items() if value}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Evidence:
        """Read what `to_json` wrote."""
        return cls(**{**data, "what": Message.from_json(data["what"])})


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check on one subject, as its author writes it with `passed`, `failed` and their kin."""

    status: Status
    message: Message
    at: tuple[str, ...] = ()
    """The slots of the subject that it is about, the first one for its location."""
    fix: Message | None = None
    """What would mend it; the check's own `Fix:` where it is left out."""
    evidence: tuple[Evidence, ...] = ()
    basis: Basis | None = None
    """What a pass rests on; by default `examined` where facts were read, else `declared`."""
    examined: int | None = None
    expected: int | None = None
    """How much was looked at, of how much there is; taken from the facts where a check read any."""
    presence: bool = False
    """A pass that rests on something seen holds for a sample; one that rests on something not seen needs it all."""
    contradiction: bool = False
    """Two sources disagree."""
    note: Message | None = None
    """Why the engine gave it another status than the check did: a sample, a partial check, a refused pass."""
    unit: str = ""
    """What was counted: rows, cells, pages."""
    parts: dict[str, Any] = field(default_factory=dict)
    """Typed extras for exhibits and reporters of the same plugin; plain JSON data."""
