"""Reads YAML that ships with the plugin or that a user brings: plain data only, and no key twice."""

from __future__ import annotations

from typing import Any

import yaml

_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C is ten times as quick; both build plain data only."""


class _NoDoubleKeys(_SafeLoader):  # type: ignore[misc]
    """Refuses a mapping that names a key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = dict(super().construct_mapping(node, deep))
        if len(mapping) != len(node.value):
            raise ValueError(f"a key stands twice in the mapping at line {node.start_mark.line + 1}")
        return mapping


def parse(text: str) -> Any:
    """Return the content of a YAML text; raise `ValueError` or `yaml.YAMLError` where it is broken."""
    return yaml.load(text, _NoDoubleKeys)  # noqa: S506 - a subclass of the safe loader
