"""Values that are no personal data, and look like some: numbers of orders, meters and goods, firms, places, labels."""

from __future__ import annotations

from typing import Any

from benchmarks.personal_data.pieces import Chance, Make, company, day, digits, fill, hexadecimal, letters, pick

_FORMS = (
    "SKU-{d5}",
    "ORD{d8}",
    "INV-2025-{d4}",
    "{d4}-{d4}",
    "B{d7}",
    "PO/{d6}",
    "{d2}.{d1}.{d1}",
    "v{d1}.{d2}",
    "LOT{d4}A",
    "MSKU{d7}",
    "{d4}.{d2}.{d2}",
    "{d3}-{d2}-{d2}-{d1}",
    "10.{d4}/{d6}",
    "R{d1}-S{d2}",
    "Node-{d1}",
    "{d5}-{d3}",
)


def nothing(world: dict[str, Any], culture: dict[str, Any], chance: Chance) -> tuple[str, str | None, Make]:
    """Return the header, no kind, and a maker of the values of a column that holds no personal data."""
    options = (*_numbers(chance), *_moments(), *_texts(world, culture, chance))
    return chance.choice(sorted(world["headers"]["nothing"])), None, chance.choice(options)


def _numbers(chance: Chance) -> tuple[Make, ...]:
    start = chance.randrange(10**6)
    size = chance.choice((8, 9, 10, 11, 12, 13, 15, 16))
    counter = iter(range(start, start + 10**6))
    system = chance.randrange(10**10, 10**11)
    return (
        lambda chance: str(next(counter)),
        lambda chance: digits(chance, size),
        lambda chance: f"{10 ** (size - 1) + start + chance.randrange(5000)}",
        lambda chance: str(system * 1000 + chance.randrange(900)),
        lambda chance: str(system * 10 + chance.randrange(10**7)),
        lambda chance: f"{chance.lognormvariate(4, 1):.2f}",
        lambda chance: repr(chance.uniform(1, 60)),
        lambda chance: f"{chance.uniform(-20, 50):.6f}",
        lambda chance: str(chance.randrange(1, 40)),
        lambda chance: f"{chance.randrange(99999)}",
        lambda chance: f"{chance.random():.4f}",
        lambda chance: "978" + digits(chance, 10),
        lambda chance: digits(chance, 9) + "00000000",
        _ean13,
    )


def _moments() -> tuple[Make, ...]:
    since, dates = day(2019, 2026), day(2021, 2026)
    return (
        since,
        lambda chance: str(1_600_000_000 + chance.randrange(10**8)),
        lambda chance: str(1_600_000_000_000 + chance.randrange(10**11)),
        lambda chance: f"{dates(chance)} {chance.randrange(24):02}:{chance.randrange(60):02}:{chance.randrange(60):02}",
    )


def _texts(world: dict[str, Any], culture: dict[str, Any], chance: Chance) -> tuple[Make, ...]:
    form, labels = chance.choice(_FORMS), world["labels"]
    flags = (["true", "false"], ["0", "1"], ["Y", "N"], ["FALSE"])
    return (
        lambda chance: fill(form, culture, chance),
        lambda chance: "-".join(hexadecimal(chance, n) for n in (8, 4, 4, 4, 12)),
        lambda chance: hexadecimal(chance, 40),
        pick(labels[:4], labels[4:9], labels[9:14], labels[14:], *flags),
        lambda chance: f"{chance.choice(world['products'])} {chance.choice(labels)}",
        pick(world["products"]),
        pick(*world["proper"]),
        pick(*world["proper"]),
        company(world, culture),
        lambda chance: chance.choice(world["sentences"]),
        lambda chance: f"https://shop.example/{letters(chance, 6)}/{chance.randrange(999)}",
        lambda chance: f"{letters(chance, 7).lower()}.{chance.choice(('pdf', 'csv', 'jpg'))}",
        lambda chance: f"srv-{chance.choice(('bkk', 'sin', 'jkt'))}-{chance.randrange(1, 99):02}",
        lambda chance: letters(chance, 2).upper() + digits(chance, 9) + letters(chance, 2).upper(),
        lambda chance: f"{digits(chance, 2)}:{digits(chance, 2)}-{digits(chance, 2)}:00",
    )


def _ean13(chance: Chance) -> str:
    first = "885" + digits(chance, 9)
    total = sum(int(digit) * (1 + 2 * (index % 2)) for index, digit in enumerate(first))
    return f"{first}{-total % 10}"
