"""The page of every hook, entry-point group and declaration that a plugin may use, with its arguments."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from docs.generator.markdown import anchor, page, prose, table
from docs.generator.source import attribute_docs, signature
from govkit.cli import plugged, reporters, verifiers
from govkit.engine import checklists
from govkit.plugin import builders, check, exhibit, hookspecs, manager, probe, reference
from govkit.plugin.context import Context
from govkit.plugin.extension import Extension
from govkit.plugin.host import Host
from govkit.plugin.probe import Observed, World
from govkit.report import Reporter

_INTRO = """All that connects a plugin with govkit. How to write one stands in [plugins.md](../plugins.md). Arguments
are only ever added at the end, and a hook may leave out those that it does not need."""
_GROUPS = {
    manager.GROUP: ('`acme = "acme_plugin"`', "A module with hooks; the name is the namespace of all its ids."),
    checklists.GROUP: (
        '`acme-checklists = "acme_checklists"`',
        "A package that holds `<publisher>/<framework>/<edition>.yaml`, and translations beside it.",
    ),
    reporters.GROUP: (
        '`slides = "acme_plugin.slides"`',
        "A module, or any object, with `suffix`, `media_type` and `render`.",
    ),
    plugged.GROUP: ('`acme = "acme_plugin.cli:command"`', "A function `command(host: Host) -> click.Command`."),
    verifiers.GROUP: (
        '`acme-bundle = "acme_plugin.bundle"`',
        "A module, or any object, with `accepts` and `command`, for files that `govkit verify` is given.",
    ),
}
_DECLARATIONS: tuple[Callable[..., Any], ...] = (check, probe, exhibit, reference)


def hooks() -> dict[str, Callable[..., Any]]:
    """Return the specification of each hook by its name."""
    return {name: hook for name, hook in vars(hookspecs).items() if hasattr(hook, "govkit_spec")}


def render() -> str:
    """Return the page."""
    return page("Hooks, entry points and declarations", _INTRO, _lines())


def _lines() -> Iterator[str]:
    yield from ("## Hooks", "", "Marked with `@hookimpl` in the module that the group `govkit` names.", "")
    for name, hook in hooks().items():
        yield from _function(name, hook)
    yield from (
        "## Entry-point groups",
        "",
        "Read as metadata, and imported when something of theirs is asked for.",
        "",
    )
    rows = [(f"`{group}`", example, meaning) for group, (example, meaning) in _GROUPS.items()]
    yield from table(("Group", "Example", "What it names"), rows)
    yield from ("## Declarations", "")
    for declaration in _DECLARATIONS:
        yield from _function(declaration.__name__, declaration)
    yield from _members("Extension", Extension, "What `register_extensions` returns.")
    yield from ("## What a check says", "")
    for builder in (entry for name, entry in vars(builders).items() if _is_own(name, entry)):
        yield from _function(builder.__name__, builder)
    yield from ("## What is handed in", "")
    yield from _members("Context", Context, "What a check sees besides its subject.", leave=("begin",))
    yield from _members("World", World, "What a probe sees besides its subject.")
    yield from _members("Observed", Observed, "What a probe returns.")
    yield from _members("Host", Host, "What a command of a plugin may ask of govkit.")
    yield from _members("Reporter", Reporter, "What a module of `govkit.reporters` offers.")


def _is_own(name: str, entry: Any) -> bool:
    return inspect.isfunction(entry) and entry.__module__ == builders.__name__ and not name.startswith("_")


def _function(name: str, function: Callable[..., Any]) -> Iterator[str]:
    yield from (anchor(name), "", f"### {name}", "", "```python", signature(function), "```", "")
    yield from (prose(inspect.getdoc(function) or ""), "")


def _members(name: str, kind: type[Any], meaning: str, leave: tuple[str, ...] = ()) -> Iterator[str]:
    yield from (anchor(name), "", f"### {name}", "", meaning, "")
    texts = attribute_docs(kind)
    rows = [(f"`{field}: {type_}`", texts.get(field, "")) for field, type_ in _annotations(kind).items()]
    for attribute, value in vars(kind).items():
        function = value.fget if isinstance(value, property) else value
        if attribute.startswith("_") or attribute in leave or not inspect.isfunction(function):
            continue
        form = signature(function, width=1000, method=True)
        if isinstance(value, property):
            form = form.replace("() -> ", ": ")
        rows.append((f"`{form}`", prose(inspect.getdoc(function) or "").partition("\n\n")[0]))
    yield from table(("Member", "Meaning"), rows)


def _annotations(kind: type[Any]) -> dict[str, str]:
    return {name: str(annotation) for name, annotation in vars(kind).get("__annotations__", {}).items()}
