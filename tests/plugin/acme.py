"""A plugin `acme` as tests write it down, and the words with which one is refused."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint

from govkit.plugin.manager import Plugins, Unavailable

CANARY = "zq-canary-0812345678"
HEAD = "from govkit.plugin import *\n"
GOOD = '''
@probe("acme.rows", on=Dataset)
def rows(dataset: Dataset, world: World) -> Observed[int]:
    """Count rows."""
    return Observed(1, examined=1, expected=1)


@check("acme.kept", on=Dataset, title="Retention is stated", needs=(rows,))
def kept(dataset: Dataset, ctx: Context) -> Finding:
    """Data kept for ever can't be necessary.

    Fix: state it.
    """
    return passed("kept")


@exhibit("acme.table")
def table(ctx: Context) -> Exhibit | None:
    """A table."""


@hookimpl
def register_checks():
    return [kept]


@hookimpl
def register_exhibits():
    return [table]
'''

Write = Callable[..., EntryPoint]
"""Writes the source of a plugin into a module and returns its entry point."""


def reason(plugins: Plugins, name: str = "acme") -> str:
    state = plugins.state(name)
    assert state.reason is not None, "the plugin was loaded"
    return state.reason.text.format(**state.reason.params)


def why(found: object) -> str:
    assert isinstance(found, Unavailable)
    return found.reason.text.format(**found.reason.params)
