"""Reference data that checks use: rule packs, country lists, overlays; the engine records their digest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

R = TypeVar("R")


@dataclass(frozen=True)
class Reference(Generic[R]):
    """A data file of a package, and how its bytes are read."""

    id: str
    package: str
    """The import package that holds the file."""
    file: str
    """Path below the package, or a folder whose files are taken together in sorted order."""
    parse: Callable[[dict[str, bytes]], R]
    """Takes file name → bytes; pure. Raises `ValueError` for data it can't read."""
    edition: Callable[[R], str] = lambda _: ""


def reference(
    id: str,
    *,
    package: str,
    file: str,
    parse: Callable[[dict[str, bytes]], R],
    edition: Callable[[R], str] = lambda _: "",
) -> Reference[R]:
    """Declare reference data, to be named in `@check(reads=(…,))` and read with `ctx.reference(…)`."""
    return Reference(id, package, file, parse, edition)


AnyReference = Reference[Any]
