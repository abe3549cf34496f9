"""The facts document: all that judging reads. `govkit assess --from FACTS` needs nothing else."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict


class InventoryDoc(TypedDict):
    """The normalised inventory, with its claims, source locations and the reasons of what is not stated."""

    records: dict[str, list[dict[str, Any]]]
    none: list[str]
    ghosts: list[dict[str, Any]]
    """What is referred to, or lies in the folder, and is not declared: `{"subject": …, "shown_by": […]}`."""
    kept: NotRequired[dict[str, list[str]]]
    """Datasets that end or have ended → the files of theirs that are still there."""
    places: dict[str, tuple[str, int | None, dict[str, int]]]
    """`type:id` → `[file, line, {slot: line}]`."""
    dated_claims: bool
    """Whether some claim holds only for a time, so that judging has to look at the date."""


class InputDoc(TypedDict):
    """A file that was read or pointed to."""

    path: str
    sha256: NotRequired[str]
    """Missing where the file does not exist or can't be read."""
    blank: NotRequired[bool]
    """True of evidence in which there is nothing to read."""


class Facts(TypedDict):
    """The whole facts document."""

    govkit: Literal["facts/1"]
    engine: str
    config: dict[str, Any]
    """What `govkit.yaml` says, normalised: organisation, scope, frameworks, languages, options of probes."""
    as_of: str
    """The date of gathering; judging on another day is a choice of who judges."""
    inventory: InventoryDoc
    answers: list[dict[str, Any]]
    waivers: list[dict[str, Any]]
    reviews: list[dict[str, Any]]
    rejections: list[dict[str, Any]]
    checklists: list[dict[str, Any]]
    """Checklists given with `-c`, whole: `{"origin": FILE, "sha256": …, "content": …}`."""
    since: dict[str, Any] | None
    """The subject list of an earlier assessment, with its date, and its ghosts where it had some."""
    evidence: list[InputDoc]
    """Every evidence file that anything points to, with the digest found when gathering."""
    inputs: list[InputDoc]
    facts: list[dict[str, Any]]
    """Sorted by probe and subject; see `govkit.model.fact.Fact.to_json`."""
