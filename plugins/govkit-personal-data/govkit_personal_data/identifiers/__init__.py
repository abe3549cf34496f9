"""The identifiers that the plugin knows, as data: a file a country, and one for those that belong to none."""

from __future__ import annotations

from govkit_personal_data.identifiers.digits import Shown, as_read, normalise_digits
from govkit_personal_data.identifiers.model import Boundary, Identifier, Mark, bounded
from govkit_personal_data.identifiers.shipped import all_identifiers, read_own

__all__ = [
    "Boundary",
    "Identifier",
    "Mark",
    "Shown",
    "all_identifiers",
    "as_read",
    "bounded",
    "normalise_digits",
    "read_own",
]
