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
_FORM = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3}(-[A-Z0-9]+)*)?")
_PARTS = {
    "AE": "AJ AZ AZ-ADGM DU DU-DIFC FU RK SH UQ",
    "CA": "AB BC MB NB NL NS NT NU ON PE QC SK YT",
    "CN": "AH BJ CQ FJ GD GS GX GZ HA HB HE HI HL HN JL JS JX LN NM NX QH SC SD SH SN SX TJ XJ XZ YN ZJ "
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65",
    "FR": "ARA BFC BRE COR CVL GES HDF IDF NAQ NOR OCC PAC PDL GF GP MQ RE YT MF CP 2A 2B 20R 69M 6AE 75C "
    "971 972 973 974 976 " + " ".join(f"{number:02}" for number in range(1, 96) if number != 20),
    "NL": "DR FL FR GE GR LI NB NH OV UT ZE ZH",
}
"""The parts of countries in which a part has a law of its own: another code there may be that part, mistyped."""
_KNOWN = {country: frozenset(parts.split()) for country, parts in _PARTS.items()}
_CLOSED = ("AE",)
"""Countries in which a part of a part has a law of its own, too."""


def is_place(code: object) -> bool:
    """Tell whether a code is one of ISO 3166, of a country or a part of one, and not one for which another stands."""
    return isinstance(code, str) and place_of(code) == code


def place_of(text: str) -> str | None:
    """Return the code of a place; `None` for what names no country, and no part that its country is known to have."""
    code = text.strip().upper()
    for other, own in _ALIASES.items():
        if code == other or code.startswith(f"{other}-"):
            code = own + code.removeprefix(other)
    return code if _FORM.fullmatch(code) and code[:2] in COUNTRIES and _is_known(code) else None


def part_like(text: str) -> str | None:
    """Return a part of the country of which a text would name a part; `None` where any part of it is a place."""
    country, dash, _ = text.strip().upper().partition("-")
    country = _ALIASES.get(country, country)
    return f"{country}-{_PARTS[country].split()[0]}" if dash and country in _PARTS else None


def within(place: str, area: str) -> bool:
    """Tell whether a place is an area or a province of it."""
    return place == area or place.startswith(f"{area}-")


def _is_known(code: str) -> bool:
    country, _, part = code.partition("-")
    known = _KNOWN.get(country)
    if not part or known is None:
        return True
    return (part if country in _CLOSED else part.partition("-")[0]) in known
