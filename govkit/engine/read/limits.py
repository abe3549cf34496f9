"""How large, how deep and how repetitive a file may be, so that no input can exhaust the machine."""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1024 * 1024

MAX_DEPTH: Final = 64
"""Containers inside each other. What people and tools write stays below twenty."""

MAX_DIGITS: Final = 4300
"""Digits of an integer: Python's own limit, beyond which conversion takes quadratic time."""

MAX_TEXT_BYTES: Final = 16 * MEGABYTE
"""A card or another plain text."""

MAX_YAML_BYTES: Final = 16 * MEGABYTE
"""About half a million lines, which is more than hands write."""

MAX_YAML_NODES: Final = 1_000_000
"""Keys and values of one YAML file: what is read in a few seconds and a quarter of a gigabyte."""

MAX_JSON_BYTES: Final = 512 * MEGABYTE
"""JSON and JSON lines, whose parsed values take about six times the size of the file."""

MAX_CONTAINERS: Final = 20_000_000
"""Lists and mappings of a JSON file: an empty one takes two letters there, and thirty times as much in memory."""

MAX_ALIASES: Final = 10_000
"""Uses of YAML aliases (`*name`) in one file."""

MAX_REPEATED: Final = 1_000_000
"""What the aliases of one file may repeat, in characters and nodes together: the cost of writing it out again."""
