"""Load the reference data that checks declare, and record edition and digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from govkit.model.errors import PluginError
from govkit.model.worded import worded
from govkit.plugin.blame import error_name
from govkit.plugin.reference import AnyReference


@dataclass(frozen=True, slots=True)
class Loaded:
    """Reference data as read."""

    value: Any
    edition: str
    sha256: str


def load_references(references: Iterable[AnyReference]) -> dict[str, Loaded]:
    """Return reference id → data; raise `PluginError` for data that can't be found or read."""
    return {reference.id: _load(reference) for reference in references}


def _load(reference: AnyReference) -> Loaded:
    try:
        root = files(reference.package).joinpath(reference.file)
    except ImportError:
        raise PluginError(
            worded("reference data `{id}`: there is no package `{package}`", id=reference.id, package=reference.package)
        ) from None
    content = dict(sorted(_contents(root, "")))
    if not content:
        raise PluginError(
            worded(
                "reference data `{id}`: {package}/{file} does not exist",
                id=reference.id,
                package=reference.package,
                file=reference.file,
            )
        )
    digest = hashlib.sha256()
    for name, data in content.items():
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    value, edition = _parsed(reference, content)
    return Loaded(value, edition, digest.hexdigest())


def _parsed(reference: AnyReference, content: dict[str, bytes]) -> tuple[Any, str]:
    """Return the data and their edition; a plugin's code that fails on them must not end the run."""
    try:
        value = reference.parse(content)
        return value, str(reference.edition(value))
    except KeyboardInterrupt:
        raise
    except BaseException as fault:
        what = fault if isinstance(fault, ValueError) else error_name(fault)
        raise PluginError(worded("reference data `{id}` can't be read: {fault}", id=reference.id, fault=what)) from None


def _contents(place: Traversable, prefix: str) -> Iterable[tuple[str, bytes]]:
    if place.is_file():
        yield prefix or place.name, place.read_bytes()
    elif place.is_dir():
        for child in place.iterdir():
            if child.name != "__pycache__":
                yield from _contents(child, f"{prefix}/{child.name}" if prefix else child.name)
