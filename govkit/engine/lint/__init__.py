"""Finds the mistakes in files that people write, each with its place and its mend, without reading any data."""

from __future__ import annotations

from govkit.engine.lint.linter import Linter

__all__ = ["Linter"]
