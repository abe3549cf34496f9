"""Imports one plugin and calls its hooks, so that whatever it does wrong ends in a reason."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from typing import Any, TypeVar

import pluggy

from govkit.model.errors import PluginError
from govkit.model.message import Message
from govkit.plugin import hookspecs
from govkit.plugin.blame import code_location, error_name, module_name
from govkit.plugin.contract import Offer, Origin, Refused, checked

T = TypeVar("T")


@dataclass(frozen=True)
class Loaded:
    """A plugin that was imported and keeps to its contract."""

    origin: Origin
    module: str
    offer: Offer
    hooks: pluggy.PluginManager

    def call(self, hook: str, arguments: Callable[[], dict[str, Any]]) -> None:
        """Call a hook that returns nothing, if the plugin has it; raise `Refused` where it fails."""
        caller = getattr(self.hooks.hook, hook)
        if caller.get_hookimpls():
            guarded(self.origin, self.module, lambda: caller(**arguments()))


def load(origin: Origin, entry_point: EntryPoint) -> Loaded:
    """Import a plugin and take what it registers; raise `Refused` for whatever goes wrong."""
    module = entry_point.value
    hooks = guarded(origin, module, lambda: _register(origin, entry_point.load()))
    offer = guarded(
        origin,
        module,
        lambda: checked(
            origin,
            _call(origin, hooks, "register_checks"),
            _call(origin, hooks, "register_exhibits"),
            _call(origin, hooks, "register_extensions"),
        ),
    )
    return Loaded(origin, module, offer, hooks)


def guarded(origin: Origin, module: str, act: Callable[[], T]) -> T:
    """Run a plugin's code in silence; raise `Refused` for all that it may raise, `SystemExit` among it.

    `KeyboardInterrupt` goes through: it is the person's.
    """
    try:
        with _silence():
            return act()
    except (Refused, KeyboardInterrupt):
        raise
    except BaseException as error:  # a plugin may raise anything
        raise Refused(_reason(origin, module, error)) from None


@contextmanager
def _silence() -> Iterator[None]:
    """Send what a plugin prints nowhere: standard output is the result of govkit."""
    with open(os.devnull, "w", encoding="utf-8") as null, redirect_stdout(null), redirect_stderr(null):  # noqa: PTH123
        yield


def _register(origin: Origin, plugin: object) -> pluggy.PluginManager:
    hooks = pluggy.PluginManager("govkit")
    hooks.add_hookspecs(hookspecs)
    hooks.register(plugin, name=origin.name)
    hooks.check_pending()
    return hooks


def _call(origin: Origin, hooks: pluggy.PluginManager, hook: str) -> list[Any]:
    caller = getattr(hooks.hook, hook)
    results = caller()
    if len(results) < sum(not (impl.wrapper or impl.hookwrapper) for impl in caller.get_hookimpls()):
        origin.refuse(
            "{hook} of {plugin} {version} returns nothing, not even an empty list; "
            "update {distribution} or tell its author",
            hook=hook,
        )
    return [item for result in results for item in result]


def _reason(origin: Origin, module: str, error: BaseException) -> Message:
    if isinstance(error, ImportError):
        params = {**origin.params, "error": error_name(error), "module": module_name(error.name)}
        if isinstance(error, ModuleNotFoundError):
            return Message(
                "{plugin} {version} needs the module {module}, which is not installed; "
                "install it, or install {distribution} again",
                params,
            )
        return Message(
            "{plugin} {version} can't import from the module {module} ({error}); install {distribution} again", params
        )
    if isinstance(error, (PluginError, pluggy.PluginValidationError)):
        return Message(
            "{plugin} {version} breaks the contract of govkit.plugin: {problem}; "
            "update {distribution} or tell its author",
            {**origin.params, "problem": " ".join(str(error).split())},
        )
    return Message(
        "{plugin} {version} failed with {error} at {place} while it was loaded; "
        "update {distribution} or tell its author",
        {**origin.params, "error": error_name(error), "place": code_location(error, module)},
    )
