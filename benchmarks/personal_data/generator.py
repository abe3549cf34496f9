"""Tables of invented people and things, each column labelled; the same seed gives the same tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.personal_data.harmless import nothing
from benchmarks.personal_data.personal import makers
from benchmarks.personal_data.pieces import Chance, Make, company, filled, hexadecimal, worlds

UNCLEAR = "unclear"
"""Category of columns on which two careful people would differ, such as masked numbers."""


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


def tables(world: str, count: int, seed: int) -> Iterator[Table]:
    """Yield tables of one world, two of three about people."""
    for number in range(count):
        chance = Chance(f"{world} {seed} {number}")
        yield _people(worlds()[world], chance) if chance.random() < 0.6 else _things(worlds()[world], chance)


def _people(world: dict[str, Any], chance: Chance) -> Table:
    culture = world["cultures"][chance.choice(sorted(world["cultures"]))]
    kinds_of = makers(world, culture)
    names = ["person-name"] if chance.random() < 0.5 else ["given", "family"]
    kinds = [*names, *chance.sample(sorted(set(kinds_of) - {"person-name", "given", "family"}), chance.randint(2, 7))]
    columns = [_column(kind, kinds_of[kind], world, chance) for kind in kinds]
    columns += [nothing(world, culture, chance) for _ in range(chance.randint(1, 5))]
    if chance.random() < 0.4:
        columns.append(_protected(world, kinds_of, chance))
    chance.shuffle(columns)
    return _table(chance.choice(world["people"]), columns, chance)


def _protected(world: dict[str, Any], kinds_of: dict[str, Make], chance: Chance) -> tuple[str, str | None, Make]:
    """Return a column of hashed, tokenised, masked or mixed content: the first two hold no identifier any more."""
    kind = chance.choice(sorted(set(kinds_of) & {"person-name", "email", "phone", "national-id", "credit-card"}))
    make, header = kinds_of[kind], chance.choice(world["headers"][kind])
    length, prefix = chance.choice((32, 40, 64)), chance.choice(("tok", "cus", "acct", "usr"))
    mark = chance.choice("*xX")
    return chance.choice(
        (
            (f"{header}_hash", None, lambda chance: hexadecimal(chance, length)),
            (header, None, lambda chance: hexadecimal(chance, length)),
            (f"{header}_token", None, lambda chance: f"{prefix}_{hexadecimal(chance, 24)}"),
            (f"masked_{header}", UNCLEAR, lambda chance: _masked(make(chance), mark)),
            ("contact", "email|phone", lambda chance: kinds_of[chance.choice(("email", "phone"))](chance)),
        )
    )


def _masked(text: str, mark: str) -> str:
    """Return a text of which only the first character and the last three are left."""
    return text[:1] + re.sub(r"[^\W_]", mark, text[1:-3]) + text[-3:]


def _things(world: dict[str, Any], chance: Chance) -> Table:
    culture = world["cultures"][chance.choice(sorted(world["cultures"]))]
    columns = [nothing(world, culture, chance) for _ in range(chance.randint(3, 9))]
    if chance.random() < 0.5:
        columns.append(("store_name", None, company(world, culture)))
    if chance.random() < 0.35:
        columns += [(chance.choice(("address", "store address", "location")), None, filled(culture["street"], culture))]
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
