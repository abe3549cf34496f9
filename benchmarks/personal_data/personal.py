"""A maker of invented values for each kind of personal data."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Any

from benchmarks.personal_data.pieces import (
    Chance,
    Make,
    day,
    filled,
    from_pattern,
    full_name,
    letters,
    name_of,
    one_of,
    pick,
    steady,
    worlds,
)
from govkit_personal_data.check_digits import VALIDATORS
from govkit_personal_data.identifiers import Identifier, all_identifiers

_TRIES, _POOL = 6000, 200
LEAST_WEIGHT = 0.3
"""Weight of an identifier below which its form is too vague to make examples of."""


def makers(world: dict[str, Any], culture: dict[str, Any]) -> dict[str, Make]:
    """Return a maker for each kind of personal data."""
    simple = {
        "person-name": full_name(culture),
        "given": one_of(culture["given"]),
        "family": one_of(culture["family"]),
        "email": _email(culture),
        "phone": steady(culture["phone"], culture),
        "address": filled(culture["street"], culture),
        "ip-address": lambda chance: ".".join(str(chance.randrange(1, 255)) for _ in range(4)),
        "device-id": lambda chance: ":".join(f"{chance.randrange(256):02x}" for _ in range(6)),
        "username": _login(culture),
        "credential": lambda chance: f"$2b$12${letters(chance, 53)}",
        "gender": pick(["male", "female"], ["M", "F"], ["ชาย", "หญิง"], ["Nam", "Nữ"], ["Laki-laki", "Perempuan"]),
        "date-of-birth": day(1940, 2008),
        "age": lambda chance: str(min(95, max(17, round(chance.gauss(42, 16))))),
        "location": pick(culture["city"]),
        "job": pick(world["jobs"]),
        "financial": lambda chance: str(round(chance.lognormvariate(9.5, 0.6), -1)),
        "marital-status": pick(["Single", "Married", "Divorced"], ["โสด", "สมรส", "หย่า"]),
        "religion": pick(["Buddhist", "Muslim", "Christian", "Hindu"], ["พุทธ", "อิสลาม", "คริสต์"]),
        "health": pick(world["illnesses"], ["A+", "B+", "O+", "AB-"]),
    }
    return simple | {kind: _identified(group) for kind, group in _numbers().items()}


def _email(culture: dict[str, Any]) -> Make:
    return lambda chance: (
        f"{_ascii(full_name(culture)(chance), chance)}{chance.randrange(99)}@{letters(chance, 5).lower()}.example"
    )


def _login(culture: dict[str, Any]) -> Make:
    return lambda chance: (
        _ascii(name_of(culture["given"], chance), chance)[:8]
        + chance.choice(("", "_", "."))
        + str(chance.randrange(2000))
    )


def _ascii(text: str, chance: Chance) -> str:
    from govkit_personal_data.lexicon import fold

    plain = re.sub(r"[^a-z]+", ".", fold(text).lower()).strip(".")
    return plain or letters(chance, 7).lower()


@lru_cache(maxsize=1)
def _numbers() -> dict[str, tuple[Identifier, ...]]:
    groups: dict[str, list[Identifier]] = {}
    for identifier in all_identifiers():
        if (
            identifier.weight >= LEAST_WEIGHT
            and identifier.random_pass_rate > 0.02
            and identifier.category in worlds()["fitted"]["headers"]
        ):
            groups.setdefault(identifier.category, []).append(identifier)
    skip = ("email", "phone", "ip-address", "device-id", "username", "credential", "person-name", "address")
    return {kind: tuple(group) for kind, group in groups.items() if kind not in skip}


def _identified(group: tuple[Identifier, ...]) -> Make:
    chosen: list[Make] = []

    def make(chance: Chance) -> str:
        if not chosen:
            chosen.append(numbers_of(chance.choice(group), chance))
        return chosen[0](chance)

    return make


def numbers_of(identifier: Identifier, chance: Chance) -> Make:
    """Return a maker of numbers of one printed form, with the right check digits but for one in fifty."""
    pattern = chance.choice(identifier.patterns)
    pool = _pool(identifier, pattern)
    return lambda chance: from_pattern(pattern, chance) if chance.random() < 0.02 else chance.choice(pool)


@lru_cache(maxsize=512)
def _pool(identifier: Identifier, pattern: str) -> tuple[str, ...]:
    """Return a few hundred valid numbers: most checks can only be met by trying."""
    chance, right = Chance(pattern), VALIDATORS[identifier.validator] if identifier.validator else None
    tries = (from_pattern(pattern, chance) for _ in range(_TRIES))
    found = tuple(islice((text for text in tries if right is None or right(text)), _POOL))
    return found or (from_pattern(pattern, chance),)
