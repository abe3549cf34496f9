"""What the options of all checks have in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Options(BaseModel):
    """Base of options: frozen, nothing unknown. A default number is govkit's own where no source gives one."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


Months = Annotated[int, Field(ge=1, le=1200)]
Days = Annotated[int, Field(ge=0, le=36_500)]
Hours = Annotated[float, Field(gt=0, le=876_000)]
Percent = Annotated[float, Field(ge=0, le=100)]
Terms = Annotated[tuple[str, ...], Field(min_length=1)]
