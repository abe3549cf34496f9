"""Tables of invented people and things, each column labelled; the same seed gives the same tables."""

from __future__ import annotations

import hashlib
import random
import re
import re._parser as parser  # type: ignore[import-not-found]
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from govkit_personal_data.check_digits import VALIDATORS
from govkit_personal_data.identifiers import Identifier, all_identifiers

Chance = random.Random
Make = Callable[[Chance], str]
_SLOT = re.compile(r"\{(d)?(\d|n|m|f)\}")
_TRIES, _POOL = 6000, 200
UNCLEAR = "unclear"
"""Category of columns on which two careful people would differ, such as masked numbers."""
LEAST_WEIGHT = 0.3
"""Weight of an identifier below which its form is too vague to make examples of."""


@dataclass(frozen=True)
class Column:
    """One column with its cells, and what it holds; `category` is none where that is no personal data."""

    header: str
    category: str | None
    """Several are divided by `|`; UNCLEAR where two careful people would differ."""
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table."""

    name: str
    columns: tuple[Column, ...]


@lru_cache(maxsize=1)
def worlds() -> dict[str, Any]:
    """Return both worlds."""
    found: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "worlds.yaml").read_text("utf-8"))
    return found


def tables(world: str, count: int, seed: int) -> Iterator[Table]:
    """Yield tables of one world, two of three about people."""
    for number in range(count):
        chance = Chance(f"{world} {seed} {number}")
        yield _people(worlds()[world], chance) if chance.random() < 0.6 else _things(worlds()[world], chance)


def _people(world: dict[str, Any], chance: Chance) -> Table:
    culture = world["cultures"][chance.choice(sorted(world["cultures"]))]
    makers = _makers(world, culture)
    names = ["person-name"] if chance.random() < 0.5 else ["given", "family"]
    kinds = [*names, *chance.sample(sorted(set(makers) - {"person-name", "given", "family"}), chance.randint(2, 7))]
    columns = [_column(kind, makers[kind], world, chance) for kind in kinds]
    columns += [_nothing(world, culture, chance) for _ in range(chance.randint(1, 5))]
    if chance.random() < 0.4:
        columns.append(_protected(world, makers, chance))
    chance.shuffle(columns)
    return _table(chance.choice(world["people"]), columns, chance)


def _protected(world: dict[str, Any], makers: dict[str, Make], chance: Chance) -> tuple[str, str | None, Make]:
    """Return a column of hashed, tokenised, masked or mixed content: the first two hold no identifier any more."""
    kind = chance.choice(sorted(set(makers) & {"person-name", "email", "phone", "national-id", "credit-card"}))
    make, header = makers[kind], chance.choice(world["headers"][kind])
    length, prefix = chance.choice((32, 40, 64)), chance.choice(("tok", "cus", "acct", "usr"))
    mark = chance.choice("*xX")
    return chance.choice(
        (
            (f"{header}_hash", None, lambda chance: _hex(chance, length)),
            (header, None, lambda chance: _hex(chance, length)),
            (f"{header}_token", None, lambda chance: f"{prefix}_{_hex(chance, 24)}"),
            (f"masked_{header}", UNCLEAR, lambda chance: _masked(make(chance), mark)),
            ("contact", "email|phone", lambda chance: makers[chance.choice(("email", "phone"))](chance)),
        )
    )


def _masked(text: str, mark: str) -> str:
    """Return a text of which only the first character and the last three are left."""
    return text[:1] + re.sub(r"[^\W_]", mark, text[1:-3]) + text[-3:]


def _things(world: dict[str, Any], chance: Chance) -> Table:
    culture = world["cultures"][chance.choice(sorted(world["cultures"]))]
    columns = [_nothing(world, culture, chance) for _ in range(chance.randint(3, 9))]
    if chance.random() < 0.5:
        columns.append(("store_name", None, _company(world, culture)))
    if chance.random() < 0.35:
        columns += [
            (chance.choice(("address", "store address", "location")), None, _filled(culture["street"], culture))
        ]
    return _table(chance.choice(world["things"]), columns, chance)


def _table(name: str, columns: list[tuple[str, str | None, Make]], chance: Chance) -> Table:
    rows = chance.choice((2, 5, 12, 30, 60, 150, 300))
    made = []
    for header, category, make in columns:
        empty = chance.choice((0.0, 0.0, 0.1, 0.6))
        cells = tuple("" if chance.random() < empty else make(chance) for _ in range(rows))
        made.append(Column(_styled(header, chance), category, cells))
    return Table(name, tuple(made))


def _column(kind: str, make: Make, world: dict[str, Any], chance: Chance) -> tuple[str, str | None, Make]:
    category = "person-name" if kind in ("given", "family") else kind
    header = f"attr_{chance.randrange(90)}" if chance.random() < 0.12 else chance.choice(world["headers"][kind])
    return header, category, make


def _styled(header: str, chance: Chance) -> str:
    words = re.split(r"[ _]+", header)
    if len(words) < 2 or not header.isascii():
        return header
    styles: tuple[Callable[[], str], ...] = (
        lambda: header,
        lambda: "_".join(words).upper(),
        lambda: words[0].lower() + "".join(word.title() for word in words[1:]),
        lambda: " ".join(word.title() for word in words),
        lambda: "".join(words).lower(),
    )
    return chance.choice(styles)()


def _makers(world: dict[str, Any], culture: dict[str, Any]) -> dict[str, Make]:
    simple = {
        "person-name": _full(culture),
        "given": _one(culture["given"]),
        "family": _one(culture["family"]),
        "email": _email(culture),
        "phone": _steady(culture["phone"], culture),
        "address": _filled(culture["street"], culture),
        "ip-address": lambda chance: ".".join(str(chance.randrange(1, 255)) for _ in range(4)),
        "device-id": lambda chance: ":".join(f"{chance.randrange(256):02x}" for _ in range(6)),
        "username": _login(culture),
        "credential": lambda chance: f"$2b$12${_letters(chance, 53)}",
        "gender": _pick(["male", "female"], ["M", "F"], ["ชาย", "หญิง"], ["Nam", "Nữ"], ["Laki-laki", "Perempuan"]),
        "date-of-birth": _day(1940, 2008),
        "age": lambda chance: str(min(95, max(17, round(chance.gauss(42, 16))))),
        "location": _pick(culture["city"]),
        "job": _pick(world["jobs"]),
        "financial": lambda chance: str(round(chance.lognormvariate(9.5, 0.6), -1)),
        "marital-status": _pick(["Single", "Married", "Divorced"], ["โสด", "สมรส", "หย่า"]),
        "religion": _pick(["Buddhist", "Muslim", "Christian", "Hindu"], ["พุทธ", "อิสลาม", "คริสต์"]),
        "health": _pick(world["illnesses"], ["A+", "B+", "O+", "AB-"]),
    }
    return simple | {kind: _identified(group) for kind, group in _numbers().items()}


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


def _nothing(world: dict[str, Any], culture: dict[str, Any], chance: Chance) -> tuple[str, str | None, Make]:
    start = chance.randrange(10**6)
    size = chance.choice((8, 9, 10, 11, 12, 13, 15, 16))
    counter = iter(range(start, start + 10**6))
    form = chance.choice(
        (
            "SKU-{d5}",
            "ORD{d8}",
            "INV-2025-{d4}",
            "{d4}-{d4}",
            "B{d7}",
            "PO/{d6}",
            "{d2}.{d1}.{d1}",
            "v{d1}.{d2}",
            "LOT{d4}A",
        )
    )
    names = frozenset(world["headers"]["nothing"])
    options: tuple[Make, ...] = (
        lambda chance: str(next(counter)),
        lambda chance: _digits(chance, size),
        lambda chance: f"{10 ** (size - 1) + start + chance.randrange(5000)}",
        lambda chance: f"{chance.lognormvariate(4, 1):.2f}",
        lambda chance: _fill(form, culture, chance),
        lambda chance: "-".join(_hex(chance, n) for n in (8, 4, 4, 4, 12)),
        lambda chance: _hex(chance, 40),
        lambda chance: f"{chance.uniform(-20, 50):.6f}",
        lambda chance: str(1_600_000_000 + chance.randrange(10**8)),
        _day(2019, 2026),
        lambda chance: (
            f"{_day(2021, 2026)(chance)} {chance.randrange(24):02}:{chance.randrange(60):02}:{chance.randrange(60):02}"
        ),
        _pick(
            world["labels"][:4],
            world["labels"][4:9],
            world["labels"][9:14],
            world["labels"][14:],
            ["true", "false"],
            ["0", "1"],
            ["Y", "N"],
        ),
        lambda chance: f"{chance.choice(world['products'])} {chance.choice(world['labels'])}",
        _pick(world["products"]),
        _company(world, culture),
        lambda chance: chance.choice(world["sentences"]),
        lambda chance: f"https://shop.example/{_letters(chance, 6)}/{chance.randrange(999)}",
        lambda chance: f"{_letters(chance, 7).lower()}.{chance.choice(('pdf', 'csv', 'jpg'))}",
        lambda chance: str(chance.randrange(1, 40)),
        _ean13,
        lambda chance: f"{chance.randrange(99999)}",
        lambda chance: f"{chance.random():.4f}",
        lambda chance: "TH" + _digits(chance, 9) + "TH",
    )
    header = chance.choice(sorted(names))
    return header, None, chance.choice(options)


def _full(culture: dict[str, Any]) -> Make:
    glue = culture.get("glue", " ")
    order = 1 if culture.get("surname_first") else 0

    def make(chance: Chance) -> str:
        parts = [_name(culture["given"], chance), _name(culture["family"], chance)]
        prefix = chance.choice(culture.get("prefix", [""]))
        return prefix + glue.join(parts[::-1] if order else parts)

    return make


def _name(names: list[str], chance: Chance) -> str:
    """Return a name of the list or, one time in three, one that is in no list."""
    name = chance.choice(names)
    if chance.random() > 0.35 or not name.isascii() or len(name) < 4:
        return name
    at = chance.randrange(1, len(name) - 1)
    vowels = "aeiou"
    swapped = chance.choice(vowels) if name[at] in vowels else chance.choice("bdfgklmnprstvz")
    return name[:at] + (swapped if name[at] != " " else " ") + name[at + 1 :]


def _one(names: list[str]) -> Make:
    return lambda chance: _name(names, chance)


def _email(culture: dict[str, Any]) -> Make:
    return lambda chance: (
        f"{_ascii(_full(culture)(chance), chance)}{chance.randrange(99)}@{_letters(chance, 5).lower()}.example"
    )


def _login(culture: dict[str, Any]) -> Make:
    return lambda chance: (
        _ascii(_name(culture["given"], chance), chance)[:8]
        + chance.choice(("", "_", "."))
        + str(chance.randrange(2000))
    )


def _ascii(text: str, chance: Chance) -> str:
    from govkit_personal_data.lexicon import fold

    plain = re.sub(r"[^a-z]+", ".", fold(text).lower()).strip(".")
    return plain or _letters(chance, 7).lower()


def _company(world: dict[str, Any], culture: dict[str, Any]) -> Make:
    return lambda chance: _fill(chance.choice(world["companies"]), culture, chance)


def _filled(forms: list[str], culture: dict[str, Any]) -> Make:
    return lambda chance: _fill(chance.choice(forms), culture, chance)


def _steady(forms: list[str], culture: dict[str, Any]) -> Make:
    """Return a maker that keeps to one form, or mixes all."""
    kept: list[list[str]] = []

    def make(chance: Chance) -> str:
        if not kept:
            kept.append(forms if chance.random() < 0.3 else [chance.choice(forms)])
        return _fill(chance.choice(kept[0]), culture, chance)

    return make


def _fill(form: str, culture: dict[str, Any], chance: Chance) -> str:
    def slot(match: re.Match[str]) -> str:
        if match[1]:
            return _digits(chance, int(match[2]))
        return {
            "n": str(chance.randrange(1, 900)),
            "m": str(chance.randrange(1, 30)),
            "f": _name(culture["family"], chance),
        }[match[2]]

    return _SLOT.sub(slot, form)


def _pick(*groups: list[str]) -> Make:
    kept: list[list[str]] = []

    def make(chance: Chance) -> str:
        if not kept:
            kept.append(chance.choice(groups))
        return chance.choice(kept[0])

    return make


def _day(first: int, last: int) -> Make:
    kept: list[str] = []

    def make(chance: Chance) -> str:
        if not kept:
            kept.append(chance.choice(("{y}-{m:02}-{d:02}", "{d:02}/{m:02}/{y}", "{m}/{d}/{y}", "{d:02}.{m:02}.{y}")))
        return kept[0].format(y=chance.randint(first, last), m=chance.randint(1, 12), d=chance.randint(1, 28))

    return make


def _ean13(chance: Chance) -> str:
    digits = "885" + _digits(chance, 9)
    total = sum(int(digit) * (1 + 2 * (index % 2)) for index, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def _digits(chance: Chance, count: int) -> str:
    return "".join(chance.choice(string.digits) for _ in range(count))


def _letters(chance: Chance, count: int) -> str:
    return "".join(
        chance.choice(string.ascii_letters + "./" if count == 53 else string.ascii_letters) for _ in range(count)
    )


def _hex(chance: Chance, count: int) -> str:
    return hashlib.sha256(str(chance.random()).encode()).hexdigest()[:count]
