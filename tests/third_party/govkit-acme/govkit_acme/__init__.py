"""What Acme asks of its data: a complete plugin, written against `govkit.plugin` alone."""

from __future__ import annotations

from typing import Any

from govkit.plugin import Check, ExhibitMaker, Extension, hookimpl
from govkit_acme import retention
from govkit_acme.fields import EXTENSIONS
from govkit_acme.lines import line_table, lines_counted
from govkit_acme.steward import steward_named


@hookimpl
def register_checks() -> list[Check[Any]]:
    """Return the checks."""
    return [*retention.register_checks(), lines_counted, steward_named]


@hookimpl
def register_exhibits() -> list[ExhibitMaker]:
    """Return the exhibits."""
    return [line_table]


@hookimpl
def register_extensions() -> list[Extension]:
    """Return the fields under `x-acme`."""
    return EXTENSIONS
