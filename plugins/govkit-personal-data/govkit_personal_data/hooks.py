"""What the plugin brings to an assessment. Apart from the package, so that `govkit scan --help` loads none of it."""

from __future__ import annotations

from typing import Any

from govkit.plugin import Check, ExhibitMaker, hookimpl


@hookimpl
def register_checks() -> list[Check[Any]]:
    """Return the checks of the plugin."""
    from govkit_personal_data.checks import CHECKS

    return list(CHECKS)


@hookimpl
def register_exhibits() -> list[ExhibitMaker]:
    """Return the exhibits of the plugin."""
    from govkit_personal_data.exhibit import column_table

    return [column_table]
