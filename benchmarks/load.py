"""How fast an inventory is read and checked, beside parsers that only parse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import orjson
from pydantic import BaseModel

from benchmarks.generate import SIZES, as_json, as_json_lines, inventory
from benchmarks.runner import Entry, Suite
from govkit.engine.load import load
from govkit.engine.read import read_document


class _Open(BaseModel):
    id: str
    name: str | None = None


class _Field(BaseModel):
    name: str
    logical_type: str | None = None
    classification: list[str] = []
    primary_key: bool | None = None


class _Collection(BaseModel):
    name: str
    fields: list[_Field] = []


class _Dataset(_Open):
    organisation: str | None = None
    owner: str | None = None
    personal: bool | None = None
    countries: list[str] = []
    purposes: list[str] = []
    retention: str | None = None
    collections: list[_Collection] = []


class _Mechanism(BaseModel):
    kind: str
    valid_to: str | None = None


class _Transfer(_Open):
    dataset: str
    exporter: str
    recipient: str
    origin: str
    destination: str
    mechanisms: list[_Mechanism]
    children: bool
    date: str


class _Inventory(BaseModel):
    govkit: str
    organisations: list[_Open]
    parties: list[_Open]
    datasets: list[_Dataset]
    transfers: list[_Transfer]


def suites(size: str) -> Iterator[Suite]:
    """Yield a suite for JSON and one for JSON lines."""
    content = inventory(SIZES[size])
    document, lines = as_json(content), as_json_lines(content)
    del content
    with TemporaryDirectory() as folder:
        path, path_of_lines = Path(folder) / "inventory.json", Path(folder) / "inventory.jsonl"
        path.write_bytes(document)
        path_of_lines.write_bytes(lines)
        yield Suite(
            f"load {size}: {len(document) / 1e6:.1f} MB of JSON",
            "orjson, dicts",
            (
                Entry("orjson, dicts", lambda: orjson.loads(document), garbage_collector=False),
                Entry("govkit: load", lambda: load(path)),
                Entry("govkit: read only", lambda: read_document(path)),
                Entry("json, dicts", lambda: json.loads(document), garbage_collector=False),
                Entry("msgspec, dicts", lambda: msgspec.json.decode(document), garbage_collector=False),
                Entry("pydantic models", lambda: _Inventory.model_validate_json(document)),
                Entry(
                    "pydantic models, no garbage collector",
                    lambda: _Inventory.model_validate_json(document),
                    garbage_collector=False,
                ),
            ),
        )
        yield Suite(
            f"load {size}: {len(lines) / 1e6:.1f} MB of JSON lines",
            "orjson, dicts, line by line",
            (
                Entry("orjson, dicts, line by line", lambda: _lines(lines, orjson.loads), garbage_collector=False),
                Entry("govkit: load", lambda: load(path_of_lines)),
                Entry("json, dicts, line by line", lambda: _lines(lines, json.loads), garbage_collector=False),
                Entry("msgspec, dicts", lambda: msgspec.json.Decoder().decode_lines(lines), garbage_collector=False),
            ),
        )


def _lines(data: bytes, parse: Any) -> list[Any]:
    return [parse(line) for line in data.splitlines()]
