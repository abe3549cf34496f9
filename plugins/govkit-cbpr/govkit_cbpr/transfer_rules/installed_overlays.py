"""Overlays that other distributions bring: reference data, found through an entry point and read as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from govkit.model.errors import InputError
from govkit.model.worded import worded
from govkit.plugin import Context, Reference, reference
from govkit_cbpr.transfer_rules.assessing import Assessor
from govkit_cbpr.transfer_rules.library import TRANSFER_RULES, RuleSet, contents_of, installed_rules
from govkit_cbpr.transfer_rules.overlays import ReadyOverlay, compile_overlay
from govkit_cbpr.transfer_rules.reading import validated, written
from govkit_cbpr.transfer_rules.rules import Overlay

GROUP = "govkit.transfer-overlays"
"""The entry-point group: a package, or a folder in it as `package.folder`, that holds overlay files."""
Overlays = tuple[ReadyOverlay, ...]


def overlay_references(points: Iterable[EntryPoint] | None = None) -> tuple[Reference[Overlays], ...]:
    """Return what is declared as overlays, by default by the distributions that are installed; nothing is read yet."""
    found = entry_points(group=GROUP) if points is None else points
    return tuple(_reference(point) for point in sorted(found, key=lambda point: (point.name, point.value)))


def _reference(point: EntryPoint) -> Reference[Overlays]:
    package, _, folder = point.value.partition(".")
    return reference(
        f"cbpr.transfer-overlay-{point.name}",
        package=package,
        file=folder.replace(".", "/"),
        parse=_parser(point.name),
        edition=lambda overlays: ", ".join(ready.overlay.overlay for ready in overlays),
    )


def _parser(name: str) -> Callable[[dict[str, bytes]], Overlays]:
    def parse(contents: dict[str, bytes]) -> Overlays:
        try:
            return _read(name, tuple(sorted(contents.items())))
        except InputError as fault:
            raise ValueError(str(fault)) from None

    return parse


@lru_cache(maxsize=16)
def _read(name: str, contents: tuple[tuple[str, bytes], ...]) -> Overlays:
    rules = installed_rules()
    found = tuple(
        read_overlay(f"{name}/{path}", content, rules) for path, content in contents if path.endswith((".yaml", ".yml"))
    )
    if not found:
        raise InputError(
            worded("the overlay `{name}` holds no YAML file", name=name),
            hint=worded("ship its files as data of the package"),
        )
    return found


def read_overlay(path: str, content: bytes, rules: RuleSet) -> ReadyOverlay:
    """Read an overlay file for a rule set; raise `InputError` with file and line."""
    document = written(path, content)
    return compile_overlay(validated(Overlay, document), rules.terms, rules.conditions, rules.regimes, document)


OVERLAYS = overlay_references()
"""The overlays of installed distributions, as declared reference data."""


def installed_overlays() -> Overlays:
    """Return the overlays of installed distributions, for commands; raise `InputError` for one that can't be read."""
    return tuple(ready for entry in OVERLAYS for ready in _read(entry.id, tuple(sorted(contents_of(entry)))))


def judge_of(ctx: Context[Any]) -> Assessor:
    """Return who judges by the rules and overlays that a check or an exhibit reads (`READS`)."""
    overlays = tuple(ready for entry in OVERLAYS for ready in ctx.reference(entry))
    return _judge(ctx.reference(TRANSFER_RULES), overlays)


READS: tuple[Reference[Any], ...] = (TRANSFER_RULES, *OVERLAYS)
"""What is read to judge transfers."""


@lru_cache(maxsize=4)
def _judge(rules: RuleSet, overlays: Overlays) -> Assessor:
    """Keep who judges: equal facts are judged once."""
    return Assessor(rules, overlays=overlays)
