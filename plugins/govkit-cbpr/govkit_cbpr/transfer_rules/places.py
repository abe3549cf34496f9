"""Places: codes of ISO 3166, and what records write for places that the standard names otherwise."""

from __future__ import annotations

import re

from govkit.model.countries import COUNTRIES

_ALIASES = {
    **{"UK": "GB", "EL": "GR"},
    **{"CN-HK": "HK", "CN-91": "HK", "CN-MO": "MO", "CN-92": "MO", "CN-TW": "TW", "CN-71": "TW"},
    **{"NL-AW": "AW", "NL-CW": "CW", "NL-SX": "SX", "NL-BQ1": "BQ", "NL-BQ2": "BQ", "NL-BQ3": "BQ"},
    **{"FR-NC": "NC", "FR-PF": "PF", "FR-PM": "PM", "FR-BL": "BL", "FR-WF": "WF", "FR-TF": "TF"},
}
"""Codes in common use, and codes of parts of a country that are places of their own: what is home to the one need not
be home to the other. Parts to which the law of the country reaches, such as `FR-RE` or `US-PR`, stay parts of it."""
_FORM = re.compile(r"(?!CN-)[A-Z]{2}(-[A-Z0-9]{1,3}(-[A-Z0-9]+)*)?|CN-([A-Z]{2}|[0-9]{2})(-[A-Z0-9]+)*")
"""Parts have up to three characters, those of China two: `CN-HKG` would be Hong Kong as a part of the mainland."""


def is_place(code: object) -> bool:
    """Tell whether a code is one of ISO 3166, of a country or a part of one, and not one for which another stands."""
    return isinstance(code, str) and place_of(code) == code


def place_of(text: str) -> str | None:
    """Return the code of a place; `None` for what names no country."""
    code = text.strip().upper()
    for other, own in _ALIASES.items():
        if code == other or code.startswith(f"{other}-"):
            code = own + code.removeprefix(other)
    return code if _FORM.fullmatch(code) and code[:2] in COUNTRIES else None
