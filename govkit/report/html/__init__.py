"""The report for people: one HTML file that needs no network and no JavaScript."""

from __future__ import annotations

from govkit.report.html.render import media_type, render, suffix

__all__ = ["media_type", "render", "suffix"]
