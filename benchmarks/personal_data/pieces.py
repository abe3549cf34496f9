"""The pieces that invented values are made of: names, filled forms, days, digits, and texts that a pattern matches."""

from __future__ import annotations

import hashlib
import random
import re
import re._parser as parser  # type: ignore[import-not-found]
import string
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

Chance = random.Random
Make = Callable[[Chance], str]
_SLOT = re.compile(r"\{(d)?(\d|n|m|f)\}")


@lru_cache(maxsize=1)
def worlds() -> dict[str, Any]:
    """Return both worlds."""
    found: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "worlds.yaml").read_text("utf-8"))
    return found


def name_of(names: list[str], chance: Chance) -> str:
    """Return a name of the list or, one time in three, one that is in no list."""
    name = chance.choice(names)
    if chance.random() > 0.35 or not name.isascii() or len(name) < 4:
        return name
    at = chance.randrange(1, len(name) - 1)
    vowels = "aeiou"
    swapped = chance.choice(vowels) if name[at] in vowels else chance.choice("bdfgklmnprstvz")
    return name[:at] + (swapped if name[at] != " " else " ") + name[at + 1 :]


def one_of(names: list[str]) -> Make:
    """Return a maker of single names of a list."""
    return lambda chance: name_of(names, chance)


def full_name(culture: dict[str, Any]) -> Make:
    """Return a maker of full names in the order of a culture."""
    glue = culture.get("glue", " ")
    order = 1 if culture.get("surname_first") else 0

    def make(chance: Chance) -> str:
        parts = [name_of(culture["given"], chance), name_of(culture["family"], chance)]
        prefix = chance.choice(culture.get("prefix", [""]))
        return prefix + glue.join(parts[::-1] if order else parts)

    return make


def company(world: dict[str, Any], culture: dict[str, Any]) -> Make:
    """Return a maker of names of organisations."""
    return lambda chance: fill(chance.choice(world["companies"]), culture, chance)


def filled(forms: list[str], culture: dict[str, Any]) -> Make:
    """Return a maker of texts of any of the forms."""
    return lambda chance: fill(chance.choice(forms), culture, chance)


def steady(forms: list[str], culture: dict[str, Any]) -> Make:
    """Return a maker that keeps to one form, or mixes all."""
    kept: list[list[str]] = []

    def make(chance: Chance) -> str:
        if not kept:
            kept.append(forms if chance.random() < 0.3 else [chance.choice(forms)])
        return fill(chance.choice(kept[0]), culture, chance)

    return make


def fill(form: str, culture: dict[str, Any], chance: Chance) -> str:
    """Return a form with its slots filled: digits, numbers, family names."""

    def slot(match: re.Match[str]) -> str:
        if match[1]:
            return digits(chance, int(match[2]))
        return {
            "n": str(chance.randrange(1, 900)),
            "m": str(chance.randrange(1, 30)),
            "f": name_of(culture["family"], chance),
        }[match[2]]

    return _SLOT.sub(slot, form)


def pick(*groups: list[str]) -> Make:
    """Return a maker that keeps to one of the groups of values."""
    kept: list[list[str]] = []

    def make(chance: Chance) -> str:
        if not kept:
            kept.append(chance.choice(groups))
        return chance.choice(kept[0])

    return make


def day(first: int, last: int) -> Make:
    """Return a maker of days between two years, in one form."""
    kept: list[str] = []

    def make(chance: Chance) -> str:
        if not kept:
            kept.append(chance.choice(("{y}-{m:02}-{d:02}", "{d:02}/{m:02}/{y}", "{m}/{d}/{y}", "{d:02}.{m:02}.{y}")))
        return kept[0].format(y=chance.randint(first, last), m=chance.randint(1, 12), d=chance.randint(1, 28))

    return make


def digits(chance: Chance, count: int) -> str:
    """Return so many random digits."""
    return "".join(chance.choice(string.digits) for _ in range(count))


def letters(chance: Chance, count: int) -> str:
    """Return so many random letters."""
    return "".join(
        chance.choice(string.ascii_letters + "./" if count == 53 else string.ascii_letters) for _ in range(count)
    )


def hexadecimal(chance: Chance, count: int) -> str:
    """Return so many hexadecimal digits."""
    return hashlib.sha256(str(chance.random()).encode()).hexdigest()[:count]


def from_pattern(pattern: str, chance: Chance) -> str:
    """Return a text that a simple pattern matches."""
    return _generate(_parsed(pattern), chance)


@lru_cache(maxsize=512)
def _parsed(pattern: str) -> Any:
    return list(parser.parse(pattern))


def _generate(parsed: Any, chance: Chance) -> str:
    parts = []
    for operation, argument in parsed:
        name = str(operation)
        if name == "LITERAL":
            parts.append(chr(argument))
        elif name == "IN":
            choices = [c for kind, c in _members(argument)]
            parts.append(chance.choice(choices))
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            low, high, inner = argument
            times = chance.randint(low, min(int(high), low + 3))
            parts += [_generate(inner, chance) for _ in range(times)]
        elif name == "SUBPATTERN":
            parts.append(_generate(argument[3], chance))
        elif name == "BRANCH":
            parts.append(_generate(chance.choice(argument[1]), chance))
    return "".join(parts)


def _members(argument: Any) -> Iterator[tuple[str, str]]:
    for kind, value in argument:
        if str(kind) == "LITERAL":
            yield "one", chr(value)
        elif str(kind) == "RANGE":
            yield from (("one", chr(code)) for code in range(value[0], value[1] + 1))
