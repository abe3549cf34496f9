"""Personal data inside free text: spans with a category and a score, and an account of how much was looked at."""

from __future__ import annotations

from govkit_personal_data.text.engine import Reading, TextEngine, shipped_engine
from govkit_personal_data.text.scanning import TextResult, scan_texts
from govkit_personal_data.text.spans import Span

__all__ = ["Reading", "Span", "TextEngine", "TextResult", "scan_texts", "shipped_engine"]
