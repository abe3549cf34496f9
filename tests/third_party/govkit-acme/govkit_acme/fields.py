"""The fields that Acme adds to a dataset under `x-acme`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from govkit.model.slots import Part
from govkit.plugin import Dataset, Extension


class AcmeDataset(Part):
    """What Acme wants to know of a dataset."""

    steward: str | None
    """The role that looks after it."""
    tier: Literal["gold", "silver", "bronze"] | None
    checked_on: date | None


EXTENSIONS = [Extension(namespace="acme", on=Dataset, slots=AcmeDataset)]
