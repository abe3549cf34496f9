"""Checks an organisation's data and AI governance, and never says more than its evidence.

    import govkit

    assessment = govkit.assess("examples/thai-online-shop")
    print(assessment["summary"])

Everything is imported when it is first used, so that importing `govkit` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govkit.engine.api import assess, load_checklist, load_inventory

    __version__: str

__all__ = ["__version__", "assess", "load_checklist", "load_inventory"]


def __getattr__(name: str) -> Any:
    """Import what is asked for."""
    if name == "__version__":
        from importlib.metadata import version

        return version("govkit")
    if name in __all__:
        from govkit.engine import api

        return getattr(api, name)
    raise AttributeError(f"module `govkit` has no `{name}`; there are {', '.join(__all__)}")
