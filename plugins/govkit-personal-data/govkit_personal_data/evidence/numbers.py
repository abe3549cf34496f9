"""Identifiers of people: how many values are of their form, and whether their check digits can be chance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import log

from govkit_personal_data.check_digits import VALIDATORS
from govkit_personal_data.evidence.column import Signal, Spot
from govkit_personal_data.evidence.profile import Profile
from govkit_personal_data.identifiers.model import Identifier

_TYPO = 0.05
"""Share of wrong check digits in a column of real identifiers."""
_MOST, _LEAST = 6.0, 1.5
"""Log-odds that check digits give for and against: numbers under the right header may be made up."""
_MANY = 40
"""Values after which more of them do not make check digits more telling: they are not drawn independently."""
_DRAWS, _LEAST_DRAWN = 64, 5
_NARROW = 100
_DRAWN_FROM, _GOLDEN = 1 << 64, 0x9E3779B97F4A7C15
"""Multiples of the golden section are spread evenly, and always the same."""
_USUAL = 0.3
"""Weight of an identifier from which its check digits count in full; one that is another kind first counts less."""
_TELLING = 0.5
"""Share of the rows that has to be of a form for it to speak."""
NUMBERED = (
    "national-id",
    "tax-id",
    "passport",
    "driver-license",
    "social-security",
    "health-id",
    "bank-account",
    "credit-card",
    "vehicle-id",
)
_SOME = 0.3
_CODE = re.compile(r"(?=.*[0-9])[0-9A-Za-z\u0e00-\u109f\u1780-\u17ff/()., \-*X]{5,32}")
_GROUPS = re.compile(r"[0-9A-Za-z]{1,6}(?:[- ./][0-9A-Za-z]{1,7}){1,5}")
_THREE_TWO_FOUR = re.compile(r"[0-9]{3}-[0-9]{2}-[0-9]{4}")
_MASKED = re.compile(r"[*xX#•]{3,}[- ]?[0-9A-Za-z]{2,5}")
_PRICE = re.compile(r"[-+]?[0-9,]+\.[0-9]{1,12}")
_PREFIXED = re.compile(r"[A-Z]{2,5}[-_#]?[0-9]{2,8}")


def signals(seen: Profile, identifiers: Mapping[str, Identifier]) -> Iterator[Signal]:
    """Yield what speaks for and against each kind of identifying number."""
    if not seen.values:
        return
    if seen.digited < _SOME:
        yield from (Signal(category, "number.unlike", 1.0) for category in NUMBERED)
        return
    best: dict[str, tuple[bool, float, list[Signal]]] = {}
    for name, spot in seen.column.spots.items():
        identifier = identifiers.get(name)
        if identifier is None or (identifier.category == "ip-address" and seen.versioned):
            continue
        found = list(_spotted(identifier, spot, seen))
        rank = (any(signal.what == "number.check-digits" for signal in found), sum(signal.strength for signal in found))
        if found and (identifier.category not in best or rank > best[identifier.category][:2]):
            best[identifier.category] = *rank, found
    for *_, found in best.values():
        yield from found
    yield Signal("social-security", "number.three-two-four", seen.share(_THREE_TWO_FOUR) * seen.uniqueness)
    common = {
        "number.unlike": 1 - _codes(seen),
        "number.masked": seen.share(_MASKED),
        "number.counted": float(seen.counted),
        "number.repeats": float(seen.uniqueness < 0.2 and seen.column.filled >= 30),
        "number.own-prefix": seen.share(_PREFIXED) * float(len(seen.shapes) <= 4),
    }
    for category in NUMBERED:
        yield from (Signal(category, what, strength) for what, strength in common.items() if strength)


def _spotted(identifier: Identifier, spot: Spot, seen: Profile) -> Iterator[Signal]:
    filled = max(seen.column.filled, 1)
    fit = spot.whole / filled
    category = identifier.category
    if fit < _TELLING:
        inside = (spot.inside_valid if identifier.validator else spot.inside) / filled
        if not identifier.whole_cell and inside > 0:
            yield Signal(category, "number.inside-texts", min(1.0, 0.3 + inside) * identifier.weight, inside)
        return
    if identifier.validator is None:
        yield Signal(category, "number.form", fit * identifier.weight, fit)
        yield Signal(category, "number.form-only", fit)
        return
    chance = min(max(identifier.random_pass_rate, _neighbours_pass(identifier, seen), 1e-6), 0.999)
    passed = spot.valid / max(spot.whole, 1) if spot.checked else _passed(identifier, seen)
    count = min(spot.whole, _MANY, seen.column.distinct)
    odds = min(0.0, _odds(passed, count, chance)) if seen.counted else _odds(passed, count, chance)
    ranked = min(1.0, identifier.weight / _USUAL)
    yield Signal(category, "number.check-digits", odds / _MOST * ranked, passed * fit)
    yield Signal(
        category, "number.form" if odds > 0 else "number.form-only", fit * (identifier.weight if odds > 0 else 1.0), fit
    )


def _passed(identifier: Identifier, seen: Profile) -> float:
    """Return the share of the values of its form whose check digits are right, for those that no kernel checks."""
    form, right = _form(identifier), VALIDATORS[identifier.validator or ""]
    fitting = [value for value in seen.values if form.fullmatch(value)]
    return sum(map(right, fitting)) / max(len(fitting), 1)


def _neighbours_pass(identifier: Identifier, seen: Profile) -> float:
    """Return the pass rate of numbers drawn from the range of the column's, where it is a narrow one; 0 elsewhere.

    Numbers of one system lie close together, and share the digits that some checks look at, such as a day of birth.
    """
    plain = [value for value in seen.values if value.isdecimal() and len(value) == len(seen.values[0])]
    if len(plain) < max(_LEAST_DRAWN, 0.9 * seen.size):
        return 0.0
    low, high, right = int(min(plain)), int(max(plain)), VALIDATORS[identifier.validator or ""]
    if (high - low) * _NARROW > 10 ** len(plain[0]):
        return 0.0
    drawn = (low + (high - low) * (draw * _GOLDEN % _DRAWN_FROM) // _DRAWN_FROM for draw in range(1, _DRAWS + 1))
    return sum(right(str(number).zfill(len(plain[0]))) for number in drawn) / _DRAWS


@lru_cache(maxsize=512)
def _form(identifier: Identifier) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in identifier.patterns))


def _odds(passed: float, count: int, chance: float) -> float:
    """Return the log-odds of real numbers against random ones of the same form: a binomial test of the pass rate.

    What most random numbers pass tells little, however many do: they may all share the few digits that are looked at.
    """
    right, wrong = log((1 - _TYPO) / chance), log(_TYPO / (1 - chance))
    most = _MOST * (1 - chance)
    return max(-_LEAST, min(most, count * (passed * right + (1 - passed) * wrong)))


def _codes(seen: Profile) -> float:
    """Return the share of values that can be somebody's number: five characters or more, digits, no price or day."""
    plausible = seen.share(_CODE) - seen.share(_PRICE) - seen.dated
    plain = sum(" " in value and value.count(" ") > 4 for value in seen.values) / seen.size
    return max(0.0, plausible - plain)
