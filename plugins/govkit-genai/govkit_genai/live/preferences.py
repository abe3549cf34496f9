"""Reads what a site says about machines that learn from its pages: for information, since most of it is drafts."""

from __future__ import annotations

from dataclasses import dataclass

from govkit.model.mask import mask
from govkit_genai.live.robots import Robots
from govkit_genai.live.visit import Answer

CRAWLERS = (
    "Amazonbot", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot", "Google-Extended", "GPTBot",
    "Meta-ExternalAgent", "PerplexityBot",
)  # fmt: skip
"""Crawlers that gather what models learn from, by the names that they give themselves in robots.txt."""
_SIGNALS = ("content-usage", "tdm-reservation", "x-robots-tag")


@dataclass(frozen=True)
class Preferences:
    """What one site says."""

    site: str
    at: str
    replayed: bool
    sha256: str
    refused: tuple[str, ...]
    """Crawlers that may not get its first page."""
    named: tuple[str, ...]
    """Crawlers that it names."""
    signals: dict[str, str]
    """Signals in headers, and rules on use in robots.txt."""


def preferences(answer: Answer, rules: Robots) -> Preferences:
    """Return what a site's first page and its robots.txt say."""
    signals = {name: mask(answer.headers[name])[:200] for name in _SIGNALS if name in answer.headers}
    if rules.usage:
        signals["robots.txt"] = mask(", ".join(rules.usage))[:200]
    return Preferences(
        site=answer.url,
        at=answer.at,
        replayed=answer.replayed,
        sha256=answer.sha256 if answer.status else "",
        refused=tuple(name for name in CRAWLERS if not rules.allows("/", name)),
        named=tuple(name for name in CRAWLERS if name.lower() in rules.groups),
        signals=signals,
    )
