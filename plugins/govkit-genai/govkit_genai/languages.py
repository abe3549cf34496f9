"""Comparing language tags: `en-SG` is served by `en`."""

from __future__ import annotations

from collections.abc import Iterable


def missing(wanted: Iterable[str], offered: Iterable[str]) -> tuple[str, ...]:
    """Return the tags of `wanted` whose language is not among the `offered`, sorted."""
    have = {_primary(tag) for tag in offered}
    return tuple(sorted({tag for tag in wanted if _primary(tag) not in have}))


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()
