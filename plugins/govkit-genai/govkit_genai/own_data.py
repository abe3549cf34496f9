"""Reads the YAML files that ship with the plugin: rules of the card reader, phrases, words of notices."""

from __future__ import annotations

from importlib.resources import files
from typing import Any


def own_data(package: str, name: str) -> dict[str, Any]:
    """Return the mapping in a file of a package, read by the faster parser where the library was built with it."""
    import yaml  # not before it is needed: phrases and notices are loaded by commands that read no card

    text = files(package).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506 - it is the safe one
