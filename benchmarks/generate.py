"""Seeded inventories in govkit's native format: the same size gives the same bytes."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

SIZES = {"small": 1_000, "medium": 10_000, "full": 100_000}
"""Datasets, and transfers; each dataset has ten fields."""
FIELDS = 10

_COUNTRIES = ("TH", "SG", "MY", "ID", "PH", "VN", "JP", "US", "DE", "KH", "NA", "NO")
_CATEGORIES = ("name", "email", "phone", "national-id", "health", "location", "payment")
_TYPES = ("string", "integer", "date", "boolean", "timestamp")
_PURPOSES = ("billing", "marketing", "support", "analytics", "security")
_MECHANISMS = ("cert.cbpr.global", "clauses.model", "consent.explicit", "adequacy.listed")

Record = dict[str, Any]


def inventory(datasets: int, seed: int = 7) -> dict[str, Any]:
    """Return an inventory with as many transfers as datasets, and a party for each two hundred of them."""
    chance = random.Random(seed)
    parties = max(datasets // 200, 3)
    return {
        "govkit": "inventory/1",
        "organisations": [{"id": "shop", "legal_name": "Benchmark Shop", "country": "TH"}],
        "parties": [_party(number, chance) for number in range(parties)],
        "datasets": [_dataset(number, chance) for number in range(datasets)],
        "transfers": [_transfer(number, datasets, parties, chance) for number in range(datasets)],
    }


def as_json(content: dict[str, Any]) -> bytes:
    """Return an inventory as one JSON document."""
    return json.dumps(content, separators=(",", ":")).encode()


def as_json_lines(content: dict[str, Any]) -> bytes:
    """Return an inventory as JSON lines, a record a line with its type."""
    return "\n".join(json.dumps(line, separators=(",", ":")) for line in _lines(content)).encode() + b"\n"


def _lines(content: dict[str, Any]) -> Iterator[Record]:
    types = {"organisations": "organisation", "parties": "party", "datasets": "dataset", "transfers": "transfer"}
    for plural, kind in types.items():
        yield from ({"type": kind, **record} for record in content[plural])


def _party(number: int, chance: random.Random) -> Record:
    return {"id": f"vendor-{number}", "legal_name": f"Vendor {number}", "country": chance.choice(_COUNTRIES)}


def _dataset(number: int, chance: random.Random) -> Record:
    record = {
        "id": f"ds-{number:06}",
        "name": f"dataset {number}",
        "organisation": "shop",
        "owner": f"team {number % 97}",
        "personal": True,
        "countries": [chance.choice(_COUNTRIES)],
        "purposes": chance.sample(_PURPOSES, chance.randint(1, 2)),
        "retention": f"P{chance.randint(30, 3650)}D",
        "collections": [{"name": "t", "fields": [_field(column, chance) for column in range(FIELDS)]}],
    }
    if number % 50 == 0:
        record["owner"] = "TBD"
    return record


def _field(number: int, chance: random.Random) -> Record:
    return {
        "name": f"col_{number}",
        "logical_type": chance.choice(_TYPES),
        "classification": [chance.choice(_CATEGORIES)],
        "primary_key": number == 0,
    }


def _transfer(number: int, datasets: int, parties: int, chance: random.Random) -> Record:
    return {
        "id": f"tr-{number:06}",
        "dataset": f"ds-{chance.randrange(datasets):06}",
        "exporter": "shop",
        "recipient": f"vendor-{chance.randrange(parties)}",
        "origin": "TH",
        "destination": chance.choice(_COUNTRIES),
        "mechanisms": [{"kind": chance.choice(_MECHANISMS), "valid_to": f"20{chance.randint(26, 30)}-01-01"}],
        "children": chance.random() < 0.2,
        "date": "2026-01-01",
    }
