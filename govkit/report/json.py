"""The assessment itself as JSON: the stable interface for programs."""

from __future__ import annotations

import json

from pydantic_core import PydanticSerializationError

from govkit.model.assessment import Assessment
from govkit.model.plain_json import compact

suffix = ".json"
media_type = "application/json"


def render(assessment: Assessment, *, language: str = "en") -> bytes:
    """Return the document as it is, in the order of its types; it is the same in every language."""
    try:
        return compact(assessment)
    except (PydanticSerializationError, UnicodeEncodeError):  # half of a surrogate pair, which UTF-8 cannot hold
        return json.dumps(assessment, separators=(",", ":")).encode()
