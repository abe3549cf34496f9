"""Reports: pure functions of an assessment.

A reporter is a module, or any object, with three members, named in the entry-point group `govkit.reporters`:

    suffix = ".html"              what the files' names end in
    media_type = "text/html"
    def render(assessment: Assessment, *, language: str = "en") -> str | bytes | dict[str, str]: ...

`render` returns the text, or its bytes in UTF-8 where it has those at hand; or, where one file cannot hold it, a dict
from a part that goes between name and suffix (`1`, `2`, …; one with a suffix of its own keeps it) to the text of each
file. Options beyond the language are keyword arguments of a reporter's own and have defaults: the console's `colour`,
`width`, `verbose` and `limit` are the only ones here. No reporter reads the clock, the network or the file system
beside its own templates, and none runs a check: it shows what was judged.

What is common lies in `clean` (hostile text), `words` (language) and `view` (wording, order and grouping).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Reporter(Protocol):
    """What a module has to offer to be a reporter."""

    @property
    def suffix(self) -> str:
        """Return what the names of its files end in: `.html`."""

    @property
    def media_type(self) -> str:
        """Return the media type of its files."""

    @property
    def render(self) -> Callable[..., str | bytes | dict[str, str]]:
        """Return the function of an assessment and `language=` that writes the report."""
