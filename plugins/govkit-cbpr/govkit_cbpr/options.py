"""Bounds of options. A default number is govkit's own where no source gives one."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

Months = Annotated[int, Field(ge=1, le=1200)]
Days = Annotated[int, Field(ge=0, le=36_500)]
Hours = Annotated[float, Field(gt=0, le=876_000)]
Percent = Annotated[float, Field(ge=0, le=100)]
Terms = Annotated[tuple[str, ...], Field(min_length=1)]
