"""What the columns of one table have in common: people's names and logins come back in their e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govkit_personal_data.evidence.column import Signal
from govkit_personal_data.evidence.people import NAME
from govkit_personal_data.evidence.profile import Profile
from govkit_personal_data.lexicon import fold

_LOCAL = re.compile(r"([^@\s,;<>()/\"]{2,64})@[^@\s]{3,}")
_MOST = 400
"""Addresses of a table that are looked at."""
_LEAST = 4
"""Letters of a name below which it stands in an address by chance."""
_NOT_LETTERS = re.compile(r"[^a-z]+")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")
_LEAST_FOUND = 2
_MAIL = 0.5
"""Share of addresses from which a column is one of addresses, and no name of its own."""


def links(profiles: Sequence[Profile]) -> list[tuple[Signal, ...]]:
    """Return for each column what the e-mail addresses in the others say of it."""
    locals_ = [_locals(seen) for seen in profiles]
    found: list[tuple[Signal, ...]] = []
    for place, seen in enumerate(profiles):
        others = [name for at, names in enumerate(locals_) if at != place for name in names]
        asked = bool(others) and not locals_[place] and seen.lettered > _MAIL
        found.append(tuple(_linked(seen, others[:_MOST])) if asked else ())
    return found


def _locals(seen: Profile) -> list[str]:
    asked = seen.column.sample[:_MOST]
    matches = [match[1] for value in asked if "@" in value and (match := _LOCAL.match(value))]
    return [fold(name).lower() for name in matches] if len(matches) > _MAIL * len(asked) else []


def _linked(seen: Profile, addresses: list[str]) -> Iterator[Signal]:
    letters = " ".join(_NOT_LETTERS.sub("", address) for address in addresses)
    names = sum(any(len(token) >= _LEAST and token in letters for token in tokens) for tokens in seen.tokens)
    if names >= _LEAST_FOUND:
        yield Signal(NAME, "links.in-e-mail", names / seen.size, names / seen.size)
    whole = {_NOT_ALPHANUMERIC.sub("", address) for address in addresses}
    logins = sum(
        " " not in value and not value.istitle() and _NOT_ALPHANUMERIC.sub("", low) in whole
        for value, low in zip(seen.values, seen.lowered, strict=True)
    )
    if logins >= _LEAST_FOUND:
        yield Signal("username", "links.is-e-mail-name", logins / seen.size, logins / seen.size)
