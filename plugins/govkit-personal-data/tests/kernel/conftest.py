"""Columns that chance makes, and a naive loop of the same patterns that the kernel is held against."""

from __future__ import annotations

import random
import re

import pytest

from govkit_personal_data.check_digits import VALIDATORS, VECTOR
from govkit_personal_data.identifiers import all_identifiers, as_read, bounded
from govkit_personal_data.kernel.aggregate import Hits

BLANKS = "[ \t\n\r\f\v]*"


@pytest.fixture(scope="session")
def compiled():
    """Return each identifier with the pattern that is searched for, and the one of a whole cell."""
    made = []
    for identifier in all_identifiers():
        body = "|".join(f"(?:{pattern})" for pattern in identifier.patterns)
        full = re.compile(f"{BLANKS}({body}){BLANKS}", re.ASCII)
        made.append((identifier, re.compile(bounded(identifier), re.ASCII), full))
    return made


@pytest.fixture(scope="session")
def naive(compiled):
    """Return a function that counts cell by cell and pattern by pattern, as anybody would."""

    def naive(cells):
        found = {}
        for cell in map(as_read, cells):
            for identifier, search, full in compiled:
                whole = full.fullmatch(cell)
                matches = [] if identifier.whole_cell else [match.group() for match in search.finditer(cell)]
                if whole is None and not matches:
                    continue
                checked = identifier.validator in VECTOR
                right = VALIDATORS.get(identifier.validator)
                whole_valid = bool(checked and whole and right(whole.group(1)))
                valid = whole_valid or bool(checked and any(map(right, matches)))
                hits = Hits(1, int(whole is not None), int(checked), int(valid), int(whole_valid))
                found[identifier.id] = found.get(identifier.id, Hits()) + hits
        return found

    return naive


def cells_of(kind, rows, seed):
    chance = random.Random(seed)

    def digits(count):
        return "".join(chance.choices("0123456789", k=count))

    makers = {
        "thirteen": lambda: (
            digits(13) if chance.random() < 0.6 else f"{digits(1)}-{digits(4)}-{digits(5)}-{digits(2)}-{digits(1)}"
        ),
        "nric": lambda: chance.choice("STFGM") + digits(7) + chance.choice("ABCDEFGHIZJ"),
        "phone": lambda: chance.choice(["+66 8{0} {1} {2}", "08{0}-{1}-{2}", "(02) {1} {2}", "0066{0}{1}{2}"]).format(
            digits(1), digits(3), digits(4)
        ),
        "mail": lambda: f"{digits(2)}user.{digits(chance.randrange(4))}@Shop{chance.randrange(3)}.example",
        "hex": lambda: "-".join("".join(chance.choices("0123456789abcdef", k=size)) for size in (8, 4, 4, 4, 12)),
        "card": lambda: " ".join(digits(4) for _ in range(4)) if chance.random() < 0.5 else digits(16),
        "note": lambda: " ".join(
            chance.choices(
                [
                    "call",
                    "ลูกค้า",
                    "id",
                    "Order",
                    digits(13),
                    f"08{digits(8)}",
                    "a@b.example",
                    "12/08/1999",
                    "B 1234 XYZ",
                    "SWIFT",
                ],
                k=chance.randrange(1, 12),
            )
        ),
        "thai": lambda: f"เลขบัตร{digits(13)}ครับ".translate({ord(str(n)): chr(0x0E50 + n) for n in range(10)}),
        "caps": lambda: (
            f"{chance.choice(['SOMCHAI', 'ANN'])} {''.join(chance.choices('ABCDEF', k=6))}{digits(chance.randrange(3))}"
        ),
        "several": lambda: " and ".join(
            chance.choices([digits(13), f"S{digits(7)}D", f"tel 08{digits(8)}", "ลูกค้า" + digits(12), "Ann B"], k=3)
        ),
        "address": lambda: f"{digits(2)}/{digits(1)} Xyz{'aei'[int(digits(1)) % 3] * 3} Rd, Kuala-Lumpur {digits(5)}",
        "digits in hex": lambda: "-".join(
            "".join(chance.choices("0123456789012345678900acf", k=size)) for size in (8, 4, 4, 4, 12)
        ),
        "capital hex": lambda: "".join(chance.choices("01234567890123456789ABF", k=chance.choice([8, 9, 13]))),
        "token": lambda: "".join(chance.choices("0123456789ABCDEFabcdef", k=chance.choice([8, 10, 12, 17]))),
        "mixed": lambda: chance.choice(
            [" ", "", "  S1234567D ", "x", digits(12), digits(8), "2024-01-02", "1.2.3.4", "AA-12-BB"]
        ),
    }
    return [makers[kind]() for _ in range(rows)]


@pytest.fixture(scope="session")
def column():
    """Return a function that makes so many cells of a kind, the same ones for the same seed."""
    return cells_of
