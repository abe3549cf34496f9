"""How much is looked at, and what that allows to say: three modes, which every report names."""

from __future__ import annotations

from typing import Literal

Mode = Literal["sample", "early", "full"]
"""`sample`: so many rows of each table, chosen at random; `early`: as few of them as decide it; `full`: every cell."""
ROWS = 4603
"""Rows of a table by default: what one row in a thousand holds is seen with a probability of 99 %."""
CONFIDENCE = 0.99


def detection_limit(examined: int, confidence: float = CONFIDENCE) -> float:
    """Return the least share of rows that a random sample of so many would have shown at least once, that surely."""
    return 1.0 if examined <= 0 else 1.0 - (1.0 - confidence) ** (1.0 / examined)
