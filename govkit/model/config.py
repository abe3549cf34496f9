"""What `govkit.yaml` says: who is assessed, by which frameworks, in which languages."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from govkit.model.answers import Document, Text
from govkit.model.status import Severity


class Config(Document):
    """The settings of an assessed folder. Every key may be left out."""

    govkit: Literal["config/1"] = "config/1"
    organisation: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")] | None = None
    """The id of the assessed organisation, where the inventory has several."""
    scope: Annotated[str, Field(max_length=4000)] = ""
    """What the assessment covers, in a sentence; every report shows it."""
    frameworks: tuple[Text, ...] | None = None
    """Frameworks as `id`, `id@edition` or `id@day` (the edition in force then); all where it is left out."""
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")], ...] = ("en",)
    """The languages of the people who read the report; the first one is the default."""
    seed: Text = "govkit"
    """What samples are chosen by: the same seed takes the same sample."""
    fail_on: Severity = Severity.LOW
    """The least severity of a gap that ends a run with exit code 1."""
    min_decided: Annotated[float, Field(ge=0, le=100)] = 0
    """The least percentage of weight that has to be decided; below it a run ends with exit code 3."""
    probes: dict[str, dict[str, Any]] = Field(default_factory=dict)
    """Options of probes by plugin: `personal-data: {rows: 4603}`."""
