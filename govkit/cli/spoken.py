"""The catalogues of all that is installed, for what the command line says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from govkit.i18n import Catalogue, Renderer, catalogue_of

_GROUPS = ("govkit", "govkit.checklists", "govkit.commands", "govkit.importers", "govkit.reporters", "govkit.verifiers")
_FOLDERS = ("tool_locales", "locales")
"""What a plugin's commands and errors say, and what its findings say; the first is never carried by an assessment."""


@lru_cache(maxsize=4)
def renderer(language: str, more: frozenset[tuple[str, str]] = frozenset()) -> Renderer:
    """Return what renders in `language` by govkit's catalogue and those of plugins; broken ones are left out.

    `more` are texts with their translations, such as those of checklists.
    """
    texts: dict[str, str] = dict(more)
    for folder in _locales():
        for name in dict.fromkeys((language.partition("-")[0], language)):
            try:
                texts |= catalogue_of(folder, name)
            except (OSError, ValueError):
                continue
    own = Catalogue.of(language)
    return Renderer(language, {language: {"messages": {key: text for key, text in texts.items() if not own.find(key)}}})


def _locales() -> Iterator[Path]:
    """Yield the folders of catalogues in the packages that bring something to govkit; none is imported for it."""
    points = (point for group in _GROUPS for point in entry_points(group=group))
    for name in sorted({point.module.partition(".")[0] for point in points} - {"govkit"}):
        try:
            spec = find_spec(name)
        except (ImportError, ValueError):
            continue
        for place in spec.submodule_search_locations or () if spec is not None else ():
            yield from (path for kind in _FOLDERS for path in sorted(Path(place).rglob(kind)))
