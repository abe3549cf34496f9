"""The base of what a checklist may tell a check, and `govkit.yaml` a probe."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Options(BaseModel):
    """Base of options: frozen, nothing unknown, and described by the text below each.

    That text is what `govkit explain` says of an option; it is offered for translation.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
